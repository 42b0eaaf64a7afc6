import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { mostTrainingPlans } from '../../src/graph/prices.ts';
import { buildSchema } from '../../src/graph/schema.ts';
import { maxSplitCalls } from '../../src/loaders/find-unless-refused.ts';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { createRandom } from '../../src/sandbox/world/random.ts';
import { reservedCalls } from '../../src/server/request/call-budget.ts';
import { randomQueries } from '../support/corpus/random-queries.ts';
import { type Answered, type Harness, harnessForThisTest, startHarness } from '../support/harness.ts';
import { type Refusal, randomRefusals, refuseIn } from '../support/refusals.ts';
import { documentFor, mutations, successOf } from '../support/writes.ts';

// More: RANDOM_QUERIES=5000 RANDOM_SEED=7 npx vitest run test/end-to-end/call-budget.test.ts
const { RANDOM_QUERIES = '150', RANDOM_SEED = '23' } = process.env;
const config = { CACHE: 'off', DEFAULT_ORGANIZATION_ID: wellKnown.organizationId };

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ config });
});
beforeEach(() => harness.sandbox.reset());
afterAll(() => harness.close());

const schema = buildSchema();
const costHeader = { 'x-debug': 'cost' };
const made = ({ calls }: Pick<Answered, 'calls'>) => Object.values(calls).reduce((sum, count) => sum + count, 0);
const costOf = ({ extensions }: Answered) => extensions?.cost as { estimated: number; callLimit: number } | undefined;
const estimateOf = (answered: Answered) => costOf(answered)?.estimated;
const codesOf = ({ errors }: Answered) => [...new Set(errors.map(({ extensions }) => extensions.code))].sort();
/** The operations that reached the limit of calls, other than those that look up sections, which have their own. */
const limitedIn = ({ errors }: Answered) =>
  errors
    .filter(({ extensions }) => extensions.code === 'CALL_LIMIT_REACHED')
    .map(({ extensions }) => (extensions.upstream as { operation: string }).operation)
    .filter((operation) => operation !== 'GetSections' && operation !== 'GetSection');
const unknownIds = (count: number, from = 0) =>
  Array.from({ length: count }, (_, n) => `99999999-9999-4999-8999-${String(from + n).padStart(12, '0')}`);
const refuse = (operation: string) => harness.sandbox.addFault({ kind: 'status', status: 403, operation });

/** Some entities of each type: those that exist, in the order of the sandbox, and one that does not. */
function someRepresentations({ sandbox: { world } }: Harness, count: number): object[] {
  const [missing = ''] = unknownIds(1);
  const idsByType: Record<string, string[]> = {
    Section: world.sections.map((row) => row.syllabus_id),
    TrainingPlan: world.trainingPlans.map((row) => row.syllabus_id),
    Syllabus: [...world.trainingPlans, ...world.sections].map((row) => row.syllabus_id),
    Enrollment: world.enrollments.map((row) => row.enrollment_id),
    SectionEnrollment: world.enrollments.map((row) => row.enrollment_id),
    TrainingPlanEnrollment: world.enrollments.map((row) => row.enrollment_id),
    Catalog: world.catalogs.map((row) => row.catalog_id),
    Assignment: world.assignments.map((row) => row.assignment_id),
    User: world.users.map((row) => row.user_id),
    Organization: world.organizations.map((row) => row.org_id),
  };
  const categories = world.categories.map((row) => ({ id: row.category_id, catalog: { id: row.catalog_id } }));
  return [
    ...Object.entries(idsByType).flatMap(([__typename, ids]) =>
      [missing, ...ids.slice(0, count)].map((id) => ({ __typename, id })),
    ),
    ...categories.slice(0, count).map((key) => ({ __typename: 'Category', ...key })),
  ];
}

const missing: Refusal = { operation: 'GetSection', answer: 409, oneIn: 1 };
const entitySelections = [
  '__typename',
  '... on Section { title } ... on TrainingPlan { name } ... on Category { name } ... on Organization { name }',
  '... on Enrollment { id phase syllabus { __typename title } }',
  '... on SectionEnrollment { weightedScore } ... on TrainingPlanEnrollment { averageScore }',
  '... on Category { catalog { name } parent { name } children { name } } ... on Catalog { categories { nodes { parent { name } } } }',
  '... on Assignment { title section { title } } ... on User { enrollments(first: 20) { nodes { __typename } } }',
];

