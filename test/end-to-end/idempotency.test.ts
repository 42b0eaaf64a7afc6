import { hash } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { eventually } from '../support/eventually.ts';
import { countCalls, type Harness, harnessForThisTest, type QueryOptions } from '../support/harness.ts';
import { type Keyed, sendKeyed } from '../support/keyed-requests.ts';
import { queryInParts } from '../support/parts.ts';

const { organizationId, sectionId } = wellKnown;
const unknownId = '99999999-9999-4999-8999-999999999999';
const config = { DEFAULT_ORGANIZATION_ID: organizationId };
const drop = 'mutation Drop($id: ID!) { dropEnrollment(input: { id: $id }) { __typename ... on Error { code } } }';

const openEnrollments = ({ sandbox }: Harness) =>
  sandbox.world.enrollments.filter(({ is_dropped }) => !is_dropped).map(({ enrollment_id }) => enrollment_id);
const firstOpen = (harness: Harness) => openEnrollments(harness)[0] ?? '';
const requestLines = ({ log }: Harness) => log.filter(({ event }) => event === 'request');
const codesOf = ({ errors }: Keyed) => errors.map(({ extensions }) => extensions.code);

test('a repeated mutation gets the first answer, marked as replayed, and is not sent again', async () => {
  const harness = await harnessForThisTest({ config });
  const variables = { id: firstOpen(harness) };
  const first = await sendKeyed(harness, 'one', drop, { variables });
  const again = await sendKeyed(harness, 'one', drop, { variables });
  expect(countCalls(harness.sandbox)).toEqual({ DropEnrollment: 1 });
  expect(first.data.dropEnrollment.__typename).toBe('DropEnrollmentSuccess');
  expect(again.data).toEqual(first.data);
  expect([first.replayed, again.replayed]).toEqual([null, 'true']);
  expect(first.extensions).toBeUndefined();
  expect(again.extensions).toEqual({ idempotency: { replayed: true, requestId: first.requestId } });
  await eventually(() => expect(requestLines(harness)).toHaveLength(2));
  expect(requestLines(harness)).toMatchObject([
    { idempotency: 'stored', requestId: first.requestId, upstreamCalls: { DropEnrollment: 1 } },
    { idempotency: 'replayed', sharedWith: first.requestId, upstreamCalls: {} },
  ]);
});

test('OUTCOME_UNKNOWN is replayed too, with the id of the new request', async () => {
  const harness = await harnessForThisTest({ config });
  harness.sandbox.addFault({ kind: 'resetAfter', operation: 'DropEnrollment', times: 1 });
  const variables = { id: firstOpen(harness) };
  const first = await sendKeyed(harness, 'one', drop, { variables });
  const again = await sendKeyed(harness, 'one', drop, { variables });
  expect(codesOf(first)).toEqual(['OUTCOME_UNKNOWN']);
  const [error] = first.errors;
  expect(again.errors).toEqual([{ ...error, extensions: { ...error?.extensions, requestId: again.requestId } }]);
  expect(again.status).toBe(first.status);
  expect(again.data).toEqual(first.data);
  expect(countCalls(harness.sandbox)).toMatchObject({ DropEnrollment: 1 });
});

test('warnings of the REST API are replayed', async () => {
  const harness = await harnessForThisTest({ config });
  harness.sandbox.addFault({ kind: 'warnings', messages: ['Almost too late.'], operation: 'DropEnrollment' });
  const variables = { id: firstOpen(harness) };
  const first = await sendKeyed(harness, 'one', drop, { variables });
  const again = await sendKeyed(harness, 'one', drop, { variables });
  expect(again.extensions).toMatchObject(first.extensions ?? {});
});

