import { buildSchema, type ExecutionArgs, execute, type GraphQLResolveInfo, GraphQLSchema, parse } from 'graphql';
import { expect, test } from 'vitest';
import { createExecutor, type ExecutorOptions } from '../../src/execution/api.ts';

const schema = buildSchema(`
  interface Animal { name: String }
  type Cat implements Animal { name: String self: Cat other: Cat place: String }
  type Query { cat: Cat cats: [Cat] animal: Animal count(first: Int!): Int }
  type Mutation { rename(name: String!): Cat }
`);

/** A cat whose links all lead to itself. Its place is the name of the link. */
function zoo() {
  let resolved = 0;
  const cat = {
    __typename: 'Cat',
    name: 'Tom',
    place: (_: unknown, __: unknown, { path: { prev } }: GraphQLResolveInfo) => {
      resolved += 1;
      return prev?.key;
    },
  };
  Object.assign(cat, { self: cat, other: async () => cat });
  const rootValue = {
    cat,
    cats: [cat, cat, cat],
    animal: cat,
    count: ({ first }: { first: number }) => first,
    rename: () => cat,
  };
  return { rootValue, resolved: () => resolved };
}

async function run(executor: (args: ExecutionArgs) => unknown, query: string, args: Partial<ExecutionArgs> = {}) {
  const { rootValue, resolved } = zoo();
  const attempt = async () => executor({ schema, document: parse(query), rootValue, contextValue: {}, ...args });
  const result = await attempt().catch((error: Error) => ({ thrown: error.message }));
  return { result: JSON.parse(JSON.stringify(result)), resolved: resolved() };
}

const noQuery = new GraphQLSchema({ types: schema.toConfig().types });

test.each<[string, string, Partial<ExecutionArgs>]>([
  ['a query', '{ cat { name self { place other { place } } } animal { __typename name } }', {}],
  ['variables', 'query ($n: Int = 2) { a: count(first: $n) }', { variableValues: { n: 3 } }],
  ['no variables', 'query ($n: Int = 2) { a: count(first: $n) }', { variableValues: null }],
  ['a wrong variable', 'query ($n: Int!) { a: count(first: $n) }', { variableValues: { n: 'x' } }],
  ['a condition that is null', 'query ($x: Boolean = true) { cat @include(if: $x) { name } }', { variableValues: { x: null } }],
  ['one of two operations', 'query A { a: __typename } query B { b: __typename }', { operationName: 'B' }],
  ['two operations without a name', 'query A { a: __typename } query B { b: __typename }', {}],
  ['an unknown operation', 'query A { a: __typename }', { operationName: 'C' }],
  ['no operation', 'fragment F on Cat { name }', {}],
  ['a mutation', 'mutation { rename(name: "Tim") { name place } }', {}],
  ['introspection', '{ __schema { types { name } } __type(name: "Cat") { name } cat { name } }', {}],
  ['a field resolver', '{ cat { name place } }', { fieldResolver: (_, __, ___, { fieldName }) => `my ${fieldName}` }],
  ['a type resolver', '{ animal { __typename name } }', { typeResolver: () => 'Cat' }],
  ['options', 'query ($a: Int!, $b: Int!) { a: count(first: $a) b: count(first: $b) }', { options: { maxCoercionErrors: 1 } }],
  ['arguments that are undefined', '{ cat { name } }', { fieldResolver: undefined as never, operationName: undefined }],
  ['a field that does not exist', '{ cat { name nickname } dog { name } }', {}],
  ['a missing argument', '{ count cat { name } }', {}],
  ['an argument of the wrong type', '{ count(first: "x") cat { name } }', {}],
  ['a schema that is not valid', '{ cat { name } }', { schema: noQuery }],
])('an executor replaces execute of graphql-js: %s', async (_, query, args) => {
  expect(await run(createExecutor(), query, args)).toEqual(await run(execute, query, args));
}); // biome-ignore format: one line for each case

test('a selection is executed for every link to an object, or once with oncePerObject', async () => {
  const query = '{ cats { self { place } other { name place } } }';
  const [every, once] = [await run(createExecutor(), query), await run(createExecutor({ oncePerObject: true }), query)];
  expect([every.resolved, once.resolved]).toEqual([6, 2]);
  expect(every).toEqual(await run(execute, query));
  expect(once.result).toEqual(every.result);
});

test('what has no plan is executed by the fallback', async () => {
  const seen: (string | undefined)[] = [];
  const fallback: ExecutorOptions['fallback'] = ({ document }) => {
    seen.push(document.loc?.source.body);
    return { data: { by: 'fallback' } };
  };
  const executor = createExecutor({ fallback });
  expect((await run(executor, '{ cat { name } }')).result).toEqual({ data: { cat: { name: 'Tom' } } });
  expect((await run(executor, '{ __type(name: "Cat") { name } }')).result).toEqual({
    data: { by: 'fallback' },
  });
  expect(seen).toEqual(['{ __type(name: "Cat") { name } }']);
});

test('a response larger than maxResponseBytes is an error; without the option, any size is allowed', async () => {
  const query = `{ cat { ${Array.from({ length: 100 }, (_, index) => `name${index}: name`).join(' ')} } }`;
  expect((await run(createExecutor(), query)).result.data.cat.name99).toBe('Tom');
  const { result } = await run(createExecutor({ maxResponseBytes: 500 }), query);
  expect(result.errors[0].message).toContain('larger than 500 bytes');
  expect(result.data).toBeUndefined();
});
