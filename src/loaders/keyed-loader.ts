import DataLoader from 'dataloader';
import { LearningApiError } from '../learning-api/errors.ts';
import type { BatchScheduler, QueryPosition } from './batch-scheduler.ts';

/** The result of a batch: a row or an error for each canonical key. A key that is missing was not found. */
export type Found<Row> = Map<string, Row | Error>;

export interface KeyedLoader<Key, Row> {
  /**
   * The row, or null if there is none. Keys that are loaded in the same tick are batched. With a scheduler, keys are
   * batched until no more can come from the positions that load.
   *
   * @param position of the loading field in the query
   */
  load(key: Key, position?: QueryPosition): Promise<Row | null>;
  /**
   * Caches rows that came with another response, except for keys that were loaded already.
   *
   * @param items items that failed are skipped
   * @param entryOf the key and the row of an item; null if the item has none
   */
  prime<Item>(items: readonly (Item | LearningApiError)[], entryOf: (item: Item) => readonly [Key, Row] | null): void;
  /** Forgets all rows, so that the next load calls the REST API again. */
  clearAll(): void;
}

interface KeyedLoaderOptions<Key, Row> {
  /** The canonical text of a key: equal for keys that mean the same. */
  canonical(key: Key): string;
  /** Finds the rows of distinct keys. A rejection becomes the error of every key. */
  find(keys: readonly Key[]): Promise<Found<Row>>;
  /** Delays a batch until all keys are there. For operations that take many keys in one call. */
  scheduler?: BatchScheduler;
}

/**
 * Creates a loader that assigns rows by key and never by position. The REST API may return rows in any order, with
 * gaps or duplicates; a key still gets its own row, null, or its own error. A request uses few of its loaders, so
 * nothing is set up before the first load.
 */
export function createKeyedLoader<Key, Row>(options: KeyedLoaderOptions<Key, Row>): KeyedLoader<Key, Row> {
  return new LazyLoader(options);
}

class LazyLoader<Key, Row> implements KeyedLoader<Key, Row> {
  readonly #options: KeyedLoaderOptions<Key, Row>;
  #loader: DataLoader<Key, Row | null, string> | null = null;
  #positions: Set<QueryPosition> | null = null;
  /** Rows to prime, not read until the next load. */
  #pendingPrimes: (() => void)[] = [];

  constructor(options: KeyedLoaderOptions<Key, Row>) {
    this.#options = options;
  }

  load(key: Key, position?: QueryPosition): Promise<Row | null> {
    const loader = this.#open();
    if (this.#positions && position) this.#positions.add(position);
    if (this.#pendingPrimes.length > 0) {
      const pendingPrimes = this.#pendingPrimes;
      this.#pendingPrimes = [];
      for (const prime of pendingPrimes) prime();
    }
    return loader.load(key);
  }

  prime<Item>(items: readonly (Item | LearningApiError)[], entryOf: (item: Item) => readonly [Key, Row] | null): void {
    this.#pendingPrimes.push(() => {
      for (const item of items) {
        const entry = item instanceof LearningApiError ? null : entryOf(item);
        if (entry) this.#loader?.prime(entry[0], entry[1]);
      }
    });
  }

  clearAll(): void {
    this.#pendingPrimes = [];
    this.#loader?.clearAll();
  }

  #open(): DataLoader<Key, Row | null, string> {
    if (this.#loader) return this.#loader;
    const { canonical, find, scheduler } = this.#options;
    const positions = new Set<QueryPosition>();
    if (scheduler) this.#positions = positions;
    this.#loader = new DataLoader<Key, Row | null, string>(
      async (keys) => {
        positions.clear();
        const found = await find(keys).catch((error: Error) => error);
        return keys.map((key) => (found instanceof Error ? found : (found.get(canonical(key)) ?? null)));
      },
      {
        cacheKeyFn: canonical,
        ...(scheduler && { batchScheduleFn: (dispatch) => scheduler.schedule(positions, dispatch) }),
      },
    );
    return this.#loader;
  }
}

/** Creates a loader for an operation that takes one key. Loading the same key ten times is one call. */
export function createSingleKeyLoader<Key, Row>(
  canonical: (key: Key) => string,
  find: (key: Key) => Promise<Row | null>,
): KeyedLoader<Key, Row> {
  return createKeyedLoader({ canonical, find: (keys) => findEach(keys, canonical, find) });
}

/** Finds keys with one call each, concurrently. A failed call is the error of its key only. */
export async function findEach<Key, Row>(
  keys: readonly Key[],
  canonical: (key: Key) => string,
  find: (key: Key) => Promise<Row | null>,
): Promise<Found<Row>> {
  const found: Found<Row> = new Map();
  await Promise.all(
    keys.map(async (key) => {
      const row = await find(key).catch((error: Error) => error);
      if (row !== null) found.set(canonical(key), row);
    }),
  );
  return found;
}

/** Finds keys in chunks of at most `size`, concurrently. If a chunk fails, only its keys get the error. */
export async function findInChunks<Key, Row>(
  keys: readonly Key[],
  size: number,
  canonical: (key: Key) => string,
  find: (chunk: readonly Key[]) => Promise<Found<Row>>,
): Promise<Found<Row>> {
  const findOrFail = (chunk: readonly Key[]) =>
    find(chunk).catch((error: Error): Found<Row> => new Map(chunk.map((key) => [canonical(key), error])));
  if (keys.length > 0 && keys.length <= size) return findOrFail(keys);
  const chunks = Array.from({ length: Math.ceil(keys.length / size) }, (_, index) =>
    keys.slice(index * size, (index + 1) * size),
  );
  return mergeFound(await Promise.all(chunks.map(findOrFail)));
}

/** Combines the results of several calls. */
export function mergeFound<Row>(results: readonly Found<Row>[]): Found<Row> {
  return new Map(results.flatMap((found) => [...found]));
}

/**
 * Indexes the items of a bulk response by key. A failed item becomes the error of the keys whose ids it contains. If it
 * contains none of them, it becomes the error of every key without a row, since it may belong to any of these.
 */
export function indexByKey<Row>(
  items: readonly (Row | LearningApiError)[],
  keys: readonly string[],
  keyOf: (row: Row) => string,
): Found<Row> {
  const found: Found<Row> = new Map();
  let unassigned: LearningApiError | undefined;
  for (const item of items) {
    if (!(item instanceof LearningApiError)) {
      found.set(keyOf(item), item);
      continue;
    }
    const failedKeys = keys.filter((key) => item.failure.itemIds?.includes(key));
    for (const key of failedKeys) found.set(key, item);
    if (failedKeys.length === 0) unassigned = item;
  }
  if (unassigned) for (const key of keys) if (!found.has(key)) found.set(key, unassigned);
  return found;
}

/** Groups keys, in the order in which the groups first appear. */
export function groupBy<Key>(keys: readonly Key[], groupOf: (key: Key) => string): Map<string, Key[]> {
  const groups = new Map<string, Key[]>();
  for (const key of keys) {
    const name = groupOf(key);
    const group = groups.get(name);
    if (group) group.push(key);
    else groups.set(name, [key]);
  }
  return groups;
}
