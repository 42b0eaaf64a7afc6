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

type Way = (page: string, selection: string) => string;
const selection =
  'totalCount edges { cursor node { id } } nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';

async function ask(way: Way, page: string) {
  const { data, errors, calls } = await harness.query(`{ ${way(page, selection)} }`);
  let found = data;
  while (found && !('edges' in found)) [found] = Object.values(found) as [typeof found];
  const ids: string[] = (found?.nodes ?? []).map(({ id }: { id: string }) => id);
  return { page: found, ids, errors, calls };
}

const wayOf = (name: string) => connections.find(([one]) => one === name)?.[1] as Way;
const toUser = wayOf('User.enrollments');
const toRoster = wayOf('Section.enrollments');

const telling: [string, Partial<Behavior>][] = [
  ['with all page headers', {}],
  ['with totals only', { pageHeaders: 'total' }],
  ['with pages cut to 7 items', { maxPerPage: 7 }],
];
describe.each(connections)('%s', (_, way) => {
  test('last is the end of the list, and last with before walks back to its start', async () => {
    const { ids: all } = await ask(way, 'first: 1000');
    for (const [, behavior] of telling) {
      harness.sandbox.behave(behavior);
      let { page, ids, errors } = await ask(way, 'last: 4');
      expect(errors).toEqual([]);
      expect(page.totalCount).toBe(all.length);
      expect(page.pageInfo.hasNextPage).toBe(false);
      const walked = ids;
      for (const last of [3, 9, 30, 500]) {
        expect(walked).toEqual(all.slice(-walked.length));
        expect(page.edges.map(({ node }: { node: { id: string } }) => node.id)).toEqual(ids);
        expect(page.pageInfo.hasPreviousPage).toBe(walked.length < all.length);
        if (!page.pageInfo.hasPreviousPage) break;
        ({ page, ids, errors } = await ask(way, `last: ${last}, before: "${page.pageInfo.startCursor}"`));
        expect(errors).toEqual([]);
        expect(page.pageInfo.hasNextPage).toBe(true);
        walked.unshift(...ids);
      }
      expect(walked).toEqual(all.slice(-walked.length));
      expect(walked.length).toBeGreaterThanOrEqual(Math.min(all.length, 500));
    }
  });

  test('without page headers, last fails and says what to do, and last with before does not', async () => {
    const { page: whole, ids: all } = await ask(way, 'first: 1000');
    harness.sandbox.behave({ pageHeaders: 'none' });
    const { page, errors } = await ask(way, 'last: 2');
    const { page: before, ids } = await ask(way, `last: 2, before: "${whole.edges.at(-1).cursor}"`);
    expect(ids).toEqual(all.slice(-3, -1));
    expect(before.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: all.length > 3 });
    // A search reports its total in the body.
    if (errors.length === 0) return expect(page.totalCount).toBe(all.length);
    expect(page.nodes).toBeNull();
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(errors.map(() => 'NOT_REPORTED'));
    expect(errors[0]?.message).toMatch(
      /^\w+ does not report how long the list is, so its last items cannot be found\. Use first and after, or last with before\.$/,
    );
  });
});

test('the latest ten of a user are two calls, and the second is one page', async () => {
  const { ids, calls } = await ask(toUser, 'last: 10');
  expect(ids).toHaveLength(10);
  expect(calls).toEqual({ SearchEnrollments: 2 });
  const sizes = harness.sandbox.calls().map(({ parameters }) => [parameters.page, parameters.per_page].map(Number));
  expect(sizes).toEqual([
    [1, 1],
    [6, 10],
  ]);
});

test('cursors are the same in both directions', async () => {
  const { page: forward, ids: all } = await ask(toUser, 'first: 1000');
  const { page: backward } = await ask(toUser, 'last: 5');
  const [cursor] = backward.edges;
  expect((await ask(toUser, `first: 2, after: "${cursor.cursor}"`)).ids).toEqual(all.slice(-4, -2));
  const [, second, third, , , sixth] = forward.edges;
  expect((await ask(toUser, `last: 10, before: "${third.cursor}"`)).ids).toEqual(all.slice(0, 2));
  // Between two cursors, from either end.
  const between = `after: "${second.cursor}", before: "${sixth.cursor}"`;
  expect((await ask(toUser, between)).ids).toEqual(all.slice(2, 5));
  expect((await ask(toUser, `first: 2, ${between}`)).ids).toEqual(all.slice(2, 4));
  expect((await ask(toUser, `last: 2, ${between}`)).ids).toEqual(all.slice(3, 5));
  expect((await ask(toUser, `last: 3, after: "${forward.edges.at(-3).cursor}"`)).ids).toEqual(all.slice(-2));
});

