import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAdminApi } from '../../src/learning-api/admin-api.ts';
import { demoAccount, type Sandbox, startSandbox, wellKnown } from '../../src/sandbox/http/server.ts';
import { eventually } from '../support/eventually.ts';
import { type GatewayProcess, startGatewayProcess } from '../support/gateway-process.ts';

let sandbox: Sandbox;
let gateway: GatewayProcess;
let endGateway: () => void;
let otherToken: string;
beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
  gateway = await startGatewayProcess(
    { LEARNING_API_URL: sandbox.url, DEFAULT_ORGANIZATION_ID: wellKnown.organizationId },
    (end) => {
      endGateway = end;
    },
  );
  const adminApi = createAdminApi({ origin: sandbox.url, timeoutMs: 10_000, maxResponseBytes: 10_000 });
  ({ token: otherToken } = await adminApi.authenticate(demoAccount));
  await adminApi.close();
  const { response } = await send(`{ section(id: "${wellKnown.sectionId}") { title } }`, otherToken);
  expect(await response).toContain('200 OK');
});
afterAll(async () => {
  endGateway();
  await sandbox.close();
});

const fields = (count: number, field: string) => {
  const prefix = `a${randomUUID().replaceAll('-', '')}_`;
  return Array.from({ length: count }, (_, index) => `${prefix}${index}: ${field}`).join(' ');
};
const documents = {
  'of many fields': () => `{ section(id: "${wellKnown.sectionId}") { ${fields(900, 'title')} } }`,
  'that are not valid': () => `{ ${fields(990, 'sections')} }`,
  'about the schema': () =>
    `{ ${fields(5, '__schema { types { name fields { name type { name } args { name } } } }')} }`,
};
const callers = {
  'another caller': () => sandbox.tokens.full,
  'callers without a token': () => null,
  'ever new tokens': () => randomUUID(),
};
const count = 40;

test.each<[keyof typeof callers, keyof typeof documents]>([
  ['another caller', 'that are not valid'],
  ['another caller', 'about the schema'],
  ['callers without a token', 'of many fields'],
  ['callers without a token', 'that are not valid'],
  ['ever new tokens', 'about the schema'],
])('an operation does not wait for %s with new documents %s', async (caller, document) => {
  const own = randomUUID();
  const ids = Array.from({ length: count }, () => randomUUID());
  const sockets = await Promise.all(ids.map(() => open()));
  const ownSocket = await open();
  // It finds all requests at once, the operation last.
  gateway.process.kill('SIGSTOP');
  const others: Promise<string>[] = [];
  for (const [index, id] of ids.entries())
    others.push((await send(documents[document](), callers[caller](), id, sockets[index])).response);
  const { response } = await send('{ __typename }', otherToken, own, ownSocket);
  gateway.process.kill('SIGCONT');
  expect(await response).toMatch(/^HTTP\/1\.1 200 /);
  await Promise.all(others);
  const sent = new Set<unknown>([own, ...ids]);
  const requests = () => gateway.log.filter(({ event, requestId }) => event === 'request' && sent.has(requestId));
  await eventually(() => expect(requests()).toHaveLength(count + 1));
  // The log has the order of the answers: this process may be held up.
  expect(requests().findIndex(({ requestId }) => requestId === own)).toBeLessThan(count * 0.75);
});

/** A connection that the gateway has accepted: it accepts one in each turn of its event loop. */
async function open(): Promise<Socket> {
  const { hostname, port } = new URL(gateway.url);
  const socket = connect(Number(port), hostname);
  socket.write('HEAD /health HTTP/1.1\r\nhost: x\r\n\r\n');
  await once(socket, 'data');
  return socket;
}

/** Resolves when the system has the whole request. */
async function send(
  query: string,
  token: string | null,
  requestId = randomUUID(),
  given?: Socket,
): Promise<{ response: Promise<string> }> {
  const socket = given ?? (await open());
  const body = JSON.stringify({ query });
  const response = text(socket);
  const head = [
    'POST /graphql HTTP/1.1',
    'host: x',
    'connection: close',
    `x-request-id: ${requestId}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    ...(token ? [`authorization: Bearer ${token}`] : []),
  ];
  await new Promise((resolve) => socket.write(`${head.join('\r\n')}\r\n\r\n${body}`, resolve));
  return { response };
}
