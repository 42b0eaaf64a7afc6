import { isFaultless } from '../contract/rows.ts';
import { heapBytesOf } from './heap-bytes.ts';

const measured = new WeakMap<object, number | null>();

/**
 * Bytes that a row, a list of rows or the data of a response takes on the heap. Null if it must not be cached: it has
 * failures, values that cannot be read, or warnings, or it is nested too deep. Found out once for each object, since the
 * cache of parsed responses hands out the same objects to many callers.
 */
export function cacheableBytes(part: unknown): number | null {
  if (typeof part !== 'object' || part === null) return heapBytesOf(part);
  const known = measured.get(part);
  if (known !== undefined) return known;
  const all = heapBytesOf(part);
  const bytes = Number.isFinite(all) && isFaultless(part) ? all : null;
  measured.set(part, bytes);
  return bytes;
}
