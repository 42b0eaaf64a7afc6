import type { CallResult } from '../learning-api/client.ts';
import {
  factsOf,
  type ItemOf,
  type OperationName,
  type PagedOperation,
  type Parameters,
} from '../learning-api/contract/operations.ts';
import { warningsOf } from '../learning-api/contract/rows.ts';
import { LearningApiError } from '../learning-api/errors.ts';
import type { CachedRead, Call } from './call.ts';
import { createLastWindow } from './last-window.ts';
import { andThen, type MaybePromise } from './maybe-promise.ts';
import {
  createPageWindow,
  fetchAll,
  maxPageSize,
  type Page,
  type PageWindow,
  type WalkedPage,
  walk,
  walkPages,
} from './page-window.ts';
import { readKey } from './reads.ts';

/** The parameters of a paged operation, except for the page. */
export type ListParameters<Name extends PagedOperation> = Omit<Parameters<Name>, 'page' | 'perPage' | 'paging'>;

export interface Lists {
  /** A range of a list. Windows share pages, so the same page is fetched once. */
  window<Name extends PagedOperation>(
    operation: Name,
    parameters: ListParameters<Name>,
    range: { offset: number; first: number; mark?: string | null },
  ): PageWindow<ItemOf<Name>>;
  /** The last items of a list, from a position on. Rejects with `unknownLength` if the REST API does not report its length. */
  lastWindow<Name extends PagedOperation>(
    operation: Name,
    parameters: ListParameters<Name>,
    range: { last: number; from: number; unknownLength: () => Error },
  ): PageWindow<ItemOf<Name>>;
  /** The items of a list, in windows of 1000. Rejects with an IncompleteListError after 100 calls. */
  walk<Name extends PagedOperation>(
    operation: Name,
    parameters: ListParameters<Name>,
  ): AsyncGenerator<readonly ItemOf<Name>[]>;
  /** The same from a place on, with the position and the warnings of each part of the list. */
  walkFrom<Name extends PagedOperation>(
    operation: Name,
    parameters: ListParameters<Name>,
    start: { position: number; mark: string | null },
  ): AsyncGenerator<WalkedPage<ItemOf<Name>>>;
  /** The whole list. Rejects with an IncompleteListError if it has more than 10,000 items. */
  whole<Name extends PagedOperation>(
    operation: Name,
    parameters: ListParameters<Name>,
  ): Promise<readonly ItemOf<Name>[]>;
  /** The list from its start to the page with the item that is searched for, or the whole list. Rejects like `whole`. */
  upTo<Name extends PagedOperation>(
    operation: Name,
    parameters: ListParameters<Name>,
    isWanted: (item: ItemOf<Name>) => boolean,
  ): Promise<readonly ItemOf<Name>[]>;
  /** Forgets the pages of these operations. Pages in flight still reach the fields that wait for them, but not the listeners. */
  clear(operations: readonly PagedOperation[]): void;
  /** Sets the listener for the items of every page of an operation, also of those that were read before. */
  onItems<Name extends PagedOperation>(
    operation: Name,
    listener: (items: readonly ItemOf<Name>[], parameters: ListParameters<Name>) => void,
  ): void;
}

/** An item that did not fail. */
export type ReadableItem<Name extends PagedOperation> = Exclude<ItemOf<Name>, Error>;

/** Short lists that a query often needs in several ways: one page of the largest size serves them all. */
const inLargestPages: ReadonlySet<PagedOperation> = new Set(['GetCategories', 'GetAssignments', 'GetOrganizations']);
const wholeListLimit = 10_000;

function fixedPageSizeOf(operation: PagedOperation, parameters: object): number | undefined {
  return inLargestPages.has(operation) || isOfOne(operation, parameters) ? maxPageSize : undefined;
}

/** True for the list of the one enrollment with an id. Its first page is the whole list. */
function isOfOne(operation: PagedOperation, parameters: { enrollmentId?: unknown }): boolean {
  const isOfEnrollments = operation === 'GetSectionEnrollments' || operation === 'GetTrainingPlanEnrollments';
  return isOfEnrollments && parameters.enrollmentId !== undefined;
}

/** The parameters of an operation for one page. */
function pageParameters<Name extends PagedOperation>(
  operation: Name,
  parameters: object,
  page: number,
  perPage: number,
): Parameters<Name> {
  const { paging } = factsOf(operation);
  const paged = paging === 'body' ? { paging: { page, perPage }, ...parameters } : { page, perPage, ...parameters };
  return paged as unknown as Parameters<Name>;
}

/**
 * The items of a response. A response without its list is not an empty list, unless it reports a total of 0.
 *
 * @throws LearningApiError if the response has no list
 */