/** Fails if a request made more calls than it may: than its cost, and more only for what is refused or left out. */
function expectWithinCost(answered: Answered, refusals: readonly Refusal[], about: object): void {
  const cost = costOf(answered);
  // What cannot be executed has no cost.
  const most = (refusals.length === 0 ? cost?.estimated : cost?.callLimit) ?? 0;
  // Only the search for what GetSections refuses or leaves out may end before all is found.
  const limited = limitedIn(answered).filter((operation) => !['GetSections', 'GetSection'].includes(operation));
  expect(
    [made(answered) <= most, limited],
    `${made(answered)} calls: ${JSON.stringify({ cost, about, refusals, calls: answered.calls })}`,
  ).toEqual([true, []]);
}

describe('a request makes no more calls than its cost, and than its limit if the LearningApi refuses', () => {
  const random = createRandom(Number(RANDOM_SEED));
  const queries = randomQueries(schema, Number(RANDOM_QUERIES), {
    seed: Number(RANDOM_SEED),
    isDivided: false,
    sizes: [1, 2, 5, 30, 100],
  }).map(({ parameters }) => ({ parameters, refusals: randomRefusals(random) }));

  test('random queries', async () => {
    let counted = 0;
    for (const { parameters, refusals } of queries) {
      const stop = refuseIn(harness.sandbox, refusals);
      const answered = await harness.query(undefined, { parameters, headers: costHeader });
      stop();
      counted += Number(made(answered) > 0);
      expectWithinCost(answered, refusals, parameters);
    }
    expect(counted).toBeGreaterThan(queries.length / 4);
  });

  test.each(entitySelections)('entities of all types against the same LearningApi: %s', async (selection) => {
    for (const count of [1, 3, 25]) {
      for (let round = 0; round < 4; round += 1) {
        const refusals = round === 0 ? [] : randomRefusals(random);
        const stop = refuseIn(harness.sandbox, refusals);
        const answered = await harness.query(
          `query ($r: [_Any!]!) { _entities(representations: $r) { ${selection} } }`,
          { variables: { r: someRepresentations(harness, count) }, headers: costHeader },
        );
        stop();
        // One of each type does not exist.
        expectWithinCost(answered, [...refusals, missing], { count });
      }
    }
  });

  test.each<[string, string, Record<string, unknown>, string[]]>([
    [
      '6000 sections that are refused',
      `query (${'abcdef'.replaceAll(/./g, '$$$&: [ID!]! ')}) { ${'abcdef'.replaceAll(/./g, '$&: sections(ids: $$$&) { title } ')} }`,
      Object.fromEntries([...'abcdef'].map((name, index) => [name, unknownIds(1000, index * 1000)])),
      ['GetSections'],
    ],
    ...[1, 2, 3, 4, 5, 8, 30, 61, 200].map((count): [string, string, Record<string, unknown>, string[]] => [
      `${count} sections that are refused, one field each`,
      `{ ${unknownIds(count)
        .map((id, index) => `a${index}: section(id: "${id}") { title }`)
        .join(' ')} }`,
      {},
      ['GetSections'],
    ]),
    [
      '1000 categories of 1000 catalogs',
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Category { name } } }',
      { r: unknownIds(1000).map((id) => ({ __typename: 'Category', id, catalog: { id } })) },
      [],
    ],
    [
      '1000 enrollments that do not exist',
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Enrollment { phase } } }',
      { r: unknownIds(1000).map((id) => ({ __typename: 'Enrollment', id })) },
      [],
    ],
  ])('%s', async (_, query, variables, refused) => {
    for (const operation of refused) refuse(operation);
    const answered = await harness.query(query, { variables, headers: costHeader });
    expect(made(answered)).toBeGreaterThan(0);
    expect(made(answered)).toBeLessThanOrEqual(costOf(answered)?.callLimit ?? 0);
  });
});

