import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import {
  buildSchema,
  type ExecutionResult,
  execute,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  isAbstractType,
  isObjectType,
  type OperationDefinitionNode,
  parse,
  responsePathAsArray,
  validate,
} from 'graphql';
import { expect, test } from 'vitest';
import { executePlan } from '../../src/execution/execute-plan.ts';
import { jsonOf } from '../../src/execution/json.ts';
import { planQuery } from '../../src/execution/plan-query.ts';
import { createPlanner } from '../../src/execution/planner.ts';
import { MemoBudget } from '../../src/execution/result-memo.ts';
import type { AheadRunner } from '../../src/execution/run-ahead.ts';
import { nulledPaths } from './nulled-paths.ts';

const schema = buildSchema(`
  enum Color { RED GREEN }
  input Choice { deep: [Int!], flag: Boolean = true }
  interface Thing { id: ID! label(times: Int = 1, choice: Choice): String friend: Thing sure: Thing! things(first: Int! = 2): [Thing] }
  type Apple implements Thing { id: ID! label(times: Int = 1, choice: Choice): String friend: Thing sure: Thing! things(first: Int! = 2): [Thing] color: Color pears: [Pear!]! seeds: [[Int!]] }
  type Pear implements Thing { id: ID! label(times: Int = 1, choice: Choice): String friend: Thing sure: Thing! things(first: Int! = 2): [Thing] weight: Float! apples: [Apple!] }
  union Fruit = Apple | Pear
  type Query { thing: Thing apple: Apple! fruits: [Fruit!] echo(choice: Choice!): String }
`);

/** A pseudorandom number for a field. It depends on the path, the seed and the salt only, so that both executors get the same. */
function fate(info: GraphQLResolveInfo, seed: number, salt: string): number {
  return crc32(`${seed} ${salt} ${responsePathAsArray(info.path).join('.')}`) % 100;
}

const resolver: GraphQLFieldResolver<unknown, { seed: number; failures: number; arguments: Set<string> }> = (
  _,
  args,
  { seed, failures, arguments: seen },
  info,
) => {
  seen.add(`${responsePathAsArray(info.path).join('.')} ${JSON.stringify(args)} ${info.fieldNodes.length}`);
  const luck = fate(info, seed, 'value');
  const value =
    luck < failures ? new Error(`bad luck ${luck}`) : luck < failures * 2 ? null : contentOf(info, seed, failures > 0);
  // If an item fails synchronously, graphql-js does not handle later rejections of its siblings.
  // So failures are mostly asynchronous here.
  const manner = failures > 0 ? 60 + fate(info, seed, 'manner') * 0.4 : fate(info, seed, 'manner');
  if (fate(info, seed, 'ahead') < 50) {
    const confirmed = value instanceof Error ? Promise.reject(value) : Promise.resolve(value);
    const isKnown = fate(info, seed, 'known') < 80;
    const known = String(info.returnType).startsWith('[') ? [{ n: 1 }] : { n: 1 };
    (info as Partial<AheadRunner>).runAhead?.(isKnown ? known : undefined, confirmed);
    return confirmed;
  }
  if (value instanceof Error && manner < 30) throw value;
  if (manner < 60) return value;
  return value instanceof Error && manner < 80 ? Promise.reject(value) : Promise.resolve(value);
};

function contentOf(info: GraphQLResolveInfo, seed: number, isLate: boolean): unknown {
  const type = String(info.returnType);
  const number = fate(info, seed, 'content');
  if (type === '[[Int!]]') return [[1, isLate && number < 10 ? 'not a number' : 2], null, [3]];
  if (type.startsWith('[')) {
    return Array.from({ length: number % 4 }, (_, index) => {
      const one = { n: index };
      if (isLate) return Promise.resolve(number + index < 20 ? null : one);
      const isNull = number + index < 20 && !type.includes('!]');
      return isNull ? null : number + index < 40 ? Promise.resolve(one) : one;
    });
  }
  if (type.startsWith('Color')) return isLate && number < 20 ? 'BLUE' : 'RED';
  if (type.startsWith('Float')) return isLate && number < 10 ? 'heavy' : number / 2;
  if (type.startsWith('ID') || type.startsWith('String')) return `text ${number}`;
  return { n: number };
}

