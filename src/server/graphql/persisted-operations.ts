import { setImmediate } from 'node:timers/promises';
import type { GraphQLError } from 'graphql';
import type { Config } from '../../config/config.ts';
import type { ErrorCode } from '../../graph/errors/error-codes.ts';
import type { RequestRecord } from '../request/request-record.ts';
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

/** How many characters of an unknown hash are recorded: SHA-512 has as many. */
const maxHashLength = 128;

/** Operations that clients request by hash. */
export interface PersistedOperations {
  /** The text to execute, or the error if there is none or it is not allowed. */
  textFor(requested: OperationRequest, hasRouterSecret: boolean, record: RequestRecord): string | GraphQLError;
  /** Replaces all operations. */
  replace(texts: ReadonlyMap<string, string>): void;
}

/**
 * Serves operations by hash.
 *
 * @param only `true` if all other operations are refused, except with the router secret; `log` if they run, and the
 * record says that they would be refused
 */
export function createPersistedOperations(only: Config['PERSISTED_ONLY']): PersistedOperations {
  let texts: ReadonlyMap<string, string> = new Map();
  return {
    textFor: (requested, hasRouterSecret, record) => {
      const { query } = requested;
      if (typeof query === 'string' && query !== '') {
        if (only === false || hasRouterSecret) return query;
        if (only === true) return hashRequired();
        record.wouldRefuse.push('PERSISTED_QUERY_REQUIRED');
        return query;
      }
      const hash = hashIn(requested);
      if (hash === null) return only === true ? hashRequired() : queryRequired();
      const text = texts.get(hash);
      record.documentId = text === undefined ? record.quote(hash, maxHashLength) : hash;
      if (text !== undefined) return text;
      // Clients match these messages to decide whether to send the text, or to stop sending hashes. The media type decides the
      // status: @apollo/gateway reads the message only with status 200, and knows only the first of them.
      return texts.size > 0 || hasRouterSecret
        ? requestError('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound')
        : requestError('PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported');
    },
    replace: (replacement) => {
      texts = replacement;
    },
  };
}

/** The errors of persisted operations, one line each. Lets requests run between two of them. */
export async function problemsOf(texts: Iterable<[string, string]>, documents: Documents): Promise<string[]> {
  const problems: string[] = [];
  for (const [hash, text] of texts) {
    const document = await documents.read(text, () => setImmediate());
    if (!('kind' in document)) problems.push(...document.map(({ message }) => `${hash}: ${message}`));
    await setImmediate();
  }
  return problems;
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
