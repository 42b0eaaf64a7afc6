import type { Random } from './random.ts';
import { organizations } from './seed-data.ts';
import { wellKnown } from './well-known.ts';
import type { World } from './world.ts';

/** Adds the organizations; returns their ids by the key that the seed data uses. */
export function addOrganizations(world: World, random: Random): Record<string, string> {
  const fixedIds: Record<string, string> = {
    root: wellKnown.organizationId,
    electric: wellKnown.limitedOrganizationId,
    other: wellKnown.otherOrganizationId,
  };
  const ids: Record<string, string> = {};
  for (const { key, name, shortName, parent } of organizations) {
    const id = fixedIds[key] ?? random.id();
    ids[key] = id;
    world.organizations.push({
      org_id: id,
      parent_org_id: parent === null ? null : (ids[parent] ?? null),
      name,
      short_name: shortName,
    });
  }
  return ids;
}
