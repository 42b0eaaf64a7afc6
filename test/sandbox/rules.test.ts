import { afterAll, beforeAll, expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { newEnrollment } from './examples.ts';
import { type Asking, need, type Subject, startSubject } from './support.ts';

let subject: Subject;
beforeAll(async () => {
  subject = await startSubject();
});
afterAll(() => subject.close());

const nobody = '99999999-9999-4999-8999-999999999999';
const { organizationId, userId, sectionId, enrollmentId, catalogId } = wellKnown;

const brokenRules: [operation: string, rule: string, asking: Asking, message: RegExp][] = [
  ['SearchEnrollments', 'neither users nor organizations', { body: {} }, /At least one user id or org id/],
  ['SearchEnrollments', 'empty lists only', { body: { user_ids: [], org_ids: [] } }, /At least one user id or org id/],
  ['SearchEnrollments', 'no body', {}, /body/],
  ['SearchEnrollments', 'an id that is none', { body: { user_ids: ['me'] } }, /user_ids.*uuid/],
  ['SearchEnrollments', 'an unknown filter', { body: { user_ids: [userId], mood: 'good' } }, /mood/],
  ['SearchEnrollments', 'a page that is no number', { query: { page: 'two' }, body: { user_ids: [userId] } }, /page/],
  [
    'SearchEnrollments',
    'a date that is none',
    { body: { user_ids: [userId], utc_enrolled_after: 'May' } },
    /utc_enrolled_after/,
  ],
  ['GetSectionEnrollments', 'nothing to look by', { query: { org_id: organizationId } }, /At least one of/],
  ['GetSectionEnrollments', 'a syllabus without organization', { query: { syllabus_id: sectionId } }, /org_id/],
  ['GetSectionEnrollments', 'an enrollment without organization', { query: { enrollment_id: enrollmentId } }, /org_id/],
  [
    'GetSectionEnrollments',
    'user and subscription',
    { query: { org_id: organizationId, user_id: userId, subscriber_id: nobody } },
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
    { query: { subscriber_id: nobody } },
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
    'a value that is no text',
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
  ['GetSection', 'both ids', { query: { syllabus_id: sectionId, product_id: nobody } }, /but not both/],
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
  ['GetCmiData', 'no elements', { body: { enrollment_id: enrollmentId, assignment_id: nobody } }, /cmi_element_names/],
];

test.each(brokenRules)('%s refuses %s with 422 and says why', async (operation, _rule, asking, message) => {
  const { status, body } = await subject.ask(operation, asking);
  expect(status).toBe(422);
  expect(body.api_error_entity).toMatchObject({
    error_code: expect.any(Number),
    error_message: expect.stringMatching(message),
  });
});

const strangers: [operation: string, asking: Asking][] = [
  ['GetSectionEnrollments', { query: { org_id: nobody, user_id: userId } }],
  ['GetSectionEnrollments', { query: { subscriber_id: nobody } }],
  ['GetTrainingPlanEnrollments', { query: { subscriber_id: nobody } }],
  ['GetCustomEnrollmentFields', { query: { org_id: nobody } }],
  ['GetCustomEnrollmentFields', { query: { org_id: organizationId, field_id: nobody } }],
  ['GetDefaultCustomEnrollmentFieldSetting', { query: { org_id: organizationId, field_id: nobody } }],
  ['GetCustomEnrollmentFieldValues', { query: { enrollment_id: nobody } }],
  ['SetCustomEnrollmentFieldValues', { body: { enrollment_id: nobody, custom_enrollment_field_values: {} } }],
  ['DropEnrollment', { query: { enrollment_id: nobody } }],
  ['DeleteEnrollment', { query: { enrollment_id: nobody } }],
  ['CreateEnrollment', { body: { org_id: nobody, user_id: userId, syllabus_id: sectionId, membership_group_ids: [] } }],
  [
    'CreateEnrollment',
    { body: { org_id: organizationId, user_id: nobody, syllabus_id: sectionId, membership_group_ids: [] } },
  ],
  [
    'CreateEnrollment',
    { body: { org_id: organizationId, user_id: userId, syllabus_unique_name: 'none', membership_group_ids: [] } },
  ],
  ['GetAssignmentStatuses', { query: { enrollment_id: nobody } }],
  ['GetCertificateUrl', { query: { enrollment_id: nobody } }],
  ['GetSection', { query: { syllabus_id: nobody } }],
  ['GetSection', { query: { product_id: nobody } }],
  ['GetSectionDescription', { query: { section_id: nobody } }],
  ['GetSectionObjectives', { query: { section_id: nobody } }],
  ['GetStudentSessions', { body: { user_id: nobody, org_id: organizationId, from_date: '2020-01-01T00:00:00Z' } }],
  ['GetTrainingPlan', { query: { training_plan_id: nobody } }],
  ['GetTrainingPlanDescription', { query: { training_plan_id: nobody } }],
  ['GetAssignments', { query: { section_id: nobody } }],
  ['GetAssignment', { query: { assignment_id: nobody } }],
  ['GetAssignmentInstructions', { query: { assignment_id: nobody } }],
  ['GetOrganizations', { query: { org_id: nobody } }],
  ['GetOrganizations', { query: { org_short_name: 'nobody' } }],
  ['GetCatalogs', { body: { group_id: nobody } }],
  ['GetCatalog', { query: { catalog_id: nobody } }],
  ['GetCatalogDescription', { query: { catalog_id: nobody } }],
  ['GetCatalogCreditHours', { query: { catalog_id: nobody } }],
  ['GetCategories', { query: { catalog_id: nobody } }],
  ['GetCatalogSyllabi', { query: { catalog_id: nobody } }],
  ['GetCategorySyllabi', { query: { category_id: nobody } }],
  ['GetTestAttempts', { query: { enrollment_id: nobody, assignment_id: nobody } }],
  ['GetCmiData', { body: { enrollment_id: enrollmentId, assignment_id: nobody, cmi_element_names: [] } }],
];

test.each(strangers)('%s answers 409 where %j does not exist', async (operation, asking) => {
  const { status, body } = await subject.ask(operation, asking);
  expect(status).toBe(409);
  expect(body.api_error_entity).toMatchObject({
    error_code: expect.any(Number),
    error_message: expect.stringMatching(/./),
  });
  expect(body.api_error_entity.error_code).not.toBe(0);
});

test('ids are found whatever case they are written in', async () => {
  const upper = catalogId.toUpperCase();
  expect((await subject.ask('GetCatalog', { query: { catalog_id: upper } })).body.catalog_id).toBe(catalogId);
  const { body } = await subject.ask('GetSections', { body: { sections: [sectionId.toUpperCase()] } });
  expect(body.sections).toMatchObject([{ syllabus_id: sectionId }]);
});

test("all section enrollments of a user are found by organization and user alone, as the vendor's client asks", async () => {
  const { status, body } = await subject.ask('GetSectionEnrollments', {
    query: { org_id: organizationId, user_id: userId, per_page: 1000 },
  });
  expect(status).toBe(200);
  expect(body.length).toBeGreaterThan(0);
  for (const row of body) expect(row.user_id).toBe(userId);
});

test('a path that is no operation, and a wrong method, are not served', async () => {
  expect((await subject.ask('/api/v1/LearningApi/GetEverything')).status).toBe(404);
  const url = new URL('/api/v1/LearningApi/DropEnrollment', subject.sandbox.url);
  expect((await fetch(url, { method: 'POST' })).status).toBe(404);
});

test('JSON that cannot be read is refused', async () => {
  const url = new URL('/api/v1/LearningApi/GetSections', subject.sandbox.url);
  url.searchParams.set('access_token', subject.sandbox.tokens.full);
  const response = await fetch(url, { method: 'POST', body: '{"sections": [' });
  expect(response.status).toBe(422);
});

test('a search keeps to all of its filters at once', async () => {
  const { world } = subject.sandbox;
  const mine = world.enrollments.filter(({ user_id }) => user_id === userId);
  const finished = mine.filter(({ completion_date }) => completion_date);
  const dates = finished.map(({ completion_date }) => String(completion_date)).sort();
  const middle = need(dates[Math.floor(dates.length / 2)], 'a completed enrollment of the demo user');
  const search = async (filter: object) =>
    (
      await subject.ask('SearchEnrollments', { query: { per_page: 1000 }, body: { user_ids: [userId], ...filter } })
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
  const one = need(mine[0]);
  expect(await search({ enrollment_ids: [one.enrollment_id, nobody] })).toEqual([one.enrollment_id]);
  expect(await search({ syllabus_ids: [one.syllabus_id] })).toEqual(
    ids(mine.filter(({ syllabus_id }) => syllabus_id === one.syllabus_id)),
  );
  expect(await search({ org_ids: [one.org_id], syllabus_unique_names: [String(one.unique_name)] })).toEqual(
    ids(mine.filter(({ org_id, unique_name }) => org_id === one.org_id && unique_name === one.unique_name)),
  );
  expect(await search({ enrollment_ids: [one.enrollment_id], syllabus_ids: [nobody] })).toEqual([]);
});

test('a catalog is found by how it is accessible and published', async () => {
  const { world } = subject.sandbox;
  const group_id = organizationId;
  const names = async (body: object) =>
    (await subject.ask('GetCatalogs', { query: { per_page: 1000 }, body: { group_id, ...body } })).body.catalogs
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

test('a second enrollment in the same syllabus while one is active is refused as a duplicate', async () => {
  subject.sandbox.reset();
  const body = newEnrollment(subject.sandbox.world);
  expect((await subject.ask('CreateEnrollment', { body })).status).toBe(200);
  expect((await subject.ask('CreateEnrollment', { body })).status).toBe(409);
});
