import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildSchema } from '../../src/graph/schema.ts';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { randomQueries } from '../support/corpus/random-queries.ts';
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
  cached: { operation: string; seconds: number }[];
}

const planOf = ({ extensions }: Answered) => extensions?.plan as Plan;
const sum = (calls: Record<string, number>) => Object.values(calls).reduce((total, count) => total + count, 0);
const missingId = '99999999-9999-4999-8999-999999999999';
const withPlan = { 'x-debug': 'plan' };

/** The operations that were called more often than the plan says. */
function unplanned({ calls }: Answered, plan: Plan): string[] {
  return Object.entries(calls).flatMap(([operation, made]) => {
    const possible = (plan.calls ?? []).filter(({ operations }) => operations.includes(operation));
    const most = possible.reduce((total, planned) => total + planned.calls, 0);
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
  expect(unplanned(answered, plan), about).toEqual([]);
  expect(sum(answered.calls), about).toBeLessThanOrEqual(plan.cost ?? 0);
  return { cost: plan.cost ?? 0, made: sum(answered.calls) };
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
