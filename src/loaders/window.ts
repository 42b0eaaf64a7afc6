import type { PageFacts } from '../learning-api/pages.ts';

export const maxPageSize = 1000;

/** One page of the REST API: its items, and what the answer tells of the whole list. */
export interface Page<Item> {
  items: readonly Item[];
  facts: PageFacts;
  /** What the REST API warned of, for the page as a whole. */
  warnings?: readonly string[];
}

/** Fetches one page; pages start at 1. */
export type FetchPage<Item> = (page: number, perPage: number) => Promise<Page<Item>>;

/** A stretch of a list, fetched when first looked at, with as few calls as the page boundaries allow. */
export interface Window<Item> {
  readonly offset: number;
  items(): Promise<readonly Item[]>;
  /** The length of the whole list, null where the REST API does not tell. */
  total(): Promise<number | null>;
  /** Whether the list goes on behind the window. Costs a call only where nothing else tells. */
  hasNext(): Promise<boolean>;
  /** What the REST API warned of, for the pages as a whole. */
  warnings(): Promise<readonly string[]>;
}

interface WindowOptions<Item> {
  offset: number;
  first: number;
  fetchPage: FetchPage<Item>;
  /** Always ask in pages of this size, so that every window on the list shares the same calls. */
  pageSize?: number | undefined;
}

/** A window of `first` items from position `offset` on. */
export function createWindow<Item>({ offset, first, fetchPage, pageSize }: WindowOptions<Item>): Window<Item> {
  let content: Promise<Coverage<Item>> | undefined;
  const load = () => {
    content ??= cover(offset, first, fetchPage, pageSize);
    return content;
  };
  let next: Promise<boolean> | undefined;
  return {
    offset,
    items: () => load().then(({ items }) => items),
    total: () => load().then(({ total }) => total),
    warnings: () => load().then(({ warnings }) => warnings),
    hasNext: () => {
      next ??= load().then((coverage) => coverage.hasNext ?? probe(offset + first, fetchPage));
      return next;
    },
  };
}

/** A list that is too long to be read as a whole. */
export class ListTooLongError extends Error {}

/**
 * The whole list, page by page, up to `limit` items. Rejects with a ListTooLongError when it is longer, rather than
 * give a part for the whole.
 */
export async function walk<Item>(fetchPage: FetchPage<Item>, limit: number): Promise<readonly Item[]> {
  const items: Item[] = [];
  for (;;) {
    const window = createWindow({ offset: items.length, first: maxPageSize, fetchPage, pageSize: maxPageSize });
    items.push(...(await window.items()));
    if (!(await window.hasNext())) return items;
    if (items.length >= limit) throw new ListTooLongError(`the list has more than ${limit} items`);
  }
}

interface Coverage<Item> {
  items: readonly Item[];
  total: number | null;
  /** null where the answers do not tell. */
  hasNext: boolean | null;
  warnings: readonly string[];
}

async function cover<Item>(
  offset: number,
  first: number,
  fetchPage: FetchPage<Item>,
  fixedSize: number | undefined,
): Promise<Coverage<Item>> {
  const known = new Map<number, Item>();
  const end = offset + first;
  let size = fixedSize ?? pageSizeFor(offset, first);
  let total: number | null = null;
  let listEnd: number | null = null;
  let sizeIsSure = false;
  let position = offset;
  const warnings: string[] = [];

  while (position < end && (listEnd === null || position < listEnd)) {
    const page = Math.floor(position / size) + 1;
    const { items, facts, warnings: pageWarnings = [] } = await fetchPage(page, size);
    warnings.push(...pageWarnings);
    total = facts.total ?? total;
    const granted = await grantedSize({ page, asked: size, items, facts, sizeIsSure, fetchPage });
    const start = (page - 1) * granted.size;
    items.slice(0, granted.size).forEach((item, index) => {
      known.set(start + index, item);
    });
    if (granted.isListEnd || items.length < granted.size) listEnd = Math.min(listEnd ?? Infinity, start + items.length);
    size = granted.size;
    sizeIsSure = true;
    position = offset;
    while (position < end && known.has(position)) position += 1;
  }

  const items: Item[] = [];
  for (let index = offset; index < end && known.has(index); index += 1) items.push(known.get(index) as Item);
  return { items, total, hasNext: tellsNext(end, known, listEnd, total), warnings };
}

function tellsNext(end: number, known: Map<number, unknown>, listEnd: number | null, total: number | null) {
  if (known.has(end)) return true;
  if (listEnd !== null) return listEnd > end;
  return total === null ? null : total > end;
}

/** The smallest page size with which one page holds the whole window, or else the window's own length. */
function pageSizeFor(offset: number, first: number): number {
  for (let size = first; size <= maxPageSize; size += 1) {
    if (Math.floor(offset / size) === Math.floor((offset + first - 1) / size)) return size;
  }
  return first;
}

interface Granted {
  /** How many items the server puts on a page when asked for the size that was asked for. */
  size: number;
  isListEnd: boolean;
}

/**
 * Finds out the page size that the server worked with, which may be less than it was asked for. A full page and
 * a page with a size on it tell; a short page without one may be the list's last page or a page cut short.
 */
async function grantedSize<Item>(options: {
  page: number;
  asked: number;
  items: readonly Item[];
  facts: PageFacts;
  sizeIsSure: boolean;
  fetchPage: FetchPage<Item>;
}): Promise<Granted> {
  const { page, asked, items, facts, sizeIsSure, fetchPage } = options;
  const length = items.length;
  if (length >= asked) return { size: asked, isListEnd: false };
  if (facts.perPage !== null && facts.perPage >= 1) {
    const size = Math.min(facts.perPage, asked);
    return { size, isListEnd: length < size };
  }
  if (sizeIsSure || length === 0) return { size: asked, isListEnd: true };
  if (page > 1) {
    const firstPage = await fetchPage(1, asked);
    const size = firstPage.items.length;
    return { size, isListEnd: length < size };
  }
  const isListEnd = facts.total === null ? !(await probe(length, fetchPage)) : length >= facts.total;
  return { size: isListEnd ? asked : length, isListEnd };
}

/** Whether the list has an item at this position. */
async function probe<Item>(position: number, fetchPage: FetchPage<Item>): Promise<boolean> {
  const { items } = await fetchPage(position + 1, 1);
  return items.length > 0;
}
