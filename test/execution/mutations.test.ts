import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { buildSchema, type ExecutionResult, execute, isObjectType, parse, responsePathAsArray } from 'graphql';
import { expect, test } from 'vitest';
import { promiseExtensions } from '../../src/execution/field-promises.ts';
import { jsonOf } from '../../src/execution/json.ts';
import { createPlanner } from '../../src/execution/planner.ts';
import { nulledPaths } from './nulled-paths.ts';

const schema = buildSchema(`
  type Counter { value: Int sure: Int! self: Counter sureSelf: Counter! list: [Counter!] }
  type Query { counter: Counter }
  type Mutation {
    change(to: Int!, dry: Boolean): Counter
    sureChange(to: Int!, dry: Boolean): Counter!
    try(to: Int!, dry: Boolean = true): Counter
    value: Int
  }
`);
const { change, sureChange, try: tryChange } = schema.getMutationType()?.getFields() ?? {};
for (const field of [change, sureChange, tryChange])
  if (field)
    field.extensions = promiseExtensions({ changesNothing: ({ dry }: { dry?: boolean | null }) => dry === true });

interface Context {
  seed: number;
  failures: number;
  counter: { value: number };
  /** The changes in the order in which they began, with the value that they found. Also those that only would be made. */
  changes: string[];
}

async function ticks(count: number): Promise<void> {
  for (let tick = 0; tick < count; tick += 1) await undefined;
}

