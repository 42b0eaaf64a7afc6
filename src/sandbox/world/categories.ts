import type { Random } from './random.ts';
import { categoryNames, subcategoryNames } from './seed-data.ts';
import { wellKnown } from './well-known.ts';
import type { World } from './world.ts';

/**
 * Adds the categories of one catalog, in three levels, and returns their ids.
 *
 * @param topCount how many categories the top level has
 */
export function addCategories(
  world: World,
  random: Random,
  catalog_id: string,
  org_id: string,
  topCount: number,
): string[] {
  let age = 400;
  const add = (name: string, parent_category_id: string | null): string => {
    age -= 1;
    const category_id = world.categories.length === 0 ? wellKnown.categoryId : random.id();
    world.categories.push({
      category_id,
      name,
      catalog_id,
      org_id,
      ...(parent_category_id !== null && { parent_category_id }),
      date_created: random.daysAgo(age * 2),
    });
    return category_id;
  };
  return categoryNames.slice(0, topCount).flatMap((name) => {
    const top = add(name, null);
    const middle = subcategoryNames.slice(0, 3).map((subcategory) => add(`${name}: ${subcategory}`, top));
    const bottom = middle.slice(0, 1).map((parent) => add(`${name}: New this year`, parent));
    return [top, ...middle, ...bottom];
  });
}
