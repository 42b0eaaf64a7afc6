import { heapBytesOf } from '../../learning-api/reuse/heap-bytes.ts';
import type { ClaimedRun, EntryKey, IdempotencyStore } from './store.ts';
import { StoreFullError } from './store.ts';

interface MemoryStoreOptions {
  lifetimeMs: number;
  maxKeys: number;
  /** Maximum size of all entries, in bytes. */
  maxBytes: number;
  /** Milliseconds of a monotonic clock. Default: `performance.now`. */
  now?: () => number;
}

interface RunningEntry {
  fingerprint: string;
  ended: Promise<void>;
}

interface EndedEntry {
  owner: string;
  fingerprint: string;
  answer: string | null;
  bytes: number;
  expiresAt: number;
}

interface Usage {
  keys: number;
  bytes: number;
}

/** Memory of an entry without its answer, in bytes. Measured: `test/server/idempotency/store-growth.test.ts`. */
export const endedBytes = 400;
/** While the request runs. Measured with 200,000 entries: 1490. */
export const runningBytes = 1536;

/**
 * Keeps keys in memory. When it is full, it claims no new keys: forgetting one before its time could repeat a write. A
 * caller may use as much as is still free, so that no number of callers can take all of it: one alone gets a half, the
 * next one a quarter, and so on.
 */
export function createMemoryStore({
  lifetimeMs,
  maxKeys,
  maxBytes,
  now = () => performance.now(),
}: MemoryStoreOptions): IdempotencyStore {
  const running = new Map<string, RunningEntry>();
  /** In the order in which they expire. */
  const ended = new Map<string, EndedEntry>();
  const usageByOwner = new Map<string, Usage>();
  const total: Usage = { keys: 0, bytes: 0 };

  const usageOf = (owner: string): Usage => usageByOwner.get(owner) ?? { keys: 0, bytes: 0 };
  const use = (owner: string, keys: number, bytes: number) => {
    const usage = usageOf(owner);
    for (const count of [usage, total]) {
      count.keys += keys;
      count.bytes += bytes;
    }
    if (usage.keys === 0) usageByOwner.delete(owner);
    else usageByOwner.set(owner, usage);
  };
  const hasRoomFor = (owner: string, bytes: number) => usageOf(owner).bytes + bytes <= maxBytes - total.bytes;

  const forgetExpired = () => {
    for (const [id, { owner, bytes, expiresAt }] of ended) {
      if (expiresAt > now()) return;
      ended.delete(id);
      use(owner, -1, -bytes);
    }
  };

  const run = ({ id, owner }: EntryKey, fingerprint: string): ClaimedRun => {
    let end = () => {};
    running.set(id, {
      fingerprint,
      ended: new Promise((resolve) => {
        end = resolve;
      }),
    });
    use(owner, 1, runningBytes);
    const finish = () => {
      running.delete(id);
      use(owner, -1, -runningBytes);
      end();
    };
    return {
      keep: async (answer) => {
        const answerBytes = heapBytesOf(answer);
        const fits = hasRoomFor(owner, answerBytes);
        const bytes = endedBytes + (fits ? answerBytes : 0);
        ended.set(id, { owner, fingerprint, answer: fits ? answer : null, bytes, expiresAt: now() + lifetimeMs });
        use(owner, 1, bytes);
        finish();
      },
      release: async () => finish(),
    };
  };

  return {
    claim: async (key, fingerprint) => {
      forgetExpired();
      const entry = ended.get(key.id);
      if (entry) return { state: 'ended', fingerprint: entry.fingerprint, answer: entry.answer };
      const other = running.get(key.id);
      if (other) return { state: 'running', fingerprint: other.fingerprint, ended: () => other.ended };
      if (usageOf(key.owner).keys >= maxKeys - total.keys || !hasRoomFor(key.owner, runningBytes))
        throw new StoreFullError();
      return { state: 'new', run: run(key, fingerprint) };
    },
  };
}
