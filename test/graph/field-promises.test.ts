import { type GraphQLField, isObjectType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { promisesOf } from '../../src/execution/field-promises.ts';
import { buildSchema } from '../../src/graph/schema.ts';

type Field = GraphQLField<unknown, unknown>;

/** The fields of the graph by their coordinates. */
function fieldsOf(schema: ReturnType<typeof buildSchema>): Map<string, Field> {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  return new Map(
    types.flatMap((type) =>
      Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field] as const),
    ),
  );
}

const fields = fieldsOf(buildSchema());
const ofOneRow = [...fields].filter(([, field]) => promisesOf(field).memoKey);

describe('a field that promises to depend on one row', () => {
  test('there are many, on all nouns', () => {
    const nouns = new Set(ofOneRow.map(([coordinate]) => coordinate.split('.')[0]));
    expect([...nouns]).toEqual(
      expect.arrayContaining(['Section', 'TrainingPlan', 'Assignment', 'Catalog', 'Category']),
    );
    expect(ofOneRow.length).toBeGreaterThan(50);
  });

  test.each(ofOneRow)('%s reads nothing else: no argument, nothing of the context, nothing of the info', (_, field) => {
    const cached = cachedRow();
    const source = { id: cached.id, row: cached };
    expect(promisesOf(field).memoKey?.(source)).toBe(cached);
    const resolve = () => field.resolve?.(source, untouchable as never, untouchable, untouchable as never);
    expect(resolve()).toBe(resolve());
    expect(String(resolve())).toContain('value of ');
  });

  test.each(ofOneRow)('%s promises nothing for a row that only this request has', (_, field) => {
    const row = { id: 'an id' };
    expect(promisesOf(field).memoKey?.({ id: 'an id', row })).toBeNull();
    expect(promisesOf(field).memoKey?.({ id: 'an id' })).toBeNull();
  });
});

test('wrapped resolvers, as with tracing, keep their promises', () => {
  const wrapped = fieldsOf(
    buildSchema({
      wrapResolver: (resolve) => (source, args, context, info) => resolve(source, args, context, info),
    }),
  );
  const promised = (all: Map<string, Field>) =>
    [...all].flatMap(([coordinate, field]) => Object.keys(promisesOf(field)).map((kind) => `${coordinate} ${kind}`));
  expect(promised(wrapped)).toEqual(promised(fields));
  const kinds = promised(wrapped).map((promise) => promise.split(' ')[1]);
  expect(new Set(kinds)).toEqual(new Set(['memoKey', 'row', 'changesNothing']));
});

/** A row that is in the cache of the REST client, with a value in every column. */
function cachedRow(): { id: string } {
  return new Proxy(
    { id: '' },
    {
      has: () => true,
      get: (_, column) => {
        if (typeof column !== 'symbol') return `value of ${column}`;
        return column.description === 'cached' ? true : undefined;
      },
    },
  );
}

/** Throws at every access. */
const untouchable = new Proxy(Object.freeze({}), {
  get: (_, name) => {
    throw new Error(`The resolver reads ${String(name)}.`);
  },
  has: (_, name) => {
    throw new Error(`The resolver asks for ${String(name)}.`);
  },
});
