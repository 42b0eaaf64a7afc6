import { LRUCache } from 'lru-cache';
import { heapBytesOf } from './heap-bytes.ts';

/** A result, or one row of a bulk result. */
export interface Entry {
  value: unknown;
  /** When it was fetched, as of the monotonic clock. */
  at: number;
  /** How long it may be used after that, even as a stale one, in milliseconds. */
  usableMs: number;
  /** Of the value on the heap. */
  bytes: number;
}

/** Entries in memory, by owner. The owners that were used longest ago make room, each with all of its entries. */
export interface EntriesByOwner {
  /** The entries of an owner, to read. Undefined if it has none. */
  of(owner: string): Pick<OwnerEntries, 'get'> | undefined;
  /** Calls `edit` with the entries of an owner, then makes room for them. */
  change(owner: string, edit: (entries: OwnerEntries) => void): void;
  delete(owner: string): void;
  /** Deletes the entries that are too old. */
  sweep(now: number): void;
}

/** The share of the memory that one owner may take: a caller with much data leaves room for others. */
export const maxOwnerShare = 0.5;
/** Measured, between Node 20 and Node 24: the bytes of an entry beside its key and its value. */
export const entryBytes = 230;
/** Measured in the same way: the bytes of an owner beside its name and its entries. */
export const ownerBytes = 300;

/** @param maxBytes maximum size in memory: of owners, keys, objects and strings on the heap */
export function createEntriesByOwner(maxBytes: number): EntriesByOwner {
  // One place in the order of use for each owner: a place for each entry took 6 % of the time of requests that share nothing.
  const owners = new LRUCache<string, OwnerEntries>({ maxSize: maxBytes, sizeCalculation: ({ bytes }) => bytes });
  return {
    of: (owner) => owners.get(owner),
    change: (owner, edit) => {
      const entries = owners.get(owner) ?? new OwnerEntries(owner);
      edit(entries);
      while (entries.bytes > maxBytes * maxOwnerShare && entries.size > 0) entries.deleteOldest();
      // For a value that it has already, lru-cache does not calculate the size again.
      owners.delete(owner);
      if (entries.size > 0) owners.set(owner, entries);
    },
    delete: (owner) => {
      owners.delete(owner);
    },
    sweep: (now) => {
      for (const [owner, entries] of [...owners.entries()]) {
        entries.deleteOlder(now);
        if (entries.size === 0) owners.delete(owner);
      }
    },
  };
}

/** The entries of one owner, in the order in which they were saved. */
export class OwnerEntries {
  readonly #entries = new Map<string, Entry>();
  #bytes: number;

  constructor(owner: string) {
    this.#bytes = heapBytesOf(owner) + ownerBytes;
  }

  get size(): number {
    return this.#entries.size;
  }

  /** With the owner itself. */
  get bytes(): number {
    return this.#bytes;
  }

  get(key: string): Entry | undefined {
    return this.#entries.get(key);
  }

  set(key: string, entry: Entry): void {
    this.delete(key);
    this.#entries.set(key, entry);
    this.#bytes += bytesOf(key, entry);
  }

  delete(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#entries.delete(key);
    this.#bytes -= bytesOf(key, entry);
  }

  deleteOldest(): void {
    const { value: oldest } = this.#entries.keys().next();
    if (oldest !== undefined) this.delete(oldest);
  }

  deleteOlder(now: number): void {
    for (const [key, { at, usableMs }] of this.#entries) if (at + usableMs < now) this.delete(key);
  }
}

function bytesOf(key: string, { bytes }: Entry): number {
  return heapBytesOf(key) + bytes + entryBytes;
}
