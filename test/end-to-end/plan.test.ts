import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { buildSchema } from '../../src/graph/schema.ts';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { createRandom } from '../../src/sandbox/world/random.ts';
import { exampleQueries } from '../../src/server/pages/example-queries.ts';
import { randomQueries } from '../support/corpus/random-queries.ts';
import { type Answered, type Harness, harnessForThisTest, startHarness } from '../support/harness.ts';
import { hostileRequests } from '../support/hostile-requests.ts';
import { randomRefusals, refuseIn } from '../support/refusals.ts';

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
  isTooExpensive: boolean;
  rounds: number;
  calls: PlannedCalls[] | null;
  cached: { operation: string; seconds: number }[];
}

const planOf = ({ extensions }: Answered) => extensions?.plan as Plan;
const sum = (calls: Record<string, number>) => Object.values(calls).reduce((total, count) => total + count, 0);
const withPlan = { 'x-debug': 'plan' };

/** The operations that were called more often than the plan says. */
function unplanned({ calls }: Answered, plan: Plan): string[] {
  return Object.entries(calls).flatMap(([operation, made]) => {
    const possible = (plan.calls ?? []).filter(({ operations }) => operations.includes(operation));
    const most = possible.reduce((total, planned) => total + planned.calls, 0);
    return made > most ? [`${operation}: ${made} calls, planned ${most}`] : [];
  });
}

async function compare(parameters: Record<string, unknown>): Promise<void> {
  const dry = await harness.query(undefined, { parameters, headers: withPlan });
  expect(dry.calls).toEqual({});
  const plan = planOf(dry);
  const answered = await harness.query(undefined, { parameters });
  if (!plan) return expect(answered.calls).toEqual({});
  const about = JSON.stringify({ parameters, calls: answered.calls, plan });
  expect(unplanned(answered, plan), about).toEqual([]);
  expect(sum(answered.calls), about).toBeLessThanOrEqual(plan.cost ?? 0);
}

test('no random query makes more calls than its plan says, of any operation, whatever is refused', async () => {
  const random = createRandom(Number(RANDOM_SEED));
  const queries = randomQueries(buildSchema(), Number(RANDOM_QUERIES), {
    seed: Number(RANDOM_SEED),
    isDivided: false,
    sizes: [1, 2, 5, 30, 100],
  });
  for (const { parameters } of queries) {
    const stop = refuseIn(harness.sandbox, randomRefusals(random));
    await compare(parameters as unknown as Record<string, unknown>);
    stop();
  }
});

test('no example query makes more calls than its plan says, and no example is written or read for its plan', async () => {
  for (const { query, variables } of exampleQueries({ ...wellKnown })) {
    await compare({ query, variables: JSON.parse(variables) });
    harness.sandbox.reset();
  }
});

test('a plan says which operations a query would cause, how often at most, and why', async () => {
  const query = `query Titles($id: ID!) { user(id: $id) { enrollments(first: 20) { nodes { syllabus { title } certificate { url } } } } }`;
  const answered = await harness.query(query, { variables: { id: wellKnown.userId }, headers: withPlan });
  expect([answered.status, answered.errors, answered.data, answered.calls]).toEqual([200, [], null, {}]);
  const plan = planOf(answered);
  expect(plan).toMatchObject({ limit: 5000, isTooExpensive: false, rounds: 2 });
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

test('sections under a catalog come a thousand a call', async () => {
  const query = `query ($first: Int!) { organization(id: "${wellKnown.organizationId}") { catalogs(first: $first) { nodes { syllabi(first: $first) { nodes { ... on Section { ceus } } } } } } }`;
  const plan = planOf(await harness.query(query, { variables: { first: 100 }, headers: withPlan }));
  const sections = plan.calls?.filter(({ operations }) => operations.includes('GetSections'));
  expect(sections).toMatchObject([{ reason: 'LOOK_UP', objects: 10_000, fields: ['Section.ceus'] }]);
  expect(sections?.[0]?.calls).toBeLessThan(10_000 / 4);
  expect(plan.isTooExpensive).toBe(false);
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
