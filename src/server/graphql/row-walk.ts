import type { ExecutionResult, GraphQLError } from 'graphql';
import { requestError } from './request-error.ts';
import { gapName, pageInfoName, type RowQuery } from './row-query.ts';

/** A row of a list, with the errors of its fields. */
export interface Row {
  /** Null if the item could not be read. */
  value: object | null;
  errors: readonly GraphQLError[];
}

/** The end of a list, or where the walk ended before. */
export interface RowsEnd {
  /** True if these are all rows of the list. */
  isComplete: boolean;
  /** The number of rows. */
  rows: number;
  /** Why not all rows were read. */
  code?: string;
  message?: string;
  /** Pass as `after` to get the rows that follow. */
  after?: string | null;
}

/** The rows of a page, or the end. */
export type RowsPart = { rows: readonly Row[] } | { end: RowsEnd };

interface ListPage {
  items: readonly (object | null)[];
  hasNext: boolean;
  endCursor: string | null;
  /** Why rows can be missing on the page. */
  gap: string | null;
}

const statusByCode: Readonly<Record<string, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  BAD_USER_INPUT: 400,
  OVERLOADED: 503,
  RATE_LIMITED: 429,
};

/** The errors of a request whose first page has no list. Null if it has one. */
export function errorsWithoutList(query: RowQuery, { data, errors = [] }: ExecutionResult): GraphQLError[] | null {
  if (pageIn(query, data)) return null;
  if (errors.length === 0)
    return [
      requestError(
        'NOT_FOUND',
        `There is no list at ${query.path.join('.')}: the object with this list was not found. Check the object's id.`,
        { http: { status: 404 } },
      ),
    ];
  const isOfCaller = ({ path }: GraphQLError) => !path?.some((name) => name === gapName || name === pageInfoName);
  const ofCaller = errors.filter(isOfCaller);
  return (ofCaller.length > 0 ? ofCaller : errors).map((error) => {
    const code = String(error.extensions.code);
    error.extensions.http = { status: statusByCode[code] ?? 502 };
    return error;
  });
}

/**
 * Walks through the pages of a list from its first page on. The next page is read when the rows of the one before were
 * taken.
 *
 * @param read reads the page after a cursor
 */
export async function* walkRows(
  query: RowQuery,
  first: ExecutionResult,
  read: (cursor: string) => Promise<ExecutionResult>,
): AsyncGenerator<RowsPart> {
  let rows = 0;
  let after = query.start;
  let isMissing = false;
  const incomplete = (code: string, message: string) => ({
    end: { isComplete: false, rows, code, message, after },
  });
  for (let result = first; ; result = await read(String(after))) {
    const page = pageIn(query, result.data);
    const errors = result.errors ?? [];
    const stopping = page ? errors.find(({ extensions }) => extensions.code === 'CALL_LIMIT_REACHED') : errors[0];
    if (stopping || !page)
      return yield incomplete(
        String(stopping?.extensions.code ?? 'NOT_FOUND'),
        stopping?.message ?? 'The list is gone.',
      );
    if (page.items.length > 0) yield { rows: page.items.map((value, index) => rowAt(query, value, index, errors)) };
    rows += page.items.length;
    isMissing ||= page.gap === 'UNREADABLE';
    if (page.gap === 'CALL_LIMIT') {
      after = page.endCursor;
      return yield incomplete('CALL_LIMIT_REACHED', 'The request made as many REST calls as allowed.');
    }
    if (!page.hasNext) break;
    if (page.endCursor === null || page.endCursor === after)
      return yield incomplete('UPSTREAM_ERROR', 'The list does not say how it goes on.');
    after = page.endCursor;
  }
  if (isMissing) return yield { end: { isComplete: false, rows, code: 'UPSTREAM_ERROR', message: unreadable } };
  yield { end: { isComplete: true, rows } };
}

const unreadable = 'Some items of the list could not be read, so rows can be missing.';

function pageIn({ path, rows }: RowQuery, data: ExecutionResult['data']): ListPage | null {
  let list: unknown = data;
  for (const name of path) list = (list as Record<string, unknown> | null | undefined)?.[name];
  const { [rows]: items, [pageInfoName]: pageInfo, [gapName]: gap = null } = (list ?? {}) as Record<string, unknown>;
  if (!Array.isArray(items)) return null;
  const { hasNextPage, endCursor } = pageInfo as { hasNextPage: boolean; endCursor: string | null };
  return { items, hasNext: hasNextPage, endCursor, gap: gap as string | null };
}

function rowAt(query: RowQuery, value: object | null, index: number, errors: readonly GraphQLError[]): Row {
  const { length } = query.path;
  const isOfRow = ({ path }: GraphQLError) => path?.[length] === query.rows && path[length + 1] === index;
  return { value, errors: errors.filter(isOfRow) };
}

/** The path of an error in its row. */
export function pathInRow({ path }: RowQuery, error: GraphQLError): readonly (string | number)[] {
  return error.path?.slice(path.length + 2) ?? [];
}
