import { crc32 } from 'node:zlib';
import type { PageFacts } from '../learning-api/contract/pages.ts';
import { andThen, type MaybePromise } from './maybe-promise.ts';

export const maxPageSize = 1000;

/** One page of the REST API: its items, and what the response says about the whole list. */
export interface Page<Item> {
  items: readonly Item[];
  facts: PageFacts;
  /** Warnings about the page as a whole. */
  warnings?: readonly string[];
}

/** Fetches one page. Pages start at 1. */
export type FetchPage<Item> = (page: number, perPage: number) => MaybePromise<Page<Item>>;

/** A range of a list, fetched lazily, with as few calls as the page boundaries allow. */
export interface PageWindow<Item> {
  content(): MaybePromise<WindowContent<Item>>;
  items(): MaybePromise<readonly Item[]>;
  /** The length of the whole list. Null if the REST API does not say. */
  total(): MaybePromise<number | null>;
  /** True if more items follow. Makes a call only if no response says so. */
  hasNext(): Promise<boolean>;
  /** True if items precede the window. Makes a call only if the window is empty and no response says so. */
  hasPrevious(): Promise<boolean>;
  /** The result that `derive` first returned, memoized. There is one memo, so every caller must derive the same. */
  memo(derive: (content: WindowContent<Item>) => unknown): MaybePromise<unknown>;
}

export interface WindowContent<Item> {
  items: readonly Item[];
  /** The position of the first item in the list. */
  offset: number;
  /** The first item of the first page of the REST API in the window: the window may begin within that page. */
  start: Item | undefined;
  /** Warnings about the pages as a whole. */
  warnings: readonly string[];
}

interface WindowOptions<Item> {
  offset: number;
  first: number;
  fetchPage: FetchPage<Item>;
  /** Fixed page size, so that all windows of the list share the same calls. */
  pageSize?: number | undefined;
  /** True if these items of a page are enough. Then no more are fetched, and the window ends with this page. */
  isEnough?: ((items: readonly Item[]) => boolean) | undefined;
  /** True if the first page is the whole list. */
  isOnePage?: boolean;
  /** The mark of `start` of an earlier window. A page that starts like it may be a repetition. */
  mark?: string | null | undefined;
}

/** Creates a window of the `first` items from position `offset` on. */
export function createPageWindow<Item>(options: WindowOptions<Item>): PageWindow<Item> {
  return new LazyWindow(options);
}

class LazyWindow<Item> implements PageWindow<Item> {
  readonly #options: WindowOptions<Item>;
  #loaded: MaybePromise<LoadedWindow<Item>> | undefined;
  #hasNext: Promise<boolean> | undefined;
  #memo: MaybePromise<unknown> | undefined;

  constructor(options: WindowOptions<Item>) {
    this.#options = options;
  }

  content(): MaybePromise<WindowContent<Item>> {
    return this.#load();
  }

  items(): MaybePromise<readonly Item[]> {
    return andThen(this.#load(), ({ items }) => items);
  }

  total(): MaybePromise<number | null> {
    return andThen(this.#load(), ({ total }) => total);
  }

  hasNext(): Promise<boolean> {
    this.#hasNext ??= this.#findNext();
    return this.#hasNext;
  }

  memo(derive: (content: WindowContent<Item>) => unknown): MaybePromise<unknown> {
    this.#memo ??= andThen(this.#load(), derive);
    return this.#memo;
  }

  async #findNext(): Promise<boolean> {
    const { offset, first, fetchPage } = this.#options;
    const { hasNext, items } = await this.#load();
    return hasNext ?? hasItemAt(offset + first, fetchPage, items);
  }

  async hasPrevious(): Promise<boolean> {
    const { offset, fetchPage } = this.#options;
    const { items, total } = await this.#load();
    if (offset === 0 || items.length > 0) return offset > 0;
    return total === null ? hasItemAt(0, fetchPage, []) : total > 0;
  }

  #load(): MaybePromise<LoadedWindow<Item>> {
    this.#loaded ??= runSynchronously(loadWindow(this.#options));
    return this.#loaded;
  }
}

