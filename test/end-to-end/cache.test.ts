import { fileURLToPath } from 'node:url';
import { Redis } from 'ioredis';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { arrivalsAt } from '../support/arrivals.ts';
import { eventually } from '../support/eventually.ts';
import { countCalls, harnessForThisTest } from '../support/harness.ts';
import persistedOperations from '../support/persisted-operations.json' with { type: 'json' };
import { withProgram } from '../support/programs.ts';
import { redisForThisTest } from '../support/redis.ts';

const title = `{ section(id: "${wellKnown.sectionId}") { title } }`;
const enrollments = `{ enrollments(filter: { userIds: ["${wellKnown.userId}"] }, first: 3) { nodes { id phase } } }`;
const drop = `mutation { dropEnrollment(input: { id: "${wellKnown.enrollmentId}" }) { ... on Error { code } } }`;
const caching = (config: Record<string, string> = {}, now?: () => number) =>
  harnessForThisTest({ config: { CACHE: 'memory', ...config }, ...(now && { now }) });
/** The same, and it knows the query for enrollments: it is the second time that shares whole answers. */
const knowing = async (config: Record<string, string> = {}) => {
  const harness = await caching({ UPSTREAM_RETRIES: 'false', ...config });
  await harness.query(enrollments);
  harness.sandbox.clearCalls();
  return harness;
};

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

test('what a catalog lists of a section is told as it lists it, also where the section is kept', async () => {
  const { query, sandbox } = await caching({ CACHE_LIFETIMES: '{"GetCatalogSyllabi":0}' });
  const listed = async (first: number) => {
    const syllabi = `syllabi(first: ${first}) { nodes { __typename id title } }`;
    return (await query(`{ catalog(id: "${wellKnown.catalogId}") { ${syllabi} } }`)).data.catalog.syllabi.nodes;
  };
  const { id } = (await listed(100)).find(({ __typename }: { __typename: string }) => __typename === 'Section');
  const section = sandbox.world.sections.find(({ syllabus_id }) => syllabus_id === id);
  // Without its type, whether it is a section has to be asked for.
  sandbox.addFault({ kind: 'dropField', field: 'syllabus_type', item: 0, operation: 'GetCatalogSyllabi' });
  for (const title of ['!1', '!2', '!3', '!4']) {
    if (section) section.title = title;
    expect(await listed(1)).toEqual([{ __typename: 'Section', id, title }]);
  }
});

describe('a section with its assignments', () => {
  const asking = async (config: Record<string, string> = {}, now?: () => number) => {
    const { query, sandbox } = await caching(config, now);
    const { sections, assignments } = sandbox.world;
    const open = sections.filter(({ org_id }) => org_id === wellKnown.limitedOrganizationId);
    const assignment = assignments.find(({ section_id }) => open.some(({ syllabus_id }) => syllabus_id === section_id));
    if (!assignment) throw new Error('The world lacks an assignment that both tokens see.');
    const text = `{ section(id: "${assignment.section_id}") { title assignments(first: 50) { nodes { id title } } } }`;
    const ask = async (token = sandbox.tokens.full) => {
      const { data, calls, extensions } = await query(text, { token });
      const { nodes } = data.section.assignments;
      const title = nodes.find(({ id }: { id: string }) => id === assignment.assignment_id).title;
      return { title, calls, isOld: extensions !== undefined };
    };
    return { ask, assignment, tokens: sandbox.tokens };
  };

  test('is what each token was told of it, also where the section is the same for both', async () => {
    const { ask, assignment, tokens } = await asking();
    const calls = { GetSections: 1, GetAssignments: 1 };
    assignment.title = '!1';
    expect(await ask(tokens.full)).toMatchObject({ title: '!1', calls });
    assignment.title = '!2';
    expect(await ask(tokens.limited)).toMatchObject({ title: '!2', calls });
    for (const _ of [1, 2, 3]) {
      expect(await ask(tokens.full)).toMatchObject({ title: '!1', calls: {} });
      expect(await ask(tokens.limited)).toMatchObject({ title: '!2', calls: {} });
    }
  });

  test('has new assignments when those that were kept are too old, however long the section is kept', async () => {
    let now = 0;
    const { ask, assignment } = await asking({ CACHE_LIFETIMES: '{"GetAssignments":1}' }, () => now);
    for (const title of ['!1', '!2', '!3']) {
      assignment.title = title;
      now += 1_001;
      await eventually(async () => expect(await ask()).toMatchObject({ title, isOld: false }));
      for (const _ of [1, 2]) expect(await ask()).toMatchObject({ title });
    }
  });
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
  let now = 0;
  const { query, sandbox } = await caching({ CACHE_LIFETIMES: '{"GetSections":60}' }, () => now);
  await query(title);
  const section = sandbox.world.sections.find(({ syllabus_id }) => syllabus_id === wellKnown.sectionId);
  if (section) section.title = 'New title';
  now += 61_000;
  const old = await query(title);
  expect(old.extensions).toMatchObject({ stale: [{ operation: 'GetSections', ageSeconds: 61 }] });
  expect(old.data.section.title).not.toBe('New title');
  await eventually(async () => expect((await query(title)).data.section.title).toBe('New title'));
});

