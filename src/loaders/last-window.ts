import type { MaybePromise } from './maybe-promise.ts';
import { markOf, type PageWindow, type WindowContent } from './page-window.ts';

interface LastWindowOptions<Item> {
  last: number;
  /** The first position that may be in the window. */
  from: number;
  /** A window at the start of the list, which reports the length of the list. */
  start: PageWindow<Item>;
  windowAt(offset: number, first: number, mark: string | null): PageWindow<Item>;
  /** The error if the REST API does not report the length. */
  unknownLength(): Error;
}

/** Creates the window of the `last` items of a list. One small call more finds out where it begins. */
export function createLastWindow<Item>(options: LastWindowOptions<Item>): PageWindow<Item> {
  return new LastWindow(options);
}

class LastWindow<Item> implements PageWindow<Item> {
  readonly #options: LastWindowOptions<Item>;
  #window: Promise<PageWindow<Item>> | undefined;

  constructor(options: LastWindowOptions<Item>) {
    this.#options = options;
  }

  async content(): Promise<WindowContent<Item>> {
    return (await this.#find()).content();
  }

  async items(): Promise<readonly Item[]> {
    return (await this.#find()).items();
  }

  async total(): Promise<number | null> {
    return (await this.#find()).total();
  }

  async hasNext(): Promise<boolean> {
    return (await this.#find()).hasNext();
  }

  async hasPrevious(): Promise<boolean> {
    return (await this.#find()).hasPrevious();
  }

  memo(derive: (content: WindowContent<Item>) => unknown): MaybePromise<unknown> {
    return this.#find().then((window) => window.memo(derive));
  }

  #find(): Promise<PageWindow<Item>> {
    this.#window ??= this.#locate();
    return this.#window;
  }

  async #locate(): Promise<PageWindow<Item>> {
    const { last, from, start, windowAt, unknownLength } = this.#options;
    const total = await start.total();
    if (total === null) throw unknownLength();
    const offset = Math.max(from, total - last);
    // A server that ignores the page number would send the start of the list as its end.
    const mark = markOf((await start.content()).start);
    return windowAt(offset, Math.max(1, total - offset), mark);
  }
}
