import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Behavior, wellKnown } from '../../src/sandbox/http/server.ts';
import { connections } from '../support/connections-of-graph.ts';
import { type Harness, startHarness } from '../support/harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ config: { CACHE: 'off', DEFAULT_ORGANIZATION_ID: wellKnown.organizationId } });
});
beforeEach(() => harness.sandbox.reset());
afterAll(() => harness.close());

interface Page {
  totalCount: number | null;
  nodes: { id: string }[] | null;
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

async function ask(way: (page: string, selection: string) => string, page: string) {
  const { data, errors, calls } = await harness.query(
    `{ ${way(page, 'totalCount nodes { id } pageInfo { hasNextPage endCursor }')} }`,
  );
  let found: unknown = data;
  while (found && !('pageInfo' in (found as object))) [found] = Object.values(found as object);
  const count = Object.values(calls).reduce((sum, each) => sum + each, 0);
  return { page: found as Page, codes: errors.map(({ extensions }) => extensions.code), count };
}

const behaviors: [string, Partial<Behavior>][] = [
  ['with all page headers', {}],
  ['with totals only', { pageHeaders: 'total' }],
  ['without page headers', { pageHeaders: 'none' }],
  ['with pages cut to 7 items', { maxPerPage: 7 }],
];
describe.each(behaviors)('a server that ignores the page number, %s', (_, behavior) => {
  test.each(connections)('%s: every way through the list repeats no item', async (_name, way) => {
    const whole = (await ask(way, 'first: 1000')).page.nodes?.map(({ id }) => id) ?? [];
    harness.sandbox.behave({ ...behavior, ignoresPage: true });
    for (const start of ['', ', offset: 3']) {
      const begin = start === '' ? 0 : 3;
      const ids: string[] = [];
      let after = start;
      for (const first of [3, 2, 4, 30]) {
        const { page, codes, count } = await ask(way, `first: ${first}${after}`);
        expect(count).toBeLessThan(20);
        if (codes.length > 0) {
          expect(new Set(codes)).toEqual(new Set(['UPSTREAM_ERROR']));
          break;
        }
        ids.push(...(page.nodes ?? []).map(({ id }) => id));
        expect(ids).toEqual(whole.slice(begin, begin + ids.length));
        // A list without a total ends where the page repeats; any other one fails there.
        if (page.totalCount !== null && !page.pageInfo.hasNextPage)
          expect(begin + ids.length).toBeGreaterThanOrEqual(page.totalCount);
        if (page.pageInfo.endCursor === null) break;
        after = `, after: "${page.pageInfo.endCursor}"`;
      }
    }
  });
});

test('a cursor of an earlier release is still valid', async () => {
  const way = (page: string) =>
    `user(id: "${wellKnown.userId}") { enrollments(${page}) { nodes { id } pageInfo { endCursor } } }`;
  const { data } = await harness.query(`{ ${way('first: 2')} }`);
  const { endCursor } = data.user.enrollments.pageInfo;
  const earlier = Buffer.from(Buffer.from(endCursor, 'base64url').toString().split('.').slice(0, 2).join('.'));
  const [page, expected] = await Promise.all(
    [earlier.toString('base64url'), endCursor].map((after) =>
      harness.query(`{ ${way(`first: 2, after: "${after}"`)} }`),
    ),
  );
  expect(page?.data.user.enrollments.nodes).toHaveLength(2);
  expect(page?.data).toEqual(expected?.data);
});