describe('a GetSections call that is refused', () => {
  const outcomesOf = async (ids: string[], refused: readonly string[]) => {
    harness.sandbox.override('GetSections', ({ sections }) =>
      (sections as string[]).some((id) => refused.includes(id))
        ? { status: 403, body: { api_error_entity: { error_code: 1 } } }
        : { body: { sections: (sections as string[]).map((syllabus_id) => ({ syllabus_id })) } },
    );
    const answered = await harness.query('query ($ids: [ID!]!) { sections(ids: $ids) { id } }', { variables: { ids } });
    harness.sandbox.override('GetSections', null);
    const codes = new Map(answered.errors.map(({ path, extensions }) => [path?.[1], extensions.code]));
    return { calls: made(answered), codeAt: (index: number) => codes.get(index) };
  };

  test.each([
    ['no id of 1000', 1000, []],
    ['one id of 1000', 1000, [617]],
    ['three ids of 1000', 1000, [0, 500, 999]],
    ['every id of 30', 30, Array.from({ length: 30 }, (_, index) => index)],
    ['two ids of 30', 30, [3, 29]],
    ['the only id', 1, [0]],
  ])('fails exactly the refused ids: %s', async (_, count, refused) => {
    const { sandbox } = harness;
    const existing = sandbox.world.sections.map((row) => row.syllabus_id);
    const ids = [...existing, ...unknownIds(count)].slice(0, count);
    const { calls, codeAt } = await outcomesOf(
      ids,
      refused.map((index) => ids[index] ?? ''),
    );
    expect(ids.map((_, index) => codeAt(index))).toEqual(
      ids.map((_, index) => (refused.includes(index) ? 'FORBIDDEN' : undefined)),
    );
    expect(calls).toBeLessThanOrEqual(1 + maxSplitCalls);
  });

  test('fails the ids that are still in question after the last call, with a code of their own', async () => {
    const ids = unknownIds(1000);
    const { calls, codeAt } = await outcomesOf(
      ids,
      ids.filter((_, index) => index % 10 === 0),
    );
    expect(calls).toBe(1 + maxSplitCalls);
    for (const index of ids.keys()) {
      const codes = index % 10 === 0 ? ['FORBIDDEN', 'CALL_LIMIT_REACHED'] : [undefined, 'CALL_LIMIT_REACHED'];
      expect(codes).toContain(codeAt(index));
    }
  });

  test.each([100, 300])('looks up what its parts leave out with the calls that are left: %i ids', async (count) => {
    const [forbidden = '', ...unlisted] = harness.sandbox.world.sections.slice(0, 5).map((row) => row.syllabus_id);
    harness.sandbox.override('GetSections', ({ sections }) =>
      (sections as string[]).includes(forbidden)
        ? { status: 403, body: { api_error_entity: { error_code: 1 } } }
        : { body: { sections: [] } },
    );
    const ids = [forbidden, ...unlisted, ...unknownIds(count - 5)];
    const answered = await harness.query('query ($ids: [ID!]!) { sections(ids: $ids) { id } }', {
      variables: { ids },
      headers: costHeader,
    });
    harness.sandbox.override('GetSections', null);
    expect(made(answered)).toBeLessThanOrEqual(1 + maxSplitCalls);
    const codes = new Map(answered.errors.map(({ path, extensions }) => [path?.[1], extensions.code]));
    const limited = [...codes.values()].filter((code) => code === 'CALL_LIMIT_REACHED').length;
    expect(limited > 0).toBe(count > maxSplitCalls);
    expect(answered.calls.GetSection).toBe(count - 1 - limited);
    for (const [index, id] of ids.entries()) {
      const isFound = unlisted.includes(id) && !codes.has(index);
      expect(answered.data.sections[index]).toEqual(isFound ? { id } : null);
      if (codes.has(index)) expect(codes.get(index)).toBe(id === forbidden ? 'FORBIDDEN' : 'CALL_LIMIT_REACHED');
    }
  });

  test('fails only the ids of a part that fails in another way', async () => {
    const ids = harness.sandbox.world.sections.slice(0, 8).map((row) => row.syllabus_id);
    const [failing = '', , , forbidden = ''] = ids;
    let failed: string[] = [];
    harness.sandbox.override('GetSections', ({ sections }) => {
      const called = sections as string[];
      if (called.length === ids.length) return { status: 403, body: { api_error_entity: { error_code: 1 } } };
      if (called.includes(failing)) {
        failed = called;
        return { status: 500, body: {} };
      }
      return called.includes(forbidden) ? { status: 403, body: { api_error_entity: { error_code: 1 } } } : undefined;
    });
    const { errors } = await harness.query('query ($ids: [ID!]!) { sections(ids: $ids) { id } }', {
      variables: { ids },
    });
    harness.sandbox.override('GetSections', null);
    expect(failed).toHaveLength(2);
    const codes = Object.fromEntries(errors.map(({ path, extensions }) => [ids[Number(path?.[1])], extensions.code]));
    expect(codes).toEqual({
      ...(!failed.includes(forbidden) && { [forbidden]: 'FORBIDDEN' }),
      ...Object.fromEntries(failed.map((id) => [id, 'UPSTREAM_ERROR'])),
    });
  });
});

