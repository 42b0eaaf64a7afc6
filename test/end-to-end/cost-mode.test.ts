import { parse } from 'graphql';
import { expect, test } from 'vitest';
import type { Config } from '../../src/config/config.ts';
import { buildSchema } from '../../src/graph/schema.ts';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import type { ServerContext } from '../../src/server/graphql/context.ts';
import { createCostLimit } from '../../src/server/graphql/cost-limit.ts';
import { createRequestRecord } from '../../src/server/request/request-record.ts';
import { eventually } from '../support/eventually.ts';
import { type Answered, type Harness, harnessForThisTest } from '../support/harness.ts';
import { hostileRequests } from '../support/hostile-requests.ts';

const schema = buildSchema();
const config = { DEFAULT_ORGANIZATION_ID: wellKnown.organizationId, METRICS_PORT: '0', CACHE: 'off' };
const made = ({ calls }: Answered) => Object.values(calls).reduce((sum, count) => sum + count, 0);

const titles = `{ user(id: "${wellKnown.userId}") { enrollments(first: 30) { nodes { syllabus { title } } } } }`;
const certificates = `{ user(id: "${wellKnown.userId}") { enrollments(first: 5) { nodes { certificate { url } } } } }`;
const drop = `mutation { dropEnrollment(input: { id: "${wellKnown.enrollmentId}" }) { ... on DropEnrollmentSuccess { enrollment { phase } } } }`;

test.each([
  ['a query', titles],
  ['a query with a call for each object', certificates],
  ['a mutation', drop],
])(
  '%s that costs too much runs while the limit is measured, and the log says that it would be refused',
  async (_, query) => {
    const enforcing = await harnessForThisTest({ config: { ...config, COST_LIMIT: '1' } });
    const measuring = await harnessForThisTest({ config: { ...config, COST_LIMIT: '1', COST_MODE: 'measure' } });
    const lavish = await harnessForThisTest({ config });

    const refused = await enforcing.query(query);
    expect(refused).toMatchObject({
      status: 400,
      calls: {},
      errors: [{ extensions: { code: 'QUERY_TOO_EXPENSIVE' } }],
    });
    const cost = refused.errors[0]?.extensions.actual;
    expect(await requestLine(enforcing)).toMatchObject({ cost, calls: 0, outcome: 'QUERY_TOO_EXPENSIVE' });
    expect(await requestLine(enforcing)).not.toHaveProperty('wouldRefuse');

    const answered = await measuring.query(query);
    const { data, errors, calls } = await lavish.query(query);
    expect(answered).toMatchObject({ data, errors, calls });
    expect(errors).toEqual([]);
    expect(await requestLine(measuring)).toMatchObject({
      outcome: 'OK',
      cost,
      calls: made(answered),
      wouldRefuse: ['QUERY_TOO_EXPENSIVE'],
    });
    expect(await requestLine(lavish)).not.toHaveProperty('wouldRefuse');
    expect(await metrics(measuring)).toContain('graphql_would_refuse_total{code="QUERY_TOO_EXPENSIVE"} 1');
  },
);

test('the estimate and the calls that were made are histograms', async () => {
  const harness = await harnessForThisTest({ config });
  const answered = await harness.query(titles);
  const { cost } = await requestLine(harness);
  const text = await metrics(harness);
  expect(text).toContain(`graphql_request_estimated_calls_sum{kind="query"} ${cost}`);
  expect(text).toContain(`graphql_request_calls_sum{kind="query"} ${made(answered)}`);
  expect(text).toContain('graphql_request_calls_count{kind="query"} 1');
});

test('a request for a plan counts in neither histogram, and the log has no cost for it', async () => {
  const harness = await harnessForThisTest({ config: { ...config, COST_LIMIT: '1', COST_MODE: 'measure' } });
  const { extensions } = await harness.query(titles, { headers: { 'x-debug': 'plan' } });
  expect(extensions).toMatchObject({ plan: { isTooExpensive: true } });
  const line = await requestLine(harness);
  expect(line).toMatchObject({ outcome: 'OK', calls: 0 });
  expect(line).not.toHaveProperty('cost');
  expect(line).not.toHaveProperty('wouldRefuse');
  expect(await metrics(harness)).not.toContain('graphql_request_estimated_calls_count');
});

test('a request whose selection merges in too many ways is refused while the limit is measured', async () => {
  const harness = await harnessForThisTest({ config: { ...config, COST_MODE: 'measure' } });
  const hostile = hostileRequests['interfaces inside one another that merge in a different way for each type'];
  const { status, calls, errors } = await harness.query(JSON.parse(String(hostile?.body)).query);
  expect([status, calls]).toEqual([400, {}]);
  expect(errors).toMatchObject([{ extensions: { code: 'QUERY_TOO_EXPENSIVE', actual: 'not estimated' } }]);
  expect(await requestLine(harness)).not.toHaveProperty('cost');
});

test.each<[number, Config['COST_MODE'], number, number]>([
  [5000, 'enforce', 1, 301],
  [5000, 'enforce', 1000, 1300],
  [5000, 'enforce', 4900, 5000],
  [10, 'enforce', 10, 10],
  [10, 'measure', 1, 301],
  [10, 'measure', 1000, 1300],
  [10, 'measure', 9000, 5000],
  [8000, 'measure', 9000, 8000],
])('with COST_LIMIT=%i and COST_MODE=%s, a request that is estimated at %i may make %i calls', (...row) => {
  const [limit, mode, lists, calls] = row;
  const record = createRequestRecord('id', {}, null);
  const query = `{ ${Array.from({ length: lists }, (_, index) => `a${index}: catalog(id: "${index}") { id }`).join(' ')} }`;
  createCostLimit(limit, mode, schema)({ schema, document: parse(query), contextValue: { record } as ServerContext });
  expect(record.cost?.callLimit).toBe(calls);
});

/** The log line of the only request. */
function requestLine({ log }: Harness) {
  return eventually(() => {
    const lines = log.filter(({ event }) => event === 'request');
    expect(lines).toHaveLength(1);
    return lines[0] as Record<string, unknown>;
  });
}

/** The metrics when the request is counted. */
function metrics({ metricsUrl }: Harness): Promise<string> {
  return eventually(async () => {
    const text = await (await fetch(metricsUrl)).text();
    expect(text).toMatch(/^graphql_requests_total\{.*\} 1$/m);
    return text;
  });
}
