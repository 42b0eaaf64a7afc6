import { buildSchema, parse, validate } from 'graphql';
import { expect, test } from 'vitest';
import type { ServerContext } from '../../src/server/graphql/context.ts';
import { createDeprecatedUsage, deprecatedCoordinates } from '../../src/server/graphql/deprecated-usage.ts';
import { createRequestRecord } from '../../src/server/request/request-record.ts';

const schema = buildSchema(`
  directive @tone(loud: Boolean @deprecated, soft: Boolean) on FIELD
  enum Order { UP DOWN SIDEWAYS @deprecated }
  input Filter { name: String, old: String @deprecated, order: Order, inner: Filter }
  input Plain { name: String }
  interface Named { name: String, label: String @deprecated }
  type Person implements Named { name: String, label: String @deprecated, age(unit: String @deprecated, in: String): Int }
  type Query {
    person(id: ID, filter: Filter, plain: Plain, orders: [Order!]): Person
    named: Named
    gone: Person @deprecated
  }
`);

const usedBy = (query: string, variableValues: Record<string, unknown> = {}, operationName?: string) => {
  const document = parse(query);
  expect(validate(schema, document)).toEqual([]);
  const find = createDeprecatedUsage(schema);
  return [1, 2].map(() => {
    const record = createRequestRecord('id', {}, null);
    find({ schema, document, operationName, variableValues, contextValue: { record } as ServerContext });
    return record.deprecated;
  });
};

test.each<[string, string, string[], Record<string, unknown>?]>([
  ['a field', '{ gone { name } }', ['Query.gone']],
  ['a field by alias, twice', '{ a: gone { name } b: gone { name } }', ['Query.gone']],
  ['a field of an interface', '{ named { label } }', ['Named.label']],
  ['a field of a type condition', '{ named { ... on Person { label } } }', ['Person.label']],
  [
    'fields in fragments in fragments',
    '{ ...A } fragment A on Query { person { ...B } } fragment B on Person { label ...C } fragment C on Named { label }',
    ['Named.label', 'Person.label'],
  ],
  ['an argument', '{ person { age(unit: "y") } }', ['Person.age(unit:)']],
  ['an argument of a directive', '{ person { name @tone(loud: true) } }', ['@tone(loud:)']],
  ['an enum value', '{ person(orders: [UP, SIDEWAYS]) { name } }', ['Order.SIDEWAYS']],
  ['an input field in an input field', '{ person(filter: { inner: { old: "x" } }) { name } }', ['Filter.old']],
  [
    'the default of a variable',
    'query ($f: Filter = { old: "x", order: SIDEWAYS }) { person(filter: $f) { name } }',
    ['Filter.old', 'Order.SIDEWAYS'],
  ],
  [
    'the value of a variable',
    'query ($f: Filter, $o: [Order!]) { person(filter: $f, orders: $o) { name } }',
    ['Filter.old', 'Order.SIDEWAYS'],
    { f: { name: 'x', inner: { old: null } }, o: ['UP', 'SIDEWAYS'] },
  ],
  [
    'one value for a list',
    'query ($o: [Order!]) { person(orders: $o) { name } }',
    ['Order.SIDEWAYS'],
    { o: 'SIDEWAYS' },
  ],
  [
    'nothing, though its variables could',
    'query ($f: Filter, $o: [Order!], $p: Plain) { person(filter: $f, orders: $o, plain: $p) { name age(in: "y") } }',
    [],
    { f: { order: 'UP' }, o: null, p: { name: 'x' } },
  ],
])('%s is found', (_, query, coordinates, variables) => {
  expect(usedBy(query, variables)).toEqual([coordinates, coordinates]);
});

test('only the operation that is executed counts', () => {
  const query = 'query Old { ...Old } query New { person { name } } fragment Old on Query { gone { name } }';
  expect(usedBy(query, {}, 'Old')).toEqual([['Query.gone'], ['Query.gone']]);
  expect(usedBy(query, {}, 'New')).toEqual([[], []]);
});

test('each deprecated element of a schema has a coordinate', () => {
  expect(deprecatedCoordinates(schema)).toEqual([
    '@tone(loud:)',
    'Filter.old',
    'Named.label',
    'Order.SIDEWAYS',
    'Person.age(unit:)',
    'Person.label',
    'Query.gone',
  ]);
});
