import { buildSchema, execute, isObjectType, parse } from 'graphql';
import { expect, test } from 'vitest';
import { createPlanner } from '../../src/execution/planner.ts';

const sdl = `
  interface Animal { name: String }
  type Cat implements Animal { name: String }
  type Dog implements Animal { name: String length: Int }
  type Tree { name: String }
  input Size { height: Int }
  type Query { animal: Animal animals: [Animal!] sure: Animal! dog: Dog tree: Tree }
`;

type IsTypeOf = (value: { is?: string }) => boolean | Promise<boolean>;
const never: IsTypeOf = () => false;

/** Executes a query by both executors, with a root value and no resolvers. */
async function both(text: string, rootValue: unknown, isTypeOf: Record<string, IsTypeOf>, resolveType?: () => unknown) {
  const schema = buildSchema(sdl);
  for (const [name, check] of Object.entries(isTypeOf)) Object.assign(schema.getType(name) ?? {}, { isTypeOf: check });
  if (resolveType) Object.assign(schema.getType('Animal') ?? {}, { resolveType });
  expect(isObjectType(schema.getType('Cat'))).toBe(true);
  const document = parse(text);
  const options = { rootValue, contextValue: {}, variableValues: {} };
  const run = createPlanner()(schema, document, null, {});
  const [actual, expected] = [await run?.(options), await execute({ schema, document, ...options })];
  return { actual: JSON.parse(JSON.stringify(actual)), expected: JSON.parse(JSON.stringify(expected)) };
}

const cat = { is: 'Cat', name: 'Tom' };
const dog = { is: 'Dog', name: 'Rex' };
const queried = { animal: cat, animals: [cat, dog, cat], sure: dog, dog, tree: { name: 'Oak' } };
const query =
  '{ animal { __typename name } animals { name ... on Dog { length } } sure { __typename } dog { name } tree { name } }';
const is =
  (name: string): IsTypeOf =>
  (value) =>
    value.is === name;
const later =
  (check: IsTypeOf): IsTypeOf =>
  async (value) =>
    check(value);

test.each<[string, Record<string, IsTypeOf>]>([
  ['isTypeOf tells at once', { Cat: is('Cat'), Dog: is('Dog') }],
  ['isTypeOf tells later', { Cat: later(is('Cat')), Dog: later(is('Dog')) }],
  ['some isTypeOf tell later', { Cat: later(is('Cat')), Dog: is('Dog') }],
  ['only one type has isTypeOf', { Dog: is('Dog') }],
  ['no type has isTypeOf', {}],
  ['no isTypeOf holds', { Cat: never, Dog: later(never) }],
  [
    'isTypeOf throws',
    {
      Cat: () => {
        throw new Error('no idea');
      },
      Dog: is('Dog'),
    },
  ],
  ['isTypeOf rejects', { Cat: () => Promise.reject(new Error('no idea')), Dog: later(is('Dog')) }],
])('if %s, a plan finds types as graphql-js does', async (_, isTypeOf) => {
  const { actual, expected } = await both(query, queried, isTypeOf);
  // The text of graphql-js shows the value, which a gateway must not tell.
  const withoutValue = (result: object) =>
    JSON.parse(JSON.stringify(result).replace(/but got: (\{[^}]*\}|object)/g, 'but got it'));
  expect(withoutValue(actual)).toEqual(withoutValue(expected));
});

test.each<[string, unknown]>([
  ['Cat', 'Cat'],
  ['a type that does not exist', 'Cow'],
  ['a type that is not an object', 'Size'],
  ['a type of another interface', 'Tree'],
  ['null', null],
  ['undefined', undefined],
  ['a promise of a type', Promise.resolve('Dog')],
  ['a promise of null', Promise.resolve(null)],
])('if resolveType returns %s, a plan answers as graphql-js does', async (_, type) => {
  const { actual, expected } = await both(query, queried, {}, () => type);
  expect(actual).toEqual(expected);
});

test.each<[string, unknown]>([
  ['an object with __typename', { __typename: 'Dog', name: 'Rex' }],
  ['a text', 'Rex'],
  ['a number', 7],
  ['a function with properties', Object.assign(() => 'called', { title: 'Rex' })],
  ['an object of a class', new (class Dog { __typename = 'Dog'; name() { return 'Rex'; } })()], // biome-ignore format: one line
  ['an object whose fields are functions', { __typename: 'Dog', name: async () => 'Rex', length: () => 3 }],
  ['an object whose field throws', { __typename: 'Dog', name: () => { throw new Error('no name'); } }], // biome-ignore format: one line
])('without resolvers, a plan reads fields of %s as graphql-js does', async (_, value) => {
  const text = '{ dog { name length } animal { __typename ... on Dog { name length } } }';
  const { actual, expected } = await both(text, { dog: value, animal: value }, {});
  expect(actual).toEqual(expected);
});
