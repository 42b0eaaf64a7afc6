import { expect, onTestFinished, test } from 'vitest';
import { createAdminApi } from '../../src/learning-api/admin-api.ts';
import { demoAccount, wellKnown } from '../../src/sandbox/http/server.ts';
import { arrivalsAt } from '../support/arrivals.ts';
import { eventually } from '../support/eventually.ts';
import { type Harness, harnessForThisTest } from '../support/harness.ts';
import { withProgram } from '../support/programs.ts';
import { redisForThisTest } from '../support/redis.ts';

const { catalogId, sectionId, userId, organizationId } = wellKnown;
const enrollments = `{ section(id: "${sectionId}") { enrollments(first: 3) { nodes { id } } } }`;

test.each([
  ['off', ['GetSections']],
  ['memory', []],
])('with CACHE=%s, the log says which queries were repeated, and they make the calls %j', async (CACHE, expected) => {
  const { query, log, sandbox } = await harnessForThisTest({ config: { CACHE } });
  const text = `query Title { section(id: "${sectionId}") { title } }`;
  for (const _ of [1, 2, 3, 4]) await query(text);
  sandbox.clearCalls();
  await query(text);
  expect(sandbox.calls().map(({ operation }) => operation)).toEqual(expected);
  const lines = log.filter(({ event }) => event === 'request');
  expect(lines.map(({ isRepeated }) => isRepeated)).toEqual([undefined, undefined, true, true, true]);
});

test('with CACHE=memory, a query is repeated if a part of a batch is never cached, such as ids of no section', async () => {
  const { query, log, sandbox } = await harnessForThisTest({
    config: { CACHE: 'memory', DEFAULT_ORGANIZATION_ID: organizationId },
  });
  const text = `{ user(id: "${userId}") { enrollments(first: 4) { nodes { syllabus { title } } } } }`;
  const answers = [];
  for (const _ of [1, 2, 3, 4, 5]) {
    sandbox.clearCalls();
    answers.push((await query(text)).data);
  }
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  expect(log.filter(({ isRepeated }) => isRepeated)).toHaveLength(1);
  expect(sandbox.calls().map(({ operation }) => operation)).toEqual(['SearchEnrollments', 'GetSections']);
});

test('the overdue enrollments follow the clock', async () => {
  let now = Date.parse('2000-01-01T00:00:00Z');
  const { query, log } = await harnessForThisTest({
    timeOfDay: () => now,
    config: { CACHE: 'off', DEFAULT_ORGANIZATION_ID: organizationId },
  });
  const overdue = async () => {
    const { data } = await query(`{ section(id: "${sectionId}") { enrollmentSummary { overdue } } }`);
    return data.section.enrollmentSummary.overdue;
  };
  for (const _ of [1, 2, 3, 4]) expect(await overdue()).toBe(0);
  expect(log.filter(({ isRepeated }) => isRepeated)).toHaveLength(2);
  now = Date.parse('2100-01-01T00:00:00Z');
  for (const _ of [1, 2, 3, 4]) expect(await overdue()).toBeGreaterThan(0);
});

test('the same text with another organization in the header is another query', async () => {
  const { query } = await harnessForThisTest({ config: { CACHE: 'off', DEFAULT_ORGANIZATION_ID: organizationId } });
  const headers = { 'x-organization-id': wellKnown.otherOrganizationId };
  const own = await query(enrollments);
  const others = await query(enrollments, { headers });
  expect(others.data).not.toEqual(own.data);
  for (const _ of [1, 2, 3, 4]) {
    expect((await query(enrollments)).data).toEqual(own.data);
    expect((await query(enrollments, { headers })).data).toEqual(others.data);
  }
});

test('variables and names of operations are a part of the query', async () => {
  const { query } = await harnessForThisTest({ config: { CACHE: 'off' } });
  const text = `query A($first: Int!) { user(id: "${userId}") { enrollments(first: $first) { nodes { id } } } } query B { __typename }`;
  const send = async (operationName: string, first: number) =>
    (await query(text, { variables: { first }, parameters: { operationName } })).data;
  for (const _ of [1, 2, 3, 4]) {
    expect((await send('A', 2)).user.enrollments.nodes).toHaveLength(2);
    expect((await send('A', 3)).user.enrollments.nodes).toHaveLength(3);
    expect(await send('B', 3)).toEqual({ __typename: 'Query' });
  }
});

test('each way to accept a response gets the data', async () => {
  const { url, sandbox } = await harnessForThisTest({ config: { CACHE: 'off' } });
  const body = JSON.stringify({ query: `{ section(id: "${sectionId}") { title } }` });
  const { title } = sandbox.world.sections.find(({ syllabus_id }) => syllabus_id === sectionId) ?? {};
  for (const accept of [
    'application/json',
    'application/graphql-response+json, multipart/mixed',
    'text/event-stream',
    'multipart/mixed',
  ]) {
    for (const _ of [1, 2, 3, 4]) {
      const headers = { accept, 'content-type': 'application/json', authorization: `Bearer ${sandbox.tokens.full}` };
      const response = await fetch(url, { method: 'POST', headers, body });
      expect(await response.text(), accept).toContain(JSON.stringify({ data: { section: { title } } }).slice(0, -1));
    }
  }
});

