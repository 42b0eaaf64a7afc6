import { addCourseRecords } from './course-records.ts';
import { after } from './dates.ts';
import type { Random } from './random.ts';
import { wellKnown } from './well-known.ts';
import type { World, WorldAssignment, WorldEnrollment } from './world.ts';

/** Adds a status for each assignment of each section enrollment that has started, and for the demo section of all. */
export function addAssignmentStatuses(world: World, random: Random): void {
  const assignmentsBySection = groupBySection(world.assignments);
  for (const enrollment of world.enrollments) {
    const isDemo = enrollment.syllabus_id === wellKnown.sectionId;
    if (enrollment.kind !== 'section' || (enrollment.phase === 0 && !isDemo)) continue;
    const graded: GradedWork[] = [];
    const first = world.assignmentStatuses.length;
    (assignmentsBySection.get(enrollment.syllabus_id) ?? []).forEach((assignment, index) => {
      const isDone = index < (enrollment.completed_assignment_count ?? 0);
      const created = after(enrollment.start_date ?? enrollment.enrollment_date, (index + 1) * 3_600_000);
      const score = isDone ? scoreFor(enrollment, random) : undefined;
      const isEssay = isDone && assignment.assignment_type === 'Essay';
      const isWaiting = isEssay && enrollment.phase === 1 && /[02468ace]$/.test(enrollment.enrollment_id);
      const isOverridden = isDone && random.chance(3);
      if (score !== undefined && !isWaiting) graded.push({ score, weight: assignment.weight ?? 0 });
      world.assignmentStatuses.push({
        assignment_status_id: random.id(),
        phase: isDone ? 2 : 0,
        result: isDone && !isWaiting ? (enrollment.result === 2 ? 2 : 1) : 0,
        academic_override: isOverridden,
        ...(isOverridden && {
          academic_override_reason: 'Transferred from an earlier course.',
          academic_override_admin_id: random.pick(world.users).user_id,
        }),
        ...(!isDone && random.chance(3) && { resubmit_required_reason: 'The last page is missing.' }),
        utc_creation_date: created,
        ...(isDone && {
          utc_first_activity_date: after(created, 60_000),
          utc_last_activity_date: after(created, 1_800_000),
          utc_completion_date: after(created, 1_900_000),
        }),
        ...(isEssay && gradedBy(random.pick(world.users).user_id, isWaiting)),
        assignment_id: assignment.assignment_id,
        enrollment_id: enrollment.enrollment_id,
        user_id: enrollment.user_id,
        ...(score !== undefined &&
          !isWaiting && {
            assignment_score: score,
            assignment_weighted_score: Math.round(score * (assignment.weight ?? 0)) / 100,
          }),
        assignment_max_score: assignment.max_score ?? null,
        assignment_mastery_score: assignment.mastery_score ?? null,
        assignment_weight: assignment.weight ?? null,
      });
      if (isDone && (isDemo || enrollment.user_id === wellKnown.userId)) {
        addCourseRecords(world, random, enrollment, assignment, score ?? 0, created);
      }
    });
    if (graded.length > 0) enrollment.weighted_score = weightedMean(graded);
    for (const status of world.assignmentStatuses.slice(first)) {
      status.enrollment_score = enrollment.weighted_score ?? null;
      status.enrollment_max_score = enrollment.max_weighted_score ?? null;
    }
  }
}

interface GradedWork {
  score: number;
  weight: number;
}

function scoreFor({ result }: WorldEnrollment, random: Random): number {
  const isFailing = result === 2;
  const drawn = random.number(isFailing ? 30 : 75, 100);
  return Math.round(isFailing ? 0.7 * drawn : drawn) - 0.5;
}

function weightedMean(graded: readonly GradedWork[]): number {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const weights = sum(graded.map(({ weight }) => weight));
  const mean =
    weights === 0
      ? sum(graded.map(({ score }) => score)) / graded.length
      : sum(graded.map(({ score, weight }) => score * weight)) / weights;
  return Math.round(mean * 100) / 100;
}

function gradedBy(userId: string, isWaiting: boolean): { grade_given_by_id?: string } {
  return isWaiting ? {} : { grade_given_by_id: userId };
}

function groupBySection(assignments: readonly WorldAssignment[]): ReadonlyMap<string, WorldAssignment[]> {
  const bySection = new Map<string, WorldAssignment[]>();
  for (const assignment of assignments) {
    bySection.set(assignment.section_id, [...(bySection.get(assignment.section_id) ?? []), assignment]);
  }
  return bySection;
}
