import { crc32 } from 'node:zlib';

/**
 * Remembers keys after their first use, for a cache that only the second use of a key fills. A key is remembered as
 * long as the results since then would fit into the cache, and by a hash: if two keys have the same, one is cached early.
 */
export class MadeOnce {
  readonly #maxBytes: number;
  #recent = new Set<number>();
  #older = new Set<number>();
  #recentBytes = 0;

  /** @param maxBytes size of the cache */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /**
   * True if the key is remembered, which ends with it. Otherwise it is remembered from now on.
   *
   * @param bytes size of its result in the cache, about
   */
  isSecond(key: string, bytes: number): boolean {
    const hash = crc32(key);
    if (this.#recent.delete(hash) || this.#older.delete(hash)) return true;
    this.#recent.add(hash);
    this.#recentBytes += bytes;
    if (this.#recentBytes > this.#maxBytes / 2) {
      this.#older = this.#recent;
      this.#recent = new Set();
      this.#recentBytes = 0;
    }
    return false;
  }
}
