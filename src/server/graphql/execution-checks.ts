import type { ExecutionArgs, GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { ServerContext } from './context.ts';

/** An operation of a valid document that is about to be executed. */
export interface Upcoming extends ExecutionArgs {
  contextValue: ServerContext;
}

/** What is done before an operation is executed. Gives the error to answer with instead, or null. */
export type BeforeExecution = (upcoming: Upcoming) => GraphQLError | null;

/** Does all of it in turn; an operation that is refused goes no further. */
export function inTurn(steps: readonly BeforeExecution[]): BeforeExecution {
  return (upcoming) => {
    for (const step of steps) {
      const refusal = step(upcoming);
      if (refusal) return refusal;
    }
    return null;
  };
}

/** Has Yoga do it too. */
export function useBeforeExecution(step: BeforeExecution): Plugin<ServerContext> {
  return {
    onExecute({ args, setResultAndStopExecution }) {
      const refusal = step(args as Upcoming);
      if (refusal) setResultAndStopExecution({ errors: [refusal] });
    },
  };
}
