import type { TransportResponse } from '../transport.ts';

/** Facts that a response reports about its list. Null if it does not report them. */
export interface PageFacts {
  /** The number of the page. */
  page: number | null;
  total: number | null;
  perPage: number | null;
}

/** Reads the totals of a page from its body or its headers. The body has them if the list is inside an object. */
export function pageFacts(headers: TransportResponse['headers'], body: unknown): PageFacts {
  const fields = typeof body === 'object' && body !== null ? body : {};
  return {
    page: count(fields, 'page') ?? count(headers, 'x-page'),
    total: count(fields, 'totalCount') ?? count(headers, 'x-total-count'),
    perPage: count(fields, 'pageSize') ?? count(headers, 'x-per-page'),
  };
}

/** A count, or null if there is none. An unreadable count is none: the items say where the list ends. */
function count(container: object, name: string): number | null {
  let value: unknown;
  try {
    value = (container as Readonly<Record<string, unknown>>)[name];
  } catch {
    return null;
  }
  if (value === undefined) return null;
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : null;
}
