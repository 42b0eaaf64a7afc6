import { afterAll, beforeAll, expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { eventually } from '../support/eventually.ts';
import { type Harness, harnessForThisTest, startHarness } from '../support/harness.ts';

const serviceAccount = {
  IDENTITY: 'SERVICE_ACCOUNT',
  SERVICE_ACCOUNT_USERNAME: 'gateway',
  SERVICE_ACCOUNT_PASSWORD: 'never used: no token is valid',
  JWKS_URI: 'http://127.0.0.1:1/keys',
  JWT_ISSUER: 'https://identity.example/',
  JWT_AUDIENCE: 'learning-gateway',
};

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ config: { DEFAULT_ORGANIZATION_ID: wellKnown.organizationId } });
});
afterAll(() => harness.close());

test.each([
  ['{ __typename }'],
  ['{ __schema { queryType { name } } }'],
  ['query { __type(name: "Section") { name } ...Open } fragment Open on Query { __typename }'],
  ['{ _service { sdl } }'],
])('%s needs no token', async (query) => {
  const { status, data, errors } = await harness.query(query, { token: null });
  expect({ status, errors }).toEqual({ status: 200, errors: [] });
  expect(data).toBeTruthy();
});

test.each([
  [`{ user(id: "${wellKnown.userId}") { id } }`],
  [`{ __typename section(id: "${wellKnown.sectionId}") { title } }`],
  [`query { ...Hidden } fragment Hidden on Query { ... { section(id: "${wellKnown.sectionId}") { title } } }`],
  ['query { _entities(representations: []) { __typename } }'],
])('%s without a token is refused with 401 before anything is sent', async (query) => {
  const answer = await harness.query(query, { token: null });
  expect(answer.status).toBe(401);
  expect(answer.data).toBeUndefined();
  expect(answer.errors[0]).toMatchObject({
    message: expect.stringContaining('Authorization: Bearer <token>'),
    extensions: { code: 'UNAUTHENTICATED', requestId: expect.any(String) },
  });
  expect(answer.calls).toEqual({});
});

test.each(['Basic abc', 'Bearer', 'Bearer a b', 'abc'])('the header %j brings no token', async (authorization) => {
  const { status } = await harness.query('{ user(id: "x") { id } }', { token: null, headers: { authorization } });
  expect(status).toBe(401);
});

test('a token that the REST API refuses is an error at the field, with the data of others standing', async () => {
  const { status, data, errors } = await harness.query(
    `{ user(id: "${wellKnown.userId}") { id } section(id: "${wellKnown.sectionId}") { title } }`,
    { token: harness.sandbox.tokens.expired },
  );
  expect(status).toBe(200);
  expect(data).toEqual({ user: { id: wellKnown.userId }, section: null });
  expect(errors).toMatchObject([{ path: ['section'], extensions: { code: 'UNAUTHENTICATED' } }]);
});

test("each caller's own token decides what they see, also side by side", async () => {
  const query = `{ section(id: "${wellKnown.sectionId}") { title } }`;
  const tokens = [harness.sandbox.tokens.full, harness.sandbox.tokens.limited];
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) => harness.query(query, { token: tokens[index % 2] ?? null })),
  );
  answers.forEach(({ data, errors }, index) => {
    if (index % 2 === 0) expect(data.section.title).toEqual(expect.any(String));
    else expect(errors[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

test('no token stands in the log', async () => {
  await harness.query(`{ section(id: "${wellKnown.sectionId}") { title } }`);
  await harness.query(`{ section(id: "${wellKnown.sectionId}") { title } }`, { token: harness.sandbox.tokens.expired });
  const text = JSON.stringify(harness.log);
  expect(harness.log.length).toBeGreaterThan(1);
  for (const token of Object.values(harness.sandbox.tokens)) expect(text).not.toContain(token);
});

const inUpperCase = (token: string) => token.toUpperCase();
const withoutHyphens = (token: string) => token.replaceAll('-', '');
test.each<[string, (token: string) => string]>([
  ['in upper case', inUpperCase],
  ['without hyphens', withoutHyphens],
  ['in braces', (token) => `{${token}}`],
  ['in parentheses, in upper case and without hyphens', (token) => `(${inUpperCase(withoutHyphens(token))})`],
])('a token %s belongs to the same caller, and is sent in its one form', async (_, spelled) => {
  const { sandbox, query, log } = await harnessForThisTest({
    config: { CACHE: 'memory', RATE_LIMIT_PER_MINUTE: '2' },
  });
  const title = `{ section(id: "${wellKnown.sectionId}") { title } }`;
  const token = spelled(sandbox.tokens.full);
  const first = await query(title, { token, headers: { 'x-request-id': `a:${inUpperCase(sandbox.tokens.full)}` } });
  expect([first.errors, first.calls]).toEqual([[], { GetSections: 1 }]);
  const second = await query(title);
  expect([second.errors, second.calls]).toEqual([[], {}]);
  expect((await query(title, { token })).status).toBe(429);
  await eventually(() => expect(callersIn(log)).toHaveLength(3));
  expect(new Set(callersIn(log)).size).toBe(1);
});

const callersIn = (log: Record<string, unknown>[]) =>
  log.filter(({ event }) => event === 'request').map(({ caller }) => caller);

test.each([
  ['a token', {}],
  ['a JWT', serviceAccount],
])('%s that is longer than MAX_TOKEN_LENGTH is refused with 401 before anything is sent', async (_, config) => {
  const { query } = await harnessForThisTest({ config });
  const { status, errors, calls } = await query(`{ section(id: "${wellKnown.sectionId}") { title } }`, {
    token: 'a'.repeat(4_097),
  });
  expect([status, errors[0]?.extensions.code, calls.GetSections]).toEqual([401, 'UNAUTHENTICATED', undefined]);
  expect(errors[0]?.message).toBe('The token has 4097 characters, but at most 4096 are allowed. Send a valid token.');
});

test('a token that is as long as MAX_TOKEN_LENGTH is sent', async () => {
  const { query } = await harnessForThisTest({ config: { MAX_TOKEN_LENGTH: '100' } });
  const { calls } = await query(`{ section(id: "${wellKnown.sectionId}") { title } }`, { token: 'a'.repeat(100) });
  expect(calls).toEqual({ GetSections: 1 });
});
