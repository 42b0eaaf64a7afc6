import type { ItemOf, RowOf } from '../learning-api/contract/operations.ts';
import type { Call } from './call.ts';
import { createSingleKeyLoader, type KeyedLoader } from './keyed-loader.ts';
import type { Lists, ReadableItem } from './lists.ts';
import { nullIfConflict, nullIfNotFound } from './not-found.ts';

export type CatalogRow = RowOf<'Catalog'>;
export type CategoryRow = ReadableItem<'GetCategories'>;

export interface Catalogs {
  byId: KeyedLoader<string, CatalogRow>;
  /** All categories of a catalog, with the failures of items in their places. Null if the catalog does not exist. */
  categories: KeyedLoader<string, readonly ItemOf<'GetCategories'>[]>;
}

export function createCatalogs(call: Call, lists: Lists): Catalogs {
  const byId = createSingleKeyLoader<string, CatalogRow>(
    (id) => id,
    (catalogId) => nullIfNotFound(call('GetCatalog', { catalogId })),
  );
  lists.onItems('GetCatalogs', (rows) => byId.prime(rows, (row) => [row.catalogId, row]));
  const categories = createSingleKeyLoader<string, readonly ItemOf<'GetCategories'>[]>(
    (id) => id,
    (catalogId) => nullIfConflict(lists.whole('GetCategories', { catalogId })),
  );
  return { byId, categories };
}
