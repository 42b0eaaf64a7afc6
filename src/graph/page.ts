import { type GraphQLResolveInfo, responsePathAsArray } from 'graphql';
import type { ItemOf, PagedOperation } from '../learning-api/contract/operations.ts';
import { warningsOf } from '../learning-api/contract/rows.ts';
import { LearningApiError } from '../learning-api/errors.ts';
import type { ListParameters, ReadableItem } from '../loaders/lists.ts';
import { andThen, type MaybePromise } from '../loaders/maybe-promise.ts';
import { IncompleteListError, markOf, type PageWindow, type WindowContent } from '../loaders/page-window.ts';
import type { GraphContext } from './context.ts';
import { cursorOf, positionOf } from './cursor.ts';
import { InputError, NotReportedError } from './errors/errors.ts';
import { itemErrors } from './row.ts';
import { selects } from './selection.ts';
import { reportWarnings } from './warnings.ts';

/** The size of a page if `first` is omitted or null. */
export const defaultPageSize = 30;

/** The arguments of a connection. */
export interface PageArguments {
  first?: number | null | undefined;
  after?: string | null | undefined;
  offset?: number | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}

/** A page of a list. It is fetched when a part of it is read. */
export interface Connection<Item, Node> {
  edges: MaybePromise<readonly Edge<Item, Node>[]>;
  nodes: MaybePromise<readonly Node[]>;
  pageInfo: MaybePromise<PageInfo>;
  total(): MaybePromise<number | null>;
  /** Why items can be missing in the page. Null if there are none. */
  gap: MaybePromise<ListGap | null>;
  isComplete: MaybePromise<boolean>;
}

/** Why items can be missing in a part of a list. */
export type ListGap = 'LIMIT' | 'CALL_LIMIT' | 'UNREADABLE';

/** The gap after an error that ends the reading of a list. Null if the error says nothing about the items before it. */
export function gapAfter(error: unknown): ListGap | null {
  if (error instanceof IncompleteListError) return 'UNREADABLE';
  return error instanceof LearningApiError && error.failure.kind === 'callLimit' ? 'CALL_LIMIT' : null;
}

interface PageInfo {
  hasNextPage: boolean;
  hasPreviousPage: boolean;
  startCursor: string | null;
  endCursor: string | null;
}

/** Of a page that could not be read, where another field reports the error. */
export const failedPageInfo: PageInfo = {
  hasNextPage: false,
  hasPreviousPage: false,
  startCursor: null,
  endCursor: null,
};

export interface PageRequest<Name extends PagedOperation> {
  operation: Name;
  parameters: ListParameters<NoInfer<Name>>;
  args: PageArguments;
  context: GraphContext;
  info: GraphQLResolveInfo;
}

/** A page of an operation's list. It makes no call until a part of it is read. */
export class OperationPage<Name extends PagedOperation, Node> implements Connection<ItemOf<Name>, Node> {
  readonly #request: PageRequest<Name>;
  readonly #toNode: (item: ReadableItem<Name>) => Node;
  readonly #window: PageWindow<ItemOf<Name>>;

  constructor(request: PageRequest<Name>, toNode: (item: ReadableItem<Name>) => Node) {
    this.#request = request;
    this.#toNode = toNode;
    this.#window = windowOf(request, () => this.list);
  }

  readonly gap = null;
  readonly isComplete = true;

  /** Identifies the list, for its cursors. */
  get list(): string {
    return `${this.#request.operation} ${JSON.stringify(this.#request.parameters)}`;
  }