for (const type of Object.values(schema.getTypeMap())) {
  if (type.name.startsWith('__')) continue;
  if (isObjectType(type)) for (const field of Object.values(type.getFields())) field.resolve = resolver as never;
  if (isAbstractType(type)) {
    type.resolveType = (_, { seed, failures }: { seed: number; failures: number }, info) => {
      const luck = fate(info, seed, 'type');
      const name = luck < 4 && failures > 0 ? 'Nonsense' : luck % 2 ? 'Apple' : 'Pear';
      if (luck < 50 && failures === 0) return name;
      const confirmed = Promise.resolve(name);
      if (luck < 80) (info as Partial<AheadRunner>).runAheadAsType?.({ n: 2 }, luck % 3 ? 'Apple' : 'Pear', confirmed);
      return confirmed;
    };
  }
}

const selections = fc.letrec<{ thing: string; apple: string; pear: string; fruit: string }>((tie) => ({
  thing: fc
    .array(
      fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom(
          'id',
          '__typename',
          'n: label(times: $times)',
          'label(choice: { deep: [1] })',
          'l: label(choice: { flag: $flag })',
        ),
        tie('thing').map((inner) => `friend { ${inner} }`),
        tie('thing').map((inner) => `sure { ${inner} }`),
        tie('thing').map((inner) => `things(first: $times) { ${inner} }`),
        tie('apple').map((inner) => `... on Apple { ${inner} }`),
        tie('pear').map((inner) => `... on Pear @include(if: $flag) { ${inner} }`),
        tie('thing').map((inner) => `... @skip(if: $flag) { ${inner} }`),
        fc.constant('...Common'),
      ),
      { minLength: 1, maxLength: 3 },
    )
    .map((fields) => fields.join(' ')),
  apple: fc
    .array(
      fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom('color', 'seeds', 'id @include(if: $flag)', '__typename'),
        tie('pear').map((inner) => `pears { ${inner} }`),
        tie('thing').map((inner) => `friend { ${inner} }`),
      ),
      { minLength: 1, maxLength: 3 },
    )
    .map((fields) => fields.join(' ')),
  pear: fc
    .array(
      fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom('weight', 'id', 'kind: __typename'),
        tie('apple').map((inner) => `apples { ${inner} }`),
      ),
      { minLength: 1, maxLength: 3 },
    )
    .map((fields) => fields.join(' ')),
  fruit: fc
    .tuple(tie('apple'), tie('thing'))
    .map(([apple, thing]) => `... on Apple { ${apple} } ... on Thing { ${thing} }`),
}));

const query = fc
  .record({ thing: selections.thing, apple: selections.apple, fruit: selections.fruit, isStrict: fc.boolean() })
  .map(
    ({ thing, apple, fruit, isStrict }) =>
      `query ($times: Int! = 3, $flag: Boolean!) { thing { ${thing} } fruits { ${fruit} } ${isStrict ? `apple { ${apple} }` : ''} echo(choice: { flag: $flag }) used: __typename @skip(if: $flag) other: thing { label(times: $times) } }
       fragment Common on Thing { id friend { id __typename } }`,
  );

