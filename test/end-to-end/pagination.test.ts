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
  edges: { cursor: string; node: { id: string } }[];
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string | null };
}
const selection = 'totalCount edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage endCursor }';

async function ask(way: (page: string, selection: string) => string, page: string) {
  const { data, errors, calls } = await harness.query(`{ ${way(page, selection)} }`);
  expect(errors).toEqual([]);
  let found: unknown = data;
  while (found && !('edges' in (found as object))) [found] = Object.values(found as object);
  return { page: found as Page, calls };
}

async function walk(way: (page: string, selection: string) => string, sizes: number[]): Promise<string[]> {
  const ids: string[] = [];
  let after = '';
  for (let turn = 0; ; turn += 1) {
    const { page } = await ask(way, `first: ${sizes[turn % sizes.length]}${after}`);
    expect(page.pageInfo.hasPreviousPage).toBe(ids.length > 0);
    ids.push(...page.edges.map(({ node }) => node.id));
    if (!page.pageInfo.hasNextPage) return ids;
    after = `, after: "${page.pageInfo.endCursor}"`;
  }
}

describe.each(connections)('%s', (_, way) => {
  const behaviors: [string, Partial<Behavior>][] = [
    ['with all page headers', {}],
    ['with totals only', { pageHeaders: 'total' }],
    ['without page headers', { pageHeaders: 'none' }],
    ['with pages cut to 7 items', { maxPerPage: 7 }],
    ['with pages cut to 7 items and no page headers', { maxPerPage: 7, pageHeaders: 'none' }],
  ];
  test.each(behaviors)('%s gives every item once, in order, whatever page sizes are mixed', async (_name, behavior) => {
    const whole = await ask(way, 'first: 1000');
    const expected = whole.page.edges.map(({ node }) => node.id).slice(0, 60);
    harness.sandbox.behave(behavior);
    const ids: string[] = [];
    let after = '';
    for (const first of [5, 9, 30, 16]) {
      const { page } = await ask(way, `first: ${first}${after}`);
      ids.push(...page.edges.map(({ node }) => node.id));
      expect(page.pageInfo.hasNextPage).toBe(ids.length < whole.page.edges.length);
      if (!page.pageInfo.hasNextPage) break;
      after = `, after: "${page.pageInfo.endCursor}"`;
    }
    expect(ids).toEqual(expected.slice(0, ids.length));
    expect(ids).toHaveLength(Math.min(60, whole.page.edges.length));
  });

  test('an offset jumps to its place, and past the end there is nothing', async () => {
    const whole = await ask(way, 'first: 1000');
    const { page } = await ask(way, 'first: 3, offset: 2');
    expect(page.edges.map(({ node }) => node.id)).toEqual(whole.page.edges.slice(2, 5).map(({ node }) => node.id));
    const behind = await ask(way, `first: 3, offset: ${whole.page.edges.length + 5}`);
    expect(behind.page).toMatchObject({ edges: [], pageInfo: { hasNextPage: false, endCursor: null } });
  });
});

test('a whole walk in small pages costs one call a page', async () => {
  const [, way] = connections[4] ?? [];
  const ids = way ? await walk(way, [20]) : [];
  expect(new Set(ids).size).toBe(60);
  expect(harness.sandbox.calls()).toHaveLength(1);
});

test('a cursor is of one list, survives a restart of the gateway, and is refused by another list', async () => {
  const roster = (id: string, after: string) =>
    `{ section(id: "${id}") { enrollments(first: 2, after: "${after}") { nodes { id } } } }`;
  const { page } = await ask(
    (p, s) => `section(id: "${wellKnown.sectionId}") { enrollments(${p}) { ${s} } }`,
    'first: 4',
  );
  const cursor = page.edges[1]?.cursor ?? '';
  const restarted = await startHarness({ config: { CACHE: 'off', DEFAULT_ORGANIZATION_ID: wellKnown.organizationId } });
  const again = await restarted.query(roster(wellKnown.sectionId, cursor));
  expect(again.data.section.enrollments.nodes.map(({ id }: { id: string }) => id)).toEqual(
    page.edges.slice(2, 4).map(({ node }) => node.id),
  );
  await restarted.close();
  const other = harness.sandbox.world.sections[3]?.syllabus_id ?? '';
  const { errors } = await harness.query(roster(other, cursor));
  expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
});

test('totalCount is null where the REST API does not tell', async () => {
  harness.sandbox.behave({ pageHeaders: 'none' });
  const { data } = await harness.query(
    `{ catalog(id: "${wellKnown.catalogId}") { syllabi(first: 5) { totalCount } } }`,
  );
  expect(data.catalog.syllabi.totalCount).toBeNull();
});

test('where it cannot be found out whether the list goes on, the page stands and says that it may', async () => {
  harness.sandbox.behave({ pageHeaders: 'none' });
  harness.sandbox.addFault({ kind: 'status', status: 500, operation: 'GetCatalogSyllabi', parameters: { page: 6 } });
  const { data, errors } = await harness.query(
    `{ catalog(id: "${wellKnown.catalogId}") { syllabi(first: 5) { nodes { id } pageInfo { hasNextPage } } } }`,
  );
  expect(errors).toEqual([]);
  expect(data.catalog.syllabi.nodes).toHaveLength(5);
  expect(data.catalog.syllabi.pageInfo.hasNextPage).toBe(true);
  expect(harness.sandbox.calls().map(({ status }) => status)).toContain(500);
});