  get nodes(): MaybePromise<readonly Node[]> {
    return andThen(this.#page(), (page) => {
      if (page.hasWarnings) this.#reportWarnings(page);
      return page.nodes as readonly Node[];
    });
  }

  get edges(): MaybePromise<readonly Edge<ItemOf<Name>, Node>[]> {
    return andThen(this.#page(), (page) => {
      if (page.hasWarnings) this.#reportWarnings(page);
      const items = page.items as readonly ItemOf<Name>[];
      const nodes = page.nodes as readonly Node[];
      const cursorAt = this.#cursors(page);
      return items.map((item, index) => new Edge(item, nodes[index] as Node, index, cursorAt));
    });
  }

  get pageInfo(): Promise<PageInfo> {
    const window = this.#window;
    return Promise.resolve(window.content()).then(
      (content) => new WindowPageInfo(window, content, this.#cursors(content)),
      (error: Error) => unlessReported(error, this.#request.info, failedPageInfo),
    );
  }

  total(): MaybePromise<number | null> {
    return this.#window.total();
  }

  /** The cursors of the items, by index. Clients that need none do not pay for the mark. */
  #cursors({ start, offset }: { start?: unknown; offset: number }): (index: number) => string {
    let mark: string | null | undefined;
    return (index) => {
      if (mark === undefined) mark = markOf(start);
      return cursorOf({ position: offset + index, mark }, this.list);
    };
  }

  #page(): MaybePromise<Nodes> {
    // Nodes that are made ahead can refer to an object that is not confirmed.
    if (this.#request.context.isAhead) return andThen(this.#window.content(), (content) => this.#makeNodes(content));
    return this.#window.memo((content) => this.#makeNodes(content)) as MaybePromise<Nodes>;
  }

  #makeNodes({ items, offset, start, warnings }: WindowContent<ItemOf<Name>>): Nodes {
    const toNode = this.#toNode;
    const toNodeOrError = (item: ItemOf<Name>): Node => {
      if (item instanceof LearningApiError) return itemErrors<Node>(item);
      try {
        return toNode(item as ReadableItem<Name>);
      } catch (error) {
        // A part of the item cannot be read. The other items stay.
        if (error instanceof LearningApiError) return itemErrors<Node>(error);
        throw error;
      }
    };
    const nodes = items.map(toNodeOrError);
    const hasOwn = (item: unknown) => !(item instanceof Error) && warningsOf(item as object).length > 0;
    return { items, offset, start, nodes, warnings, hasWarnings: warnings.length > 0 || items.some(hasOwn) };
  }

  #reportWarnings({ items, warnings }: Nodes): void {
    const { context, info } = this.#request;
    for (const message of warnings) context.warn(responsePathAsArray(info.path), message);
    const isInNodes = selects(info, ['nodes']);
    items.forEach((item, index) => {
      if (item instanceof LearningApiError) return;
      const position = isInNodes ? ['nodes', index] : ['edges', index, 'node'];
      reportWarnings(item as ReadableItem<Name> & object, context, info.path, ...position);
    });
  }
}

/**
 * Where a page is in its list. A class because V8 puts object literals with accessors into the old generation, where they
 * retain a request's data.
 */
class WindowPageInfo<Item> implements PageInfo {
  readonly #window: PageWindow<Item>;
  readonly #length: number;
  readonly #cursorAt: (index: number) => string;

  constructor(window: PageWindow<Item>, { items }: WindowContent<Item>, cursorAt: (index: number) => string) {
    this.#window = window;
    this.#length = items.length;
    this.#cursorAt = cursorAt;
  }

  /**
   * A promise, so that the extra call that it can need is made only if it is selected. If that call fails the value is
   * true: no client stops early, and the next page reports the error.
   */
  get hasNextPage(): boolean {
    return this.#window.hasNext().catch(() => true) as unknown as boolean;
  }

  get hasPreviousPage(): boolean {
    return this.#window.hasPrevious().catch(() => true) as unknown as boolean;
  }

  get startCursor(): string | null {
    return this.#length > 0 ? this.#cursorAt(0) : null;
  }

  get endCursor(): string | null {
    return this.#length > 0 ? this.#cursorAt(this.#length - 1) : null;
  }
}

/** An item of a page. */
export class Edge<Item, Node> {
  readonly item: Item;
  readonly node: Node;
  readonly #index: number;
  readonly #cursorAt: (index: number) => string;

  constructor(item: Item, node: Node, index: number, cursorAt: (index: number) => string) {
    this.item = item;
    this.node = node;
    this.#index = index;
    this.#cursorAt = cursorAt;
  }

  get cursor(): string {
    return this.#cursorAt(this.#index);
  }
}

