import { Failure, failed } from './failure.ts';

/** An object that the REST API sent. */
export type Row = Readonly<Record<string, unknown>>;

/** Parameters of a call; an absent value is not sent. */
export type Parameters = Readonly<Record<string, unknown>>;

/** The part of a list that a query asks for. */
export interface Window {
  first: number;
  offset: number;
}

export interface Page {
  /** The items in the window. One that cannot be read is an error. */
  items: (Row | Failure)[];
  hasNext: boolean;
  hasPrevious: boolean;
  total: number | null;
}

/** The REST API, one call at a time. */
export interface Rest {
  /** The one object that an operation answers with; null if it answers null. */
  one(operation: string, parameters: Parameters): Promise<Row | null>;
  /** A list that comes in one response. */
  all(operation: string, parameters: Parameters): Promise<(Row | Failure)[]>;
  /** A part of a list that comes in pages. */
  page(operation: string, parameters: Parameters, window: Window): Promise<Page>;
}

const posts = ['SearchEnrollments', 'GetSections', 'GetStudentSessions', 'GetCatalogs', 'GetCmiData'];
const lists: Readonly<Record<string, string>> = {
  SearchEnrollments: 'enrollments',
  GetSections: 'sections',
  GetStudentSessions: 'sessions',
  GetCatalogs: 'catalogs',
};
const perPage = 250;

export function createRest(url: string, token: string): Rest {
  const send = async (operation: string, parameters: Parameters, paging?: { page: number; per_page: number }) => {
    const isPost = posts.includes(operation);
    const inBody = operation === 'GetStudentSessions';
    const search = new URLSearchParams({ access_token: token });
    const given = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null);
    const inQuery = [...(isPost ? [] : given), ...(paging && !inBody ? Object.entries(paging) : [])];
    for (const [name, value] of inQuery) search.set(name, String(value));
    const body = { ...Object.fromEntries(given), ...(paging && inBody && { paging }) };
    const response = await fetch(`${url}/api/v1/LearningApi/${operation}?${search}`, {
      method: isPost ? 'POST' : 'GET',
      redirect: 'manual',
      ...(isPost && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (response.status !== 200) throw failed(codeOfStatus(response.status), `${operation}: ${response.status}`);
    const value = parseJson(text);
    if (!Array.isArray(value) && hasErrorCode(value)) throw failed('UPSTREAM_ERROR', `${operation}: ${text}`);
    return { value, headers: response.headers };
  };

  const list = async (operation: string, parameters: Parameters, paging?: { page: number; per_page: number }) => {
    const { value, headers } = await send(operation, parameters, paging);
    const field = lists[operation];
    const items = field ? (value as Row | null)?.[field] : value;
    if (!Array.isArray(items)) throw failed('UPSTREAM_ERROR', `${operation}: not a list`);
    const reported = (field && (value as Row).total_count) ?? headers.get('x-total-count');
    return { items, total: readTotal(reported, items.length) };
  };

  return {
    one: async (operation, parameters) => {
      const { value } = await send(operation, parameters);
      if (value === null) return null;
      if (!isObject(value)) throw failed('UPSTREAM_ERROR', `${operation}: not an object`);
      return value;
    },

    all: async (operation, parameters) => (await list(operation, parameters)).items.map(readItem),

    page: async (operation, parameters, { first, offset }) => {
      const found: unknown[] = [];
      let total: number | null = null;
      let before = '';
      for (let page = 1; found.length <= offset + first; page += 1) {
        const read = await list(operation, parameters, { page, per_page: perPage });
        total = page === 1 ? read.total : total;
        const text = JSON.stringify(read.items);
        if (read.items.length === 0 || text === before) break;
        before = text;
        found.push(...read.items);
      }
      return {
        items: found.slice(offset, offset + first).map(readItem),
        hasNext: found.length > offset + first,
        hasPrevious: offset > 0 && found.length > 0,
        total: total !== null && total < found.length ? null : total,
      };
    },
  };
}

/** A number of items that the items do not contradict. */
function readTotal(value: unknown, items: number): number | null {
  const total = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof total === 'number' && Number.isInteger(total) && total >= items ? total : null;
}

function readItem(item: unknown): Row | Failure {
  if (!isObject(item)) return failed('UPSTREAM_ERROR', 'An item is not an object');
  return hasErrorCode(item) ? failed('UPSTREAM_ERROR', 'An item has an error code', item) : item;
}

/** True for a row; false for an item that cannot be read. */
export function isRow(item: Row | Failure): item is Row {
  return !(item instanceof Failure);
}

export function hasErrorCode(value: unknown): boolean {
  const envelope = isObject(value) ? value.api_error_entity : undefined;
  return isObject(envelope) && Number(envelope.error_code ?? 0) !== 0;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw failed('UPSTREAM_ERROR', 'The response is not JSON');
  }
}

function codeOfStatus(status: number): string {
  if (status === 401) return 'UNAUTHENTICATED';
  if (status === 403) return 'FORBIDDEN';
  if (status === 409) return 'NOT_FOUND';
  if (status === 422) return 'BAD_USER_INPUT';
  if (status === 429) return 'RATE_LIMITED';
  return [502, 503, 504].includes(status) ? 'UPSTREAM_UNAVAILABLE' : 'UPSTREAM_ERROR';
}

export function isObject(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
