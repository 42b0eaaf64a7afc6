import { LRUCache } from 'lru-cache';
import type { CallResult } from '../client.ts';
import { type CacheableOperation, factsOf, type OperationFacts, type OperationName } from '../contract/operations.ts';
import { isFaultless, markCached } from '../contract/rows.ts';

/** Caches reference data: data that administrators change now and then, and that no learner's action changes. */
export interface Cache {
  /**
   * The cached result, or the result of `fetch`; operations that are not cacheable are always fetched. A stale result
   * is returned and renewed in the background, so that callers notice neither a slow nor a failing REST API.
   */
  read<Name extends OperationName>(call: CachedCall<Name>, fetch: Fetch<Name>): Promise<CallResult<Name>>;
  /** The result from memory, synchronously. Null if any part of it is missing or stale. */
  cached<Name extends OperationName>(call: CachedCall<Name>): CallResult<Name> | null;
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
}

interface CacheOptions {
  /** Maximum size in memory. */
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
const staleLifetimes = 10;

/** A result, or one row of a bulk result. */
interface Entry {
  value: unknown;
  /** When it was fetched: as of the monotonic clock in memory, and as of the gateways' common time in the shared store. */
  at: number;
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

  const save = (key: string, value: unknown, bytes: number, lifetimeMs: number) => {
    // A warning or a failure of this response need not be true of the next one.
    if (!isFaultless(value)) return;
    saveInMemory(key, { value, at: now() }, bytes);
    store
      ?.set(key, JSON.stringify({ value, at: commonTime() } satisfies Entry), lifetimeMs * staleLifetimes)
      .catch(() => undefined);
  };

  const saveInMemory = (key: string, entry: Entry, bytes: number) => {
    markCached(entry.value);
    memory.set(key, { ...entry, bytes: bytes + 1 });
  };

  /** The entry with its age; null if there is none, or if it is too old even as a stale one. */
  const usable = (entry: Entry | null, lifetimeMs: number): UsableEntry | null => {
    const ageMs = entry ? now() - entry.at : Number.POSITIVE_INFINITY;
    return entry && ageMs <= lifetimeMs * staleLifetimes
      ? { value: entry.value, ageMs, isStale: ageMs > lifetimeMs }
      : null;
  };

  const fromStore = async (sharedStore: SharedStore, key: string): Promise<Entry | null> => {
    const text = await sharedStore.get(key).catch(() => null);
    if (text === null) return null;
    const stored: Entry = JSON.parse(text);
    const ageMs = Math.max(0, commonTime() - stored.at);
    const entry = { value: stored.value, at: now() - ageMs };
    saveInMemory(key, entry, text.length);
    return entry;
  };

  const lookUp = (key: string) => memory.get(key) ?? (store ? fromStore(store, key) : null);

  const renew = (key: string, fetchAndSave: () => Promise<unknown>) => {
    if (renewing.has(key)) return;
    renewing.add(key);
    const done = () => renewing.delete(key);
    fetchAndSave().then(done, done);
  };

  async function readWhole<Name extends OperationName>(
    key: string,
    lifetimeMs: number,
    parameters: object,
    fetch: Fetch<Name>,
  ) {
    const fetchAndSave = async (isInBackground: boolean) => {
      const result = await fetch(parameters, isInBackground);
      save(key, result, result.bytes, lifetimeMs);
      return result;
    };
    const entry = usable(await lookUp(key), lifetimeMs);
    if (!entry) return fetchAndSave(false);
    if (entry.isStale) renew(key, () => fetchAndSave(true));
    return { ...(entry.value as CallResult<Name>), ...sourceOf([entry]) };
  }

  /** A bulk result is cached row by row: a later call for some of the same ids reuses their rows. */
  async function readRows<Name extends OperationName>(
    keyFor: (id: string) => string,
    lifetimeMs: number,
    { parameter, list, id }: Bulk,
    parameters: object,
    fetch: Fetch<Name>,
  ) {
    const ids = (parameters as Record<string, string[]>)[parameter] ?? [];
    const fetchAndSave = async (requested: string[], isInBackground: boolean) => {
      const result = await fetch({ ...parameters, [parameter]: requested }, isInBackground);
      const rows = rowsOf(result, list);
      for (const row of rows) save(keyFor(String(row[id])), row, Math.ceil(result.bytes / rows.length), lifetimeMs);
      return result;
    };
    const lookUps = ids.map((one) => lookUp(keyFor(one)));
    const entries = store ? await Promise.all(lookUps) : (lookUps as (Entry | null)[]);
    const usableEntries = entries.map((entry) => usable(entry, lifetimeMs));
    const cached = usableEntries.filter((entry) => entry !== null);
    const missing = ids.filter((_, index) => !usableEntries[index]);
    const stale = ids.filter((_, index) => usableEntries[index]?.isStale);
    if (stale.length > 0) renew(keyFor(stale.join()), () => fetchAndSave(stale, true));
    if (cached.length === 0) return fetchAndSave(missing, false);
    const fetched = missing.length > 0 ? await fetchAndSave(missing, false) : null;
    const rows = [...cached.map(({ value }) => value), ...(fetched ? rowsOf(fetched, list) : [])];
    const data = { ...(fetched?.data as object | undefined), [list]: rows } as CallResult<Name>['data'];
    const source = !fetched || stale.length > 0 ? sourceOf(cached) : {};
    return { data, page: noPage, bytes: fetched?.bytes ?? 0, ...source };
  }

  const freshInMemory = (key: string, lifetimeMs: number): unknown => {
    const entry = memory.get(key);
    return entry && now() - entry.at <= lifetimeMs ? entry.value : null;
  };

  const secondsOf = (operation: OperationName) =>
    lifetimes[operation as CacheableOperation] ?? factsOf(operation).cacheSeconds ?? 0;

  return {
    secondsOf,
    read: async ({ owner, operation, parameters }, fetch) => {
      const lifetimeMs = secondsOf(operation) * 1000;
      if (lifetimeMs === 0) return fetch(parameters, false);
      const { bulk, list } = factsOf(operation);
      return bulk && list
        ? readRows((id) => rowKey(owner, operation, id), lifetimeMs, { ...bulk, list }, parameters, fetch)
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

const noPage = { total: null, perPage: null };

function callKey(owner: string, operation: OperationName, parameters: object): string {
  return rowKey(owner, operation, JSON.stringify(parameters));
}

function rowKey(owner: string, operation: OperationName, id: string): string {
  return `learning-gateway:${owner}:${operation}:${id}`;
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

function rowsOf({ data }: CallResult<never>, list: string): Record<string, unknown>[] {
  return (data as unknown as Record<string, Record<string, unknown>[]>)[list] ?? [];
}
