import { expect, test, vi } from 'vitest';
import { wellKnown } from '../../src/sandbox/server.ts';
import { countCalls, harnessForThisTest } from '../support/harness.ts';
import { redisForThisTest, redisIsMissing } from '../support/redis.ts';

const title = `{ section(id: "${wellKnown.sectionId}") { title } }`;
const enrollments = `{ enrollments(filter: { userIds: ["${wellKnown.userId}"] }, first: 3) { nodes { id phase } } }`;
const drop = `mutation { dropEnrollment(input: { id: "${wellKnown.enrollmentId}" }) { ... on Error { code } } }`;
const caching = (config: Record<string, string> = {}) => harnessForThisTest({ config: { CACHE: 'memory', ...config } });

test('reference data is asked for once for each token, what learners change every time', async () => {
  const { query, sandbox } = await caching();
  const first = await query(title);
  expect(first.calls).toEqual({ GetSections: 1 });
  const second = await query(title);
  expect([second.calls, second.data]).toEqual([{}, first.data]);
  const other = await query(title, { token: sandbox.tokens.limited });
  expect(other.calls).toEqual({ GetSections: 1 });
  expect(other.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  for (const _ of [1, 2]) expect((await query(enrollments)).calls).toEqual({ SearchEnrollments: 1 });
});

test('of many sections only those are asked for that are not kept', async () => {
  const { query, sandbox } = await caching();
  const ids = sandbox.world.sections.slice(0, 4).map(({ syllabus_id }) => syllabus_id);
  const ask = (wanted: string[]) => query(`{ sections(ids: ${JSON.stringify(wanted)}) { id title } }`);
  const all = await ask(ids.slice(0, 3));
  const { data } = await ask([ids[3] ?? '', ids[1] ?? '', ids[0] ?? '']);
  expect(sandbox.calls().map(({ parameters }) => parameters)).toEqual([{ sections: [ids[3]] }]);
  expect(data.sections.slice(1)).toEqual([all.data.sections[1], all.data.sections[0]]);
  expect((await ask(ids)).calls).toEqual({});
});

test('what failed, or came with warnings, is not kept', async () => {
  const { query, sandbox } = await caching({ UPSTREAM_RETRIES: 'false' });
  sandbox.addFault({ kind: 'status', status: 503, operation: 'GetSections', times: 1 });
  expect((await query(title)).errors).toHaveLength(1);
  sandbox.addFault({ kind: 'warnings', messages: ['Careful'], item: 0, operation: 'GetSections', times: 1 });
  expect((await query(title)).extensions).toMatchObject({ warnings: [{ message: 'Careful' }] });
  const third = await query(title);
  expect([third.calls, third.extensions]).toEqual([{ GetSections: 1 }, undefined]);
});

test('what is too old is given, said to be old, and renewed behind the back of the caller', async () => {
  const { query, sandbox } = await caching({ CACHE_LIFETIMES: '{"GetSections":0.2}' });
  await query(title);
  const section = sandbox.world.sections.find(({ syllabus_id }) => syllabus_id === wellKnown.sectionId);
  if (section) section.title = 'New title';
  const old = await vi.waitFor(async () => {
    const answered = await query(title);
    expect(answered.extensions).toMatchObject({
      stale: [{ operation: 'GetSections', ageSeconds: expect.any(Number) }],
    });
    return answered;
  });
  expect(old.data.section.title).not.toBe('New title');
  await vi.waitFor(async () => expect((await query(title)).data.section.title).toBe('New title'));
});

test('while the REST API is down, what is too old is better than nothing', async () => {
  const { query, sandbox } = await caching({ CACHE_LIFETIMES: '{"GetSections":0.2}' });
  const { data } = await query(title);
  sandbox.addFault({ kind: 'resetBefore' });
  await vi.waitFor(async () => expect((await query(title)).extensions).toHaveProperty('stale'));
  const { data: still, errors } = await query(title);
  expect([still, errors]).toEqual([data, []]);
});

test('a lifetime of 0 keeps nothing', async () => {
  const { query } = await caching({ CACHE_LIFETIMES: '{"GetSections":0}' });
  for (const _ of [1, 2]) expect((await query(title)).calls).toEqual({ GetSections: 1 });
});

test('callers with one token who want the same at once share the call; others do not', async () => {
  const { query, sandbox } = await caching();
  sandbox.behave({ latencyMs: 100 });
  const answers = await Promise.all(Array.from({ length: 8 }, () => query(enrollments)));
  expect(new Set(answers.map(({ data }) => JSON.stringify(data))).size).toBe(1);
  expect(countCalls(sandbox)).toEqual({ SearchEnrollments: 1 });
  sandbox.clearCalls();
  await Promise.all([query(title), query(title, { token: sandbox.tokens.limited })]);
  expect(countCalls(sandbox)).toEqual({ GetSections: 2 });
});

test('a read that begins after a write of its token does not share one that began before', async () => {
  const { query, sandbox } = await caching();
  sandbox.behave({ latencyMsByOperation: { SearchEnrollments: 300 } });
  const before = query(enrollments);
  await vi.waitFor(() => expect(countCalls(sandbox)).toEqual({ SearchEnrollments: 1 }));
  await query(drop);
  const after = query(enrollments);
  await vi.waitFor(() => expect(countCalls(sandbox)).toMatchObject({ SearchEnrollments: 1 }));
  await Promise.all([before, after]);
  const dropped = (answer: Awaited<typeof before>) => answer.data.enrollments.nodes.length;
  expect(dropped(await before)).toBeGreaterThan(0);
  expect(countCalls(sandbox)).toEqual({ SearchEnrollments: 1 });
});

test('a caller who leaves does not take the call from those who share it', async () => {
  const { query, sandbox, url } = await caching();
  sandbox.behave({ latencyMs: 200 });
  const leaving = new AbortController();
  const left = fetch(url, {
    method: 'POST',
    signal: leaving.signal,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${sandbox.tokens.full}` },
    body: JSON.stringify({ query: enrollments }),
  });
  await vi.waitFor(() => expect(sandbox.calls()).toHaveLength(1));
  const staying = query(enrollments);
  await new Promise((resolve) => setImmediate(resolve));
  leaving.abort();
  await expect(left).rejects.toThrow();
  expect((await staying).errors).toEqual([]);
});

const withRedis = test.skipIf(redisIsMissing);
withRedis('gateways share what they keep through Redis', async () => {
  const redis = await redisForThisTest();
  const config = { CACHE: 'redis', REDIS_URL: redis.url };
  const one = await harnessForThisTest({ config });
  const two = await harnessForThisTest({ config: { ...config, LEARNING_API_URL: one.sandbox.url } });
  const first = await vi.waitFor(async () => {
    const answered = await one.query(title);
    expect(answered.calls).toEqual({});
    return answered;
  });
  await vi.waitFor(async () => {
    one.sandbox.clearCalls();
    const second = await two.query(title, { token: one.sandbox.tokens.full });
    expect(second.data).toEqual(first.data);
    expect(countCalls(one.sandbox)).toEqual({});
  });
});

withRedis('a Redis that goes down does no harm, and the log tells once', async () => {
  const redis = await redisForThisTest();
  const { query, log } = await harnessForThisTest({ config: { CACHE: 'redis', REDIS_URL: redis.url } });
  expect((await query(title)).errors).toEqual([]);
  await redis.stop();
  for (const _ of [1, 2, 3]) expect((await query(title)).errors).toEqual([]);
  await vi.waitFor(() => expect(log.filter(({ event }) => event === 'redis_down')).toHaveLength(1));
  expect((await query(`{ catalog(id: "${wellKnown.catalogId}") { updatedAt } }`)).errors).toEqual([]);
});
