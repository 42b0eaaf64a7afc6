import type { GraphQLResolveInfo } from 'graphql';
import { failed } from './failure.ts';
import type { Node, Source } from './node.ts';
import { isRow, type Page, type Row, type Window } from './rest.ts';
import { isSelected } from './selection.ts';

export interface ListArguments {
  first?: number | null;
  after?: string | null;
  offset?: number | null;
}

/** A list that is read when something of it is selected. `read` may throw: then each part of the list fails. */
export function connection(
  args: ListArguments,
  info: GraphQLResolveInfo,
  read: (window: Window) => Promise<Page>,
  toNode: (row: Row) => Node,
): Source {
  let page: Promise<{ page: Page; offset: number }> | undefined;
  const load = () => {
    page ??= (async () => {
      const window = windowOf(args);
      return { page: await read(window), offset: window.offset };
    })();
    return page;
  };
  const showsErrors = isSelected(info, ['nodes', 'edges', 'totalCount']);
  return {
    nodes: async () => (await load()).page.items.map((item) => (isRow(item) ? toNode(item) : item)),
    edges: async () => {
      const { page, offset } = await load();
      return page.items.map((item, index) => ({
        cursor: cursorOf(offset + index),
        node: isRow(item) ? toNode(item) : item,
        row: () => {
          if (!isRow(item)) throw item;
          return item;
        },
      }));
    },
    totalCount: async () => (await load()).page.total,
    pageInfo: async () => {
      try {
        const { page, offset } = await load();
        const isEmpty = page.items.length === 0;
        return {
          hasNextPage: page.hasNext,
          hasPreviousPage: page.hasPrevious,
          startCursor: isEmpty ? null : cursorOf(offset),
          endCursor: isEmpty ? null : cursorOf(offset + page.items.length - 1),
        };
      } catch (error) {
        // Another field shows the error.
        if (showsErrors) return { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null };
        throw error;
      }
    },
  };
}

function windowOf({ first, after, offset }: ListArguments): Window {
  const size = first ?? 30;
  if (size < 1 || size > 1000) throw failed('BAD_USER_INPUT', 'first is out of range');
  if (after !== undefined && after !== null && offset !== undefined && offset !== null)
    throw failed('BAD_USER_INPUT', 'after and offset exclude each other');
  if (offset !== undefined && offset !== null && offset < 0) throw failed('BAD_USER_INPUT', 'offset is negative');
  if (after === undefined || after === null) return { first: size, offset: offset ?? 0 };
  const [, position] = /^position (\d+)$/.exec(after) ?? [];
  if (position === undefined) throw failed('BAD_USER_INPUT', 'after is not a cursor');
  return { first: size, offset: Number(position) + 1 };
}

function cursorOf(position: number): string {
  return `position ${position}`;
}
