import {
  type DirectiveNode,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { createPlanner } from '../../execution/planner.ts';
import type { Engine, Outcome } from './engine.ts';
import type { PendingOperation } from './execution-checks.ts';
import { errorsOfVariables, inputError } from './operation.ts';
import { requestError } from './request-error.ts';

/** The two ways to execute an operation. They differ in nothing but the time they take. */
export interface Executors {
  /** Executes a query by its plan. Null if it has none. */
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
      const { streams, whole } = partsOf(operation.document);
      const streamErrors = streams.flatMap((directive) => errorOfStream(directive, operation) ?? []);
      if (streamErrors.length > 0) return { errors: streamErrors };
      return engine.execute(acceptsParts ? operation : { ...operation, document: whole });
    },
  };
}

function runPlan(run: NonNullable<ReturnType<ReturnType<typeof createPlanner>>>, operation: PendingOperation) {
  const { rootValue, contextValue, variableValues } = operation;
  const { warnings } = contextValue.record;
  return run({ rootValue, contextValue, variableValues: variableValues ?? {}, hasNotes: () => warnings.length > 0 });
}

/** A plan returns no data only if the variables are not valid. */
function withInputErrors(result: ExecutionResult | Promise<ExecutionResult>) {
  return result instanceof Promise || 'data' in result ? result : { errors: result.errors?.map(inputError) ?? [] };
}

interface Parts {
  streams: readonly DirectiveNode[];
  /** The document without `@defer` and `@stream`. */
  whole: DocumentNode;
}

const memo = new WeakMap<DocumentNode, Parts>();

function partsOf(document: DocumentNode): Parts {
  const memoized = memo.get(document);
  if (memoized) return memoized;
  const streams: DirectiveNode[] = [];
  const whole = visit(document, {
    [Kind.DIRECTIVE]: (node) => {
      if (node.name.value === 'stream') streams.push(node);
      return node.name.value === 'stream' || node.name.value === 'defer' ? null : undefined;
    },
  });
  const parts = { streams, whole };
  memo.set(document, parts);
  return parts;
}

/** Validation checks the type of `initialCount` only. */
function errorOfStream({ arguments: given = [] }: DirectiveNode, { variableValues }: PendingOperation) {
  const value = given.find(({ name }) => name.value === 'initialCount')?.value;
  const count =
    value?.kind === Kind.VARIABLE ? variableValues?.[value.name.value] : value?.kind === Kind.INT ? value.value : 0;
  if (Number(count ?? 0) >= 0) return null;
  return requestError('BAD_USER_INPUT', 'initialCount of @stream must not be negative.');
}
