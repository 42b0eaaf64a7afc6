import { type IncomingMessage, request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Fault, wellKnown } from '../../src/sandbox/http/server.ts';
import { enrollmentOf } from './examples.ts';
import { need, type Subject, startSubject, urlOf } from './support.ts';

let subject: Subject;
beforeAll(async () => {
  subject = await startSubject();
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
  /** How the connection failed; undefined where the answer came to its end. */
  failure: string | undefined;
}

/** What really comes over the socket, bytes as they are. */
function raw(
  options: { operation?: string; query?: Record<string, string>; stopAfterBytes?: number } = {},
): Promise<Raw> {
  return new Promise((resolve) => {
    const asked = request(urlOf(subject.sandbox, options.operation ?? operation, options.query ?? query), {
      agent: false,
    });
    let answer: IncomingMessage | undefined;
    const chunks: Buffer[] = [];
    const done = (failure?: string) => {
      resolve({ status: answer?.statusCode, headers: answer?.headers ?? {}, body: Buffer.concat(chunks), failure });
      asked.destroy();
    };
    asked.on('response', (response) => {
      answer = response;
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        if (Buffer.concat(chunks).length >= (options.stopAfterBytes ?? Number.POSITIVE_INFINITY)) done('stopped');
      });
      response.on('end', () => done(response.complete ? undefined : 'incomplete'));
      response.on('error', (error: NodeJS.ErrnoException) => done(error.code));
    });
    asked.on('error', (error: NodeJS.ErrnoException) => done(error.code));
    asked.end();
  });
}

test.each([401, 403, 409, 422, 500, 502, 503, 504])('status %i comes with an error envelope', async (status) => {
  fail({ kind: 'status', status, message: 'On request' });
  const answer = await subject.ask(operation, { query });
  expect(answer).toMatchObject({ status, body: { api_error_entity: { error_message: 'On request' } } });
});

test('a 429 can say when to come back', async () => {
  fail({ kind: 'status', status: 429, retryAfterSeconds: 7 });
  expect((await raw()).headers['retry-after']).toBe('7');
});

test('an error code comes inside a 200: on an object, in place of a list, or on one item of it', async () => {
  fail({ kind: 'errorCode', code: 9, message: 'Broken' });
  const instead = await subject.ask(operation, { query });
  expect(instead).toMatchObject({
    status: 200,
    body: { api_error_entity: { error_code: 9, error_message: 'Broken' } },
  });

  subject.sandbox.faults.clear();
  fail({ kind: 'errorCode', code: 9, item: 1 });
  const { body } = await subject.ask(operation, { query });
  expect(body[1].api_error_entity.error_code).toBe(9);
  expect(body[0].api_error_entity?.error_code ?? 0).toBe(0);

  subject.sandbox.addFault({ kind: 'errorCode', code: 4, operation: 'GetSections' });
  const object = await subject.ask('GetSections', { body: { sections: [wellKnown.sectionId] } });
  expect(object).toMatchObject({ status: 200, body: { api_error_entity: { error_code: 4 } } });
});

test('warnings accompany a success', async () => {
  subject.sandbox.addFault({ kind: 'warnings', messages: ['Mind the gap'], operation: 'GetSections' });
  const { body } = await subject.ask('GetSections', { body: { sections: [wellKnown.sectionId] } });
  expect(body.api_error_entity).toEqual({ error_code: 0, warning_messages: ['Mind the gap'] });
  expect(body.sections).toHaveLength(1);
});

