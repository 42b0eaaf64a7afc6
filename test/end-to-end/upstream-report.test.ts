import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import type { UpstreamCost } from '../../src/server/telemetry/upstream-report.ts';
import { eventually } from '../support/eventually.ts';
import { countCalls, type Harness, harnessForThisTest, startHarness } from '../support/harness.ts';
import { queryInParts } from '../support/parts.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ config: { CACHE: 'off', DEFAULT_ORGANIZATION_ID: wellKnown.organizationId } });
});
beforeEach(() => harness.sandbox.reset());
afterAll(() => harness.close());

const headers = { 'x-debug': 'upstream' };
const learner = `{ user(id: "${wellKnown.userId}") { enrollments(first: 5) { nodes { id syllabus { title } } } } }`;
const deferred = `{ section(id: "${wellKnown.sectionId}") { title ... @defer { description } } }`;
const costs = (extensions: Record<string, unknown> | undefined) => extensions?.upstream as UpstreamCost[];

test('a caller who asks for it is told which REST calls a query cost', async () => {
  // The first answer goes through Yoga, later ones past its HTTP layer.
  for (const _ of ['first', 'again']) {
    const { extensions, calls } = await harness.query(learner, { headers });
    expect(Object.fromEntries(costs(extensions).map(({ operation, count }) => [operation, count]))).toEqual(calls);
    expect(costs(extensions)[0]).toEqual({
      operation: 'SearchEnrollments',
      count: 1,
      milliseconds: expect.any(Number),
      source: 'wire',
    });
  }
});

test('a caller who does not ask is told nothing', async () => {
  expect((await harness.query(learner)).extensions).toBeUndefined();
  expect((await harness.query(learner, { headers: { 'x-debug': 'something' } })).extensions).toBeUndefined();
});

test('calls that failed and calls of mutations are told of too', async () => {
  harness.sandbox.addFault({ kind: 'status', status: 500, operation: 'GetSections' });
  const failed = await harness.query(`{ section(id: "${wellKnown.sectionId}") { title } }`, { headers });
  expect(failed.errors).toHaveLength(1);
  expect(costs(failed.extensions)).toMatchObject([{ operation: 'GetSections', count: 1 }]);
  const dropped = await harness.query(
    `mutation { dropEnrollment(input: { id: "${wellKnown.enrollmentId}" }) { __typename } }`,
    { headers },
  );
  expect(costs(dropped.extensions)[0]).toMatchObject({ operation: 'DropEnrollment', count: 1 });
});

test('repeated calls are counted, in the log too, and calls that were not sent are not', async () => {
  const { sandbox, query, log } = await harnessForThisTest({ config: { CACHE: 'off', UPSTREAM_QUEUE: '0' } });
  sandbox.addFault({ kind: 'status', status: 503, times: 2 });
  const repeated = await query(`{ section(id: "${wellKnown.sectionId}") { title } }`, { headers });
  expect([repeated.errors, repeated.calls]).toEqual([[], { GetSections: 3 }]);
  expect(costs(repeated.extensions)).toMatchObject([{ operation: 'GetSections', count: 3, source: 'wire' }]);

  const ids = Array.from({ length: 40 }, (_, index) => `99999999-9999-4999-8999-${String(index).padStart(12, '0')}`);
  const refused = await query(`{ ${ids.map((id, index) => `a${index}: assignment(id: "${id}") { id }`).join(' ')} }`, {
    headers,
  });
  expect([refused.errors.length, refused.calls]).toEqual([8, { GetAssignment: 32 }]);
  expect(costs(refused.extensions)).toMatchObject([{ operation: 'GetAssignment', count: 32, source: 'wire' }]);
  await eventually(() =>
    expect(log.filter(({ event }) => event === 'request').map(({ upstreamCalls }) => upstreamCalls)).toEqual([
      { GetSections: 3 },
      { GetAssignment: 32 },
    ]),
  );
});

test('an answer from the cache is listed as such', async () => {
  const { query } = await harnessForThisTest({ config: { CACHE: 'memory' } });
  const title = `{ section(id: "${wellKnown.sectionId}") { title } }`;
  const sources: unknown[] = [];
  for (const _ of ['first', 'again']) sources.push(costs((await query(title, { headers })).extensions));
  expect(sources).toMatchObject([[{ count: 1, source: 'wire' }], [{ count: 1, source: 'cache' }]]);
});

test('calls side by side count with the time that they took together', async () => {
  let now = performance.now();
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
  onTestFinished(() => clock.mockRestore());
  const release = harness.sandbox.hold('GetAssignments');
  const query = `{ ${harness.sandbox.world.sections
    .slice(0, 8)
    .map(({ syllabus_id }, index) => `s${index}: section(id: "${syllabus_id}") { assignments { totalCount } }`)
    .join(' ')} }`;
  const asked = harness.query(query, { headers });
  await expect.poll(() => countCalls(harness.sandbox).GetAssignments).toBe(8);
  now += 50;
  release();
  const { extensions } = await asked;
  const assignments = costs(extensions).find(({ operation }) => operation === 'GetAssignments');
  expect(assignments).toMatchObject({ count: 8, milliseconds: 50 });
});

test('each part of an answer in parts tells of the calls so far', async () => {
  const release = harness.sandbox.hold('GetSectionDescription');
  const parts = [];
  for await (const part of queryInParts(harness, deferred, { headers })) {
    parts.push(part);
    release();
  }
  expect(costs(parts[0]?.extensions).map(({ operation }) => operation)).toEqual(['GetSections']);
  const told = parts.map(({ extensions }) => costs(extensions).map(({ operation }) => operation));
  expect(told.at(-1)?.toSorted()).toEqual(['GetSectionDescription', 'GetSections']);
});
