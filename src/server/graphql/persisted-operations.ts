import type { GraphQLError } from 'graphql';
import type { ErrorCode } from '../../graph/errors/error-codes.ts';
import type { Documents } from './documents.ts';
import { requestError } from './request-error.ts';

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
  /** The text to execute, or the error if there is none or it is not allowed. */
  textFor(requested: OperationRequest, hasRouterSecret: boolean): string | GraphQLError;
}

interface Options {
  /** Texts by hash. */
  texts: ReadonlyMap<string, string>;
  /** True if all other operations are refused, except with the router secret. */
  persistedOnly: boolean;
}

/** Serves operations by hash. */
export function createPersistedOperations({ texts, persistedOnly }: Options): PersistedOperations {
  return {
    textFor: (requested, hasRouterSecret) => {
      const { query } = requested;
      if (typeof query === 'string' && query !== '') return persistedOnly && !hasRouterSecret ? hashRequired() : query;
      const hash = hashIn(requested);
      if (hash === null) return persistedOnly ? hashRequired() : queryRequired();
      const text = texts.get(hash);
      if (text !== undefined) return text;
      // Clients match these messages to decide whether to send the text, or to stop sending hashes.
      return texts.size > 0
        ? errorOf('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound')
        : errorOf('PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported');
    },
  };
}

/** The errors of persisted operations, one line each. */
export function problemsOf(texts: ReadonlyMap<string, string>, documents: Documents): string[] {
  return [...texts].flatMap(([hash, text]) => {
    const document = documents.read(text);
    return 'kind' in document ? [] : document.map(({ message }) => `${hash}: ${message}`);
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

function queryRequired(): GraphQLError {
  return errorOf('BAD_REQUEST', 'The request has no `query`. Send the text of an operation.');
}

function errorOf(code: ErrorCode, message: string): GraphQLError {
  return requestError(code, message, { http: { status: 400 } });
}