for (const type of Object.values(schema.getTypeMap())) {
  if (type.name.startsWith('__') || !isObjectType(type)) continue;
  for (const field of Object.values(type.getFields())) {
    field.resolve = (_, { to, dry }, { seed, failures, counter, changes }: Context, info) => {
      // Equal for all items of a list: a plan executes the selection on one object once.
      const names = responsePathAsArray(info.path).filter((key) => typeof key === 'string');
      const luck = crc32(`${seed} ${names.join('.')}`);
      const found = () => {
        if (info.fieldName === 'list') return [counter, counter];
        return info.fieldName === 'value' || info.fieldName === 'sure' ? counter.value : counter;
      };
      const write = () => {
        if (to !== undefined && !dry) counter.value = to;
      };
      if (to !== undefined) changes.push(`${counter.value} to ${to}`);
      // The value is read late: one that the next change has changed already would differ.
      const late = async () => {
        await ticks(luck % 7);
        if (luck % 100 < failures) throw new Error(`bad luck ${luck}`);
        write();
        await ticks(luck % 5);
        return found();
      };
      if (luck % 3 > 0 || failures > 0) return late();
      write();
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
/** Ways to say if a change is only tried. */
const dryArguments = [
  '',
  ', dry: true',
  ', dry: false',
  ', dry: null',
  ', dry: $flag',
  ', dry: $unset',
  ', dry: $none',
];
const rootField = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(fc.constantFrom('change', 'sureChange', 'try'), counters, fc.constantFrom(...dryArguments)),
  },
  { weight: 1, arbitrary: fc.constantFrom(['value', '', ''] as const, ['__typename', '', ''] as const) },
);
const mutation = fc.array(rootField, { minLength: 1, maxLength: 6 }).map((fields) => {
  const texts = fields.map(([field, inner, dry], index) =>
    inner === '' ? `f${index}: ${field}` : `f${index}: ${field}(to: ${index * 10 + 1}${dry}) { ${inner} }`,
  );
  // One field in two places is executed once.
  return `mutation ($flag: Boolean!, $unset: Boolean, $none: Boolean) { ${texts.join(' ')} ...Rest } fragment Rest on Mutation { ${texts[0]} last: change(to: 99) @skip(if: $flag) { value } }`;
});

async function both(text: string, options: { seed: number; failures: number; flag: boolean }) {
  const { seed, failures, flag } = options;
  const document = parse(text);
  const contexts = [1, 2].map((): Context => ({ seed, failures, counter: { value: 0 }, changes: [] }));
  const [forThem, forUs] = contexts as [Context, Context];
  const common = { rootValue: {}, variableValues: { flag, none: null } };
  const theirs = await execute({ schema, document, contextValue: forThem, ...common });
  const ours = (await createPlanner()(schema, document, null, common.variableValues)?.({
    contextValue: forUs,
    oncePerObject: seed % 2 > 0,
    ...common,
  })) as ExecutionResult;
  return { theirs, ours, forThem, forUs };
}

/** The fields of the mutation with errors, in the order of the errors. */
function failedFields({ errors = [] }: ExecutionResult): unknown[] {
  return errors.map(({ path }) => path?.[0]).filter((field, index, all) => field !== all[index - 1]);
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
        expect(failedFields(ours)).toEqual(failedFields(theirs));
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

/**
 * The kinds of fields of a mutation whose order is tested: their texts, and true if neighbors of this kind run at once.
 */
const kinds = {
  'a read': ['work(dry: true)', true],
  'a read by a variable': ['work(dry: $true)', true],
  'a read by the default of an argument': ['readUnlessWet', true],
  'a read by the default of a variable': ['work(dry: $trueByDefault)', true],
  'a write': ['work(dry: false)', false],
  'a write by a variable': ['work(dry: $false)', false],
  'a write by null': ['readUnlessWet(dry: null)', false],
  'a write by a variable that is null': ['readUnlessWet(dry: $null)', false],
  'a write without the argument': ['work', false],
  'a field without a promise': ['other', false],
  'a read that may not be null': ['sure(dry: true)', false],
  'invalid arguments': ['strict(dry: $nullAfterAll)', false],
} as const;
const orderSchema = buildSchema(`
  type Query { x: Int }
  type Mutation {
    work(dry: Boolean): Int
    readUnlessWet(dry: Boolean = true): Int
    strict(dry: Boolean!): Int
    sure(dry: Boolean): Int!
    other: Int
  }
`);
for (const field of Object.values(orderSchema.getMutationType()?.getFields() ?? {})) {
  if (field.name !== 'other')
    field.extensions = promiseExtensions({ changesNothing: ({ dry }: { dry?: boolean | null }) => dry === true });
  field.resolve = async (_, __, { events, failing }: OrderContext, { path: { key } }) => {
    const index = Number(String(key).slice(1));
    events.push(['begin', index]);
    // The first field is the last one to end.
    await ticks(40 - 5 * index);
    events.push(['end', index]);
    if (failing.includes(index)) throw new Error(`f${index} failed`);
    return index;
  };
}
interface OrderContext {
  events: ['begin' | 'end', number][];
  failing: readonly number[];
}

type Kind = keyof typeof kinds | '__typename';
const kind = fc.constantFrom<Kind>('__typename', ...(Object.keys(kinds) as Kind[]), 'a read', 'a read by a variable');

async function runInOrder(fields: readonly Kind[], failing: readonly number[]) {
  const texts = fields.map((name, index) => `f${index}: ${name === '__typename' ? name : kinds[name][0]}`);
  const schema = orderSchema;
  const document =
    parse(`mutation ($true: Boolean, $false: Boolean, $null: Boolean, $trueByDefault: Boolean = true, $nullAfterAll: Boolean = true) {
    ${texts.join(' ')}
  }`);
  const variableValues = { true: true, false: false, null: null, nullAfterAll: null };
  const [forThem, forUs]: OrderContext[] = [1, 2].map(() => ({ events: [], failing }));
  const theirs = await execute({ schema, document, variableValues, contextValue: forThem });
  const ours = await createPlanner()(schema, document, null, variableValues)?.({
    variableValues,
    rootValue: undefined,
    contextValue: forUs,
  });
  return { ours, theirs, events: forUs?.events ?? [] };
}

/** Which fields began and ended together: those that begin before another one ends. */
function together(events: OrderContext['events']): number[][] {
  const groups: number[][] = [];
  let running = 0;
  for (const [what, index] of events) {
    if (what === 'end') running -= 1;
    else if (running++ === 0) groups.push([index]);
    else groups.at(-1)?.push(index);
  }
  return groups;
}

/** The same by the rule: neighbors that change nothing together, every other field alone. */
function togetherByRule(fields: readonly Kind[]): number[][] {
  const groups: number[][] = [];
  let isOpen = false;
  for (const [index, name] of fields.entries()) {
    if (name === '__typename') continue;
    const [, isRead] = kinds[name];
    if (isRead && isOpen) groups.at(-1)?.push(index);
    else if (name !== 'invalid arguments') groups.push([index]);
    isOpen = isRead;
  }
  return groups;
}

test('neighbors that change nothing run at once, and every other field runs alone, with the results of graphql-js', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(kind, { minLength: 1, maxLength: 7 }),
      fc.subarray([0, 1, 2, 3, 4, 5, 6]),
      async (fields, some) => {
        // After a field that may not be null, nothing runs if it fails: another test.
        const failing = some.filter((index) => fields[index] !== 'a read that may not be null');
        const { ours, theirs, events } = await runInOrder(fields, failing);
        expect(JSON.stringify(ours)).toBe(JSON.stringify(theirs));
        expect(together(events)).toEqual(togetherByRule(fields));
      },
    ),
    { numRuns: 300 },
  );
});

test.each<[Kind[], number[][]]>([
  [['a read', 'a read'], [[0, 1]]],
  [
    ['a read', '__typename', 'a read', 'a write', 'a read', 'a read'],
    [[0, 2], [3], [4, 5]],
  ],
  [
    ['a write', 'a write'],
    [[0], [1]],
  ],
  [
    ['a read', 'a field without a promise', 'a read'],
    [[0], [1], [2]],
  ],
  [
    ['a read', 'a read that may not be null', 'a read'],
    [[0], [1], [2]],
  ],
  [
    ['a read', 'invalid arguments', 'a read'],
    [[0], [2]],
  ],
])('%j run in the groups %j', async (fields, groups) => {
  const { ours, theirs, events } = await runInOrder(fields, []);
  expect(together(events)).toEqual(groups);
  expect(JSON.stringify(ours)).toBe(JSON.stringify(theirs));
});

test('after a read that may not be null and fails, no other field runs', async () => {
  const { ours, theirs, events } = await runInOrder(
    ['a read', 'a read that may not be null', 'a read', 'a write'],
    [1],
  );
  expect(together(events)).toEqual([[0], [1]]);
  expect(JSON.stringify(ours)).toBe(JSON.stringify(theirs));
});
