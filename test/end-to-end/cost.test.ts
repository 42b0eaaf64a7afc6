import { getNamedType, isInterfaceType, isLeafType, isObjectType } from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fieldCost, typeCost } from '../../src/graph/plugins/prices.ts';
import { buildSchema } from '../../src/graph/schema.ts';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { reservedCalls } from '../../src/server/request/call-budget.ts';
import { fieldCall, pathsTo } from '../support/field-paths.ts';
import { type Harness, harnessForThisTest, startHarness } from '../support/harness.ts';
import { hostileRequests } from '../support/hostile-requests.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ config: { DEFAULT_ORGANIZATION_ID: wellKnown.organizationId } });
});
afterAll(() => harness.close());

const schema = buildSchema();
const costHeader = { 'x-debug': 'cost' };
const sum = (calls: Record<string, number>) => Object.values(calls).reduce((total, count) => total + count, 0);
const estimateOf = ({ extensions }: { extensions: Record<string, unknown> | undefined }) =>
  (extensions?.cost as { estimated: number } | undefined)?.estimated;

test.each([...pathsTo(schema)])('%s costs no more calls than its price', async (_, { open, close, target }) => {
  const type = schema.getType(target);
  if (!isObjectType(type) && !isInterfaceType(type)) throw new Error(`${target} has no fields`);
  const leaves = Object.values(type.getFields()).filter(({ type: leaf }) => isLeafType(getNamedType(leaf)));
  for (const selection of ['__typename', 'id', leaves.map(fieldCall).join(' ')]) {
    if (selection === 'id' && !type.getFields().id) continue;
    const answered = await harness.query(`${open} ${selection} ${close}`, { headers: costHeader });
    expect(estimateOf(answered)).toBeGreaterThanOrEqual(sum(answered.calls));
  }
});

test('the fields that a list or a link provides exist on its type', () => {
  const missing: string[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    const { nodes, ...others } = type.getFields();
    const provided = [
      ...(nodes ? [{ field: nodes, provides: typeCost(type).provides }] : []),
      ...Object.values(others).map((field) => ({ field, provides: fieldCost(field).provides })),
    ];
    for (const { field, provides = [] } of provided) {
      const target = getNamedType(field.type);
      const fields = isObjectType(target) || isInterfaceType(target) ? Object.keys(target.getFields()) : [];
      const names = provides === 'all' ? [] : provides;
      const unknown = names.filter((name) => name !== '__typename' && !fields.includes(name));
      missing.push(...unknown.map((name) => `${type.name}.${field.name}: ${name}`));
    }
  }
  expect(missing).toEqual([]);
});

const pagesInPages = `query ($first: Int!) { section(id: "${wellKnown.sectionId}") { enrollments(first: $first) { nodes { user { enrollments(first: $first) { nodes { certificate { url } } } } } } } }`;

test('pages in pages in pages are refused before anything is sent, smaller ones are not', async () => {
  const refused = await harness.query(pagesInPages, { variables: { first: 100 }, headers: costHeader });
  expect(refused).toMatchObject({ status: 400, calls: {}, data: undefined });
  expect(refused.errors).toMatchObject([
    { extensions: { code: 'QUERY_TOO_EXPENSIVE', limit: 'cost', allowed: 5_000, actual: 1 + 1 + 100 + 10_000 } },
  ]);
  const small = await harness.query(pagesInPages, { variables: { first: 3 }, headers: costHeader });
  expect(small.extensions?.cost).toEqual({
    estimated: 1 + 1 + 3 + 9,
    limit: 5_000,
    callLimit: 1 + 1 + 3 + 9 + reservedCalls,
  });
  expect(small.errors).toEqual([]);
});

test.each<[string, string, Record<string, unknown>, number]>([
  [
    'one bulk call for 1000 sections',
    '{ sections(ids: $ids) { title number } }',
    { ids: Array(1000).fill(wellKnown.sectionId) },
    1,
  ],
  [
    'one call for each description',
    '{ sections(ids: $ids) { description } }',
    { ids: Array(20).fill(wellKnown.sectionId) },
    20 + 1,
  ],
])('%s', async (_, query, variables, estimate) => {
  const answered = await harness.query(`query ($ids: [ID!]!) ${query}`, { variables, headers: costHeader });
  expect(estimateOf(answered)).toBe(estimate);
});

