import {
  buildSchema,
  execute,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  parse,
} from 'graphql';
import { expect, test } from 'vitest';
import { promiseExtensions, type SharedRow } from '../../src/execution/field-promises.ts';
import { createPlanner } from '../../src/execution/planner.ts';
import type { AheadRunner } from '../../src/execution/run-ahead.ts';

interface Book {
  id: string;
  row?: Row;
}
interface Row {
  title: string;
  pages: number | Error;
}

/** Loads of rows, by the id of the book, and calls of resolvers, by the name of the field. */
let calls: string[] = [];

const load = async ({ id }: Book): Promise<Row> => {
  calls.push(`load ${id}`);
  if (id === 'lost') throw new Error('No such book.');
  return { title: `Title of ${id}`, pages: id === 'torn' ? new Error('Pages are missing.') : 100 };
};

function promiseRow(field: GraphQLField<unknown, unknown>, name: keyof Row): void {
  const row: SharedRow<Book> = {
    isNeeded: (book) => book.row === undefined,
    load,
    read: (loaded: Row) => {
      const value = loaded[name];
      if (value instanceof Error) throw value;
      return value;
    },
  };
  field.extensions = promiseExtensions({ row });
  field.resolve = async (book, _, context, info) => {
    calls.push(`resolve ${info.fieldName}`);
    return row.read(((book as Book).row ?? (await load(book as Book))) as never, book as Book, context as never, info);
  };
}

const schema = buildSchema(`
  type Query { books: [Book] later: Book }
  type Book { id: ID title: String length: Int sure: Int! }
`);
const { books, later } = (schema.getQueryType() as GraphQLObjectType).getFields();
const { title, length, sure } = (schema.getType('Book') as GraphQLObjectType).getFields();
promiseRow(title as never, 'title');
promiseRow(length as never, 'pages');
promiseRow(sure as never, 'pages');
(books as GraphQLField<unknown, unknown>).resolve = () => [
  { id: 'one' },
  { id: 'torn' },
  { id: 'lost' },
  { id: 'known', row: { title: 'Known', pages: 1 } },
];
(later as GraphQLField<unknown, unknown>).resolve = (_source, _args, _context, info) => {
  const confirmed = new Promise<Book>((resolve) => setImmediate(resolve, { id: 'one' }));
  (info as GraphQLResolveInfo & Partial<AheadRunner>).runAhead?.({ id: 'one' }, confirmed);
  return confirmed;
};

async function run(query: string, options: { callsEveryResolver?: boolean; contextAhead?: () => object } = {}) {
  calls = [];
  const planned = createPlanner()(schema, parse(query), null, {});
  const result = await planned?.({ rootValue: {}, contextValue: {}, variableValues: {}, ...options });
  return { result: JSON.parse(JSON.stringify(result)), calls };
}

const query = '{ books { id title length again: title } }';

test('fields of an object that share a row load it once, and errors are those of each field', async () => {
  const { result, calls: made } = await run(query);
  expect(made).toEqual(['load one', 'load torn', 'load lost', 'resolve title', 'resolve length', 'resolve title']);
  expect(sorted(result)).toEqual(sorted(await execute({ schema, document: parse(query) })));
  expect(result.errors).toHaveLength(4);
});

test('an error of a non-null field that shares a row nulls its object', async () => {
  const text = '{ books { title sure } }';
  const { result } = await run(text);
  expect(sorted(result)).toEqual(sorted(await execute({ schema, document: parse(text) })));
  expect(result.data.books.map((book: object | null) => book !== null)).toEqual([true, false, false, true]);
});

test('every resolver is called if the caller wants it', async () => {
  const { calls: made } = await run('{ books { title length } }', { callsEveryResolver: true });
  expect(made.filter((call) => call.startsWith('resolve'))).toHaveLength(8);
});

test('a selection that runs ahead loads a shared row once', async () => {
  const { result, calls: made } = await run('{ later { title length } }', { contextAhead: () => ({}) });
  expect(result).toEqual({ data: { later: { title: 'Title of one', length: 100 } } });
  expect(made).toEqual(['load one', 'load one']);
});

/** A result with its errors in the order of their paths: fields fail at different times. */
function sorted(result: unknown): unknown {
  const { data, errors = [] } = JSON.parse(JSON.stringify(result)) as { data: unknown; errors?: { path: string[] }[] };
  return { data, errors: errors.sort((a, b) => a.path.join().localeCompare(b.path.join())) };
}
