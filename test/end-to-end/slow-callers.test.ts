import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { defaultReceiveTimeouts } from '../../src/server/http/receive-timeouts.ts';
import { eventually } from '../support/eventually.ts';
import { type Harness, harnessForThisTest, startHarness } from '../support/harness.ts';

const receiveTimeouts = { headersMs: 1_000, requestMs: 2_000, checkMs: 50 };

test('by default, whoever sends slowly is cut within 15 s', () => {
  const { headersMs, requestMs, checkMs } = defaultReceiveTimeouts;
  expect(Math.max(headersMs, requestMs) + checkMs).toBeLessThanOrEqual(15_000);
});

test.each([
  ['headers', 'POST /graphql HTTP/1.1\r\nhost: x\r\n'],
  ['a body', 'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{'],
])('a connection on which %s never end is answered with 408 and cut', async (_, text) => {
  const harness = await harnessForThisTest({ receiveTimeouts });
  const socket = await connectTo(harness);
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  socket.write(text);
  await once(socket, 'close');
  expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  expect(harness.sandbox.calls()).toEqual([]);
});

test('an answer may take longer than a request', async () => {
  const { sandbox, query } = await harnessForThisTest({ receiveTimeouts });
  sandbox.behave({ latencyMs: 3_000 });
  const { data } = await query(`{ section(id: "${wellKnown.sectionId}") { number } }`);
  expect(data.section.number).toEqual(expect.any(String));
});

test('connections beyond MAX_CONNECTIONS are closed, those before are answered', async () => {
  const harness = await harnessForThisTest({ config: { MAX_CONNECTIONS: '2' } });
  const [first, second] = [await connectTo(harness), await connectTo(harness)];
  const third = await connectTo(harness);
  third.resume();
  await once(third, 'close');
  for (const socket of [first, second]) {
    socket.write('GET /health HTTP/1.1\r\nhost: x\r\n\r\n');
    const [answer] = await once(socket, 'data');
    expect(String(answer)).toMatch(/^HTTP\/1\.1 200 /);
  }
});

const page = 'GET /graphiql.js HTTP/1.1\r\nhost: x\r\n\r\n';

test('a response that its caller does not read is cut after SEND_TIMEOUT_MS, and does not delay the stop', async () => {
  const harness = await startHarness({ config: { SEND_TIMEOUT_MS: '500' } });
  const socket = await connectTo(harness);
  socket.pause().write(page);
  await eventually(() =>
    expect(harness.log).toContainEqual({
      time: expect.any(String),
      level: 40,
      event: 'response_cut',
      requestId: expect.any(String),
      reason: 'SEND_TIMEOUT',
      unsentBytes: expect.any(Number),
    }),
  );
  await harness.close();
});

test('a response that its caller reads slowly is delivered, even if that takes longer than SEND_TIMEOUT_MS', async () => {
  const harness = await harnessForThisTest({ config: { SEND_TIMEOUT_MS: '1000' } });
  const socket = await connectTo(harness);
  const startedAt = performance.now();
  let bytes = 0;
  socket.write(page.replace('host', 'connection: close\r\nhost'));
  for await (const chunk of socket) {
    bytes += (chunk as Buffer).length;
    // About 3 MB a second.
    await wait(startedAt + bytes / 3_000 - performance.now());
  }
  expect(performance.now() - startedAt).toBeGreaterThan(2_000);
  expect(bytes).toBeGreaterThan(8_000_000);
  expect(cutsIn(harness)).toEqual([]);
});

test('an answer that the REST API delays is not cut', async () => {
  const { sandbox, query } = await harnessForThisTest({ config: { SEND_TIMEOUT_MS: '100' } });
  sandbox.behave({ latencyMs: 1_000 });
  const { data } = await query(`{ section(id: "${wellKnown.sectionId}") { number } }`);
  expect(data.section.number).toEqual(expect.any(String));
});

test('while more than MAX_UNSENT_BYTES wait, the connections that waited longest are closed', async () => {
  const harness = await harnessForThisTest({ config: { MAX_UNSENT_BYTES: '12000000' } });
  const closed: number[] = [];
  const sockets: Socket[] = [];
  for (let index = 0; index < 5; index += 1) {
    const socket = await connectTo(harness);
    // A reset shows that the connection was closed, although nothing is read.
    socket.once('error', () => closed.push(index));
    sockets.push(socket);
    socket.pause().write(page);
    await eventually(() => expect(cutsIn(harness).length).toBeGreaterThanOrEqual(index - 2));
  }
  await eventually(() => expect(cutsIn(harness).length).toBeGreaterThanOrEqual(2));
  for (const { reason } of cutsIn(harness)) expect(reason).toBe('UNSENT_BYTES');
  // The last one is there, and can be read.
  let bytes = 0;
  sockets.at(-1)?.on('data', (chunk) => {
    bytes += chunk.length;
  });
  sockets.at(-1)?.resume();
  await eventually(() => expect(bytes).toBeGreaterThan(8_000_000));
});

test('MAX_UNSENT_BYTES counts bytes, not characters, also of responses in parts', async () => {
  const harness = await harnessForThisTest({ config: { MAX_UNSENT_BYTES: '12000000' } });
  const title = '\u6f22'.repeat(3_000_000);
  harness.sandbox.override('GetSections', () => ({
    body: { sections: [{ syllabus_id: wellKnown.sectionId, title }] },
  }));
  const body = JSON.stringify({ query: `{ section(id: "${wellKnown.sectionId}") { id ... @defer { title } } }` });
  const head = `POST /graphql HTTP/1.1\r\nhost: x\r\naccept: text/event-stream\r\ncontent-type: application/json\r\ncontent-length: ${body.length}`;
  // Together fewer characters than the limit, and more than twice as many bytes.
  for (let index = 0; index < 3; index += 1) {
    const socket = await connectTo(harness);
    socket.pause().write(`${head}\r\nauthorization: Bearer ${harness.sandbox.tokens.full}\r\n\r\n${body}`);
  }
  await eventually(() => expect(cutsIn(harness)).toContainEqual(expect.objectContaining({ reason: 'UNSENT_BYTES' })));
});

test('pipelined responses count too, and are cut with their connection', async () => {
  const harness = await startHarness({ config: { MAX_UNSENT_BYTES: '12000000' } });
  const socket = await connectTo(harness);
  socket.pause().write(page.repeat(20));
  await eventually(() => expect(cutsIn(harness)).not.toEqual([]));
  await harness.close();
});

const cutsIn = ({ log }: Harness) => log.filter(({ event }) => event === 'response_cut');

async function connectTo({ url }: Harness): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  // A connection that is cut may end by a reset.
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}
