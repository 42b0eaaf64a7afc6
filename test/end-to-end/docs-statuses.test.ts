import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Harness, startHarness } from '../support/harness.ts';
import { tableOf } from '../support/markdown-tables.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.close());

/** A request that breaks the rule in a row of docs/security.md. */
const breaking: Record<string, RequestInit> = {
  body: { body: JSON.stringify({ query: `{ ${'a'.repeat(300_000)} }` }) },
  'content type of a POST': { body: '{ __typename }', headers: { 'content-type': 'application/graphql' } },
  'content encoding of a POST': {
    body: 'x',
    headers: { 'content-type': 'application/json', 'content-encoding': 'zstd' },
  },
  'bytes of a body': { body: Buffer.from([0x7b, 0xff, 0x7d]) },
  'accepted type of the response': {
    body: '{"query":"{ __typename }"}',
    headers: { 'content-type': 'application/json', accept: 'text/html' },
  },
  method: { method: 'PUT', body: '{"query":"{ __typename }"}' },
  'several queries in an array': { body: '[{"query":"{ __typename }"}]' },
};

test.each(tableOf('docs/security.md', 'What', 'Limit', 'Rejected with'))(
  'the gateway rejects a wrong %s (%s) with %s, as docs/security.md says',
  async (what, _, expected) => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${harness.sandbox.tokens.full}` };
    const response = await fetch(harness.url, { method: 'POST', headers, ...breaking[what] });
    const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
    expect(`${response.status} ${errors[0]?.extensions.code}`).toBe(expected);
  },
);

test.each(tableOf('docs/operations.md', 'Path', 'Response'))(
  '%s responds as docs/operations.md says',
  async (path, said) => {
    const response = await fetch(new URL(path, harness.url));
    expect(said.split('; ')[0]).toMatch(`${response.status} ${await response.text()}`);
  },
);
