import type { RowOf } from '../learning-api/contract/operations.ts';
import { type ByKey, oneByOne } from './by-key.ts';
import type { Call } from './call.ts';
import type { GoodItem, Lists } from './lists.ts';
import { nullIfConflict, nullIfNotFound } from './not-found.ts';

export type CatalogRow = RowOf<'Catalog'>;
export type CategoryRow = GoodItem<'GetCategories'>;

export interface Catalogs {
  byId: ByKey<string, CatalogRow>;
  /** All categories of a catalog; null when there is no such catalog. */
  categories: ByKey<string, readonly CategoryRow[]>;
}

export function createCatalogs(call: Call, lists: Lists): Catalogs {
  const byId = oneByOne<string, CatalogRow>(
    (id) => id,
    (catalogId) => nullIfNotFound(call('GetCatalog', { catalogId })),
  );
  lists.onItems('GetCatalogs', (rows) => byId.prime(rows, (row) => [row.catalogId, row]));
  const categories = oneByOne<string, readonly CategoryRow[]>(
    (id) => id,
    async (catalogId) => {
      const items = await nullIfConflict(lists.whole('GetCategories', { catalogId }));
      return items?.filter((item): item is CategoryRow => !(item instanceof Error)) ?? null;
    },
  );
  return { byId, categories };
}
