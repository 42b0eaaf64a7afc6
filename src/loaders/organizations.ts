import type { RowOf } from '../learning-api/contract/operations.ts';
import { type ByKey, oneByOne } from './by-key.ts';
import type { ListParameters, Lists } from './lists.ts';
import { nullIfConflict } from './not-found.ts';

export type OrganizationRow = RowOf<'Organization'>;

export interface Organizations {
  byId: ByKey<string, OrganizationRow>;
  byShortName: ByKey<string, OrganizationRow>;
}

/** Organizations; the REST API has no look-up of one, only the list of one and all below it. */
export function createOrganizations(lists: Lists): Organizations {
  const byId = oneByOne<string, OrganizationRow>(
    (id) => id,
    (orgId) => findIn({ orgId }, (row) => row.orgId === orgId),
  );
  const byShortName = oneByOne<string, OrganizationRow>(
    (name) => name.toLowerCase(),
    (orgShortName) => findIn({ orgShortName }, (row) => row.shortName?.toLowerCase() === orgShortName.toLowerCase()),
  );

  async function findIn(
    parameters: ListParameters<'GetOrganizations'>,
    isWanted: (row: OrganizationRow) => boolean,
  ): Promise<OrganizationRow | null> {
    const rows = (await nullIfConflict(lists.whole('GetOrganizations', parameters))) ?? [];
    return rows.find((row): row is OrganizationRow => !(row instanceof Error) && isWanted(row)) ?? null;
  }

  lists.onItems('GetOrganizations', (rows) => byId.prime(rows, (row) => [row.orgId, row]));
  return { byId, byShortName };
}
