import type { WorldAssignment, WorldEnrollment } from '../world/world.ts';
import { permitted, permittedOfSubscription, sortBy } from './enrollments.ts';
import {
  demand,
  demandPermission,
  existing,
  id,
  list,
  type Operation,
  type OperationRequest,
  text,
} from './operation.ts';
import { section } from './syllabi.ts';

export const assignmentOperations: Record<string, Operation> = {
  GetAssignments: (request) => {
    const { syllabus_id } = section(request, id(request, 'section_id'));
    const assignments = [...request.state.assignmentsOf(syllabus_id)].sort(
      (left, right) =>
        (left.display_order ?? 0) - (right.display_order ?? 0) ||
        (left.utc_date_added ?? '').localeCompare(right.utc_date_added ?? ''),
    );
    return { list: assignments.map(withoutOurs), isPaged: true };
  },

  GetAssignment: (request) => ({ one: withoutOurs(assignment(request)) }),
  GetAssignmentInstructions: (request) => ({ one: { assignment_instructions: assignment(request).instructions } }),

  GetAssignmentStatuses: (request) => {
    const assignmentId = id(request, 'assignment_id');
    const statuses = request.state
      .statusesOf(enrollmentOf(request).enrollment_id)
      .filter(({ assignment_id }) => !assignmentId || assignment_id === assignmentId);
    return { list: sortBy(statuses, (status) => status.utc_creation_date ?? '').reverse(), isPaged: true };
  },

  GetTestAttempts: (request) => {
    const { enrollment_id } = permitted(request, 'enrollment_id');
    const assignmentId = id(request, 'assignment_id');
    existing(request.state.assignment(assignmentId ?? ''), 'Assignment');
    const attempts = request.state.world.testAttempts
      .filter((attempt) => attempt.enrollment_id === enrollment_id && attempt.assignment_id === assignmentId)
      .sort((left, right) => (right.attempt_index ?? 0) - (left.attempt_index ?? 0))
      .map(({ enrollment_id: _enrollment, assignment_id: _assignment, ...attempt }) => attempt);
    return { list: attempts, isPaged: true };
  },

  GetCmiData: (request) => {
    const { enrollment_id } = permitted(request, 'enrollment_id');
    const assignmentId = id(request, 'assignment_id');
    existing(request.state.assignment(assignmentId ?? ''), 'Assignment');
    const names = list(request, 'cmi_element_names') ?? [];
    const scos = request.state.world.scos.filter(
      (sco) => sco.enrollment_id === enrollment_id && sco.assignment_id === assignmentId,
    );
    return {
      list: sortBy(scos, (sco) => sco.sco_id).map(
        ({ enrollment_id: _enrollment, assignment_id: _assignment, cmi_values, ...sco }) => ({
          ...sco,
          cmi_fields: names.map((name) => ({
            cmi_element_name: name,
            ...(name in cmi_values
              ? { cmi_element_value: cmi_values[name] }
              : { error_message: `${name} is not recorded` }),
          })),
        }),
      ),
      isPaged: true,
    };
  },

  GetStudentSessions: (request) => {
    const { caller, state } = request;
    const organizationId = existing(state.organization(id(request, 'org_id') ?? ''), 'Organization').org_id;
    demandPermission(caller, organizationId);
    const userId = existing(state.user(id(request, 'user_id') ?? ''), 'User').user_id;
    const sectionId = id(request, 'section_id');
    const from = Date.parse(text(request, 'from_date') ?? '');
    const to = Date.parse(text(request, 'to_date') ?? '9999-12-31T00:00:00Z');
    const sessions = state.world.studentSessions.filter(
      (session) =>
        session.user_id === userId &&
        state.within(organizationId).has(session.org_id) &&
        (!sectionId || session.section_id === sectionId) &&
        Date.parse(session.start_date) >= from &&
        Date.parse(session.start_date) <= to,
    );
    return {
      list: sortBy(sessions, (session) => session.start_date),
      field: 'sessions',
      totalsInBody: true,
      isPaged: true,
    };
  },
};

function enrollmentOf(request: OperationRequest): WorldEnrollment {
  const enrollmentId = id(request, 'enrollment_id');
  const subscriptionId = id(request, 'subscription_id');
  const sectionId = id(request, 'section_id');
  demand(
    enrollmentId ? !subscriptionId && !sectionId : subscriptionId && sectionId,
    'Use either enrollment_id OR both subscription_id and section_id',
  );
  return enrollmentId
    ? permitted(request, 'enrollment_id')
    : permittedOfSubscription(request, subscriptionId ?? '', sectionId ?? '');
}

function assignment(request: OperationRequest): WorldAssignment {
  const found = existing(request.state.assignment(id(request, 'assignment_id') ?? ''), 'Assignment');
  demandPermission(request.caller, existing(request.state.section(found.section_id), 'Section').org_id);
  return found;
}

function withoutOurs({ section_id: _section, instructions: _instructions, ...rest }: WorldAssignment): object {
  return rest;
}
