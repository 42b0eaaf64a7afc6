import type { ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { createPlanner } from '../../execution/planner.ts';
import { contextAhead } from './context.ts';
import type { Engine, Outcome } from './engine.ts';
import type { PendingOperation } from './execution-checks.ts';
import { errorsOfVariables, inputError } from './operation.ts';
import { errorsOfPartDirectives, partDirectivesOf } from './part-directives.ts';

/** The two ways to execute an operation. They differ in nothing but the time they take. */
export interface Executors {
  /** Executes an operation by its plan. Null if it has none. */
  planned(operation: Omit<PendingOperation, 'contextValue'>): Executor | null;
  /** Executes any operation. The outcome has parts only if the caller accepts them. */
  unplanned(operation: PendingOperation, node: OperationDefinitionNode, acceptsParts: boolean): Promise<Outcome>;
}

type Executor = (operation: PendingOperation) => ExecutionResult | Promise<ExecutionResult>;

/** @param usesPlans false to execute nothing by a plan */
export function createExecutors(schema: GraphQLSchema, engine: Engine, usesPlans: boolean): Executors {
  const planFor = createPlanner();
  return {
    planned: ({ document, operationName, variableValues }) => {
      const run = usesPlans ? planFor(schema, document, operationName, variableValues) : null;
      return run && ((operation) => withInputErrors(runPlan(run, operation)));
    },
    unplanned: async (operation, node, acceptsParts) => {
      const errors = errorsOfVariables(schema, node, operation.variableValues ?? {});
      if (errors.length > 0) return { errors };
      const parts = partDirectivesOf(operation.document);
      const partErrors = errorsOfPartDirectives(parts, schema, node, operation.variableValues ?? {});
      if (partErrors.length > 0) return { errors: partErrors };
      return engine.execute(acceptsParts ? operation : { ...operation, document: parts.whole });
    },
  };
}

function runPlan(run: NonNullable<ReturnType<ReturnType<typeof createPlanner>>>, operation: PendingOperation) {
  const { rootValue, contextValue, variableValues } = operation;
  const { warnings, trace } = contextValue.record;
  return run({
    rootValue,
    contextValue,
    variableValues: variableValues ?? {},
    hasNotes: () => warnings.length > 0,
    contextAhead: () => contextAhead(contextValue),
    onStart: contextValue.loaders.watch,
    callsEveryResolver: trace?.isSampled ?? false,
  });
}

/** A plan returns no data only if the variables are not valid. */
function withInputErrors(result: ExecutionResult | Promise<ExecutionResult>) {
  return result instanceof Promise || 'data' in result ? result : { errors: result.errors?.map(inputError) ?? [] };
}