export function itemsOf<Name extends OperationName>(operation: Name, { data, page }: CallResult<Name>): unknown[] {
  const { list } = factsOf(operation);
  const items: unknown = list ? (data as Record<string, unknown>)[list] : data;
  if (Array.isArray(items)) return items;
  if (items === null && page.total === 0) return [];
  throw new LearningApiError({ kind: 'malformed', operation });
}

/** Creates the lists of one request. */
export function createLists(call: Call, cachedRead: CachedRead): Lists {
  const pages = new Map<string, MaybePromise<Page<unknown>>>();
  const windows = new Map<string, PageWindow<never>>();
  const listeners = new Map<PagedOperation, (items: readonly never[], parameters: never) => void>();
  /** The pages that were reported to a listener, or will be when it is set. */
  let told: { operation: PagedOperation; items: readonly never[]; parameters: never }[] = [];
  /** The lists that were read as a whole. Their windows are taken from the same pages. */
  const readWhole = new Set<string>();
  let clearCount = 0;

  function pageFetcher(operation: PagedOperation, parameters: object, listKey = readKey(operation, parameters)) {
    return (page: number, perPage: number): MaybePromise<Page<never>> => {
      const key = `${listKey} ${page} ${perPage}`;
      const existing = pages.get(key);
      if (existing !== undefined) return existing as MaybePromise<Page<never>>;
      const fetched = fetchPage(operation, parameters, page, perPage);
      pages.set(key, fetched);
      return fetched;
    };
  }

  function fetchPage(operation: PagedOperation, parameters: object, page: number, perPage: number) {
    const paged = pageParameters(operation, parameters, page, perPage);
    const startedAt = clearCount;
    return andThen(cachedRead(operation, paged) ?? call(operation, paged), (result) =>
      toPage(operation, parameters, result, startedAt),
    );
  }

  /** @param startedAt the value of `clearCount` when the read started */
  function toPage(
    operation: PagedOperation,
    parameters: object,
    result: CallResult<PagedOperation>,
    startedAt: number,
  ): Page<never> {
    const items = itemsOf(operation, result) as never[];
    // Rows that were read before a write must not prime a loader that the write has cleared.
    if (startedAt === clearCount) {
      told.push({ operation, items, parameters: parameters as never });
      listeners.get(operation)?.(items, parameters as never);
    }
    return { items, facts: result.page, warnings: warningsOf(result.data) };
  }

  const lists: Lists = {
    window: (operation, parameters, { offset, first, mark = null }) => {
      const listKey = readKey(operation, parameters);
      const key = `${listKey} ${offset} ${first} ${mark}`;
      const existing = windows.get(key);
      if (existing) return existing;
      const window = createPageWindow<never>({
        offset,
        first,
        fetchPage: pageFetcher(operation, parameters, listKey),
        pageSize: readWhole.has(listKey) ? maxPageSize : fixedPageSizeOf(operation, parameters),
        isOnePage: isOfOne(operation, parameters),
        mark,
      });
      windows.set(key, window);
      return window;
    },
    lastWindow: (operation, parameters, { last, from, unknownLength }) => {
      const key = `${readKey(operation, parameters)} last ${last} ${from}`;
      const existing = windows.get(key);
      if (existing) return existing;
      const window = createLastWindow<never>({
        last,
        from,
        start: lists.window(operation, parameters, { offset: 0, first: 1 }) as PageWindow<never>,
        windowAt: (offset, first, mark) =>
          lists.window(operation, parameters, { offset, first, mark }) as PageWindow<never>,
        unknownLength,
      });
      windows.set(key, window);
      return window;
    },
    walk: (operation, parameters) => walk(pageFetcher(operation, parameters)),
    walkFrom: (operation, parameters, start) => walkPages(pageFetcher(operation, parameters), start),
    whole: (operation, parameters) => {
      const listKey = readKey(operation, parameters);
      readWhole.add(listKey);
      return fetchAll(pageFetcher(operation, parameters, listKey), wholeListLimit);
    },
    upTo: (operation, parameters, isWanted) =>
      fetchAll(pageFetcher(operation, parameters), wholeListLimit, (items) => items.some(isWanted)),
    clear: (operations) => {
      clearCount += 1;
      for (const entries of [pages, windows])
        for (const key of entries.keys())
          if (operations.some((name) => key.startsWith(`${name} `))) entries.delete(key);
      told = told.filter(({ operation }) => !operations.includes(operation));
    },
    onItems: (operation, listener) => {
      listeners.set(operation, listener);
      for (const page of told) if (page.operation === operation) listener(page.items as never, page.parameters);
    },
  };
  return lists;
}
