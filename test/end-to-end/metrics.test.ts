import { Agent, request } from 'node:http';
import { expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { eventually } from '../support/eventually.ts';
import { type Harness, harnessForThisTest } from '../support/harness.ts';

const section = `{ section(id: "${wellKnown.sectionId}") { number } }`;
const assignments = (count: number) =>
  `{ ${Array.from({ length: count }, (_, index) => `a${index}: assignment(id: "0b000000-0000-4000-8000-${String(index).padStart(12, '0')}") { id }`).join(' ')} }`;

test('requests and calls are counted by kind, operation and outcome, and timed', async () => {
  const harness = await harnessForThisTest({ config: { METRICS_PORT: '0' } });
  await harness.query(section);
  await harness.query(section, { token: 'f0000000-0000-4000-8000-00000000dead' });
  await harness.query('{ nonsense }');
  await harness.query(`mutation { dropEnrollment(input: { id: "${wellKnown.sectionId}" }) { __typename } }`);
  await fetch(harness.url, { method: 'POST', body: 'query', headers: { 'content-type': 'text/plain' } });

  expect(await metricsOf(harness, 5)).toMatchObject({
    'graphql_requests_total{kind="query",outcome="OK"}': 1,
    'graphql_requests_total{kind="query",outcome="UNAUTHENTICATED"}': 1,
    'graphql_requests_total{kind="none",outcome="GRAPHQL_VALIDATION_FAILED"}': 1,
    'graphql_requests_total{kind="none",outcome="UNSUPPORTED_MEDIA_TYPE"}': 1,
    'graphql_requests_total{kind="mutation",outcome="OK"}': 1,
    'graphql_request_duration_seconds_count{kind="query"}': 2,
    'learning_api_calls_total{operation="GetSections",outcome="OK"}': 1,
    'learning_api_calls_total{operation="GetSections",outcome="unauthenticated"}': 1,
    'learning_api_calls_total{operation="DropEnrollment",outcome="conflict"}': 1,
    'learning_api_call_duration_seconds_count{operation="GetSections"}': 2,
    'learning_api_breaker_state{operation="GetSections"}': 0,
    learning_api_queue_length: 0,
    learning_api_in_flight: 0,
    rate_limited_requests_total: 0,
    nodejs_eventloop_lag_p99_seconds: expect.any(Number),
    nodejs_heap_size_used_bytes: expect.any(Number),
    process_open_fds: expect.any(Number),
  });
});

test('retries, what the cache does and open breakers are seen', async () => {
  const harness = await harnessForThisTest({ config: { METRICS_PORT: '0', CACHE: 'memory' } });
  harness.sandbox.addFault({ kind: 'status', status: 503, times: 1 });
  await harness.query(section);
  await harness.query(section);
  harness.sandbox.addFault({ kind: 'status', status: 503, operation: 'GetAssignment' });
  await harness.query(assignments(15));
  await harness.query(assignments(15), { token: harness.sandbox.tokens.limited });

  expect(await metricsOf(harness, 4)).toMatchObject({
    'learning_api_retries_total{operation="GetSections"}': 1,
    'learning_api_cache_total{operation="GetSections",result="miss"}': 1,
    'learning_api_cache_total{operation="GetSections",result="hit"}': 1,
    'learning_api_breaker_state{operation="GetAssignment"}': 2,
    'learning_api_unreachable_total{cause="status"}': expect.any(Number),
    'learning_api_unreachable_total{cause="dns"}': 0,
  });
  expect(harness.log).toContainEqual(
    expect.objectContaining({ event: 'breaker_changed', operation: 'GetAssignment', state: 'open' }),
  );
});

const fiveCalls = `{
  section(id: "${wellKnown.sectionId}") { number }
  trainingPlan(id: "${wellKnown.trainingPlanId}") { title }
  catalog(id: "${wellKnown.catalogId}") { name }
  assignment(id: "${wellKnown.assignmentId}") { title }
  organization(id: "${wellKnown.organizationId}") { name }
}`;
test('calls under way and calls that wait are seen while they are', async () => {
  const harness = await harnessForThisTest({ config: { METRICS_PORT: '0', UPSTREAM_CONCURRENCY: '2' } });
  harness.sandbox.addFault({ kind: 'hang' });
  const leaving = new AbortController();
  const left = fetch(harness.url, {
    method: 'POST',
    signal: leaving.signal,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${harness.sandbox.tokens.full}` },
    body: JSON.stringify({ query: fiveCalls }),
  });
  await eventually(() => expect(harness.sandbox.calls()).toHaveLength(2));
  expect(await metricsOf(harness, 0)).toMatchObject({ learning_api_in_flight: 2, learning_api_queue_length: 3 });
  leaving.abort();
  await expect(left).rejects.toThrow();
  expect(await metricsOf(harness, 1)).toMatchObject({
    'graphql_requests_total{kind="query",outcome="CALLER_LEFT"}': 1,
    learning_api_in_flight: 0,
  });
});

test('nothing that a caller makes up adds a series: neither 10,000 operation names nor codes, paths or hosts', async () => {
  const harness = await harnessForThisTest({ config: { METRICS_PORT: '0', LOG_LEVEL: 'silent' } });
  const { call } = harness.api;
  const failWith = (code: string) => {
    harness.api.call = (() =>
      Promise.reject(Object.assign(new Error(code), { code, extensions: { code } }))) as typeof call;
  };
  const everything = async (name: string) => {
    await post(harness, { query: `query ${name} { __typename }`, operationName: name });
    await post(harness, { query: `query ${name} { ${name} }` });
    await post(harness, { query: '{ __typename }', operationName: name });
  };
  failWith('FIRST');
  await harness.query(section);
  await everything('First');
  const before = ownSeries(await metricsOf(harness, 4));

  for (let begun = 0; begun < 10_000; begun += 100) {
    await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        post(
          harness,
          { query: `query Invented${begun + index} { __typename }` },
          { host: `h${begun + index}.example` },
        ),
      ),
    );
  }
  for (let index = 0; index < 100; index += 1) {
    failWith(`INVENTED_${index}`);
    await harness.query(section);
    await everything(`Invented${index}`);
  }
  expect(ownSeries(await metricsOf(harness, 10_404))).toEqual(before);
});

test('on their own port the metrics are all there is, and on the port of the graph there are none', async () => {
  const harness = await harnessForThisTest({ config: { METRICS_PORT: '0' } });
  expect((await fetch(new URL('/graphql', harness.metricsUrl))).status).toBe(404);
  expect((await fetch(new URL('/metrics', harness.url))).status).toBe(404);
  expect((await fetch(harness.metricsUrl)).headers.get('content-type')).toContain('text/plain');
});

/** The metrics by series, once so many GraphQL requests were counted. */
async function metricsOf({ metricsUrl }: Harness, requests: number): Promise<Record<string, number>> {
  return eventually(async () => {
    const text = await (await fetch(metricsUrl)).text();
    const metrics: Record<string, number> = {};
    for (const line of text.split('\n')) {
      if (line === '' || line.startsWith('#')) continue;
      const space = line.lastIndexOf(' ');
      metrics[line.slice(0, space)] = Number(line.slice(space + 1));
    }
    const counted = Object.entries(metrics).filter(([name]) => name.startsWith('graphql_requests_total'));
    expect(counted.reduce((sum, [, value]) => sum + value, 0)).toBeGreaterThanOrEqual(requests);
    return metrics;
  });
}

/** The series of what the gateway counts itself, without those of Node. */
function ownSeries(metrics: Record<string, number>): string[] {
  return Object.keys(metrics)
    .filter((name) => !/^(nodejs|process)_/.test(name))
    .sort();
}

const agent = new Agent({ keepAlive: true, maxSockets: 20 });

/** A POST whose every header can be chosen. */
async function post({ url }: Harness, body: object, headers: Record<string, string> = {}): Promise<void> {
  const text = JSON.stringify(body);
  await new Promise((resolve, reject) => {
    const sent = request(
      url,
      { agent, method: 'POST', headers: { 'content-type': 'application/json', ...headers } },
      (response) => response.resume().once('end', resolve),
    );
    sent.once('error', reject).end(text);
  });
}