test('requests that arrive while the first one runs wait for it, and one call is sent', async () => {
  const harness = await harnessForThisTest({ config: { ...config, METRICS_PORT: '0' } });
  const variables = { id: firstOpen(harness) };
  const release = harness.sandbox.hold('DropEnrollment');
  const first = sendKeyed(harness, 'one', drop, { variables });
  await eventually(() => expect(countCalls(harness.sandbox)).toEqual({ DropEnrollment: 1 }));
  const others = Array.from({ length: 4 }, () => sendKeyed(harness, 'one', drop, { variables }));
  const refused = await sendKeyed(harness, 'one', drop, { variables: { id: unknownId } });
  expect([refused.status, codesOf(refused)]).toEqual([422, ['IDEMPOTENCY_KEY_REUSED']]);
  release();
  const { data } = await first;
  for (const answer of await Promise.all(others)) {
    expect(answer.data).toEqual(data);
    expect(answer.replayed).toBe('true');
  }
  await sendKeyed(harness, 'one', drop, { variables });
  expect(countCalls(harness.sandbox)).toEqual({ DropEnrollment: 1 });
  await eventually(async () => {
    const metrics = await (await fetch(harness.metricsUrl)).text();
    expect(metrics).toContain('idempotency_requests_total{result="stored"} 1\n');
    expect(metrics).toContain('idempotency_requests_total{result="refused"} 1\n');
    expect(metrics).toMatch(/idempotency_requests_total\{result="waited"\} [1-4]\n/);
    expect(metrics).toMatch(/idempotency_requests_total\{result="replayed"\} [1-4]\n/);
  });
});

describe('the same key with another request is refused, and nothing is sent', () => {
  const repeated: Record<string, (id: string) => [string, QueryOptions]> = {
    variables: () => [drop, { variables: { id: unknownId } }],
    query: (id) => [`${drop} `, { variables: { id } }],
    organization: (id) => [drop, { variables: { id }, headers: { 'x-organization-id': unknownId } }],
    operation: (id) => [
      `${drop} mutation Other { __typename }`,
      { variables: { id }, parameters: { operationName: 'Drop' } },
    ],
  };
  test.each(Object.entries(repeated))('another %s', async (_, repeat) => {
    const harness = await harnessForThisTest({ config });
    const id = firstOpen(harness);
    await sendKeyed(harness, 'one', drop, { variables: { id } });
    harness.sandbox.clearCalls();
    const [query, options] = repeat(id);
    const refused = await sendKeyed(harness, 'one', query, options);
    expect([refused.status, codesOf(refused), refused.replayed]).toEqual([422, ['IDEMPOTENCY_KEY_REUSED'], null]);
    expect(countCalls(harness.sandbox)).toEqual({});
    expect((await sendKeyed(harness, 'two', query, options)).replayed).toBeNull();
  });
});

test('the order of variables, the quotes of the key and a hash in place of the text do not matter', async () => {
  const query =
    'mutation Set($id: ID!, $values: [CustomEnrollmentFieldValueInput!]!) { setCustomEnrollmentFieldValues(input: { enrollmentId: $id, values: $values }) { __typename } }';
  const documentId = hash('sha256', query);
  const PERSISTED_OPERATIONS_FILE = join(mkdtempSync(join(tmpdir(), 'operations-')), 'operations.json');
  writeFileSync(PERSISTED_OPERATIONS_FILE, JSON.stringify({ [documentId]: query }));
  const harness = await harnessForThisTest({ config: { ...config, PERSISTED_OPERATIONS_FILE } });
  const id = firstOpen(harness);
  const values = [{ key: wellKnown.customFieldKey, value: '7' }];
  await sendKeyed(harness, '"one"', query, { variables: { id, values } });
  const swapped = { values: [{ value: '7', key: wellKnown.customFieldKey }], id };
  expect((await sendKeyed(harness, 'one', query, { variables: swapped })).replayed).toBe('true');
  const byHash = { variables: { id, values }, parameters: { documentId: `sha256:${documentId}` } };
  expect((await sendKeyed(harness, 'one', undefined, byHash)).replayed).toBe('true');
  expect(countCalls(harness.sandbox).SetCustomEnrollmentFieldValues).toBe(1);
});

test('two callers may use the same key, and neither sees the answer of the other', async () => {
  const harness = await harnessForThisTest({ config });
  const variables = { id: firstOpen(harness) };
  const first = await sendKeyed(harness, 'one', drop, { variables });
  const other = await sendKeyed(harness, 'one', drop, { variables, token: harness.sandbox.tokens.limited });
  expect(other.replayed).toBeNull();
  expect(other.data).not.toEqual(first.data);
  expect(countCalls(harness.sandbox)).toMatchObject({ DropEnrollment: 2 });
});

test('queries ignore the key', async () => {
  const harness = await harnessForThisTest({ config });
  const query = `{ section(id: "${sectionId}") { title } }`;
  for (const key of ['one', 'one', 'not, valid']) {
    const { data, replayed } = await sendKeyed(harness, key, query);
    expect([data.section.title, replayed]).toEqual([expect.any(String), null]);
  }
  expect(countCalls(harness.sandbox)).toEqual({ GetSections: 3 });
});

