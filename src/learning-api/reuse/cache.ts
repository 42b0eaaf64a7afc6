import { LRUCache } from 'lru-cache';
import type { CallResult } from '../client.ts';
import { type CacheableOperation, factsOf, type OperationFacts, type OperationName } from '../contract/operations.ts';
import { markCached } from '../contract/rows.ts';
import { LearningApiError, refusals } from '../errors.ts';
import { cacheableBytes } from './cacheable-bytes.ts';
import { heapBytesOf } from './heap-bytes.ts';
import { readStored, type StoredEntry } from './stored-entry.ts';

/** Caches reference data: data that administrators change now and then, and that no learner's action changes. */
export interface Cache {
  /**
   * The cached result, or the result of `fetch`; operations that are not cacheable are always fetched. A stale result
   * is returned and renewed in the background, so that callers notice neither a slow nor a failing REST API. A refusal
   * is an answer: no earlier result is used after it.
   */
  read<Name extends OperationName>(call: CachedCall<Name>, fetch: Fetch<Name>): Promise<CallResult<Name>>;
  /** The result from memory, synchronously. Null if any part of it is missing or stale. */
  cached<Name extends OperationName>(call: CachedCall<Name>): CallResult<Name> | null;
  /** Uses nothing more that was cached for an owner: the token was refused. */
  forget(owner: string): void;
  /** Seconds for which a result of an operation is reused. 0 if it is not cached. */
  secondsOf(operation: OperationName): number;
}

/** A call, and whose results it may reuse. */
interface CachedCall<Name extends OperationName> {
  owner: string;
  operation: Name;
  parameters: object;
}

/** Calls the REST API. In the background, no request waits for the result. */
type Fetch<Name extends OperationName> = (parameters: object, isInBackground: boolean) => Promise<CallResult<Name>>;

/** A second level that several gateways share. If it fails, the gateway works as if there were none. */
export interface SharedStore {
  get(key: string): Promise<string | null>;
  set(key: string, value: string, lifetimeMs: number): Promise<void>;
  delete(key: string): Promise<void>;
}

interface CacheOptions {
  /** Maximum size in memory: of keys, objects and strings on the heap. */
  maxBytes: number;
  /** The operator's lifetimes, in place of those of the operations table. */
  lifetimes: Lifetimes;
  store?: SharedStore | undefined;
  /** Replaces both clocks, in milliseconds. Default: `performance.now`, and `Date.now` for the shared store. */
  now?: (() => number) | undefined;
}

/** Seconds for which a result is reused, by operation. */
export type Lifetimes = Readonly<Partial<Record<CacheableOperation, number>>>;

/** For how many lifetimes a stale result is used: while it is renewed, and while the REST API fails. */
export const staleLifetimes = 10;
/** How often entries that are too old leave the memory. */
export const sweepMs = 60_000;
/** For how many refused tokens the cache remembers the time of the refusal. */
export const maxRefusedOwners = 10_000;

/** A result, or one row of a bulk result. */
interface Entry {
  value: unknown;
  /** When it was fetched, as of the monotonic clock. */
  at: number;
  /** When it is too old even as a stale one. */
  endsAt: number;
}

