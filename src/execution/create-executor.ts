import { assertValidSchema, type ExecutionArgs, type ExecutionResult, execute } from 'graphql';
import { createPlanner } from './planner.ts';

export interface ExecutorOptions {
  /** Executes what has no plan. By default the executor of graphql-js. */
  fallback?: (args: ExecutionArgs) => ExecutionResult | Promise<ExecutionResult>;
  /**
   * True if resolvers depend on their source, arguments and context only. Then a selection is executed once for each
   * object, however many links lead to the object.
   */
  oncePerObject?: boolean;
  /** Maximum size of a response as JSON, in bytes. A larger response is an error. By default there is none. */
  maxResponseBytes?: number;
}

/**
 * Creates a function that replaces `execute` of graphql-js, with the same arguments and results. Plans are cached as long
 * as their document exists, so parse and validate a text once.
 */
export function createExecutor({
  fallback = execute,
  oncePerObject = false,
  maxResponseBytes = Number.POSITIVE_INFINITY,
}: ExecutorOptions = {}): (args: ExecutionArgs) => ExecutionResult | Promise<ExecutionResult> {
  const planFor = createPlanner();
  return (args) => {
    const { schema, document, rootValue, contextValue, variableValues, operationName, ...others } = args;
    // A plan does not know the other arguments, such as `fieldResolver` and `typeResolver`.
    const isPlannable = Object.values(others).every((value) => value === undefined || value === null);
    if (isPlannable) assertValidSchema(schema);
    const run = isPlannable ? planFor(schema, document, operationName, variableValues) : null;
    if (!run) return fallback(args);
    return run({
      rootValue,
      contextValue,
      variableValues: variableValues ?? {},
      oncePerObject,
      maxResponseBytes,
    });
  };
}
