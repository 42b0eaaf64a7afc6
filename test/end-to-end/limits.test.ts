import { afterAll, beforeAll, expect, test } from 'vitest';
import { defaultDocumentLimits } from '../../src/server/graphql/document-limits.ts';
import { type Harness, startHarness } from '../support/harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness();
});
afterAll(() => harness.close());

const deep = (levels: number) => `{ a: __type(name: "X") { ${'ofType { '.repeat(levels)}name${' }'.repeat(levels)} } }`;
const fragments = (count: number) =>
  Array.from({ length: count }, (_, index) => `fragment F${index} on Query { ...F${index + 1} ...F${index + 1} }`).join(
    ' ',
  );

test.each([
  ['tokens', `{ ${'__typename '.repeat(defaultDocumentLimits.tokens)} }`],
  ['nesting', '{'.repeat(100_000)],
  ['nesting', `{ a(x: ${'['.repeat(100_000)}`],
  ['nesting', `query ($v: ${'['.repeat(5_000)}ID`],
  ['depth', `{ __schema { types { ${'ofType { '.repeat(30)}name${' }'.repeat(30)} } } }`],
  ['depth', deep(40)],
  ['fields', `{ ${'__typename '.repeat(defaultDocumentLimits.fields + 1)} }`],
  ['fields', `{ ...F0 } ${fragments(30)} fragment F30 on Query { __typename }`],
  [
    'aliases',
    `{ ${Array.from({ length: defaultDocumentLimits.aliases + 1 }, (_, index) => `a${index}: __typename`).join(' ')} }`,
  ],
  ['directives', `{ __typename ${'@include(if: true) '.repeat(defaultDocumentLimits.directives + 1)} }`],
])('too much of %s is refused with HTTP 400, the limit and the actual value (%#)', async (limit, query) => {
  const { status, errors, calls } = await harness.query(query);
  expect(status).toBe(400);
  expect(errors[0]?.extensions).toMatchObject({
    code: 'QUERY_TOO_LARGE',
    limit,
    allowed: defaultDocumentLimits[limit as keyof typeof defaultDocumentLimits],
    actual: expect.anything(),
  });
  expect(calls).toEqual({});
});

test('brackets in strings and comments do not count', async () => {
  const brackets = '{[('.repeat(300);
  const { errors } = await harness.query(`{ __type(name: "${brackets}") { name } } # ${brackets}`);
  expect(errors).toEqual([]);
  expect((await harness.query(`{ __type(name: """${brackets} \\""" """) { name } }`)).errors).toEqual([]);
});

test('fragments that lead back to themselves are refused by validation', async () => {
  const { errors } = await harness.query('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }');
  expect(errors[0]?.extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');
});

const send = (init: RequestInit, path = '') => fetch(`${harness.url}${path}`, init);
const token = { authorization: 'Bearer f0000000-0000-4000-8000-000000000001' };
const drop = 'mutation { dropEnrollment(input: { id: "86cafa11-531d-4d0e-8837-6ebc3b59549e" }) { __typename } }';

test.each([
  ['application/x-www-form-urlencoded', new URLSearchParams({ query: drop }).toString()],
  ['application/graphql', drop],
  ['text/plain', JSON.stringify({ query: drop })],
  ['multipart/form-data; boundary=x', `--x\r\ncontent-disposition: form-data; name="query"\r\n\r\n${drop}\r\n--x--`],
])('a POST of %s is refused, and nothing is carried out', async (type, body) => {
  harness.sandbox.clearCalls();
  const response = await send({ method: 'POST', headers: { 'content-type': type, ...token }, body });
  expect(response.status).toBe(415);
  expect(harness.sandbox.calls()).toEqual([]);
});

test('a GET answers queries and refuses mutations, whatever content type it claims', async () => {
  const path = (query: string) => `?${new URLSearchParams({ query })}`;
  expect((await send({ headers: token }, path('{ __typename }'))).status).toBe(200);
  harness.sandbox.clearCalls();
  for (const headers of [token, { ...token, 'content-type': 'message/x' }]) {
    expect((await send({ headers }, path(drop))).status).toBe(405);
  }
  // A browser that opens the address gets GraphiQL.
  const page = await send({ headers: { ...token, accept: 'text/html' } }, path(drop));
  expect(page.headers.get('content-type')).toContain('text/html');
  expect(harness.sandbox.calls()).toEqual([]);
});

test('several queries in one array are refused', async () => {
  const response = await send({
    method: 'POST',
    headers: { 'content-type': 'application/json', ...token },
    body: JSON.stringify([{ query: '{ __typename }' }, { query: '{ __typename }' }]),
  });
  expect(response.status).toBe(400);
});

test('no other origin is let in', async () => {
  const preflight = await send({
    method: 'OPTIONS',
    headers: { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' },
  });
  const asked = await send({
    method: 'POST',
    headers: { origin: 'https://elsewhere.example', 'content-type': 'application/json', ...token },
    body: JSON.stringify({ query: '{ __typename }' }),
  });
  for (const { headers } of [preflight, asked]) {
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  }
});