test('while the REST API is down, what is too old is better than nothing', async () => {
  let now = 0;
  const { query, sandbox } = await caching({ CACHE_LIFETIMES: '{"GetSections":60}' }, () => now);
  const { data } = await query(title);
  sandbox.addFault({ kind: 'resetBefore' });
  now += 61_000;
  for (const _ of [1, 2]) {
    const still = await query(title);
    expect([still.data, still.errors]).toEqual([data, []]);
    expect(still.extensions).toHaveProperty('stale');
  }
});

test('once a token is refused, nothing of its caller is served from the cache, neither fresh nor stale', async () => {
  let now = 0;
  const { query, sandbox } = await caching({ CACHE_LIFETIMES: '{"GetSections":60}' }, () => now);
  const catalog = `{ catalog(id: "${wellKnown.catalogId}") { updatedAt } }`;
  await query(title);
  await query(catalog);
  await query(catalog, { token: sandbox.tokens.limited });
  sandbox.addFault({ kind: 'status', status: 401 });
  now += 61_000;
  await query(title);
  await eventually(async () => expect((await query(title)).data?.section ?? null).toBeNull());
  for (const text of [title, catalog]) {
    const { data, errors } = await query(text);
    expect([Object.values(data ?? {}), errors]).toMatchObject([[null], [{ extensions: { code: 'UNAUTHENTICATED' } }]]);
  }
  // The REST API refuses every call now, and a stale answer is renewed in the background: only the answer tells.
  const { data, errors } = await query(catalog, { token: sandbox.tokens.limited });
  expect([data, errors]).toEqual([{ catalog: expect.any(Object) }, []]);
});

