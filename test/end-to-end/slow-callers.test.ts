import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { defaultReceiveTimeouts } from '../../src/server/http/receive-timeouts.ts';
import { type Harness, harnessForThisTest } from '../support/harness.ts';

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

async function connectTo({ url }: Harness): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  // A connection that is cut may end by a reset.
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}
