import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildSchema } from '../../src/graph/schema.ts';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { randomQueries } from '../support/corpus/random-queries.ts';
import { eventually } from '../support/eventually.ts';
import { type Answered, type Harness, harnessForThisTest, startHarness } from '../support/harness.ts';
import { hostileRequests } from '../support/hostile-requests.ts';
import { publishedQueries } from '../support/rounds/queries.ts';

// More: RANDOM_QUERIES=5000 RANDOM_SEED=7 npx vitest run test/end-to-end/plan.test.ts
const { RANDOM_QUERIES = '100', RANDOM_SEED = '41' } = process.env;
const config = { CACHE: 'off', DEFAULT_ORGANIZATION_ID: wellKnown.organizationId };

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ config });
});
beforeEach(() => harness.sandbox.reset());
afterAll(() => harness.close());

interface PlannedCalls {
  operations: string[];
  calls: number;
  objects: number;
  reason: string;
  fields: string[];
}
interface Plan {
  cost: number | null;
  limit: number;
  callLimit: number | null;
  isTooExpensive: boolean;
  rounds: number;
  calls: PlannedCalls[] | null;
  callsIfMissing: PlannedCalls[] | null;
  cached: { operation: string; seconds: number }[];
}

const selections: Record<string, string> = {
  section: 'title',
  syllabus: 'title enrollments(first: 1) { totalCount }',
  trainingPlan: 'title',
  catalog: 'name description',
  organization: 'name customEnrollmentFields { key }',
  user: 'enrollments(first: 1) { totalCount }',
  enrollment: 'status completedAt syllabus { title }',
  assignment: 'title',
};
const entitySelections: Record<string, string> = {
  Section: 'title description',
  TrainingPlan: 'title',
  Syllabus: 'title enrollments(first: 1) { totalCount }',
  Enrollment: 'status completedAt syllabus { title }',
  SectionEnrollment: 'weightedScore section { title }',
  TrainingPlanEnrollment: 'averageScore trainingPlan { title }',
  Catalog: 'name',
  Category: 'name catalog { name }',
  Assignment: 'title instructions',
  User: 'enrollments(first: 1) { totalCount }',
  Organization: 'name',
};

const planOf = ({ extensions }: Answered) => extensions?.plan as Plan;
const sum = (calls: Record<string, number>) => Object.values(calls).reduce((total, count) => total + count, 0);
const missingId = '99999999-9999-4999-8999-999999999999';
const withPlan = { 'x-debug': 'plan' };

/** The operations that were called more often than planned. */
function unplanned(calls: Record<string, number>, planned: readonly PlannedCalls[] | null): string[] {
  return Object.entries(calls).flatMap(([operation, made]) => {
    const possible = (planned ?? []).filter(({ operations }) => operations.includes(operation));
    const most = possible.reduce((total, { calls }) => total + calls, 0);
    return made > most ? [`${operation}: ${made} calls, planned ${most}`] : [];
  });
}

/** Compares the plan of a request with the calls that it makes. Null if the request makes none. */
async function compare(parameters: Record<string, unknown>): Promise<{ cost: number; made: number } | null> {
  const dry = await harness.query(undefined, { parameters, headers: withPlan });
  expect(dry.calls).toEqual({});
  const plan = planOf(dry);
  const answered = await harness.query(undefined, { parameters });
  if (!plan) {
    expect(answered.calls).toEqual({});
    return null;
  }
  const about = JSON.stringify({ parameters, calls: answered.calls, plan });
  expect(unplanned(answered.calls, plan.calls), about).toEqual([]);
  expect(sum(answered.calls), about).toBeLessThanOrEqual(plan.cost ?? 0);
  return { cost: plan.cost ?? 0, made: sum(answered.calls) };
}

/**
 * The calls that a request made until its response, as its log line says. For an object that does not exist, calls that left
 * ahead can arrive after the response, so the sandbox could count them for the next request.
 */
async function loggedCalls(parameters: Record<string, unknown>): Promise<Record<string, number>> {
  const requestId = randomUUID();
  await harness.query(undefined, { parameters, headers: { 'x-request-id': requestId } });
  const isOfRequest = (line: Record<string, unknown>) => line.event === 'request' && line.requestId === requestId;
  const line = await eventually(() => harness.log.find(isOfRequest) ?? expect.fail('The request is not logged yet.'));
  return (line.upstreamCalls ?? {}) as Record<string, number>;
}

test('no random query makes more calls than its plan says, of any operation', async () => {
  const queries = randomQueries(buildSchema(), Number(RANDOM_QUERIES), {
    seed: Number(RANDOM_SEED),
    isDivided: false,
    sizes: [1, 2, 5, 30, 100],
  });
  for (const { parameters } of queries) {
    // What does not exist takes calls beyond the plan.
    if (!JSON.stringify(parameters).includes(missingId)) await compare({ ...parameters });
    harness.sandbox.reset();
  }
});

/** Each way to name objects by their ids, with ids that do not exist. */
const unknownIds = (count: number) =>
  Array.from({ length: count }, (_, index) => `99999999-9999-4999-8999-${String(index).padStart(12, '0')}`);
