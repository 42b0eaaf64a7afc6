import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { brotliCompressSync, brotliDecompressSync, deflateSync, gunzipSync, gzipSync } from 'node:zlib';
import { request } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { eventually } from '../support/eventually.ts';
import { type Harness, harnessForThisTest, startHarness } from '../support/harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ config: { DEFAULT_ORGANIZATION_ID: wellKnown.organizationId } });
});
afterAll(() => harness.close());
beforeEach(() => harness.sandbox.reset());

const section = `{ section(id: "${wellKnown.sectionId}") { title } }`;
const large = `{ section(id: "${wellKnown.sectionId}") { ${Array.from({ length: 200 }, (_, n) => `a${n}: title`).join(' ')} } }`;
const deferred = `{ section(id: "${wellKnown.sectionId}") { title ... @defer { description } } }`;
const authorization = () => `Bearer ${harness.sandbox.tokens.full}`;

describe('methods', () => {
  const paths = ['/health', '/ready', '/docs', '/graphiql.js', '/schema.graphql'];

  test.each(paths)('HEAD %s has the headers of GET and no body', async (path) => {
    const [get, head] = await Promise.all([
      request(new URL(path, harness.url), { method: 'GET' }),
      request(new URL(path, harness.url), { method: 'HEAD' }),
    ]);
    await get.body.dump();
    expect(head.statusCode).toBe(200);
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
    expect(head.headers['content-type']).toBe(get.headers['content-type']);
    expect(await head.body.text()).toBe('');
  });

  test('HEAD of the page has the headers of GET', async () => {
    const head = await request(harness.url, { method: 'HEAD', headers: { accept: 'text/html' } });
    expect([head.statusCode, head.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await head.body.text()).toBe('');
  });

  test.each(paths.flatMap((path) => ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'].map((method) => [method, path])))(
    '%s %s is answered with 405 and the allowed methods',
    async (method, path) => {
      const { statusCode, headers, body } = await request(new URL(path, harness.url), { method: method as 'POST' });
      await body.dump();
      expect([statusCode, headers.allow]).toEqual([405, 'GET, HEAD']);
    },
  );

  test.each(['PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'])('%s /graphql is answered with 405', async (method) => {
    const { statusCode, headers, body } = await request(harness.url, { method: method as 'PUT' });
    await body.dump();
    expect([statusCode, headers.allow]).toEqual([405, 'GET, POST']);
  });
});

describe('targets', () => {
  const target = (path: string) => `GET ${path}?query=%7B__typename%7D HTTP/1.1`;

  test.each([
    ['in absolute form', target('http://elsewhere.example/graphql')],
    ['with a slash at the end', target('/graphql/')],
    ['in absolute form with a slash at the end', target('https://elsewhere.example:8443/graphql/')],
  ])('a target %s is answered', async (_, line) => {
    expect(await exchange([line, 'host: x'])).toMatch(/^HTTP\/1\.1 200 [\s\S]*\{"data":\{"__typename":"Query"\}\}$/);
  });

  test.each(['[::1', 'a b', '', 'x'.repeat(1000), '\u00ff'])('the header Host decides nothing: %j', async (host) => {
    expect(await exchange([target('/graphql'), `host: ${host}`])).toMatch(/^HTTP\/1\.1 200 [\s\S]*"Query"\}\}$/);
  });

  test('a POST with a slash at the end is answered, and a browser is sent to the address without it', async () => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"query":"{__typename}"}' };
    expect(await (await fetch(`${harness.url}/`, init)).json()).toEqual({ data: { __typename: 'Query' } });
    const page = await fetch(`${harness.url}/?query=x`, { headers: { accept: 'text/html' }, redirect: 'manual' });
    expect([page.status, page.headers.get('location')]).toEqual([308, '../graphql']);
  });

  test('addresses in responses are relative', async () => {
    const root = await fetch(new URL('/', harness.url), { redirect: 'manual' });
    expect(root.headers.get('location')).toBe('graphql');
    const page = await (await fetch(harness.url, { headers: { accept: 'text/html' } })).text();
    expect(page).toContain('<script src="graphiql.js?');
    expect(page).not.toMatch(/(src|href)="\//);
  });
});

