import { type IncomingMessage, request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Fault, wellKnown } from '../../src/sandbox/http/server.ts';
import { enrollmentOf } from './examples.ts';
import { required, startTestSandbox, type TestSandbox, urlOf } from './support.ts';

let subject: TestSandbox;
beforeAll(async () => {
  subject = await startTestSandbox();
});
beforeEach(() => subject.sandbox.reset());
afterAll(() => subject.close());

const operation = 'GetCategories';
const query = { catalog_id: wellKnown.catalogId };
const fail = (fault: Fault) => subject.sandbox.addFault({ operation, ...fault });

interface Raw {
  status: number | undefined;
  headers: IncomingMessage['headers'];
  body: Buffer;
  /** The error of the connection; undefined if the response was complete. */
  failure: string | undefined;
}

/** The raw bytes of the response. */
function raw(
  options: { operation?: string; query?: Record<string, string>; stopAfterBytes?: number } = {},
): Promise<Raw> {
  return new Promise((resolve) => {
    const sent = request(urlOf(subject.sandbox, options.operation ?? operation, options.query ?? query), {
      agent: false,
    });
    let answer: IncomingMessage | undefined;
    const chunks: Buffer[] = [];
    const done = (failure?: string) => {
      resolve({ status: answer?.statusCode, headers: answer?.headers ?? {}, body: Buffer.concat(chunks), failure });
      sent.destroy();
    };
    sent.on('response', (response) => {
      answer = response;
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        if (Buffer.concat(chunks).length >= (options.stopAfterBytes ?? Number.POSITIVE_INFINITY)) done('stopped');
      });
      response.on('end', () => done(response.complete ? undefined : 'incomplete'));
      response.on('error', (error: NodeJS.ErrnoException) => done(error.code));
    });
    sent.on('error', (error: NodeJS.ErrnoException) => done(error.code));
    sent.end();
  });
}

test.each([401, 403, 409, 422, 500, 502, 503, 504])('status %i comes with an error envelope', async (status) => {
  fail({ kind: 'status', status, message: 'On request' });
  const answer = await subject.call(operation, { query });
  expect(answer).toMatchObject({ status, body: { api_error_entity: { error_message: 'On request' } } });
});

test('a 429 can have a Retry-After header', async () => {
  fail({ kind: 'status', status: 429, retryAfterSeconds: 7 });
  expect((await raw()).headers['retry-after']).toBe('7');
});

test('an error code can be in a 200: of an object, instead of a list, or of one item', async () => {
  fail({ kind: 'errorCode', code: 9, message: 'Broken' });
  const instead = await subject.call(operation, { query });
  expect(instead).toMatchObject({
    status: 200,
    body: { api_error_entity: { error_code: 9, error_message: 'Broken' } },
  });

  subject.sandbox.faults.clear();
  fail({ kind: 'errorCode', code: 9, item: 1 });
  const { body } = await subject.call(operation, { query });
  expect(body[1].api_error_entity.error_code).toBe(9);
  expect(body[0].api_error_entity?.error_code ?? 0).toBe(0);

  subject.sandbox.addFault({ kind: 'errorCode', code: 4, operation: 'GetSections' });
  const object = await subject.call('GetSections', { body: { sections: [wellKnown.sectionId] } });
  expect(object).toMatchObject({ status: 200, body: { api_error_entity: { error_code: 4 } } });
});

test('warnings accompany a success', async () => {
  subject.sandbox.addFault({ kind: 'warnings', messages: ['Mind the gap'], operation: 'GetSections' });
  const { body } = await subject.call('GetSections', { body: { sections: [wellKnown.sectionId] } });
  expect(body.api_error_entity).toEqual({ error_code: 0, warning_messages: ['Mind the gap'] });
  expect(body.sections).toHaveLength(1);
});

test('an id can be missing from one item', async () => {
  fail({ kind: 'dropField', field: 'category_id', item: 0 });
  const { body } = await subject.call(operation, { query });
  expect(body[0]).not.toHaveProperty('category_id');
  expect(body[1]).toHaveProperty('category_id');
});

const unreadable = (body: Buffer) => expect(() => JSON.parse(body.toString())).toThrow();

