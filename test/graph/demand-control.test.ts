import {
  type GraphQLField,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isLeafType,
  isListType,
  isObjectType,
  parse,
} from 'graphql';
import { describe, expect, test } from 'vitest';
import { fieldCost } from '../../src/graph/plugins/prices.ts';
import { buildSchema } from '../../src/graph/schema.ts';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { estimateCalls } from '../../src/server/graphql/cost.ts';
import { fieldCall, pathsTo } from '../support/field-paths.ts';
import { routerCost } from '../support/router-cost.ts';

type Field = GraphQLField<unknown, unknown>;

const schema = buildSchema();

/** True if the price of a field stands in the SDL as it is. */
function isTold(coordinate: string): boolean {
  const [typeName = '', fieldName = ''] = coordinate.split('.');
  const type = schema.getType(typeName);
  if (!isInterfaceType(type) && !isObjectType(type)) return false;
  // `@cost` may not stand at a field of an interface.
  const types = isInterfaceType(type) ? schema.getPossibleTypes(type) : [];
  const isPriced = types.some((concrete) => fieldCost(concrete.getFields()[fieldName] as Field).price !== undefined);
  // The dates in a summary of many users cost calls for each user.
  const isOfUsers = typeof fieldCost(type.getFields()[fieldName] as Field).groups?.user === 'function';
  return !isPriced && !(isOfUsers && fieldName === 'enrollmentSummary');
}

/** Queries for all leaves at the end of each path, on pages of this size, whose prices are told. */
function queries(first: number): Map<string, string> {
  const found = [...pathsTo(schema)].flatMap(([name, { open, close, target, coordinates }]): [string, string][] => {
    const type = schema.getType(target);
    if (!coordinates.every(isTold) || !(isObjectType(type) || isInterfaceType(type))) return [];
    const leaves = Object.values(type.getFields()).filter(
      (field) => isLeafType(getNamedType(field.type)) && isTold(`${target}.${field.name}`),
    );
    const query = `${open} ${leaves.map(fieldCall).join(' ')} ${close}`;
    return [[name, query.replaceAll('first: 3', `first: ${first}`)]];
  });
  return new Map(found);
}

const gatewayCost = (query: string) =>
  estimateCalls({ schema, document: parse(query), operationName: null, variableValues: {} })?.calls ?? 0;

/** True if a field leads to one object of a known type, or to a page, with a price that does not depend on the arguments. */
function isSingle(coordinate: string): boolean {
  const [typeName = '', fieldName = ''] = coordinate.split('.');
  const type = schema.getType(typeName);
  const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
  if (!field || isListType(getNullableType(field.type)) || typeof fieldCost(field).price === 'function') return false;
  const named = getNamedType(field.type);
  // Its dates share their calls, and come with a roster.
  if (named.name === 'EnrollmentSummary') return false;
  const node = isObjectType(named) ? named.getFields().nodes : undefined;
  return isObjectType(node ? getNamedType(node.type) : named);
}

describe('the cost that a router computes by @cost and @listSize', () => {
  test.each([1, 3, 1000])('is never lower than that of the gateway, on pages of %i', (first) => {
    const lower = [...queries(first)].filter(([, query]) => routerCost(query) < gatewayCost(query));
    expect(lower).toEqual([]);
    expect(queries(first).size).toBeGreaterThan(50);
  });

  test('is that of the gateway where there is one object', () => {
    const paths = pathsTo(schema);
    const single = [...queries(1)].filter(([name]) => paths.get(name)?.coordinates.every(isSingle));
    for (const [name, query] of single) expect([name, routerCost(query)]).toEqual([name, gatewayCost(query)]);
    expect(single.length).toBeGreaterThan(30);
  });

  test.each([
    ['pageInfo, which may need one more page', 'pageInfo { hasNextPage } nodes { id }', 1],
    ['`after`', 'nodes { id }', 1, 'after: "x"'],
    ['`last`, which needs the length of the list', 'nodes { id }', 2, 'last: 1'],
    ['`dueWithin`, which may read many pages', 'nodes { id }', 221, 'dueWithin: 7'],
  ])('counts %s as the gateway does', (_, selection, more, argument = '') => {
    const page = (args: string, fields: string) =>
      `{ section(id: "${wellKnown.sectionId}") { enrollments(first: 1 ${args}) { ${fields} } } }`;
    const [plain, query] = [page('', 'nodes { id }'), page(argument, selection)];
    expect(gatewayCost(query) - gatewayCost(plain)).toBe(more);
    expect(routerCost(query) - routerCost(plain)).toBe(more);
  });
});
