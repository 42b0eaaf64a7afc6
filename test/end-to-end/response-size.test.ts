import { connect } from 'node:net';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { maxResponseBytes } from '../../src/execution/response-size.ts';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { startProxy } from '../support/changed-answers/proxy.ts';
import { eventually } from '../support/eventually.ts';
import { type Harness, harnessForThisTest, startHarness } from '../support/harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.close());

const aliases = Array.from({ length: 900 }, (_, index) => `a${index}: id`).join(' ');
const user = `user(id: "${wellKnown.userId}")`;
const organization = `organization(id: "${wellKnown.organizationId}")`;
const page = (inner: string, first = 1000) => `enrollments(first: ${first}) { nodes { ${inner} } }`;
const mixed = { accept: 'multipart/mixed' };

test.each<[string, string, Record<string, string>]>([
  ['many rows with many fields', `{ ${organization} { ${page(aliases)} } }`, {}],
  ['rows that lead to the same rows again', `{ ${user} { ${page(`user { ${page(aliases)} }`)} } }`, {}],
  ['the same in parts', `{ ${user} { ${page(`user { ${page(`${aliases} ... @defer { phase }`)} }`)} } }`, mixed],
  [
    'the same, if parts are not accepted',
    `{ ${user} { ${page(`user { ${page(`${aliases} ... @defer { phase }`)} }`)} } }`,
    {},
  ],
])('a response that is too large is an error of the request: %s', async (_, query, headers) => {
  const response = await post(query, headers);
  expect(response.status).toBe(400);
  const text = await response.text();
  expect(text.length).toBeLessThan(1000);
  expect(text).toContain('"code":"QUERY_TOO_LARGE","limit":"responseBytes"');
  expect(text).toContain(`"allowed":${maxResponseBytes}`);
});

test('a deferred part that is too large ends the response', async () => {
  const response = await post(`{ ${user} { id ... @defer { ${page(`user { ${page(aliases)} }`)} } } }`, mixed);
  const text = await response.text().catch(() => 'cut');
  expect(text.length).toBeLessThan(1000);
  expect((await harness.query('{ __typename }')).data).toEqual({ __typename: 'Query' });
});

test('a value of the REST API that is nested too deep to be written is an error of the request', async () => {
  const proxy = await startProxy();
  onTestFinished(() => proxy.close());
  const config = { DEFAULT_ORGANIZATION_ID: wellKnown.organizationId, LEARNING_API_URL: proxy.url };
  const { query, sandbox, log } = await harnessForThisTest({ config });
  proxy.target = sandbox.url;
  const deep = `${'{"a":'.repeat(6000)}1${'}'.repeat(6000)}`;
  proxy.change('GetStudentSessions', (answer) => {
    const text = JSON.stringify({ ...JSON.parse(String(answer.body)), sessions: ['deep'] });
    return { ...answer, body: Buffer.from(text.replace('"deep"', deep)) };
  });
  const { errors } = await query(`{ ${user} { studentSessions(from: "2000-01-01T00:00:00Z") { nodes { data } } } }`);
  expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
  expect(log.filter(({ event }) => event === 'unexpected_error')).toHaveLength(1);
});

test('responses that together would fill the memory are refused, and a caller has room again afterwards', async () => {
  const query = `{ ${organization} { ${page(aliases, 200)} } }`;
  const sockets = await Promise.all(Array.from({ length: 12 }, () => postUnread(query)));
  await eventually(() => expect(sockets.filter(({ head }) => head().startsWith('HTTP/1.1 503'))).not.toEqual([]));
  for (const { socket } of sockets) socket.destroy();
  await eventually(async () => expect((await post(query, {})).status).toBe(200));
});

/** Sends a request and reads only the beginning of the response. */
async function postUnread(query: string) {
  const { hostname, port } = new URL(harness.url);
  const socket = connect(Number(port), hostname);
  let head = '';
  socket.once('data', (chunk) => {
    head = String(chunk);
    socket.pause();
  });
  socket.on('error', () => undefined);
  const body = JSON.stringify({ query });
  const authorization = `authorization: Bearer ${harness.sandbox.tokens.full}`;
  socket.write(
    `POST /graphql HTTP/1.1\r\nhost: x\r\n${authorization}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  return { socket, head: () => head };
}

test('a large response that is within the limit arrives', async () => {
  const response = await post(`{ ${organization} { ${page(aliases, 200)} } }`, {});
  expect(response.status).toBe(200);
  const { data } = (await response.json()) as { data: { organization: { enrollments: { nodes: object[] } } } };
  expect(data.organization.enrollments.nodes).toHaveLength(200);
});

function post(query: string, headers: Record<string, string>): Promise<Response> {
  return fetch(harness.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${harness.sandbox.tokens.full}`, ...headers },
    body: JSON.stringify({ query }),
  });
}