test('an id can be missing from one item', async () => {
  fail({ kind: 'dropField', field: 'category_id', item: 0 });
  const { body } = await subject.ask(operation, { query });
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

test.each(wrongAnswers)('%j goes over the wire as it says', async (fault, expectAnswer) => {
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

test('a sandbox closes although calls hang and bodies drip', async () => {
  const other = await startSubject();
  other.sandbox.addFault({ kind: 'hang', times: 1 });
  other.sandbox.addFault({ kind: 'drip', times: 1 });
  const open = [1, 2].map(() => fetch(urlOf(other.sandbox, operation, query)).then((answer) => answer.text()));
  await expect.poll(() => other.sandbox.calls().length).toBe(2);
  const ended = Promise.allSettled(open);
  await other.close();
  expect((await ended).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

test('a write whose connection is cut has taken effect', async () => {
  const { enrollment_id } = need(subject.sandbox.world.enrollments.find(({ is_dropped }) => !is_dropped));
  subject.sandbox.addFault({ kind: 'resetBefore', operation: 'DropEnrollment' });
  expect((await raw({ operation: 'DropEnrollment', query: { enrollment_id } })).failure).toBe('ECONNRESET');
  expect(enrollmentOf(subject.sandbox.world, enrollment_id).is_dropped).toBe(true);
  expect(subject.sandbox.calls()).toMatchObject([{ operation: 'DropEnrollment' }]);
});

test('a fault lasts as many times as it is given, and for ever if it is not', async () => {
  fail({ kind: 'status', status: 503, times: 2 });
  const statuses = async (count: number) => {
    const seen: number[] = [];
    while (seen.length < count) seen.push((await subject.ask(operation, { query })).status);
    return seen;
  };
  expect(await statuses(4)).toEqual([503, 503, 200, 200]);
  fail({ kind: 'status', status: 500 });
  expect(await statuses(4)).toEqual([500, 500, 500, 500]);
  subject.sandbox.faults.clear();
  expect(await statuses(1)).toEqual([200]);
});

test('a fault is not spent on calls that are refused anyway, nor on those that it does not change', async () => {
  const { ask, sandbox } = subject;
  const section = { body: { sections: [wellKnown.sectionId] } };
  sandbox.addFault({ kind: 'status', status: 503, operation: 'GetSections', times: 1 });
  expect((await ask('GetSections', { ...section, token: sandbox.tokens.expired })).status).toBe(401);
  expect((await ask('GetSections', { body: { sections: 'nonsense' } })).status).toBe(422);
  expect((await ask('GetSections', section)).status).toBe(503);
  expect((await ask('GetSections', section)).status).toBe(200);

  sandbox.addFault({ kind: 'malformed', operation: 'GetOrganizations', times: 1 });
  expect((await ask('GetOrganizations', { query: { org_short_name: 'nobody' } })).status).toBe(409);
  sandbox.addFault({ kind: 'dropField', field: 'title', item: 1, operation: 'GetSections', times: 1 });
  await ask('GetSections', section);
  sandbox.override('GetCatalog', () => ({ body: {} }));
  sandbox.addFault({ kind: 'hang', operation: 'GetCatalog', times: 1 });
  await ask('GetCatalog', { query: { catalog_id: wellKnown.catalogId } });
  expect(sandbox.faults.list().map(({ kind, times }) => [kind, times])).toEqual([
    ['malformed', 1],
    ['dropField', 1],
    ['hang', 1],
  ]);
});

test('a fault keeps to its operation, its parameters and its token', async () => {
  const { ask, sandbox } = subject;
  sandbox.addFault({ kind: 'status', status: 503, operation: 'GetOrganizations' });
  expect((await ask(operation, { query })).status).toBe(200);
  sandbox.addFault({ kind: 'status', status: 502, operation, parameters: { page: 2 } });
  expect((await ask(operation, { query: { ...query, page: 1 } })).status).toBe(200);
  expect((await ask(operation, { query: { ...query, page: 2 } })).status).toBe(502);
  sandbox.addFault({ kind: 'status', status: 500, operation: 'GetSections', token: 'limited' });
  const body = { sections: [] };
  expect((await ask('GetSections', { body })).status).toBe(200);
  expect((await ask('GetSections', { body, token: sandbox.tokens.limited })).status).toBe(500);
});

test('faults are no violations of the contract', async () => {
  fail({ kind: 'dropField', field: 'category_id', item: 0 });
  await subject.ask(operation, { query });
  subject.sandbox.override(operation, () => ({ body: [{ nonsense: true }] }));
  await subject.ask(operation, { query });
  expect(subject.sandbox.violations()).toEqual([]);
});

test('an operation can be answered by the test itself, which may leave a call to the sandbox', async () => {
  subject.sandbox.override(operation, ({ page }) => (page === 2 ? { status: 418, body: { tea: true } } : undefined));
  expect(await subject.ask(operation, { query: { ...query, page: 2 } })).toMatchObject({
    status: 418,
    body: { tea: true },
  });
  expect((await subject.ask(operation, { query })).status).toBe(200);
  subject.sandbox.override(operation, null);
  expect((await subject.ask(operation, { query: { ...query, page: 2 } })).status).toBe(200);
});

test('latency holds answers back, of all operations or of one', async () => {
  const elapsed = async (asked: () => Promise<unknown>) => {
    const start = performance.now();
    await asked();
    return performance.now() - start;
  };
  subject.sandbox.behave({ latencyMs: 60, latencyMsByOperation: { GetSections: 0 } });
  expect(await elapsed(() => subject.ask(operation, { query }))).toBeGreaterThanOrEqual(59);
  expect(await elapsed(() => subject.ask('GetSections', { body: { sections: [] } }))).toBeLessThan(59);
});
