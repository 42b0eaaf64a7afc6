import { customValues } from './custom-fields.ts';
import { after, day } from './dates.ts';
import type { Random } from './random.ts';
import { wellKnown } from './well-known.ts';
import type { World, WorldEnrollment, WorldSection, WorldTrainingPlan, WorldUser } from './world.ts';

/**
 * One enrollment whose dates, scores and progress agree with its phase and result.
 *
 * @param wantedPhase random if absent
 */
export function createEnrollment(
  world: World,
  random: Random,
  user: WorldUser,
  syllabus: WorldSection | WorldTrainingPlan,
  assignmentCount: number,
  wantedPhase?: number,
): WorldEnrollment {
  const isSection = 'section_number' in syllabus;
  const isDemo = user.user_id === wellKnown.userId;
  const isDemoSection = isDemo && syllabus.syllabus_id === wellKnown.sectionId;
  const isDemoPlan = isDemo && syllabus.syllabus_id === wellKnown.trainingPlanId;
  const phase = wantedPhase ?? random.pick([0, 1, 1, 2, 2]);
  const isDropped = phase === 2 && !isDemo && random.chance(4);
  const drawnResult = phase === 0 || isDropped ? 0 : random.pick(phase === 1 ? [0, 1, 1, 2] : [1, 1, 1, 2]);
  const age = random.number(30, 1200);
  const enrolled = random.daysAgo(age);
  const started = after(enrolled, random.number(1, 3) * day);
  const firstActivity = after(started, random.number(1, 5) * day);
  const lastActivity = after(firstActivity, random.number(1, 10) * day);
  const completed = after(lastActivity, 3_600_000);
  const isUnfinished = phase === 1 || isDropped;
  const completedAssignments = isUnfinished ? Math.floor(assignmentCount / 2) : phase === 2 ? assignmentCount : 0;
  // A section enrollment in progress has no result before an assignment is completed.
  const hasProgress = !isSection || phase === 2 || completedAssignments > 0;
  const result = hasProgress ? drawnResult : 0;
  const score = drawnResult === 2 ? random.number(20, 65) : random.number(75, 100);
  const givesCertificate = !syllabus.disable_certificates_for_student;
  const isReady = givesCertificate && phase === 2 && result === 1;
  const id = isDemoSection ? wellKnown.enrollmentId : isDemoPlan ? wellKnown.trainingPlanEnrollmentId : random.id();
  const subscription =
    world.subscriptions.find(({ user_id, org_id }) => user_id === user.user_id && org_id === syllabus.org_id) ??
    world.subscriptions.find(({ user_id }) => user_id === user.user_id);
  return {
    kind: isSection ? 'section' : 'trainingPlan',
    enrollment_id: id,
    user_id: user.user_id,
    syllabus_id: syllabus.syllabus_id,
    subscription_id: subscription?.subscription_id ?? random.id(),
    org_id: syllabus.org_id,
    enrollment_date: enrolled,
    start_date: started,
    ...(random.chance(40) && { expiration_date: after(enrolled, random.pick([30, 90, 365, 2000]) * day) }),
    ...(phase > 0 && { first_activity_date: firstActivity, last_activity_date: lastActivity }),
    ...(phase === 2 && { completion_date: completed }),
    ...(syllabus.unique_name && { unique_name: syllabus.unique_name }),
    phase,
    result,
    is_dropped: isDropped,
    certificate: {
      certificate_ready: isReady,
      certificate_not_assigned: !givesCertificate,
      ...(isReady && { certificate_url: `https://certificates.example/${id}.pdf` }),
    },
    custom_values: customValues(world, random, syllabus.org_id, isDemoSection),
    ...(isSection && {
      title: syllabus.title ?? null,
      number: syllabus.section_number ?? null,
      enrollment_day: Number(enrolled.slice(8, 10)),
      enrollment_month: Number(enrolled.slice(5, 7)),
      enrollment_year: Number(enrolled.slice(0, 4)),
      assignment_count: assignmentCount,
      completed_assignment_count: completedAssignments,
      percent_assignments_complete: percentOf(completedAssignments, assignmentCount, phase),
      ...(phase > 0 && hasProgress && { weighted_score: score - 0.25, max_weighted_score: 100 }),
    }),
    ...(!isSection && {
      name: 'name' in syllabus ? (syllabus.name ?? null) : null,
      percent_requirements_fulfilled: isUnfinished ? 37.5 : phase === 2 ? 100 : 0,
      ...(random.chance(10) && { ed2go_registration_key: random.id().slice(0, 8).toUpperCase() }),
      ...(phase > 0 && { average_score: score + 0.5, grade_point_average: Math.round(score * 4) / 100 }),
    }),
  };
}

function percentOf(completed: number, all: number, phase: number): number {
  if (all === 0) return phase === 2 ? 100 : 0;
  return Math.round((1000 * completed) / all) / 10;
}
