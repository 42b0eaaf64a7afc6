/** Measured: the bytes of an entry with a buffer, beside its key and its contents: the tables of lru-cache, and the buffer's object. */
export const entryBytes = 450;

/** A copy for a cache: a buffer may be a small part of a large socket buffer, or of Node's pool of buffers. */
export function copyForCache(buffer: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(buffer.length);
  buffer.copy(copy);
  return copy;
}