test('plans execute random queries as graphql-js does: data, errors, arguments', async () => {
  await fc.assert(
    fc.asyncProperty(query, fc.nat(), fc.constantFrom(0, 0, 3, 8), fc.boolean(), async (text, seed, failures, flag) => {
      const document = parse(text);
      fc.pre(validate(schema, document).length === 0);
      const options = (seen: Set<string>) => ({
        rootValue: {},
        contextValue: { seed, failures, arguments: seen },
        variableValues: { flag },
      });
      const expectedArguments = new Set<string>();
      const expected = await execute({ schema, document, ...options(expectedArguments) });
      const seen = new Set<string>();
      const run = createPlanner()(schema, document, null, {});
      const contextAhead = () => ({ seed: seed + 1, failures, arguments: new Set<string>() });
      const actual = await run?.({ ...options(seen), contextAhead });
      expect(JSON.stringify(actual?.data)).toEqual(JSON.stringify(expected.data));
      expect(nulledPaths(actual ?? {})).toEqual(nulledPaths(expected));
      if (failures === 0 && !expected.errors) expect(seen).toEqual(expectedArguments);
    }),
    { numRuns: 300 },
  );
});

test('errors have the same message, path and locations as in graphql-js', async () => {
  const document = parse('{ apple { id color seeds label } }');
  for (let seed = 0; seed < 200; seed += 1) {
    const options = { contextValue: { seed, failures: 10, arguments: new Set<string>() }, rootValue: {} };
    const expected = await execute({ schema, document, ...options });
    const actual = await createPlanner()(schema, document, null, {})?.({ ...options, variableValues: {} });
    if (expected.errors?.length !== 1) continue;
    expect(JSON.parse(JSON.stringify(actual))).toEqual(JSON.parse(JSON.stringify(expected)));
  }
});

test.each([
  ['a subscription', 'subscription { a: __typename }'],
  ['an introspection query', '{ __schema { types { name } } }'],
  ['a query with @defer', '{ thing { ... @defer { id } } }'],
  ['a document with several operations and no name', 'query A { __typename } query B { __typename }'],
])('%s has no plan', (_, text) => {
  expect(createPlanner()(schema, parse(text), null, {})).toBeNull();
});

test('a query has no plan for a condition that is null', () => {
  const document = parse('query ($x: Boolean = true) { thing { ... on Thing @include(if: $x) { id } } }');
  const planFor = createPlanner();
  expect(planFor(schema, document, null, { x: null })).toBeNull();
  for (const variables of [null, {}, { x: false }]) expect(planFor(schema, document, null, variables)).not.toBeNull();
});

test('a plan has fields of only those types that the data has, however deep interfaces are nested', async () => {
  const levels = 12;
  const aliases = Array.from({ length: 100 }, (_, index) => `a${index}: label(times: ${index})`).join(' ');
  const text = `${'{ thing: friend '.repeat(levels)}{ ${aliases} }${' }'.repeat(levels)}`;
  const { definitions } = parse(`{ thing ${text} }`);
  let fields = 0;
  const plan = planQuery({
    schema,
    root: schema.getQueryType() as GraphQLObjectType,
    operation: definitions[0] as OperationDefinitionNode,
    fragments: {},
    conditions: {},
    onField: () => {
      fields += 1;
    },
    memoBudget: new MemoBudget(),
  });
  expect(fields).toBe(1);
  const contextValue = { seed: 1, failures: 0, arguments: new Set<string>() };
  await executePlan(plan, {
    rootValue: {},
    contextValue,
    variableValues: {},
    hasNotes: () => false,
    contextAhead: null,
  });
  expect(fields).toBe(1 + levels + 100);
});

test('variables of the wrong type give the same errors as in graphql-js', async () => {
  const document = parse('query ($flag: Boolean!) { echo(choice: { flag: $flag }) }');
  const options = { contextValue: { seed: 1, failures: 0, arguments: new Set<string>() }, rootValue: {} };
  for (const variableValues of [{}, { flag: 'x' }, { flag: null }]) {
    const expected = await execute({ schema, document, variableValues, ...options });
    const actual = await createPlanner()(schema, document, null, variableValues)?.({ ...options, variableValues });
    expect(JSON.stringify(actual)).toEqual(JSON.stringify(expected));
  }
});

const web = buildSchema(`
  type Person { name: String friend: Person boss: Person! friends: [Person!]! team: [Person] }
  type Query { people: [Person!] }
`);