test('once the token of a write is refused, nothing of its caller is served from the cache', async () => {
  const { query, sandbox } = await caching({});
  const read = await query(title);
  expect([read.errors, (await query(title)).calls]).toEqual([[], {}]);
  await query(title, { token: sandbox.tokens.limited });
  sandbox.addFault({ kind: 'status', status: 401 });
  const write = await query(`mutation { deleteEnrollment(input: { id: "${wellKnown.enrollmentId}" }) { __typename } }`);
  expect(write.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  const { data, errors } = await query(title);
  expect([data.section, errors]).toMatchObject([null, [{ extensions: { code: 'UNAUTHENTICATED' } }]]);
});

test.each([403, 409])('a stale result is dropped when the REST API answers %d', async (status) => {
  let now = 0;
  const { query, sandbox } = await caching({ CACHE_LIFETIMES: '{"GetSections":60}' }, () => now);
  const first = await query(title);
  expect(first.data.section.title).toEqual(expect.any(String));
  sandbox.addFault({ kind: 'status', status });
  now += 61_000;
  expect((await query(title)).data).toEqual(first.data);
  await eventually(async () => expect((await query(title)).data?.section?.title ?? null).toBeNull());
});

test('a system clock that is set back an hour does not keep anything fresh', async () => {
  const { now } = Date;
  let setBackMs = 0;
  const clock = vi.spyOn(Date, 'now').mockImplementation(() => now() - setBackMs);
  onTestFinished(() => clock.mockRestore());
  const { query, sandbox } = await caching({ CACHE_LIFETIMES: '{"GetSections":1}' });
  await query(title);
  const section = sandbox.world.sections.find(({ syllabus_id }) => syllabus_id === wellKnown.sectionId);
  if (section) section.title = 'New title';
  setBackMs = 3_600_000;
  await eventually(async () => expect((await query(title)).data.section.title).toBe('New title'));
});

test('a lifetime of 0 keeps nothing', async () => {
  const { query } = await caching({ CACHE_LIFETIMES: '{"GetSections":0}' });
  for (const _ of [1, 2]) expect((await query(title)).calls).toEqual({ GetSections: 1 });
});

/** Waits until each request that has arrived had its turns: the gateway runs in this process. */
async function everyTurn(): Promise<void> {
  for (let round = 0; round < 1000; round += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Requests for the same: word for word, which are answered by one execution, or not, which share its calls. */
describe.each([
  ['word for word', () => enrollments],
  ['in other words', (number: number) => `${enrollments} #${number}`],
])('requests for the same %s', (_, text) => {
  test('share the calls if they have one token and come at once', async () => {
    const { query, sandbox, url } = await knowing();
    const release = sandbox.hold('SearchEnrollments');
    const arrived = arrivalsAt(url);
    const asked = Array.from({ length: 8 }, (_each, number) => query(text(number)));
    await arrived(8);
    await everyTurn();
    release();
    const answers = await Promise.all(asked);
    expect(new Set(answers.map(({ data }) => JSON.stringify(data))).size).toBe(1);
    expect(countCalls(sandbox)).toEqual({ SearchEnrollments: 1 });
  });

  test('share nothing with those of another token', async () => {
    const { query, sandbox } = await knowing();
    const release = sandbox.hold('SearchEnrollments');
    const asked = [query(text(0)), query(text(1), { token: sandbox.tokens.limited })];
    await eventually(() => expect(countCalls(sandbox)).toEqual({ SearchEnrollments: 2 }));
    release();
    const [full, limited] = await Promise.all(asked);
    expect(full?.errors).toEqual([]);
    expect(limited?.data).not.toEqual(full?.data);
  });

  test('do not share what began before a write of their token', async () => {
    const { query, sandbox } = await knowing();
    const release = sandbox.hold('SearchEnrollments');
    const before = query(text(0));
    await eventually(() => expect(countCalls(sandbox)).toEqual({ SearchEnrollments: 1 }));
    await query(drop);
    const after = query(text(1));
    await eventually(() => expect(countCalls(sandbox)).toMatchObject({ SearchEnrollments: 1 }));
    release();
    await Promise.all([before, after]);
    expect((await before).data.enrollments.nodes.length).toBeGreaterThan(0);
    expect(countCalls(sandbox)).toEqual({ SearchEnrollments: 1 });
  });

  test('do not share what began while a write of their token was under way', async () => {
    const { query, sandbox } = await knowing();
    const [releaseWrite, releaseReads] = [sandbox.hold('DropEnrollment'), sandbox.hold('SearchEnrollments')];
    const writing = query(drop);
    await eventually(() => expect(countCalls(sandbox)).toEqual({ DropEnrollment: 1 }));
    const during = query(text(0));
    await eventually(() => expect(countCalls(sandbox)).toEqual({ SearchEnrollments: 1 }));
    releaseWrite();
    await writing;
    const after = query(text(1));
    await eventually(() => expect(countCalls(sandbox)).toEqual({ SearchEnrollments: 1 }));
    releaseReads();
    await Promise.all([during, after]);
  });

  test('go on without a caller who leaves, and end when all have left', async () => {
    const { query, sandbox, url, log, api } = await knowing();
    const release = sandbox.hold('SearchEnrollments');
    const start = (number: number, { signal }: AbortController) =>
      fetch(url, {
        method: 'POST',
        signal,
        headers: { 'content-type': 'application/json', authorization: `Bearer ${sandbox.tokens.full}` },
        body: JSON.stringify({ query: text(number) }),
      }).catch((error: Error) => error.name);
    const arrived = arrivalsAt(url);
    const leaving = new AbortController();
    const first = start(0, leaving);
    await eventually(() => expect(sandbox.calls()).toHaveLength(1));
    const staying = query(text(1));
    await arrived(2);
    leaving.abort();
    expect(await first).toBe('AbortError');
    await eventually(() => expect(log.filter(({ outcome }) => outcome === 'CALLER_LEFT')).toHaveLength(1));
    release();
    expect((await staying).errors).toEqual([]);
    expect(countCalls(sandbox)).toEqual({});

    sandbox.hold('SearchEnrollments');
    const [one, other] = [new AbortController(), new AbortController()];
    const both = [start(0, one), start(1, other)];
    await arrived(4);
    await eventually(() => expect(sandbox.calls()).toHaveLength(1));
    one.abort();
    other.abort();
    expect(await Promise.all(both)).toEqual(['AbortError', 'AbortError']);
    await eventually(() => expect(log.filter(({ outcome }) => outcome === 'CALLER_LEFT')).toHaveLength(3));
    expect(api.state()).toMatchObject({ inFlight: 0, queued: 0 });
    await query('{ __typename }');
    expect(log.filter(({ event }) => event === 'unexpected_error')).toEqual([]);
  });
});

test('an answer that is shared has the id of each request in its errors and in the log', async () => {
  const { query, sandbox, log, url } = await knowing();
  sandbox.addFault({ kind: 'status', status: 500, operation: 'SearchEnrollments' });
  const release = sandbox.hold('SearchEnrollments');
  const ids = ['one', 'two', 'three'];
  const arrived = arrivalsAt(url);
  const asked = ids.map((id) => query(enrollments, { headers: { 'x-request-id': id } }));
  await arrived(3);
  release();
  const answers = await Promise.all(asked);
  expect(answers.map(({ errors }) => errors.map(({ extensions }) => extensions.requestId))).toEqual(
    ids.map((id) => [id]),
  );
  const lines = log.filter(({ requestId }) => ids.includes(String(requestId)));
  expect(lines).toHaveLength(3);
  for (const line of lines) expect(line).toMatchObject({ outcome: 'UPSTREAM_ERROR', operationKind: 'query' });
  const [leader] = lines.filter(({ sharedWith }) => sharedWith === undefined);
  expect(leader?.upstreamCalls).toEqual({ SearchEnrollments: 1 });
  expect(lines.filter(({ sharedWith }) => sharedWith === leader?.requestId)).toHaveLength(2);
});

test.each([
  ['the organization they ask in', { 'x-organization-id': wellKnown.organizationId }],
  ['what they want to know of it', { 'x-debug': 'upstream' }],
  ['the parts that they accept', { accept: 'application/json' }],
])('requests that differ by %s are executed apart', async (_, headers) => {
  const { query, sandbox, log, url } = await knowing();
  const release = sandbox.hold('SearchEnrollments');
  const arrived = arrivalsAt(url);
  const asked = [query(enrollments), query(enrollments, { headers })];
  await arrived(2);
  release();
  await Promise.all(asked);
  expect(log.filter(({ sharedWith }) => sharedWith !== undefined)).toEqual([]);
});

test('without a cache, nothing is shared', async () => {
  const { query, sandbox } = await harnessForThisTest({ config: { CACHE: 'off' } });
  const release = sandbox.hold('SearchEnrollments');
  const asked = [query(enrollments), query(enrollments)];
  await eventually(() => expect(countCalls(sandbox)).toEqual({ SearchEnrollments: 2 }));
  release();
  await Promise.all(asked);
});

describe('what browsers may keep', () => {
  const manifest = fileURLToPath(new URL('../support/persisted-operations.json', import.meta.url));
  const config = { PERSISTED_OPERATIONS_FILE: manifest };
  const get = async (config: Record<string, string>, parameters: Record<string, string>) => {
    const { url, sandbox } = await harnessForThisTest({ config });
    const search = new URLSearchParams({ ...parameters, variables: JSON.stringify({ id: wellKnown.sectionId }) });
    return fetch(`${url}?${search}`, { headers: { authorization: `Bearer ${sandbox.tokens.full}` } });
  };
  const [[hash, text] = ['', '']] = Object.entries(persistedOperations);
  const [mixed = ''] = Object.entries(persistedOperations)
    .filter(([, document]) => document.includes('enrollments'))
    .map(([id]) => id);

  test('is the answer to a persisted query by GET that needed nothing but reference data', async () => {
    const { status, headers } = await get({ ...config, CACHE: 'memory' }, { documentId: hash });
    expect([status, headers.get('cache-control')]).toEqual([200, 'private, max-age=60']);
    for (const name of ['authorization', 'x-organization-id', 'origin']) expect(headers.get('vary')).toContain(name);
  });

  test('is as short as an operator says', async () => {
    const lifetimes = { CACHE: 'memory', CACHE_LIFETIMES: '{"GetSections":7}' };
    expect((await get({ ...config, ...lifetimes }, { documentId: hash })).headers.get('cache-control')).toBe(
      'private, max-age=7',
    );
  });

  test.each([
    ['a query that needed more', { CACHE: 'memory' }, { documentId: mixed }],
    ['a query that is not persisted', { CACHE: 'memory' }, { query: text }],
    ['what is not to be kept here either', { CACHE: 'off' }, { documentId: hash }],
    ['what is never to be kept', { CACHE: 'memory', CACHE_LIFETIMES: '{"GetSections":0}' }, { documentId: hash }],
    ['a refusal', { CACHE: 'memory' }, { documentId: 'unknown' }],
  ])('is not %s', async (_what, settings, parameters) => {
    const { headers } = await get({ ...config, ...(settings as Record<string, string>) }, parameters as never);
    expect(headers.get('cache-control')).toBeNull();
  });
});

const redisTest = withProgram('redis-server').test;

redisTest('gateways share what they keep through Redis', async () => {
  const redis = await redisForThisTest();
  const config = { CACHE: 'redis', REDIS_URL: redis.url };
  const one = await harnessForThisTest({ config });
  const two = await harnessForThisTest({ config: { ...config, LEARNING_API_URL: one.sandbox.url } });
  const first = await eventually(async () => {
    const answered = await one.query(title);
    expect(answered.calls).toEqual({});
    return answered;
  });
  await eventually(async () => {
    one.sandbox.clearCalls();
    const second = await two.query(title, { token: one.sandbox.tokens.full });
    expect(second.data).toEqual(first.data);
    expect(countCalls(one.sandbox)).toEqual({});
  });
});

redisTest(
  'gateways of two LearningApis share nothing in one Redis, and values that are not ours are not used',
  async () => {
    const redis = await redisForThisTest();
    const config = { CACHE: 'redis', REDIS_URL: redis.url };
    const one = await harnessForThisTest({ config });
    const two = await harnessForThisTest({ config });
    await redis.connected(2);
    await one.query(title);
    await eventually(async () => expect(await redis.text()).toContain('GetSections'));
    expect((await two.query(title)).calls).toEqual({ GetSections: 1 });

    const connection = new Redis(redis.url);
    onTestFinished(() => connection.disconnect());
    for (const text of ['nonsense', `{"at":${Date.now()},"value":{"title":1}}`]) {
      for (const key of await connection.keys('*')) await connection.set(key, text);
      const three = await harnessForThisTest({ config: { ...config, LEARNING_API_URL: one.sandbox.url } });
      // The connection of this test counts too.
      await redis.connected(text === 'nonsense' ? 4 : 5);
      one.sandbox.clearCalls();
      expect((await three.query(title, { token: one.sandbox.tokens.full })).errors).toEqual([]);
      expect(countCalls(one.sandbox)).toEqual({ GetSections: 1 });
    }
  },
);

redisTest('a Redis that goes down does no harm, and the log tells once', async () => {
  const redis = await redisForThisTest();
  const { query, log } = await harnessForThisTest({ config: { CACHE: 'redis', REDIS_URL: redis.url } });
  expect((await query(title)).errors).toEqual([]);
  await redis.stop();
  for (const _ of [1, 2, 3]) expect((await query(title)).errors).toEqual([]);
  await eventually(() => expect(log.filter(({ event }) => event === 'redis_down')).toHaveLength(1));
  expect((await query(`{ catalog(id: "${wellKnown.catalogId}") { updatedAt } }`)).errors).toEqual([]);
});
