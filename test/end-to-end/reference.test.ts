import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildSchema } from '../../src/graph/schema.ts';
import { type Harness, startHarness } from '../support/harness.ts';

let harness: Harness;
let url: string;
beforeAll(async () => {
  harness = await startHarness();
  url = new URL('/docs', harness.url).href;
});
afterAll(() => harness.close());

test('the reference has a place for every query, mutation and type, and no link that leads nowhere', async () => {
  const page = await (await fetch(url)).text();
  const places = new Set(Array.from(page.matchAll(/ id="([^"]+)"/g), ([, id]) => id));
  const schema = buildSchema();
  const names = Object.keys(schema.getTypeMap()).filter((name) => !/^(_|Query$|Mutation$)/.test(name));
  const own = names.filter((name) => !['String', 'Int', 'Float', 'Boolean', 'ID'].includes(name));
  const fields = [...Object.keys(schema.getQueryType()?.getFields() ?? {})]
    .filter((name) => !name.startsWith('_'))
    .map((name) => `Query.${name}`);
  expect([...own, ...fields].filter((place) => !places.has(place))).toEqual([]);
  const links = Array.from(page.matchAll(/ href="#([^"]+)"/g), ([, place]) => place);
  expect(links.length).toBeGreaterThan(500);
  expect(links.filter((place) => !places.has(place))).toEqual([]);
});

test('the reference needs nothing from elsewhere and may load nothing', async () => {
  const response = await fetch(url);
  const page = await response.text();
  expect(page).not.toMatch(/<script|<link|<img|@import|url\(/);
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
});

test.each(['br', 'gzip'])(
  'the reference comes compressed with %s, and again only when it changed',
  async (encoding) => {
    const response = await fetch(url, { headers: { 'accept-encoding': encoding } });
    expect(response.headers.get('content-encoding')).toBe(encoding);
    expect(Number(response.headers.get('content-length'))).toBeLessThan(60_000);
    const again = await fetch(url, { headers: { 'if-none-match': response.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
  },
);