test.each<[string, string, Record<string, unknown>, number]>([
  ['@include(if: false)', '... @include(if: false) { assignments { nodes { instructions } } }', {}, 1],
  ['@skip(if: true)', 'assignments @skip(if: true) { nodes { instructions } }', {}, 1],
  ['@include(if: $x), $x false', 'assignments @include(if: $x) { nodes { instructions } }', { x: false }, 1],
  ['@include(if: $x), $x true', 'assignments @include(if: $x) { nodes { instructions } }', { x: true }, 32],
  ['a field in three fragments', '...A ...B ... { assignments { nodes { instructions } } }', {}, 32],
])('the price is of what is executed: %s', async (_, selection, variables, estimate) => {
  const fragments = ['A', 'B'].map((name) => `fragment ${name} on Section { assignments { nodes { instructions } } }`);
  const used = fragments.filter((_, index) => selection.includes(`...${'AB'[index]}`));
  const query = `query ($x: Boolean = true) { __typename @include(if: $x) section(id: "${wellKnown.sectionId}") { id ${selection} } } ${used.join(' ')}`;
  for (const answered of [
    await harness.query(query, { variables, headers: costHeader }),
    await harness.query(query, { variables, headers: costHeader }),
  ]) {
    expect(answered.errors).toEqual([]);
    expect(estimateOf(answered)).toBe(estimate);
    expect(estimate).toBeGreaterThanOrEqual(sum(answered.calls));
  }
});

test('the price of a request with null where an argument must have a value is not that of the next request', async () => {
  const query =
    'query ($id: ID = "") { enrollments(filter: { userIds: [$id] }, first: 1000) { nodes { syllabus { title } } } }';
  const limited = await harnessForThisTest({ config: { DEFAULT_ORGANIZATION_ID: wellKnown.organizationId } });
  const failed = await limited.query(query, { variables: { id: null }, headers: costHeader });
  expect(failed.errors).toHaveLength(1);
  const valid = await limited.query(query, { variables: { id: wellKnown.userId }, headers: costHeader });
  expect(valid.errors).toEqual([]);
  expect(estimateOf(valid)).toBeGreaterThan(estimateOf(failed) ?? Number.POSITIVE_INFINITY);
});

test('the price of a request with invalid variables is not that of the next request', async () => {
  const query =
    'query ($first: Int!, $id: ID!) { user(id: $id) { enrollments(first: $first) { nodes { section: syllabus { title } customFieldValues { key } } } } }';
  const { status } = await harness.query(query, { variables: { first: 1000, id: 5.5 } });
  expect(status).toBeLessThan(500);
  const small = await startHarness({ config: { COST_LIMIT: '20' } });
  await small.query(query, { variables: { first: 1000, id: 5.5 } });
  const valid = await small.query(query, { variables: { first: 1000, id: wellKnown.userId } });
  await small.close();
  expect(valid.errors).toMatchObject([{ extensions: { code: 'QUERY_TOO_EXPENSIVE' } }]);
  expect(valid.calls).toEqual({});
});

test('a query whose selections merge in too many ways is refused, however small it is', async () => {
  const hostile = hostileRequests['interfaces inside one another that merge in a different way for each type'];
  const { query } = JSON.parse(String(hostile?.body));
  expect(query.length).toBeLessThan(10_000);
  const { status, errors, calls } = await harness.query(query);
  expect(status).toBe(400);
  expect(errors).toMatchObject([
    { extensions: { code: 'QUERY_TOO_EXPENSIVE', allowed: 5_000, actual: 'not estimated' } },
  ]);
  expect(calls).toEqual({});
});

test('the price of entities with equal ids is not that of different ids', async () => {
  const category = (catalog: string) =>
    `{ __typename: "Category", id: "${wellKnown.categoryId}", catalog: { id: ${catalog} } }`;
  const query = `query ($a: ID!, $b: ID!) {
    _entities(representations: [${category('$a')}, ${category('$b')}]) { ... on Category { name } }
  }`;
  const estimates = [];
  for (const b of [wellKnown.catalogId, wellKnown.sectionId]) {
    estimates.push(
      estimateOf(await harness.query(query, { variables: { a: wellKnown.catalogId, b }, headers: costHeader })),
    );
  }
  expect(estimates).toEqual([1, 2]);
});

test('entities and bulk mutations cost by how many are asked for', async () => {
  const { query } = await harnessForThisTest({ config: { COST_LIMIT: '20' } });
  const representations = Array.from({ length: 30 }, () => ({ __typename: 'Assignment', id: wellKnown.assignmentId }));
  const entities = await query(
    'query ($representations: [_Any!]!) { _entities(representations: $representations) { ... on Assignment { title } } }',
    { variables: { representations } },
  );
  expect(entities.errors).toMatchObject([{ extensions: { code: 'QUERY_TOO_EXPENSIVE', actual: 30 } }]);
  const ids = Array.from({ length: 30 }, () => wellKnown.enrollmentId);
  const bulk = await query('mutation ($ids: [ID!]!) { dropEnrollments(input: { ids: $ids }) { __typename } }', {
    variables: { ids },
  });
  expect(bulk.errors).toMatchObject([{ extensions: { code: 'QUERY_TOO_EXPENSIVE', actual: 30 } }]);
  expect([entities.calls, bulk.calls]).toEqual([{}, {}]);
});
