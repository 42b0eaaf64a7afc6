import { buildSchema, isObjectType, parse } from 'graphql';
import { expect, test } from 'vitest';
import { createPlanner } from '../../src/execution/planner.ts';

type Source = { row: Record<string, unknown> };

/** A list of books whose fields are read from rows; `asked` counts what was read. */
function library(rows: Record<string, unknown>[], isLate = false) {
  const schema = buildSchema('type Book { title: String! pages: Int } type Query { books: [Book] }');
  const asked: string[] = [];
  const { Book: book, Query: query } = schema.getTypeMap();
  if (!isObjectType(book) || !isObjectType(query)) throw new Error('The schema lacks a type.');
  for (const field of Object.values(book.getFields())) {
    const resolve = ({ row }: Source) => {
      asked.push(field.name);
      return isLate ? Promise.resolve(row[field.name]) : row[field.name];
    };
    field.resolve = Object.assign(resolve, { memoKey: ({ row }: Source) => row });
  }
  const { books } = query.getFields();
  const resolve = () =>
    Object.assign(
      rows.map((row) => ({ row })),
      { of: rows },
    );
  if (books) books.resolve = Object.assign(resolve, { listMemoKey: ({ of }: { of: object }) => of });
  const document = parse('{ books { __typename title pages } }');
  const planFor = createPlanner();
  const run = async () => {
    asked.length = 0;
    return planFor(schema, document, null)?.({ rootValue: undefined, contextValue: {}, variableValues: {} });
  };
  return { run, asked };
}

const whole = { title: 'Lines', pages: 3 };

test('an object that is made of one row alone is made once for all requests that come upon the row', async () => {
  const { run, asked } = library([whole, { title: 'Poles', pages: null }]);
  const first = await run();
  expect(asked).toHaveLength(4);
  expect(JSON.stringify(await run())).toBe(JSON.stringify(first));
  expect(asked).toEqual([]);
});

test('what failed, or was not known at once, is asked for again', async () => {
  const failing = library([whole, { title: null, pages: 3 }, { title: 'Poles', pages: 'many' }]);
  const first = await failing.run();
  const second = await failing.run();
  expect(failing.asked).toEqual(['title', 'title', 'pages']);
  expect(second?.errors).toEqual(first?.errors);
  expect(JSON.parse(JSON.stringify(second?.data))).toEqual({
    books: [{ __typename: 'Book', ...whole }, null, { __typename: 'Book', title: 'Poles', pages: null }],
  });

  const late = library([whole], true);
  await late.run();
  await late.run();
  expect(late.asked).toEqual(['title', 'pages']);
});

test('a list that is made of one list of rows alone is made once, and never taken for another', async () => {
  const rows = [whole, { title: 'Poles', pages: null }];
  const { run } = library(rows);
  const first = await run();
  expect((await run())?.data?.books).toBe(first?.data?.books);
  expect((await library([...rows]).run())?.data?.books).not.toBe(first?.data?.books);

  const failing = library([whole, { title: null, pages: 3 }]);
  const books = (await failing.run())?.data?.books;
  expect((await failing.run())?.data?.books).not.toBe(books);
  expect((await failing.run())?.errors).toHaveLength(1);
});

test('what was made is forgotten when it has become too much, however many queries there are', async () => {
  const small = library([whole]);
  await small.run();
  await small.run();
  expect(small.asked).toEqual([]);
  await library(Array.from({ length: 100_001 }, (_, number) => ({ title: `${number}`, pages: number }))).run();
  const again = await small.run();
  expect(JSON.stringify(again)).toBe(JSON.stringify({ data: { books: [{ __typename: 'Book', ...whole }] } }));
  expect(small.asked).toEqual(['title', 'pages']);
});
