import type { AddressInfo, Socket } from 'node:net';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/free-port.ts';
import { harnessForThisTest } from '../support/harness.ts';

const section = `{ section(id: "${wellKnown.sectionId}") { number } }`;

/** Starts a server that does something with each connection, once a request has arrived on it. Gives host and port. */
async function addressThat(act: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', () => act(socket));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const halfAnAnswer = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{';
const unavailable = 'HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\n\r\n';
const nothing = () => undefined;

test.each<[string, string | RegExp, () => string | Promise<string>]>([
  ['dns', /^(ENOTFOUND|EAI_AGAIN)$/, () => 'http://learning-api.invalid'],
  ['refused', 'ECONNREFUSED', async () => `http://127.0.0.1:${await freePort()}`],
  ['tls', /^(EPROTO|ERR_SSL_\w+)$/, async () => `https://${await addressThat((socket) => socket.end(unavailable))}`],
  ['lost', /^(UND_ERR_SOCKET|ECONNRESET)$/, async () => `http://${await addressThat((socket) => socket.destroy())}`],
  [
    'lost',
    /^(UND_ERR_\w+|ECONNRESET)$/,
    async () => `http://${await addressThat((socket) => socket.write(halfAnAnswer, () => socket.destroy()))}`,
  ],
  ['timeout', 'ETIMEDOUT', async () => `http://${await addressThat(nothing)}`],
  ['protocol', /^HPE_\w+$/, async () => `http://${await addressThat((socket) => socket.end('Welcome!\r\n'))}`],
  ['status', 'HTTP_503', async () => `http://${await addressThat((socket) => socket.end(unavailable))}`],
])(
  'the log says once, and the metrics count, that the REST API cannot be reached because of: %s',
  async (cause, code, start) => {
    const url = await start();
    const { query, log, metricsUrl } = await harnessForThisTest({
      config: { LEARNING_API_URL: url, METRICS_PORT: '0', UPSTREAM_TIMEOUT_MS: '2000' },
    });
    for (let asked = 0; asked < 2; asked += 1) expect((await query(section)).errors).toHaveLength(1);
    expect(log.filter(({ event }) => event === 'learning_api_unreachable')).toEqual([
      {
        level: 40,
        time: expect.any(String),
        event: 'learning_api_unreachable',
        cause,
        code: typeof code === 'string' ? code : expect.stringMatching(code),
        operation: 'GetSections',
      },
    ]);
    const { host, port } = new URL(url);
    for (const part of [host, `:${port || 80}`, 'access_token']) expect(JSON.stringify(log)).not.toContain(part);
    await eventually(async () => {
      const metrics = await (await fetch(metricsUrl)).text();
      const [, count] =
        new RegExp(`^learning_api_unreachable_total\\{cause="${cause}"\\} (\\d+)$`, 'm').exec(metrics) ?? [];
      expect(Number(count)).toBeGreaterThanOrEqual(2);
    });
  },
);
