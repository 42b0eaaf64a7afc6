import type { ExecutionArgs, ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { createPlanner } from '../../execution/planner.ts';
import type { ServerContext } from './context.ts';
import type { Upcoming } from './execution-checks.ts';

const planFor = createPlanner();

/** Executes an operation that is ready for it. */
type RunPlanned = (upcoming: Upcoming) => ExecutionResult | Promise<ExecutionResult>;

/** Runs queries by plans that are made once for each document; what cannot be planned goes to Yoga's own executor. */
export function usePlannedExecution(): Plugin<ServerContext> {
  return {
    onExecute({ args, setExecuteFn }) {
      const run = plannedRun(args);
      if (run) setExecuteFn(() => run(args as Upcoming));
    },
  };
}

/** What runs an operation of a valid document by its plan; null for all but queries that are answered as a whole. */
export function plannedRun({ schema, document, operationName }: ExecutionArgs): RunPlanned | null {
  const run = planFor(schema, document, operationName);
  if (!run) return null;
  return ({ rootValue, contextValue, variableValues }) => {
    const { warnings } = contextValue.record;
    return run({ rootValue, contextValue, variableValues: variableValues ?? {}, hasNotes: () => warnings.length > 0 });
  };
}
