import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { eventually } from '../support/eventually.ts';
import { countCalls, type Harness, harnessForThisTest, startHarness } from '../support/harness.ts';
import { queryInParts } from '../support/parts.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ config: { DEFAULT_ORGANIZATION_ID: wellKnown.organizationId } });
});
beforeEach(() => harness.sandbox.reset());
afterAll(() => harness.close());

/** Users without an enrollment in the section. */
const outsiders = ({ sandbox: { world } }: Harness, count: number) => {
  const enrolled = new Set(
    world.enrollments.filter((e) => e.syllabus_id === wellKnown.sectionId).map(({ user_id }) => user_id),
  );
  return world.users.flatMap(({ user_id }) => (enrolled.has(user_id) ? [] : [user_id])).slice(0, count);
};
const openEnrollments = ({ sandbox: { world } }: Harness, count: number) =>
  world.enrollments.flatMap((e) => (e.is_dropped || e.phase === 2 ? [] : [e.enrollment_id])).slice(0, count);

const bulks = [
  {
    name: 'createEnrollments',
    operation: 'CreateEnrollment',
    success: 'CreateEnrollmentsSuccess',
    itemsOf: outsiders,
    inputFor: (userIds: readonly string[]) =>
      `organizationId: "${wellKnown.organizationId}", userIds: ${JSON.stringify(userIds)}, syllabusId: "${wellKnown.sectionId}", membershipGroupIds: []`,
  },
  {
    name: 'dropEnrollments',
    operation: 'DropEnrollment',
    success: 'DropEnrollmentsSuccess',
    itemsOf: openEnrollments,
    inputFor: (ids: readonly string[]) => `ids: ${JSON.stringify(ids)}`,
  },
  {
    name: 'deleteEnrollments',
    operation: 'DeleteEnrollment',
    success: 'DeleteEnrollmentsSuccess',
    itemsOf: openEnrollments,
    inputFor: (ids: readonly string[]) => `ids: ${JSON.stringify(ids)}`,
  },
  {
    name: 'setCustomEnrollmentFieldValuesForEnrollments',
    operation: 'SetCustomEnrollmentFieldValues',
    success: 'SetCustomEnrollmentFieldValuesForEnrollmentsSuccess',
    itemsOf: openEnrollments,
    inputFor: (ids: readonly string[]) =>
      `enrollmentIds: ${JSON.stringify(ids)}, values: [{ key: "cost_center", value: "4100" }]`,
  },
] as const;
type Bulk = (typeof bulks)[number];
/** The mutation field for items, without its selection. */
const fieldFor = ({ name, inputFor }: Bulk, items: readonly string[]) => `${name}(input: { ${inputFor(items)} })`;
const [createBulk, dropBulk] = bulks;
const create = (userIds: readonly string[]) => fieldFor(createBulk, userIds);
const drop = (ids: readonly string[]) => fieldFor(dropBulk, ids);

test('a mutation starts when the streamed bulk before it has written everything', async () => {
  const ids = openEnrollments(harness, 17);
  const last = ids.pop() ?? '';
  harness.sandbox.behave({ latencyMs: 15 });
  harness.sandbox.clearCalls();
  const query = `mutation {
    ${drop(ids)} { ... on DropEnrollmentsSuccess { outcomes @stream { result { __typename } } } }
    deleteEnrollment(input: { id: "${last}" }) { __typename }
  }`;
  for await (const part of queryInParts(harness, query)) expect(JSON.stringify(part)).not.toContain('"errors"');
  const operations = harness.sandbox.calls().map(({ operation }) => operation);
  expect(operations).toEqual([...ids.map(() => 'DropEnrollment'), 'DeleteEnrollment']);
});

