import type { ExecutionResult } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { ServerContext } from './context.ts';
import { finish, type Result } from './finish.ts';
import type { Log } from './log.ts';
import { toGraphQLError } from './masking.ts';

/** A part of an answer; with `@defer` and `@stream` it holds parts of its own. */
type Part = ExecutionResult & { incremental?: readonly Result[] };

/**
 * Treats the parts of an answer that comes in parts as a whole answer is treated: errors masked, marked and on record.
 * Yoga masks the errors of the first part only, and would send those of deferred fields and streamed items as they are.
 */
export function useParts(log: Log): Plugin<ServerContext> {
  return {
    onExecute({ args }) {
      const { record } = args.contextValue as ServerContext;
      return {
        onExecuteDone: ({ result }) => {
          if (!isAsyncIterable(result)) return undefined;
          return {
            onNext: ({ result: part }) => {
              for (const each of [part as Part, ...((part as Part).incremental ?? [])]) {
                if (each.errors) Object.assign(each, { errors: each.errors.map(toGraphQLError) });
                finish(each as Result, record, log);
              }
            },
          };
        },
      };
    },
  };
}
