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

const create = (userIds: readonly string[]) =>
  `createEnrollments(input: { organizationId: "${wellKnown.organizationId}", userIds: ${JSON.stringify(userIds)}, syllabusId: "${wellKnown.sectionId}", membershipGroupIds: [] })`;
const drop = (ids: readonly string[]) => `dropEnrollments(input: { ids: ${JSON.stringify(ids)} })`;

const bulks = [
  { name: 'createEnrollments', operation: 'CreateEnrollment', success: 'CreateEnrollmentsSuccess' },
  { name: 'dropEnrollments', operation: 'DropEnrollment', success: 'DropEnrollmentsSuccess' },
];
const fieldFor = (name: string, count: number) =>
  name === 'createEnrollments' ? create(outsiders(harness, count)) : drop(openEnrollments(harness, count));

/** Selections of a bulk mutation's result; each must cost exactly one write for each item. */
const selections = (success: string): [string, string][] => [
  ['nothing but __typename', '{ __typename }'],
  ['the outcomes', `{ ... on ${success} { outcomes { result { __typename } } } }`],
  [
    'the outcomes under two names',
    `{ ... on ${success} { a: outcomes { result { __typename } } b: outcomes { __typename } } }`,
  ],
  [
    'outcomes that are not included',
    `{ ... on ${success} { outcomes @include(if: false) { __typename } } __typename }`,
  ],
  ['outcomes that are skipped', `{ ... on ${success} { outcomes @skip(if: true) { __typename } } __typename }`],
  ['a fragment that does not apply', '{ ... on ValidationError { message } }'],
  [
    'the outcomes in two fragments',
    `{ ... on ${success} { outcomes { __typename } } ... on ${success} { outcomes { result { __typename } } } }`,
  ],
];
const incrementalSelections = (success: string): [string, string][] => [
  ['streamed outcomes', `{ ... on ${success} { outcomes @stream { result { __typename } } } }`],
  ['deferred outcomes', `{ __typename ... on ${success} @defer { outcomes { __typename } } }`],
  ['a deferred fragment without outcomes', `{ ... on ${success} @defer { __typename } }`],
  ['streaming that is off', `{ ... on ${success} { outcomes @stream(if: false) { __typename } } }`],
];

describe.each(bulks)('$name writes once for each item', ({ name, operation, success }) => {
  test.each(selections(success))('if the selection is %s', async (_, selection) => {
    const { errors, calls } = await harness.query(`mutation { ${fieldFor(name, 5)} ${selection} }`);
    expect(errors).toEqual([]);
    expect(calls).toEqual({ [operation]: 5 });
  });

  test.each(incrementalSelections(success))('if the selection is %s', async (_, selection) => {
    const query = `mutation { ${fieldFor(name, 5)} ${selection} }`;
    harness.sandbox.clearCalls();
    for await (const part of queryInParts(harness, query)) expect(JSON.stringify(part)).not.toContain('"errors"');
    expect(countCalls(harness.sandbox)).toEqual({ [operation]: 5 });
  });
});

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

test.each(['', '@stream'])('after the caller has left, no further write of a bulk begins (%s)', async (stream) => {
  const own = await harnessForThisTest({ config: { DEFAULT_ORGANIZATION_ID: wellKnown.organizationId } });
  const ids = openEnrollments(own, 60);
  const release = own.sandbox.hold('DropEnrollment');
  const leaving = new AbortController();
  const request = fetch(own.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: stream ? 'multipart/mixed' : 'application/json',
      authorization: `Bearer ${own.sandbox.tokens.full}`,
    },
    body: JSON.stringify({
      query: `mutation { ${drop(ids)} { ... on DropEnrollmentsSuccess { outcomes ${stream} { __typename } } } later: ${drop(ids.slice(0, 1))} { __typename } }`,
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
  expect(countCalls(own.sandbox)).toEqual({ DropEnrollment: 8 });
  expect(writes().filter(({ outcome }) => outcome === 'OK')).toHaveLength(8);
  expect(writes().filter(({ outcome }) => outcome === 'notAttempted')).toHaveLength(53);
  expect(own.log.find(({ event }) => event === 'request')).toMatchObject({ upstreamCalls: { DropEnrollment: 8 } });
});

test('a bulk begins no further write after the token was refused', async () => {
  const ids = openEnrollments(harness, 60);
  harness.sandbox.addFault({ kind: 'status', status: 401, operation: 'DropEnrollment' });
  const { data, calls } = await harness.query(
    `mutation { ${drop(ids)} { ... on DropEnrollmentsSuccess { outcomes { result { __typename ... on Error { code } ... on NotAttemptedError { reason retryAfterSeconds } } } } } }`,
  );
  expect(calls.DropEnrollment).toBeLessThanOrEqual(16);
  expect(data.dropEnrollments.outcomes.at(-1).result).toEqual({
    __typename: 'NotAttemptedError',
    code: 'NOT_ATTEMPTED',
    reason: 'UNAUTHENTICATED',
    retryAfterSeconds: null,
  });
});

test('a bulk waits for the pause that the REST API asks for, if it ends in time', async () => {
  const ids = openEnrollments(harness, 12);
  harness.sandbox.addFault({
    kind: 'status',
    status: 429,
    operation: 'DropEnrollment',
    parameters: { enrollment_id: ids[0] },
    retryAfterSeconds: 1,
  });
  const { data, calls } = await harness.query(
    `mutation { ${drop(ids)} { ... on DropEnrollmentsSuccess { outcomes { result { __typename ... on Error { code } } } } } }`,
  );
  const results = (data.dropEnrollments.outcomes as { result: { __typename: string; code?: string } }[]).map(
    ({ result }) => result.code ?? result.__typename,
  );
  expect(results).toEqual(['RATE_LIMITED', ...ids.slice(1).map(() => 'DropEnrollmentSuccess')]);
  expect(calls).toEqual({ DropEnrollment: 12 });
});

test('a bulk stops if the REST API asks for a pause beyond its time limit', async () => {
  const ids = openEnrollments(harness, 60);
  harness.sandbox.addFault({ kind: 'status', status: 429, operation: 'DropEnrollment', retryAfterSeconds: 3600 });
  const { data, calls } = await harness.query(
    `mutation { ${drop(ids)} { ... on DropEnrollmentsSuccess { outcomes { result { __typename ... on NotAttemptedError { reason retryAfterSeconds } } } } } }`,
  );
  expect(calls.DropEnrollment).toBeLessThanOrEqual(16);
  const last = data.dropEnrollments.outcomes.at(-1).result;
  expect(last).toMatchObject({ __typename: 'NotAttemptedError', reason: 'RATE_LIMITED' });
  expect(last.retryAfterSeconds).toBeGreaterThan(3590);
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