test.each(bulks.flatMap((bulk) => ['', '@stream'].map((stream) => [bulk.name, stream, bulk] as const)))(
  'after the caller of %s %s has left, no further write begins',
  async (_, stream, bulk) => {
    const { operation, success } = bulk;
    const own = await harnessForThisTest({ config: { DEFAULT_ORGANIZATION_ID: wellKnown.organizationId } });
    const ids = bulk.itemsOf(own, 60);
    const release = own.sandbox.hold(operation);
    const leaving = new AbortController();
    const request = fetch(own.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: stream ? 'multipart/mixed' : 'application/json',
        authorization: `Bearer ${own.sandbox.tokens.full}`,
      },
      body: JSON.stringify({
        query: `mutation { ${fieldFor(bulk, ids)} { ... on ${success} { outcomes ${stream} { __typename } } } later: ${fieldFor(bulk, ids.slice(0, 1))} { __typename } }`,
      }),
      signal: leaving.signal,
    }).then(
      (response) => response.text(),
      () => undefined,
    );
    await eventually(() => expect(own.sandbox.calls()).toHaveLength(8));
    leaving.abort();
    await request.catch(() => undefined);
    await eventually(() => expect(own.log).toContainEqual(expect.objectContaining({ event: 'request' })));
    release();
    const writes = () => own.log.filter(({ event }) => event === 'write');
    await eventually(() => expect(writes()).toHaveLength(61));
    expect(countCalls(own.sandbox)).toEqual({ [operation]: 8 });
    expect(writes().filter(({ outcome }) => outcome === 'OK')).toHaveLength(8);
    expect(writes().filter(({ outcome }) => outcome === 'notAttempted')).toHaveLength(53);
    expect(own.log.find(({ event }) => event === 'request')).toMatchObject({ upstreamCalls: { [operation]: 8 } });
  },
);

type Outcome = { result: { __typename: string; code?: string; reason?: string; retryAfterSeconds?: number } };

/** Runs a bulk mutation, and returns its outcomes and the REST calls. */
async function outcomesOf(bulk: Bulk, items: readonly string[], { query }: Harness = harness) {
  const { data, errors, calls } = await query(
    `mutation { ${fieldFor(bulk, items)} { ... on ${bulk.success} { outcomes { result { __typename ... on Error { code } ... on NotAttemptedError { reason retryAfterSeconds } } } } } }`,
  );
  expect(errors).toEqual([]);
  const outcomes: Outcome[] = data[bulk.name].outcomes;
  return { results: outcomes.map(({ result }) => result), calls };
}

