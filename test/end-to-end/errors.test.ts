import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Fault, wellKnown } from '../../src/sandbox/http/server.ts';
import { type Harness, harnessForThisTest, startHarness } from '../support/harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({
    config: { CACHE: 'off', DEFAULT_ORGANIZATION_ID: wellKnown.organizationId },
  });
});
beforeEach(() => harness.sandbox.reset());
afterAll(() => harness.close());

const unknownId = '99999999-9999-4999-8999-999999999999';
const sectionQuery = `{ section(id: "${wellKnown.sectionId}") { title } user(id: "${wellKnown.userId}") { id } }`;

test.each<[Fault, string, Record<string, unknown>]>([
  [{ kind: 'status', status: 401 }, 'UNAUTHENTICATED', { httpStatus: 401 }],
  [{ kind: 'status', status: 403, message: 'No' }, 'FORBIDDEN', { httpStatus: 403, message: 'No' }],
  [{ kind: 'status', status: 422, message: 'Rule' }, 'BAD_USER_INPUT', { httpStatus: 422, message: 'Rule' }],
  [{ kind: 'status', status: 429 }, 'RATE_LIMITED', { httpStatus: 429 }],
  [{ kind: 'status', status: 500, message: 'Oops' }, 'UPSTREAM_ERROR', { httpStatus: 500, message: 'Oops' }],
  [{ kind: 'status', status: 503 }, 'UPSTREAM_UNAVAILABLE', { httpStatus: 503 }],
  [
    { kind: 'errorCode', code: 7, message: 'Broken' },
    'UPSTREAM_ERROR',
    { httpStatus: 200, errorCode: 7, message: 'Broken' },
  ],
  [{ kind: 'errorCode', code: 7, item: 0 }, 'UPSTREAM_ERROR', { errorCode: 7 }],
  [{ kind: 'malformed' }, 'UPSTREAM_ERROR', { httpStatus: 200 }],
  [{ kind: 'truncated' }, 'UPSTREAM_ERROR', {}],
  [{ kind: 'empty' }, 'UPSTREAM_ERROR', {}],
  [{ kind: 'html' }, 'UPSTREAM_ERROR', {}],
  [{ kind: 'redirect' }, 'UPSTREAM_ERROR', { httpStatus: 302 }],
  [{ kind: 'resetBefore' }, 'UPSTREAM_UNAVAILABLE', {}],
  [{ kind: 'resetAfter' }, 'UPSTREAM_ERROR', {}],
  [{ kind: 'hang' }, 'UPSTREAM_TIMEOUT', {}],
  [{ kind: 'drip' }, 'UPSTREAM_TIMEOUT', {}],
  [{ kind: 'dropField', field: 'syllabus_id', item: 0 }, 'UPSTREAM_ERROR', {}],
])('%j upstream is told as %s at the field, and the rest stands', async (fault, code, upstream) => {
  const isEndless = fault.kind === 'hang' || fault.kind === 'drip';
  const asked = isEndless ? await harnessForThisTest({ config: { UPSTREAM_TIMEOUT_MS: '1000' } }) : harness;
  asked.sandbox.addFault({ ...fault, operation: 'GetSections' });
  const { status, data, errors } = await asked.query(sectionQuery);
  expect(status).toBe(200);
  expect(data).toEqual({ section: null, user: { id: wellKnown.userId } });
  expect(errors).toHaveLength(1);
  expect(errors[0]).toMatchObject({
    path: ['section'],
    extensions: { code, requestId: expect.any(String), upstream: { operation: 'GetSections', ...upstream } },
  });
  expect(JSON.stringify(errors)).not.toMatch(/access_token|http:\/\//);
});

test('an upstream that is not there is UPSTREAM_UNAVAILABLE', async () => {
  const lonely = await harnessForThisTest({ config: { LEARNING_API_URL: 'http://127.0.0.1:1' } });
  const { errors } = await lonely.query(sectionQuery);
  expect(errors).toMatchObject([{ path: ['section'], extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
});

test('an id that does not exist is null without an error', async () => {
  const { data, errors } = await harness.query(`{
    section(id: "${unknownId}") { id }
    sections(ids: ["${unknownId}", "${wellKnown.sectionId}"]) { id }
    sectionByProduct(productId: "${unknownId}") { id }
    trainingPlan(id: "${unknownId}") { id }
    trainingPlanByProduct(productId: "${unknownId}") { id }
    syllabus(id: "${unknownId}") { id }
    assignment(id: "${unknownId}") { id }
    catalog(id: "${unknownId}") { id }
    category(id: "${unknownId}", catalogId: "${wellKnown.catalogId}") { id }
    categoryOfNone: category(id: "${unknownId}", catalogId: "${unknownId}") { id }
    enrollment(id: "${unknownId}") { id }
    organization(shortName: "unknown") { id }
  }`);
  expect(errors).toEqual([]);
  expect(data).toEqual({
    section: null,
    sections: [null, { id: wellKnown.sectionId }],
    sectionByProduct: null,
    trainingPlan: null,
    trainingPlanByProduct: null,
    syllabus: null,
    assignment: null,
    catalog: null,
    category: null,
    categoryOfNone: null,
    enrollment: null,
    organization: null,
  });
});

test('what the caller may not see is null with FORBIDDEN at its path, and its neighbors stand', async () => {
  const mine = harness.sandbox.world.sections.find(({ org_id }) => org_id === wellKnown.limitedOrganizationId);
  const { data, errors } = await harness.query(
    `query ($mine: ID!, $others: ID!) {
      sections(ids: [$mine, $others]) { id title }
      mine: section(id: $mine) { title }
      others: section(id: $others) { title }
      catalogs(groupId: "${wellKnown.otherOrganizationId}") { totalCount nodes { name } pageInfo { hasNextPage } }
    }`,
    {
      token: harness.sandbox.tokens.limited,
      variables: { mine: mine?.syllabus_id, others: wellKnown.sectionId },
    },
  );
  expect(data.sections).toEqual([{ id: mine?.syllabus_id, title: mine?.title }, null]);
  expect(data.mine).toEqual({ title: mine?.title });
  expect(data.others).toBeNull();
  expect(data.catalogs).toMatchObject({ totalCount: null, nodes: null });
  expect(errors.map(({ path, extensions }) => [path, extensions.code])).toEqual(
    expect.arrayContaining([
      [['sections', 1], 'FORBIDDEN'],
      [['others'], 'FORBIDDEN'],
      [['catalogs', 'totalCount'], 'FORBIDDEN'],
      [['catalogs', 'nodes'], 'FORBIDDEN'],
    ]),
  );
});

test('one broken item of a list is null with an error, and the list stands', async () => {
  harness.sandbox.addFault({ kind: 'errorCode', code: 5, item: 1, operation: 'SearchEnrollments' });
  const { data, errors } = await harness.query(
    `{ user(id: "${wellKnown.userId}") { enrollments(first: 3) { nodes { id phase } } } }`,
  );
  expect(data.user.enrollments.nodes.map((node: object | null) => node !== null)).toEqual([true, false, true]);
  expect(errors).toMatchObject([
    { path: ['user', 'enrollments', 'nodes', 1], extensions: { code: 'UPSTREAM_ERROR', upstream: { errorCode: 5 } } },
  ]);
});

test('a page that fails fails where it was asked for, not the objects around it', async () => {
  harness.sandbox.addFault({ kind: 'status', status: 500, operation: 'GetAssignments' });
  const query = (selection: string) =>
    `{ section(id: "${wellKnown.sectionId}") { title assignments { ${selection} } } }`;
  const { data, errors } = await harness.query(query('nodes { id } pageInfo { hasNextPage }'));
  expect(data.section.title).toEqual(expect.any(String));
  expect(data.section.assignments.nodes).toBeNull();
  expect(errors).toMatchObject([{ path: ['section', 'assignments', 'nodes'] }]);

  const alone = await harness.query(query('pageInfo { hasNextPage }'));
  expect(alone.errors).toMatchObject([{ path: ['section', 'assignments', 'pageInfo'] }]);
});

test.each([
  ['{ section(id: "nonsense") { id } }', 'id: "nonsense" is not a valid id. Expected a UUID such as'],
  ['{ section(id: "00000000-0000-0000-0000-000000000000") { id } }', 'is a placeholder. Replace it with a real id.'],
  ['{ sections(ids: ["x"]) { id } }', 'ids.0: "x" is not a valid id.'],
  ['{ enrollments(filter: {}) { totalCount } }', 'filter: Specify userIds or organizationIds.'],
  [
    `{ enrollments(filter: { userIds: ["${unknownId}"], enrolledAt: { after: "2025-02-02T00:00:00Z", before: "2025-01-01T00:00:00Z" } }) { totalCount } }`,
    'filter.enrolledAt: after must not be later than before.',
  ],
  ['{ organization { id } }', 'Specify exactly one of id and shortName.'],
  [`{ organization(id: "${unknownId}", shortName: "x") { id } }`, 'Specify exactly one of id and shortName.'],
  [`{ user(id: "${unknownId}") { enrollments(first: 0) { totalCount } } }`, 'first must be between 1 and 1000.'],
  [`{ user(id: "${unknownId}") { enrollments(first: 1001) { totalCount } } }`, 'first must be between 1 and 1000.'],
  [`{ user(id: "${unknownId}") { enrollments(offset: -1) { totalCount } } }`, 'offset must be 0 or greater.'],
  [
    `{ user(id: "${unknownId}") { enrollments(after: "x", offset: 1) { totalCount } } }`,
    'Specify after or offset, not both.',
  ],
  [
    `{ user(id: "${unknownId}") { enrollments(after: "Zm9yZ2Vk") { totalCount } } }`,
    'after is not a valid cursor for this list. Use endCursor or a cursor from the same list.',
  ],
  [
    `{ catalogs(groupId: "${unknownId}", publishingModel: UNKNOWN) { totalCount } }`,
    'publishingModel must not be UNKNOWN.',
  ],
  [
    `{ user(id: "${unknownId}") { studentSessions(from: "2025-02-02T00:00:00Z", to: "2025-01-01T00:00:00Z") { totalCount } } }`,
    'from must not be later than to.',
  ],
  [
    '{ sectionEnrollments(filter: {}) { totalCount } }',
    'filter: Specify at least one of userId, subscriptionId, syllabusId',
  ],
  [
    `{ sectionEnrollments(filter: { userId: "${unknownId}", subscriptionId: "${unknownId}" }) { totalCount } }`,
    'filter: Specify userId or subscriptionId, not both.',
  ],
])('%s is BAD_USER_INPUT with advice, and nothing is sent', async (query, message) => {
  const { errors, calls } = await harness.query(query);
  expect(errors[0]?.message).toContain(message);
  expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
  expect(calls).toEqual({});
});

test('where the REST API needs an organization and there is none, the error says what to give', async () => {
  const { query } = await harnessForThisTest({});
  const { data, errors, calls } = await query(`{ enrollment(id: "${wellKnown.enrollmentId}") { id } }`);
  expect(data).toEqual({ enrollment: null });
  expect(errors[0]?.message).toContain('Pass organizationId as an argument or in the filter');
  expect(calls).toEqual({});
});

test('a query that does not fit the graph is told so with HTTP 400', async () => {
  const { status, errors } = await harness.query('{ nothing }', {
    headers: { accept: 'application/graphql-response+json' },
  });
  expect(status).toBe(400);
  expect(errors[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  expect((await harness.query('{')).errors[0]?.extensions.code).toBe('GRAPHQL_PARSE_FAILED');
});

test.each([
  ['a list that is none', { sections: { length: 1 } }],
  ['a title that is no text', { sections: [{ syllabus_id: wellKnown.sectionId, title: { secret: 1 } }] }],
  ['a date that is none', { sections: [{ syllabus_id: wellKnown.sectionId, utc_date_created: 'secret' }] }],
  ['a number that is none', { sections: [{ syllabus_id: wellKnown.sectionId, credit_hours: 'secret' }] }],
])('%s is UPSTREAM_ERROR, and nothing of it is quoted', async (_, body) => {
  harness.sandbox.override('GetSections', () => ({ body }));
  const { errors } = await harness.query(
    `{ section(id: "${wellKnown.sectionId}") { id title createdAt creditHours } }`,
  );
  expect(errors).toHaveLength(1);
  expect(errors[0]?.extensions.code).toBe('UPSTREAM_ERROR');
  expect(JSON.stringify(errors)).not.toContain('secret');
});

test.each<[string, string]>([
  [`user(id: "${wellKnown.userId}") { id enrollments(first: 0) { nodes { id } } }`, 'enrollments.nodes'],
  [`user(id: "${wellKnown.userId}") { id enrollments(first: 1001) { edges { cursor } } }`, 'enrollments.edges'],
  [
    `user(id: "${wellKnown.userId}") { id enrollments(after: "x") { totalCount pageInfo { endCursor } } }`,
    'enrollments.totalCount',
  ],
  [`user(id: "${wellKnown.userId}") { id enrollments(offset: -1) { nodes { id } } }`, 'enrollments.nodes'],
  [
    `section(id: "${wellKnown.sectionId}") { id enrollments(organizationId: "x") { nodes { id } } }`,
    'enrollments.nodes',
  ],
])('bad input of a page fails the page, and the rest stands: %s', async (field, path) => {
  const { status, data, errors } = await harness.query(
    `{ part: ${field} catalog(id: "${wellKnown.catalogId}") { id } }`,
  );
  expect(status).toBe(200);
  expect(errors).toMatchObject([{ path: ['part', ...path.split('.')], extensions: { code: 'BAD_USER_INPUT' } }]);
  expect(data.catalog).toEqual({ id: wellKnown.catalogId });
  expect(data.part.id).toEqual(expect.any(String));
});

test('bad input of a search at the root fails the search alone', async () => {
  const { data, errors, calls } = await harness.query(
    `{ enrollments(filter: {}) { nodes { id } } sections(ids: ["x"]) { id } user(id: "${wellKnown.userId}") { id } }`,
  );
  expect(data).toEqual({ enrollments: { nodes: null }, sections: [null], user: { id: wellKnown.userId } });
  expect(errors.map(({ path }) => path?.join('.')).sort()).toEqual(['enrollments.nodes', 'sections.0']);
  expect(calls).toEqual({});
});

test('without an organization to ask in, a roster fails alone', async () => {
  const { query } = await harnessForThisTest({});
  const { data, errors } = await query(`{ section(id: "${wellKnown.sectionId}") { id enrollments { nodes { id } } } }`);
  expect(data).toEqual({ section: { id: wellKnown.sectionId, enrollments: { nodes: null } } });
  expect(errors).toMatchObject([{ path: ['section', 'enrollments', 'nodes'], extensions: { code: 'BAD_USER_INPUT' } }]);
});

test.each(['2020-01-01', '2020-01-01T00:00:00', '2025-02-30T00:00:00Z', 'yesterday'])(
  'the date %s in a filter is answered with what is expected and an example, at its place',
  async (date) => {
    const filter = (after: string) =>
      `enrollments(filter: { userIds: [], completedAt: { after: ${after} } }) { totalCount }`;
    const advice = 'A DateTime must be a valid date and time with a time zone, such as "2020-01-01T00:00:00Z".';
    const written = await harness.query(`{ ${filter(`"${date}"`)} }`);
    expect(written.errors).toMatchObject([
      { message: expect.stringContaining(advice), locations: [{ line: 1, column: 60 }] },
    ]);
    const variables = { after: date };
    const given = await harness.query(`query ($after: DateTime) { ${filter('$after')} }`, { variables });
    expect(given.errors).toMatchObject([
      { message: expect.stringContaining(advice), extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    expect({ ...written.calls, ...given.calls }).toEqual({});
  },
);
