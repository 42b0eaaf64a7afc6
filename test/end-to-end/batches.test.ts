import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { type Harness, harnessForThisTest, startHarness } from '../support/harness.ts';
import { type SlowApi, startSlowApi } from '../support/slow-api.ts';

const config = { CACHE: 'off', DEFAULT_ORGANIZATION_ID: wellKnown.organizationId };

let slowApi: SlowApi;
let harness: Harness;
beforeAll(async () => {
  slowApi = await startSlowApi();
  harness = await startHarness({ config: { ...config, LEARNING_API_URL: slowApi.url } });
  slowApi.forwardTo(harness.sandbox.url);
});
afterAll(async () => {
  await harness.close();
  await slowApi.close();
});

const { userId, organizationId, sectionId, trainingPlanId, enrollmentId, customFieldId, customFieldKey } = wellKnown;

/** The same field several times, each with its own alias. */
const aliases = (count: number, field: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => `a${index}: ${field(index)}`).join(' ');
/** Enrollments of the organization, of which each query takes others. */
const enrollments = (index: number, size: number, selection: string) =>
  `enrollments(filter: { organizationIds: ["${organizationId}"] }, first: ${size}, offset: ${index * size}) { nodes { ${selection} } }`;
const user = (selection: string) => `user(id: "${userId}") { enrollments(first: 3) { nodes { ${selection} } } }`;
const entities = (ids: readonly string[], selection: string) =>
  `_entities(representations: [${ids.map((id) => `{ __typename: "Enrollment", id: "${id}" }`).join(', ')}]) { ${selection} }`;

/** Each query with the number of calls of the operations that it is about. */
const shapes: Record<string, [query: string, calls: Record<string, number>]> = {
  'titles below 20 lists': [aliases(20, (index) => enrollments(index, 2, 'syllabus { title }')), { GetSections: 1 }],
  'titles below lists at different depths': [
    `${user('syllabus { title }')}
     sectionEnrollments(filter: { syllabusId: "${sectionId}" }, first: 3) { nodes { user { enrollments(first: 2) { nodes { syllabus { title } } } } } }`,
    { GetSections: 1 },
  ],
  'kinds of entities beside kinds below a list': [
    `${entities([enrollmentId], '... on Enrollment { __typename id }')} ${user('__typename id')}`,
    { GetSections: 1 },
  ],
  'details below types that are found out beside details that need no type': [
    `${user('... on SectionEnrollment { weightedScore }')} b: ${enrollments(0, 5, 'lastActivityAt')}`,
    { GetSections: 1 },
  ],
  'details that a list on its way brings': [
    `${user('lastActivityAt')}
     sectionEnrollments(filter: { userId: "${userId}" }, first: 1000) { nodes { id } }
     trainingPlanEnrollments(filter: { userId: "${userId}", organizationId: "${organizationId}" }, first: 1000) { nodes { id } }`,
    { GetSectionEnrollments: 1, GetTrainingPlanEnrollments: 1 },
  ],
  'an assignment that a list on its way brings': [
    `section(id: "${sectionId}") { assignments { nodes { id } } } assignment(id: "${wellKnown.assignmentId}") { title }`,
    { GetAssignments: 1 },
  ],
  'a catalog that a list on its way brings': [
    `catalog(id: "${wellKnown.catalogId}") { name } organization(id: "${organizationId}") { catalogs(first: 1000) { nodes { id } } }`,
    { GetCatalogs: 1 },
  ],
  'all custom fields of an organization, and one of them': [
    `organization(id: "${organizationId}") {
       customEnrollmentFields { name } one: customEnrollmentFields(id: "${customFieldId}") { name } }`,
    { GetCustomEnrollmentFields: 1 },
  ],
  'custom fields of values, and all of their organization': [
    `organization(id: "${organizationId}") { customEnrollmentFields { name } } ${user('customFieldValues { field { description } }')}`,
    { GetCustomEnrollmentFields: 1 },
  ],
  'all values of an enrollment, and one of them at another place': [
    `enrollment(id: "${enrollmentId}") { customFieldValues { value } }
     again: enrollment(id: "${enrollmentId}") { id phase customFieldValues(key: "${customFieldKey}") { value } }`,
    { GetCustomEnrollmentFieldValues: 1 },
  ],
  'an enrollment by its id, in a list and as an entity': [
    `enrollment(id: "${enrollmentId}") { id phase }
     sectionEnrollments(filter: { enrollmentId: "${enrollmentId}" }) { nodes { id } }
     ${entities([enrollmentId], '... on Enrollment { id lastActivityAt }')}`,
    { GetSectionEnrollments: 1 },
  ],
  'an enrollment with its details, in a search and by its id': [
    `enrollment(id: "${enrollmentId}") { id lastActivityAt }
     enrollments(filter: { userIds: ["${userId}"], enrollmentIds: ["${enrollmentId}"] }) { nodes { lastActivityAt } }`,
    { GetSectionEnrollments: 1 },
  ],
  'an organization, its name and the organizations below it': [
    `organization(id: "${organizationId}") { name subOrganizations { nodes { id } } } trainingPlan(id: "${trainingPlanId}") { organization { name } }`,
    { GetOrganizations: 1 },
  ],
};

