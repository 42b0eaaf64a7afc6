import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { createRedisUsage } from './redis-usage.ts';
import {
  type Claim,
  type ClaimedRun,
  type EntryKey,
  type IdempotencyStore,
  StoreFullError,
  StoreUnavailableError,
} from './store.ts';

interface RedisStoreOptions {
  redis: Redis;
  lifetimeMs: number;
  /** Maximum size of the keys and answers of one caller, in bytes. */
  maxBytesOfCaller: number;
}

/** Memory of an entry without its answer, in bytes. Measured with Redis 7.0 and 100,000 entries: 341. */
export const entryBytes = 350;

/** The value of a key in Redis. */
type Entry = { fingerprint: string; holder: string } | { fingerprint: string; holder: null; answer: string | null };

/**
 * How long a run counts as running without a sign of life from its gateway. Longer than pauses of a busy process; a
 * repeated request waits this long after a gateway died.
 */
export const leaseMs = 10_000;
const renewMs = leaseMs / 4;
/** How often a waiting request looks whether the first has ended. */
const pollMs = 100;
/** While Redis fails, a gateway tries this often to save how a run ended. Then the run counts as interrupted. */
export const saveAttempts = 60;
export const saveAgainMs = 1000;

/** Deletes a key if it still has the given value: the claim of another gateway must not be deleted. */
const deleteIfEqual = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0";

/**
 * Keeps keys in Redis, for all gateways. Each run has a lease under a separate key. Its gateway renews the lease, so that
 * clocks need not agree. A run without a lease was interrupted. No gateway takes it over, since it may have written.
 */
export function createRedisStore({ redis, lifetimeMs, maxBytesOfCaller }: RedisStoreOptions): IdempotencyStore {
  const usage = createRedisUsage({ redis, lifetimeMs, maxBytes: maxBytesOfCaller });

  const look = async (id: string): Promise<{ entry: Entry; isAlive: boolean } | null> => {
    const text = await redis.get(keyOf(id));
    if (text === null) return null;
    const entry = JSON.parse(text) as Entry;
    if (entry.holder === null) return { entry, isAlive: false };
    const isAlive = (await redis.exists(leaseOf(id, entry.holder))) === 1;
    // A run that has just ended saves its end before it gives its lease up.
    if (!isAlive && (await redis.get(keyOf(id))) !== text) return look(id);
    return { entry, isAlive };
  };

  const run = ({ id, owner }: EntryKey, claimed: string, holder: string, fingerprint: string): ClaimedRun => {
    const lease = leaseOf(id, holder);
    const renewal = setInterval(() => {
      redis.set(lease, '', 'PX', leaseMs).catch(() => undefined);
    }, renewMs);
    renewal.unref();
    const finish = async (command: () => Promise<unknown>) => {
      await command();
      clearInterval(renewal);
      await redis.del(lease).catch(() => undefined);
    };
    /** Resolves after the first attempt. The caller's answer does not wait for the others. */
    const save = async (command: () => Promise<unknown>) => {
      await finish(command).catch(() => {
        void tryAgain(() => finish(command)).finally(() => clearInterval(renewal));
      });
    };
    return {
      keep: async (answer) => {
        // While Redis is down, the answer is saved as soon as it is back.
        const fits = answer && (await usage.use(owner, Buffer.byteLength(answer)).catch(() => true));
        const entry: Entry = { fingerprint, holder: null, answer: fits ? answer : null };
        return save(() => redis.set(keyOf(id), JSON.stringify(entry), 'PX', lifetimeMs));
      },
      release: async () => {
        await save(() => redis.eval(deleteIfEqual, 1, keyOf(id), claimed));
        await usage.giveBack(owner, entryBytes).catch(() => undefined);
      },
    };
  };

  const claim = async (key: EntryKey, fingerprint: string): Promise<Claim> => {
    const { id, owner } = key;
    const holder = randomUUID();
    const claimed = JSON.stringify({ fingerprint, holder } satisfies Entry);
    // The lease first: a claim without one looks interrupted.
    await redis.set(leaseOf(id, holder), '', 'PX', leaseMs);
    const withdraw = () => redis.eval(deleteIfEqual, 1, keyOf(id), claimed);
    const claimNew = async (): Promise<Claim | null> => {
      if ((await redis.set(keyOf(id), claimed, 'PX', lifetimeMs, 'NX')) === null) return null;
      if (await usage.use(owner, entryBytes)) return { state: 'new', run: run(key, claimed, holder, fingerprint) };
      throw new StoreFullError();
    };
    const claimedNew = await claimNew().catch(async (error: unknown) => {
      // The claim may have arrived, or may yet arrive, although Redis did not answer in time.
      await withdraw().catch(() => void tryAgain(withdraw));
      throw error;
    });
    if (claimedNew) return claimedNew;
    await redis.del(leaseOf(id, holder));
    const found = await look(id);
    // It was released in the meantime.
    if (!found) return claim(key, fingerprint);
    const { entry, isAlive } = found;
    if (entry.holder === null) return { state: 'ended', fingerprint: entry.fingerprint, answer: entry.answer };
    if (!isAlive) return { state: 'interrupted', fingerprint: entry.fingerprint };
    const ended = async (isOver: () => boolean) => {
      while (!isOver() && (await look(id))?.isAlive) await wait(pollMs);
    };
    return {
      state: 'running',
      fingerprint: entry.fingerprint,
      ended: (isOver) => ended(isOver).catch(throwUnavailable),
    };
  };

  return { claim: (key, fingerprint) => claim(key, fingerprint).catch(throwUnavailable) };
}

/** Runs a command that failed until it succeeds, for as long as is worthwhile. */
async function tryAgain(command: () => Promise<unknown>): Promise<void> {
  for (let attempt = 0; attempt < saveAttempts; attempt += 1) {
    await wait(saveAgainMs, undefined, { ref: false });
    try {
      await command();
      return;
    } catch {
      // Redis is still down.
    }
  }
}

function throwUnavailable(error: unknown): never {
  if (error instanceof StoreFullError) throw error;
  throw new StoreUnavailableError('Redis, where the gateway remembers keys, is not available.');
}

function keyOf(id: string): string {
  return `learning-gateway:idempotency:${id}`;
}

function leaseOf(id: string, holder: string): string {
  return `${keyOf(id)}:lease:${holder}`;
}
