import { responsePathAsArray } from 'graphql';
import type { ItemOf, PagedOperation } from '../learning-api/contract/operations.ts';
import { markOf, type WalkedPage } from '../loaders/page-window.ts';
import { cursorOf, type ListPosition } from './cursor.ts';
import { InputError } from './errors/errors.ts';
import {
  type Connection,
  Edge,
  failedPageInfo,
  gapAfter,
  type ListGap,
  type PageRequest,
  pageSizeOf,
  startOf,
  unlessReported,
} from './page.ts';
import { selects } from './selection.ts';
import { reportWarnings } from './warnings.ts';

/** A condition on the items of a list that the gateway applies, because the REST API does not have it. */
export interface ItemFilter<Item, Node> {
  /** Identifies the condition, for cursors. */
  name: string;
  /** The arguments that state the condition, for errors. */
  argumentNames: string;
  /**
   * Decides about items, from the first one on. A decision is the node of an item that matches, null if it does not match,
   * or the error because of which it cannot be decided. There can be fewer decisions than items, and none if the page may
   * make no more look-ups.
   *
   * @param wanted how many matches the page still has room for
   */
  decide(items: readonly Item[], wanted: number): Promise<readonly (Node | null | Error)[]>;
}

/** Maximum number of REST pages that are read for one page. */
export const maxPagesRead = 10;

interface Content<Item, Node> {
  matches: readonly Match<Item, Node>[];
  /** Null if not all items of the list were decided. */
  total: number | null;
  hasNext: boolean;
  /** The position after which to continue. Null for a page that is empty because the list ended. */
  end: ListPosition | null;
  gap: ListGap | null;
}

interface Match<Item, Node> extends ListPosition {
  item: Item;
  node: Node;
}

/**
 * A page of the items of an operation's list that match a filter. The list is read in full pages until the page is full.
 * Cursors are positions in the whole list, so that no match is lost or repeated if a page ends early.
 */
export class FilteredPage<Name extends PagedOperation, Node> implements Connection<ItemOf<Name>, Node> {
  readonly #request: PageRequest<Name>;
  readonly #filter: ItemFilter<ItemOf<Name>, Node>;
  readonly #start: { offset: number; mark: string | null };
  readonly #list: string;
  #read: Promise<Content<ItemOf<Name>, Node>> | undefined;

  /** @throws InputError if the arguments are invalid */
  constructor(request: PageRequest<Name>, filter: ItemFilter<ItemOf<Name>, Node>) {
    const { operation, parameters, args } = request;
    if (args.offset || args.last != null || args.before != null)
      throw new InputError(
        `offset, last and before cannot be combined with ${filter.argumentNames}. Use first and after.`,
      );
    this.#request = request;
    this.#filter = filter;
    this.#list = `${operation} ${JSON.stringify(parameters)} ${filter.name}`;
    this.#start = startOf({ after: args.after }, () => this.#list);
  }

  get nodes(): Promise<readonly Node[]> {
    return this.#content().then(({ matches }) => matches.map(({ node }) => node));
  }

