import { LRUCache } from 'lru-cache';
import type { CallResult } from '../client.ts';
import { type CacheableOperation, factsOf, type OperationFacts, type OperationName } from '../contract/operations.ts';
import { markCached } from '../contract/rows.ts';
import { LearningApiError, refusals } from '../errors.ts';
import { cacheableBytes } from './cacheable-bytes.ts';
import { heapBytesOf } from './heap-bytes.ts';
import { createEntriesByOwner, type Entry } from './owner-entries.ts';
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

/** Creates a cache in memory, keyed by owner, operation and parameters, with a shared store as its second level. */
export function createCache({ maxBytes, lifetimes, store, now: clock }: CacheOptions): Cache {
  // A system clock that is set back must not keep entries fresh.
  const now = clock ?? (() => performance.now());
  const commonTime = clock ?? Date.now;
  const memory = createEntriesByOwner(maxBytes);
  const renewing = new Set<string>();
  /** When the token of an owner was refused. Earlier entries of the owner in the shared store are not used. */
  const refusedAt = new LRUCache<string, number>({ max: maxRefusedOwners });
  let sweptAt = now();

  const sweep = () => {
    if (now() - sweptAt < sweepMs) return;
    sweptAt = now();
    memory.sweep(sweptAt);
  };

  /** Saves and drops parts of what an owner was told, in memory and in the shared store. */
  const save = (owner: string, parts: readonly Part[], lifetimeMs: number) => {
    sweep();
    const at = now();
    const usableMs = lifetimeMs * staleLifetimes;
    memory.change(owner, (entries) => {
      for (const { key, value, bytes } of parts) {
        if (bytes === null) entries.delete(key);
        else entries.set(key, { value, at, usableMs, bytes });
      }
    });
    if (store) for (const part of parts) share(store, owner, part, usableMs);
  };

  const share = (sharedStore: SharedStore, owner: string, { key, value, bytes }: Part, usableMs: number) => {
    const sharedKey = sharedKeyOf(owner, key);
    const entry: StoredEntry = { value, at: commonTime() };
    const isDone =
      bytes === null ? sharedStore.delete(sharedKey) : sharedStore.set(sharedKey, JSON.stringify(entry), usableMs);
    isDone.catch(() => undefined);
  };

  /** The entry with its age; null if there is none, or if it is too old even as a stale one. */
  const usable = (entry: Entry | undefined, lifetimeMs: number): UsableEntry | null => {
    if (!entry) return null;
    const ageMs = now() - entry.at;
    return ageMs <= lifetimeMs * staleLifetimes ? { value: entry.value, ageMs, isStale: ageMs > lifetimeMs } : null;
  };

  const fresh = (entry: Entry | undefined, lifetimeMs: number): unknown =>
    entry && now() - entry.at <= lifetimeMs ? entry.value : null;

  const forget = (owner: string) => {
    memory.delete(owner);
    if (store) refusedAt.set(owner, now());
  };

  const fromStore = async (
    sharedStore: SharedStore,
    { owner, operation, lifetimeMs }: CacheRead,
    key: string,
  ): Promise<UsableEntry | null> => {
    const text = await sharedStore.get(sharedKeyOf(owner, key)).catch(() => null);
    const stored = text === null ? null : readStored(operation, text);
    if (!stored) return null;
    const ageMs = commonTime() - stored.at;
    // The clock of another gateway, or of this one, was set back: the age is unknown.
    if (ageMs < -clockToleranceMs) return null;
    const at = now() - Math.max(0, ageMs);
    if (at <= (refusedAt.get(owner) ?? Number.NEGATIVE_INFINITY)) return null;
    sweep();
    const { value } = stored;
    const entry = { value, at, usableMs: lifetimeMs * staleLifetimes, bytes: heapBytesOf(value) };
    memory.change(owner, (entries) => entries.set(key, entry));
    return usable(entry, lifetimeMs);
  };

  /**
   * Rethrows the error of a call, after dropping results that it disproves. A refusal is the REST API's present answer.
   * Only if the REST API fails is a stale result better than none.
   */
  const dropRefused = ({ owner, lifetimeMs }: CacheRead, keys: readonly string[], error: unknown): never => {
    if (error instanceof LearningApiError) {
      const { kind, httpStatus = 500 } = error.failure;
      if (refusals.has(kind) || (kind === 'failed' && httpStatus < 500)) save(owner, keys.map(dropped), lifetimeMs);
    }
    throw error;
  };

  const renew = (key: string, fetchAndSave: () => Promise<unknown>) => {
    if (renewing.has(key)) return;
    renewing.add(key);
    const done = () => renewing.delete(key);
    fetchAndSave().then(done, done);
  };

  function readWhole<Name extends OperationName>(read: CacheRead, fetch: Fetch<Name>): Promise<CallResult<Name>> {
    const { owner, operation, parameters, lifetimeMs } = read;
    const key = callKey(operation, parameters);
    const fetchAndSave = (isInBackground: boolean) =>
      fetch(parameters, isInBackground).then(
        (result) => {
          save(owner, [wholeOf(key, result)], lifetimeMs);
          return result;
        },
        (error: unknown) => dropRefused(read, [key], error),
      );
    const use = (entry: UsableEntry | null): Promise<CallResult<Name>> => {
      if (!entry) return fetchAndSave(false);
      if (entry.isStale) renew(sharedKeyOf(owner, key), () => fetchAndSave(true));
      return Promise.resolve({ ...asCached(entry.value as CallResult<Name>), ...sourceOf([entry]) });
    };
    const entry = usable(memory.of(owner)?.get(key), lifetimeMs);
    return entry || !store ? use(entry) : fromStore(store, read, key).then(use);
  }

  /** A bulk result is cached row by row: a later call for some of the same ids reuses their rows. */
  function readRows<Name extends OperationName>(
    read: CacheRead,
    { parameter, list, id }: Bulk,
    fetch: Fetch<Name>,
  ): Promise<CallResult<Name>> {
    const { owner, operation, parameters, lifetimeMs } = read;
    const ids = (parameters as Record<string, string[]>)[parameter] ?? [];
    const keyFor = (one: string) => rowKey(operation, one);
    const fetchAndSave = (requested: string[], isInBackground: boolean) =>
      fetch({ ...parameters, [parameter]: requested }, isInBackground).then(
        (result) => {
          save(owner, rowParts(keyFor, requested, rowsOf(result, list), id), lifetimeMs);
          return result;
        },
        (error: unknown) => dropRefused(read, requested.map(keyFor), error),
      );
    const use = (entries: readonly (UsableEntry | null)[]): Promise<CallResult<Name>> => {
      const cached = entries.filter((entry) => entry !== null);
      const missing = ids.filter((_, index) => !entries[index]);
      const stale = ids.filter((_, index) => entries[index]?.isStale);
      if (stale.length > 0) renew(sharedKeyOf(owner, keyFor(stale.join())), () => fetchAndSave(stale, true));
      if (cached.length === 0) return fetchAndSave(missing, false);
      const together = (fetched: CallResult<Name> | null): CallResult<Name> => {
        const values = cached.map(({ value }) => value);
        const rows = fetched ? [...values, ...rowsOf(fetched, list)] : values;
        const parts = fetched ? partsOf(values, fetched) : values;
        const data = { ...(fetched?.data as object | undefined), [list]: rows } as CallResult<Name>['data'];
        const source = !fetched || stale.length > 0 ? sourceOf(cached) : {};
        return { data, page: noPage, bytes: fetched?.bytes ?? 0, parts, ...source };
      };
      return missing.length > 0 ? fetchAndSave(missing, false).then(together) : Promise.resolve(together(null));
    };
    const inMemory = memory.of(owner);
    const entries = ids.map((one) => usable(inMemory?.get(keyFor(one)), lifetimeMs));
    if (!store || !entries.includes(null)) return use(entries);
    return Promise.all(
      entries.map((entry, index) => entry ?? fromStore(store, read, keyFor(ids[index] as string))),
    ).then(use);
  }

  const secondsOf = (operation: OperationName) =>
    lifetimes[operation as CacheableOperation] ?? factsOf(operation).cacheSeconds ?? 0;

  return {
    forget,
    secondsOf,
    read: (call, fetch) => {
      const { owner, operation, parameters } = call;
      const lifetimeMs = secondsOf(operation) * 1000;
      if (lifetimeMs === 0) return fetch(parameters, false);
      const { bulk, list } = factsOf(operation);
      const read = { owner, operation, parameters, lifetimeMs };
      return bulk && list ? readRows(read, { ...bulk, list }, fetch) : readWhole(read, fetch);
    },
    cached: <Name extends OperationName>({ owner, operation, parameters }: CachedCall<Name>) => {
      const lifetimeMs = secondsOf(operation) * 1000;
      if (lifetimeMs === 0) return null;
      const entries = memory.of(owner);
      const { bulk, list } = factsOf(operation);
      if (!bulk || !list) {
        const result = fresh(entries?.get(callKey(operation, parameters)), lifetimeMs) as CallResult<Name> | null;
        return result && asCached(result);
      }
      const rows: unknown[] = [];
      for (const id of (parameters as Record<string, string[]>)[bulk.parameter] ?? []) {
        const row = fresh(entries?.get(rowKey(operation, id)), lifetimeMs);
        if (!row) return null;
        rows.push(row);
      }
      const data = { [list]: rows } as CallResult<Name>['data'];
      return { data, page: noPage, bytes: 0, parts: rows };
    },
  };
}

