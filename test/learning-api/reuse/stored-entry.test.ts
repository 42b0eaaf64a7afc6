import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { wireOperations, wireShapes } from '../../../src/learning-api/contract/generated.ts';
import { factsOf, type OperationName } from '../../../src/learning-api/contract/operations.ts';
import { readStored, rowsVersion } from '../../../src/learning-api/reuse/stored-entry.ts';

type Field = readonly [name: string, kind: string, isRequired: boolean];
const shapes: Readonly<Record<string, Readonly<Record<string, Field>>>> = wireShapes as never;

const samples: Readonly<Record<string, unknown>> = {
  text: 'text',
  integer: 1,
  number: 0.5,
  boolean: false,
  id: '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9',
  date: '2026-01-01T00:00:00Z',
  object: {},
};

/** The fields of a row as the cache has them: without the error envelope. */
const fieldsOf = (shape: string) =>
  Object.entries(shapes[shape] ?? {}).flatMap(([wireName, field]) => (wireName === 'api_error_entity' ? [] : [field]));

function sampleOf(kind: string): unknown {
  if (kind.endsWith('[]')) return [sampleOf(kind.slice(0, -2))];
  if (kind in samples) return samples[kind];
  // A kind that no response has today would never be read from a shared store.
  expect(Object.keys(shapes)).toContain(kind);
  return rowOf(kind);
}
const rowOf = (shape: string): Record<string, unknown> =>
  Object.fromEntries(fieldsOf(shape).map(([name, kind]) => [name, sampleOf(kind)]));

/** True if an entry with this value is used. */
const isUsed = (operation: OperationName, value: unknown) =>
  readStored(operation, JSON.stringify({ value, at: 5 })) !== null;
const page = { page: null, total: 12, perPage: null };
const whole = (data: unknown) => ({ data, page, bytes: 10 });

const reads = (Object.keys(wireOperations) as OperationName[]).filter((name) => factsOf(name).effect === 'read');
/** What an operation's entry holds rows of, and how a row is stored: alone, in a list, or as the whole. */
const entries = reads.map((operation) => {
  const { answer, isArray } = wireOperations[operation];
  const { bulk, list } = factsOf(operation);
  if (bulk && list) {
    const [, kind = ''] = fieldsOf(answer).find(([name]) => name === list) ?? [];
    return { operation, shape: kind.replace('[]', ''), stored: (row: unknown) => row };
  }
  return { operation, shape: answer as string, stored: (row: unknown) => whole(isArray ? [rowOf(answer), row] : row) };
});

describe.each(entries)('an entry of $operation', ({ operation, shape, stored }) => {
  test('is used if it has all fields, in the right types', () => {
    const value = stored(rowOf(shape));
    expect(readStored(operation, JSON.stringify({ value, at: 5, more: 1 }))).toEqual({ value, at: 5 });
  });

  test('is not used if a field is missing', () => {
    const used = fieldsOf(shape).filter(([name]) => isUsed(operation, stored({ ...rowOf(shape), [name]: undefined })));
    expect(used).toEqual([]);
  });

  test('is used if a field is null, unless it is required', () => {
    for (const [name, , isRequired] of fieldsOf(shape))
      expect([name, isUsed(operation, stored({ ...rowOf(shape), [name]: null }))]).toEqual([name, !isRequired]);
  });

  test('is not used if a field has another type', () => {
    for (const wrong of [{}, [{}], 'text', 1, true]) {
      const used = fieldsOf(shape).filter(
        ([name, kind]) =>
          typeof wrong !== typeof sampleOf(kind) && isUsed(operation, stored({ ...rowOf(shape), [name]: wrong })),
      );
      expect(used).toEqual([]);
    }
  });

  test.each([[null], ['text'], [[]], [1]])('is not used if a row is %j', (row) => {
    const isEmptyAnswer = row === null && wireOperations[operation].isNullable;
    expect(isUsed(operation, stored(row))).toBe(isEmptyAnswer);
  });
});

const { operation, shape } = { operation: 'GetCatalog' as const, shape: 'Catalog' };

test.each<[string, unknown]>([
  ['no data', { page, bytes: 10 }],
  ['no page', { data: rowOf(shape), bytes: 10 }],
  ['another page', { data: rowOf(shape), page: 1, bytes: 10 }],
  ['a page without its number', { data: rowOf(shape), page: { ...page, page: undefined }, bytes: 10 }],
  ['a page without its total', { data: rowOf(shape), page: { ...page, total: undefined }, bytes: 10 }],
  ['a page whose size is text', { data: rowOf(shape), page: { ...page, perPage: '1' }, bytes: 10 }],
  ['no bytes', { data: rowOf(shape), page }],
  ['a list', [whole(rowOf(shape))]],
  ['a list instead of an object', whole([rowOf(shape)])],
  ['nothing', null],
])('an entry that has %s is not used', (_, value) => {
  expect(isUsed(operation, value)).toBe(false);
});

test('an entry that has an object instead of a list is not used', () => {
  expect(isUsed('GetCategories', whole(rowOf('Category')))).toBe(false);
  expect(isUsed('GetCategories', whole([]))).toBe(true);
});

const value = whole(rowOf(shape));
test.each([
  'nonsense',
  '',
  'null',
  '1',
  JSON.stringify([{ value, at: 5 }]),
  JSON.stringify({ value }),
  JSON.stringify({ value, at: null }),
  JSON.stringify({ value, at: '5' }),
  JSON.stringify({ value, at: 5 }).replace('"at":5', '"at":1e999'),
])('%s is not an entry', (text) => {
  expect(readStored(operation, text)).toBeNull();
});

test('the version of the rows changes with the contract', () => {
  expect(rowsVersion).toBe(createHash('sha256').update(JSON.stringify(wireShapes)).digest('hex').slice(0, 12));
});
