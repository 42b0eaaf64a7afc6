import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';
import type { LoggedRequest } from './read-log.ts';

/** Everything that is counted for an operation or a client. */
export interface Group {
  name: string;
  requests: number;
  calls: number;
  /** Sum of the estimated costs. */
  price: number;
  maxPrice: number;
  errors: number;
  wouldBeRefused: number;
  /** Durations in tenths of a millisecond. */
  durations: RecordableHistogram;
}

/** One way in which a deprecated element is used. */
export interface DeprecatedUse {
  coordinate: string;
  client: string;
  version: string;
  operation: string;
  requests: number;
  lastTime: string;
}

/** A client that sends a hash that the gateway does not know. */
export interface UnknownHash {
  hash: string;
  client: string;
  version: string;
  requests: number;
  lastTime: string;
}

export interface Tally {
  add(request: LoggedRequest | null): void;
  lines: number;
  requests: number;
  firstTime: string;
  lastTime: string;
  operations: ReadonlyMap<string, Group>;
  clients: ReadonlyMap<string, Group>;
  deprecated: ReadonlyMap<string, DeprecatedUse>;
  unknownHashes: ReadonlyMap<string, UnknownHash>;
}

/** Callers can invent names. Beyond so many of a kind, further ones are counted together. */
export const maxNames = 2000;
export const others = '(others)';
const noName = '(no name)';

export function createTally(): Tally {
  const operations = new Map<string, Group>();
  const clients = new Map<string, Group>();
  const deprecated = new Map<string, DeprecatedUse>();
  const unknownHashes = new Map<string, UnknownHash>();
  const counts = { lines: 0, requests: 0, firstTime: '', lastTime: '' };
  const tally: Tally = { add, ...counts, operations, clients, deprecated, unknownHashes };
  return tally;

  function add(request: LoggedRequest | null): void {
    tally.lines += 1;
    if (!request) return;
    const { time, operationName, operationKind, clientName, clientVersion, documentId, outcome } = request;
    tally.requests += 1;
    tally.firstTime ||= time;
    tally.lastTime = time;
    const operation = `${operationKind ?? 'not executed'} ${operationName ?? noName}`;
    const client = clientName ?? noName;
    count(groupOf(operations, operation), request);
    count(groupOf(clients, client), request);
    for (const coordinate of request.deprecated) {
      const found = { coordinate, client, version: clientVersion ?? '', operation };
      const key = JSON.stringify(Object.values(found));
      const pooled = { coordinate, client: others, version: '', operation: others };
      const use = entryOf(
        deprecated,
        key,
        () => ({ ...found, requests: 0, lastTime: '' }),
        coordinate,
        () => ({
          ...pooled,
          requests: 0,
          lastTime: '',
        }),
      );
      use.requests += 1;
      use.lastTime = time;
    }
    if (outcome !== 'PERSISTED_QUERY_NOT_FOUND' || documentId === null) return;
    const found = { hash: documentId, client, version: clientVersion ?? '' };
    const start = { requests: 0, lastTime: time };
    const unknown = entryOf(
      unknownHashes,
      JSON.stringify(Object.values(found)),
      () => ({ ...found, ...start }),
      others,
      () => ({ hash: others, client: others, version: '', ...start }),
    );
    unknown.requests += 1;
    unknown.lastTime = time;
  }
}

function groupOf(groups: Map<string, Group>, name: string): Group {
  return entryOf(
    groups,
    name,
    () => emptyGroup(name),
    others,
    () => emptyGroup(others),
  );
}

/** The entry of a key, or beyond the maximum the one that the rest shares. */
function entryOf<Entry>(
  entries: Map<string, Entry>,
  key: string,
  create: () => Entry,
  sharedKey: string,
  createShared: () => Entry,
): Entry {
  const found = entries.get(key) ?? (entries.size >= maxNames ? entries.get(sharedKey) : undefined);
  if (found) return found;
  const isShared = entries.size >= maxNames;
  const entry = isShared ? createShared() : create();
  entries.set(isShared ? sharedKey : key, entry);
  return entry;
}

const longestTenths = 36_000_000;

function emptyGroup(name: string): Group {
  return {
    name,
    requests: 0,
    calls: 0,
    price: 0,
    maxPrice: 0,
    errors: 0,
    wouldBeRefused: 0,
    durations: createHistogram({ lowest: 1, highest: longestTenths, figures: 2 }),
  };
}

function count(group: Group, { calls, cost, outcome, wouldRefuse, durationMs }: LoggedRequest): void {
  group.requests += 1;
  group.calls += calls;
  group.price += cost ?? 0;
  group.maxPrice = Math.max(group.maxPrice, cost ?? 0);
  group.errors += Number(outcome !== 'OK');
  group.wouldBeRefused += Number(wouldRefuse.length > 0);
  group.durations.record(Math.min(longestTenths, Math.max(1, Math.round(durationMs * 10))));
}
