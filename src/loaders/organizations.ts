import type { ItemOf, RowOf } from '../learning-api/contract/operations.ts';
import type { BatchScheduler } from './batch-scheduler.ts';
import { createBatchLoader, createSingleKeyLoader, findEach, type KeyedLoader } from './keyed-loader.ts';
import type { ListParameters, Lists } from './lists.ts';
import { nullIfConflict } from './not-found.ts';

export type OrganizationRow = RowOf<'Organization'>;

export interface Organizations {
  byId: KeyedLoader<string, OrganizationRow>;
  byShortName: KeyedLoader<string, OrganizationRow>;
}

/** Creates the loaders of organizations. The REST API has no look-up of one, only a list of it and its descendants. */
export function createOrganizations(scheduler: BatchScheduler, lists: Lists): Organizations {
  const canonical = (id: string) => id;
  // One call each, but a list of organizations may bring some of them.
  const byId = createBatchLoader<string, OrganizationRow>({
    canonical,
    scheduler,
    batch: 'organizations',
    find: (ids) => findEach(ids, canonical, (orgId) => findIn({ orgId }, (row) => row.orgId === orgId)),
  });
  const byShortName = createSingleKeyLoader<string, OrganizationRow>(
    (name) => name.toLowerCase(),
    (orgShortName) => findIn({ orgShortName }, (row) => row.shortName?.toLowerCase() === orgShortName.toLowerCase()),
  );

  async function findIn(
    parameters: ListParameters<'GetOrganizations'>,
    matches: (row: OrganizationRow) => boolean,
  ): Promise<OrganizationRow | null> {
    const isWanted = (row: ItemOf<'GetOrganizations'>): row is OrganizationRow =>
      !(row instanceof Error) && matches(row);
    const rows = (await nullIfConflict(lists.upTo('GetOrganizations', parameters, isWanted))) ?? [];
    const found = rows.find(isWanted);
    if (found) return found;
    // A failed item may be the organization.
    const failed = rows.find((row) => row instanceof Error);
    if (failed) throw failed;
    return null;
  }

  lists.onItems('GetOrganizations', (rows) => byId.prime(rows, (row) => [row.orgId, row]));
  return { byId, byShortName };
}