describe('ids that GetSections leaves out', () => {
  const sections = (ids: readonly string[]) =>
    harness.query('query ($ids: [ID!]!) { sections(ids: $ids) { id } }', { variables: { ids }, headers: costHeader });

  test.each([1, 2, 30, 100, 199, 200])('are looked up one by one: %i of them', async (count) => {
    const answered = await sections(unknownIds(count));
    expect([answered.errors, answered.data.sections]).toEqual([[], Array(count).fill(null)]);
    expect(answered.calls).toEqual({ GetSections: 1, GetSection: count });
    expect(made(answered)).toBeLessThanOrEqual(costOf(answered)?.callLimit ?? 0);
  });

  test('are errors beyond the limit of calls: it is not known that they do not exist', async () => {
    const existing = harness.sandbox.world.sections.slice(0, 20).map((row) => row.syllabus_id);
    const { data, errors, calls } = await sections([...existing, ...unknownIds(980)]);
    expect(calls).toEqual({ GetSections: 1, GetSection: maxSplitCalls });
    expect(data.sections.slice(0, 20)).toEqual(existing.map((id) => ({ id })));
    expect(data.sections.slice(20)).toEqual(Array(980).fill(null));
    expect(errors).toHaveLength(980 - maxSplitCalls);
    expect(errors[0]).toMatchObject({
      message: 'GetSection: as many calls as allowed were made. Select less, or request smaller pages.',
      extensions: { code: 'CALL_LIMIT_REACHED' },
    });
  });

  test('are not looked up as sections if they were training plans before', async () => {
    const plans = harness.sandbox.world.trainingPlans.slice(0, 3).map((row) => row.syllabus_id);
    const kinds = plans.map((id, index) => `a${index}: syllabus(id: "${id}") { __typename }`).join(' ');
    expect((await harness.query(`{ ${kinds} }`)).calls).toEqual({ GetSections: 1, GetTrainingPlan: 3 });
    const { data, errors, calls } = await sections(plans);
    expect([errors, data.sections, calls]).toEqual([[], [null, null, null], { GetSections: 1 }]);
  });
});

describe('__typename that a router adds', () => {
  const list = (alias: string, selection: string) =>
    `${alias}: enrollments(filter: { organizationIds: ["${wellKnown.organizationId}"] }, first: 1000) { nodes { ${selection} } }`;
  const priceOf = async (selection: string) =>
    estimateOf(await harness.query(`{ ${selection} }`, { headers: costHeader }));

  test('is no reason to refuse five lists of a thousand', async () => {
    const five = (selection: string) => [...'abcde'].map((alias) => list(alias, selection)).join(' ');
    expect(await priceOf(five('id phase'))).toBe(5);
    expect(await priceOf(five('__typename id phase'))).toBe(5 + 5 * (1 + mostTrainingPlans(1000)));
  });

  test('costs nothing more where the type is found for other fields, or the ids are looked up anyway', async () => {
    const scores = '... on SectionEnrollment { weightedScore } ... on TrainingPlanEnrollment { averageScore }';
    expect(await priceOf(list('a', `__typename ${scores}`))).toBe(await priceOf(list('a', scores)));
    const syllabi = await priceOf(list('a', 'syllabus { __typename title }'));
    expect(await priceOf(list('a', '__typename syllabus { __typename title }'))).toBe(syllabi);
  });
});

