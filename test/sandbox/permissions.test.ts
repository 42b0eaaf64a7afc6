import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { exampleRequests } from './examples.ts';
import { operationNames, required, startTestSandbox, type TestSandbox } from './support.ts';

let subject: TestSandbox;
let limited: string;
beforeAll(async () => {
  subject = await startTestSandbox();
  limited = subject.sandbox.tokens.limited;
});
beforeEach(() => subject.sandbox.reset());
afterAll(() => subject.close());

test.each(operationNames)(
  '%s is unauthorized without a token, with an unknown one and with an expired one',
  async (name) => {
    const options = exampleRequests(subject.sandbox)[name] ?? {};
    for (const token of [null, 'nonsense', subject.sandbox.tokens.expired]) {
      const { status, body } = await subject.call(name, { ...options, token });
      expect(status).toBe(401);
      expect(body.api_error_entity.error_code).not.toBe(0);
    }
  },
);

test('the limited token has access to its organization and those below', async () => {
  const { body } = await subject.call('GetOrganizations', {
    query: { org_id: wellKnown.limitedOrganizationId },
    token: limited,
  });
  expect(body[0].org_id).toBeDefined();
  for (const { org_id } of body) {
    const { status } = await subject.call('SearchEnrollments', { body: { org_ids: [org_id] }, token: limited });
    expect(status).toBe(200);
  }
});

test('for other organizations, the limited token gets 403', async () => {
  const { world } = subject.sandbox;
  const elsewhere = required(world.organizations.find(({ org_id }) => !isLimited(org_id))).org_id;
  const section = required(world.sections.find(({ org_id }) => !isLimited(org_id)));
  const plan = required(world.trainingPlans.find(({ org_id }) => !isLimited(org_id)));
  const assignment = required(
    world.assignments.find(({ section_id }) =>
      world.sections.some(({ syllabus_id, org_id }) => syllabus_id === section_id && !isLimited(org_id)),
    ),
  );
  const { enrollment_id, subscription_id, syllabus_id } = required(
    world.enrollments.find(({ org_id, kind }) => kind === 'section' && !isLimited(org_id)),
  );
  const catalog = required(
    world.catalogs.find((item) => !isLimited(item.org_id) && !item.shared_with.some(isLimited)),
    'a catalog that the limited token has no access to',
  );
  const user_id = required(world.users[0]).user_id;
  const refused: [string, Parameters<TestSandbox['call']>[1]][] = [
    ['SearchEnrollments', { body: { org_ids: [elsewhere] } }],
    ['SearchEnrollments', { body: { org_ids: [wellKnown.limitedOrganizationId, elsewhere] } }],
    ['GetSectionEnrollments', { query: { org_id: elsewhere, user_id } }],
    ['GetSectionEnrollments', { query: { subscriber_id: subscription_id } }],
    ['GetTrainingPlanEnrollments', { query: { org_id: elsewhere, user_id } }],
    ['GetCustomEnrollmentFields', { query: { org_id: elsewhere } }],
    ['GetCustomEnrollmentFieldValues', { query: { enrollment_id } }],
    ['SetCustomEnrollmentFieldValues', { body: { enrollment_id, custom_enrollment_field_values: {} } }],
    ['DropEnrollment', { query: { enrollment_id } }],
    ['DeleteEnrollment', { query: { enrollment_id } }],
    ['CreateEnrollment', { body: { org_id: elsewhere, user_id, syllabus_id, membership_group_ids: [] } }],
    ['GetAssignmentStatuses', { query: { enrollment_id } }],
    ['GetAssignmentStatuses', { query: { subscription_id, section_id: syllabus_id } }],
    ['GetCertificateUrl', { query: { enrollment_id } }],
    ['GetSection', { query: { syllabus_id: section.syllabus_id } }],
    ['GetSectionDescription', { query: { section_id: section.syllabus_id } }],
    ['GetSectionObjectives', { query: { section_id: section.syllabus_id } }],
    ['GetTrainingPlan', { query: { training_plan_id: plan.syllabus_id } }],
    ['GetTrainingPlanDescription', { query: { training_plan_id: plan.syllabus_id } }],
    ['GetAssignments', { query: { section_id: section.syllabus_id } }],
    ['GetAssignment', { query: { assignment_id: assignment.assignment_id } }],
    ['GetAssignmentInstructions', { query: { assignment_id: assignment.assignment_id } }],
    ['GetStudentSessions', { body: { user_id, org_id: elsewhere, from_date: '2000-01-01T00:00:00Z' } }],
    ['GetOrganizations', { query: { org_id: elsewhere } }],
    ['GetCatalogs', { body: { group_id: elsewhere } }],
    ['GetCatalog', { query: { catalog_id: catalog.catalog_id } }],
    ['GetCatalogDescription', { query: { catalog_id: catalog.catalog_id } }],
    ['GetCatalogCreditHours', { query: { catalog_id: catalog.catalog_id } }],
    ['GetCategories', { query: { catalog_id: catalog.catalog_id } }],
    ['GetCatalogSyllabi', { query: { catalog_id: catalog.catalog_id } }],
    ['GetTestAttempts', { query: { enrollment_id, assignment_id: assignment.assignment_id } }],
    ['GetCmiData', { body: { enrollment_id, assignment_id: assignment.assignment_id, cmi_element_names: [] } }],
  ];
  const answers = await Promise.all(
    refused.map(async ([operation, options]) => [
      operation,
      (await subject.call(operation, { ...options, token: limited })).status,
    ]),
  );
  expect(answers).toEqual(refused.map(([operation]) => [operation, 403]));
});

