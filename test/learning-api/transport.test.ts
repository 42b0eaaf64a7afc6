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

test('calls that follow each other use a connection again, and writes use none of the reads', async () => {
  const { send, counts } = await transportTo((_, response) => void response.end('{}'));
  for (const effect of ['read', 'write'] as const) {
    const before = counts.connections;
    for (let sent = 0; sent < 10; sent += 1) await send(effect, { method: 'POST', body: '{}' });
    expect(counts.connections).toBeGreaterThan(before);
    // A call that follows at once may come before the connection of the call before it is free again.
    expect(counts.connections).toBeLessThanOrEqual(before + 2);
  }
});

test.each([undefined, 'timeout=600'])(
  'a write after a pause has a new connection, with keep-alive: %s',
  async (keepAlive) => {
    const { send, counts } = await transportTo((_, response) => {
      if (keepAlive) response.setHeader('keep-alive', keepAlive);
      response.end('{}');
    });
    const write = () => send('write', { method: 'POST', body: '{}' });
    // The connection of the read is idle for longer, and stays open for longer.
    await send('read');
    await write();
    await eventually(() => expect(counts.closed).toBeGreaterThan(0));
    await write();
    expect(counts.connections).toBe(3);
  },
);

const answerTo = (lines = '') =>
  `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n${lines}\r\n{}`;

interface Server {
  /** Handles the nth write on a connection. */
  handle(socket: Socket, nth: number): void;
  /** True if answers may be lost. */
  loses: boolean;
  /** How many connections 20 writes need, if that is known. */
  connections?: number;
}

const servers: Record<string, Server> = {
  'keeps the connection open': { handle: (socket) => socket.write(answerTo()), loses: false },
  'announces that it closes the connection': {
    handle: (socket) => socket.end(answerTo('connection: close\r\n')),
    loses: false,
    connections: 20,
  },
  'speaks HTTP/1.0': {
    handle: (socket) => socket.end('HTTP/1.0 200 OK\r\ncontent-length: 2\r\n\r\n{}'),
    loses: false,
    connections: 20,
  },
  'announces that it keeps connections for two seconds': {
    handle: (socket) => socket.write(answerTo('keep-alive: timeout=2\r\n')),
    loses: false,
    connections: 20,
  },
  'closes the connection after each answer, unannounced': { handle: (socket) => socket.end(answerTo()), loses: true },
  'closes the connection a moment after each answer': {
    handle: (socket) => {
      socket.write(answerTo());
      setImmediate(() => socket.end());
    },
    loses: true,
  },
  'resets the connection after each answer': {
    handle: (socket) => void socket.write(answerTo(), () => socket.resetAndDestroy()),
    loses: true,
  },
  'resets the connection at the second write on it': {
    handle: (socket, nth) => (nth === 1 ? socket.write(answerTo()) : socket.resetAndDestroy()),
    loses: true,
  },
  'closes the connection in the second answer on it': {
    handle: (socket, nth) => (nth === 1 ? socket.write(answerTo()) : socket.end(answerTo().slice(0, -1))),
    loses: true,
  },
};

test.each(Object.entries(servers))(
  'each write is sent at most once, and a lost answer is told, by a server that %s',
  async (_, { handle, loses, connections }) => {
    const arrivals = new Map<string, number>();
    let opened = 0;
    const server = createTcpServer((socket) => {
      opened += 1;
      let nth = 0;
      socket.on('error', () => undefined);
      socket.on('data', (bytes) => {
        for (const [body] of bytes.toString().matchAll(/"write-\d+"/g)) {
          arrivals.set(body, (arrivals.get(body) ?? 0) + 1);
          nth += 1;
          handle(socket, nth);
        }
      });
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const transport = createTransport({ origin, timeoutMs, connections: 4, maxResponseBytes: 1_000 });
    onTestFinished(async () => {
      await transport.close();
      server.close();
    });
    let answered = 0;
    for (let sent = 0; sent < 20; sent += 1) {
      const body = `"write-${sent}"`;
      const call = transport.send({ operation: 'EnrollUser', effect: 'write', method: 'POST', path: '/', body });
      const failure = await failureOf(call);
      if (failure === null) {
        answered += 1;
        expect(arrivals.get(body)).toBe(1);
      } else {
        // For the client, the outcome of such a write is unknown.
        expect(failure).toMatchObject({ kind: expect.stringMatching(/^(unavailable|malformed)$/), wasSent: true });
      }
    }
    expect(answered).toBeGreaterThanOrEqual(loses ? 1 : 20);
    expect(Math.max(...arrivals.values())).toBe(1);
    if (connections) expect(opened).toBe(connections);
  },
);

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