test.each(Object.entries(shapes))('%s: as few calls as possible, whenever the answers come', async (title, shape) => {
  const [fields, expected] = shape;
  for (const seed of [0, 1, 2, 3]) {
    slowApi.delayOf = (call) => (seed === 0 ? 0 : crc32(`${seed} ${title} ${call}`) % 30);
    const { errors, calls } = await harness.query(`{ ${fields} }`);
    expect(errors).toEqual([]);
    const counts = Object.fromEntries(Object.keys(expected).map((operation) => [operation, calls[operation] ?? 0]));
    expect(counts, `with delays of seed ${seed}`).toEqual(expected);
  }
});

test('what a list on its way brings is not asked for', async () => {
  slowApi.delayOf = (call) => (call.startsWith('GetAssignments ') || call.startsWith('GetCatalogs ') ? 30 : 0);
  const { errors, calls } = await harness.query(`{
    section(id: "${sectionId}") { assignments { nodes { id } } } assignment(id: "${wellKnown.assignmentId}") { title }
    organization(id: "${organizationId}") { catalogs(first: 1000) { nodes { id } } } catalog(id: "${wellKnown.catalogId}") { name }
  }`);
  expect(errors).toEqual([]);
  expect(calls.GetAssignment).toBeUndefined();
  expect(calls.GetCatalog).toBeUndefined();
});

test('what a list has brought is not asked for by a loader that is used only later', async () => {
  slowApi.delayOf = (call) => (call.startsWith('SearchEnrollments ') ? 50 : 0);
  const { data, errors, calls } = await harness.query(`{
    sectionEnrollments(filter: { organizationId: "${organizationId}", syllabusId: "${sectionId}" }, first: 1000) { nodes { id } }
    enrollments(filter: { userIds: ["${userId}"], organizationIds: ["${organizationId}"], syllabusIds: ["${sectionId}"] }) {
      nodes { id lastActivityAt }
    }
  }`);
  expect(errors).toEqual([]);
  expect(data.enrollments.nodes).toMatchObject([{ id: enrollmentId }]);
  expect(calls.GetSectionEnrollments).toBe(1);
});

test('enrollments of organizations below are searched once; then the search is known to find nothing', async () => {
  const { query, sandbox } = await harnessForThisTest({ config });
  const below = sandbox.world.enrollments.filter(({ org_id, kind }) => org_id !== organizationId && kind === 'section');
  const [first, second] = below.filter(({ is_dropped }) => !is_dropped);
  const both = `{ ${[first, second].map((one, index) => `a${index}: enrollment(id: "${one?.enrollment_id}") { id phase }`).join(' ')} }`;
  expect((await query(both)).calls).toEqual({ SearchEnrollments: 1, GetSectionEnrollments: 2 });
  expect((await query(both)).calls).toEqual({ GetSectionEnrollments: 2 });
});

test('without page headers the end of a list that has at most one item needs no proof', async () => {
  const { query, sandbox } = await harnessForThisTest({ config });
  sandbox.behave({ pageHeaders: 'none' });
  const { calls } = await query(`{
    organization(id: "${organizationId}") { name }
    sectionEnrollments(filter: { enrollmentId: "${enrollmentId}" }) { nodes { id } pageInfo { hasNextPage } }
  }`);
  expect(calls).toEqual({ GetOrganizations: 1, GetSectionEnrollments: 1 });
});

test('mutations batch what they select, too', async () => {
  slowApi.delayOf = (call) => (call.includes('0a000000-0000-4000-8000-000000000009') ? 30 : 0);
  const { errors, calls } = await harness.query(`mutation {
    setCustomEnrollmentFieldValues(input: { enrollmentId: "${enrollmentId}", values: [{ key: "${customFieldKey}", value: "1" }] }) {
      ... on SetCustomEnrollmentFieldValuesSuccess { enrollment {
        a: user { enrollments(first: 2) { nodes { syllabus { title } } } }
        b: user { enrollments(first: 2, offset: 2) { nodes { syllabus { title } } } }
      } }
    }
  }`);
  expect(errors).toEqual([]);
  expect(calls.GetSections).toBe(1);
});
