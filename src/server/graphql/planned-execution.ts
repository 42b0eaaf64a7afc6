import type { ExecutionArgs, ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { createPlanner } from '../../execution/planner.ts';
import type { ServerContext } from './context.ts';
import type { PendingOperation } from './execution-checks.ts';

const planFor = createPlanner();

type ExecutePlan = (operation: PendingOperation) => ExecutionResult | Promise<ExecutionResult>;

/** Executes operations by their plans. Yoga's executor handles operations without a plan. */
export function usePlannedExecution(): Plugin<ServerContext> {
  return {
    onExecute({ args, setExecuteFn }) {
      const execute = planOf(args);
      if (execute) setExecuteFn(() => execute(args as PendingOperation));
    },
  };
}

/** Executes an operation of a valid document by its plan. Null if it has none: only undivided queries have plans. */
export function planOf({ schema, document, operationName, variableValues }: ExecutionArgs): ExecutePlan | null {
  const run = planFor(schema, document, operationName, variableValues);
  if (!run) return null;
  return ({ rootValue, contextValue, variableValues }) => {
    const { warnings } = contextValue.record;
    return run({ rootValue, contextValue, variableValues: variableValues ?? {}, hasNotes: () => warnings.length > 0 });
  };
}