describe.each(bulks)('a run of $name', (bulk) => {
  const { operation } = bulk;
  const parametersOf = (item: string | undefined) =>
    operation === 'CreateEnrollment' ? { user_id: item } : { enrollment_id: item };

  test('gives each item its own outcome', async () => {
    const items = bulk.itemsOf(harness, 12);
    const { sandbox } = harness;
    const faults = [
      { kind: 'status', status: 403 },
      { kind: 'status', status: 422 },
      { kind: 'status', status: 500 },
      { kind: 'resetAfter' },
      { kind: 'status', status: 429 },
    ] as const;
    for (const [index, fault] of faults.entries())
      sandbox.addFault({ ...fault, operation, parameters: parametersOf(items[index]) });
    const unknown = '99999999-9999-4999-8999-999999999999';
    const { results, calls } = await outcomesOf(bulk, [...items, unknown]);
    expect(results.slice(0, 5).map(({ code }) => code)).toEqual([
      'FORBIDDEN',
      'BAD_USER_INPUT',
      'OUTCOME_UNKNOWN',
      'OUTCOME_UNKNOWN',
      'RATE_LIMITED',
    ]);
    for (const { __typename } of results.slice(5, 12)) expect(__typename).toMatch(/Success$/);
    expect(results[12]?.code).toBe('NOT_FOUND');
    expect(calls[operation]).toBe(13);
  });

  test('begins no further write after the token was refused', async () => {
    harness.sandbox.addFault({ kind: 'status', status: 401, operation });
    const { results, calls } = await outcomesOf(bulk, bulk.itemsOf(harness, 60));
    expect(calls[operation]).toBeLessThanOrEqual(16);
    expect(results.at(-1)).toEqual({
      __typename: 'NotAttemptedError',
      code: 'NOT_ATTEMPTED',
      reason: 'UNAUTHENTICATED',
      retryAfterSeconds: null,
    });
  });

  test('waits for the pause that the REST API asks for, if it ends in time', async () => {
    const items = bulk.itemsOf(harness, 12);
    harness.sandbox.addFault({
      kind: 'status',
      status: 429,
      operation,
      parameters: parametersOf(items[0]),
      retryAfterSeconds: 1,
    });
    const { results, calls } = await outcomesOf(bulk, items);
    expect(results[0]?.code).toBe('RATE_LIMITED');
    for (const { __typename } of results.slice(1)) expect(__typename).toMatch(/Success$/);
    expect(calls).toEqual({ [operation]: 12 });
  });

  test('stops if the REST API asks for a pause beyond its time limit', async () => {
    harness.sandbox.addFault({ kind: 'status', status: 429, operation, retryAfterSeconds: 3600 });
    const { results, calls } = await outcomesOf(bulk, bulk.itemsOf(harness, 60));
    expect(calls[operation]).toBeLessThanOrEqual(16);
    expect(results.at(-1)).toMatchObject({ __typename: 'NotAttemptedError', reason: 'RATE_LIMITED' });
    expect(results.at(-1)?.retryAfterSeconds).toBeGreaterThan(3590);
  });

  test('stops when its time is up, and finishes the writes that began', async () => {
    const hasty = await harnessForThisTest({ config: { BULK_BUDGET_MS: '60' } });
    hasty.sandbox.behave({ latencyMs: 40 });
    const { results, calls } = await outcomesOf(bulk, bulk.itemsOf(hasty, 100), hasty);
    const done = results.filter(({ __typename }) => __typename.endsWith('Success')).length;
    expect(done).toBeGreaterThan(0);
    expect(results.filter(({ reason }) => reason === 'TIME_LIMIT')).toHaveLength(100 - done);
    expect(calls).toEqual({ [operation]: done });
  });
});

test('unexpected errors in two items fail these items, and the gateway keeps answering', async () => {
  const own = await harnessForThisTest({ config: { DEFAULT_ORGANIZATION_ID: wellKnown.organizationId } });
  const ids = openEnrollments(own, 12);
  const { call } = own.api;
  let made = 0;
  own.api.call = ((...args: Parameters<typeof call>) => {
    made += 1;
    return made === 3 || made === 5 ? Promise.reject(new TypeError('broken')) : call(...args);
  }) as typeof call;
  const { data, errors } = await own.query(
    `mutation { ${drop(ids)} { ... on DropEnrollmentsSuccess { outcomes { result { __typename ... on Error { code } } } } } }`,
  );
  expect(errors).toEqual([]);
  const codes = (data.dropEnrollments.outcomes as { result: { code?: string } }[]).map(({ result }) => result.code);
  expect(codes.filter((code) => code === 'INTERNAL_SERVER_ERROR')).toHaveLength(2);
  expect(codes.filter((code) => code === undefined)).toHaveLength(10);
  expect(own.log.filter(({ event }) => event === 'unexpected_error')).toHaveLength(2);
  expect((await own.query('{ __typename }')).status).toBe(200);
});

test('each outcome names its learner, also where nothing more is known of the user', async () => {
  const userIds = [...outsiders(harness, 1), '99999999-9999-4999-8999-999999999999'];
  const { data } = await harness.query(
    `mutation { ${create(userIds)} { ... on CreateEnrollmentsSuccess { outcomes { userId user { id } } } } }`,
  );
  expect(data.createEnrollments.outcomes).toEqual(userIds.map((id) => ({ userId: id, user: { id } })));
});
