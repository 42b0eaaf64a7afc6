import type { CallResult } from '../learning-api/client.ts';
import { factsOf, type ItemOf, type PagedOperation, type Parameters } from '../learning-api/contract/operations.ts';
import { warningsOf } from '../learning-api/contract/rows.ts';
import type { Call, Kept } from './call.ts';
import { andThen, type MaybePromise } from './maybe-promise.ts';
import { createWindow, maxPageSize, type Page, type Window, walk } from './page-window.ts';

/** The parameters of a paged operation without the page itself. */
export type ListParameters<Name extends PagedOperation> = Omit<Parameters<Name>, 'page' | 'perPage' | 'paging'>;

export interface Lists {
  /** A stretch of a list. The same page asked for twice is one call. */
  window<Name extends PagedOperation>(
    operation: Name,
    parameters: ListParameters<Name>,
    stretch: { offset: number; first: number },
  ): Window<ItemOf<Name>>;
  /** The whole list, at most 10,000 items of it; rejects when there are more. */
  whole<Name extends PagedOperation>(
    operation: Name,
    parameters: ListParameters<Name>,
  ): Promise<readonly ItemOf<Name>[]>;
  /** The items of a list that is kept as a whole and no longer than `first`, the very same each time; else null. */
  keptWhole<Name extends PagedOperation>(
    operation: Name,
    parameters: ListParameters<Name>,
    first: number,
  ): readonly unknown[] | null;
  /** Forgets the pages of these operations. */
  forget(operations: readonly PagedOperation[]): void;
  /** Calls back with the items of every page that arrives from an operation. */
  onItems<Name extends PagedOperation>(operation: Name, listener: (items: readonly ItemOf<Name>[]) => void): void;
}

/** An item that could be read. */
export type GoodItem<Name extends PagedOperation> = Exclude<ItemOf<Name>, Error>;

/** Lists that are short and looked at from several sides, so that one large page serves them all. */
const inLargestPages: ReadonlySet<PagedOperation> = new Set(['GetCategories', 'GetAssignments', 'GetOrganizations']);
const wholeListLimit = 10_000;

function pageSizeOf(operation: PagedOperation): number | undefined {
  return inLargestPages.has(operation) ? maxPageSize : undefined;
}

/** The parameters with which an operation is asked for a page. */
function wantedPage<Name extends PagedOperation>(operation: Name, parameters: object, page: number, perPage: number) {
  const { paging } = factsOf(operation);
  const paged = paging === 'body' ? { paging: { page, perPage }, ...parameters } : { page, perPage, ...parameters };
  return paged as unknown as Parameters<Name>;
}

/** The lists of one request. */
export function createLists(call: Call, kept: Kept): Lists {
  const pages = new Map<string, MaybePromise<Page<unknown>>>();
  const windows = new Map<string, Window<never>>();
  const listeners = new Map<PagedOperation, (items: readonly never[]) => void>();

  const nameOf = (operation: PagedOperation, parameters: object) => `${operation} ${JSON.stringify(parameters)}`;

  function fetcher(operation: PagedOperation, parameters: object, list = nameOf(operation, parameters)) {
    return (page: number, perPage: number): MaybePromise<Page<never>> => {
      const key = `${list} ${page} ${perPage}`;
      const known = pages.get(key);
      if (known) return known as MaybePromise<Page<never>>;
      const fetched = fetchPage(operation, parameters, page, perPage);
      pages.set(key, fetched);
      return fetched;
    };
  }

  function fetchPage(operation: PagedOperation, parameters: object, page: number, perPage: number) {
    const wanted = wantedPage(operation, parameters, page, perPage);
    return andThen(kept(operation, wanted) ?? call(operation, wanted), (answered) => read(operation, answered));
  }

  function read(operation: PagedOperation, answered: CallResult<PagedOperation>): Page<never> {
    const { list } = factsOf(operation);
    const data: unknown = list ? (answered.data as unknown as Record<string, unknown>)[list] : answered.data;
    const items: never[] = Array.isArray(data) ? (data as never[]) : [];
    listeners.get(operation)?.(items);
    return { items, facts: answered.page, warnings: warningsOf(answered.data) };
  }

  return {
    window: (operation, parameters, { offset, first }) => {
      const list = nameOf(operation, parameters);
      const key = `${list} ${offset} ${first}`;
      const known = windows.get(key);
      if (known) return known;
      const window = createWindow<never>({
        offset,
        first,
        fetchPage: fetcher(operation, parameters, list),
        pageSize: pageSizeOf(operation),
      });
      windows.set(key, window);
      return window;
    },
    keptWhole: (operation, parameters, first) => {
      const answered = kept(operation, wantedPage(operation, parameters, 1, pageSizeOf(operation) ?? first));
      if (!answered) return null;
      const { items, facts } = read(operation, answered);
      return items.length === facts.total && items.length <= first ? items : null;
    },
    whole: (operation, parameters) => walk(fetcher(operation, parameters), wholeListLimit),
    forget: (operations) => {
      for (const known of [pages, windows])
        for (const key of known.keys()) if (operations.some((name) => key.startsWith(`${name} `))) known.delete(key);
    },
    onItems: (operation, listener) => {
      listeners.set(operation, listener);
    },
  };
}