const byIds: Record<string, (ids: readonly string[]) => Record<string, unknown>> = {
  sections: (ids) => ({
    query: 'query ($ids: [ID!]!) { sections(ids: $ids) { title assignments(first: 1) { totalCount } } }',
    variables: { ids },
  }),
  ...Object.fromEntries(
    ['section', 'syllabus', 'trainingPlan', 'catalog', 'organization', 'user', 'enrollment', 'assignment'].map(
      (name) => [
        name,
        (ids: readonly string[]) => ({
          query: `{ ${ids.map((id, index) => `a${index}: ${name}(id: "${id}") { __typename id ${selections[name] ?? ''} }`).join(' ')} }`,
        }),
      ],
    ),
  ),
  category: (ids) => ({
    query: `{ ${ids.map((id, index) => `a${index}: category(id: "${id}", catalogId: "${id}") { name }`).join(' ')} }`,
  }),
  'the certificates and values of enrollments': (ids) => ({
    query: `{ ${ids.map((id, index) => `a${index}: certificate(enrollmentId: "${id}") { url } b${index}: customEnrollmentFieldValues(enrollmentId: "${id}") { key }`).join(' ')} }`,
  }),
  ...Object.fromEntries(
    Object.keys(entitySelections).map((type) => [
      `${type} in _entities`,
      (ids: readonly string[]) => ({
        query: `query ($keys: [_Any!]!) { _entities(representations: $keys) { __typename ... on ${type} { ${entitySelections[type]} } } }`,
        variables: { keys: ids.map((id) => ({ __typename: type, id, catalog: { id } })) },
      }),
    ]),
  ),
};

test.each(Object.entries(byIds))('a plan covers the calls for ids that do not exist: %s', async (_, parametersFor) => {
  const { sections, trainingPlans, enrollments } = harness.sandbox.world;
  const existing = [
    ...sections.slice(0, 3).map((row) => row.syllabus_id),
    ...trainingPlans.slice(0, 3).map((row) => row.syllabus_id),
    ...enrollments.slice(0, 3).map((row) => row.enrollment_id),
  ];
  for (const ids of [unknownIds(1), [...existing, ...unknownIds(10)]]) {
    const parameters = parametersFor(ids);
    const plan = planOf(await harness.query(undefined, { parameters, headers: withPlan }));
    const calls = await loggedCalls(parameters);
    const about = JSON.stringify({ parameters, calls, plan });
    const planned = [...(plan.calls ?? []), ...(plan.callsIfMissing ?? [])];
    expect(sum(calls), about).toBeGreaterThan(0);
    expect(unplanned(calls, planned), about).toEqual([]);
    expect(sum(calls), about).toBeLessThanOrEqual(plan.callLimit ?? 0);
  }
});

test.each(publishedQueries().map(({ title, parameters }) => [title, parameters] as const))(
  'a plan has at least the calls that are made, and at most twice as many: %s',
  async (_, { query, variables }) => {
    const whole = String(query).replaceAll(/@(?:defer|stream)(?:\([^)]*\))?/g, '');
    const compared = await compare({ query: whole, variables });
    expect(compared?.made).toBeGreaterThan(0);
    // How many pages a filter of the gateway reads, depends on the data: the plan has the most.
    const isFiltered = /expiresWithin|dueWithin|awaitingGrade/.test(whole);
    if (!isFiltered) expect(compared?.cost).toBeLessThanOrEqual(2 * (compared?.made ?? 0));
  },
);

test('a plan says which operations a query would cause, how often at most, and why', async () => {
  const query = `query Titles($id: ID!) { user(id: $id) { enrollments(first: 20) { nodes { syllabus { title } certificate { url } } } } }`;
  const answered = await harness.query(query, { variables: { id: wellKnown.userId }, headers: withPlan });
  expect([answered.status, answered.errors, answered.data, answered.calls]).toEqual([200, [], {}, {}]);
  const plan = planOf(answered);
  expect(plan).toMatchObject({ limit: 5000, isTooExpensive: false, rounds: 3 });
  expect(plan.calls).toContainEqual({
    operations: ['SearchEnrollments'],
    calls: 1,
    objects: 1,
    reason: 'PAGE',
    fields: ['User.enrollments'],
  });
  expect(plan.calls).toContainEqual({
    operations: ['GetCertificateUrl'],
    calls: 20,
    objects: 20,
    reason: 'LOOK_UP',
    fields: ['Certificate.url'],
  });
});

test('a plan says what is cached, by the settings', async () => {
  const query = `{ section(id: "${wellKnown.sectionId}") { title enrollments(first: 1) { nodes { id } } } }`;
  expect(planOf(await harness.query(query, { headers: withPlan })).cached).toEqual([]);
  const cached = await harnessForThisTest({
    config: { ...config, CACHE: 'memory', CACHE_LIFETIMES: '{"GetSection":0}' },
  });
  expect(planOf(await cached.query(query, { headers: withPlan })).cached).toEqual([
    { operation: 'GetSections', seconds: 60 },
  ]);
});

