import { LRUCache } from 'lru-cache';
import { isFaultless, markCached } from '../contract/rows.ts';

/**
 * Caches what responses were parsed to. Reference data is the same for nearly every caller, so most responses have the
 * same bytes as the last response to the same call: these need no parsing. Every call is still sent, and the REST API
 * decides what each caller may see.
 */
export interface ParseCache {
  /**
   * The parsed form of a response: from the cache if it has the same bytes as before, else from `parse`.
   *
   * @param key identifies the call, without its token
   */
  read<Data>(key: string, body: Buffer, parse: () => Data): Data;
}

interface Entry {
  body: Buffer;
  data: unknown;
  isCached: boolean;
}

/** Maximum size of the cached responses, in bytes. */
const maxBytes = 4_000_000;

export function createParseCache(): ParseCache {
  const entries = new LRUCache<string, Entry>({ maxSize: maxBytes, sizeCalculation: ({ body }) => body.length + 1 });
  return {
    read: <Data>(key: string, body: Buffer, parse: () => Data): Data => {
      const entry = entries.get(key);
      if (entry?.body.equals(body)) {
        if (!entry.isCached) markCached(entry.data);
        entry.isCached = true;
        return entry.data as Data;
      }
      const data = parse();
      // Warnings and failures are redacted for one caller, so they are not cached. The body is copied since its bytes
      // may be a small part of a large socket buffer.
      if (isFaultless(data)) entries.set(key, { body: Buffer.from(body), data, isCached: false });
      return data;
    },
  };
}
