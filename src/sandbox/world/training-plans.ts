import type { Random } from './random.ts';
import { planNames } from './seed-data.ts';
import { slug, syllabusFields } from './syllabus.ts';
import { wellKnown } from './well-known.ts';
import type { World, WorldTrainingPlan } from './world.ts';

/** Adds the training plans: three in the top organization, the others in all organizations in turn. */
export function addTrainingPlans(
  world: World,
  random: Random,
  organizationIds: Readonly<Record<string, string>>,
): void {
  const keys = Object.keys(organizationIds);
  planNames.forEach((name, index) => {
    const plan: WorldTrainingPlan = {
      ...syllabusFields(random, name, `plan-${slug(name)}`),
      syllabus_id: index === 0 ? wellKnown.trainingPlanId : random.id(),
      org_id: organizationIds[index < 3 ? 'root' : (keys[index % keys.length] ?? 'root')] ?? wellKnown.organizationId,
      name: `${name} Plan`,
      root_requirement_id: random.id(),
      description: `<p>${name}: the courses and proofs that have to be complete before the work may be done alone.</p>`,
      ...(index === 0 && { disable_manual_enrollment: false }),
    };
    world.trainingPlans.push(plan);
  });
}
