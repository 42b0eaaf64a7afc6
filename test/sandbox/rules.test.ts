import { afterAll, beforeAll, expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { newEnrollment } from './examples.ts';
import { type CallOptions, required, startTestSandbox, type TestSandbox } from './support.ts';

let subject: TestSandbox;
beforeAll(async () => {
  subject = await startTestSandbox();
});
afterAll(() => subject.close());

const unknownId = '99999999-9999-4999-8999-999999999999';
const { organizationId, userId, sectionId, enrollmentId, catalogId } = wellKnown;

const invalidRequests: [operation: string, rule: string, options: CallOptions, message: RegExp][] = [
  ['SearchEnrollments', 'neither users nor organizations', { body: {} }, /At least one user id or org id/],
  ['SearchEnrollments', 'empty lists only', { body: { user_ids: [], org_ids: [] } }, /At least one user id or org id/],
  ['SearchEnrollments', 'no body', {}, /body/],
  ['SearchEnrollments', 'an id that is none', { body: { user_ids: ['me'] } }, /user_ids.*uuid/],
  ['SearchEnrollments', 'an unknown filter', { body: { user_ids: [userId], mood: 'good' } }, /mood/],
  [
    'SearchEnrollments',
    'a page that is not a number',
    { query: { page: 'two' }, body: { user_ids: [userId] } },
    /page/,
  ],
  [
    'SearchEnrollments',
    'an invalid date',
    { body: { user_ids: [userId], utc_enrolled_after: 'May' } },
    /utc_enrolled_after/,
  ],
  ['GetSectionEnrollments', 'nothing to look by', { query: { org_id: organizationId } }, /At least one of/],
  ['GetSectionEnrollments', 'a syllabus without organization', { query: { syllabus_id: sectionId } }, /org_id/],
  ['GetSectionEnrollments', 'an enrollment without organization', { query: { enrollment_id: enrollmentId } }, /org_id/],
  [
    'GetSectionEnrollments',
    'user and subscription',
    { query: { org_id: organizationId, user_id: userId, subscriber_id: unknownId } },
    /subscriber_id/,
  ],
  [
    'GetSectionEnrollments',
    'an unknown parameter',
    { query: { user_id: userId, org_id: organizationId, color: 'red' } },
    /color/,
  ],
  ['GetTrainingPlanEnrollments', 'nothing to look by', {}, /At least one of/],
  ['GetTrainingPlanEnrollments', 'a syllabus without organization', { query: { syllabus_id: sectionId } }, /org_id/],
  ['GetCustomEnrollmentFields', 'no organization', {}, /org_id/],
  ['GetCustomEnrollmentFieldValues', 'nothing to look by', {}, /Valid argument combinations/],
  ['GetCustomEnrollmentFieldValues', 'a key alone', { query: { key: 'shirt' } }, /Valid argument combinations/],
  [
    'GetCustomEnrollmentFieldValues',
    'half of a pair',
    { query: { subscriber_id: unknownId } },
    /Valid argument combinations/,
  ],
  [
    'SetCustomEnrollmentFieldValues',
    'no values',
    { body: { enrollment_id: enrollmentId } },
    /custom_enrollment_field_values/,
  ],
  [
    'SetCustomEnrollmentFieldValues',
    'a value that is not a text',
    { body: { enrollment_id: enrollmentId, custom_enrollment_field_values: { a: 1 } } },
    /string/,
  ],
  ['DropEnrollment', 'no enrollment', {}, /enrollment_id/],
  ['DeleteEnrollment', 'no enrollment', {}, /enrollment_id/],
  [
    'CreateEnrollment',
    'no syllabus',
    { body: { org_id: organizationId, user_id: userId, membership_group_ids: [] } },
    /syllabus/,
  ],
  [
    'CreateEnrollment',
    'a syllabus twice',
    {
      body: {
        org_id: organizationId,
        user_id: userId,
        syllabus_id: sectionId,
        syllabus_unique_name: 'x',
        membership_group_ids: [],
      },
    },
    /but not both/,
  ],
  [
    'CreateEnrollment',
    'no membership groups',
    { body: { org_id: organizationId, user_id: userId, syllabus_id: sectionId } },
    /membership_group_ids/,
  ],
  ['GetAssignmentStatuses', 'nothing to look by', {}, /enrollment_id OR both/],
  ['GetAssignmentStatuses', 'half of a pair', { query: { section_id: sectionId } }, /enrollment_id OR both/],
  ['GetSection', 'neither id', {}, /productid or a syllabus ID/],
  ['GetSection', 'both ids', { query: { syllabus_id: sectionId, product_id: unknownId } }, /but not both/],
  ['GetSections', 'no list', { body: {} }, /sections/],
  ['GetTrainingPlan', 'neither id', {}, /training_plan_id or product_id/],
  ['GetStudentSessions', 'no beginning', { body: { user_id: userId, org_id: organizationId } }, /from_date/],
  ['GetOrganizations', 'neither id nor short name', {}, /org_id or org_short_name/],
  [
    'GetCatalogs',
    'a publishing model that does not exist',
    { body: { group_id: organizationId, publishing_model: 7 } },
    /publishing_model/,
  ],
  [
    'GetCmiData',
    'no elements',
    { body: { enrollment_id: enrollmentId, assignment_id: unknownId } },
    /cmi_element_names/,
  ],
];

test.each(invalidRequests)('%s with %s answers 422 and says why', async (operation, _rule, options, message) => {
  const { status, body } = await subject.call(operation, options);
  expect(status).toBe(422);
  expect(body.api_error_entity).toMatchObject({
    error_code: expect.any(Number),
    error_message: expect.stringMatching(message),
  });
});

const unknownIdRequests: [operation: string, options: CallOptions][] = [
  ['GetSectionEnrollments', { query: { org_id: unknownId, user_id: userId } }],
  ['GetSectionEnrollments', { query: { subscriber_id: unknownId } }],
  ['GetTrainingPlanEnrollments', { query: { subscriber_id: unknownId } }],
  ['GetCustomEnrollmentFields', { query: { org_id: unknownId } }],
  ['GetCustomEnrollmentFields', { query: { org_id: organizationId, field_id: unknownId } }],
  ['GetDefaultCustomEnrollmentFieldSetting', { query: { org_id: organizationId, field_id: unknownId } }],
  ['GetCustomEnrollmentFieldValues', { query: { enrollment_id: unknownId } }],
  ['SetCustomEnrollmentFieldValues', { body: { enrollment_id: unknownId, custom_enrollment_field_values: {} } }],
  ['DropEnrollment', { query: { enrollment_id: unknownId } }],
  ['DeleteEnrollment', { query: { enrollment_id: unknownId } }],
  [
    'CreateEnrollment',
    { body: { org_id: unknownId, user_id: userId, syllabus_id: sectionId, membership_group_ids: [] } },
  ],
  [
    'CreateEnrollment',
    { body: { org_id: organizationId, user_id: unknownId, syllabus_id: sectionId, membership_group_ids: [] } },
  ],
  [
    'CreateEnrollment',
    { body: { org_id: organizationId, user_id: userId, syllabus_unique_name: 'none', membership_group_ids: [] } },
  ],
  ['GetAssignmentStatuses', { query: { enrollment_id: unknownId } }],
  ['GetCertificateUrl', { query: { enrollment_id: unknownId } }],
  ['GetSection', { query: { syllabus_id: unknownId } }],
  ['GetSection', { query: { product_id: unknownId } }],
  ['GetSectionDescription', { query: { section_id: unknownId } }],
  ['GetSectionObjectives', { query: { section_id: unknownId } }],
  ['GetStudentSessions', { body: { user_id: unknownId, org_id: organizationId, from_date: '2020-01-01T00:00:00Z' } }],
  ['GetTrainingPlan', { query: { training_plan_id: unknownId } }],
  ['GetTrainingPlanDescription', { query: { training_plan_id: unknownId } }],
  ['GetAssignments', { query: { section_id: unknownId } }],
  ['GetAssignment', { query: { assignment_id: unknownId } }],
  ['GetAssignmentInstructions', { query: { assignment_id: unknownId } }],
  ['GetOrganizations', { query: { org_id: unknownId } }],
  ['GetOrganizations', { query: { org_short_name: 'nobody' } }],
  ['GetCatalogs', { body: { group_id: unknownId } }],
  ['GetCatalog', { query: { catalog_id: unknownId } }],
  ['GetCatalogDescription', { query: { catalog_id: unknownId } }],
  ['GetCatalogCreditHours', { query: { catalog_id: unknownId } }],
  ['GetCategories', { query: { catalog_id: unknownId } }],
  ['GetCatalogSyllabi', { query: { catalog_id: unknownId } }],
  ['GetCategorySyllabi', { query: { category_id: unknownId } }],
  ['GetTestAttempts', { query: { enrollment_id: unknownId, assignment_id: unknownId } }],
  ['GetCmiData', { body: { enrollment_id: enrollmentId, assignment_id: unknownId, cmi_element_names: [] } }],
];

test.each(unknownIdRequests)('%s answers 409 if %j does not exist', async (operation, options) => {
  const { status, body } = await subject.call(operation, options);
  expect(status).toBe(409);
  expect(body.api_error_entity).toMatchObject({
    error_code: expect.any(Number),
    error_message: expect.stringMatching(/./),
  });
  expect(body.api_error_entity.error_code).not.toBe(0);
});

test('ids are case-insensitive', async () => {
  const upper = catalogId.toUpperCase();
  expect((await subject.call('GetCatalog', { query: { catalog_id: upper } })).body.catalog_id).toBe(catalogId);
  const { body } = await subject.call('GetSections', { body: { sections: [sectionId.toUpperCase()] } });
  expect(body.sections).toMatchObject([{ syllabus_id: sectionId }]);
});

test("the section enrollments of a user can be read by organization and user alone, as the vendor's client does", async () => {
  const { status, body } = await subject.call('GetSectionEnrollments', {
    query: { org_id: organizationId, user_id: userId, per_page: 1000 },
  });
  expect(status).toBe(200);
  expect(body.length).toBeGreaterThan(0);
  for (const row of body) expect(row.user_id).toBe(userId);
});

test('an unknown path and a wrong method answer 404', async () => {
  expect((await subject.call('/api/v1/LearningApi/GetEverything')).status).toBe(404);
  const url = new URL('/api/v1/LearningApi/DropEnrollment', subject.sandbox.url);
  expect((await fetch(url, { method: 'POST' })).status).toBe(404);
});

test('invalid JSON answers 422', async () => {
  const url = new URL('/api/v1/LearningApi/GetSections', subject.sandbox.url);
  url.searchParams.set('access_token', subject.sandbox.tokens.full);
  const response = await fetch(url, { method: 'POST', body: '{"sections": [' });
  expect(response.status).toBe(422);
});

test('a search combines all of its filters', async () => {
  const { world } = subject.sandbox;
  const mine = world.enrollments.filter(({ user_id }) => user_id === userId);
  const finished = mine.filter(({ completion_date }) => completion_date);
  const dates = finished.map(({ completion_date }) => String(completion_date)).sort();
  const middle = required(dates[Math.floor(dates.length / 2)], 'a completed enrollment of the demo user');
  const search = async (filter: object) =>
    (
      await subject.call('SearchEnrollments', { query: { per_page: 1000 }, body: { user_ids: [userId], ...filter } })
    ).body.enrollments
      .map(({ enrollment_id }: { enrollment_id: string }) => enrollment_id)
      .sort();
  const ids = (items: typeof mine) => items.map(({ enrollment_id }) => enrollment_id).sort();

  expect(await search({})).toEqual(ids(mine));
  expect(await search({ utc_completed_before: middle })).toEqual(
    ids(finished.filter(({ completion_date }) => String(completion_date) < middle)),
  );
  expect(await search({ utc_completed_after: middle })).toEqual(
    ids(finished.filter(({ completion_date }) => String(completion_date) > middle)),
  );
  const one = required(mine[0]);
  expect(await search({ enrollment_ids: [one.enrollment_id, unknownId] })).toEqual([one.enrollment_id]);
  expect(await search({ syllabus_ids: [one.syllabus_id] })).toEqual(
    ids(mine.filter(({ syllabus_id }) => syllabus_id === one.syllabus_id)),
  );
  expect(await search({ org_ids: [one.org_id], syllabus_unique_names: [String(one.unique_name)] })).toEqual(
    ids(mine.filter(({ org_id, unique_name }) => org_id === one.org_id && unique_name === one.unique_name)),
  );
  expect(await search({ enrollment_ids: [one.enrollment_id], syllabus_ids: [unknownId] })).toEqual([]);
});

test('catalogs can be filtered by access and publishing model', async () => {
  const { world } = subject.sandbox;
  const group_id = organizationId;
  const names = async (body: object) =>
    (await subject.call('GetCatalogs', { query: { per_page: 1000 }, body: { group_id, ...body } })).body.catalogs
      .map(({ catalog_id }: { catalog_id: string }) => catalog_id)
      .sort();
  const meant = (isMeant: (catalog: (typeof world.catalogs)[number]) => boolean) =>
    world.catalogs
      .filter(isMeant)
      .map(({ catalog_id }) => catalog_id)
      .sort();
  const isOwned = ({ org_id }: (typeof world.catalogs)[number]) => org_id === group_id;
  const isShared = ({ shared_with }: (typeof world.catalogs)[number]) => shared_with.includes(group_id);
  expect(await names({})).toEqual(meant(isShared));
  expect(await names({ catalog_access_option: 0 })).toEqual(meant(isShared));
  expect(await names({ catalog_access_option: 1 })).toEqual(meant(isOwned));
  expect(await names({ catalog_access_option: 2 })).toEqual(meant((catalog) => isOwned(catalog) || isShared(catalog)));
  expect(await names({ catalog_access_option: 2, publishing_model: 0 })).toEqual(
    meant((catalog) => (isOwned(catalog) || isShared(catalog)) && catalog.publishing_model === 0),
  );
});

test('a second enrollment in a syllabus answers 409 while the first is active', async () => {
  subject.sandbox.reset();
  const body = newEnrollment(subject.sandbox.world);
  expect((await subject.call('CreateEnrollment', { body })).status).toBe(200);
  expect((await subject.call('CreateEnrollment', { body })).status).toBe(409);
});
