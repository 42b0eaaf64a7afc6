import { crc32 } from 'node:zlib';
import {
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type GraphQLType,
  isListType,
  isNonNullType,
  isObjectType,
  responsePathAsArray,
} from 'graphql';
import { z } from 'zod';
import type { ItemOf, PagedOperation } from '../learning-api/contract/operations.ts';
import { isKept, warningsOf } from '../learning-api/contract/rows.ts';
import { LearningApiError } from '../learning-api/errors.ts';
import type { GoodItem, ListParameters } from '../loaders/lists.ts';
import { andThen, type MaybePromise } from '../loaders/maybe-promise.ts';
import { type Content, maxPageSize, type Window } from '../loaders/page-window.ts';
import { builder } from './builder.ts';
import type { GraphContext } from './context.ts';
import { InputError } from './errors/errors.ts';
import { withFailuresInPlace } from './row.ts';
import { selects } from './selection.ts';
import { noteWarnings } from './warnings.ts';

const defaultPageSize = 30;
const pageSizeRule = `Must be between 1 and ${maxPageSize}.`;

/** The arguments of every connection. */
export const pageArguments = builder.args((t) => ({
  first: t.int({
    required: true,
    defaultValue: defaultPageSize,
    description: `Number of items to return, from 1 to ${maxPageSize}.`,
    validate: z.int().min(1, pageSizeRule).max(maxPageSize, pageSizeRule),
  }),
  after: t.string({ description: 'Return the items after this cursor. Use `endCursor` of the previous page.' }),
  offset: t.int({
    description: 'Number of items to skip, for tables that jump to a page. Cannot be combined with `after`.',
    validate: z.int().min(0, 'Must be 0 or greater.'),
  }),
}));

builder.globalConnectionField('totalCount', (t) =>
  t.int({
    description: 'Total number of items in the list. Null if the REST API does not report it.',
    resolve: (connection) => connection.total(),
  }),
);

export interface PageArguments {
  first: number;
  after?: string | null | undefined;
  offset?: number | null | undefined;
}

/** An item in its place in a list. */
class Edge<Item, Node> {
  readonly item: Item;
  readonly node: Node;
  readonly #position: number;
  readonly #page: { list: string };

  constructor(item: Item, node: Node, position: number, page: { list: string }) {
    this.item = item;
    this.node = node;
    this.#position = position;
    this.#page = page;
  }

  get cursor(): string {
    return cursorOf(this.#position, this.#page.list);
  }
}

/** What is made of a window, which is the same wherever in a query the window is looked through. */
interface Nodes {
  items: readonly unknown[];
  nodes: Iterable<unknown>;
  /** What the REST API warned of, for the page as a whole. */
  warnings: readonly string[];
  /** Whether the page or one of its items came with warnings. */
  hasWarnings: boolean;
}

/** A connection whose page is fetched when a part of it is looked at. */
export interface Connection<Item, Node> {
  edges: MaybePromise<readonly Edge<Item, Node>[]>;
  nodes: MaybePromise<Iterable<Node>>;
  pageInfo: MaybePromise<PageInfo>;
  total(): MaybePromise<number | null>;
}

interface PageInfo {
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  startCursor: string | null;
  endCursor: string | null;
}

interface PageRequest<Name extends PagedOperation> {
  operation: Name;
  parameters: ListParameters<NoInfer<Name>>;
  args: PageArguments;
  context: GraphContext;
  info: GraphQLResolveInfo;
}

/**
 * The page of an operation's list that the arguments ask for. Nothing is called before a part of the page is
 * selected.
 *
 * @param toNode makes the reference that stands for an item; an item that failed stays its own error
 */
export function connect<Name extends PagedOperation, Node>(
  request: PageRequest<Name>,
  toNode: (item: GoodItem<Name>) => Node,
): Connection<ItemOf<Name>, Node> {
  return new OperationPage(request, toNode);
}

/** Lists of a thing that are the same for all that may see it. */
interface ListOf<Name extends PagedOperation, Ref, Node> {
  operation: Name;
  parameters(ref: Ref): ListParameters<NoInfer<Name>>;
  toNode(ref: Ref, context: GraphContext): (item: GoodItem<Name>) => Node;
}

/**
 * Resolves a field to pages of a list that nothing but the thing and the arguments decide on, and tells executors when
 * such a page is the same as before.
 */
export function pageOf<Name extends PagedOperation, Ref, Node>({
  operation,
  parameters,
  toNode,
}: ListOf<Name, Ref, Node>) {
  return {
    resolve: (ref: Ref, args: PageArguments, context: GraphContext, info: GraphQLResolveInfo) =>
      connect({ operation, parameters: parameters(ref), args, context, info }, toNode(ref, context)),
    extensions: {
      pageMemoKey: (ref: Ref, { first, after, offset }: PageArguments, { loaders }: GraphContext) =>
        after == null && !offset ? loaders.lists.keptWhole(operation, parameters(ref), first) : null,
    },
  };
}

class OperationPage<Name extends PagedOperation, Node> implements Connection<ItemOf<Name>, Node> {
  readonly #request: PageRequest<Name>;
  readonly #toNode: (item: GoodItem<Name>) => Node;
  readonly #offset: number;
  readonly #window: Window<ItemOf<Name>>;

