/** Remembers requests with a key: which of them run, and the answers of those that ended. */
export interface IdempotencyStore {
  /**
   * Claims a key for a request, unless another request has it.
   *
   * @param fingerprint of the request
   * @throws StoreUnavailableError if it cannot be known whether another request has the key
   */
  claim(key: EntryKey, fingerprint: string): Promise<Claim>;
}

export interface EntryKey {
  /** Hash of the caller and the key. */
  id: string;
  /** Identifies the caller, whose share of the memory the entry takes. */
  owner: string;
}

export type Claim =
  /** The key is new. The request must be carried out, and then one of the methods must be called. */
  | { state: 'new'; run: ClaimedRun }
  /** A request with the key runs. */
  | {
      state: 'running';
      fingerprint: string;
      /** Resolves when it has ended, or when `isOver` returns true. Then the key can be claimed again. */
      ended(isOver: () => boolean): Promise<void>;
    }
  /** The request with the key stopped before its answer was kept, so what it wrote is not known. */
  | { state: 'interrupted'; fingerprint: string }
  /** The request with the key ended. The answer is null if it was too large to keep. */
  | { state: 'ended'; fingerprint: string; answer: string | null };

/** The run of the request that claimed a key. */
export interface ClaimedRun {
  /** Keeps the answer for the lifetime of keys. Null if it is too large. */
  keep(answer: string | null): Promise<void>;
  /** Gives the key up, because nothing was sent. */
  release(): Promise<void>;
}

/** The store cannot claim keys now. The message says why. */
export class StoreUnavailableError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StoreUnavailableError';
  }
}

/** The store has no room for another key of the caller. */
export class StoreFullError extends StoreUnavailableError {
  constructor() {
    super('The gateway remembers as many keys as it may.');
    this.name = 'StoreFullError';
  }
}
