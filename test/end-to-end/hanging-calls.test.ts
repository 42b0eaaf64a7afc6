import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildSchema } from '../../src/graph/schema.ts';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { createRandom } from '../../src/sandbox/world/random.ts';
import { randomQueries } from '../support/corpus/random-queries.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import { type SlowApi, startSlowApi } from '../support/slow-api.ts';

/** `HANGING_QUERIES=1000` runs more of them. */
const count = Number(process.env.HANGING_QUERIES ?? 80);
/** The queries that run at the same time. */
const groupSize = 20;

let slowApi: SlowApi;
let harness: Harness;
beforeAll(async () => {
  slowApi = await startSlowApi();
  const config = { CACHE: 'off', DEFAULT_ORGANIZATION_ID: wellKnown.organizationId, REQUEST_TIMEOUT_MS: '6000' };
  harness = await startHarness({ config: { ...config, LEARNING_API_URL: slowApi.url } });
  slowApi.forwardTo(harness.sandbox.url);
});
afterAll(async () => {
  await harness.close();
  await slowApi.close();
});

test('one search that hangs takes along no title of the others', { timeout: 60_000 }, async () => {
  slowApi.delayOf = (call) =>
    call.startsWith('SearchEnrollments') && call.includes(' page=6&') ? Number.POSITIVE_INFINITY : 0;
  const lists = Array.from(
    { length: 6 },
    (_, index) =>
      `a${index}: enrollments(filter: { organizationIds: ["${wellKnown.organizationId}"] }, first: 5, offset: ${index * 5}) { nodes { syllabus { title } } }`,
  );
  const { data, errors } = await harness.query(`{ ${lists.join(' ')} }`);
  const titles = Object.values<{ nodes: { syllabus: { title: string } }[] | null }>(data).flatMap(({ nodes }) =>
    (nodes ?? []).map(({ syllabus }) => syllabus.title),
  );
  expect(titles.filter((title) => typeof title === 'string')).toHaveLength(25);
  expect(errors).toMatchObject([{ path: ['a5', 'nodes'] }]);
});

test('if 5 % of the calls hang, random queries have each value that they have when batches wait for nothing', {
  timeout: 900_000,
}, async () => {
  const queries = [
    ...randomQueries(buildSchema(), count / 2, { seed: 25, isDivided: false }),
    ...queriesWithBatches(count / 2),
  ];
  const lost: object[] = [];
  let hung = 0;
  slowApi.delayOf = (call) => {
    if (isMerged(call) || crc32(`25 ${call}`) % 20 > 0) return 0;
    hung += 1;
    return Number.POSITIVE_INFINITY;
  };
  for (let start = 0; start < queries.length; start += groupSize) {
    await Promise.all(
      queries.slice(start, start + groupSize).map(async ({ parameters, title }) => {
        const waiting = await harness.query(undefined, { parameters });
        const plain = await harness.query(undefined, {
          parameters: { ...parameters, query: withoutWaiting(parameters.query) },
          headers: { accept: 'application/json, multipart/mixed' },
        });
        const paths = lostValues(plain.data, waiting.data);
        if (paths.length > 0) lost.push({ title, paths, query: parameters.query });
      }),
    );
  }
  expect(hung).toBeGreaterThan(0);
  expect(lost).toEqual([]);
});

/** Queries of several lists, each with fields below that are loaded together. */
function queriesWithBatches(howMany: number): { title: string; parameters: { query: string } }[] {
  const random = createRandom(25);
  const { organizationId, userId, sectionId } = wellKnown;
  const below = [
    'syllabus { title uniqueName }',
    '__typename',
    'lastActivityAt',
    'syllabus { __typename }',
    'id phase',
  ];
  const lists: ((page: string, selection: string) => string)[] = [
    (page, selection) =>
      `enrollments(filter: { organizationIds: ["${organizationId}"] }, ${page}) { nodes { ${selection} } }`,
    (page, selection) => `user(id: "${userId}") { enrollments(${page}) { nodes { ${selection} } } }`,
    (page, selection) => `organization(id: "${organizationId}") { enrollments(${page}) { nodes { ${selection} } } }`,
    (page) =>
      `organization(id: "${organizationId}") { catalogs(${page}) { nodes { syllabi(first: 3) { nodes { isHidden } } } } }`,
    (page) =>
      `section(id: "${sectionId}") { enrollments(${page}) { nodes { user { enrollments(first: 2) { nodes { syllabus { title } } } } } } }`,
  ];
  return Array.from({ length: howMany }, (_, index) => {
    const fields = Array.from({ length: random.number(3, 6) }, (_, alias) => {
      const page = `first: ${random.number(1, 6)}, offset: ${random.number(0, 40)}`;
      return `a${alias}: ${random.pick(lists)(page, random.pick(below))}`;
    });
    return { title: `lists ${index}`, parameters: { query: `{ used: __typename ${fields.join(' ')} }` } };
  });
}

/**
 * Operations whose calls have other parameters if they load several keys together: one that hangs does not hang in the
 * other execution.
 */
function isMerged(call: string): boolean {
  return (
    /^Get(Sections|CustomEnrollmentField|SectionEnrollments|TrainingPlanEnrollments|Assignments? )/.test(call) ||
    call.includes('enrollment_ids')
  );
}

/** The same query for graphql-js, with loaders that collect the keys of one tick: nothing that can be deferred waits. */
function withoutWaiting(query: unknown): string {
  return String(query).replace('used: __typename', '... @defer(if: false) { deferred: __typename } used: __typename');
}

/** The paths of the values that one result has and the other does not. */
function lostValues(expected: unknown, actual: unknown, path = 'data'): string[] {
  if (expected === null || expected === undefined || path === 'data.deferred') return [];
  if (typeof expected !== 'object') return expected === actual ? [] : [path];
  if (typeof actual !== 'object' || actual === null) return [path];
  return Object.entries(expected).flatMap(([key, value]) =>
    lostValues(value, (actual as Record<string, unknown>)[key], `${path}.${key}`),
  );
}
