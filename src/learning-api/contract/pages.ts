import type { TransportResponse } from '../transport.ts';

/** What an answer tells of the list it is a page of; null where it does not tell. */
export interface PageFacts {
  total: number | null;
  perPage: number | null;
}

/** Reads the totals of a page from its headers or, where the list comes inside an object, from its body. */
export function pageFacts(headers: TransportResponse['headers'], body: unknown): PageFacts {
  const fields = (typeof body === 'object' && body !== null ? body : {}) as {
    totalCount?: unknown;
    pageSize?: unknown;
  };
  return {
    total: count(fields.totalCount) ?? count(headers['x-total-count']),
    perPage: count(fields.pageSize) ?? count(headers['x-per-page']),
  };
}

function count(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : null;
}