test('a write that the limited token was not allowed to do did not happen', async () => {
  const before = structuredClone(subject.sandbox.world.enrollments);
  const { enrollment_id } = required(before.find(({ org_id }) => !isLimited(org_id)));
  await subject.call('DropEnrollment', { query: { enrollment_id }, token: limited });
  await subject.call('DeleteEnrollment', { query: { enrollment_id }, token: limited });
  expect(subject.sandbox.world.enrollments).toEqual(before);
});

test('GetSections with one forbidden section answers 403, or leaves it out if configured', async () => {
  const { sections } = subject.sandbox.world;
  const mine = required(sections.find(({ org_id }) => isLimited(org_id))).syllabus_id;
  const others = required(sections.find(({ org_id }) => !isLimited(org_id))).syllabus_id;
  const call = () => subject.call('GetSections', { body: { sections: [mine, others] }, token: limited });
  expect((await call()).status).toBe(403);
  subject.sandbox.behave({ forbiddenSections: 'drop' });
  expect((await call()).body.sections).toMatchObject([{ syllabus_id: mine }]);
});

test('a search by users alone finds the enrollments that the caller has access to, or answers 403 if there are none', async () => {
  const { world } = subject.sandbox;
  const owners = new Map<string, string>(world.users.map(({ user_id, org_id }) => [user_id, org_id]));
  const mayBeSeen = (item: { org_id: string; user_id: string }) =>
    isLimited(item.org_id) || isLimited(owners.get(item.user_id) ?? '');
  const user = required(world.enrollments.find(mayBeSeen)).user_id;
  const { body } = await subject.call('SearchEnrollments', {
    query: { per_page: 1000 },
    body: { user_ids: [user] },
    token: limited,
  });
  expect(body.total_count).toBe(world.enrollments.filter((item) => item.user_id === user && mayBeSeen(item)).length);

  const visible = new Set(world.enrollments.filter(mayBeSeen).map(({ user_id }) => user_id));
  const hidden = required(world.enrollments.find(({ user_id }) => !visible.has(user_id))).user_id;
  const refused = await subject.call('SearchEnrollments', { body: { user_ids: [hidden] }, token: limited });
  expect(refused.status).toBe(403);
});

/** True if the limited token has access to the organization. */
function isLimited(organizationId: string): boolean {
  const parents = new Map<string, string | null>(
    subject.sandbox.world.organizations.map(({ org_id, parent_org_id }) => [org_id, parent_org_id]),
  );
  for (let above: string | null | undefined = organizationId; above; above = parents.get(above)) {
    if (above === wellKnown.limitedOrganizationId) return true;
  }
  return false;
}
