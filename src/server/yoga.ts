import { useDeferStream } from '@graphql-yoga/plugin-defer-stream';
import { GraphQLError, type GraphQLSchema, getOperationAST } from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import { useAuthentication } from './authentication.ts';
import type { Handover, ServerContext } from './context.ts';
import { type DocumentLimits, useDocumentLimits } from './limits.ts';
import type { Log } from './log.ts';
import { isUnexpected, toGraphQLError } from './masking.ts';

interface YogaOptions {
  schema: GraphQLSchema;
  /** The largest body, in bytes; anything beyond is answered with 413. */
  maxBodyBytes: number;
  limits: DocumentLimits;
  timeouts: Timeouts;
  context: (initial: never) => ServerContext;
  log: Log;
}

/** Milliseconds that a request may take. */
export interface Timeouts {
  queryMs: number;
  mutationMs: number;
}

/** The GraphQL engine behind /graphql. */
export function createGraphQLHandler({ schema, context, log, maxBodyBytes, limits, timeouts }: YogaOptions) {
  return createYoga<Handover, ServerContext>({
    schema,
    context: context as never,
    graphqlEndpoint: '/graphql',
    graphiql: false,
    landingPage: false,
    cors: false,
    multipart: false,
    maxRequestBodySize: maxBodyBytes,
    batching: false,
    logging: false,
    maskedErrors: { maskError: toGraphQLError, isDev: false },
    plugins: [useDocumentLimits(limits), useAuthentication(), useTimeouts(timeouts), useRecord(log), useDeferStream()],
  });
}

/** Sets the time by which a request has its answer, with errors for what is not known by then. */
function useTimeouts({ queryMs, mutationMs }: Timeouts): Plugin<ServerContext> {
  return {
    onExecute({ args }) {
      const { end } = args.contextValue as ServerContext;
      const isMutation = getOperationAST(args.document, args.operationName)?.operation === 'mutation';
      end.within(isMutation ? mutationMs : queryMs);
    },
  };
}

/** Notes what became of a request, and marks every error with the id to find it in the log by. */
function useRecord(log: Log): Plugin<ServerContext, Handover> {
  return {
    onExecute({ args }) {
      const { record } = args.contextValue as ServerContext;
      const operation = getOperationAST(args.document, args.operationName);
      record.operationName = operation?.name?.value ?? null;
      record.operationKind = operation?.operation ?? null;
    },
    onResultProcess({ result, serverContext }) {
      const { record } = serverContext;
      for (const part of [result].flat()) {
        if (record.warnings.length > 0 && 'data' in part)
          part.extensions = { ...part.extensions, warnings: record.warnings };
        if (!('errors' in part) || !part.errors) continue;
        for (const error of part.errors) {
          if (!(error instanceof GraphQLError)) continue;
          error.extensions.code ??= 'BAD_USER_INPUT';
          error.extensions.requestId = record.requestId;
          record.errorCodes.push(String(error.extensions.code));
          if (isUnexpected(error))
            log.error({ event: 'unexpected_error', requestId: record.requestId, err: error.originalError });
        }
      }
    },
  };
}