/** The items and the info of a page, computed once for all fields of a query that show the same page. */
interface Nodes {
  items: readonly unknown[];
  offset: number;
  /** The start of the window's content. */
  start: unknown;
  nodes: readonly unknown[];
  /** Warnings from the REST API about the page as a whole. */
  warnings: readonly string[];
  /** True if the page or one of its items has warnings. */
  hasWarnings: boolean;
}

/** The fields of a page that report why it could not be read. */
const reportingFields = ['edges', 'nodes', 'totalCount', 'gap'];

/**
 * The value of a non-null field of a page that could not be read. An error would null the parent too, so it is thrown only if
 * no other selected field reports it.
 */
export function unlessReported<Value>(error: Error, info: GraphQLResolveInfo, value: Value): Value {
  if (!selects(info, reportingFields)) throw error;
  return value;
}

/** A page with invalid arguments. As `pageInfo` is non-null, it reports the error only if no other field does. */
export class FailedPage implements Connection<never, never> {
  readonly #error: InputError;
  readonly #info: GraphQLResolveInfo;

  constructor(error: InputError, info: GraphQLResolveInfo) {
    this.#error = error;
    this.#info = info;
  }

  get edges() {
    return Promise.reject(this.#error);
  }

  get nodes() {
    return Promise.reject(this.#error);
  }

  get pageInfo() {
    return unlessReported(this.#error, this.#info, failedPageInfo);
  }

  get gap() {
    return Promise.reject(this.#error);
  }

  get isComplete() {
    return unlessReported(this.#error, this.#info, false);
  }

  total() {
    return Promise.reject(this.#error);
  }
}

/** The size of the page that the arguments select. */
export function pageSizeOf({ first, last }: PageArguments): number {
  return last ?? first ?? defaultPageSize;
}

/** True if the arguments select the start of a list. */
export function isStart({ after, offset, last, before }: PageArguments): boolean {
  return after == null && !offset && last == null && before == null;
}

/** Where the page starts that `after` or `offset` selects. */
export function startOf(
  { after, offset }: PageArguments,
  listOf: () => string,
): { offset: number; mark: string | null } {
  if (after == null) return { offset: offset ?? 0, mark: null };
  if (offset != null) throw new InputError('Specify after or offset, not both.');
  const { position, mark } = positionOf(after, listOf());
  return { offset: position + 1, mark };
}

/** The window that the arguments select. Its place is known before a call, except for `last` without `before`. */
function windowOf<Name extends PagedOperation>(
  { operation, parameters, args, context: { loaders } }: PageRequest<Name>,
  listOf: () => string,
): PageWindow<ItemOf<Name>> {
  const { first, last, before, offset: skipped } = args;
  const start = startOf(args, listOf);
  if (last == null && before == null)
    return loaders.lists.window(operation, parameters, { ...start, first: pageSizeOf(args) });
  if (skipped != null) throw new InputError('offset cannot be combined with last or before.');
  if (last != null && first != null && first !== defaultPageSize)
    throw new InputError('Specify first or last, not both.');
  if (last != null && before == null) {
    const range = { last, from: start.offset, unknownLength: () => unknownLength(operation) };
    return loaders.lists.lastWindow(operation, parameters, range);
  }
  const end = positionOf(before ?? '', listOf(), 'before');
  const most = Math.min(pageSizeOf(args), Math.max(0, end.position - start.offset));
  const offset = last == null ? start.offset : end.position - most;
  return loaders.lists.window(operation, parameters, { offset, first: most, mark: start.mark ?? end.mark });
}

function unknownLength(operation: string): NotReportedError {
  return new NotReportedError(
    `${operation} does not report how long the list is, so its last items cannot be found. Use first and after, or last with before.`,
  );
}

/** True if a type with this name is a connection (GraphQL Cursor Connections, section 2). */
export function isConnectionName(name: string): boolean {
  return name.endsWith('Connection');
}

/** True if a type with this name is an edge of a connection (GraphQL Cursor Connections, section 3). */
export function isEdgeName(name: string): boolean {
  return name.endsWith('Edge');
}