describe('compression of responses', () => {
  const decoders = { br: brotliDecompressSync, gzip: gunzipSync };

  test.each<[string, 'br' | 'gzip' | undefined]>([
    ['gzip, deflate, br', 'br'],
    ['br;q=0, gzip', 'gzip'],
    ['br;q=0.5, gzip;q=0.8', 'gzip'],
    ['gzip;q=0.5, br', 'br'],
    ['*', 'br'],
    ['br;q=0, *', 'gzip'],
    ['gzip;q=0, br;q=0', undefined],
    ['identity', undefined],
    ['identity, gzip;q=0.5', undefined],
    ['zstd', undefined],
    ['', undefined],
  ])('accept-encoding: %s', async (accepted, expected) => {
    const whole = await post(large);
    const { statusCode, headers, body } = await post(large, { 'accept-encoding': accepted });
    const bytes = Buffer.from(await body.arrayBuffer());
    expect([statusCode, headers['content-encoding']]).toEqual([200, expected]);
    expect(Number(headers['content-length'])).toBe(bytes.length);
    expect(headers.vary).toContain('accept-encoding');
    const plain = expected ? decoders[expected](bytes) : bytes;
    expect(plain.toString()).toBe(await whole.body.text());
    if (expected) expect(bytes.length).toBeLessThan(plain.length);
    const page = await request(new URL('/docs', harness.url), { headers: { 'accept-encoding': accepted } });
    expect(page.headers['content-encoding']).toBe(expected);
    await page.body.dump();
  });

  test('short responses, parts of a stream and COMPRESSION=off are sent as they are', async () => {
    const encodingOf = async ({ headers, body }: Awaited<ReturnType<typeof post>>) => {
      await body.dump();
      return headers['content-encoding'];
    };
    const accepted = { 'accept-encoding': 'br' };
    expect(await encodingOf(await post(section, accepted))).toBeUndefined();
    expect(await encodingOf(await post(deferred, { ...accepted, accept: 'multipart/mixed' }))).toBeUndefined();
    expect(await encodingOf(await post(deferred, { ...accepted, accept: 'text/event-stream' }))).toBeUndefined();
    const off = await harnessForThisTest({ config: { COMPRESSION: 'off' } });
    const plain = await post(large, accepted, off);
    expect([plain.headers['content-encoding'], plain.headers.vary]).toEqual([undefined, undefined]);
    await plain.body.dump();
  });

  test('errors are compressed too, with their status', async () => {
    const invalid = `{ ${Array.from({ length: 100 }, (_, n) => `nonsense${n}`).join(' ')} }`;
    const headers = { 'accept-encoding': 'gzip', accept: 'application/graphql-response+json' };
    const response = await post(invalid, headers);
    expect([response.statusCode, response.headers['content-encoding']]).toEqual([400, 'gzip']);
    const body = gunzipSync(Buffer.from(await response.body.arrayBuffer())).toString();
    expect(JSON.parse(body).errors[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
  });
});

describe('bodies', () => {
  const json = Buffer.from(JSON.stringify({ query: section }));

  test.each<[string, Buffer]>([
    ['gzip', gzipSync(json)],
    ['x-gzip', gzipSync(json)],
    ['GZIP', gzipSync(json)],
    ['deflate', deflateSync(json)],
    ['br', brotliCompressSync(json)],
    ['identity', json],
  ])('a body with content-encoding: %s is read', async (encoding, body) => {
    const response = await send(body, { 'content-encoding': encoding });
    expect(await response.body.json()).toMatchObject({ data: { section: { title: expect.any(String) } } });
  });

  test.each<[string, Buffer, Record<string, string>, number, string]>([
    ['an unknown encoding', json, { 'content-encoding': 'zstd' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['two encodings', gzipSync(gzipSync(json)), { 'content-encoding': 'gzip, gzip' }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
    ['another encoding than it says', json, { 'content-encoding': 'gzip' }, 400, 'BAD_REQUEST'],
    [
      'more than allowed, unpacked',
      gzipSync(Buffer.alloc(50 << 20)),
      { 'content-encoding': 'gzip' },
      413,
      'REQUEST_ENTITY_TOO_LARGE',
    ],
    ['bytes that are not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), {}, 400, 'BAD_REQUEST'],
    ['UTF-16', Buffer.from(json.toString(), 'utf16le'), {}, 400, 'BAD_REQUEST'],
    [
      'another charset',
      json,
      { 'content-type': 'application/json; charset=iso-8859-1' },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
  ])('%s is refused, and nothing is sent', async (_, body, headers, status, code) => {
    const response = await send(body, headers);
    expect(response.statusCode).toBe(status);
    expect(Number(response.headers['content-length'])).toBeGreaterThan(0);
    expect(await response.body.json()).toMatchObject({ errors: [{ extensions: { code } }] });
    expect(harness.sandbox.calls()).toEqual([]);
  });

  test('a body without a length is read, and refused beyond the limit', async () => {
    const chunked = (chunks: readonly Buffer[]) =>
      send(
        (async function* () {
          yield* chunks;
        })(),
        {},
      );
    expect((await chunked([json.subarray(0, 10), json.subarray(10)])).statusCode).toBe(200);
    const refused = await chunked(Array.from({ length: 10 }, () => Buffer.alloc(50_000, ' '))).catch(() => null);
    // The gateway may close the connection before all of it is sent.
    if (refused) expect(refused.statusCode).toBe(413);
  });

  test.each([
    ['breaks off', ['content-length: 100']],
    ['breaks off between two chunks', ['transfer-encoding: chunked']],
  ])('an upload that %s is a caller who left: one line at info, and nothing else', async (_, headers) => {
    const socket = connect(Number(new URL(harness.url).port), '127.0.0.1');
    const id = `broken-${headers[0]?.length}`;
    socket.write(
      [
        ...['POST /graphql HTTP/1.1', 'host: x', 'content-type: application/json', `x-request-id: ${id}`],
        ...headers,
        'expect: 100-continue',
        '',
        '',
      ].join('\r\n'),
    );
    await once(socket, 'data');
    socket.resetAndDestroy();
    await eventually(() => expect(harness.log.filter(({ requestId }) => requestId === id)).toHaveLength(1));
    expect(harness.log.find(({ requestId }) => requestId === id)).toMatchObject({
      level: 30,
      event: 'request',
      outcome: 'CALLER_LEFT',
    });
    expect(harness.log.filter(({ event }) => event === 'unexpected_error')).toEqual([]);
  });
});

test('an unexpected error is logged once and answered once, and nothing is executed again', async () => {
  const own = await harnessForThisTest({ config: { CACHE: 'memory' } });
  await own.query(section);
  let calls = 0;
  own.api.call = () => {
    calls += 1;
    throw new TypeError('a secret');
  };
  own.api.cached = () => null;
  const { errors } = await own.query(`{ section(id: "${wellKnown.sectionId}") { title } }`);
  expect(errors.map(({ extensions }) => extensions.code)).toEqual(['INTERNAL_SERVER_ERROR']);
  expect(own.log.filter(({ event }) => event === 'unexpected_error')).toHaveLength(1);
  expect(calls).toBe(1);
});

describe('connections', () => {
  test('an idle connection stays open for KEEP_ALIVE_MS', async () => {
    const own = await harnessForThisTest({ config: { KEEP_ALIVE_MS: '90000' } });
    for (const [asked, timeout] of [
      [harness, 'timeout=65'],
      [own, 'timeout=90'],
    ] as const) {
      const { headers, body } = await post(section, {}, asked);
      await body.dump();
      expect(headers['keep-alive']).toBe(timeout);
    }
  });

  test.each([
    ['HTTP/1.0', 'x-none: 1'],
    ['HTTP/1.1', 'connection: close'],
  ])('a stream over %s with %s ends with its connection, whole', async (version, header) => {
    const body = JSON.stringify({ query: deferred });
    const response = await exchange(
      [
        `POST /graphql ${version}`,
        'host: x',
        header,
        'content-type: application/json',
        'accept: multipart/mixed',
        `authorization: ${authorization()}`,
        `content-length: ${body.length}`,
      ],
      body,
    );
    const head = response.slice(0, response.indexOf('\r\n\r\n')).toLowerCase();
    expect(head).toContain('connection: close');
    expect(head).not.toContain('keep-alive');
    expect(head.includes('transfer-encoding: chunked')).toBe(version === 'HTTP/1.1');
    expect(response).toContain('"hasNext":false');
  });

  test('a stream of events has no content encoding', async () => {
    const { headers, body } = await post(deferred, { accept: 'text/event-stream' });
    expect(headers).toMatchObject({ 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
    expect(headers['content-encoding']).toBeUndefined();
    expect(await body.text()).toMatch(/event: complete\ndata:\n\n$/);
  });
});

function post(query: string, headers: Record<string, string> = {}, { url }: Harness = harness) {
  return request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: authorization(), ...headers },
    body: JSON.stringify({ query }),
  });
}

function send(body: Buffer | AsyncIterable<Buffer>, headers: Record<string, string>) {
  return request(harness.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: authorization(), ...headers },
    body: body as Buffer,
  });
}

/** Sends a request as it is over a connection, and returns everything that comes back. */
async function exchange(head: readonly string[], body = ''): Promise<string> {
  const socket = connect(Number(new URL(harness.url).port), '127.0.0.1');
  const closing = head.some((line) => line.startsWith('connection:') || line.endsWith('1.0'))
    ? []
    : ['connection: close'];
  socket.write(`${[...head, ...closing].join('\r\n')}\r\n\r\n${body}`, 'latin1');
  return text(socket);
}
