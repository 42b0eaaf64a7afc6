import { createHash, randomUUID } from 'node:crypto';
import { present } from '../world/dates.ts';
import type { State } from '../world/state.ts';
import type { WorldEnrollment } from '../world/world.ts';
import { requireFound, requirePermission, requireRule, SandboxError } from './errors.ts';
import type { Operation, OperationRequest } from './operation.ts';
import { idParameter, listParameter, textParameter } from './parameters.ts';
import { permittedEnrollment } from './permitted-enrollment.ts';

/** The operations that create and end enrollments. */
export const enrollmentWrites: Record<string, Operation> = {
  CreateEnrollment: (request) => {
    const { caller, state } = request;
    const organizationId = requireFound(
      state.organization(idParameter(request, 'org_id') ?? ''),
      'Organization',
    ).org_id;
    const user = requireFound(state.user(idParameter(request, 'user_id') ?? ''), 'User');
    const syllabusId = idParameter(request, 'syllabus_id');
    const name = textParameter(request, 'syllabus_unique_name');
    requireRule(
      Boolean(syllabusId) !== Boolean(name),
      'Either syllabus_id or syllabus_unique_name must be given but not both',
    );
    const isRequested = (syllabus: { syllabus_id: string; unique_name?: string | null }) =>
      syllabusId ? syllabus.syllabus_id === syllabusId : syllabus.unique_name === name;
    const section = state.world.sections.find(isRequested);
    const plan = state.world.trainingPlans.find(isRequested);
    const syllabus = requireFound(section ?? plan, 'Syllabus');
    requirePermission(caller, organizationId);
    requireRule(!syllabus.disable_manual_enrollment, 'Manual enrollment is disabled for this syllabus');
    for (const groupId of listParameter(request, 'membership_group_ids') ?? [])
      requireFound(state.organization(groupId), 'Membership group');
    const isEnrolled = state
      .enrollmentsOfUser(user.user_id)
      .some((other) => other.syllabus_id === syllabus.syllabus_id && other.phase !== 2);
    if (isEnrolled) throw new SandboxError(409, 'The user is already enrolled in this syllabus');
    const now = new Date(present).toISOString();
    const enrollment: WorldEnrollment = {
      kind: section ? 'section' : 'trainingPlan',
      enrollment_id: newEnrollmentId(state, user.user_id, syllabus.syllabus_id),
      user_id: user.user_id,
      syllabus_id: syllabus.syllabus_id,
      subscription_id: findOrAddSubscription(request, user.user_id, organizationId),
      org_id: organizationId,
      enrollment_date: now,
      start_date: now,
      ...(syllabus.unique_name && { unique_name: syllabus.unique_name }),
      phase: 0,
      result: 0,
      is_dropped: false,
      certificate: { certificate_ready: false, certificate_not_assigned: false },
      custom_values: {},
      ...(section && {
        title: section.title ?? null,
        number: section.section_number ?? null,
        enrollment_day: Number(now.slice(8, 10)),
        enrollment_month: Number(now.slice(5, 7)),
        enrollment_year: Number(now.slice(0, 4)),
        assignment_count: state.assignmentsOf(section.syllabus_id).length,
        completed_assignment_count: 0,
        percent_assignments_complete: 0,
      }),
      ...(plan && { name: plan.name ?? null, percent_requirements_fulfilled: 0 }),
    };
    state.addEnrollment(enrollment);
    return { one: { enrollment_id: enrollment.enrollment_id } };
  },

  DropEnrollment: (request) => {
    const enrollment = permittedEnrollment(request, 'enrollment_id');
    if (enrollment.is_dropped)
      return { one: { enrollment_id: enrollment.enrollment_id, is_dropped_or_deleted: false } };
    Object.assign(enrollment, { is_dropped: true, phase: 2, completion_date: new Date(present).toISOString() });
    return { one: { enrollment_id: enrollment.enrollment_id, is_dropped_or_deleted: true } };
  },

  DeleteEnrollment: (request) => {
    const enrollment = permittedEnrollment(request, 'enrollment_id');
    request.state.removeEnrollment(enrollment);
    return { one: { enrollment_id: enrollment.enrollment_id, is_dropped_or_deleted: true } };
  },
};

/** The first free id of a sequence that is the same on every start, so that examples can name it. */
function newEnrollmentId(state: State, userId: string, syllabusId: string): string {
  for (let index = 0; ; index += 1) {
    const hash = createHash('sha256').update(`${userId} ${syllabusId} ${index}`).digest('hex');
    const id = hash.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');
    if (!state.enrollment(id)) return id;
  }
}

function findOrAddSubscription({ state }: OperationRequest, userId: string, organizationId: string): string {
  const existing = state.world.subscriptions.find((item) => item.user_id === userId && item.org_id === organizationId);
  if (existing) return existing.subscription_id;
  const subscription = { subscription_id: randomUUID(), user_id: userId, org_id: organizationId };
  state.addSubscription(subscription);
  return subscription.subscription_id;
}
