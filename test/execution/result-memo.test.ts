import { buildSchema, isObjectType, parse } from 'graphql';
import { expect, test } from 'vitest';
import { promiseExtensions } from '../../src/execution/field-promises.ts';
import { createPlanner } from '../../src/execution/planner.ts';

type Source = { row: Record<string, unknown> };

/** A list of books whose fields are read from rows; `resolved` has the names of the resolved fields. */
function library(rows: Record<string, unknown>[], { isLate = false, planFor = createPlanner() } = {}) {
  const schema = buildSchema('type Book { title: String! pages: Int } type Query { books: [Book] }');
  const resolved: string[] = [];
  const { Book: book, Query: query } = schema.getTypeMap();
  if (!isObjectType(book) || !isObjectType(query)) throw new Error('The schema lacks a type.');
  for (const field of Object.values(book.getFields())) {
    field.resolve = ({ row }: Source) => {
      resolved.push(field.name);
      return isLate ? Promise.resolve(row[field.name]) : row[field.name];
    };
    field.extensions = promiseExtensions({ memoKey: ({ row }: Source) => row });
  }
  const { books } = query.getFields();
  if (!books) throw new Error('The schema lacks a field.');
  books.resolve = () => rows.map((row) => ({ row }));
  const document = parse('{ books { __typename title pages } }');
  const run = async () => {
    resolved.length = 0;
    return planFor(schema, document, null, {})?.({ rootValue: undefined, contextValue: {}, variableValues: {} });
  };
  return { run, resolved };
}

const whole = { title: 'Lines', pages: 3 };

test('an object that depends on one row is resolved once for all requests with that row', async () => {
  const { run, resolved } = library([whole, { title: 'Poles', pages: null }]);
  const first = await run();
  expect(resolved).toHaveLength(4);
  expect(JSON.stringify(await run())).toBe(JSON.stringify(first));
  expect(resolved).toEqual([]);
});

test('objects with errors or promises are not memoized', async () => {
  const failing = library([whole, { title: null, pages: 3 }, { title: 'Poles', pages: 'many' }]);
  const first = await failing.run();
  const second = await failing.run();
  expect(failing.resolved).toEqual(['title', 'title', 'pages']);
  expect(second?.errors).toEqual(first?.errors);
  expect(JSON.parse(JSON.stringify(second?.data))).toEqual({
    books: [{ __typename: 'Book', ...whole }, null, { __typename: 'Book', title: 'Poles', pages: null }],
  });

  const late = library([whole], { isLate: true });
  await late.run();
  await late.run();
  expect(late.resolved).toEqual(['title', 'pages']);
});

test('the memos of a planner are cleared when they exceed their limit together', async () => {
  const planFor = createPlanner();
  const small = library([whole], { planFor });
  await small.run();
  await small.run();
  expect(small.resolved).toEqual([]);
  await library(
    Array.from({ length: 100_001 }, (_, number) => ({ title: `${number}`, pages: number })),
    { planFor },
  ).run();
  const again = await small.run();
  expect(JSON.stringify(again)).toBe(JSON.stringify({ data: { books: [{ __typename: 'Book', ...whole }] } }));
  expect(small.resolved).toEqual(['title', 'pages']);
});