/** Maximum number of pages for one window or one whole list: servers with a small maximum page size need several. */
const maxPages = 100;

/** The REST API does not return all items that a list has or was asked for. */
export class IncompleteListError extends Error {}

/**
 * Fetches a whole list. Rejects with an IncompleteListError, and returns no part, if it has more than `limit` items.
 *
 * @param isEnough true if these items include all that is needed; then the rest of the list is not fetched
 */
export async function fetchAll<Item>(
  fetchPage: FetchPage<Item>,
  limit: number,
  isEnough?: (items: readonly Item[]) => boolean,
): Promise<readonly Item[]> {
  const all: Item[] = [];
  for await (const items of walk(fetchPage, isEnough)) {
    all.push(...items);
    if (all.length > limit)
      throw new IncompleteListError(`The list has more than ${limit} items and cannot be loaded as a whole.`);
  }
  return all;
}

/** A part of a list, as a walk through it reads it. */
export interface WalkedPage<Item> extends WindowContent<Item> {
  /** True if the list goes on. Makes a call only if no response says so. */
  hasNext(): Promise<boolean>;
}

/** A place in a list, with the mark of the page that it was found in. */
interface WalkStart {
  position: number;
  mark: string | null;
}

/**
 * The items of a list in windows of the maximum size, from a place on. Rejects with an IncompleteListError after 100
 * calls.
 */
export async function* walkPages<Item>(
  fetchPage: FetchPage<Item>,
  start: WalkStart = { position: 0, mark: null },
  isEnough?: (items: readonly Item[]) => boolean,
): AsyncGenerator<WalkedPage<Item>> {
  let calls = 0;
  const fetchCounted: FetchPage<Item> = (page, perPage) => {
    calls += 1;
    if (calls > maxPages) throw tooManyPages();
    return fetchPage(page, perPage);
  };
  let { position, mark } = start;
  for (;;) {
    const window: PageWindow<Item> = createPageWindow({
      offset: position,
      // Up to the end of a page, so that the windows after it are one page each.
      first: maxPageSize - (position % maxPageSize),
      fetchPage: fetchCounted,
      pageSize: maxPageSize,
      isEnough,
      mark,
    });
    const content = await window.content();
    yield { ...content, hasNext: () => window.hasNext() };
    if (isEnough?.(content.items) || !(await window.hasNext())) return;
    position += content.items.length;
    mark = markOf(content.start);
  }
}

/** The items of a list in windows of the maximum size. Rejects with an IncompleteListError after 100 calls. */
export async function* walk<Item>(
  fetchPage: FetchPage<Item>,
  isEnough?: (items: readonly Item[]) => boolean,
): AsyncGenerator<readonly Item[]> {
  for await (const { items } of walkPages(fetchPage, undefined, isEnough)) yield items;
}

function tooManyPages(): IncompleteListError {
  return new IncompleteListError(`The REST API returned ${maxPages} pages and still not all of the items requested.`);
}

/** A short text that is equal for equal items. Null for an item that failed or cannot be read. */
export function markOf(item: unknown): string | null {
  const text = item instanceof Error ? null : textOf(item);
  return text === null ? null : crc32(text).toString(36);
}

interface LoadedWindow<Item> extends WindowContent<Item> {
  total: number | null;
  /** Null if no response says. */
  hasNext: boolean | null;
}

/** A computation that yields the values it waits for. */
type Steps<Result> = Generator<MaybePromise<unknown>, Result, unknown>;

/** Runs a computation synchronously up to its first promise. Creates no promise if there is none. */
function runSynchronously<Result>(steps: Steps<Result>, resumeWith?: unknown): MaybePromise<Result> {
  let step = steps.next(resumeWith);
  while (!step.done) {
    const { value } = step;
    if (value instanceof Promise) return value.then((resolved) => runSynchronously(steps, resolved));
    step = steps.next(value);
  }
  return step.value;
}

