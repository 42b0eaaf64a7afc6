import { after, day } from './dates.ts';
import type { Random } from './random.ts';
import { gradersComments } from './seed-data.ts';
import type { World, WorldAssignment, WorldEnrollment } from './world.ts';

/** Adds the test attempts or the SCORM data of one completed assignment; other types have none. */
export function addCourseRecords(
  world: World,
  random: Random,
  { enrollment_id }: WorldEnrollment,
  { assignment_id, assignment_type: type, title }: WorldAssignment,
  score: number,
  started: string,
): void {
  if (type === 'Test') {
    for (let index = 1; index <= random.number(1, 3); index += 1) {
      const proctor = random.pick(world.users);
      world.testAttempts.push({
        enrollment_id,
        assignment_id,
        attempt_id: random.id(),
        attempt_index: index,
        start_date: after(started, index * day),
        last_time_left_update: after(started, index * day + 900_000),
        finish_date: after(started, index * day + 1_000_000),
        allow_relaunch: random.chance(20),
        time_left: '00:12:30',
        num_questions: random.number(5, 25),
        is_complete: true,
        score: Math.max(0, score - 10 * (3 - index)),
        comments: random.pick(gradersComments),
        ...(random.chance(50) && {
          proctor_response_item: {
            proctor_id: random.id(),
            proctor_user_id: proctor.user_id,
            proctor_code: `P-${random.number(100, 999)}`,
            proctor_first_name: proctor.first_name,
            proctor_last_name: proctor.last_name,
            organization_access_code_id: random.id(),
            access_code: `ROOM-${random.number(10, 99)}`,
            date_proctored: after(started, index * day),
          },
        }),
      });
    }
  }
  if (type === 'Scorm') {
    world.scos.push({
      enrollment_id,
      assignment_id,
      sco_id: 'SCO_01',
      ...(title && { title }),
      start_date_utc: started,
      exit_date_utc: after(started, 1_500_000),
      cmi_values: {
        'cmi.core.score.raw': String(score),
        'cmi.core.lesson_status': 'completed',
        'cmi.core.total_time': '00:25:00',
      },
    });
  }
}
