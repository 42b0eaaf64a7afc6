import type { WorldAssignment, WorldEnrollment } from '../world/world.ts';
import { requireFound, requirePermission, requireRule } from './errors.ts';
import type { Operation, OperationRequest } from './operation.ts';
import { idParameter, listParameter, textParameter } from './parameters.ts';
import { permittedEnrollment, permittedEnrollmentOfSubscription } from './permitted-enrollment.ts';
import { sortBy } from './sort-by.ts';
import { permittedSection } from './syllabi.ts';

export const assignmentOperations: Record<string, Operation> = {
  GetAssignments: (request) => {
    const { syllabus_id } = permittedSection(request, idParameter(request, 'section_id'));
    const assignments = [...request.state.assignmentsOf(syllabus_id)].sort(
      (left, right) =>
        (left.display_order ?? 0) - (right.display_order ?? 0) ||
        (left.utc_date_added ?? '').localeCompare(right.utc_date_added ?? ''),
    );
    return { list: assignments.map(assignmentRow), isPaged: true };
  },

  GetAssignment: (request) => ({ one: assignmentRow(permittedAssignment(request)) }),
  GetAssignmentInstructions: (request) => ({
    one: { assignment_instructions: permittedAssignment(request).instructions },
  }),

  GetAssignmentStatuses: (request) => {
    const assignmentId = idParameter(request, 'assignment_id');
    const statuses = request.state
      .statusesOf(enrollmentOf(request).enrollment_id)
      .filter(({ assignment_id }) => !assignmentId || assignment_id === assignmentId);
    return { list: sortBy(statuses, (status) => status.utc_creation_date ?? '').reverse(), isPaged: true };
  },

  GetTestAttempts: (request) => {
    const { enrollment_id } = permittedEnrollment(request, 'enrollment_id');
    const assignmentId = idParameter(request, 'assignment_id');
    requireFound(request.state.assignment(assignmentId ?? ''), 'Assignment');
    const attempts = request.state.world.testAttempts
      .filter((attempt) => attempt.enrollment_id === enrollment_id && attempt.assignment_id === assignmentId)
      .sort((left, right) => (right.attempt_index ?? 0) - (left.attempt_index ?? 0))
      .map(({ enrollment_id: _enrollment, assignment_id: _assignment, ...attempt }) => attempt);
    return { list: attempts, isPaged: true };
  },

  GetCmiData: (request) => {
    const { enrollment_id } = permittedEnrollment(request, 'enrollment_id');
    const assignmentId = idParameter(request, 'assignment_id');
    requireFound(request.state.assignment(assignmentId ?? ''), 'Assignment');
    const names = listParameter(request, 'cmi_element_names') ?? [];
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
    const organizationId = requireFound(
      state.organization(idParameter(request, 'org_id') ?? ''),
      'Organization',
    ).org_id;
    requirePermission(caller, organizationId);
    const userId = requireFound(state.user(idParameter(request, 'user_id') ?? ''), 'User').user_id;
    const sectionId = idParameter(request, 'section_id');
    const from = Date.parse(textParameter(request, 'from_date') ?? '');
    const to = Date.parse(textParameter(request, 'to_date') ?? '9999-12-31T00:00:00Z');
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
  const enrollmentId = idParameter(request, 'enrollment_id');
  const subscriptionId = idParameter(request, 'subscription_id');
  const sectionId = idParameter(request, 'section_id');
  requireRule(
    enrollmentId ? !subscriptionId && !sectionId : subscriptionId && sectionId,
    'Use either enrollment_id OR both subscription_id and section_id',
  );
  return enrollmentId
    ? permittedEnrollment(request, 'enrollment_id')
    : permittedEnrollmentOfSubscription(request, subscriptionId ?? '', sectionId ?? '');
}

function permittedAssignment(request: OperationRequest): WorldAssignment {
  const found = requireFound(request.state.assignment(idParameter(request, 'assignment_id') ?? ''), 'Assignment');
  requirePermission(request.caller, requireFound(request.state.section(found.section_id), 'Section').org_id);
  return found;
}

/** The fields that the REST API answers with. */
function assignmentRow({ section_id: _section, instructions: _instructions, ...row }: WorldAssignment): object {
  return row;
}
