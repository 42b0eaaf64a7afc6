import type { QueryPosition } from './plan.ts';

/** The pending values of an execution, by the batches that they may still add keys to. */
export interface PendingValues {
  /** The number of pending values with a bit in the `feeds` of their position. */
  count(bit: number): number;
}

/** Counts pending values. The counts are read whenever a batch may be complete. */
export class PendingCounts implements PendingValues {
  readonly #byFeeds: (number | undefined)[] = [];

  start({ feeds }: QueryPosition): void {
    this.change(feeds, 1);
  }

  settle({ feeds }: QueryPosition): void {
    this.change(feeds, -1);
  }

  change(feeds: number, by: number): void {
    this.#byFeeds[feeds] = (this.#byFeeds[feeds] ?? 0) + by;
  }

  count(bit: number): number {
    let count = 0;
    for (let feeds = bit; feeds < this.#byFeeds.length; feeds += 1) if (feeds & bit) count += this.#byFeeds[feeds] ?? 0;
    return count;
  }
}
