import { useDeferStream } from '@graphql-yoga/plugin-defer-stream';
import { type DocumentNode, type GraphQLError, type GraphQLSchema, getOperationAST } from 'graphql';
import { createYoga, isAsyncIterable, mapAsyncIterator, type Plugin } from 'graphql-yoga';
import { LRUCache } from 'lru-cache';
import type { GraphContext } from '../graph/context.ts';
import type { Lifetimes } from '../learning-api/cache.ts';
import { useAuthentication } from './authentication.ts';
import { useCacheControl } from './cache-control.ts';
import type { Handover, ServerContext } from './context.ts';
import { useCostLimit } from './cost-limit.ts';
import type { Finish, Result } from './finish.ts';
import { useClosedIntrospection } from './introspection.ts';
import { type DocumentLimits, useDocumentLimits } from './limits.ts';
import { toGraphQLError } from './masking.ts';
import type { PersistedOperations } from './persisted-operations.ts';
import { usePlannedExecution } from './planned-execution.ts';
import { useVariableLimits } from './variable-limits.ts';

interface YogaOptions {
  schema: GraphQLSchema;
  /** The largest body, in bytes; anything beyond is answered with 413. */
  maxBodyBytes: number;
  limits: DocumentLimits;
  /** The most calls that one operation may cause. */
  costLimit: number;
  timeouts: Timeouts;
  /** For how long reference data is good; null where nothing is kept. */
  lifetimes: Lifetimes | null;
  /** Whether anybody may ask for the schema. */
  isIntrospectionOpen: boolean;
  operations: PersistedOperations;
  finish: Finish;
  context: (handover: Handover) => GraphContext;
}

/** Milliseconds that a request may take. */
export interface Timeouts {
  queryMs: number;
  mutationMs: number;
}

/** How many characters of a name are worth a place in the log. */
const maxNameLength = 100;

/** How many characters of documents are remembered. */
const maxRemembered = 20_000_000;

export type GraphQLHandler = ReturnType<typeof createGraphQLHandler>;

/** The GraphQL engine behind /graphql. */
export function createGraphQLHandler(options: YogaOptions) {
  const {
    schema,
    context,
    finish,
    operations,
    maxBodyBytes,
    limits,
    costLimit,
    timeouts,
    lifetimes,
    isIntrospectionOpen,
  } = options;
  const documents = new LRUCache<string, DocumentNode>({
    maxSize: maxRemembered,
    sizeCalculation: (_, text) => text.length + 1,
  });
  const valid = new WeakSet<DocumentNode>();
  const yoga = createYoga<Handover, GraphContext>({
    schema,
    context,
    graphqlEndpoint: '/graphql',
    graphiql: false,
    landingPage: false,
    cors: false,
    multipart: false,
    extraParamNames: ['documentId'],
    maxRequestBodySize: maxBodyBytes,
    batching: false,
    // Parse errors are not remembered: a remembered one would be answered without its code.
    parserAndValidationCache: { documentCache: documents, errorCache: { get: () => undefined, set: () => undefined } },
    logging: false,
    maskedErrors: { maskError: toGraphQLError, isDev: false },
    plugins: [
      operations.plugin,
      useVariableLimits(),
      useDocumentLimits(limits),
      ...(isIntrospectionOpen ? [] : [useClosedIntrospection()]),
      useAuthentication(),
      useCostLimit(costLimit),
      useTimeouts(timeouts),
      useRecord(finish),
      ...(lifetimes ? [useCacheControl(lifetimes)] : []),
      useDeferStream(),
      usePlannedExecution(),
      useMemory(valid),
    ],
  });
  return {
    handle: yoga,
    getEnveloped: yoga.getEnveloped,
    /** Parses and validates as is done for requests, and remembers the outcome. */
    check: {
      parse: (text: string): DocumentNode => yoga.getEnveloped({} as Handover).parse(text),
      validate: (document: DocumentNode): readonly GraphQLError[] =>
        yoga.getEnveloped({} as Handover).validate(schema, document),
    },
    /** The document of a text that was found valid lately. */
    validDocument: (text: string): DocumentNode | undefined => {
      const document = documents.get(text);
      return document && valid.has(document) ? document : undefined;
    },
  };
}

/** Remembers which documents are valid. */
function useMemory(known: WeakSet<DocumentNode>): Plugin {
  return {
    onValidate({ params: { documentAST } }) {
      return ({ valid }) => {
        if (valid) known.add(documentAST);
      };
    },
  };
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
function useRecord(finish: Finish): Plugin<ServerContext, Handover> {
  return {
    onExecute({ args }) {
      const { record } = args.contextValue as ServerContext;
      const operation = getOperationAST(args.document, args.operationName);
      record.operationName = operation?.name?.value.slice(0, maxNameLength) ?? null;
      record.operationKind = operation?.operation ?? null;
    },
    onResultProcess({ result, setResult, serverContext: { record } }) {
      if (!isAsyncIterable(result)) {
        for (const part of [result].flat()) finish(part as Result, record);
        return;
      }
      const parts = mapAsyncIterator(result, (part) => {
        finish(part as Result, record);
        return part;
      });
      setResult(parts);
    },
  };
}
