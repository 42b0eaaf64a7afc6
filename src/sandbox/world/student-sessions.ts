import { after, day } from './dates.ts';
import type { Random } from './random.ts';
import { wellKnown } from './well-known.ts';
import type { World } from './world.ts';

/** Adds three sessions for each started section enrollment of the demo user, and for a few of the others. */
export function addStudentSessions(world: World, random: Random): void {
  for (const enrollment of world.enrollments) {
    const isDemo = enrollment.user_id === wellKnown.userId;
    if (enrollment.kind !== 'section' || enrollment.phase === 0 || !(isDemo || random.chance(5))) continue;
    const assignment = world.assignments.find(({ section_id }) => section_id === enrollment.syllabus_id);
    if (!assignment) continue;
    for (let index = 0; index < 3; index += 1) {
      const seconds = random.number(120, 5400);
      const start = after(enrollment.first_activity_date ?? enrollment.enrollment_date, index * day);
      world.studentSessions.push({
        user_id: enrollment.user_id,
        org_id: enrollment.org_id,
        section_id: enrollment.syllabus_id,
        assignment_id: assignment.assignment_id,
        start_date: start,
        end_date: after(start, seconds * 1000),
        seconds,
      });
    }
  }
}
