import DataLoader from 'dataloader';
import { LearningApiError } from '../learning-api/errors.ts';
import type { Gate, Place } from './batch-gate.ts';

/** What a batch found: a row or an error for each canonical key; a key that is not in it was not found. */
export type Found<Row> = Map<string, Row | Error>;

export interface ByKey<Key, Row> {
  /**
   * The row, or null where there is none. All keys asked for in one tick are answered together; with a gate, all that
   * come to the places that ask.
   *
   * @param place where in the query this is asked
   */
  load(key: Key, place?: Place): Promise<Row | null>;
  /**
   * Remembers rows that came with something else, except for keys that were asked for already.
   *
   * @param items of which those are passed over that failed
   * @param entryOf the key and the row for an item; null for an item that brings none
   */
  prime<Item>(items: readonly (Item | LearningApiError)[], entryOf: (item: Item) => readonly [Key, Row] | null): void;
  /** Forgets all rows, so that the next load asks anew. */
  clearAll(): void;
}

interface ByKeyOptions<Key, Row> {
  /** The one way to write a key: two keys that mean the same give the same text. */
  canonical(key: Key): string;
  /** Answers the keys, each of which comes once. A rejection becomes the error of every key. */
  find(keys: readonly Key[]): Promise<Found<Row>>;
  /** Holds a batch back until all keys are there; for operations that answer many keys in one call. */
  gate?: Gate;
}

/**
 * A loader that answers every key by its name and never by its position: whatever order, gaps or
 * repetitions the REST API's answer has, a key gets its own row, null, or its own error. A request uses few of the
 * loaders that it has, so nothing is set up before the first key is asked for.
 */
export function byKey<Key, Row>(options: ByKeyOptions<Key, Row>): ByKey<Key, Row> {
  return new LazyLoader(options);
}

class LazyLoader<Key, Row> implements ByKey<Key, Row> {
  readonly #options: ByKeyOptions<Key, Row>;
  #loader: DataLoader<Key, Row | null, string> | null = null;
  #places: Set<Place> | null = null;
  /** What came with something else and was not looked at yet. */
  #unread: (() => void)[] = [];

  constructor(options: ByKeyOptions<Key, Row>) {
    this.#options = options;
  }

  load(key: Key, place?: Place): Promise<Row | null> {
    const loader = this.#open();
    if (this.#places && place) this.#places.add(place);
    if (this.#unread.length > 0) {
      const unread = this.#unread;
      this.#unread = [];
      for (const read of unread) read();
    }
    return loader.load(key);
  }

  prime<Item>(items: readonly (Item | LearningApiError)[], entryOf: (item: Item) => readonly [Key, Row] | null): void {
    this.#unread.push(() => {
      for (const item of items) {
        const entry = item instanceof LearningApiError ? null : entryOf(item);
        if (entry) this.#loader?.prime(entry[0], entry[1]);
      }
    });
  }

  clearAll(): void {
    this.#unread = [];
    this.#loader?.clearAll();
  }

  #open(): DataLoader<Key, Row | null, string> {
    if (this.#loader) return this.#loader;
    const { canonical, find, gate } = this.#options;
    const places = new Set<Place>();
    if (gate) this.#places = places;
    this.#loader = new DataLoader<Key, Row | null, string>(
      async (keys) => {
        places.clear();
        const found = await find(keys).catch((error: Error) => error);
        return keys.map((key) => (found instanceof Error ? found : (found.get(canonical(key)) ?? null)));
      },
      { cacheKeyFn: canonical, ...(gate && { batchScheduleFn: (send) => gate.hold(places, send) }) },
    );
    return this.#loader;
  }
}

/** A loader for an operation that takes one key at a time: a key asked for ten times is one call. */
export function oneByOne<Key, Row>(
  canonical: (key: Key) => string,
  find: (key: Key) => Promise<Row | null>,
): ByKey<Key, Row> {
  return byKey({ canonical, find: (keys) => each(keys, canonical, find) });
}

/** Looks up keys one call each, side by side; a key whose call fails has that error to itself. */
export async function each<Key, Row>(
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

/** Looks up keys in chunks of at most `size`, side by side; a chunk that fails takes only its own keys with it. */
export async function inChunks<Key, Row>(
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
  const answers = await Promise.all(chunks.map(findOrFail));
  return new Map(answers.flatMap((answer) => [...answer]));
}

/**
 * The items of a bulk answer under their own keys. An item that failed answers the keys whose ids it carries;
 * when it carries none of them it answers every key that has no row, since it may be any of these.
 */
export function keyedBy<Row>(
  items: readonly (Row | LearningApiError)[],
  keys: readonly string[],
  keyOf: (row: Row) => string,
): Found<Row> {
  const found: Found<Row> = new Map();
  let stray: LearningApiError | undefined;
  for (const item of items) {
    if (!(item instanceof LearningApiError)) {
      found.set(keyOf(item), item);
      continue;
    }
    const concerned = keys.filter((key) => item.failure.itemIds?.includes(key));
    for (const key of concerned) found.set(key, item);
    if (concerned.length === 0) stray = item;
  }
  if (stray) for (const key of keys) if (!found.has(key)) found.set(key, stray);
  return found;
}

/** Keys under the name of the group they belong to, in the order in which the groups first appear. */
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
