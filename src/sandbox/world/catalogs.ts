import { addCategories } from './categories.ts';
import { addProducts } from './products.ts';
import type { Random } from './random.ts';
import { catalogNames } from './seed-data.ts';
import { wellKnown } from './well-known.ts';
import type { World } from './world.ts';

/** Adds the catalogs, each with its categories and products. */
export function addCatalogs(world: World, random: Random, organizationIds: Readonly<Record<string, string>>): void {
  const keys = Object.keys(organizationIds);
  const suborganizationIds = world.organizations
    .filter(({ parent_org_id }) => parent_org_id !== null)
    .map(({ org_id }) => org_id);
  catalogNames.forEach((name, index) => {
    const isDemo = index === 0;
    const owner = random.pick(world.users);
    const catalog_id = isDemo ? wellKnown.catalogId : random.id();
    const org_id = organizationIds[keys[index % keys.length] ?? 'root'] ?? wellKnown.organizationId;
    world.catalogs.push({
      catalog_id,
      org_id,
      shared_with: isDemo
        ? [org_id, ...suborganizationIds]
        : random.chance(60)
          ? [org_id, wellKnown.organizationId]
          : [],
      is_enabled: isDemo || random.chance(80),
      name,
      date_created: random.daysAgo(random.number(500, 3000)),
      owner_id: owner.user_id,
      owner_name: `${owner.first_name} ${owner.last_name}`,
      ...(random.chance(60) && {
        modified_by_id: random.pick(world.users).user_id,
        last_modified: random.daysAgo(random.number(1, 400)),
      }),
      pricing_model: index % 3,
      ...(random.chance(50) && { access_time_limit: random.pick(['365.00:00:00', '90.00:00:00', '1.12:00:00']) }),
      publishing_model: index % 3,
      description: `<p>${name}: everything that belongs together, in one place.</p>`,
      credit_hours: random.number(10, 200) / 4,
    });
    const categoryIds = addCategories(world, random, catalog_id, org_id, isDemo ? 8 : random.number(2, 4));
    addProducts(world, random, catalog_id, categoryIds, isDemo);
  });
}