/** A query over five people who are linked to each other. Every link to a person resolves to the same object. */
function queryPeople(text: string, seed: number, failures: number, hasNotes = () => false) {
  const people = Array.from({ length: 5 }, (_, index) => ({ index }));
  let resolved = 0;
  const resolve: GraphQLFieldResolver<{ index: number } | undefined, unknown> = (person, _, __, { fieldName }) => {
    resolved += 1;
    const luck = crc32(`${seed} ${person?.index} ${fieldName}`);
    const other = people[luck % 5];
    const values: Record<string, unknown> = {
      people: [...people, ...people],
      name: `person ${person?.index}`,
      friend: luck % 3 ? other : null,
      boss: other,
      friends: [other, people[0]],
      team: [other, other, null],
    };
    const value = luck % 100 < failures ? new Error(`bad luck of ${fieldName}`) : values[fieldName];
    // As above: graphql-js would leave some rejections unhandled.
    return luck % 2 && failures === 0 ? value : Promise.resolve(value);
  };
  for (const name of ['Person', 'Query']) {
    const type = web.getType(name);
    if (isObjectType(type)) for (const field of Object.values(type.getFields())) field.resolve = resolve as never;
  }
  const document = parse(text);
  const options = { rootValue: undefined, contextValue: {}, variableValues: {} };
  return {
    expected: () => execute({ schema: web, document, ...options }) as Promise<ExecutionResult>,
    actual: () => createPlanner()(web, document, null, {})?.({ ...options, hasNotes }) as Promise<ExecutionResult>,
    resolved: () => resolved,
  };
}

const peopleQuery = `{ people {
  name
  friend { name boss { name friend { name } friends { name } } }
  boss { name friend { name team { name boss { name } } } }
  friends { boss { name friends { friend { name } } } }
} }`;

test('plans give the same results as graphql-js if links lead to the same objects, with any failures', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.constantFrom(0, 0, 5, 20), fc.boolean(), async (seed, failures, notes) => {
      const { expected, actual } = queryPeople(peopleQuery, seed, failures, () => notes);
      const [theirs, ours] = [await expected(), await actual()];
      expect(JSON.stringify(ours.data)).toEqual(JSON.stringify(theirs.data));
      expect(nulledPaths(ours)).toEqual(nulledPaths(theirs));
      expect(jsonOf(ours).toString()).toBe(JSON.stringify(ours));
    }),
    { numRuns: 200 },
  );
});

test('a selection on the same object is executed once, but for every path if resolvers recorded notes', async () => {
  const count = async (run: 'expected' | 'actual', hasNotes?: () => boolean) => {
    const people = queryPeople('{ people { boss { name friend { name } } } }', 1, 0, hasNotes);
    await people[run]();
    return people.resolved();
  };
  expect(await count('actual')).toBeLessThan(await count('expected'));
  expect(await count('actual', () => true)).toBe(await count('expected'));
});

test('an alias can be any name, including properties of Object.prototype', async () => {
  const { expected, actual } = queryPeople(
    '{ people { __proto__: name constructor: boss { __proto__: boss { toString: name } } } }',
    1,
    0,
  );
  expect(jsonOf(await actual()).toString()).toBe(JSON.stringify(await expected()));
});

test('arguments without variables are shared by executions, so resolvers cannot change them', async () => {
  const lists = buildSchema('input Choice { deep: [Int!] } type Query { echo(choice: Choice!): String }');
  const seen: { choice: { deep: number[] } }[] = [];
  const echo = (args: { choice: { deep: number[] } }) => {
    seen.push(args);
    args.choice.deep.push(3);
  };
  const document = parse('{ echo(choice: { deep: [1, 2] }) }');
  const run = createPlanner()(lists, document, null, {});
  for (const _ of [1, 2]) {
    const result = await run?.({ rootValue: { echo }, contextValue: {}, variableValues: {} });
    expect(result?.errors?.[0]?.message).toContain('object is not extensible');
  }
  expect(seen.map(({ choice }) => choice.deep)).toEqual([
    [1, 2],
    [1, 2],
  ]);
});
