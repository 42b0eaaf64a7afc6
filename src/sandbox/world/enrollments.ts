import { createEnrollment } from './enrollment.ts';
import type { Random } from './random.ts';
import { wellKnown } from './well-known.ts';
import type { World, WorldSection, WorldTrainingPlan, WorldUser } from './world.ts';

const crowdedSectionSize = 140;
const demoUserEnrollments = 60;
const totalEnrollments = 2400;

/**
 * Adds the enrollments: ten in the demo section, many in a crowded one, those of the demo user, and random ones until
 * there are enough.
 */
export function addEnrollments(world: World, random: Random): void {
  const taken = new Set<string>();
  const assignmentCounts = countAssignments(world);
  const [demoUser, ...others] = world.users;
  const [demoSection, , crowdedSection] = world.sections;
  const rootSections = world.sections.filter(({ org_id }) => org_id === wellKnown.organizationId);
  const openSections = world.sections.filter(({ syllabus_id }) => syllabus_id !== wellKnown.sectionId);

  const enroll = (
    user: WorldUser | undefined,
    syllabus: WorldSection | WorldTrainingPlan | undefined,
    phase?: number,
  ): void => {
    if (!user || !syllabus || taken.has(`${user.user_id} ${syllabus.syllabus_id}`)) return;
    taken.add(`${user.user_id} ${syllabus.syllabus_id}`);
    const assignmentCount = assignmentCounts.get(syllabus.syllabus_id) ?? 0;
    world.enrollments.push(createEnrollment(world, random, user, syllabus, assignmentCount, phase));
  };

  enroll(demoUser, demoSection, 1);
  for (const user of world.users.slice(1, 10)) enroll(user, demoSection);
  for (const user of world.users.slice(10, 10 + crowdedSectionSize)) enroll(user, crowdedSection);
  const isInTree = ({ org_id }: { org_id: string }) => org_id !== wellKnown.otherOrganizationId;
  world.trainingPlans
    .filter(isInTree)
    .slice(0, 12)
    .forEach((plan, index) => {
      enroll(demoUser, plan, index % 3);
    });
  for (const section of openSections.filter(isInTree)) {
    if (world.enrollments.filter(({ user_id }) => user_id === demoUser?.user_id).length >= demoUserEnrollments) break;
    enroll(demoUser, section);
  }
  while (world.enrollments.length < totalEnrollments) {
    const syllabi = random.chance(20) ? world.trainingPlans : random.chance(30) ? rootSections.slice(1) : openSections;
    enroll(random.pick(others), random.pick<WorldSection | WorldTrainingPlan>(syllabi));
  }
}

function countAssignments({ assignments }: World): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { section_id } of assignments) counts.set(section_id, (counts.get(section_id) ?? 0) + 1);
  return counts;
}
