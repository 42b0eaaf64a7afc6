/** How many bytes of requests in flight the gateway holds: their bodies, and the documents that are not cached. */
export const maxInFlightBytes = 100_000_000;

/** Measured: a body of 262 kB of variables takes 1.1 MB of the heap, as text and parsed. */
export const bytesPerBodyByte = 4;

/** The memory that one request takes until it is answered. */
export interface RequestMemory {
  /** False if the request must be refused: its caller would have more bytes than are still free for others. */
  take(bytes: number): boolean;
  release(): void;
}

/**
 * Limits the memory of requests in flight. A caller may have as many bytes as are still free, so about half of them if it is
 * alone, and no caller can take all of them.
 *
 * @returns a function that counts a request of a caller
 */
export function createRequestMemory(maxBytes = maxInFlightBytes): (caller: string) => RequestMemory {
  const taken = new Map<string, number>();
  let free = maxBytes;
  return (caller) => {
    let own = 0;
    let isReleased = false;
    const add = (bytes: number) => {
      own += bytes;
      free -= bytes;
      const ofCaller = (taken.get(caller) ?? 0) + bytes;
      if (ofCaller > 0) taken.set(caller, ofCaller);
      else taken.delete(caller);
    };
    return {
      take: (bytes) => {
        // The caller has left. The rest of the work for the request ends soon.
        if (isReleased) return true;
        if ((taken.get(caller) ?? 0) + bytes > free - bytes) return false;
        add(bytes);
        return true;
      },
      release: () => {
        isReleased = true;
        add(-own);
      },
    };
  };
}
