import type { GraphQLResolveInfo } from 'graphql';
import { failed } from './failure.ts';
import type { Node, Source } from './node.ts';
import { isRow, type Page, type Row, type Window } from './rest.ts';
import { isSelected } from './selection.ts';

export interface ListArguments {
  first?: number | null;
  after?: string | null;
  offset?: number | null;
  last?: number | null;
  before?: string | null;
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
      const window = await windowOf(args, async () => (await read({ first: 1, offset: 0 })).total);
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

const defaultSize = 30;

async function windowOf(args: ListArguments, readTotal: () => Promise<number | null>): Promise<Window> {
  const [first, last] = [sizeOf(args.first, 'first'), sizeOf(args.last, 'last')];
  const [after, before] = [positionOf(args.after, 'after'), positionOf(args.before, 'before')];
  const { offset } = args;
  const isSkipping = offset !== undefined && offset !== null;
  if (isSkipping && offset < 0) throw failed('BAD_USER_INPUT', 'offset is negative');
  if (isSkipping && (after ?? last ?? before) !== null)
    throw failed('BAD_USER_INPUT', 'offset excludes after, last and before');
  if (last !== null && first !== null && first !== defaultSize)
    throw failed('BAD_USER_INPUT', 'first and last exclude each other');
  const start = after === null ? (offset ?? 0) : after + 1;
  const size = last ?? first ?? defaultSize;
  if (before !== null) {
    const between = Math.max(0, before - start);
    const length = Math.min(size, between);
    return { first: length, offset: last === null ? start : before - length };
  }
  if (last === null) return { first: size, offset: start };
  const total = await readTotal();
  if (total === null) throw failed('NOT_REPORTED', 'The length of the list is not known');
  return { first: last, offset: Math.max(start, total - last) };
}

function sizeOf(size: number | null | undefined, name: string): number | null {
  if (size === undefined || size === null) return null;
  if (size < 1 || size > 1000) throw failed('BAD_USER_INPUT', `${name} is out of range`);
  return size;
}

function positionOf(cursor: string | null | undefined, name: string): number | null {
  if (cursor === undefined || cursor === null) return null;
  const [, position] = /^position (\d+)$/.exec(cursor) ?? [];
  if (position === undefined) throw failed('BAD_USER_INPUT', `${name} is not a cursor`);
  return Number(position);
}

function cursorOf(position: number): string {
  return `position ${position}`;
}