test.each(['', '""', '"one', '"one", "two"', 'one, two', '"one";a=1', '"\\n"', 'one two', 'é', 'x'.repeat(256)])(
  'the key %s is refused, and nothing is sent',
  async (key) => {
    const harness = await harnessForThisTest({ config });
    const refused = await sendKeyed(harness, key, drop, { variables: { id: firstOpen(harness) } });
    expect([refused.status, codesOf(refused)]).toEqual([400, ['BAD_REQUEST']]);
    expect(countCalls(harness.sandbox)).toEqual({});
  },
);

describe('a refusal before anything was sent is not kept', () => {
  const id = unknownId;
  const refused: Record<string, [string, QueryOptions?]> = {
    'a syntax error': ['mutation {'],
    'a document that is not valid': ['mutation { nonsense }'],
    'a missing variable': [drop, { variables: {} }],
    'a missing token': [drop, { variables: { id }, token: null }],
    'input that is not valid': [drop, { variables: { id: 'x' } }],
    'a list of variables that is too long': [drop, { variables: { id, more: new Array(2000).fill(1) } }],
    'a body that is too large': [`${drop} #${'x'.repeat(300_000)}`, { variables: { id } }],
  };
  test.each(Object.entries(refused))('%s', async (_, [query, options]) => {
    const harness = await harnessForThisTest({ config });
    const answer = await sendKeyed(harness, 'one', query, options);
    expect(answer.data?.dropEnrollment?.__typename ?? codesOf(answer)).not.toBe('DropEnrollmentSuccess');
    expect(countCalls(harness.sandbox)).toEqual({});
    const variables = { id: firstOpen(harness) };
    const { data, replayed } = await sendKeyed(harness, 'one', drop, { variables });
    expect([data.dropEnrollment.__typename, replayed]).toEqual(['DropEnrollmentSuccess', null]);
  });

  test('a rate limit, and a queue that is full', async () => {
    const harness = await harnessForThisTest({
      config: { ...config, RATE_LIMIT_PER_MINUTE: '3', UPSTREAM_CONCURRENCY: '1', UPSTREAM_QUEUE: '0' },
    });
    const variables = { id: firstOpen(harness) };
    const release = harness.sandbox.hold('GetSections');
    const busy = harness.query(`{ section(id: "${sectionId}") { title } }`);
    await eventually(() => expect(countCalls(harness.sandbox)).toEqual({ GetSections: 1 }));
    expect(codesOf(await sendKeyed(harness, 'one', drop, { variables }))).toEqual(['OVERLOADED']);
    release();
    await busy;
    const carriedOut = await sendKeyed(harness, 'one', drop, { variables });
    expect(carriedOut.data.dropEnrollment.__typename).toBe('DropEnrollmentSuccess');
    expect((await sendKeyed(harness, 'one', drop, { variables })).status).toBe(429);
  });
});

describe('what a gateway remembers is bounded', () => {
  test('more keys than allowed are refused before anything is sent, and the others are still remembered', async () => {
    const harness = await harnessForThisTest({ config: { ...config, IDEMPOTENCY_MAX_KEYS: '1' } });
    const [id = '', other = ''] = openEnrollments(harness);
    await sendKeyed(harness, 'one', drop, { variables: { id } });
    const refused = await sendKeyed(harness, 'two', drop, { variables: { id: other } });
    expect([refused.status, codesOf(refused)]).toEqual([503, ['IDEMPOTENCY_UNAVAILABLE']]);
    expect((await sendKeyed(harness, 'one', drop, { variables: { id } })).replayed).toBe('true');
    expect(countCalls(harness.sandbox)).toEqual({ DropEnrollment: 1 });
  });

  test('an answer that is too large is not kept, and the request is still not sent again', async () => {
    const harness = await harnessForThisTest({ config: { ...config, IDEMPOTENCY_MAX_ANSWER_BYTES: '100' } });
    const query = drop.replace('__typename', Array.from({ length: 20 }, (_, n) => `a${n}: __typename`).join(' '));
    const variables = { id: firstOpen(harness) };
    expect((await sendKeyed(harness, 'one', query, { variables })).errors).toEqual([]);
    const again = await sendKeyed(harness, 'one', query, { variables });
    expect([again.status, codesOf(again)]).toEqual([409, ['OUTCOME_UNKNOWN']]);
    expect(countCalls(harness.sandbox)).toEqual({ DropEnrollment: 1 });
  });

  test('requests with tokens that the REST API refuses leave no key behind', async () => {
    const harness = await harnessForThisTest({ config: { ...config, IDEMPOTENCY_MAX_KEYS: '1' } });
    const variables = { id: firstOpen(harness) };
    for (let sent = 0; sent < 3; sent += 1) {
      const refused = await sendKeyed(harness, 'one', drop, { variables, token: crypto.randomUUID() });
      expect(codesOf(refused)).toEqual(['UNAUTHENTICATED']);
    }
    expect((await sendKeyed(harness, 'one', drop, { variables })).errors).toEqual([]);
  });

  test('after its lifetime, a key is new', async () => {
    const harness = await harnessForThisTest({ config: { ...config, IDEMPOTENCY_KEY_LIFETIME_MS: '1000' } });
    const variables = { id: firstOpen(harness) };
    await sendKeyed(harness, 'one', drop, { variables });
    await eventually(async () => {
      const { data, replayed } = await sendKeyed(harness, 'one', drop, { variables });
      expect([data.dropEnrollment.code, replayed]).toEqual(['ALREADY_DROPPED', null]);
    });
    expect(countCalls(harness.sandbox)).toEqual({ DropEnrollment: 2 });
  });
});

