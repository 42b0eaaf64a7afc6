import { LRUCache } from 'lru-cache';
import { markCached } from '../contract/rows.ts';
import { cacheableBytes } from './cacheable-bytes.ts';
import { heapBytesOf } from './heap-bytes.ts';

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
  bytes: number;
}

/** Maximum size of the cached responses, as bodies and as parsed data, in bytes. */
export const maxParseCacheBytes = 12_000_000;
/** Measured: the bytes of an entry beside its key, its body and its data, in the tables of lru-cache and for the buffer. */
const entryBytes = 450;

export function createParseCache(): ParseCache {
  const entries = new LRUCache<string, Entry>({ maxSize: maxParseCacheBytes, sizeCalculation: ({ bytes }) => bytes });
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
      // may be a small part of a large socket buffer, or of Node's pool of buffers.
      const dataBytes = cacheableBytes(data);
      if (dataBytes !== null) {
        const copy = Buffer.allocUnsafeSlow(body.length);
        body.copy(copy);
        const bytes = heapBytesOf(key) + body.length + dataBytes + entryBytes;
        entries.set(key, { body: copy, data, isCached: false, bytes });
      }
      return data;
    },
  };
}
