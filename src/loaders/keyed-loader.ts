import { sameOrFailure } from '../learning-api/contract/rows.ts';
import { LearningApiError } from '../learning-api/errors.ts';
import { type BatchName, type BatchScheduler, bitOf, type QueryPosition } from './batch-scheduler.ts';

/** The result of a call: a row or an error for each canonical key. A key that is missing was not found. */
export type Found<Row> = ReadonlyMap<string, Row | Error>;

/** The same while some rows are still being looked up. */
type Finding<Row> = ReadonlyMap<string, Row | Error | Promise<Row | null>>;

/** For each canonical key the call that finds it. Keys must not wait for the calls of others. */
export type Calls<Row> = Map<string, Promise<Finding<Row>>>;

export interface KeyedLoader<Key, Row> {
  /**
   * The row, or null if there is none.
   *
   * @param position of the loading field in the query, if the executor knows it
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

/** Rows that came with other responses. They are not read until a loader needs one of them. */
class PrimedRows<Key, Row> {
  readonly #canonical: (key: Key) => string;
  readonly #rows = new Map<string, Row>();
  #unread: (() => void)[] = [];

  constructor(canonical: (key: Key) => string) {
    this.#canonical = canonical;
  }

  get(name: string): Row | undefined {
    if (this.#unread.length > 0) {
      const unread = this.#unread;
      this.#unread = [];
      for (const read of unread) read();
    }
    return this.#rows.get(name);
  }

  add<Item>(items: readonly (Item | LearningApiError)[], entryOf: (item: Item) => readonly [Key, Row] | null): void {
    this.#unread.push(() => {
      for (const item of items) {
        const [key, row] = (item instanceof LearningApiError ? null : entryOf(item)) ?? [];
        if (key !== undefined && row !== undefined) this.#rows.set(this.#canonical(key), row);
      }
    });
  }

  clear(): void {
    this.#unread = [];
    this.#rows.clear();
  }
}

interface BatchLoaderOptions<Key, Row> {
  scheduler: BatchScheduler;
  /** The batch that the keys are collected in. */
  batch: BatchName;
  /** The canonical text of a key: equal for keys that mean the same. */
  canonical(key: Key): string;
  /**
   * Starts the calls that find the rows of distinct keys, in the order of their canonical texts: the calls must not
   * depend on the order in which keys came. A rejection is the error of every key with the same call.
   */
  find(keys: readonly Key[]): Calls<Row>;
}

/**
 * Creates a loader that collects keys until no more can come, and assigns rows by key and never by position. The REST
 * API may return rows in any order, with gaps or duplicates; a key still gets its own row, null, or its own error.
 */
export function createBatchLoader<Key, Row>(options: BatchLoaderOptions<Key, Row>): KeyedLoader<Key, Row> {
  return new BatchLoader(options);
}

/** The result of a key that is not collected before an object around it is looked up. */
const suspended = new Error('The key can only be loaded after the look-up of the object around it.');

/** A request uses few of its loaders, so nothing is set up before the first load. */
export class BatchLoader<Key, Row> implements KeyedLoader<Key, Row> {
  readonly batch: BatchName;
  readonly #options: BatchLoaderOptions<Key, Row>;
  readonly #loaded = new Map<string, Promise<Row | null>>();
  readonly #primed: PrimedRows<Key, Row>;
  #open: Map<string, OpenKey<Key, Row>> | null = null;

  constructor(options: BatchLoaderOptions<Key, Row>) {
    this.batch = options.batch;
    this.#options = options;
    this.#primed = new PrimedRows(options.canonical);
  }

  load(key: Key, position?: QueryPosition): Promise<Row | null> {
    const name = this.#options.canonical(key);
    const loaded = this.#loaded.get(name);
    if (!loaded && position?.suspended && position.suspended & bitOf(this.batch)) return Promise.reject(suspended);
    const row = loaded ?? this.#add(name, key);
    if (position && this.#open?.has(name)) this.#options.scheduler.wait(this.batch, position);
    return row;
  }

  prime<Item>(items: readonly (Item | LearningApiError)[], entryOf: (item: Item) => readonly [Key, Row] | null): void {
    this.#primed.add(items, entryOf);
  }

  clearAll(): void {
    this.#primed.clear();
    this.#loaded.clear();
  }

  #add(name: string, key: Key): Promise<Row | null> {
    const primed = this.#primed.get(name);
    const row = primed === undefined ? this.#collect(name, key) : Promise.resolve(primed);
    this.#loaded.set(name, row);
    return row;
  }

  #collect(name: string, key: Key): Promise<Row | null> {
    const open = this.#open ?? this.#openBatch();
    const existing = open.get(name);
    if (existing) return existing.row;
    let settle: Pick<OpenKey<Key, Row>, 'resolve' | 'reject'> | undefined;
    const row = new Promise<Row | null>((resolve, reject) => {
      settle = { resolve, reject };
    });
    if (settle) open.set(name, { key, row, ...settle });
    return row;
  }

  #openBatch(): Map<string, OpenKey<Key, Row>> {
    const open = new Map<string, OpenKey<Key, Row>>();
    this.#open = open;
    this.#options.scheduler.open(this.batch, () => this.#dispatch(open));
    return open;
  }

  #dispatch(open: ReadonlyMap<string, OpenKey<Key, Row>>): void {
    this.#open = null;
    const unknown: string[] = [];
    for (const [name, { resolve }] of open) {
      const primed = this.#primed.get(name);
      if (primed === undefined) unknown.push(name);
      else resolve(primed);
    }
    if (unknown.length === 0) return;
    unknown.sort();
    const calls = this.#options.find(unknown.flatMap((name) => open.get(name)?.key ?? []));
    for (const [call, names] of groupBy(unknown, (name) => calls.get(name))) settleKeys(call, names, open);
  }
}

