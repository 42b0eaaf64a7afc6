import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type Fault, wellKnown } from '../../src/sandbox/http/server.ts';
import { eventually } from '../support/eventually.ts';
import { type Harness, harnessForThisTest } from '../support/harness.ts';

const section = `{ section(id: "${wellKnown.sectionId}") { number } }`;
const assignment = `{ assignment(id: "${wellKnown.assignmentId}") { title } }`;
const drop = `mutation { dropEnrollment(input: { id: "${wellKnown.enrollmentId}" }) { ... on Error { code } } }`;
const manyAssignments = (count: number) =>
  `{ ${Array.from({ length: count }, (_, n) => `a${n}: assignment(id: "99999999-9999-4999-8999-${String(n).padStart(12, '0')}") { id }`).join(' ')} }`;
const codesOf = ({ errors }: Awaited<ReturnType<Harness['query']>>) => errors.map(({ extensions }) => extensions.code);

/** Starts an upstream that answers every call in the same way, over a real socket. */
async function upstreamThat(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test.each<[Fault, number]>([
  [{ kind: 'resetBefore' }, 3],
  [{ kind: 'status', status: 429 }, 3],
  [{ kind: 'status', status: 502 }, 3],
  [{ kind: 'status', status: 503 }, 3],
  [{ kind: 'status', status: 504 }, 3],
  [{ kind: 'status', status: 429, retryAfterSeconds: 0 }, 3],
  [{ kind: 'status', status: 503, retryAfterSeconds: 3600 }, 1],
  [{ kind: 'status', status: 500 }, 1],
  [{ kind: 'status', status: 403 }, 1],
  [{ kind: 'status', status: 409 }, 1],
  [{ kind: 'status', status: 422 }, 1],
  [{ kind: 'malformed' }, 1],
  [{ kind: 'errorCode', code: 7 }, 1],
])('after %j a read is sent %i times, a write once', async (fault, sent) => {
  const { sandbox, query } = await harnessForThisTest({});
  sandbox.addFault(fault);
  expect((await query(assignment)).calls).toEqual({ GetAssignment: sent });
  expect((await query(drop)).calls.DropEnrollment).toBe(1);
});

test('a retry that succeeds leaves no trace in the response', async () => {
  const { sandbox, query } = await harnessForThisTest({});
  sandbox.addFault({ kind: 'status', status: 503, times: 2 });
  const { data, errors } = await query(section);
  expect(errors).toEqual([]);
  expect(data.section.number).toEqual(expect.any(String));
});

test('UPSTREAM_RETRIES=false disables retries', async () => {
  const { sandbox, query } = await harnessForThisTest({ config: { UPSTREAM_RETRIES: 'false' } });
  sandbox.addFault({ kind: 'status', status: 503 });
  expect((await query(section)).calls).toEqual({ GetSections: 1 });
});

test('when most calls fail, retries stay within a tenth of the traffic', async () => {
  const { sandbox, query } = await harnessForThisTest({});
  sandbox.addFault({ kind: 'status', status: 429 });
  const rounds = await Promise.all(Array.from({ length: 5 }, () => query(manyAssignments(100))));
  expect(rounds.map(({ errors }) => errors.length)).toEqual([100, 100, 100, 100, 100]);
  // 500 reads: a reserve of ten retries, and one more for every ten reads.
  expect(sandbox.calls().length).toBeLessThanOrEqual(500 + 10 + 50);
});

test.each<[string, Fault]>([
  ['hangs', { kind: 'hang' }],
  ['drips', { kind: 'drip' }],
])('if the upstream %s, a request ends at its deadline with the data loaded so far', async (_, fault) => {
  const { sandbox, query } = await harnessForThisTest({ config: { REQUEST_TIMEOUT_MS: '1000' } });
  sandbox.addFault({ ...fault, operation: 'GetSections' });
  const answered = await query(
    `{ user(id: "${wellKnown.userId}") { id } section(id: "${wellKnown.sectionId}") { number } }`,
  );
  expect(answered.data).toEqual({ user: { id: wellKnown.userId }, section: null });
  expect(codesOf(answered)).toEqual(['UPSTREAM_TIMEOUT']);
  expect(answered.errors[0]?.message).toContain('the request ran out of time');
});

test('queued calls end at the deadline too, and are not sent later', async () => {
  const received = vi.fn();
  const { query, api } = await harnessForThisTest({
    config: { LEARNING_API_URL: await upstreamThat(received), REQUEST_TIMEOUT_MS: '1000', UPSTREAM_CONCURRENCY: '2' },
  });
  const answered = await query(manyAssignments(20));
  expect(codesOf(answered)).toEqual(Array.from({ length: 20 }, () => 'UPSTREAM_TIMEOUT'));
  expect(received).toHaveBeenCalledTimes(2);
  expect(api.state()).toMatchObject({ inFlight: 0, queued: 0 });
});

test('a write that takes longer than the deadline is OUTCOME_UNKNOWN, and its outcome is logged later', async () => {
  const { sandbox, query, log } = await harnessForThisTest({
    config: { REQUEST_TIMEOUT_MS: '1000', UPSTREAM_TIMEOUT_MS: '2000', BULK_BUDGET_MS: '0' },
  });
  sandbox.addFault({ kind: 'hang', operation: 'DropEnrollment' });
  const answered = await query(drop);
  expect(codesOf(answered)).toEqual(['OUTCOME_UNKNOWN']);
  await eventually(() =>
    expect(log).toContainEqual(expect.objectContaining({ event: 'write', operation: 'DropEnrollment' })),
  );
});

test('UPSTREAM_CONCURRENCY limits calls in flight, and UPSTREAM_CONCURRENCY_PER_REQUEST those of one request', async () => {
  const inFlightResponses = new Set<ServerResponse>();
  const answer = (response: ServerResponse) => {
    inFlightResponses.delete(response);
    response.writeHead(409, { 'content-type': 'application/json' }).end('{}');
  };
  const url = await upstreamThat((_, response) => void inFlightResponses.add(response));
  const { query, api } = await harnessForThisTest({
    config: { CACHE: 'off', LEARNING_API_URL: url, UPSTREAM_CONCURRENCY: '8', UPSTREAM_CONCURRENCY_PER_REQUEST: '3' },
  });
  /** Answers one call at a time, each when as many calls as allowed are in flight. */
  const answerOneByOne = async (calls: number, concurrency: number) => {
    for (let left = calls; left > 0; left -= 1) {
      const inFlight = Math.min(left, concurrency);
      await eventually(() => {
        expect(api.state()).toMatchObject({ inFlight, queued: left - inFlight });
        expect(inFlightResponses.size).toBe(inFlight);
      });
      for (const response of [...inFlightResponses].slice(0, 1)) answer(response);
    }
  };

  const [{ errors }] = await Promise.all([query(manyAssignments(30)), answerOneByOne(30, 3)]);
  expect(errors).toEqual([]);
  await Promise.all([...Array.from({ length: 6 }, () => query(manyAssignments(10))), answerOneByOne(60, 8)]);
});

test('calls that do not fit in the queue fail at once as OVERLOADED and are not sent', async () => {
  const { sandbox, query } = await harnessForThisTest({
    config: { UPSTREAM_CONCURRENCY: '2', UPSTREAM_QUEUE: '3' },
  });
  const release = sandbox.hold('GetAssignment');
  const pending = query(manyAssignments(10));
  await eventually(() => expect(sandbox.calls()).toHaveLength(2));
  release();
  const answered = await pending;
  expect(codesOf(answered)).toEqual(Array.from({ length: 5 }, () => 'OVERLOADED'));
  expect(answered.calls).toEqual({ GetAssignment: 5 });
});

test('calls beyond the share of their request wait in the queue too', async () => {
  const { sandbox, query } = await harnessForThisTest({
    config: { UPSTREAM_CONCURRENCY_PER_REQUEST: '2', UPSTREAM_QUEUE: '5' },
  });
  const release = sandbox.hold('GetAssignment');
  const pending = query(manyAssignments(10));
  await eventually(() => expect(sandbox.calls()).toHaveLength(2));
  release();
  const answered = await pending;
  expect(codesOf(answered)).toEqual(['OVERLOADED', 'OVERLOADED', 'OVERLOADED']);
  expect(answered.calls).toEqual({ GetAssignment: 7 });
});

test('while all calls of one caller hang in all slots and fill the queue, another caller is answered', async () => {
  const { sandbox, query, api } = await harnessForThisTest({
    config: { CACHE: 'off', UPSTREAM_CONCURRENCY: '16', UPSTREAM_CONCURRENCY_PER_REQUEST: '4', UPSTREAM_QUEUE: '100' },
  });
  const release = sandbox.hold('GetAssignment');
  const token = sandbox.tokens.limited;
  const hanging = Array.from({ length: 6 }, () => query(manyAssignments(40), { token }));
  await eventually(() => expect(api.state()).toMatchObject({ inFlight: 16, queued: 100 }));
  const { errors, data } = await query(`{ ${manySections(30)} }`);
  expect(errors).toEqual([]);
  expect(Object.keys(data)).toHaveLength(30);
  expect(api.state().inFlight).toBe(16);
  release();
  await Promise.all(hanging);
});

test('two callers share the slots evenly, whichever comes first', async () => {
  const inFlight = new Map<ServerResponse, string>();
  const url = await upstreamThat(({ url: path }, response) => {
    inFlight.set(response, new URL(path ?? '', 'http://upstream').searchParams.get('access_token') ?? '');
  });
  const end = (response: ServerResponse) => {
    inFlight.delete(response);
    response.writeHead(409, json).end('{}');
  };
  const { query, api, sandbox } = await harnessForThisTest({
    config: { CACHE: 'off', LEARNING_API_URL: url, UPSTREAM_CONCURRENCY: '8' },
  });
  const { full: first, limited: second } = sandbox.tokens;
  const countOf = (token: string) => [...inFlight.values()].filter((other) => other === token).length;
  const answers = [query(manyAssignments(60), { token: first }), query(manyAssignments(60), { token: first })];
  await eventually(() => expect([countOf(first), api.state().queued]).toEqual([8, 112]));
  answers.push(query(manyAssignments(60), { token: second }));
  // The reserve.
  await eventually(() => expect([countOf(first), countOf(second), api.state().queued]).toEqual([8, 1, 171]));
  for (const response of [...inFlight].flatMap(([response, token]) => (token === first ? response : []))) end(response);
  await eventually(() => expect([countOf(first), countOf(second)]).toEqual([4, 4]));
  for (let round = 0; round < 5; round += 1) {
    for (const response of [...inFlight.keys()]) end(response);
    await eventually(() => expect([countOf(first), countOf(second)]).toEqual([4, 4]));
  }
  while (inFlight.size > 0 || api.state().queued > 0) {
    for (const response of [...inFlight.keys()]) end(response);
    await new Promise((resolve) => setImmediate(resolve));
  }
  for (const { errors } of await Promise.all(answers)) expect(errors).toEqual([]);
});

const manySections = (count: number) =>
  Array.from({ length: count }, (_, n) => `s${n}: section(id: "${wellKnown.sectionId}") { description }`).join(' ');

test('when a caller leaves, reads in flight are aborted and queued reads are not sent', async () => {
  const cut = vi.fn();
  const received = vi.fn<RequestListener>((_, response) => void response.once('close', cut));
  const { url, api, log } = await harnessForThisTest({
    config: { LEARNING_API_URL: await upstreamThat(received), UPSTREAM_CONCURRENCY: '2' },
  });
  const leaving = new AbortController();
  const left = fetch(url, {
    method: 'POST',
    signal: leaving.signal,
    headers: { 'content-type': 'application/json', authorization: 'Bearer f0000000-0000-4000-8000-000000000001' },
    body: JSON.stringify({ query: manyAssignments(20) }),
  });
  await eventually(() => expect(received).toHaveBeenCalledTimes(2));
  expect(api.state()).toMatchObject({ inFlight: 2, queued: 18 });
  leaving.abort();
  await expect(left).rejects.toThrow();
  await eventually(() => expect(cut).toHaveBeenCalledTimes(2));
  await eventually(() => expect(log).toContainEqual(expect.objectContaining({ outcome: 'CALLER_LEFT' })));
  expect(api.state()).toMatchObject({ inFlight: 0, queued: 0 });
  expect(received).toHaveBeenCalledTimes(2);
});

test('a breaker opens for the operation that keeps failing for several callers, and one probe closes it', async () => {
  let now = 0;
  const { sandbox, query, api } = await harnessForThisTest({
    config: { UPSTREAM_RETRIES: 'false', BREAKER_PROBE_AFTER_MS: '10000' },
    now: () => now,
  });
  sandbox.addFault({ kind: 'status', status: 503, operation: 'GetAssignment' });
  await query(manyAssignments(15));
  await query(manyAssignments(15), { token: sandbox.tokens.limited });
  expect(api.state().breakers).toMatchObject({
    GetAssignment: 'open',
    GetAssignments: 'closed',
    GetSections: 'closed',
  });

  const open = await query(manyAssignments(3));
  expect(codesOf(open)).toEqual(['UPSTREAM_UNAVAILABLE', 'UPSTREAM_UNAVAILABLE', 'UPSTREAM_UNAVAILABLE']);
  expect(open.calls).toEqual({});
  expect((await query(section)).errors).toEqual([]);

  sandbox.faults.clear();
  now += 9_999;
  expect(codesOf(await query(manyAssignments(1)))).toEqual(['UPSTREAM_UNAVAILABLE']);
  now += 1;
  expect((await query(manyAssignments(1))).errors).toEqual([]);
  expect(api.state().breakers).toMatchObject({ GetAssignment: 'closed' });
});

test('a system clock that is set back an hour changes nothing for an open breaker', async () => {
  const { sandbox, query, api } = await harnessForThisTest({
    config: { UPSTREAM_RETRIES: 'false', BREAKER_PROBE_AFTER_MS: '100' },
  });
  sandbox.addFault({ kind: 'status', status: 503, operation: 'GetAssignment' });
  for (const token of [sandbox.tokens.full, sandbox.tokens.limited]) await query(manyAssignments(15), { token });
  expect(openBreakers(api)).toEqual(['GetAssignment']);
  sandbox.faults.clear();
  const { now } = Date;
  const clock = vi.spyOn(Date, 'now').mockImplementation(() => now() - 3_600_000);
  onTestFinished(() => clock.mockRestore());
  await eventually(async () => expect((await query(manyAssignments(1))).errors).toEqual([]));
  expect(openBreakers(api)).toEqual([]);
});

test.each([403, 409, 429, 500])('HTTP %i does not open a breaker', async (status) => {
  const { sandbox, query, api } = await harnessForThisTest({ config: { UPSTREAM_RETRIES: 'false' } });
  sandbox.addFault({ kind: 'status', status });
  for (const token of [sandbox.tokens.full, sandbox.tokens.limited]) await query(manyAssignments(60), { token });
  expect(openBreakers(api)).toEqual([]);
});

test('calls of one caller that fail do not open a breaker for others', async () => {
  const { sandbox, query, api } = await harnessForThisTest({ config: { UPSTREAM_RETRIES: 'false' } });
  sandbox.addFault({ kind: 'status', status: 503, token: 'full' });
  expect((await query(manyAssignments(100))).errors).toHaveLength(100);
  expect(openBreakers(api)).toEqual([]);
  const other = await query(manyAssignments(1), { token: sandbox.tokens.limited });
  expect(other.calls).toEqual({ GetAssignment: 1 });
});

test('a probe whose caller leaves decides nothing, and a probe that is refused closes the breaker', async () => {
  let now = 0;
  const { sandbox, query, api, url } = await harnessForThisTest({
    config: { UPSTREAM_RETRIES: 'false', BREAKER_PROBE_AFTER_MS: '10000' },
    now: () => now,
  });
  sandbox.addFault({ kind: 'status', status: 503, operation: 'GetAssignment' });
  for (const token of [sandbox.tokens.full, sandbox.tokens.limited]) await query(manyAssignments(15), { token });
  expect(openBreakers(api)).toEqual(['GetAssignment']);
  sandbox.faults.clear();
  sandbox.addFault({ kind: 'status', status: 409, operation: 'GetAssignment' });
  now += 10_000;

  const release = sandbox.hold('GetAssignment');
  sandbox.clearCalls();
  const leaving = new AbortController();
  const left = fetch(url, {
    method: 'POST',
    signal: leaving.signal,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${sandbox.tokens.full}` },
    body: JSON.stringify({ query: manyAssignments(1) }),
  });
  await eventually(() => expect(sandbox.calls()).toHaveLength(1));
  expect(api.state().breakers.GetAssignment).toBe('halfOpen');
  expect(codesOf(await query(manyAssignments(1)))).toEqual(['UPSTREAM_UNAVAILABLE']);
  leaving.abort();
  await expect(left).rejects.toThrow();
  await eventually(() => expect(api.state().breakers.GetAssignment).toBe('open'));
  release();

  expect((await query(manyAssignments(1))).calls).toEqual({ GetAssignment: 1 });
  expect(openBreakers(api)).toEqual([]);
});

const openBreakers = (api: Harness['api']) =>
  Object.entries(api.state().breakers).flatMap(([operation, state]) => (state === 'closed' ? [] : operation));

const json = { 'content-type': 'application/json' };
const mebibyte = Buffer.alloc(1 << 20, ' ');
test.each<[string, RequestListener]>([
  [
    'a gzip bomb',
    (_, response) =>
      void response.writeHead(200, { ...json, 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(200 << 20, ' '))),
  ],
  [
    '200 MB',
    (_, response) => {
      response.writeHead(200, json);
      const more = () => {
        if (!response.destroyed) response.write(mebibyte, () => setImmediate(more));
      };
      more();
    },
  ],
  [
    'an unknown content encoding',
    (_, response) => void response.writeHead(200, { ...json, 'content-encoding': 'zstd' }).end('{}'),
  ],
  ['HTML', (_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>secret</h1>')],
  [
    'JSON with the content type text/plain',
    (_, response) => void response.writeHead(200, { 'content-type': 'text/plain' }).end('{"sections":[]}'),
  ],
  ['an empty body', (_, response) => void response.writeHead(200, json).end()],
  [
    'half a body',
    (_, response) =>
      void response
        .writeHead(200, { ...json, 'content-length': '1000' })
        .write('{"sections":[', () => response.destroy()),
  ],
  ['a redirect', (_, response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/secret' }).end()],
])('%s is an UPSTREAM_ERROR, and nothing of it is shown', async (_, answer) => {
  const url = await upstreamThat(answer);
  const { query } = await harnessForThisTest({ config: { LEARNING_API_URL: url } });
  const answered = await query(section);
  expect(answered.status).toBe(200);
  expect(codesOf(answered)).toEqual(['UPSTREAM_ERROR']);
  expect(JSON.stringify(answered)).not.toMatch(/secret|<h1>|127\.0\.0\.1/);
});

test.each<[string, Record<string, string>, Buffer | string]>([
  ['a byte order mark', json, '\uFEFF{"enrollments":[]}'],
  ['gzip', { ...json, 'content-encoding': 'gzip' }, gzipSync('{"enrollments":[]}')],
  ['GZIP', { ...json, 'content-encoding': 'GZIP' }, gzipSync('{"enrollments":[]}')],
  ['x-gzip', { ...json, 'content-encoding': 'x-gzip' }, gzipSync('{"enrollments":[]}')],
  ['a content type with a character set', { 'content-type': 'application/json; charset=utf-8' }, '{"enrollments":[]}'],
  ['no content type', {}, '{"enrollments":[]}'],
])('a response with %s is read', async (_, headers, body) => {
  const url = await upstreamThat((_, response) => void response.writeHead(200, headers).end(body));
  const { query } = await harnessForThisTest({ config: { LEARNING_API_URL: url } });
  const { data, errors } = await query(`{ user(id: "${wellKnown.userId}") { enrollments { nodes { id } } } }`);
  expect([errors, data]).toEqual([[], { user: { enrollments: { nodes: [] } } }]);
});
