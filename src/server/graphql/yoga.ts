import { useDeferStream } from '@graphql-yoga/plugin-defer-stream';
import {
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
  getOperationAST,
} from 'graphql';
import { createYoga, isAsyncIterable, mapAsyncIterator, type Plugin } from 'graphql-yoga';
import { LRUCache } from 'lru-cache';
import type { OperationName } from '../../learning-api/contract/operations.ts';
import { useCacheControl } from './cache-control.ts';
import type { Handover, ServerContext } from './context.ts';
import { createCostLimit } from './cost-limit.ts';
import { type DocumentLimits, useDocumentLimits } from './document-limits.ts';
import { type BeforeExecution, inTurn, useBeforeExecution } from './execution-checks.ts';
import { refuseIntrospection } from './introspection.ts';
import { toGraphQLError } from './masking.ts';
import type { PersistedOperations } from './persisted-operations.ts';
import { plannedRun, usePlannedExecution } from './planned-execution.ts';
import { requireCaller } from './require-caller.ts';
import type { Finish, Result } from './result-extensions.ts';
import { useVariableLimits } from './variable-limits.ts';

interface YogaOptions {
  schema: GraphQLSchema;
  /** The largest body, in bytes; anything beyond is answered with 413. */
  maxBodyBytes: number;
  limits: DocumentLimits;
  /** The most calls that one operation may cause. */
  costLimit: number;
  timeouts: Timeouts;
  /** Seconds for which an answer of a REST operation is reused; 0 if it is not cached. */
  cacheSeconds: (operation: OperationName) => number;
  /** Whether anybody may ask for the schema. */
  isIntrospectionOpen: boolean;
  operations: PersistedOperations;
  finish: Finish;
  context: (handover: Handover) => ServerContext;
}

/** Milliseconds that a request may take. */
export interface Timeouts {
  queryMs: number;
  mutationMs: number;
}

/** An operation of a document that was found valid. */
interface Operation {
  document: DocumentNode;
  operationName: string | null;
  variableValues: Record<string, unknown> | null;
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
    cacheSeconds,
    isIntrospectionOpen,
  } = options;
  const documents = new LRUCache<string, DocumentNode>({
    maxSize: maxRemembered,
    sizeCalculation: (_, text) => text.length + 1,
  });
  const valid = new WeakSet<DocumentNode>();
  const beforeExecution = inTurn([
    ...(isIntrospectionOpen ? [] : [refuseIntrospection]),
    requireCaller,
    createCostLimit(costLimit, schema),
    limitTime(timeouts),
    nameOperation,
  ]);
  const yoga = createYoga<Handover, ServerContext>({
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
      useBeforeExecution(beforeExecution),
      useFinish(finish),
      useCacheControl(cacheSeconds),
      useDeferStream(),
      usePlannedExecution(),
      useMemory(valid),
    ],
  });
  return {
    handle: yoga,
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
    /**
     * Executes an operation of a valid document as Yoga would, but without its hooks. Null where nothing is executed,
     * be it for a refusal or for want of a plan: that is for Yoga to answer.
     */
    execute: async (operation: Operation, handover: Handover): Promise<ExecutionResult | null> => {
      const args = { schema, ...operation };
      const run = plannedRun(args);
      if (!run) return null;
      const upcoming = { ...args, contextValue: context(handover) };
      if (beforeExecution(upcoming)) return null;
      const result = await run(upcoming);
      if (!('data' in result)) return null;
      return result.errors ? { ...result, errors: result.errors.map(toGraphQLError) } : result;
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
function limitTime({ queryMs, mutationMs }: Timeouts): BeforeExecution {
  return ({ document, operationName, contextValue: { end } }) => {
    const isMutation = getOperationAST(document, operationName)?.operation === 'mutation';
    end.within(isMutation ? mutationMs : queryMs);
    return null;
  };
}

const nameOperation: BeforeExecution = ({ document, operationName, contextValue: { record } }) => {
  const operation = getOperationAST(document, operationName);
  record.operationName = operation?.name?.value.slice(0, maxNameLength) ?? null;
  record.operationKind = operation?.operation ?? null;
  return null;
};

/** Notes what became of a request, and marks every error with the id to find it in the log by. */
function useFinish(finish: Finish): Plugin<ServerContext, Handover> {
  return {
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
