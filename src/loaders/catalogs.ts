import type { ItemOf, RowOf } from '../learning-api/contract/operations.ts';
import type { BatchScheduler } from './batch-scheduler.ts';
import { createBatchLoader, createSingleKeyLoader, findEach, type KeyedLoader } from './keyed-loader.ts';
import type { Lists, ReadableItem } from './lists.ts';
import { nullIfConflict, objectWithId } from './not-found.ts';

export type CatalogRow = RowOf<'Catalog'>;
export type CategoryRow = ReadableItem<'GetCategories'>;

export interface Catalogs {
  byId: KeyedLoader<string, CatalogRow>;
  /** All categories of a catalog, with the failures of items in their places. Null if the catalog does not exist. */
  categories: KeyedLoader<string, readonly ItemOf<'GetCategories'>[]>;
}

export function createCatalogs(scheduler: BatchScheduler, lists: Lists): Catalogs {
  const { call } = scheduler;
  const canonical = (id: string) => id;
  // One call each, but a list of catalogs may bring some of them.
  const byId = createBatchLoader<string, CatalogRow>({
    canonical,
    scheduler,
    batch: 'catalogs',
    find: (ids) =>
      findEach(ids, canonical, (catalogId) =>
        objectWithId(catalogId, 'GetCatalog', call('GetCatalog', { catalogId }), (row) => row.catalogId),
      ),
  });
  lists.onItems('GetCatalogs', (rows) => byId.prime(rows, (row) => [row.catalogId, row]));
  const categories = createSingleKeyLoader<string, readonly ItemOf<'GetCategories'>[]>(
    (id) => id,
    (catalogId) => nullIfConflict(lists.whole('GetCategories', { catalogId })),
  );
  return { byId, categories };
}
