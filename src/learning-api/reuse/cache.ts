import { LRUCache } from 'lru-cache';
import type { Answered } from '../client.ts';
import { type CacheableOperation, factsOf, type OperationFacts, type OperationName } from '../contract/operations.ts';
import { isFaultless, markKept } from '../contract/rows.ts';

/** Keeps reference data: what administrators change now and then, and no learner's action does. */
export interface Cache {
  /**
   * What is kept, or what `fetch` gives; an operation that is not kept is fetched. What is too old is given all the
   * same and renewed behind the caller's back, so that neither a slow nor a failing REST API is felt.
   */
  answer<Name extends OperationName>(call: KeptCall<Name>, fetch: Fetch<Name>): Promise<Answered<Name>>;
  /** What is kept in memory and neither missing nor too old in any part, at once; else null. */
  kept<Name extends OperationName>(call: KeptCall<Name>): Answered<Name> | null;
  /** Seconds for which an answer of an operation is reused; 0 if it is not cached. */
  secondsOf(operation: OperationName): number;
}

/** What is asked, and whose answer it is. */
interface KeptCall<Name extends OperationName> {
  owner: string;
  operation: Name;
  parameters: object;
}

/** Asks the REST API; what nobody waits for is asked in the background. */
type Fetch<Name extends OperationName> = (parameters: object, isInBackground: boolean) => Promise<Answered<Name>>;

/** A second level that several gateways share. Anything may fail there; then it is as if it were not. */
export interface SharedStore {
  get(key: string): Promise<string | null>;
  set(key: string, value: string, lifetimeMs: number): Promise<void>;
}

interface CacheOptions {
  /** The most bytes that are kept in memory. */
  maxBytes: number;
  /** The operator's times, in place of those of the operations table. */
  lifetimes: Lifetimes;
  store?: SharedStore | undefined;
}

/** Seconds for which an answer may be reused, by operation. */
export type Lifetimes = Readonly<Partial<Record<CacheableOperation, number>>>;

/** For how many lifetimes an answer that is too old is better than none: while it is renewed, and while nobody can. */
const staleLifetimes = 10;

/** An answer, or one row of an answer to many ids. */
interface Kept {
  value: unknown;
  /** When it came, as of `Date.now()`. */
  at: number;
}