function* loadWindow<Item>({
  offset,
  first,
  fetchPage,
  pageSize,
  isEnough,
  isOnePage = false,
  mark = null,
}: WindowOptions<Item>): Steps<LoadedWindow<Item>> {
  /** The items of the window and the one after it, by their distance from the offset. Pages may leave gaps. */
  let loaded: readonly Item[] = [];
  const end = offset + first;
  let size = pageSize ?? pageSizeFor(offset, first);
  let total: number | null = null;
  let listEnd: number | null = null;
  let isSizeCertain = false;
  let isTotalWrong = false;
  let isPageRepeated = false;
  let start: Item | undefined;
  let position = offset;
  let pages = 0;
  let previousItems: readonly Item[] = [];
  const warnings: string[] = [];

  while (position < end && (listEnd === null || position < listEnd)) {
    pages += 1;
    if (pages > maxPages) throw tooManyPages();
    let page = Math.floor(position / size) + 1;
    const fetched = (yield fetchPage(page, size)) as Page<Item>;
    const { items, warnings: pageWarnings = [] } = fetched;
    const facts = consistentFacts(fetched, page);
    warnings.push(...pageWarnings);
    if (pages === 1) start = items[0];
    // A server that ignores the page number sends the same page again and again.
    if (pages === 1 && page > 1 && mayBeFirstPage({ page, requestedSize: size, items, facts }, mark)) {
      if (isRepeated(items, ((yield fetchPage(1, size)) as Page<Item>).items)) {
        isPageRepeated = true;
        page = 1;
        listEnd = items.length;
      }
    } else if (isRepeated(items, previousItems)) {
      isPageRepeated = true;
      listEnd = position;
      break;
    } else if (
      items.length > 0 &&
      items.length === previousItems.length &&
      ![...items, ...previousItems].some(isReadable)
    ) {
      throw new IncompleteListError(
        'The REST API returned pages without any readable item, so the list may never end.',
      );
    }
    if (isEnough?.(items)) return { items: [...loaded, ...items], offset, start, total, hasNext: null, warnings };
    previousItems = items;
    isTotalWrong ||= facts.total !== fetched.facts.total;
    total = facts.total ?? total;
    const response = { page, requestedSize: size, items, facts };
    const server =
      reportedPageSize(response, isSizeCertain || isOnePage) ??
      ((yield findPageSize(response, fetchPage)) as ServerPage);
    const pageStart = (page - 1) * server.size;
    isTotalWrong ||= items.length > 0 && total !== null && total < pageStart + items.length;
    const begin = Math.max(0, offset - pageStart);
    const stop = Math.min(items.length, server.size, end + 1 - pageStart);
    loaded = withItemsAt(loaded, pageStart + begin - offset, items.slice(begin, stop));
    if (server.isListEnd || items.length < server.size) {
      listEnd = Math.min(listEnd ?? Number.POSITIVE_INFINITY, pageStart + items.length);
    }
    size = server.size;
    isSizeCertain = true;
    position = offset;
    while (position < end && position - offset in loaded) position += 1;
  }

  if (isTotalWrong) total = null;
  if (isPageRepeated && total !== null && listEnd !== null && Math.min(total, end) > Math.max(listEnd, offset))
    throw new IncompleteListError(`The REST API repeats a page instead of returning all ${total} items of the list.`);
  if (!isPageRepeated && total !== null && listEnd !== null && total > listEnd) total = null;
  const hasNext = reportedNext(end, first in loaded, listEnd, total);
  const length = position - offset;
  return { items: loaded.length > length ? loaded.slice(0, length) : loaded, offset, start, total, hasNext, warnings };
}

/** The facts about the list that the items do not contradict. */
function consistentFacts({ items: { length }, facts }: Page<unknown>, page: number): PageFacts {
  const { total, perPage } = facts;
  const isTotalWrong = total !== null && (total < length || (page === 1 && length === 0 && total > 0));
  const isSizeWrong = perPage !== null && perPage < length;
  return { ...facts, total: isTotalWrong ? null : total, perPage: isSizeWrong ? null : perPage };
}