/** Creates a cache in memory, keyed by owner, operation and parameters, with a shared store as its second level. */
export function createCache({ maxBytes, lifetimes, store, now: clock }: CacheOptions): Cache {
  // A system clock that is set back must not keep entries fresh.
  const now = clock ?? (() => performance.now());
  const commonTime = clock ?? Date.now;
  const memory = new LRUCache<string, Entry & { bytes: number }>({
    maxSize: maxBytes,
    sizeCalculation: ({ bytes }) => bytes,
  });
  const renewing = new Set<string>();
  /** When the token of an owner was refused. Earlier entries of the owner are not used. */
  const refusedAt = new LRUCache<string, number>({ max: maxRefusedOwners });
  let sweptAt = now();

  /** @param bytes of the value on the heap; null if it must not be cached */
  const save = ({ text: key }: Key, value: unknown, bytes: number | null, lifetimeMs: number) => {
    // A warning or a failure of this response need not be true of the next one.
    if (bytes === null) return drop(key);
    saveInMemory(key, value, bytes, now(), lifetimeMs);
    store
      ?.set(key, JSON.stringify({ value, at: commonTime() } satisfies StoredEntry), lifetimeMs * staleLifetimes)
      .catch(() => undefined);
  };

  const saveInMemory = (key: string, value: unknown, bytes: number, at: number, lifetimeMs: number): Entry => {
    markCached(value);
    sweep();
    const entry = {
      value,
      at,
      endsAt: at + lifetimeMs * staleLifetimes,
      bytes: heapBytesOf(key) + bytes + entryBytes,
    };
    memory.set(key, entry);
    return entry;
  };

  const drop = (key: string) => {
    memory.delete(key);
    store?.delete(key).catch(() => undefined);
  };

  const sweep = () => {
    if (now() - sweptAt < sweepMs) return;
    sweptAt = now();
    for (const [key, { endsAt }] of memory.entries()) if (endsAt < sweptAt) memory.delete(key);
  };

  /** The entry with its age; null if there is none, or if it is too old even as a stale one. */
  const usable = (entry: Entry | null, lifetimeMs: number): UsableEntry | null => {
    const ageMs = entry ? now() - entry.at : Number.POSITIVE_INFINITY;
    return entry && ageMs <= lifetimeMs * staleLifetimes
      ? { value: entry.value, ageMs, isStale: ageMs > lifetimeMs }
      : null;
  };

  const forget = (owner: string) => {
    refusedAt.set(owner, now());
  };

  const isBeforeRefusal = (owner: string, at: number) => at <= (refusedAt.get(owner) ?? Number.NEGATIVE_INFINITY);

  const fromMemory = ({ owner, text }: Key): Entry | null => {
    const entry = memory.get(text);
    if (!entry || !isBeforeRefusal(owner, entry.at)) return entry ?? null;
    memory.delete(text);
    return null;
  };

  const fromStore = async (
    sharedStore: SharedStore,
    { owner, operation, text: key }: Key,
    lifetimeMs: number,
  ): Promise<Entry | null> => {
    const text = await sharedStore.get(key).catch(() => null);
    const stored = text === null ? null : readStored(operation, text);
    if (!stored) return null;
    const ageMs = commonTime() - stored.at;
    // The clock of another gateway, or of this one, was set back: the age is unknown.
    if (ageMs < -clockToleranceMs) return null;
    const at = now() - Math.max(0, ageMs);
    return isBeforeRefusal(owner, at)
      ? null
      : saveInMemory(key, stored.value, heapBytesOf(stored.value), at, lifetimeMs);
  };

  const lookUp = (key: Key, lifetimeMs: number) =>
    fromMemory(key) ?? (store ? fromStore(store, key, lifetimeMs) : null);

  /**
   * Rethrows the error of a call, after forgetting results that it disproves. A refusal is the REST API's present answer.
   * Only if the REST API fails is a stale result better than none.
   */
  const forgetRefused = (owner: string, keys: readonly Key[], error: unknown): never => {
    if (error instanceof LearningApiError) {
      const { kind, httpStatus = 500 } = error.failure;
      if (kind === 'unauthenticated') forget(owner);
      else if (refusals.has(kind) || (kind === 'failed' && httpStatus < 500)) for (const { text } of keys) drop(text);
    }
    throw error;
  };

  const renew = (key: string, fetchAndSave: () => Promise<unknown>) => {
    if (renewing.has(key)) return;
    renewing.add(key);
    const done = () => renewing.delete(key);
    fetchAndSave().then(done, done);
  };

  async function readUncached<Name extends OperationName>(owner: string, parameters: object, fetch: Fetch<Name>) {
    try {
      return await fetch(parameters, false);
    } catch (error) {
      return forgetRefused(owner, [], error);
    }
  }

  async function readWhole<Name extends OperationName>(
    key: Key,
    lifetimeMs: number,
    parameters: object,
    fetch: Fetch<Name>,
  ) {
    const fetchAndSave = async (isInBackground: boolean) => {
      try {
        const result = await fetch(parameters, isInBackground);
        save(key, result, bytesOfResult(result), lifetimeMs);
        return result;
      } catch (error) {
        return forgetRefused(key.owner, [key], error);
      }
    };
    const found = lookUp(key, lifetimeMs);
    const entry = usable(found instanceof Promise ? await found : found, lifetimeMs);
    if (!entry) return fetchAndSave(false);
    if (entry.isStale) renew(key.text, () => fetchAndSave(true));
    return { ...(entry.value as CallResult<Name>), ...sourceOf([entry]) };
  }

  /** A bulk result is cached row by row: a later call for some of the same ids reuses their rows. */
  async function readRows<Name extends OperationName>(
    owner: string,
    keyFor: (id: string) => Key,
    lifetimeMs: number,
    { parameter, list, id }: Bulk,
    parameters: object,
    fetch: Fetch<Name>,
  ) {
    const ids = (parameters as Record<string, string[]>)[parameter] ?? [];
    const fetchAndSave = async (requested: string[], isInBackground: boolean) => {
      const result = await fetch({ ...parameters, [parameter]: requested }, isInBackground).catch((error: unknown) =>
        forgetRefused(owner, requested.map(keyFor), error),
      );
      const absent = new Set(requested);
      for (const row of rowsOf(result, list)) {
        const rowId = String(row[id]);
        // Of two rows with the same id, neither is certain.
        if (absent.delete(rowId)) save(keyFor(rowId), row, cacheableBytes(row), lifetimeMs);
        else drop(keyFor(rowId).text);
      }
      // A row that is missing now, or that failed, no longer has the cached value.
      for (const one of absent) drop(keyFor(one).text);
      return result;
    };
    const lookUps = ids.map((one) => lookUp(keyFor(one), lifetimeMs));
    const entries = store ? await Promise.all(lookUps) : (lookUps as (Entry | null)[]);
    const usableEntries = entries.map((entry) => usable(entry, lifetimeMs));
    const cached = usableEntries.filter((entry) => entry !== null);
    const missing = ids.filter((_, index) => !usableEntries[index]);
    const stale = ids.filter((_, index) => usableEntries[index]?.isStale);
    if (stale.length > 0) renew(keyFor(stale.join()).text, () => fetchAndSave(stale, true));
    if (cached.length === 0) return fetchAndSave(missing, false);
    const fetched = missing.length > 0 ? await fetchAndSave(missing, false) : null;
    const rows = [...cached.map(({ value }) => value), ...(fetched ? rowsOf(fetched, list) : [])];
    const data = { ...(fetched?.data as object | undefined), [list]: rows } as CallResult<Name>['data'];
    const source = !fetched || stale.length > 0 ? sourceOf(cached) : {};
    return { data, page: noPage, bytes: fetched?.bytes ?? 0, ...source };
  }

  const freshInMemory = (key: Key, lifetimeMs: number): unknown => {
    const entry = fromMemory(key);
    return entry && now() - entry.at <= lifetimeMs ? entry.value : null;
  };

  const secondsOf = (operation: OperationName) =>
    lifetimes[operation as CacheableOperation] ?? factsOf(operation).cacheSeconds ?? 0;

  return {
    forget,
    secondsOf,
    read: ({ owner, operation, parameters }, fetch) => {
      const lifetimeMs = secondsOf(operation) * 1000;
      if (lifetimeMs === 0) return readUncached(owner, parameters, fetch);
      const { bulk, list } = factsOf(operation);
      return bulk && list
        ? readRows(owner, (id) => rowKey(owner, operation, id), lifetimeMs, { ...bulk, list }, parameters, fetch)
        : readWhole(callKey(owner, operation, parameters), lifetimeMs, parameters, fetch);
    },
    cached: <Name extends OperationName>({ owner, operation, parameters }: CachedCall<Name>) => {
      const lifetimeMs = secondsOf(operation) * 1000;
      if (lifetimeMs === 0) return null;
      const { bulk, list } = factsOf(operation);
      if (!bulk || !list) {
        return freshInMemory(callKey(owner, operation, parameters), lifetimeMs) as CallResult<Name> | null;
      }
      const rows: unknown[] = [];
      for (const id of (parameters as Record<string, string[]>)[bulk.parameter] ?? []) {
        const row = freshInMemory(rowKey(owner, operation, id), lifetimeMs);
        if (!row) return null;
        rows.push(row);
      }
      return { data: { [list]: rows } as CallResult<Name>['data'], page: noPage, bytes: 0 };
    },
  };
}