test.each([
  ['before the first item', (cursors: string[]) => `last: 3, before: "${cursors[0]}"`, false, true],
  ['after the last item', (cursors: string[]) => `last: 3, after: "${cursors.at(-1)}"`, true, false],
  [
    'between one item and itself',
    (cursors: string[]) => `last: 3, after: "${cursors[2]}", before: "${cursors[2]}"`,
    true,
    true,
  ],
])('%s there is nothing', async (_, args, hasPreviousPage, hasNextPage) => {
  const { page: whole } = await ask(toRoster, 'first: 1000');
  const { page, ids, errors } = await ask(toRoster, args(whole.edges.map(({ cursor }: { cursor: string }) => cursor)));
  expect(errors).toEqual([]);
  expect(ids).toEqual([]);
  expect(page.pageInfo).toEqual({ hasNextPage, hasPreviousPage, startCursor: null, endCursor: null });
});

test('an empty list has no last items', async () => {
  const { page, errors } = await ask(toRoster, 'userId: "99999999-9999-4999-8999-999999999999", last: 3');
  expect(errors).toEqual([]);
  expect(page).toMatchObject({ totalCount: 0, nodes: [], pageInfo: { hasNextPage: false, hasPreviousPage: false } });
});

describe('a list that changes after its length was read', () => {
  const rows = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      enrollment_id: `77777777-7777-4777-8777-${String(index).padStart(12, '0')}`,
      user_id: wellKnown.userId,
      syllabus_id: wellKnown.sectionId,
      phase: 1,
      result: 0,
      enrollment_date: '2025-01-01T00:00:00Z',
    }));
  const changeTo = (counts: number[]) =>
    harness.sandbox.override('SearchEnrollments', ({ page, per_page }) => {
      const all = rows((counts.length > 1 ? counts.shift() : counts[0]) ?? 0);
      const from = (Number(page) - 1) * Number(per_page);
      return {
        body: {
          enrollments: all.slice(from, from + Number(per_page)),
          page,
          page_size: per_page,
          total_count: all.length,
        },
      };
    });

  test('has a next page with the items that were added', async () => {
    changeTo([50, 53]);
    const { page, ids } = await ask(toUser, 'last: 10');
    expect(ids).toHaveLength(10);
    expect(page).toMatchObject({ totalCount: 53, pageInfo: { hasNextPage: true, hasPreviousPage: true } });
    expect((await ask(toUser, `first: 10, after: "${page.pageInfo.endCursor}"`)).ids).toHaveLength(3);
  });

  test('has fewer items if some were removed', async () => {
    changeTo([50, 44]);
    const { page, ids } = await ask(toUser, 'last: 10');
    expect(ids).toHaveLength(4);
    expect(page).toMatchObject({ totalCount: 44, pageInfo: { hasNextPage: false, hasPreviousPage: true } });
  });
});

test.each([{}, { pageHeaders: 'total' }] as const)(
  'a server that ignores the page number does not make its first items the last ones (%o)',
  async (behavior) => {
    harness.sandbox.behave({ ...behavior, ignoresPage: true });
    const { errors } = await ask(toUser, 'last: 10');
    expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(['UPSTREAM_ERROR']));
  },
);

test.each([
  ['first: 5, last: 5', 'Specify first or last, not both.'],
  ['last: 0', 'last must be between 1 and 1000.'],
  ['last: 1001', 'last must be between 1 and 1000.'],
  ['last: 5, offset: 5', 'offset cannot be combined with last or before.'],
  ['before: "MQ", offset: 5', 'offset cannot be combined with last or before.'],
  [
    'last: 5, before: "MQ"',
    'before is not a valid cursor for this list. Use startCursor or a cursor from the same list.',
  ],
])('invalid arguments say what is allowed: %s', async (args, message) => {
  const { data, errors, calls } = await harness.query(`{ ${toUser(args, 'nodes { id } pageInfo { hasNextPage }')} }`);
  expect(data.user.enrollments.nodes).toBeNull();
  expect(errors).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
  expect(calls).toEqual({});
});

test('a page from the end costs one call more than another one', async () => {
  const cost = async (args: string) => {
    const { extensions = {} } = await harness.query(`{ ${toUser(args, 'nodes { id }')} }`, {
      headers: { 'x-debug': 'plan' },
    });
    return (extensions.plan as { cost: number }).cost;
  };
  expect([await cost('first: 10'), await cost('offset: 10'), await cost('last: 10')]).toEqual([1, 2, 3]);
});
