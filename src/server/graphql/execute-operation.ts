import type { ExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { createPlanner } from '../../execution/planner.ts';
import { contextAhead } from './context.ts';
import type { Engine, Outcome } from './engine.ts';
import type { PendingOperation } from './execution-checks.ts';
import { errorsOfVariables, inputError } from './operation.ts';
import { errorsOfPartDirectives, partDirectivesOf } from './part-directives.ts';

/** The two ways to execute an operation. They differ in nothing but the time they take. */
export interface Executors {
  /**
   * Executes an operation by its plan. Null if it has none, such as an operation that is answered in parts: one with `@defer` or
   * `@stream`, of a caller who accepts parts.
   */
  planned(
    operation: Omit<PendingOperation, 'contextValue'>,
    node: OperationDefinitionNode,
    acceptsParts: boolean,
  ): Executor | null;
  /** Executes any operation. The outcome has parts only if the caller accepts them. */
  unplanned(operation: PendingOperation, node: OperationDefinitionNode, acceptsParts: boolean): Promise<Outcome>;
}

type Executor = (operation: PendingOperation) => ExecutionResult | Promise<ExecutionResult>;

/** @param usesPlans false to execute nothing by a plan */
export function createExecutors(schema: GraphQLSchema, engine: Engine, usesPlans: boolean): Executors {
  const planFor = createPlanner();
  /** The errors of the variables, and then of the arguments of `@defer` and `@stream`. */
  const inputErrorsOf = ({ document, variableValues }: PendingOperation, node: OperationDefinitionNode) => {
    const errors = errorsOfVariables(schema, node, variableValues ?? {});
    return errors.length > 0
      ? errors
      : errorsOfPartDirectives(partDirectivesOf(document), schema, node, variableValues ?? {});
  };
  return {
    planned: ({ document, operationName, variableValues }, node, acceptsParts) => {
      const { whole, directives } = partDirectivesOf(document);
      const plan = usesPlans ? planFor(schema, acceptsParts ? document : whole, operationName, variableValues) : null;
      if (!plan) return null;
      return (operation) => {
        // The plan finds the errors of the variables, but the directives are not in it.
        const errors = directives.length > 0 ? inputErrorsOf(operation, node) : [];
        return errors.length > 0 ? { errors } : withInputErrors(runPlan(plan, operation));
      };
    },
    unplanned: async (operation, node, acceptsParts) => {
      const errors = inputErrorsOf(operation, node);
      if (errors.length > 0) return { errors };
      const { whole } = partDirectivesOf(operation.document);
      return engine.execute(acceptsParts ? operation : { ...operation, document: whole });
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
