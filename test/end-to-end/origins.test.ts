import { describe, expect, test } from 'vitest';
import { type Harness, harnessForThisTest } from '../support/harness.ts';

const app = 'https://app.example';

const post = ({ url, sandbox }: Harness, headers: Record<string, string>) =>
  rawFetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${sandbox.tokens.full}`, ...headers },
    body: JSON.stringify({ query: '{ __typename }' }),
  });
const preflight = ({ url }: Harness, origin: string) =>
  rawFetch(url, {
    method: 'OPTIONS',
    headers: {
      origin,
      'sec-fetch-site': 'cross-site',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type,x-organization-id',
    },
  });
/** As a browser would send it. */
const rawFetch = (url: string, init: RequestInit) => fetch(url, init);
const corsHeaders = ({ headers }: Response) =>
  Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control')));

describe('without CORS_ORIGINS', () => {
  test.each([
    ['a program', {}],
    ['a page of the gateway', { 'sec-fetch-site': 'same-origin', origin: 'http://gateway.example' }],
    ['the address bar', { 'sec-fetch-site': 'none' }],
  ])('%s is answered', async (_, headers) => {
    expect((await post(await harnessForThisTest({}), headers)).status).toBe(200);
  });

  test('an older browser is let in from the page of the gateway', async () => {
    const harness = await harnessForThisTest({});
    expect((await post(harness, { origin: new URL(harness.url).origin })).status).toBe(200);
  });

  test.each([
    ['a page elsewhere', { 'sec-fetch-site': 'cross-site', origin: app }],
    ['a page of a neighbor', { 'sec-fetch-site': 'same-site', origin: app }],
    ['a page without an origin', { 'sec-fetch-site': 'cross-site' }],
    ['a page in a sandbox', { origin: 'null' }],
    ['a page in an older browser', { origin: app }],
    ['a page of another port', { origin: 'http://127.0.0.1:1' }],
  ])('%s is refused, and nothing is let out', async (_, headers) => {
    const harness = await harnessForThisTest({});
    const refused = await post(harness, headers);
    expect(refused.status).toBe(403);
    expect(corsHeaders(refused)).toEqual({});
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'ORIGIN_NOT_ALLOWED' } }] });
    expect(harness.log).toContainEqual(expect.objectContaining({ event: 'request', outcome: 'ORIGIN_NOT_ALLOWED' }));
  });

  test('a GET from elsewhere is refused too, and a preflight', async () => {
    const harness = await harnessForThisTest({});
    const asked = await rawFetch(`${harness.url}?query={__typename}`, { headers: { origin: app } });
    for (const refused of [asked, await preflight(harness, app)]) {
      expect(refused.status).toBe(403);
      expect(corsHeaders(refused)).toEqual({});
    }
  });
});

describe('with CORS_ORIGINS', () => {
  const start = () => harnessForThisTest({ config: { CORS_ORIGINS: `${app}, http://localhost:5173` } });

  test.each([app, 'http://localhost:5173'])('pages of %s may ask, and read the answer', async (origin) => {
    const harness = await start();
    const allowed = await preflight(harness, origin);
    expect(allowed.status).toBe(204);
    expect(corsHeaders(allowed)).toMatchObject({
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET,POST',
      'access-control-allow-headers': 'authorization,content-type,x-organization-id',
    });
    const answered = await post(harness, { origin, 'sec-fetch-site': 'cross-site' });
    expect(await answered.json()).toEqual({ data: { __typename: 'Query' } });
    expect(corsHeaders(answered)).toEqual({
      'access-control-allow-origin': origin,
      'access-control-expose-headers':
        'x-request-id,retry-after,idempotent-replayed,ratelimit,ratelimit-policy,server-timing',
    });
    expect(answered.headers.get('vary')).toContain('Origin');
  });

  test.each(['https://elsewhere.example', `${app}.elsewhere.example`, 'http://app.example', 'null'])(
    'pages of %s may not',
    async (origin) => {
      const harness = await start();
      for (const refused of [await preflight(harness, origin), await post(harness, { origin })]) {
        expect(refused.status).toBe(403);
        expect(corsHeaders(refused)).toEqual({});
      }
    },
  );

  test('errors can be read too', async () => {
    const refused = await post(await start(), { origin: app, 'content-type': 'text/plain' });
    expect(refused.status).toBe(415);
    expect(refused.headers.get('access-control-allow-origin')).toBe(app);
  });
});
