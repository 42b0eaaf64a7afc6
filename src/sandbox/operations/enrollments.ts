import { randomUUID } from 'node:crypto';
import type { WorldEnrollment } from '../world/world.ts';
import {
  demand,
  demandPermission,
  existing,
  id,
  list,
  type Operation,
  type OperationRequest,
  Refusal,
  text,
} from './operation.ts';

export const enrollmentOperations: Record<string, Operation> = {
  SearchEnrollments: (request) => {
    const { caller, state } = request;
    const userIds = lower(list(request, 'user_ids'));
    const orgIds = lower(list(request, 'org_ids'));
    demand(userIds || orgIds, 'At least one user id or org id is required');
    for (const organizationId of orgIds ?? []) demandPermission(caller, organizationId);
    const candidates = userIds ? [...new Set(userIds)].flatMap(state.enrollmentsOfUser) : state.world.enrollments;
    const visible = candidates.filter(
      ({ org_id, user_id }) => caller.mayIn(org_id) || caller.mayIn(state.user(user_id)?.org_id ?? ''),
    );
    if (candidates.length > 0 && visible.length === 0 && userIds)
      throw new Refusal(403, 'Not authorized for these users');
    const names = list(request, 'syllabus_unique_names');
    const found = visible.filter(
      (enrollment) =>
        isOneOf(enrollment.org_id, orgIds) &&
        isOneOf(enrollment.enrollment_id, lower(list(request, 'enrollment_ids'))) &&
        isOneOf(enrollment.syllabus_id, lower(list(request, 'syllabus_ids'))) &&
        isOneOf(enrollment.unique_name ?? '', names) &&
        isWithin(request, enrollment.enrollment_date, 'utc_enrolled') &&
        isWithin(request, enrollment.completion_date, 'utc_completed') &&
        isWithin(request, enrollment.last_activity_date, 'utc_activity'),
    );
    return {
      list: sortBy(found, (enrollment) => enrollment.enrollment_date).map(
        ({ enrollment_id, enrollment_date, start_date, syllabus_id, result, phase, user_id }) => ({
          enrollment_id,
          enrollment_date,
          start_date,
          syllabus_id,
          result,
          phase,
          user_id,
        }),
      ),
      field: 'enrollments',
      totalsInBody: true,
      isPaged: true,
    };
  },

  GetSectionEnrollments: (request) => ({
    list: findDetails(request, 'section').map((enrollment) => ({
      ...detailsOf(enrollment),
      section: sectionOf(request, enrollment),
    })),
    isPaged: true,
  }),

  GetTrainingPlanEnrollments: (request) => ({
    list: findDetails(request, 'trainingPlan').map(detailsOf),
    isPaged: true,
  }),

  CreateEnrollment: (request) => {
    const { caller, state } = request;
    const organizationId = existing(state.organization(id(request, 'org_id') ?? ''), 'Organization').org_id;
    const user = existing(state.user(id(request, 'user_id') ?? ''), 'User');
    const syllabusId = id(request, 'syllabus_id');
    const name = text(request, 'syllabus_unique_name');
    demand(
      Boolean(syllabusId) !== Boolean(name),
      'Either syllabus_id or syllabus_unique_name must be given but not both',
    );
    const isWanted = (syllabus: { syllabus_id: string; unique_name?: string | null }) =>
      syllabusId ? syllabus.syllabus_id === syllabusId : syllabus.unique_name === name;
    const section = state.world.sections.find(isWanted);
    const plan = state.world.trainingPlans.find(isWanted);
    const syllabus = existing(section ?? plan, 'Syllabus');
    demandPermission(caller, organizationId);
    demand(!syllabus.disable_manual_enrollment, 'Manual enrollment is disabled for this syllabus');
    for (const groupId of list(request, 'membership_group_ids') ?? [])
      existing(state.organization(groupId), 'Membership group');
    const isEnrolled = state
      .enrollmentsOfUser(user.user_id)
      .some((other) => other.syllabus_id === syllabus.syllabus_id && other.phase !== 2);
    if (isEnrolled) throw new Refusal(409, 'The user is already enrolled in this syllabus');
    const now = new Date().toISOString();
    const enrollment: WorldEnrollment = {
      kind: section ? 'section' : 'trainingPlan',
      enrollment_id: randomUUID(),
      user_id: user.user_id,
      syllabus_id: syllabus.syllabus_id,
      subscription_id: subscriptionOf(request, user.user_id, organizationId),
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
    const enrollment = permitted(request, 'enrollment_id');
    if (enrollment.is_dropped)
      return { one: { enrollment_id: enrollment.enrollment_id, is_dropped_or_deleted: false } };
    Object.assign(enrollment, { is_dropped: true, phase: 2, completion_date: new Date().toISOString() });
    return { one: { enrollment_id: enrollment.enrollment_id, is_dropped_or_deleted: true } };
  },

  DeleteEnrollment: (request) => {
    const enrollment = permitted(request, 'enrollment_id');
    request.state.removeEnrollment(enrollment);
    return { one: { enrollment_id: enrollment.enrollment_id, is_dropped_or_deleted: true } };
  },

  /** A deleted enrollment's certificate is found through the record that is left of it. */
  GetCertificateUrl: (request) => {
    const deleted = request.state.deletedEnrollment(id(request, 'enrollment_id') ?? '');
    if (!deleted) return { one: permitted(request, 'enrollment_id').certificate };
    demandPermission(request.caller, deleted.org_id);
    return { one: deleted.certificate };
  },
};

/** The enrollment that a parameter names, if the caller may see it. */
export function permitted(request: OperationRequest, parameter: string): WorldEnrollment {
  const enrollment = existing(request.state.enrollment(id(request, parameter) ?? ''), 'Enrollment');
  demandPermission(request.caller, enrollment.org_id);
  return enrollment;
}

/** The enrollment of a subscription in a syllabus, if the caller may see it. */
export function permittedOfSubscription(request: OperationRequest, subscriptionId: string, syllabusId: string) {
  const subscription = existing(request.state.subscription(subscriptionId), 'Subscription');
  demandPermission(request.caller, subscription.org_id);
  const enrollments = request.state
    .enrollmentsOfSyllabus(syllabusId)
    .filter(({ subscription_id }) => subscription_id === subscription.subscription_id);
  return existing(enrollments.at(-1), 'Enrollment');
}

function findDetails(request: OperationRequest, kind: WorldEnrollment['kind']): WorldEnrollment[] {
  const { caller, state } = request;
  const organizationId = id(request, 'org_id');
  const subscriberId = id(request, 'subscriber_id');
  const userId = id(request, 'user_id');
  const syllabusId = id(request, 'syllabus_id');
  const enrollmentId = id(request, 'enrollment_id');
  const uniqueName = text(request, 'syllabus_unique_name');
  demand(
    subscriberId || syllabusId || enrollmentId || uniqueName || (userId && (organizationId || kind === 'trainingPlan')),
    'At least one of subscriber_id, syllabus_id, enrollment_id, syllabus_unique_name must be supplied',
  );
  demand(!(userId && subscriberId), 'If user_id is provided then subscriber_id must not be sent');
  demand(organizationId || !(syllabusId || enrollmentId), 'org_id must be supplied with syllabus_id or enrollment_id');
  if (organizationId) demandPermission(caller, existing(state.organization(organizationId), 'Organization').org_id);
  const subscription = subscriberId ? existing(state.subscription(subscriberId), 'Subscription') : undefined;
  if (subscription) demandPermission(caller, subscription.org_id);

  const within = organizationId ? state.within(organizationId) : undefined;
  const candidates = userId
    ? state.enrollmentsOfUser(userId)
    : syllabusId
      ? state.enrollmentsOfSyllabus(syllabusId)
      : state.world.enrollments;
  const found = candidates.filter(
    (enrollment) =>
      enrollment.kind === kind &&
      (within ? within.has(enrollment.org_id) : caller.mayIn(enrollment.org_id)) &&
      matches(enrollment.subscription_id, subscriberId) &&
      matches(enrollment.syllabus_id, syllabusId) &&
      matches(enrollment.enrollment_id, enrollmentId) &&
      matches(enrollment.unique_name ?? '', uniqueName),
  );
  return sortBy(found, (enrollment) => enrollment.enrollment_date).reverse();
}

function detailsOf(enrollment: WorldEnrollment): object {
  const {
    kind: _kind,
    org_id: _org,
    is_dropped: _dropped,
    certificate: _certificate,
    custom_values: _values,
    ...rest
  } = enrollment;
  return rest;
}

function sectionOf({ state }: OperationRequest, { syllabus_id }: WorldEnrollment): object | undefined {
  const section = state.section(syllabus_id);
  if (!section) return undefined;
  const { org_id: _org, description: _description, objectives: _objectives, ...rest } = section;
  return rest;
}

function subscriptionOf({ state }: OperationRequest, userId: string, organizationId: string): string {
  const known = state.world.subscriptions.find((item) => item.user_id === userId && item.org_id === organizationId);
  if (known) return known.subscription_id;
  const subscription = { subscription_id: randomUUID(), user_id: userId, org_id: organizationId };
  state.addSubscription(subscription);
  return subscription.subscription_id;
}

function isWithin(request: OperationRequest, date: string | null | undefined, name: string): boolean {
  const after = text(request, `${name}_after`);
  const before = text(request, `${name}_before`);
  if (!after && !before) return true;
  if (!date) return false;
  const instant = Date.parse(date);
  return (!after || instant > Date.parse(after)) && (!before || instant < Date.parse(before));
}

function isOneOf(value: string, wanted: readonly string[] | undefined): boolean {
  return wanted === undefined || wanted.includes(value);
}

function matches(value: string, wanted: string | undefined): boolean {
  return wanted === undefined || value === wanted;
}

function lower(ids: string[] | undefined): string[] | undefined {
  return ids?.map((item) => item.toLowerCase());
}

/** In ascending order of a text; what compares equal keeps its order. */
export function sortBy<Item>(items: readonly Item[], key: (item: Item) => string): Item[] {
  return [...items].sort((left, right) => (key(left) < key(right) ? -1 : key(left) > key(right) ? 1 : 0));
}
