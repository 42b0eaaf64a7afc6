import { type Sandbox, wellKnown } from '../../src/sandbox/http/server.ts';
import type { World } from '../../src/sandbox/world/world.ts';
import { type CallOptions, required } from './support.ts';

/** A valid request for each operation. */
export function exampleRequests({ world }: Sandbox): Record<string, CallOptions> {
  const attempt = required(world.testAttempts[0], 'a test attempt');
  const sco = required(world.scos[0], 'SCORM data');
  const session = required(world.studentSessions[0], 'a student session');
  const section = required(world.sections.find(({ syllabus_id }) => syllabus_id === wellKnown.sectionId));
  const offered = (kind: 'sections' | 'trainingPlans') => {
    const ids = new Set<string>(world[kind].map(({ syllabus_id }) => syllabus_id));
    return required(
      world.products.find(({ syllabus_id }) => ids.has(syllabus_id)),
      `a product among ${kind}`,
    );
  };
  const withValues = required(world.enrollments.find((item) => Object.keys(item.custom_values).length > 0));
  const withDefault = required(world.customFieldDefaults[0], 'a custom field default');
  const field = required(world.customFields.find(({ field_id }) => field_id === withDefault.field_id));
  const assignment = required(world.assignments.find(({ section_id }) => section_id === wellKnown.sectionId));
  const { enrollment_id } = enrollmentOf(world, wellKnown.enrollmentId);

  return {
    SearchEnrollments: { body: { user_ids: [wellKnown.userId] } },
    GetSectionEnrollments: { query: { org_id: section.org_id, syllabus_id: wellKnown.sectionId } },
    GetTrainingPlanEnrollments: { query: { user_id: wellKnown.userId } },
    GetCustomEnrollmentFields: { query: { org_id: field.org_id } },
    GetDefaultCustomEnrollmentFieldSetting: {
      query: {
        org_id: field.org_id,
        field_id: field.field_id,
        syllabus_id: withDefault.syllabus_id ?? undefined,
      },
    },
    GetCustomEnrollmentFieldValues: { query: { enrollment_id: withValues.enrollment_id } },
    SetCustomEnrollmentFieldValues: {
      body: {
        enrollment_id: withValues.enrollment_id,
        custom_enrollment_field_values: withValues.custom_values,
      },
    },
    DropEnrollment: { query: { enrollment_id } },
    DeleteEnrollment: { query: { enrollment_id: wellKnown.trainingPlanEnrollmentId } },
    CreateEnrollment: { body: newEnrollment(world) },
    GetAssignmentStatuses: { query: { enrollment_id } },
    GetCertificateUrl: { query: { enrollment_id } },
    GetSection: { query: { product_id: offered('sections').product_id } },
    GetSections: { body: { sections: [wellKnown.sectionId] } },
    GetSectionDescription: { query: { section_id: wellKnown.sectionId } },
    GetSectionObjectives: { query: { section_id: wellKnown.sectionId } },
    GetStudentSessions: {
      body: { user_id: session.user_id, org_id: session.org_id, from_date: '2000-01-01T00:00:00Z' },
    },
    GetTrainingPlan: { query: { product_id: offered('trainingPlans').product_id } },
    GetTrainingPlanDescription: { query: { training_plan_id: wellKnown.trainingPlanId } },
    GetAssignments: { query: { section_id: wellKnown.sectionId } },
    GetAssignment: { query: { assignment_id: assignment.assignment_id } },
    GetAssignmentInstructions: { query: { assignment_id: assignment.assignment_id } },
    GetOrganizations: { query: { org_id: wellKnown.organizationId } },
    GetCatalogs: { body: { group_id: wellKnown.organizationId, catalog_access_option: 2 } },
    GetCatalog: { query: { catalog_id: wellKnown.catalogId } },
    GetCatalogDescription: { query: { catalog_id: wellKnown.catalogId } },
    GetCatalogCreditHours: { query: { catalog_id: wellKnown.catalogId } },
    GetCategories: { query: { catalog_id: wellKnown.catalogId } },
    GetCatalogSyllabi: { query: { catalog_id: wellKnown.catalogId } },
    GetCategorySyllabi: { query: { category_id: categoryWithSyllabi(world) } },
    GetTestAttempts: { query: { enrollment_id: attempt.enrollment_id, assignment_id: attempt.assignment_id } },
    GetCmiData: {
      body: {
        enrollment_id: sco.enrollment_id,
        assignment_id: sco.assignment_id,
        cmi_element_names: [...Object.keys(sco.cmi_values), 'cmi.of.no.such.name'],
      },
    },
  };
}

/** A request to enroll the demo user in a section in which they are not enrolled. */
export function newEnrollment(world: World) {
  const taken = new Set(
    world.enrollments.filter(({ user_id }) => user_id === wellKnown.userId).map(({ syllabus_id }) => syllabus_id),
  );
  const section = required(
    world.sections.find((item) => !taken.has(item.syllabus_id) && !item.disable_manual_enrollment),
    'a section that the demo user is not in',
  );
  return {
    org_id: section.org_id,
    user_id: wellKnown.userId,
    syllabus_id: section.syllabus_id,
    membership_group_ids: [],
  };
}

/** The enrollment with an id. */
export function enrollmentOf({ enrollments }: World, id: string) {
  return required(
    enrollments.find(({ enrollment_id }) => enrollment_id === id),
    `enrollment ${id}`,
  );
}

function categoryWithSyllabi({ products }: World): string {
  return required(products.flatMap(({ category_ids }) => category_ids)[0], 'a category with syllabi');
}
