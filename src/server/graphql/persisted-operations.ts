import { type DocumentNode, GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { ErrorCode } from '../../graph/errors/error-codes.ts';
import type { Handover } from './context.ts';

/** The parameters of a request that tell which operation is asked for. */
export interface AskedFor {
  query?: unknown;
  /** As in the specification of persisted documents: the hash, perhaps behind `sha256:`. */
  documentId?: unknown;
  /** With `persistedQuery.sha256Hash`, as Apollo's clients and urql send it. */
  extensions?: unknown;
}

/** Operations that clients ask for by their hash. */
export interface PersistedOperations {
  /** The text to run; null where the request is to be refused. */
  textFor(asked: AskedFor, isRouter: boolean): string | null;
  /** Puts the text where a hash was given, and refuses what must not be run. */
  plugin: Plugin<object, Handover>;
}

interface Options {
  /** Texts by hash. */
  texts: ReadonlyMap<string, string>;
  /** Whether nothing else is answered, except to a router. */
  isClosed: boolean;
}

/** Serves operations by hash. */
export function createPersistedOperations({ texts, isClosed }: Options): PersistedOperations {
  const textFor = (asked: AskedFor, isRouter: boolean): string | null => {
    if (typeof asked.query === 'string') return isClosed && !isRouter ? null : asked.query;
    const hash = hashIn(asked);
    return hash === null ? null : (texts.get(hash) ?? null);
  };

  const refusalOf = (asked: AskedFor): GraphQLError | null => {
    const hash = hashIn(asked);
    if (typeof asked.query === 'string') return required();
    if (hash === null) return isClosed ? required() : null;
    // These messages are what clients go by when they decide to send the text, or to ask by hash no more.
    return texts.size > 0
      ? refusal('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound')
      : refusal('PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported');
  };

  return {
    textFor,
    plugin: {
      onParams({ params, setParams, request, context }) {
        // What is no request at all is refused by others.
        if (typeof params !== 'object' || params === null) return;
        const documentId = new URL(request.url, 'http://gateway').searchParams.get('documentId') ?? undefined;
        const asked: AskedFor = documentId === undefined ? params : { documentId, ...params };
        const query = textFor(asked, context.isRouter);
        const refused = query === null ? refusalOf(asked) : null;
        if (refused) throw refused;
        if (query === null || query === params.query) return;
        setParams({ ...params, query });
      },
    },
  };
}

/**
 * What is wrong with operations by hash, one line each.
 *
 * @param check finds the errors of a document's text as a request's would be found
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

function hashIn({ documentId, extensions }: AskedFor): string | null {
  if (typeof documentId === 'string') return documentId.replace(/^sha256:/, '');
  const { persistedQuery } = (extensions ?? {}) as { persistedQuery?: { sha256Hash?: unknown } | null };
  const hash = persistedQuery?.sha256Hash;
  return typeof hash === 'string' ? hash : null;
}

function required(): GraphQLError {
  return refusal(
    'PERSISTED_QUERY_REQUIRED',
    'Only operations that are known here are answered. Send the hash of one of them, and no text.',
  );
}

function refusal(code: ErrorCode, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code, http: { status: 400 } } });
}
