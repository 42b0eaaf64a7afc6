import { type GraphQLField, type GraphQLSchema, getNamedType, isObjectType } from 'graphql';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { createRandom, type Random } from '../../src/sandbox/world/random.ts';
import { argumentValues } from './argument-values.ts';
import { findDifference } from './compare.ts';
import type { Stage } from './scenarios.ts';

/** Selections that lead to an object of a type with lists; `lists` is where they are selected. */
const owners: Readonly<Record<string, (lists: string) => string>> = {
  Query: (lists) => lists,
  Section: (lists) => `owner: section(id: "${wellKnown.sectionId}") { ${lists} }`,
  TrainingPlan: (lists) => `owner: trainingPlan(id: "${wellKnown.trainingPlanId}") { ${lists} }`,
  Catalog: (lists) => `owner: catalog(id: "${wellKnown.catalogId}") { ${lists} }`,
  Category: (lists) =>
    `owner: category(id: "${wellKnown.categoryId}", catalogId: "${wellKnown.catalogId}") { ${lists} }`,
  User: (lists) => `owner: user(id: "${wellKnown.userId}") { ${lists} }`,
  Organization: (lists) => `owner: organization(id: "${wellKnown.organizationId}") { ${lists} }`,
  SectionEnrollment: (lists) =>
    `owner: enrollment(id: "${wellKnown.enrollmentId}") { ... on SectionEnrollment { ${lists} } }`,
};
const pageArguments = ['first', 'after', 'last', 'before', 'offset'];
const mostPages = 6;

interface List {
  edges: { cursor: string }[] | null;
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean };
}

/** The lists of the graph whose pages differ from those of the oracle, gone through by the cursors of each side. */
export async function findPagingDifferences(stage: Stage, count: number, seed: number): Promise<string[]> {
  const random = createRandom(seed);
  const lists = Object.keys(owners).flatMap((type) => listsOf(stage.oracle.schema, type));
  const differences: string[] = [];
  for (let walk = 0; walk < count; walk += 1) {
    const list = lists[walk % lists.length];
    const difference = list && (await walkPages(stage, list.type, list.field, random));
    if (difference) differences.push(difference);
  }
  return differences;
}

function listsOf(schema: GraphQLSchema, type: string): { type: string; field: GraphQLField<unknown, unknown> }[] {
  const owner = schema.getType(type);
  if (!isObjectType(owner)) throw new Error(`There is no type ${type}`);
  return Object.values(owner.getFields())
    .filter((field) => getNamedType(field.type).name.endsWith('Connection'))
    .map((field) => ({ type, field }));
}

/** Goes on after the last item of each page, or after one before it, until the list ends; or back from its end. */
async function walkPages(
  { oracle, harness }: Stage,
  type: string,
  field: GraphQLField<unknown, unknown>,
  random: Random,
): Promise<string | null> {
  const { tokens, world } = harness.sandbox;
  const argumentValue = argumentValues(world);
  const given = field.args.filter(({ name, type: argument }) => {
    if (pageArguments.includes(name)) return false;
    return String(argument).endsWith('!') || random.chance(30);
  });
  const [size, cursor] = random.chance(60) ? (['first', 'after'] as const) : (['last', 'before'] as const);
  const variables: Record<string, unknown> = { [size]: random.pick([1, 2, 3, 7, 40]) };
  for (const argument of given) variables[argument.name] = argumentValue(field, argument, random);
  const definitions = given.map(({ name, type: argument }) => `$${name}: ${argument}`);
  const passed = given.map(({ name }) => `${name}: $${name}`);
  const node = `__typename ${hasId(oracle.schema, field) ? 'id' : ''}`;
  const selection = `list: ${field.name}(${size}: $${size}, ${cursor}: $${cursor}, ${passed.join(', ')}) {
    edges { cursor node { ${node} } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount
  }`;
  const query = `query ($${size}: Int, $${cursor}: String, ${definitions.join(', ')}) { ${owners[type]?.(selection)} }`;
  const token = random.chance(70) ? tokens.full : tokens.limited;
  const organizationId = wellKnown.organizationId;
  const headers = { 'x-organization-id': organizationId };
  let [place, oraclePlace]: (string | null | undefined)[] = [null, null];
  for (let page = 0; page < mostPages; page += 1) {
    const ours = await harness.query(query, { variables: { ...variables, [cursor]: place }, token, headers });
    const request = { query, variables: { ...variables, [cursor]: oraclePlace }, token, organizationId };
    const theirs = await oracle.answer(request);
    const difference = findDifference(ours, theirs);
    if (difference) return `page ${page}: ${difference}\n${JSON.stringify(variables)}\n${query}`;
    const [list, oracleList] = [listIn(ours.data), listIn(theirs.data)];
    const edges = list?.edges ?? [];
    const hasMore = size === 'first' ? list?.pageInfo.hasNextPage : list?.pageInfo.hasPreviousPage;
    if (edges.length === 0 || !hasMore) return null;
    const end = size === 'first' ? edges.length - 1 : 0;
    const index = random.chance(70) ? end : random.number(0, edges.length - 1);
    [place, oraclePlace] = [edges[index]?.cursor, oracleList?.edges?.[index]?.cursor];
  }
  return null;
}

function hasId(schema: GraphQLSchema, field: GraphQLField<unknown, unknown>): boolean {
  const connection = schema.getType(getNamedType(field.type).name);
  const nodes = isObjectType(connection) ? connection.getFields().nodes : undefined;
  const node = nodes && getNamedType(nodes.type);
  return node !== undefined && 'getFields' in node && 'id' in node.getFields();
}

function listIn(data: unknown): List | undefined {
  const { owner, list } = (data ?? {}) as { owner?: { list?: List } | null; list?: List };
  return owner?.list ?? list;
}