test('x-debug reports the calls of a query that was repeated', async () => {
  const { query } = await harnessForThisTest({ config: { CACHE: 'off' } });
  const text = `{ section(id: "${sectionId}") { title } }`;
  for (const _ of [1, 2, 3, 4]) await query(text);
  const { extensions } = await query(text, { headers: { 'x-debug': 'upstream, cost' } });
  expect(extensions).toMatchObject({ upstream: [{ operation: 'GetSections' }], cost: { estimated: 1 } });
});

test('a call that hangs delays no call that does not need it', async () => {
  const { query, sandbox } = await harnessForThisTest({
    config: { CACHE: 'off', DEFAULT_ORGANIZATION_ID: organizationId },
  });
  const text = `{ catalog(id: "${catalogId}") { name } user(id: "${userId}") { enrollments(first: 3) { nodes { syllabus { title } } } } }`;
  const operations = () => sandbox.calls().map(({ operation }) => operation);
  const answers = [];
  for (const _ of [1, 2]) {
    const release = sandbox.hold('SearchEnrollments');
    sandbox.clearCalls();
    const catalogFirst = query(text);
    await eventually(() => expect(operations()).toContain('GetCatalog'));
    release();
    answers.push(await catalogFirst);
  }
  sandbox.clearCalls();
  const release = sandbox.hold('GetCatalog');
  const delayed = query(text);
  await eventually(() => expect(operations()).toContain('GetSections'));
  release();
  expect([await delayed]).toEqual(answers.slice(1));
});

test('a call that was split because another hung is one call again when nothing hangs', async () => {
  const { query, sandbox } = await harnessForThisTest({
    config: { CACHE: 'off', DEFAULT_ORGANIZATION_ID: organizationId, REQUEST_TIMEOUT_MS: '3000' },
  });
  const text = `{ section(id: "${sectionId}") { title } user(id: "${userId}") { enrollments(first: 5) { nodes { id syllabus { title } } } } }`;
  const operations = () => sandbox.calls().map(({ operation }) => operation);
  for (const _ of [1, 2, 3]) {
    sandbox.clearCalls();
    const release = sandbox.hold('SearchEnrollments');
    const split = query(text);
    await eventually(() => expect(operations()).toContain('GetSections'));
    release();
    expect((await split).calls).toMatchObject({ GetSections: 2 });
  }
  for (const _ of [1, 2, 3, 4]) expect((await query(text)).calls).toMatchObject({ GetSections: 1 });
});

test.each(['off', 'memory'])('a query after a write sees it, with CACHE=%s', async (CACHE) => {
  const { query } = await harnessForThisTest({ config: { CACHE } });
  const text = `{ user(id: "${userId}") { enrollments(first: 60) { totalCount nodes { id phase result } } } }`;
  const before = await query(text);
  for (const _ of [1, 2, 3, 4]) expect(await query(text)).toEqual(before);
  const { id } = before.data.user.enrollments.nodes.find(({ phase }: { phase: string }) => phase === 'IN_PROGRESS');
  const dropped = await query(`mutation { dropEnrollment(input: { id: "${id}" }) { __typename } }`);
  expect(dropped.data.dropEnrollment.__typename).toBe('DropEnrollmentSuccess');
  const inOtherWords = await query(`query Other ${text}`);
  expect(inOtherWords.data).not.toEqual(before.data);
  for (const _ of [1, 2, 3, 4]) expect(await query(text)).toEqual(inOtherWords);
});

test('a caller of a stream of events shares no result that is repeated for callers of JSON', async () => {
  const { url, sandbox, query } = await harnessForThisTest({ config: { CACHE: 'memory' } });
  const text = `{ user(id: "${userId}") { enrollments(first: 2) { nodes { id } } } }`;
  const answers: string[] = [];
  for (const _ of [1, 2, 3, 4]) {
    const release = sandbox.hold('SearchEnrollments');
    const send = async (accept: string) => {
      const headers = { accept, 'content-type': 'application/json', authorization: `Bearer ${sandbox.tokens.full}` };
      return (await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query: text }) })).text();
    };
    const arrived = arrivalsAt(url);
    const sent = [send('application/json, multipart/mixed'), send('text/event-stream')];
    await arrived(2);
    release();
    answers.push(...(await Promise.all(sent)));
  }
  const { data } = await query(text);
  for (const answer of answers) expect(answer).toContain(JSON.stringify(data));
});

withProgram('redis-server').test(
  'a result that another gateway cached is not mistaken for an earlier one',
  async () => {
    const redis = await redisForThisTest();
    const config = { CACHE: 'redis', REDIS_URL: redis.url };
    const one = await harnessForThisTest({ config });
    const two = await harnessForThisTest({ config: { ...config, LEARNING_API_URL: one.sandbox.url } });
    await redis.connected(2);
    const adminApi = createAdminApi({ origin: one.sandbox.url, timeoutMs: 10_000, maxResponseBytes: 10_000 });
    onTestFinished(() => adminApi.close());
    const newToken = async () => (await adminApi.authenticate(demoAccount)).token;
    const description = async ({ query }: Harness, token: string) => {
      const { data } = await query(`{ catalog(id: "${catalogId}") { description } }`, { token });
      return data.catalog.description;
    };
    for (const _ of [1, 2, 3]) await description(one, await newToken());
    for (const catalog of one.sandbox.world.catalogs) catalog.description = 'New description';
    await description(two, await newToken());
    const token = await newToken();
    await description(two, token);
    await eventually(async () => expect(await redis.text()).toContain('New description'));
    expect(await description(one, token)).toBe('New description');
  },
);
