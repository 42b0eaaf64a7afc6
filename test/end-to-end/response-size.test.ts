import { afterAll, beforeAll, expect, test } from 'vitest';
import { maxResponseBytes } from '../../src/execution/response-size.ts';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { type Harness, startHarness } from '../support/harness.ts';

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

test('a large response that is within the limit arrives', async () => {
  const response = await post(`{ ${organization} { ${page(aliases, 400)} } }`, {});
  expect(response.status).toBe(200);
  const { data } = (await response.json()) as { data: { organization: { enrollments: { nodes: object[] } } } };
  expect(data.organization.enrollments.nodes).toHaveLength(400);
});

function post(query: string, headers: Record<string, string>): Promise<Response> {
  return fetch(harness.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${harness.sandbox.tokens.full}`, ...headers },
    body: JSON.stringify({ query }),
  });
}
