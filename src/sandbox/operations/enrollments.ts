import type { WorldEnrollment } from '../world/world.ts';
import { requireFound, requirePermission, requireRule, SandboxError } from './errors.ts';
import type { Operation, OperationRequest } from './operation.ts';
import { idParameter, listParameter, textParameter } from './parameters.ts';
import { permittedEnrollment } from './permitted-enrollment.ts';
import { sortBy } from './sort-by.ts';
import { sectionRow } from './syllabi.ts';

/** The operations that read enrollments. */
export const enrollmentOperations: Record<string, Operation> = {
  SearchEnrollments: (request) => {
    const { caller, state } = request;
    const userIds = lowerCase(listParameter(request, 'user_ids'));
    const orgIds = lowerCase(listParameter(request, 'org_ids'));
    requireRule(userIds || orgIds, 'At least one user id or org id is required');
    for (const organizationId of orgIds ?? []) requirePermission(caller, organizationId);
    const candidates = userIds ? [...new Set(userIds)].flatMap(state.enrollmentsOfUser) : state.world.enrollments;
    const visible = candidates.filter(
      ({ org_id, user_id }) => caller.mayAccess(org_id) || caller.mayAccess(state.user(user_id)?.org_id ?? ''),
    );
    if (candidates.length > 0 && visible.length === 0 && userIds)
      throw new SandboxError(403, 'Not authorized for these users');
    const names = listParameter(request, 'syllabus_unique_names');
    const found = visible.filter(
      (enrollment) =>
        isOneOf(enrollment.org_id, orgIds) &&
        isOneOf(enrollment.enrollment_id, lowerCase(listParameter(request, 'enrollment_ids'))) &&
        isOneOf(enrollment.syllabus_id, lowerCase(listParameter(request, 'syllabus_ids'))) &&
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
    list: findEnrollments(request, 'section').map((enrollment) => {
      const section = request.state.section(enrollment.syllabus_id);
      return { ...enrollmentRow(enrollment), section: section && sectionRow(section) };
    }),
    isPaged: true,
  }),

  GetTrainingPlanEnrollments: (request) => ({
    list: findEnrollments(request, 'trainingPlan').map(enrollmentRow),
    isPaged: true,
  }),

  /** Also answers for a deleted enrollment, from the record that is kept of it. */
  GetCertificateUrl: (request) => {
    const deleted = request.state.deletedEnrollment(idParameter(request, 'enrollment_id') ?? '');
    if (!deleted) return { one: permittedEnrollment(request, 'enrollment_id').certificate };
    requirePermission(request.caller, deleted.org_id);
    return { one: deleted.certificate };
  },
};

function findEnrollments(request: OperationRequest, kind: WorldEnrollment['kind']): WorldEnrollment[] {
  const { caller, state } = request;
  const organizationId = idParameter(request, 'org_id');
  const subscriberId = idParameter(request, 'subscriber_id');
  const userId = idParameter(request, 'user_id');
  const syllabusId = idParameter(request, 'syllabus_id');
  const enrollmentId = idParameter(request, 'enrollment_id');
  const uniqueName = textParameter(request, 'syllabus_unique_name');
  requireRule(
    subscriberId || syllabusId || enrollmentId || uniqueName || (userId && (organizationId || kind === 'trainingPlan')),
    'At least one of subscriber_id, syllabus_id, enrollment_id, syllabus_unique_name must be supplied',
  );
  requireRule(!(userId && subscriberId), 'If user_id is provided then subscriber_id must not be sent');
  requireRule(
    organizationId || !(syllabusId || enrollmentId),
    'org_id must be supplied with syllabus_id or enrollment_id',
  );
  if (organizationId)
    requirePermission(caller, requireFound(state.organization(organizationId), 'Organization').org_id);
  const subscription = subscriberId ? requireFound(state.subscription(subscriberId), 'Subscription') : undefined;
  if (subscription) requirePermission(caller, subscription.org_id);

  const within = organizationId ? state.within(organizationId) : undefined;
  const candidates = userId
    ? state.enrollmentsOfUser(userId)
    : syllabusId
      ? state.enrollmentsOfSyllabus(syllabusId)
      : state.world.enrollments;
  const found = candidates.filter(
    (enrollment) =>
      enrollment.kind === kind &&
      (within ? within.has(enrollment.org_id) : caller.mayAccess(enrollment.org_id)) &&
      matches(enrollment.subscription_id, subscriberId) &&
      matches(enrollment.syllabus_id, syllabusId) &&
      matches(enrollment.enrollment_id, enrollmentId) &&
      matches(enrollment.unique_name ?? '', uniqueName),
  );
  return sortBy(found, (enrollment) => enrollment.enrollment_date).reverse();
}

/** The fields that the REST API answers with. */
function enrollmentRow(enrollment: WorldEnrollment): object {
  const {
    kind: _kind,
    org_id: _org,
    is_dropped: _dropped,
    certificate: _certificate,
    custom_values: _values,
    ...row
  } = enrollment;
  return row;
}

function isWithin(request: OperationRequest, date: string | null | undefined, name: string): boolean {
  const after = textParameter(request, `${name}_after`);
  const before = textParameter(request, `${name}_before`);
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

function lowerCase(ids: string[] | undefined): string[] | undefined {
  return ids?.map((item) => item.toLowerCase());
}