test('a query that is too expensive has a plan', async () => {
  const small = await harnessForThisTest({ config: { ...config, COST_LIMIT: '3' } });
  const query = `query ($first: Int!) { user(id: "${wellKnown.userId}") { enrollments(first: $first) { nodes { certificate { url } } } } }`;
  const plan = planOf(await small.query(query, { variables: { first: 7 }, headers: withPlan }));
  expect(plan).toMatchObject({ cost: 8, limit: 3, isTooExpensive: true });
  const hostile = hostileRequests['interfaces inside one another that merge in a different way for each type'];
  const merged = await small.query(JSON.parse(String(hostile?.body)).query, { headers: withPlan });
  expect(planOf(merged)).toMatchObject({ cost: null, isTooExpensive: true, calls: null });
});

test.each([
  ['20 × 100', 20],
  ['100 × 100', 100],
])('sections under a catalog come a thousand a call: %s', async (_, catalogs) => {
  const query = `query ($catalogs: Int!) { organization(id: "${wellKnown.organizationId}") { catalogs(first: $catalogs) { nodes { syllabi(first: 100) { nodes { ... on Section { ceus } } } } } } }`;
  const { cost, calls, isTooExpensive } = planOf(
    await harness.query(query, { variables: { catalogs }, headers: withPlan }),
  );
  expect(calls?.filter(({ operations }) => operations.includes('GetSections'))).toMatchObject([
    { reason: 'LOOK_UP', calls: catalogs / 10, objects: catalogs * 100, fields: ['Section.ceus'] },
  ]);
  expect([cost, isTooExpensive]).toEqual([1 + catalogs + catalogs / 10, false]);
});

test.each<[string, string, Record<string, unknown>, Record<string, string>, string | null, string]>([
  ['without a token', '{ section(id: "x") { id } }', {}, {}, null, 'UNAUTHENTICATED'],
  ['with invalid variables', 'query ($id: ID!) { section(id: $id) { id } }', {}, {}, 'full', 'BAD_USER_INPUT'],
  ['with an unknown field', '{ nonsense }', {}, {}, 'full', 'GRAPHQL_VALIDATION_FAILED'],
])('a request %s has no plan', async (_, query, variables, headers, token, code) => {
  const answered = await harness.query(query, {
    variables,
    headers: { ...headers, ...withPlan },
    token: token === null ? null : harness.sandbox.tokens.full,
  });
  expect(answered.errors).toMatchObject([{ extensions: { code } }]);
  expect(planOf(answered)).toBeUndefined();
});

test('a mutation is planned without being carried out, and leaves no idempotency key', async () => {
  const query = `mutation { dropEnrollment(input: { id: "${wellKnown.enrollmentId}" }) { __typename } }`;
  const headers = { 'idempotency-key': '"one"' };
  const planned = await harness.query(query, { headers: { ...headers, ...withPlan } });
  expect(planned.calls).toEqual({});
  expect(planOf(planned).calls).toMatchObject([
    { operations: ['DropEnrollment'], calls: 1, fields: ['Mutation.dropEnrollment'] },
  ]);
  const carriedOut = await harness.query(query, { headers });
  expect(carriedOut).toMatchObject({ errors: [], calls: { DropEnrollment: 1 } });
});

const dropWith = (name: string, others: string, outcomes = 'outcomes') =>
  `${name}: dropEnrollments(input: { ids: ["${wellKnown.enrollmentId}"]${others} }) { ... on DropEnrollmentsSuccess { ${outcomes} { enrollmentId } } }`;
const [dryA, dryB, write] = [dropWith('a', ' dryRun: true'), dropWith('b', ' dryRun: $dry'), dropWith('c', '')];
test.each([
  ['dry runs that follow each other', `${dryA} __typename ${dryB}`, true, 1],
  ['a dry run and a write', `${dryA} ${dryB}`, false, 2],
  ['a write between dry runs', `${dryA} ${write} ${dryB}`, true, 3],
  ['dry runs with @stream', `${dryA} ${dropWith('d', ' dryRun: $dry', 'outcomes @stream')}`, true, 2],
])('the plan of a mutation with %s has the rounds that they need', async (_, fields, dry, rounds) => {
  const parameters = { query: `mutation ($dry: Boolean) { ${fields} }`, variables: { dry } };
  const { extensions } = await harness.query(undefined, { parameters, headers: withPlan });
  expect(extensions?.plan).toMatchObject({ rounds });
});

test.each(['plans', 'explain', 'plan-only, cost'])('a mutation with x-debug: %s is refused', async (word) => {
  const mutation = `mutation { dropEnrollment(input: { id: "${wellKnown.enrollmentId}" }) { __typename } }`;
  const { errors, calls } = await harness.query(mutation, { headers: { 'x-debug': word } });
  expect(errors).toMatchObject([{ message: expect.stringContaining('x-debug'), extensions: { code: 'BAD_REQUEST' } }]);
  expect(calls).toEqual({});
});
