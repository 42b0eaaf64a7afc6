import { useDeferStream } from '@graphql-yoga/plugin-defer-stream';
import { GraphQLError, type GraphQLSchema, getOperationAST } from 'graphql';
import { createYoga, type Plugin } from 'graphql-yoga';
import { useAuthentication } from './authentication.ts';
import type { ServerContext } from './context.ts';
import { type DocumentLimits, useDocumentLimits } from './limits.ts';
import type { Log } from './log.ts';
import { isUnexpected, toGraphQLError } from './masking.ts';
import type { RequestRecord } from './request-record.ts';

interface YogaOptions {
  schema: GraphQLSchema;
  /** The largest body, in bytes; anything beyond is answered with 413. */
  maxBodyBytes: number;
  limits: DocumentLimits;
  context: (initial: never) => ServerContext;
  log: Log;
}

/** What the HTTP server hands over with each request. */
export interface YogaServerContext {
  record: RequestRecord;
}

/** The GraphQL engine behind /graphql. */
export function createGraphQLHandler({ schema, context, log, maxBodyBytes, limits }: YogaOptions) {
  return createYoga<YogaServerContext, ServerContext>({
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
    plugins: [useDocumentLimits(limits), useAuthentication(), useRecord(log), useDeferStream()],
  });
}

/** Notes what became of a request, and marks every error with the id to find it in the log by. */
function useRecord(log: Log): Plugin<ServerContext, YogaServerContext> {
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
