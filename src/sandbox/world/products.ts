import type { Random } from './random.ts';
import { wellKnown } from './well-known.ts';
import type { World } from './world.ts';

const demoProductIds: Readonly<Record<string, string>> = {
  [wellKnown.sectionId]: wellKnown.sectionProductId,
  [wellKnown.trainingPlanId]: wellKnown.trainingPlanProductId,
};

/** Adds the syllabi that one catalog offers, each in up to three of its categories. */
export function addProducts(
  world: World,
  random: Random,
  catalog_id: string,
  categoryIds: readonly string[],
  isDemo: boolean,
): void {
  const sections = evenlySpaced(world.sections, isDemo ? 37 : random.number(12, 40));
  const plans = evenlySpaced(world.trainingPlans, isDemo ? 8 : random.number(3, 6));
  for (const { syllabus_id } of [...sections, ...plans]) {
    const chosen = Array.from({ length: random.number(0, 3) }, () => random.pick(categoryIds));
    world.products.push({
      product_id: (isDemo ? demoProductIds[syllabus_id] : undefined) ?? random.id(),
      catalog_id,
      syllabus_id,
      category_ids: [...new Set(chosen)],
    });
  }
}

/** This many items, evenly spaced over the list, starting with the first. */
function evenlySpaced<Item>(items: readonly Item[], count: number): Item[] {
  const step = Math.max(1, items.length / count);
  return Array.from({ length: Math.min(count, items.length) }, (_, index) => items[Math.floor(index * step)]).filter(
    (item) => item !== undefined,
  );
}
