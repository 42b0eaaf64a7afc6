import { LRUCache } from 'lru-cache';
import { markCached } from '../contract/rows.ts';
import type { TransportResponse } from '../transport.ts';
import { cacheableBytes } from './cacheable-bytes.ts';
import { copyForCache, entryBytes } from './cached-buffer.ts';
import { heapBytesOf } from './heap-bytes.ts';
import { MadeOnce } from './made-once.ts';

/**
 * Caches what responses were parsed to. Reference data is the same for nearly every caller, and apps read the data of
 * one learner again and again, so many responses have the same bytes as the last response to the same call: these need no
 * parsing. Every call is still sent, and the REST API decides what each caller may see.
 */
export interface ParseCache {
  /**
   * The parsed form of a response: from the cache if it has the same status, type and bytes as before, else from `parse`.
   * A response is cached when its call is made for the second time.
   *
   * @param key identifies the call, without its token
   * @param onReuse called instead of `parse` if the response is in the cache
   */
  read<Data>(key: string, response: TransportResponse, parse: () => Data, onReuse?: () => void): Parsed<Data>;
}

export interface Parsed<Data> {
  data: Data;
  /** Only the data, if the response is in the cache: it is never changed. Otherwise null. */
  parts: readonly unknown[] | null;
}

interface Entry extends Parsed<unknown> {
  status: number;
  /** The header `content-type`: it names the character encoding. */
  type: string | string[] | undefined;
  body: Buffer;
  bytes: number;
}

/** Maximum size of the cached responses, as bodies and as parsed data, in bytes. */
export const maxParseCacheBytes = 24_000_000;
/** The largest entry. Otherwise a few lists of a thousand rows would replace everything else. */
export const maxParsedEntryBytes = maxParseCacheBytes / 8;

export function createParseCache(): ParseCache {
  const entries = new LRUCache<string, Entry>({
    maxSize: maxParseCacheBytes,
    sizeCalculation: ({ bytes }) => bytes,
  });
  // Most responses about one learner are not read again soon. To cache them would take time, and the place of others.
  const madeOnce = new MadeOnce(maxParseCacheBytes);
  return {
    read: <Data>(
      key: string,
      { status, headers, body }: TransportResponse,
      parse: () => Data,
      onReuse?: () => void,
    ): Parsed<Data> => {
      const type = headers['content-type'];
      const entry = entries.get(key);
      if (entry?.body.equals(body) && entry.status === status && entry.type === type) {
        onReuse?.();
        return entry as Parsed<Data>;
      }
      // The call counts as made for the first time again.
      if (entry) entries.delete(key);
      const data = parse();
      const uncached = { data, parts: null };
      if (body.length > maxParsedEntryBytes) return uncached;
      if (!madeOnce.isSecond(key, key.length + body.length * growth + entryBytes)) return uncached;
      // Warnings and failures are redacted for one caller, so they are not cached.
      const dataBytes = cacheableBytes(data);
      if (dataBytes === null) return uncached;
      const bytes = heapBytesOf(key) + body.length + dataBytes + entryBytes;
      if (bytes > maxParsedEntryBytes) return uncached;
      markCached(data);
      const cached = { status, type, body: copyForCache(body), data, parts: [data], bytes };
      entries.set(key, cached);
      return cached;
    },
  };
}

/** Maximum number of calls that are remembered. Only empty responses come near it. */
export const maxCallsMadeOnce = 2 * Math.ceil(maxParseCacheBytes / 2 / entryBytes);
/** How much larger a cached response is than its body, about: twice to four times as parsed data. */
const growth = 4;