describe('bulk mutations', () => {
  const dropMany = `mutation ($ids: [ID!]!) { dropEnrollments(input: { ids: $ids }) { ... on DropEnrollmentsSuccess {
    outcomes { id result { __typename ... on Error { code } } } } } }`;
  const streamed = dropMany.replace('outcomes', 'outcomes @stream');
  interface Outcome {
    id: string;
    result: { __typename: string };
  }

  test('items that were not attempted can be sent under a new key', async () => {
    const harness = await harnessForThisTest({ config: { ...config, BULK_BUDGET_MS: '1000' } });
    const ids = openEnrollments(harness).slice(0, 20);
    const release = harness.sandbox.hold('DropEnrollment');
    const sent = sendKeyed(harness, 'one', dropMany, { variables: { ids } });
    await eventually(() => expect(countCalls(harness.sandbox)).toEqual({ DropEnrollment: 8 }));
    const begunAt = performance.now();
    await eventually(() => expect(performance.now()).toBeGreaterThan(begunAt + 1000));
    release();
    const first = await sent;
    const again = await sendKeyed(harness, 'one', dropMany, { variables: { ids } });
    expect(again.replayed).toBe('true');
    expect(again.data).toEqual(first.data);
    const outcomes: Outcome[] = again.data.dropEnrollments.outcomes;
    const rest = outcomes.filter(({ result }) => result.__typename === 'NotAttemptedError').map(({ id }) => id);
    expect(rest.length).toBeGreaterThan(0);
    expect(rest.length).toBeLessThan(20);
    const second = await sendKeyed(harness, 'two', dropMany, { variables: { ids: rest } });
    const results = second.data.dropEnrollments.outcomes.map(({ result }: Outcome) => result.__typename);
    expect(results).toEqual(rest.map(() => 'DropEnrollmentSuccess'));
    expect(countCalls(harness.sandbox)).toEqual({ DropEnrollment: 20 });
  });

  test('a streamed answer arrives in parts the first time, and whole when it is replayed', async () => {
    const harness = await harnessForThisTest({ config });
    const ids = openEnrollments(harness).slice(0, 5);
    harness.sandbox.addFault({
      kind: 'resetAfter',
      operation: 'DropEnrollment',
      parameters: { enrollment_id: ids[2] },
    });
    const parts = [];
    const headers = { 'idempotency-key': 'one' };
    for await (const part of queryInParts(harness, streamed, { variables: { ids }, headers })) parts.push(part);
    expect(parts.length).toBeGreaterThan(1);
    const again = await sendKeyed(harness, 'one', streamed, { variables: { ids } });
    expect(again.replayed).toBe('true');
    const items = parts.flatMap(({ incremental = [] }) => incremental.flatMap(({ items: some = [] }) => some));
    expect(again.data.dropEnrollments.outcomes).toEqual(items);
    expect(items.map(({ id }: Outcome) => id)).toEqual(ids);
    expect(countCalls(harness.sandbox)).toEqual({ DropEnrollment: 5 });
  });

  test('a deferred answer is merged', async () => {
    const harness = await harnessForThisTest({ config });
    const variables = { id: firstOpen(harness) };
    const fields = 'user { id } syllabus { title }';
    const deferred = `mutation ($id: ID!) {
      dropEnrollment(input: { id: $id }) { ... on DropEnrollmentSuccess { enrollment { id ... @defer { ${fields} } } } }
    }`;
    const parts = [];
    const headers = { 'idempotency-key': 'one' };
    for await (const part of queryInParts(harness, deferred, { variables, headers })) parts.push(part);
    expect(parts.length).toBeGreaterThan(1);
    const { data, errors } = await sendKeyed(harness, 'one', deferred, { variables });
    expect(errors).toEqual([]);
    const read = await harness.query(`query ($id: ID!) { enrollment(id: $id) { id ${fields} } }`, { variables });
    expect(data.dropEnrollment.enrollment).toEqual(read.data.enrollment);
  });

  test('a stream is kept to its end when the caller leaves: what was begun has its outcome, the rest was not attempted', async () => {
    const harness = await harnessForThisTest({ config });
    const ids = openEnrollments(harness).slice(0, 40);
    const release = harness.sandbox.hold('DropEnrollment');
    const leaving = new AbortController();
    const options = { variables: { ids }, headers: { accept: 'multipart/mixed' }, signal: leaving.signal };
    const left = sendKeyed(harness, 'one', streamed, options).catch(() => 'left');
    await eventually(() => expect(countCalls(harness.sandbox)).toEqual({ DropEnrollment: 8 }));
    leaving.abort();
    expect(await left).toBe('left');
    await eventually(() => expect(requestLines(harness)).toMatchObject([{ outcome: 'CALLER_LEFT' }]));
    release();
    const { data, replayed } = await sendKeyed(harness, 'one', streamed, { variables: { ids } });
    expect(replayed).toBe('true');
    const outcomes: Outcome[] = data.dropEnrollments.outcomes;
    expect(outcomes.map(({ id }) => id)).toEqual(ids);
    expect(outcomes.map(({ result }) => result.__typename)).toEqual(
      ids.map((_, index) => (index < 8 ? 'DropEnrollmentSuccess' : 'NotAttemptedError')),
    );
    expect(countCalls(harness.sandbox)).toEqual({ DropEnrollment: 8 });
  });

  test('a caller that left gets the answer with the same key', async () => {
    const harness = await harnessForThisTest({ config });
    const variables = { id: firstOpen(harness) };
    const release = harness.sandbox.hold('DropEnrollment');
    const leaving = new AbortController();
    const left = sendKeyed(harness, 'one', drop, { variables, signal: leaving.signal }).catch(() => 'left');
    await eventually(() => expect(countCalls(harness.sandbox)).toEqual({ DropEnrollment: 1 }));
    leaving.abort();
    expect(await left).toBe('left');
    const again = sendKeyed(harness, 'one', drop, { variables });
    release();
    expect(await again).toMatchObject({
      replayed: 'true',
      data: { dropEnrollment: { __typename: 'DropEnrollmentSuccess' } },
    });
    expect(countCalls(harness.sandbox)).toEqual({ DropEnrollment: 1 });
  });
});

