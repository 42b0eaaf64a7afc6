import type { ItemOf, RowOf } from '../learning-api/contract/operations.ts';
import { LearningApiError } from '../learning-api/errors.ts';
import type { BatchScheduler } from './batch-scheduler.ts';
import { createBatchLoader, type Found, findEach, indexByKey, type KeyedLoader } from './keyed-loader.ts';
import type { Lists, ReadableItem } from './lists.ts';
import type { MaybePromise } from './maybe-promise.ts';
import { nullIfConflict, nullIfNotFound } from './not-found.ts';

export type CatalogRow = RowOf<'Catalog'>;
export type CategoryRow = ReadableItem<'GetCategories'>;

export interface Catalogs {
  byId: KeyedLoader<string, CatalogRow>;
  /** All categories of a catalog, as a promise until they are loaded. Null if the catalog does not exist. */
  categoriesOf(catalogId: string): MaybePromise<CatalogCategories | null>;
}

export interface CatalogCategories {
  /** With the failures of items in their places. */
  items: readonly ItemOf<'GetCategories'>[];
  /** Null if an item failed or cannot be read: it may be any category. */
  index: CategoryIndex | null;
}

export interface CategoryIndex {
  byId: Found<CategoryRow>;
  /** By the id of the parent, in the order of the list. */
  children: ReadonlyMap<string, readonly CategoryRow[]>;
}

export function createCatalogs(scheduler: BatchScheduler, lists: Lists): Catalogs {
  const { call } = scheduler;
  const canonical = (id: string) => id;
  // One call each, but a list of catalogs may bring some of them.
  const byId = createBatchLoader<string, CatalogRow>({
    canonical,
    scheduler,
    batch: 'catalogs',
    find: (ids) => findEach(ids, canonical, (catalogId) => nullIfNotFound(call('GetCatalog', { catalogId }))),
  });
  lists.onItems('GetCatalogs', (rows) => byId.prime(rows, (row) => [row.catalogId, row]));
  const loadCategories = async (catalogId: string): Promise<CatalogCategories | null> => {
    const items = await nullIfConflict(lists.whole('GetCategories', { catalogId }));
    return items && { items, index: indexOf(items) };
  };
  const categories = new Map<string, MaybePromise<CatalogCategories | null>>();
  const categoriesOf = (catalogId: string) => {
    const known = categories.get(catalogId);
    if (known !== undefined) return known;
    const loading = loadCategories(catalogId);
    categories.set(catalogId, loading);
    loading.then(
      (loaded) => categories.set(catalogId, loaded),
      () => undefined,
    );
    return loading;
  };
  return { byId, categoriesOf };
}

function indexOf(items: readonly ItemOf<'GetCategories'>[]): CategoryIndex | null {
  const rows: CategoryRow[] = [];
  const children = new Map<string, CategoryRow[]>();
  for (const row of items) {
    if (row instanceof LearningApiError) return null;
    const parentId = orUnreadable(() => row.parentCategoryId);
    if (parentId instanceof LearningApiError) return null;
    rows.push(row);
    if (parentId === null) continue;
    const siblings = children.get(parentId);
    if (siblings) siblings.push(row);
    else children.set(parentId, [row]);
  }
  const ids = rows.map(({ categoryId }) => categoryId);
  return { byId: indexByKey(rows, ids, ({ categoryId }) => categoryId), children };
}

/** The value of a cell, or the error if it cannot be read. */
function orUnreadable<Value>(read: () => Value): Value | LearningApiError {
  try {
    return read();
  } catch (error) {
    if (error instanceof LearningApiError) return error;
    throw error;
  }
}
