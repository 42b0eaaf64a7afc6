import { type DocumentNode, GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { ErrorCode } from '../../graph/errors/error-codes.ts';
import type { RequestInput } from './context.ts';

/** The parameters of a request that name its operation. */
export interface OperationRequest {
  query?: unknown;
  /** The hash, with or without the prefix `sha256:`, as in the specification of persisted documents. */
  documentId?: unknown;
  /** With `persistedQuery.sha256Hash`, as Apollo Client and urql send it. */
  extensions?: unknown;
}

/** Operations that clients request by hash. */
export interface PersistedOperations {
  /** The text to execute. Null if the request must be refused. */
  textFor(requested: OperationRequest, hasRouterSecret: boolean): string | null;
  /** Replaces hashes by texts, and refuses requests without an allowed text. */
  plugin: Plugin<object, RequestInput>;
}

interface Options {
  /** Texts by hash. */
  texts: ReadonlyMap<string, string>;
  /** True if all other operations are refused, except with the router secret. */
  persistedOnly: boolean;
}

/** Serves operations by hash. */
export function createPersistedOperations({ texts, persistedOnly }: Options): PersistedOperations {
  const textFor = (requested: OperationRequest, hasRouterSecret: boolean): string | null => {
    if (typeof requested.query === 'string') return persistedOnly && !hasRouterSecret ? null : requested.query;
    const hash = hashIn(requested);
    return hash === null ? null : (texts.get(hash) ?? null);
  };

  const errorFor = (requested: OperationRequest): GraphQLError | null => {
    const hash = hashIn(requested);
    if (typeof requested.query === 'string') return hashRequired();
    if (hash === null) return persistedOnly ? hashRequired() : null;
    // Clients match these messages to decide whether to send the text, or to stop sending hashes.
    return texts.size > 0
      ? errorOf('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound')
      : errorOf('PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported');
  };

  return {
    textFor,
    plugin: {
      onParams({ params, setParams, request, context }) {
        // Yoga refuses bodies that are not objects.
        if (typeof params !== 'object' || params === null) return;
        const documentId = new URL(request.url, 'http://gateway').searchParams.get('documentId') ?? undefined;
        const requested: OperationRequest = documentId === undefined ? params : { documentId, ...params };
        const query = textFor(requested, context.hasRouterSecret);
        const error = query === null ? errorFor(requested) : null;
        if (error) throw error;
        if (query === null || query === params.query) return;
        setParams({ ...params, query });
      },
    },
  };
}

/**
 * The errors of persisted operations, one line each.
 *
 * @param check parses and validates as for a request
 */
export function problemsOf(
  texts: ReadonlyMap<string, string>,
  check: { parse(text: string): DocumentNode; validate(document: DocumentNode): readonly GraphQLError[] },
): string[] {
  return [...texts].flatMap(([hash, text]) => {
    try {
      return check.validate(check.parse(text)).map(({ message }) => `${hash}: ${message}`);
    } catch (error) {
      return [`${hash}: ${(error as Error).message}`];
    }
  });
}

function hashIn({ documentId, extensions }: OperationRequest): string | null {
  if (typeof documentId === 'string') return documentId.replace(/^sha256:/, '');
  const { persistedQuery } = (extensions ?? {}) as { persistedQuery?: { sha256Hash?: unknown } | null };
  const hash = persistedQuery?.sha256Hash;
  return typeof hash === 'string' ? hash : null;
}

function hashRequired(): GraphQLError {
  return errorOf(
    'PERSISTED_QUERY_REQUIRED',
    'Only persisted operations are allowed. Send the hash of one instead of a text.',
  );
}

function errorOf(code: ErrorCode, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status: 400 } } });
}
