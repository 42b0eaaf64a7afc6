import type { Random } from './random.ts';
import { assignmentKinds, firstModule, lastModule, moduleTopics } from './seed-data.ts';
import { wellKnown } from './well-known.ts';
import type { World, WorldAssignment, WorldSection } from './world.ts';

/** Adds the assignments of one section, of each kind in turn. */
export function addAssignments(world: World, random: Random, section: WorldSection, count: number): void {
  for (let index = 0; index < count; index += 1) {
    const kind = assignmentKinds[(index + 1) % assignmentKinds.length] ?? assignmentKinds[0];
    const isFirstOfDemo = section.syllabus_id === wellKnown.sectionId && index === 0;
    const assignment: WorldAssignment = {
      assignment_id: isFirstOfDemo ? wellKnown.assignmentId : random.id(),
      section_id: section.syllabus_id,
      title: `Module ${index + 1}: ${topicOf(index, count, world.sections.length)} (${kind.title})`,
      ...(random.chance(60) && { pacing_duration_hours: random.number(1, 16) / 2 }),
      weight: random.number(1, 8) * 2.5,
      due_date_strategy: random.number(0, 2),
      ...(random.chance(50) && {
        utc_due_date: random.daysAgo(-random.number(1, 120)),
        due_date_deduction: random.pick([5, 10, 12.5]),
      }),
      ...(random.chance(40) && { utc_start_date: random.daysAgo(random.number(1, 60)) }),
      ...(random.chance(20) && { lock_out_hours: random.number(1, 48) / 2 }),
      utc_date_modified: random.daysAgo(random.number(1, 90)),
      utc_date_added: random.daysAgo(random.number(91, 900)),
      grading_strategy: kind.type === 'Essay' ? 1 : kind.type === 'Reading' ? 2 : 0,
      max_score: 100,
      mastery_score: random.pick([70, 75, 80]),
      display_order: index + 1,
      assignment_type: kind.type,
      ...(random.chance(60) && { attempt_limit: random.number(1, 5) }),
      instructions: `#if($student.firstName)Dear $student.firstName, #{end}complete module ${index + 1} of $section.title.`,
    };
    world.assignments.push(assignment);
  }
}

/** The topic of a module. The middle ones start elsewhere in each section, so that few sections have the same. */
function topicOf(index: number, count: number, serial: number): string | undefined {
  if (index === 0) return firstModule;
  if (index === count - 1) return lastModule;
  return moduleTopics[(index + serial * 3) % moduleTopics.length];
}