const wrongAnswers: [Fault, (answer: Raw) => void][] = [
  [
    { kind: 'malformed' },
    ({ status, body, failure }) => {
      expect([status, failure]).toEqual([200, undefined]);
      unreadable(body);
    },
  ],
  [
    { kind: 'truncated' },
    ({ status, body, failure }) => {
      expect(status).toBe(200);
      expect(failure).toBeDefined();
      unreadable(body);
    },
  ],
  [
    { kind: 'empty' },
    ({ status, body, failure }) => expect([status, body.length, failure]).toEqual([200, 0, undefined]),
  ],
  [
    { kind: 'html' },
    ({ status, headers, body }) => {
      expect([status, headers['content-type']]).toEqual([200, 'text/html']);
      expect(body.toString()).toContain('<html>');
    },
  ],
  [
    { kind: 'bom' },
    ({ body }) => {
      expect([...body.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
      expect(JSON.parse(body.subarray(3).toString())).toBeInstanceOf(Array);
    },
  ],
  [
    { kind: 'redirect' },
    ({ status, headers }) => {
      expect(status).toBe(302);
      expect(headers.location).toMatch(/^http/);
    },
  ],
  [
    { kind: 'wrongType' },
    ({ headers, body }) => {
      expect(headers['content-type']).toBe('text/plain');
      expect(JSON.parse(body.toString())).toBeInstanceOf(Array);
    },
  ],
  [
    { kind: 'gzipBomb', bytes: 3_000_000 },
    ({ headers, body }) => {
      expect(headers['content-encoding']).toBe('gzip');
      expect(body.length).toBeLessThan(30_000);
      expect(gunzipSync(body)).toHaveLength(3_000_000);
    },
  ],
  [{ kind: 'resetBefore' }, ({ status, failure }) => expect([status, failure]).toEqual([undefined, 'ECONNRESET'])],
  [
    { kind: 'resetAfter' },
    ({ status, failure }) => {
      expect(status).toBe(200);
      expect(failure).toBe('ECONNRESET');
    },
  ],
];

test.each(wrongAnswers)('%j is sent as described', async (fault, expectAnswer) => {
  fail(fault);
  expectAnswer(await raw());
});

test('a call can hang without an answer', async () => {
  fail({ kind: 'hang' });
  const leaving = new AbortController();
  const answer = fetch(urlOf(subject.sandbox, operation, query), { signal: leaving.signal });
  await expect.poll(() => subject.sandbox.calls().length).toBe(1);
  expect(subject.sandbox.calls()[0]?.status).toBeNull();
  leaving.abort();
  await expect(answer).rejects.toThrow(/abort/);
});

test('a body can drip and never end', async () => {
  fail({ kind: 'drip' });
  const { status, failure, body } = await raw({ stopAfterBytes: 3 });
  expect([status, failure]).toEqual([200, 'stopped']);
  expect(body.length).toBeGreaterThanOrEqual(3);
});

test('a sandbox can be closed while calls hang and bodies drip', async () => {
  const other = await startTestSandbox();
  other.sandbox.addFault({ kind: 'hang', times: 1 });
  other.sandbox.addFault({ kind: 'drip', times: 1 });
  const open = [1, 2].map(() => fetch(urlOf(other.sandbox, operation, query)).then((answer) => answer.text()));
  await expect.poll(() => other.sandbox.calls().length).toBe(2);
  const ended = Promise.allSettled(open);
  await other.close();
  expect((await ended).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

test('a write whose connection is reset has taken effect', async () => {
  const { enrollment_id } = required(subject.sandbox.world.enrollments.find(({ is_dropped }) => !is_dropped));
  subject.sandbox.addFault({ kind: 'resetBefore', operation: 'DropEnrollment' });
  expect((await raw({ operation: 'DropEnrollment', query: { enrollment_id } })).failure).toBe('ECONNRESET');
  expect(enrollmentOf(subject.sandbox.world, enrollment_id).is_dropped).toBe(true);
  expect(subject.sandbox.calls()).toMatchObject([{ operation: 'DropEnrollment' }]);
});

test('a fault affects the given number of calls, or all calls if there is none', async () => {
  fail({ kind: 'status', status: 503, times: 2 });
  const statuses = async (count: number) => {
    const seen: number[] = [];
    while (seen.length < count) seen.push((await subject.call(operation, { query })).status);
    return seen;
  };
  expect(await statuses(4)).toEqual([503, 503, 200, 200]);
  fail({ kind: 'status', status: 500 });
  expect(await statuses(4)).toEqual([500, 500, 500, 500]);
  subject.sandbox.faults.clear();
  expect(await statuses(1)).toEqual([200]);
});

test('a fault is not used up by calls that fail anyway or that it does not change', async () => {
  const { call, sandbox } = subject;
  const section = { body: { sections: [wellKnown.sectionId] } };
  sandbox.addFault({ kind: 'status', status: 503, operation: 'GetSections', times: 1 });
  expect((await call('GetSections', { ...section, token: sandbox.tokens.expired })).status).toBe(401);
  expect((await call('GetSections', { body: { sections: 'nonsense' } })).status).toBe(422);
  expect((await call('GetSections', section)).status).toBe(503);
  expect((await call('GetSections', section)).status).toBe(200);

  sandbox.addFault({ kind: 'malformed', operation: 'GetOrganizations', times: 1 });
  expect((await call('GetOrganizations', { query: { org_short_name: 'nobody' } })).status).toBe(409);
  sandbox.addFault({ kind: 'dropField', field: 'title', item: 1, operation: 'GetSections', times: 1 });
  await call('GetSections', section);
  sandbox.override('GetCatalog', () => ({ body: {} }));
  sandbox.addFault({ kind: 'hang', operation: 'GetCatalog', times: 1 });
  await call('GetCatalog', { query: { catalog_id: wellKnown.catalogId } });
  expect(sandbox.faults.list().map(({ kind, times }) => [kind, times])).toEqual([
    ['malformed', 1],
    ['dropField', 1],
    ['hang', 1],
  ]);
});

test('a fault affects only its operation, its parameters and its token', async () => {
  const { call, sandbox } = subject;
  sandbox.addFault({ kind: 'status', status: 503, operation: 'GetOrganizations' });
  expect((await call(operation, { query })).status).toBe(200);
  sandbox.addFault({ kind: 'status', status: 502, operation, parameters: { page: 2 } });
  expect((await call(operation, { query: { ...query, page: 1 } })).status).toBe(200);
  expect((await call(operation, { query: { ...query, page: 2 } })).status).toBe(502);
  sandbox.addFault({ kind: 'status', status: 500, operation: 'GetSections', token: 'limited' });
  const body = { sections: [] };
  expect((await call('GetSections', { body })).status).toBe(200);
  expect((await call('GetSections', { body, token: sandbox.tokens.limited })).status).toBe(500);
});

test('faults are not violations of the contract', async () => {
  fail({ kind: 'dropField', field: 'category_id', item: 0 });
  await subject.call(operation, { query });
  subject.sandbox.override(operation, () => ({ body: [{ nonsense: true }] }));
  await subject.call(operation, { query });
  expect(subject.sandbox.violations()).toEqual([]);
});

test('a test can override the answer of an operation, for all calls or for some', async () => {
  subject.sandbox.override(operation, ({ page }) => (page === 2 ? { status: 418, body: { tea: true } } : undefined));
  expect(await subject.call(operation, { query: { ...query, page: 2 } })).toMatchObject({
    status: 418,
    body: { tea: true },
  });
  expect((await subject.call(operation, { query })).status).toBe(200);
  subject.sandbox.override(operation, null);
  expect((await subject.call(operation, { query: { ...query, page: 2 } })).status).toBe(200);
});

test('latency delays the responses of all operations or of one', async () => {
  const answered: string[] = [];
  const call = async (name: string, request: Parameters<TestSandbox['call']>[1]) => {
    await subject.call(name, request);
    answered.push(name);
  };
  subject.sandbox.behave({ latencyMs: 1_000, latencyMsByOperation: { GetSections: 0 } });
  const start = performance.now();
  await Promise.all([call(operation, { query }), call('GetSections', { body: { sections: [] } })]);
  expect(answered).toEqual(['GetSections', operation]);
  expect(performance.now() - start).toBeGreaterThanOrEqual(999);
});
