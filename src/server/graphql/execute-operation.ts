import {
  type DirectiveNode,
  type DocumentNode,
  type ExecutionResult,
  execute,
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

/** The three ways to execute an operation. Which of them is used changes nothing but the time it takes. */
export interface Executors {
  /** Executes a query by its plan. Null if it has none. */
  planned(operation: Omit<PendingOperation, 'contextValue'>): Executor | null;
  /** Executes an operation with the executor of graphql-js, or in parts if the caller accepts parts. */
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
      const { stream, isInParts } = directivesIn(operation.document);
      const streamErrors = stream.flatMap((directive) => errorOfStream(directive, operation) ?? []);
      if (streamErrors.length > 0) return { errors: streamErrors };
      return isInParts && acceptsParts ? engine.executeInParts(operation) : execute(operation);
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

interface PartDirectives {
  stream: readonly DirectiveNode[];
  /** True if the document has `@defer` or `@stream`. */
  isInParts: boolean;
}

const memo = new WeakMap<DocumentNode, PartDirectives>();

function directivesIn(document: DocumentNode): PartDirectives {
  const memoized = memo.get(document);
  if (memoized) return memoized;
  const stream: DirectiveNode[] = [];
  let isInParts = false;
  visit(document, {
    [Kind.DIRECTIVE]: (node) => {
      if (node.name.value === 'stream') stream.push(node);
      isInParts ||= node.name.value === 'stream' || node.name.value === 'defer';
    },
  });
  const found = { stream, isInParts };
  memo.set(document, found);
  return found;
}

/** Validation checks the type of `initialCount` only. */
function errorOfStream({ arguments: given = [] }: DirectiveNode, { variableValues }: PendingOperation) {
  const value = given.find(({ name }) => name.value === 'initialCount')?.value;
  const count =
    value?.kind === Kind.VARIABLE ? variableValues?.[value.name.value] : value?.kind === Kind.INT ? value.value : 0;
  if (Number(count ?? 0) >= 0) return null;
  return requestError('BAD_USER_INPUT', 'initialCount of @stream must not be negative.');
}