describe('a request that has made as many calls as it may', () => {
  /** Where a result differs from a complete one. */
  function differences(complete: unknown, actual: unknown, path: readonly (string | number)[] = []): (typeof path)[] {
    if (JSON.stringify(complete) === JSON.stringify(actual)) return [];
    if (typeof complete !== 'object' || typeof actual !== 'object' || !complete || !actual) return [path];
    return Object.entries(complete).flatMap(([name, value]) =>
      differences(value, (actual as Record<string, unknown>)[name], [
        ...path,
        Array.isArray(complete) ? Number(name) : name,
      ]),
    );
  }
  const startsWith = (path: readonly unknown[], start: readonly unknown[]) =>
    start.every((name, index) => path[index] === name);

  test.each([1, 2, 4])(
    'fails with a code at the rest of its fields, and the others are intact: %i calls',
    async (callLimit) => {
      const limited = await harnessForThisTest({ config, callLimit });
      let reached = 0;
      const queries = randomQueries(schema, 60, {
        seed: Number(RANDOM_SEED) + callLimit,
        isDivided: false,
        sizes: [2, 30],
      });
      for (const { parameters } of queries) {
        const complete = await harness.query(undefined, { parameters });
        const cut = await limited.query(undefined, { parameters });
        const about = JSON.stringify(parameters);
        expect(made(cut), about).toBeLessThanOrEqual(callLimit);
        const limits = cut.errors.filter(({ extensions }) => extensions.code === 'CALL_LIMIT_REACHED');
        reached += Math.min(1, limits.length);
        for (const different of differences(complete.data, cut.data)) {
          // A page whose other fields report the error has an empty pageInfo.
          const path = about.includes('pageInfo') ? different.slice(0, -2) : different;
          const isTold = limits.some(
            (error) => startsWith(path, error.path ?? []) || startsWith(error.path ?? [], path),
          );
          expect(isTold, `${path.join('.')} in ${about}`).toBe(true);
        }
      }
      expect(reached).toBeGreaterThan(0);
    },
  );

  test('says what to do', async () => {
    const { query } = await harnessForThisTest({ config, callLimit: 1 });
    const { data, errors } = await query(
      `{ user(id: "${wellKnown.userId}") { enrollments(first: 1) { nodes { id certificate { url } } } } }`,
    );
    expect(data.user).toEqual({ enrollments: { nodes: [{ id: expect.any(String), certificate: { url: null } }] } });
    expect(errors).toMatchObject([
      {
        message: 'GetCertificateUrl: as many calls as allowed were made. Select less, or request smaller pages.',
        path: ['user', 'enrollments', 'nodes', 0, 'certificate', 'url'],
        extensions: { code: 'CALL_LIMIT_REACHED', upstream: { operation: 'GetCertificateUrl' } },
      },
    ]);
  });

  test.each(mutations.filter(({ isBulk }) => isBulk))('tells which items of $name were not attempted', async (bulk) => {
    const limited = await harnessForThisTest({ config, callLimit: 20 });
    const items = bulk.itemsOf(limited, 50);
    const { data, errors, calls } = await limited.query(
      documentFor(
        bulk,
        `{ ... on ${successOf(bulk)} { outcomes { result { __typename ... on NotAttemptedError { code reason retryAfterSeconds } } } } }`,
      ),
      { variables: { input: bulk.inputFor(items) } },
    );
    expect(errors).toEqual([]);
    const results = (data[bulk.name].outcomes as { result: Record<string, unknown> }[]).map(({ result }) => result);
    expect(results.slice(0, 20).filter(({ __typename }) => /Success$/.test(String(__typename)))).toHaveLength(20);
    for (const result of results.slice(20))
      expect(result).toEqual({
        __typename: 'NotAttemptedError',
        code: 'NOT_ATTEMPTED',
        reason: 'CALL_LIMIT',
        retryAfterSeconds: null,
      });
    expect(calls).toEqual({ [bulk.operation]: 20 });
    const writes = limited.log.filter(({ event }) => event === 'write');
    expect(writes.filter(({ outcome }) => outcome === 'notAttempted')).toHaveLength(30);
  });

  test('has made its writes: only the reads after them fail, each at its field', async () => {
    const limited = await harnessForThisTest({ config, callLimit: 2 });
    const [first, second] = mutations.find(({ name }) => name === 'dropEnrollment')?.itemsOf(limited, 2) ?? [];
    const drop = (alias: string, id: string | undefined) =>
      `${alias}: dropEnrollment(input: { id: "${id}" }) { ... on DropEnrollmentSuccess { enrollmentId enrollment { phase } } }`;
    const { data, errors, calls } = await limited.query(`mutation { ${drop('a', first)} ${drop('b', second)} }`);
    expect(calls.DropEnrollment).toBe(1);
    expect(data.a.enrollmentId).toBe(first);
    expect(data.b).toBeNull();
    expect(errors).toMatchObject([
      {
        path: ['b'],
        message:
          'DropEnrollment: as many calls as allowed were made. Nothing was sent. Send this change in another request.',
        extensions: { code: 'CALL_LIMIT_REACHED' },
      },
    ]);
    const alone = await harnessForThisTest({ config, callLimit: 1 });
    const read = await alone.query(`mutation { ${drop('a', first)} }`);
    expect(read.data.a).toEqual({ enrollmentId: first, enrollment: null });
    expect(read.errors).toMatchObject([{ path: ['a', 'enrollment'], extensions: { code: 'CALL_LIMIT_REACHED' } }]);
  });
});