/** True if the response may be the first page instead of the requested one. Another start than before says that it is not. */
function mayBeFirstPage(
  { page, requestedSize, items, facts }: PageResponse<unknown>,
  earlierMark: string | null,
): boolean {
  const mark = earlierMark === null ? null : markOf(items[0]);
  if (items.length === 0 || (mark !== null && mark !== earlierMark)) return false;
  return mark !== null || items.length > requestedSize || facts.page !== page;
}

/** True if a page has the same items as another one. Items that cannot be read look alike, so they prove nothing. */
function isRepeated(items: readonly unknown[], others: readonly unknown[]): boolean {
  return (
    items.length === others.length &&
    items.some(isReadable) &&
    items.every((item, index) => isSame(item, others[index]))
  );
}

function isReadable(item: unknown): boolean {
  return !(item instanceof Error);
}

function isSame(item: unknown, other: unknown): boolean {
  if (item === other) return true;
  const text = textOf(item);
  return text !== null && text === textOf(other);
}

/** The item as JSON. Null for an item that cannot be read. */
function textOf(item: unknown): string | null {
  try {
    return JSON.stringify(item) ?? null;
  } catch {
    return null;
  }
}

/** A copy of a list with items set from an index on. */
function withItemsAt<Item>(list: readonly Item[], index: number, items: readonly Item[]): readonly Item[] {
  if (list.length === 0 && index === 0) return items;
  const copy = list.slice();
  items.forEach((item, distance) => {
    copy[index + distance] = item;
  });
  return copy;
}

/** True or false if the responses so far say whether an item follows, else null. */
function reportedNext(end: number, isNextLoaded: boolean, listEnd: number | null, total: number | null) {
  if (isNextLoaded) return true;
  if (listEnd !== null) return listEnd > end;
  return total === null ? null : total > end;
}

/** The smallest page size with which one page contains the whole window, else the length of the window. */
function pageSizeFor(offset: number, first: number): number {
  for (let size = first; size <= maxPageSize; size += 1) {
    if (Math.floor(offset / size) === Math.floor((offset + first - 1) / size)) return size;
  }
  return first;
}

interface ServerPage {
  /** The page size of the server, which may be smaller than the requested one. */
  size: number;
  isListEnd: boolean;
}

interface PageResponse<Item> {
  page: number;
  requestedSize: number;
  items: readonly Item[];
  facts: PageFacts;
}

/**
 * The page size of the server, if the response shows it: the page is full, or reports its size. Null for a short page
 * that does not: it may be the last page of the list, or the server's maximum may be smaller.
 */
function reportedPageSize(
  { page, requestedSize, items: { length }, facts }: PageResponse<unknown>,
  isSizeCertain: boolean,
): ServerPage | null {
  if (page === 1 && length > requestedSize) return { size: length, isListEnd: false };
  if (length >= requestedSize) return { size: requestedSize, isListEnd: false };
  if (facts.perPage !== null && facts.perPage >= 1) {
    const size = Math.min(facts.perPage, requestedSize);
    return { size, isListEnd: length < size };
  }
  return isSizeCertain || length === 0 ? { size: requestedSize, isListEnd: true } : null;
}

/** The page size of the server, found with one more call. */
async function findPageSize<Item>(
  { page, requestedSize, items, facts }: PageResponse<Item>,
  fetchPage: FetchPage<Item>,
): Promise<ServerPage> {
  const { length } = items;
  if (page > 1) {
    const firstPage = await fetchPage(1, requestedSize);
    const size = firstPage.items.length;
    return { size, isListEnd: length < size };
  }
  const isListEnd = facts.total === null ? !(await hasItemAt(length, fetchPage, items)) : length >= facts.total;
  return { size: isListEnd ? requestedSize : length, isListEnd };
}

/**
 * True if the list has an item at a position.
 *
 * @param items of an earlier page: a server that ignores the page number returns its first item again
 */
async function hasItemAt<Item>(position: number, fetchPage: FetchPage<Item>, items: readonly Item[]): Promise<boolean> {
  const [item] = (await fetchPage(position + 1, 1)).items;
  return item !== undefined && !isRepeated([item], items.slice(0, 1));
}