/** A cache in memory, keyed by owner, operation and parameters, with a second level behind it where there is one. */
export function createCache({ maxBytes, lifetimes, store }: CacheOptions): Cache {
  const memory = new LRUCache<string, Kept & { bytes: number }>({
    maxSize: maxBytes,
    sizeCalculation: ({ bytes }) => bytes,
  });
  const renewing = new Set<string>();

  const keep = (key: string, value: unknown, bytes: number, lifetimeMs: number) => {
    // What was reported this time need not be true of the next answer.
    if (!isFaultless(value)) return;
    const kept: Kept = { value, at: Date.now() };
    remember(key, kept, bytes);
    store?.set(key, JSON.stringify(kept), lifetimeMs * staleLifetimes).catch(() => undefined);
  };

  const remember = (key: string, kept: Kept, bytes: number) => {
    markKept(kept.value);
    memory.set(key, { ...kept, bytes: bytes + 1 });
  };

  /** What is kept and not too old to be of use. */
  const found = (kept: Kept | null, lifetimeMs: number): Found | null => {
    const ageMs = kept ? Date.now() - kept.at : Number.POSITIVE_INFINITY;
    return kept && ageMs <= lifetimeMs * staleLifetimes
      ? { value: kept.value, ageMs, isStale: ageMs > lifetimeMs }
      : null;
  };

  const fromStore = async (from: SharedStore, key: string): Promise<Kept | null> => {
    const text = await from.get(key).catch(() => null);
    if (text === null) return null;
    const kept: Kept = JSON.parse(text);
    remember(key, kept, text.length);
    return kept;
  };

  const lookUp = (key: string) => memory.get(key) ?? (store ? fromStore(store, key) : null);

  const renew = (key: string, fetchAndKeep: () => Promise<unknown>) => {
    if (renewing.has(key)) return;
    renewing.add(key);
    const done = () => renewing.delete(key);
    fetchAndKeep().then(done, done);
  };

  async function whole<Name extends OperationName>(
    key: string,
    lifetimeMs: number,
    parameters: object,
    fetch: Fetch<Name>,
  ) {
    const fetchAndKeep = async (isInBackground: boolean) => {
      const answered = await fetch(parameters, isInBackground);
      keep(key, answered, answered.bytes, lifetimeMs);
      return answered;
    };
    const known = found(await lookUp(key), lifetimeMs);
    if (!known) return fetchAndKeep(false);
    if (known.isStale) renew(key, () => fetchAndKeep(true));
    return { ...(known.value as Answered<Name>), ...sourceOf([known]) };
  }

  /** An answer to many ids is put together of rows, whoever asked for them with whatever others. */
  async function byId<Name extends OperationName>(
    keyFor: (id: string) => string,
    lifetimeMs: number,
    { parameter, list, id }: Bulk,
    parameters: object,
    fetch: Fetch<Name>,
  ) {
    const ids = (parameters as Record<string, string[]>)[parameter] ?? [];
    const fetchAndKeep = async (wanted: string[], isInBackground: boolean) => {
      const answered = await fetch({ ...parameters, [parameter]: wanted }, isInBackground);
      const rows = rowsOf(answered, list);
      for (const row of rows) keep(keyFor(String(row[id])), row, Math.ceil(answered.bytes / rows.length), lifetimeMs);
      return answered;
    };
    const looked = ids.map((one) => lookUp(keyFor(one)));
    const kept = store ? await Promise.all(looked) : (looked as (Kept | null)[]);
    const each = kept.map((one) => found(one, lifetimeMs));
    const known = each.filter((one) => one !== null);
    const missing = ids.filter((_, index) => !each[index]);
    const stale = ids.filter((_, index) => each[index]?.isStale);
    if (stale.length > 0) renew(keyFor(stale.join()), () => fetchAndKeep(stale, true));
    if (known.length === 0) return fetchAndKeep(missing, false);
    const fetched = missing.length > 0 ? await fetchAndKeep(missing, false) : null;
    const rows = [...known.map(({ value }) => value), ...(fetched ? rowsOf(fetched, list) : [])];
    const data = { ...(fetched?.data as object | undefined), [list]: rows } as Answered<Name>['data'];
    return { data, page: noPage, bytes: fetched?.bytes ?? 0, ...(!fetched || stale.length > 0 ? sourceOf(known) : {}) };
  }

  const freshIn = (key: string, lifetimeMs: number): unknown => {
    const kept = memory.get(key);
    return kept && Date.now() - kept.at <= lifetimeMs ? kept.value : null;
  };

  const secondsOf = (operation: OperationName) =>
    lifetimes[operation as CacheableOperation] ?? factsOf(operation).cacheSeconds ?? 0;

  return {
    secondsOf,
    answer: async ({ owner, operation, parameters }, fetch) => {
      const lifetimeMs = secondsOf(operation) * 1000;
      if (lifetimeMs === 0) return fetch(parameters, false);
      const { bulk, list } = factsOf(operation);
      return bulk && list
        ? byId((id) => rowKey(owner, operation, id), lifetimeMs, { ...bulk, list }, parameters, fetch)
        : whole(answerKey(owner, operation, parameters), lifetimeMs, parameters, fetch);
    },
    kept: <Name extends OperationName>({ owner, operation, parameters }: KeptCall<Name>) => {
      const lifetimeMs = secondsOf(operation) * 1000;
      if (lifetimeMs === 0) return null;
      const { bulk, list } = factsOf(operation);
      if (!bulk || !list) return freshIn(answerKey(owner, operation, parameters), lifetimeMs) as Answered<Name> | null;
      const rows: unknown[] = [];
      for (const id of (parameters as Record<string, string[]>)[bulk.parameter] ?? []) {
        const row = freshIn(rowKey(owner, operation, id), lifetimeMs);
        if (!row) return null;
        rows.push(row);
      }
      return { data: { [list]: rows } as Answered<Name>['data'], page: noPage, bytes: 0 };
    },
  };
}

const noPage = { total: null, perPage: null };

function answerKey(owner: string, operation: OperationName, parameters: object): string {
  return rowKey(owner, operation, JSON.stringify(parameters));
}

function rowKey(owner: string, operation: OperationName, id: string): string {
  return `learning-gateway:${owner}:${operation}:${id}`;
}

interface Found {
  value: unknown;
  ageMs: number;
  isStale: boolean;
}
type Bulk = NonNullable<OperationFacts['bulk']> & { list: string };

function sourceOf(found: readonly Found[]): Pick<Answered<never>, 'source' | 'staleMs'> {
  const staleMs = Math.max(0, ...found.map(({ ageMs, isStale }) => (isStale ? ageMs : 0)));
  return staleMs > 0 ? { source: 'stale', staleMs } : { source: 'hit' };
}

function rowsOf({ data }: Answered<never>, list: string): Record<string, unknown>[] {
  return (data as unknown as Record<string, Record<string, unknown>[]>)[list] ?? [];
}
