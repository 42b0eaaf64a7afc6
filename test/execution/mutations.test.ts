import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { buildSchema, type ExecutionResult, execute, isObjectType, parse, responsePathAsArray } from 'graphql';
import { expect, test } from 'vitest';
import { jsonOf } from '../../src/execution/json.ts';
import { createPlanner } from '../../src/execution/planner.ts';
import { nulledPaths } from './nulled-paths.ts';

const schema = buildSchema(`
  type Counter { value: Int sure: Int! self: Counter sureSelf: Counter! list: [Counter!] }
  type Query { counter: Counter }
  type Mutation { change(to: Int!): Counter sureChange(to: Int!): Counter! value: Int }
`);

interface Context {
  seed: number;
  failures: number;
  counter: { value: number };
  /** The changes in the order in which they began, with the value that they found. */
  changes: string[];
}

async function ticks(count: number): Promise<void> {
  for (let tick = 0; tick < count; tick += 1) await undefined;
}

for (const type of Object.values(schema.getTypeMap())) {
  if (type.name.startsWith('__') || !isObjectType(type)) continue;
  for (const field of Object.values(type.getFields())) {
    field.resolve = (_, { to }, { seed, failures, counter, changes }: Context, info) => {
      // Equal for all items of a list: a plan executes the selection on one object once.
      const names = responsePathAsArray(info.path).filter((key) => typeof key === 'string');
      const luck = crc32(`${seed} ${names.join('.')}`);
      const found = () => {
        if (info.fieldName === 'list') return [counter, counter];
        return info.fieldName === 'value' || info.fieldName === 'sure' ? counter.value : counter;
      };
      if (to !== undefined) changes.push(`${counter.value} to ${to}`);
      // The value is read late: one that the next change has changed already would differ.
      const late = async () => {
        await ticks(luck % 7);
        if (luck % 100 < failures) throw new Error(`bad luck ${luck}`);
        if (to !== undefined) counter.value = to;
        await ticks(luck % 5);
        return found();
      };
      if (luck % 3 > 0 || failures > 0) return late();
      if (to !== undefined) counter.value = to;
      return found();
    };
  }
}

const { counters } = fc.letrec<{ counters: string }>((tie) => ({
  counters: fc
    .array(
      fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom('value', 'sure', '__typename', 'v: value @include(if: $flag)'),
        fc
          .tuple(fc.constantFrom('self', 'other: self', 'sureSelf', 'list'), tie('counters'))
          .map(([field, inner]) => `${field} { ${inner} }`),
      ),
      { minLength: 1, maxLength: 4 },
    )
    .map((fields) => fields.join(' ')),
}));
const rootField = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.constantFrom('change', 'sureChange'), counters) },
  { weight: 1, arbitrary: fc.constantFrom(['value', ''] as const, ['__typename', ''] as const) },
);
const mutation = fc.array(rootField, { minLength: 1, maxLength: 5 }).map((fields) => {
  const texts = fields.map(([field, inner], index) =>
    inner === '' ? `f${index}: ${field}` : `f${index}: ${field}(to: ${index * 10 + 1}) { ${inner} }`,
  );
  // One field in two places is executed once.
  return `mutation ($flag: Boolean!) { ${texts.join(' ')} ...Rest } fragment Rest on Mutation { ${texts[0]} last: change(to: 99) @skip(if: $flag) { value } }`;
});

async function both(text: string, options: { seed: number; failures: number; flag: boolean }) {
  const { seed, failures, flag } = options;
  const document = parse(text);
  const contexts = [1, 2].map((): Context => ({ seed, failures, counter: { value: 0 }, changes: [] }));
  const [forThem, forUs] = contexts as [Context, Context];
  const common = { rootValue: {}, variableValues: { flag } };
  const theirs = await execute({ schema, document, contextValue: forThem, ...common });
  const ours = (await createPlanner()(schema, document, null, { flag })?.({
    contextValue: forUs,
    oncePerObject: seed % 2 > 0,
    ...common,
  })) as ExecutionResult;
  return { theirs, ours, forThem, forUs };
}

test('mutations run by plans as by graphql-js: changes in series, data, errors, nulls, also with failures', async () => {
  await fc.assert(
    fc.asyncProperty(
      mutation,
      fc.nat(),
      fc.constantFrom(0, 0, 5, 20),
      fc.boolean(),
      async (text, seed, failures, flag) => {
        const { theirs, ours, forThem, forUs } = await both(text, { seed, failures, flag });
        expect(JSON.stringify(ours.data)).toBe(JSON.stringify(theirs.data));
        expect(nulledPaths(ours)).toEqual(nulledPaths(theirs));
        expect(forUs.changes).toEqual(forThem.changes);
        expect(jsonOf(ours).toString()).toBe(JSON.stringify(ours));
      },
    ),
    { numRuns: 300 },
  );
});

test('no change begins after one that nulls the whole result', async () => {
  const text =
    'mutation { first: sureChange(to: 1) { value } second: sureChange(to: 2) { sure } third: change(to: 3) { value } }';
  const changes = new Set<string>();
  for (let seed = 0; seed < 100; seed += 1) {
    const { ours, theirs, forUs, forThem } = await both(text, { seed, failures: 30, flag: true });
    expect(JSON.stringify(ours)).toBe(JSON.stringify(theirs));
    expect(forUs.changes).toEqual(forThem.changes);
    changes.add(forUs.changes.join());
  }
  expect(changes).toEqual(new Set(['0 to 1', '0 to 1,1 to 2', '0 to 1,1 to 2,2 to 3']));
});
