import { request } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox, wellKnown } from '../../src/sandbox/http/server.ts';
import { type HostileRequest, hostileRequests, maxBytes } from '../support/hostile-requests.ts';
import { type CountedGateway, startCountedGateway } from '../support/work.ts';

/**
 * How many blocks of JavaScript a request may take. The worst of these takes 7 million, a document of 1500 fields that
 * is executed takes 2 million. `npm run bench:hostile` measures the time that they take.
 */
const maxBlocks = 8_000_000;
/** How many REST calls a request may cost that asks for next to nothing. */
const maxCalls = 3;
/** What all of them together may leave in the heap, documents for the most part. They leave 90 MB. */
const maxHeapBytes = 128_000_000;

let sandbox: Sandbox;
let gateway: CountedGateway;
let endGateway: () => void;
let heapBefore: number;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
  gateway = await startCountedGateway({ LEARNING_API_URL: sandbox.url }, (end) => {
    endGateway = end;
  });
  // What a process does only once does not count.
  await send({ body: JSON.stringify({ query: `{ section(id: "${wellKnown.sectionId}") { id } }` }) });
  heapBefore = await gateway.heapBytes();
});
afterAll(async () => {
  endGateway();
  await sandbox.close();
});

test.each(Object.entries(hostileRequests))('%s', async (_, hostile) => {
  expect(Buffer.byteLength(hostile.body)).toBeLessThanOrEqual(maxBytes);
  sandbox.clearCalls();
  await gateway.blocks();
  const { status, text } = await send(hostile);
  expect(await gateway.blocks()).toBeLessThan(maxBlocks);
  expect(sandbox.calls().length).toBeLessThanOrEqual(maxCalls);
  expect(status, text.slice(0, 500)).toBeLessThan(500);
  expect(text).not.toContain('INTERNAL_SERVER_ERROR');
  if (hostile.limit) {
    expect(status).toBe(400);
    const [error] = JSON.parse(text).errors;
    expect(error.extensions).toMatchObject({ code: 'QUERY_TOO_LARGE', limit: hostile.limit });
    expect(error.message).toContain(String(error.extensions.allowed));
    expect(error.message).toContain(String(error.extensions.actual));
  }
});

test('what a gateway keeps of all of them is bounded', async () => {
  expect((await gateway.heapBytes()) - heapBefore).toBeLessThan(maxHeapBytes);
});

/** A valid document that no other request has sent. Parsed, it takes 1.2 MB. */
const newDocument = (number: number) => {
  const aliases = Array.from({ length: 900 }, (_, index) => `a${number}x${index}: title`).join(' ');
  return JSON.stringify({ query: `{ section(id: "${wellKnown.sectionId}") { ${aliases} } }` });
};

test.each([
  ['that are refused because they have no token leave nothing', { authorization: '' }, 16_000_000],
  ['of one caller leave at most the documents and plans that are cached', {}, 32_000_000 + 24_000_000 + 16_000_000],
])('ever new documents %s', async (what, headers, maxGrowth) => {
  // The caches may be full already.
  const before = await gateway.heapBytes();
  for (let number = 0; number < 120; number += 1) {
    const { status, text } = await send({ body: newDocument(number), headers });
    expect(status, text.slice(0, 200)).toBe(what.includes('refused') ? 401 : 200);
  }
  expect((await gateway.heapBytes()) - before).toBeLessThan(maxGrowth);
});

async function send({ body, headers }: HostileRequest): Promise<{ status: number; text: string }> {
  const response = await request(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${sandbox.tokens.full}`, ...headers },
    body,
  });
  return { status: response.statusCode, text: await response.body.text() };
}
