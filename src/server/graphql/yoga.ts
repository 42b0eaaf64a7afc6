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
import type { RequestInput, ServerContext } from './context.ts';
import { createCostLimit } from './cost-limit.ts';
import { type DocumentLimits, useDocumentLimits } from './document-limits.ts';
import { all, type ExecutionCheck, useExecutionCheck } from './execution-checks.ts';
import { type IdempotencyOptions, useIdempotency } from './idempotency.ts';
import { refuseIntrospection } from './introspection.ts';
import { toGraphQLError } from './masking.ts';
import type { PersistedOperations } from './persisted-operations.ts';
import { planOf, usePlannedExecution } from './planned-execution.ts';
import { requireCaller } from './require-caller.ts';
import type { ExtendResult, Result } from './result-extensions.ts';
import { useVariableLimits } from './variable-limits.ts';

interface YogaOptions {
  schema: GraphQLSchema;
  /** Maximum size of a body, in bytes. Larger bodies are refused with 413. */
  maxBodyBytes: number;
  limits: DocumentLimits;
  /** Maximum number of REST calls that one operation may cause. */
  costLimit: number;
  /** False if the executor of graphql-js executes every operation. */
  usesPlans: boolean;
  timeouts: Timeouts;
  /** Seconds for which an answer of a REST operation is reused; 0 if it is not cached. */
  cacheSeconds: (operation: OperationName) => number;
  /** True if requests without the router secret may introspect. */
  allowsIntrospection: boolean;
  operations: PersistedOperations;
  extendResult: ExtendResult;
  idempotency: IdempotencyOptions;
  context: (input: RequestInput) => ServerContext;
}

/** Timeouts of requests, in milliseconds. */
export interface Timeouts {
  queryMs: number;
  mutationMs: number;
}

/** An operation of a valid document. */
interface Operation {
  document: DocumentNode;
  operationName: string | null;
  variableValues: Record<string, unknown> | null;
}

/** How many characters of an operation's name are logged. */
const maxNameLength = 100;

/** How many characters of documents are cached. */
const maxCachedCharacters = 20_000_000;

export type GraphQLHandler = ReturnType<typeof createGraphQLHandler>;

/** The GraphQL engine of the endpoint /graphql. */
export function createGraphQLHandler(options: YogaOptions) {
  const {
    schema,
    context,
    extendResult,
    operations,
    maxBodyBytes,
    limits,
    costLimit,
    usesPlans,
    timeouts,
    cacheSeconds,
    allowsIntrospection,
    idempotency,
  } = options;
  const documents = new LRUCache<string, DocumentNode>({
    maxSize: maxCachedCharacters,
    sizeCalculation: (_, text) => text.length + 1,
  });
  const validDocuments = new WeakSet<DocumentNode>();
  const check = all([
    ...(allowsIntrospection ? [] : [refuseIntrospection]),
    requireCaller,
    createCostLimit(costLimit, schema),
    setDeadline(timeouts),
    recordOperation,
  ]);
  const yoga = createYoga<RequestInput, ServerContext>({
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
    // Parse errors are not cached: Yoga would return a cached one without its code.
    parserAndValidationCache: { documentCache: documents, errorCache: { get: () => undefined, set: () => undefined } },
    logging: false,
    maskedErrors: { maskError: toGraphQLError, isDev: false },
    plugins: [
      operations.plugin,
      useVariableLimits(),
      useDocumentLimits(limits),
      useExecutionCheck(check),
      useResultExtensions(extendResult),
      useCacheControl(cacheSeconds),
      useDeferStream(),
      ...(usesPlans ? [usePlannedExecution()] : []),
      useIdempotency(idempotency),
      useValidDocuments(validDocuments),
    ],
  });
  return {
    handle: yoga,
    /** Parses and validates as for a request, and caches the outcome. */
    check: {
      parse: (text: string): DocumentNode => yoga.getEnveloped({} as RequestInput).parse(text),
      validate: (document: DocumentNode): readonly GraphQLError[] =>
        yoga.getEnveloped({} as RequestInput).validate(schema, document),
    },
    /** The cached document of a text, if it is valid. */
    validDocument: (text: string): DocumentNode | undefined => {
      const document = documents.get(text);
      return document && validDocuments.has(document) ? document : undefined;
    },
    /**
     * Executes an operation of a valid document as Yoga would, but without its hooks. Null if nothing was executed,
     * because a check failed or the operation has no plan: then Yoga must respond.
     */
    execute: async (operation: Operation, input: RequestInput): Promise<ExecutionResult | null> => {
      const args = { schema, ...operation };
      const executePlan = usesPlans ? planOf(args) : null;
      if (!executePlan) return null;
      const pending = { ...args, contextValue: context(input) };
      if (check(pending)) return null;
      const result = await executePlan(pending);
      if (!('data' in result)) return null;
      return result.errors ? { ...result, errors: result.errors.map(toGraphQLError) } : result;
    },
  };
}

/** Collects the documents that are valid. */
function useValidDocuments(validDocuments: WeakSet<DocumentNode>): Plugin {
  return {
    onValidate({ params: { documentAST } }) {
      return ({ valid }) => {
        if (valid) validDocuments.add(documentAST);
      };
    },
  };
}

/** Sets the deadline. At the deadline the request is answered, with errors for unfinished fields. */
function setDeadline({ queryMs, mutationMs }: Timeouts): ExecutionCheck {
  return ({ document, operationName, contextValue: { lifetime } }) => {
    const isMutation = getOperationAST(document, operationName)?.operation === 'mutation';
    lifetime.setDeadline(isMutation ? mutationMs : queryMs);
    return null;
  };
}

/** Records the operation's name and kind. */
const recordOperation: ExecutionCheck = ({ document, operationName, contextValue: { record } }) => {
  const operation = getOperationAST(document, operationName);
  record.operationName = operation?.name?.value.slice(0, maxNameLength) ?? null;
  record.operationKind = operation?.operation ?? null;
  return null;
};

/** Makes Yoga extend each result, and each part of an incremental result. */
function useResultExtensions(extendResult: ExtendResult): Plugin<ServerContext, RequestInput> {
  return {
    onResultProcess({ result, setResult, serverContext: { record } }) {
      if (!isAsyncIterable(result)) {
        for (const part of [result].flat()) extendResult(part as Result, record);
        return;
      }
      const parts = mapAsyncIterator(result, (part) => {
        extendResult(part as Result, record);
        return part;
      });
      setResult(parts);
    },
  };
}
