import type { OperationName } from '../../src/learning-api/contract/operations.ts';
import { type Sandbox, wellKnown } from '../../src/sandbox/http/server.ts';

/** For each operation of the REST API, a query or mutation that needs it. */
export function operationQueries({ world }: Pick<Sandbox, 'world'>): Record<OperationName, string> {
  const { organizationId, userId, enrollmentId, sectionId, trainingPlanId, catalogId } = wellKnown;
  const assignment = found(world.assignments.find(({ section_id }) => section_id === sectionId));
  const category = found(world.categories.find(({ catalog_id }) => catalog_id === catalogId));
  const field = found(world.customFields.find(({ org_id }) => org_id === organizationId));
  const attempt = found(world.testAttempts[0]);
  const sco = found(world.scos[0]);
  const taken = new Set(world.enrollments.flatMap((item) => (item.user_id === userId ? item.syllabus_id : [])));
  const free = found(world.sections.find((item) => !taken.has(item.syllabus_id) && !item.disable_manual_enrollment));
  const productOf = (kind: 'sections' | 'trainingPlans') => {
    const ids = new Set<string>(world[kind].map(({ syllabus_id }) => syllabus_id));
    return found(world.products.find(({ syllabus_id }) => ids.has(syllabus_id))).product_id;
  };
  const section = (fields: string) => `{ section(id: "${sectionId}") { ${fields} } }`;
  const trainingPlan = (fields: string) => `{ trainingPlan(id: "${trainingPlanId}") { ${fields} } }`;
  const catalog = (fields: string) => `{ catalog(id: "${catalogId}") { ${fields} } }`;
  const enrollment = (fields: string) => `{ enrollment(id: "${enrollmentId}") { ${fields} } }`;
  const organization = (fields: string) => `{ organization(id: "${organizationId}") { ${fields} } }`;
  const status = ({ enrollment_id, assignment_id }: { enrollment_id: string; assignment_id: string }, fields: string) =>
    `{ enrollment(id: "${enrollment_id}") { ... on SectionEnrollment { assignmentStatuses(assignmentId: "${assignment_id}") { nodes { ${fields} } } } } }`;
  const mutation = (field: string) => `mutation { ${field} { ... on Error { __typename message code } } }`;
  return {
    SearchEnrollments: `{ enrollments(filter: { userIds: ["${userId}"] }) { nodes { id } } }`,
    GetSectionEnrollments: section('enrollments { nodes { id } }'),
    GetTrainingPlanEnrollments: trainingPlan('enrollments { nodes { id } }'),
    GetCustomEnrollmentFields: organization('customEnrollmentFields { id }'),
    GetDefaultCustomEnrollmentFieldSetting: organization(
      `customEnrollmentFields(id: "${field.field_id}") { default { value } }`,
    ),
    GetCustomEnrollmentFieldValues: enrollment('customFieldValues { key }'),
    SetCustomEnrollmentFieldValues: mutation(
      `setCustomEnrollmentFieldValues(input: { enrollmentId: "${enrollmentId}", values: [{ key: "a", value: "b" }] })`,
    ),
    DropEnrollment: mutation(`dropEnrollment(input: { id: "${enrollmentId}" })`),
    DeleteEnrollment: mutation(`deleteEnrollment(input: { id: "${enrollmentId}" })`),
    CreateEnrollment: mutation(
      `createEnrollment(input: { organizationId: "${free.org_id}", userId: "${userId}", syllabusId: "${free.syllabus_id}", membershipGroupIds: [] })`,
    ),
    GetAssignmentStatuses: status(attempt, 'id'),
    GetCertificateUrl: enrollment('certificate { url }'),
    GetSection: `{ sectionByProduct(productId: "${productOf('sections')}") { title } }`,
    GetSections: section('title'),
    GetSectionDescription: section('description'),
    GetSectionObjectives: section('objectives'),
    GetStudentSessions: `{ user(id: "${userId}") { studentSessions(from: "2000-01-01T00:00:00Z") { nodes { data } } } }`,
    GetTrainingPlan: trainingPlan('title'),
    GetTrainingPlanDescription: trainingPlan('description'),
    GetAssignments: section('assignments { nodes { title } }'),
    GetAssignment: `{ assignment(id: "${assignment.assignment_id}") { title } }`,
    GetAssignmentInstructions: `{ assignment(id: "${assignment.assignment_id}") { instructions } }`,
    GetOrganizations: organization('name'),
    GetCatalogs: `{ catalogs(groupId: "${organizationId}") { nodes { name } } }`,
    GetCatalog: catalog('name'),
    GetCatalogDescription: catalog('description'),
    GetCatalogCreditHours: catalog('creditHours'),
    GetCategories: catalog('categories { nodes { name } }'),
    GetCatalogSyllabi: catalog('syllabi { nodes { title } }'),
    GetCategorySyllabi: `{ category(id: "${category.category_id}", catalogId: "${catalogId}") { syllabi { nodes { title } } } }`,
    GetTestAttempts: status(attempt, 'testAttempts { nodes { id } }'),
    GetCmiData: status(sco, 'cmiData(elements: ["cmi.core.lesson_status"]) { nodes { title } }'),
  };
}

function found<Item>(item: Item | undefined): Item {
  if (item === undefined) throw new Error('The world of the sandbox lacks what an operation needs.');
  return item;
}