/** Settles the keys of one call. A key without a call was not found. */
function settleKeys<Key, Row>(
  call: Promise<Finding<Row>> = Promise.resolve(new Map()),
  names: readonly string[],
  open: ReadonlyMap<string, OpenKey<Key, Row>>,
): void {
  call.then(
    (found) => {
      for (const name of names) {
        const row = found.get(name) ?? null;
        if (row instanceof Error) open.get(name)?.reject(row);
        else open.get(name)?.resolve(row);
      }
    },
    (error: unknown) => {
      for (const name of names) open.get(name)?.reject(error);
    },
  );
}

/** A key that waits for the dispatch of its batch. */
interface OpenKey<Key, Row> {
  key: Key;
  row: Promise<Row | null>;
  resolve(row: Row | null | Promise<Row | null>): void;
  reject(error: unknown): void;
}

/**
 * Creates a loader for an operation that takes one key. Loading the same key ten times is one call, which leaves at
 * once.
 */
export function createSingleKeyLoader<Key, Row>(
  canonical: (key: Key) => string,
  find: (key: Key) => Promise<Row | null>,
): KeyedLoader<Key, Row> {
  const loaded = new Map<string, Promise<Row | null>>();
  const primed = new PrimedRows<Key, Row>(canonical);
  return {
    load: (key) => {
      const name = canonical(key);
      const existing = loaded.get(name);
      if (existing !== undefined) return existing;
      const row = primed.get(name);
      const loading = row === undefined ? find(key) : Promise.resolve(row);
      loaded.set(name, loading);
      return loading;
    },
    prime: (items, entryOf) => primed.add(items, entryOf),
    clearAll: () => {
      loaded.clear();
      primed.clear();
    },
  };
}

/** Finds keys with one call each, concurrently. */
export function findEach<Key, Row>(
  keys: readonly Key[],
  canonical: (key: Key) => string,
  find: (key: Key) => Promise<Row | null>,
): Calls<Row> {
  return new Map(keys.map((key) => [canonical(key), findOne(key, canonical, find)]));
}

/** Finds keys in chunks of at most `size`, concurrently. If a chunk fails, only its keys get the error. */
export function findInChunks<Key, Row>(
  keys: readonly Key[],
  size: number,
  canonical: (key: Key) => string,
  find: (chunk: readonly Key[]) => Promise<Found<Row>>,
): Calls<Row> {
  const calls: Calls<Row> = new Map();
  for (let start = 0; start < keys.length; start += size) {
    const chunk = keys.slice(start, start + size);
    const found = find(chunk);
    for (const key of chunk) calls.set(canonical(key), found);
  }
  return calls;
}

/** Finds keys with the calls that there are for them. A key that has none, or is not found, costs one more call. */
export function findOrElse<Key, Row>(
  keys: readonly Key[],
  canonical: (key: Key) => string,
  calls: Calls<Row>,
  find: (key: Key) => Promise<Row | null>,
): Calls<Row> {
  const complete = async (group: readonly Key[], call: Promise<Finding<Row>> | undefined): Promise<Finding<Row>> => {
    const found = (await call) ?? new Map<string, never>();
    const missing = group.filter((key) => !found.has(canonical(key)));
    if (missing.length === 0) return found;
    return new Map([...found, ...missing.map((key) => [canonical(key), find(key)] as const)]);
  };
  const completed: Calls<Row> = new Map();
  for (const [call, group] of groupBy(keys, (key) => calls.get(canonical(key)))) {
    const finding = complete(group, call);
    for (const key of group) completed.set(canonical(key), finding);
  }
  return completed;
}

async function findOne<Key, Row>(
  key: Key,
  canonical: (key: Key) => string,
  find: (key: Key) => Promise<Row | null>,
): Promise<Found<Row>> {
  const row = await find(key);
  return new Map(row === null ? [] : [[canonical(key), row]]);
}

/**
 * Indexes the items of a bulk response by key. Leaves out items with other keys. A failed item becomes the error of the keys
 * whose ids it contains, unless they have a row: an item can contain the id of another one, such as its parent. If it
 * contains none of them, it becomes the error of every key without a row, since it may belong to any of these. Of two
 * different rows with one key, neither is certain.
 */
export function indexByKey<Row>(
  items: readonly (Row | LearningApiError)[],
  keys: readonly string[],
  keyOf: (row: Row) => string,
): Found<Row> {
  const found = new Map<string, Row | LearningApiError>();
  const requested = new Set(keys);
  const failed: LearningApiError[] = [];
  for (const item of items) {
    if (item instanceof LearningApiError) {
      failed.push(item);
      continue;
    }
    const key = keyOf(item);
    if (!requested.has(key)) continue;
    const other = found.get(key) ?? item;
    found.set(key, other instanceof LearningApiError ? other : sameOrFailure(item, other));
  }
  if (failed.length === 0) return found;
  const missing = new Set(keys.filter((key) => !found.has(key)));
  let unassigned: LearningApiError | undefined;
  for (const item of failed) {
    const contained = keys.filter((key) => item.failure.itemIds?.includes(key));
    if (contained.length === 0) unassigned = item;
    for (const key of contained) if (missing.has(key)) found.set(key, item);
  }
  if (unassigned) for (const key of missing) if (!found.has(key)) found.set(key, unassigned);
  return found;
}

/** Groups keys, in the order in which the groups first appear. */
export function groupBy<Key, Group>(keys: readonly Key[], groupOf: (key: Key) => Group): Map<Group, Key[]> {
  const groups = new Map<Group, Key[]>();
  for (const key of keys) {
    const name = groupOf(key);
    const group = groups.get(name);
    if (group) group.push(key);
    else groups.set(name, [key]);
  }
  return groups;
}