/** By how much the clocks of gateways that share a store may differ. */
const clockToleranceMs = 5_000;

const noPage = { page: null, total: null, perPage: null };

/** A read of an operation that is cached. */
interface CacheRead extends CachedCall<OperationName> {
  lifetimeMs: number;
}

/** A part of a result, to be saved under a key of its owner. */
interface Part {
  key: string;
  value: unknown;
  /** Of the value on the heap. Null if what was saved before is to be dropped instead. */
  bytes: number | null;
}

function callKey(operation: OperationName, parameters: object): string {
  return rowKey(operation, JSON.stringify(parameters));
}

function rowKey(operation: OperationName, id: string): string {
  return `${operation}:${id}`;
}

function sharedKeyOf(owner: string, key: string): string {
  return `${owner}:${key}`;
}

function dropped(key: string): Part {
  return { key, value: null, bytes: null };
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

/** A result that was cached as a whole. */
function asCached<Name extends OperationName>({ data, page, bytes }: CallResult<Name>): CallResult<Name> {
  return { data, page, bytes, parts: [data] };
}

/**
 * A whole result, as it is cached. A warning or a failure of this response need not be true of the next one.
 */
function wholeOf(key: string, { data, page, bytes: bodyBytes }: CallResult<OperationName>): Part {
  const bytes = cacheableBytes(data);
  if (bytes === null) return dropped(key);
  markCached(data);
  return { key, value: { data, page, bytes: bodyBytes }, bytes: bytes + emptyResultBytes };
}

/** The rows of a bulk result. A row that is missing now, or that failed, no longer has the value of before. */
function rowParts(
  keyFor: (id: string) => string,
  requested: readonly string[],
  rows: readonly Record<string, unknown>[],
  id: string,
): Part[] {
  const absent = new Set(requested);
  const parts = rows.map((row): Part => {
    const rowId = String(row[id]);
    const bytes = cacheableBytes(row);
    // Of two rows with the same id, neither is certain.
    if (!absent.delete(rowId) || bytes === null) return dropped(keyFor(rowId));
    markCached(row);
    return { key: keyFor(rowId), value: row, bytes };
  });
  for (const one of absent) parts.push(dropped(keyFor(one)));
  return parts;
}

const emptyResultBytes = heapBytesOf({ data: null, page: noPage, bytes: 0 });

/** The parts of a bulk result of which some rows were cached. Null if the parts of the fetched rows are not known. */
function partsOf(cached: readonly unknown[], { parts }: CallResult<OperationName>): readonly unknown[] | null {
  return parts ? [...cached, ...parts] : null;
}

function rowsOf({ data }: CallResult<never>, list: string): Record<string, unknown>[] {
  return (data as unknown as Record<string, Record<string, unknown>[]>)[list] ?? [];
}
