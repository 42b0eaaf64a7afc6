import type { PageFacts } from '../learning-api/contract/pages.ts';
import { andThen, type MaybePromise } from './maybe-promise.ts';

export const maxPageSize = 1000;

/** One page of the REST API: its items, and what the answer tells of the whole list. */
export interface Page<Item> {
  items: readonly Item[];
  facts: PageFacts;
  /** What the REST API warned of, for the page as a whole. */
  warnings?: readonly string[];
}

/** Fetches one page; pages start at 1. */
export type FetchPage<Item> = (page: number, perPage: number) => MaybePromise<Page<Item>>;

/** A stretch of a list, fetched when first looked at, with as few calls as the page boundaries allow. */
export interface Window<Item> {
  items(): MaybePromise<readonly Item[]>;
  /** The length of the whole list, null where the REST API does not tell. */
  total(): MaybePromise<number | null>;
  /** Whether the list goes on behind the window. Costs a call only where nothing else tells. */
  hasNext(): Promise<boolean>;
  /** What was first made of the window; whoever makes something of it always makes the same. */
  derived(make: (content: Content<Item>) => unknown): MaybePromise<unknown>;
}

/** What stands in a window. */
export interface Content<Item> {
  items: readonly Item[];
  /** What the REST API warned of, for the pages as a whole. */
  warnings: readonly string[];
}

interface WindowOptions<Item> {
  offset: number;
  first: number;
  fetchPage: FetchPage<Item>;
  /** Always ask in pages of this size, so that every window on the list shares the same calls. */
  pageSize?: number | undefined;
}

/** A window of `first` items from position `offset` on. */
export function createWindow<Item>(options: WindowOptions<Item>): Window<Item> {
  return new LazyWindow(options);
}

class LazyWindow<Item> implements Window<Item> {
  readonly #options: WindowOptions<Item>;
  #content: MaybePromise<Coverage<Item>> | undefined;
  #next: Promise<boolean> | undefined;
  #made: MaybePromise<unknown> | undefined;

  constructor(options: WindowOptions<Item>) {
    this.#options = options;
  }

  items(): MaybePromise<readonly Item[]> {
    return andThen(this.#load(), ({ items }) => items);
  }

  total(): MaybePromise<number | null> {
    return andThen(this.#load(), ({ total }) => total);
  }

  hasNext(): Promise<boolean> {
    this.#next ??= this.#findNext();
    return this.#next;
  }

  derived(make: (content: Content<Item>) => unknown): MaybePromise<unknown> {
    this.#made ??= andThen(this.#load(), make);
    return this.#made;
  }

  async #findNext(): Promise<boolean> {
    const { offset, first, fetchPage } = this.#options;
    const { hasNext } = await this.#load();
    return hasNext ?? probe(offset + first, fetchPage);
  }

  #load(): MaybePromise<Coverage<Item>> {
    this.#content ??= goThrough(cover(this.#options));
    return this.#content;
  }
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

interface Coverage<Item> extends Content<Item> {
  total: number | null;
  /** null where the answers do not tell. */
  hasNext: boolean | null;
}

/** Steps that each wait for something: what is known at once is not waited for. */
type Steps<Result> = Generator<MaybePromise<unknown>, Result, unknown>;

/** Goes through all steps, without making a promise as long as everything is known. */
function goThrough<Result>(steps: Steps<Result>, known?: unknown): MaybePromise<Result> {
  let step = steps.next(known);
  while (!step.done) {
    const { value } = step;
    if (value instanceof Promise) return value.then((later) => goThrough(steps, later));
    step = steps.next(value);
  }
  return step.value;
}

function* cover<Item>({ offset, first, fetchPage, pageSize }: WindowOptions<Item>): Steps<Coverage<Item>> {
  /** The items of the window and the one behind it, by their distance from its start. */
  let known: readonly Item[] = [];
  const end = offset + first;
  let size = pageSize ?? pageSizeFor(offset, first);
  let total: number | null = null;
  let listEnd: number | null = null;
  let sizeIsSure = false;
  let position = offset;
  const warnings: string[] = [];

  while (position < end && (listEnd === null || position < listEnd)) {
    const page = Math.floor(position / size) + 1;
    const { items, facts, warnings: pageWarnings = [] } = (yield fetchPage(page, size)) as Page<Item>;
    warnings.push(...pageWarnings);
    total = facts.total ?? total;
    const told = toldSize({ page, asked: size, items, facts, sizeIsSure });
    const granted = told ?? ((yield foundSize({ page, asked: size, items, facts, fetchPage })) as Granted);
    const start = (page - 1) * granted.size;
    const begin = Math.max(0, offset - start);
    const stop = Math.min(items.length, granted.size, end + 1 - start);
    // A page that is the window stays the very same list, by which others who make something of it may know it.
    if (known.length === 0 && start === offset && stop === items.length) known = items;
    else known = joined(known, start + begin - offset, items.slice(begin, stop));
    if (granted.isListEnd || items.length < granted.size) listEnd = Math.min(listEnd ?? Infinity, start + items.length);
    size = granted.size;
    sizeIsSure = true;
    position = offset;
    while (position < end && position - offset in known) position += 1;
  }

  const hasNext = tellsNext(end, first in known, listEnd, total);
  const length = position - offset;
  return { items: known.length > length ? known.slice(0, length) : known, total, hasNext, warnings };
}

/** A list with more of it put in at a place. */
function joined<Item>(known: readonly Item[], place: number, more: readonly Item[]): readonly Item[] {
  if (known.length === 0 && place === 0) return more;
  const all = known.slice();
  more.forEach((item, index) => {
    all[place + index] = item;
  });
  return all;
}

function tellsNext(end: number, isNextKnown: boolean, listEnd: number | null, total: number | null) {
  if (isNextKnown) return true;
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

interface Answer<Item> {
  page: number;
  asked: number;
  items: readonly Item[];
  facts: PageFacts;
}

/**
 * The page size that the server worked with, which may be less than it was asked for. A full page and a page with a
 * size on it tell; null for a short page without one, which may be the list's last page or a page cut short.
 */
function toldSize({
  asked,
  items: { length },
  facts,
  sizeIsSure,
}: Answer<unknown> & { sizeIsSure: boolean }): Granted | null {
  if (length >= asked) return { size: asked, isListEnd: false };
  if (facts.perPage !== null && facts.perPage >= 1) {
    const size = Math.min(facts.perPage, asked);
    return { size, isListEnd: length < size };
  }
  return sizeIsSure || length === 0 ? { size: asked, isListEnd: true } : null;
}

/** The same, found out by a further call. */
async function foundSize<Item>({
  page,
  asked,
  items: { length },
  facts,
  fetchPage,
}: Answer<Item> & { fetchPage: FetchPage<Item> }): Promise<Granted> {
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