/** By how much the clocks of gateways that share a store may differ. */
const clockToleranceMs = 5_000;
/**
 * Measured, between Node 20 and Node 24: the bytes of an entry beside its key and its value, in the tables of lru-cache
 * and in parts that both share.
 */
const entryBytes = 330;

const noPage = { page: null, total: null, perPage: null };

function callKey(owner: string, operation: OperationName, parameters: object): Key {
  return rowKey(owner, operation, JSON.stringify(parameters));
}

function rowKey(owner: string, operation: OperationName, id: string): Key {
  return { owner, operation, text: `${owner}:${operation}:${id}` };
}

interface Key {
  owner: string;
  operation: OperationName;
  text: string;
}

interface UsableEntry {
  value: unknown;
  ageMs: number;
  isStale: boolean;
}
type Bulk = NonNullable<OperationFacts['bulk']> & { list: string };

function sourceOf(entries: readonly UsableEntry[]): Pick<CallResult<never>, 'source' | 'staleMs'> {
  const staleMs = Math.max(0, ...entries.map(({ ageMs, isStale }) => (isStale ? ageMs : 0)));
  return staleMs > 0 ? { source: 'stale', staleMs } : { source: 'hit' };
}

/** Bytes of a result on the heap. Null if it must not be cached. */
function bytesOfResult({ data }: CallResult<OperationName>): number | null {
  const bytes = cacheableBytes(data);
  return bytes === null ? null : bytes + emptyResultBytes;
}

const emptyResultBytes = heapBytesOf({ data: null, page: noPage, bytes: 0 });

function rowsOf({ data }: CallResult<never>, list: string): Record<string, unknown>[] {
  return (data as unknown as Record<string, Record<string, unknown>[]>)[list] ?? [];
}