  get edges(): Promise<readonly Edge<ItemOf<Name>, Node>[]> {
    return this.#content().then(({ matches }) =>
      matches.map(({ item, node }, index) => new Edge(item, node, index, (at) => this.#cursorOf(matches[at]) ?? '')),
    );
  }

  get pageInfo() {
    return this.#content().then(
      ({ matches, hasNext, end }) => ({
        hasNextPage: hasNext,
        hasPreviousPage: this.#start.offset > 0,
        startCursor: this.#cursorOf(matches[0]),
        endCursor: this.#cursorOf(end),
      }),
      (error: Error) => unlessReported(error, this.#request.info, failedPageInfo),
    );
  }

  total(): Promise<number | null> {
    return this.#content().then(({ total }) => total);
  }

  get gap(): Promise<ListGap | null> {
    return this.#content().then(({ gap }) => gap);
  }

  get isComplete(): Promise<boolean> {
    return this.gap.then(
      (gap) => gap === null,
      (error: Error) => unlessReported(error, this.#request.info, false),
    );
  }

  #cursorOf(place: ListPosition | null | undefined): string | null {
    return place ? cursorOf(place, this.#list) : null;
  }

  #content(): Promise<Content<ItemOf<Name>, Node>> {
    this.#read ??= this.#readUntilFull();
    return this.#read;
  }

  async #readUntilFull(): Promise<Content<ItemOf<Name>, Node>> {
    const { operation, parameters, args, context } = this.#request;
    const { offset, mark } = this.#start;
    const first = pageSizeOf(args);
    const scan = new Scan(this.#filter, offset, first);
    try {
      const pages = context.loaders.lists.walkFrom(operation, parameters, { position: offset, mark });
      for await (const page of pages) {
        this.#reportWarnings(page);
        if (await scan.isOverAfter(page)) break;
      }
    } catch (error) {
      scan.stopBy(error);
    }
    const content = scan.content();
    const isInNodes = selects(this.#request.info, ['nodes']);
    content.matches.forEach(({ item }, index) => {
      reportWarnings(
        item,
        context,
        this.#request.info.path,
        ...(isInNodes ? ['nodes', index] : ['edges', index, 'node']),
      );
    });
    return content;
  }

  #reportWarnings({ warnings }: WalkedPage<ItemOf<Name>>): void {
    const { context, info } = this.#request;
    for (const message of warnings) context.warn(responsePathAsArray(info.path), message);
  }
}

/** The search for matches in a list, from a position on. */
class Scan<Item, Node> {
  readonly #filter: ItemFilter<Item, Node>;
  readonly #offset: number;
  readonly #first: number;
  readonly #matches: Match<Item, Node>[] = [];
  /** Where the undecided items are. */
  readonly #undecided: number[] = [];
  #failure: Error | null = null;
  #next: number;
  #mark: string | null = null;
  #pages = 0;
  #isAtEnd = false;
  #limit: ListGap | null = null;

  constructor(filter: ItemFilter<Item, Node>, offset: number, first: number) {
    this.#filter = filter;
    this.#offset = offset;
    this.#first = first;
    this.#next = offset;
  }

  /** Decides about the items of a page. True if no more are needed, or possible. */
  async isOverAfter(page: WalkedPage<Item>): Promise<boolean> {
    this.#mark = markOf(page.start);
    this.#pages += 1;
    const end = page.offset + page.items.length;
    while (this.#next < end && !this.#isFull) {
      const items = page.items.slice(this.#next - page.offset);
      const decisions = await this.#filter.decide(items, this.#first - this.#matches.length);
      if (decisions.length === 0) this.#limit = 'LIMIT';
      for (const [index, decision] of decisions.entries()) {
        if (gapAfter(decision) === 'CALL_LIMIT') {
          this.stopBy(decision);
          break;
        }
        this.#add(items[index] as Item, decision);
      }
      if (this.#limit) return true;
    }
    this.#isAtEnd = this.#next === end && !(await page.hasNext());
    if (!this.#isFull && !this.#isAtEnd && this.#pages === maxPagesRead) this.#limit = 'LIMIT';
    return this.#isFull || this.#isAtEnd || this.#limit !== null;
  }

  /** @throws the error if nothing was decided before it */
  stopBy(error: unknown): void {
    const gap = gapAfter(error);
    if (!this.#hasDecided || gap === null) throw error;
    this.#limit = gap;
  }

  /** @throws the error of the items if none could be decided */
  content(): Content<Item, Node> {
    if (this.#failure && !this.#hasDecided) throw this.#failure;
    const matches = this.#matches.slice(0, this.#first);
    const last = matches.at(-1) ?? null;
    const hasNext = this.#matches.length > this.#first || !this.#isAtEnd;
    const end = hasNext && !this.#isFull ? { position: this.#next - 1, mark: this.#mark } : last;
    // Those after the end of the page are for the next page to decide.
    const isMissing = this.#undecided.some((position) => !hasNext || position <= (end?.position ?? -1));
    return {
      matches,
      total: this.#offset === 0 && this.#isAtEnd && this.#undecided.length === 0 ? this.#matches.length : null,
      hasNext,
      end,
      gap: isMissing ? 'UNREADABLE' : this.#limit,
    };
  }

  get #isFull(): boolean {
    return this.#matches.length >= this.#first;
  }

  get #hasDecided(): boolean {
    return this.#next - this.#offset > this.#undecided.length;
  }

  #add(item: Item, decision: Node | null | Error): void {
    if (decision instanceof Error) {
      this.#undecided.push(this.#next);
      this.#failure ??= decision;
    } else if (decision !== null) {
      this.#matches.push({ item, node: decision, position: this.#next, mark: this.#mark });
    }
    this.#next += 1;
  }
}