test('answers from the cache and from the calls of other requests do not count as calls', async () => {
  const cached = await harnessForThisTest({ config: { ...config, CACHE: 'memory' }, callLimit: 1 });
  const [a, b, c] = cached.sandbox.world.sections.map((row) => row.syllabus_id);
  const titled = (...ids: (string | undefined)[]) =>
    `{ ${ids.map((id, index) => `a${index}: section(id: "${id}") { title } b${index}: sectionByProduct(productId: "${wellKnown.sectionProductId}") { id }`).join(' ')} }`;
  expect(codesOf(await cached.query(titled(a)))).toEqual(['CALL_LIMIT_REACHED']);
  expect(codesOf(await cached.query(titled(a)))).toEqual([]);
  expect(codesOf(await cached.query(titled(a, b)))).toEqual([]);
  const release = cached.sandbox.hold('GetSections');
  const both = Promise.all([
    cached.query(`{ x: section(id: "${c}") { title } }`),
    cached.query(`{ y: section(id: "${c}") { title } }`),
  ]);
  release();
  for (const answered of await both) expect(codesOf(answered)).toEqual([]);
});

test('repetitions of a call do not count as calls', async () => {
  const limited = await harnessForThisTest({ config, callLimit: 1 });
  limited.sandbox.addFault({ kind: 'status', status: 503, operation: 'GetSections', times: 2 });
  const answered = await limited.query(`{ section(id: "${wellKnown.sectionId}") { title } }`);
  expect([answered.errors, answered.calls]).toEqual([[], { GetSections: 3 }]);
});

test('a request may make some calls more than its estimated cost, for a LearningApi with small pages', async () => {
  const own = await harnessForThisTest({ config });
  own.sandbox.behave({ maxPerPage: 1 });
  const list = (index: number) => `a${index}: enrollments(first: 40, offset: ${index * 40}) { nodes { id } }`;
  const query = (lists: number) =>
    `{ organization(id: "${wellKnown.organizationId}") { ${Array.from({ length: lists }, (_, index) => list(index)).join(' ')} } }`;
  const few = await own.query(query(1), { headers: costHeader });
  expect([few.errors, few.data.organization.a0.nodes.length]).toEqual([[], 40]);
  expect(made(few)).toBeGreaterThan(estimateOf(few) ?? 0);
  const many = await own.query(query(10), { headers: costHeader });
  expect(codesOf(many)).toEqual(['CALL_LIMIT_REACHED']);
  expect(costOf(many)?.callLimit).toBe((estimateOf(many) ?? 0) + reservedCalls);
  expect(made(many)).toBe(costOf(many)?.callLimit);
});