  constructor(request: PageRequest<Name>, toNode: (item: GoodItem<Name>) => Node) {
    const { operation, parameters, args, context } = request;
    this.#request = request;
    this.#toNode = toNode;
    this.#offset = startOf(args, () => this.list);
    const stretch = { offset: this.#offset, first: args.first };
    this.#window = context.loaders.lists.window(operation, parameters, stretch);
  }

  /** The list that the page is of, for its cursors. */
  get list(): string {
    return `${this.#request.operation} ${JSON.stringify(this.#request.parameters)}`;
  }

  get nodes(): MaybePromise<Iterable<Node>> {
    return andThen(this.#page(), (page) => {
      if (page.hasWarnings) this.#tellWarnings(page);
      return page.nodes as Iterable<Node>;
    });
  }

  get edges(): MaybePromise<readonly Edge<ItemOf<Name>, Node>[]> {
    return andThen(this.#page(), (page) => {
      if (page.hasWarnings) this.#tellWarnings(page);
      const items = page.items as readonly ItemOf<Name>[];
      const nodes = [...page.nodes] as Node[];
      return items.map((item, index) => new Edge(item, nodes[index] as Node, this.#offset + index, this));
    });
  }

  get pageInfo(): Promise<PageInfo> {
    const window = this.#window;
    const offset = this.#offset;
    return Promise.resolve(window.items()).then(
      (items) => ({
        // A promise, so that the call that may be needed to know is made only for those who ask. Where that call fails
        // the answer is yes: nobody stops early, and the next page tells the error.
        get hasNextPage() {
          return window.hasNext().catch(() => true) as unknown as boolean;
        },
        hasPreviousPage: offset > 0,
        startCursor: items.length > 0 ? cursorOf(offset, this.list) : null,
        endCursor: items.length > 0 ? cursorOf(offset + items.length - 1, this.list) : null,
      }),
      (error: Error) => {
        // pageInfo cannot be null without taking all around it along, so where the failure is told anyway it is not told here.
        if (!selects(this.#request.info, ['edges', 'nodes', 'totalCount'])) throw error;
        return { hasNextPage: false, hasPreviousPage: offset > 0, startCursor: null, endCursor: null };
      },
    );
  }

  total(): MaybePromise<number | null> {
    return this.#window.total();
  }

  #page(): MaybePromise<Nodes> {
    return this.#window.derived((content) => this.#makeNodes(content)) as MaybePromise<Nodes>;
  }

  #makeNodes({ items, warnings }: Content<ItemOf<Name>>): Nodes {
    const toNode = this.#toNode;
    // What is kept has neither failures nor warnings.
    if (items.length > 0 && items.every((item) => isKept(item as object)))
      return { items, nodes: new KeptNodes(items as GoodItem<Name>[], toNode), warnings, hasWarnings: false };
    const nodes = items.map((item) =>
      item instanceof LearningApiError ? withFailuresInPlace<Node>(item) : toNode(item as GoodItem<Name>),
    );
    const hasOwn = (item: unknown) => !(item instanceof Error) && warningsOf(item as object).length > 0;
    return { items, nodes, warnings, hasWarnings: warnings.length > 0 || items.some(hasOwn) };
  }

  #tellWarnings({ items, warnings }: Nodes): void {
    const { context, info } = this.#request;
    for (const message of warnings) context.warn(responsePathAsArray(info.path), message);
    const isInNodes = selects(info, ['nodes']);
    items.forEach((item, index) => {
      if (item instanceof LearningApiError) return;
      const place = isInNodes ? ['nodes', index] : ['edges', index, 'node'];
      noteWarnings(item as GoodItem<Name> & object, context, info.path, ...place);
    });
  }
}

/** Whether a type is a page of a list. */
export function isConnection(type: GraphQLType): type is GraphQLObjectType {
  return isObjectType(type) && type.name.endsWith('Connection');
}

/** The references for rows that other requests will meet too, made when they are looked at. */
class KeptNodes<Item, Node> implements Iterable<Node> {
  readonly rows: readonly Item[];
  readonly #toNode: (row: Item) => Node;
  #nodes: readonly Node[] | undefined;

