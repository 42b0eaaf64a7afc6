import { describe, expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { type Harness, harnessForThisTest } from '../support/harness.ts';

// cspell:ignore sectio titl Quer PROGRES

const secret = 'a secret of the router, long enough';
const introspection = ['{ __schema { description } }', '{ __type(name: "Section") { name } }', '{ _service { sdl } }'];

const page = ({ url }: Harness, path = '/graphql') =>
  fetch(new URL(path, url), { headers: { accept: 'text/html' }, redirect: 'manual' });
const get = ({ url }: Harness) => fetch(`${url}?query={__typename}`);
const codesOf = (errors: { extensions: Record<string, unknown> }[]) => errors.map(({ extensions }) => extensions.code);

describe('where nobody says otherwise', () => {
  test('the schema is told, GraphiQL and the reference are served, names are suggested, queries may come by GET', async () => {
    const harness = await harnessForThisTest({});
    for (const query of introspection) expect((await harness.query(query, { token: null })).errors).toEqual([]);
    expect((await page(harness)).status).toBe(200);
    expect((await page(harness, '/docs')).status).toBe(200);
    expect((await page(harness, '/')).status).toBe(302);
    expect((await harness.query('{ sectio { id } }')).errors[0]?.message).toContain('Did you mean');
    expect((await get(harness)).status).toBe(200);
  });
});

describe.each([
  ['in production', { NODE_ENV: 'production', ROUTER_SECRET: secret }],
  [
    'with every switch off',
    {
      INTROSPECTION: 'false',
      GRAPHIQL: 'false',
      FIELD_SUGGESTIONS: 'false',
      GET_QUERIES: 'false',
      ROUTER_SECRET: secret,
    },
  ],
])('%s', (_, config) => {
  const start = () => harnessForThisTest({ config });

  test('the schema is told to nobody but a router that proves itself', async () => {
    const { query } = await start();
    for (const text of [
      ...introspection,
      'query A { ...F } fragment F on Query { a: __schema { description } }',
      '{ ... on Query { ... { __schema { description } } } }',
    ]) {
      const refused = await query(text);
      expect(refused).toMatchObject({ status: 400, calls: {} });
      expect(codesOf(refused.errors)).toEqual(['INTROSPECTION_DISABLED']);
      expect(JSON.stringify(refused)).not.toContain('NexPort');
      expect((await query(text, { headers: { 'x-router-secret': secret } })).errors).toEqual([]);
      expect(codesOf((await query(text, { headers: { 'x-router-secret': 'x' } })).errors)).toEqual([
        'INTROSPECTION_DISABLED',
      ]);
    }
    expect((await query('{ __typename }')).data).toEqual({ __typename: 'Query' });
    expect((await query(`{ section(id: "${wellKnown.sectionId}") { __typename } }`)).errors).toEqual([]);
  });

  test('there is no GraphiQL and no reference', async () => {
    const harness = await start();
    expect((await page(harness)).status).toBe(405);
    for (const path of ['/', '/docs', '/graphiql.js']) expect((await page(harness, path)).status).toBe(404);
  });

  test.each([
    ['a field', '{ sectio { id } }'],
    ['a field of a type', `{ section(id: "${wellKnown.sectionId}") { titl } }`],
    ['an argument', `{ section(i: "${wellKnown.sectionId}") { title } }`],
    ['a type', '{ __typename ... on Quer { __typename } }'],
    [
      'an enum value',
      `{ user(id: "${wellKnown.userId}") { enrollments(filter: { phases: [IN_PROGRES] }) { totalCount } } }`,
    ],
    [
      'a field of an input',
      `{ user(id: "${wellKnown.userId}") { enrollments(filter: { phase: [] }) { totalCount } } }`,
    ],
  ])('errors do not suggest names for %s', async (_what, text) => {
    const { query } = await start();
    const { errors } = await query(text);
    expect(errors.length).toBeGreaterThan(0);
    expect(JSON.stringify(errors)).not.toMatch(/did you mean/i);
  });

  test('names are not suggested for what variables hold either', async () => {
    const { query } = await start();
    const { errors } = await query(
      `query ($filter: EnrollmentFilter) { user(id: "${wellKnown.userId}") { enrollments(filter: $filter) { totalCount } } }`,
      { variables: { filter: { phases: ['IN_PROGRES'] } } },
    );
    expect(errors.length).toBeGreaterThan(0);
    expect(JSON.stringify(errors)).not.toMatch(/did you mean/i);
  });

  test('a GET is answered with 405 and what to do instead', async () => {
    const response = await get(await start());
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'METHOD_NOT_ALLOWED' } }] });
  });
});

test('what NODE_ENV=production closes can be opened', async () => {
  const harness = await harnessForThisTest({
    config: { NODE_ENV: 'production', INTROSPECTION: 'true', GRAPHIQL: 'true', GET_QUERIES: 'true' },
  });
  for (const query of introspection) expect((await harness.query(query, { token: null })).errors).toEqual([]);
  expect((await page(harness)).status).toBe(200);
  expect((await get(harness)).status).toBe(200);
});

describe('an error that nobody foresaw', () => {
  const ask = async (config: Record<string, string>) => {
    const harness = await harnessForThisTest({ config });
    harness.api.call = () => {
      throw new TypeError('a detail of the code');
    };
    return harness.query(`{ section(id: "${wellKnown.sectionId}") { title } }`);
  };

  test.each(['development', 'test', 'production'])('tells nothing of its cause with NODE_ENV=%s', async (NODE_ENV) => {
    const { errors } = await ask({ NODE_ENV });
    expect(errors).toMatchObject([{ message: 'Unexpected error.', extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    expect(JSON.stringify(errors)).not.toMatch(/a detail|\.ts/);
  });

  test('tells its cause with ERROR_DETAILS', async () => {
    const { errors } = await ask({ ERROR_DETAILS: 'true' });
    expect(errors[0]?.extensions.cause).toMatch(/^TypeError: a detail of the code\n +at /);
  });
});
