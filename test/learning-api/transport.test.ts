import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { LearningApiError } from '../../src/learning-api/errors.ts';
import { Cancellation } from '../../src/learning-api/resilience/cancellation.ts';
import { createTransport, type TransportRequest } from '../../src/learning-api/transport.ts';
import { eventually } from '../support/eventually.ts';

const timeoutMs = 61_234;

/** A transport to a server over real sockets, which counts its connections and requests. */
async function transportTo(answer: RequestListener, callTimeoutMs = timeoutMs) {
  const counts = { connections: 0, requests: 0, closed: 0 };
  const server = createServer((request, response) => {
    counts.requests += 1;
    answer(request, response);
  }).listen(0, '127.0.0.1');
  server.on('connection', (socket) => {
    counts.connections += 1;
    socket.once('close', () => {
      counts.closed += 1;
    });
  });
  await new Promise((resolve) => server.once('listening', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const transport = createTransport({ origin, timeoutMs: callTimeoutMs, connections: 4, maxResponseBytes: 1_000 });
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await transport.close();
  });
  const send = (effect: 'read' | 'write', request: Partial<TransportRequest> = {}) =>
    transport.send({ operation: 'GetSections', effect, method: 'GET', path: '/', body: null, ...request });
  return { counts, send };
}

/** Counts the timeouts of calls that have been started and not cleared, from now on. */
function pendingTimeouts(): () => number {
  const set = vi.spyOn(globalThis, 'setTimeout');
  const clear = vi.spyOn(globalThis, 'clearTimeout');
  onTestFinished(() => {
    set.mockRestore();
    clear.mockRestore();
  });
  return () => {
    const started = set.mock.results.filter((_, index) => set.mock.calls[index]?.[1] === timeoutMs);
    const cleared = new Set<unknown>(clear.mock.calls.map(([timer]) => timer));
    return started.filter(({ value }) => !cleared.has(value)).length;
  };
}
const failureOf = (result: Promise<unknown>) =>
  result.then(
    () => null,
    (error: unknown) => (error instanceof LearningApiError ? error.failure : error),
  );

test('reads use a connection again, and each write has a new one, which is closed after it', async () => {
  const { send, counts } = await transportTo((_, response) => void response.end('{}'));
  for (let sent = 0; sent < 10; sent += 1) await send('read');
  // A read that follows at once may come before the connection of the read before it is free again.
  expect(counts.connections).toBeLessThanOrEqual(2);
  const { connections } = counts;
  for (let sent = 0; sent < 3; sent += 1) await send('write', { method: 'POST', body: '{}' });
  expect(counts.connections).toBe(connections + 3);
  await eventually(() => expect(counts.closed).toBe(3));
});

test('no timer is left after an answer, a failure, a cancellation, or an answer that is too large', async () => {
  const { send } = await transportTo(({ url }, response) => {
    if (url === '/lost') response.destroy();
    else if (url === '/large') response.end('x'.repeat(2_000));
    else if (url !== '/never') response.end('{}');
  });
  const pending = pendingTimeouts();
  await send('read');
  expect(pending()).toBe(0);
  expect(await failureOf(send('read', { path: '/lost' }))).toMatchObject({ kind: 'unavailable', wasSent: true });
  expect(pending()).toBe(0);
  expect(await failureOf(send('read', { path: '/large' }))).toMatchObject({ kind: 'tooLarge', httpStatus: 200 });
  expect(pending()).toBe(0);
  const cancellation = new Cancellation();
  const left = failureOf(send('read', { path: '/never', cancellation }));
  expect(pending()).toBe(1);
  cancellation.cancel('cancelled');
  expect(await left).toMatchObject({ kind: 'cancelled' });
  expect(pending()).toBe(0);
});

test('a call that is cancelled already is not sent', async () => {
  const { send, counts } = await transportTo((_, response) => void response.end('{}'));
  const cancellation = new Cancellation();
  cancellation.cancel('deadline');
  const pending = pendingTimeouts();
  expect(await failureOf(send('read', { cancellation }))).toEqual({
    kind: 'deadline',
    operation: 'GetSections',
    wasSent: false,
  });
  expect(pending()).toBe(0);
  await send('read');
  expect(counts.requests).toBe(1);
});

test('a call without an answer ends after the timeout, its connection is closed, and it says that it was sent', async () => {
  const { send, counts } = await transportTo(() => undefined, 300);
  expect(await failureOf(send('read'))).toEqual({
    kind: 'timeout',
    operation: 'GetSections',
    wasSent: true,
    unreachable: { cause: 'timeout', code: 'ETIMEDOUT' },
  });
  await eventually(() => expect(counts.closed).toBe(1));
});

test('a call that gets no connection ends after the timeout, and says that it was not sent', async () => {
  const silent = createTcpServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
  const sockets: Socket[] = [];
  await new Promise((resolve) => silent.once('listening', resolve));
  // The TLS handshake never ends.
  const origin = `https://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  const transport = createTransport({ origin, timeoutMs: 300, connections: 1, maxResponseBytes: 1_000 });
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    silent.close();
    await transport.close();
  });
  const call = transport.send({ operation: 'GetSections', effect: 'read', method: 'GET', path: '/', body: null });
  expect(await failureOf(call)).toEqual({
    kind: 'timeout',
    operation: 'GetSections',
    wasSent: false,
    unreachable: { cause: 'connectTimeout', code: 'ETIMEDOUT' },
  });
});
