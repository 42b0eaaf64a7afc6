import type { ExecutionArgs, GraphQLError } from 'graphql';
import type { ServerContext } from './context.ts';

/** An operation of a valid document, before its execution. */
export interface PendingOperation extends ExecutionArgs {
  contextValue: ServerContext;
}

/** Runs before an operation is executed. Returns the error to respond with instead, or null. */
export type ExecutionCheck = (operation: PendingOperation) => GraphQLError | null;

/** Runs the checks in order, until one returns an error. */
export function all(checks: readonly ExecutionCheck[]): ExecutionCheck {
  return (operation) => {
    for (const check of checks) {
      const error = check(operation);
      if (error) return error;
    }
    return null;
  };
}