test('neither keys nor variables nor answers are in the log', async () => {
  const harness = await harnessForThisTest({ config: { ...config, LOG_LEVEL: 'trace' } });
  const variables = { id: firstOpen(harness), note: 'a-secret-note' };
  const query = drop
    .replace('$id: ID!', '$id: ID!, $note: String!')
    .replace('__typename', '__typename @include(if: true) ... @skip(if: false) { a: __typename }');
  for (const key of ['a-secret-key', 'a-secret-key', 'a-secret, key'])
    await sendKeyed(harness, key, query, { variables });
  await eventually(() => expect(requestLines(harness)).toHaveLength(3));
  expect(JSON.stringify(harness.log)).not.toContain('a-secret');
});

test('pages of allowed origins may send the header, and read whether an answer is replayed', async () => {
  const origin = 'https://app.example';
  const harness = await harnessForThisTest({ config: { ...config, CORS_ORIGINS: origin } });
  const preflight = await fetch(harness.url, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type,idempotency-key',
    },
  });
  expect(preflight.headers.get('access-control-allow-headers')).toContain('idempotency-key');
  const answer = await fetch(harness.url, { method: 'POST', headers: { origin, 'content-type': 'application/json' } });
  expect(answer.headers.get('access-control-expose-headers')).toContain('idempotent-replayed');
});