  constructor(rows: readonly Item[], toNode: (row: Item) => Node) {
    this.rows = rows;
    this.#toNode = toNode;
  }

  [Symbol.iterator](): Iterator<Node> {
    this.#nodes ??= this.rows.map((row) => this.#toNode(row));
    return this.#nodes[Symbol.iterator]();
  }
}

const nodesOf = Object.assign((connection: Connection<unknown, unknown>) => connection.nodes, {
  listMemoKey: (nodes: object) => (nodes instanceof KeptNodes ? nodes.rows : null),
});

/** Has the nodes of connections come straight from their pages, instead of by way of edges that nobody asked for. */
export function answerNodes(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    const nodes = isConnection(type) ? type.getFields().nodes : undefined;
    if (nodes) nodes.resolve = nodesOf;
  }
}

/**
 * Has bad input of a connection fail its page, as a failing upstream does, and bad input of a list by ids fail its
 * items. Both are non-null, so an error of theirs would take what is around them along.
 */
export function failBadInputAlone(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      const { resolve } = field;
      const failure = failureFor(field);
      if (!resolve || !failure) continue;
      field.resolve = (source, args, context, info) => {
        try {
          return resolve(source, args, context, info);
        } catch (error) {
          if (error instanceof InputError) return failure(error, args, info);
          throw error;
        }
      };
    }
  }
}

type Failure = (error: InputError, args: { ids?: readonly string[] }, info: GraphQLResolveInfo) => unknown;

function failureFor({ type, args }: GraphQLField<unknown, unknown>): Failure | null {
  if (!isNonNullType(type)) return null;
  if (isConnection(type.ofType)) return (error, _, info) => failedPage(error, info);
  const isListByIds = isListType(type.ofType) && args.some(({ name }) => name === 'ids');
  const isOfUse = (ids: readonly string[]) => ids.length > 0 && ids.length <= maxPageSize;
  return isListByIds ? (error, { ids = [] }) => (isOfUse(ids) ? ids.map(() => error) : error) : null;
}

function failedPage(error: InputError, info: GraphQLResolveInfo): Connection<never, never> {
  return {
    get edges() {
      return Promise.reject(error);
    },
    get nodes() {
      return Promise.reject(error);
    },
    get pageInfo() {
      if (!selects(info, ['edges', 'nodes', 'totalCount'])) throw error;
      return { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null };
    },
    total: () => Promise.reject(error),
  };
}

function startOf({ after, offset }: PageArguments, listOf: () => string): number {
  if (after == null) return offset ?? 0;
  if (offset != null) throw new InputError('Specify after or offset, not both.');
  return positionOf(after, listOf()) + 1;
}

/** A cursor holds a position and a check over position and list, so that one of another list is refused. */
function cursorOf(position: number, list: string): string {
  return Buffer.from(`${position}.${checkOf(position, list)}`).toString('base64url');
}

function positionOf(cursor: string, list: string): number {
  const [position = '', check] = Buffer.from(cursor, 'base64url').toString().split('.');
  const isOurs = /^\d{1,12}$/.test(position) && check === checkOf(Number(position), list);
  if (!isOurs)
    throw new InputError('after is not a valid cursor for this list. Use endCursor or a cursor from the same list.');
  return Number(position);
}

function checkOf(position: number, list: string): string {
  return crc32(`${position} ${list}`).toString(36);
}
