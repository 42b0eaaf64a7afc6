import type { Redis } from 'ioredis';
import type { Config } from '../../config/config.ts';
import { createMemoryStore } from './memory-store.ts';
import { type IdempotencyStore, StoreFullError, StoreUnavailableError } from './store.ts';

/** The store for a configuration: Redis if the gateway uses one, otherwise memory. */
export async function createIdempotencyStore(config: Config, redis: Redis | undefined): Promise<IdempotencyStore> {
  const lifetimeMs = config.IDEMPOTENCY_KEY_LIFETIME_MS;
  const inMemory = createMemoryStore({
    lifetimeMs,
    maxKeys: config.IDEMPOTENCY_MAX_KEYS,
    maxBytes: config.IDEMPOTENCY_MAX_BYTES,
  });
  if (!redis) return inMemory;
  const { createRedisStore } = await import('./redis-store.ts');
  const inRedis = createRedisStore({ redis, lifetimeMs, maxBytesOfCaller: config.IDEMPOTENCY_MAX_BYTES });
  return config.IDEMPOTENCY_REQUIRES_REDIS ? inRedis : withFallback(inRedis, inMemory);
}

/** Uses the second store while the first fails, but not for callers for whom the first is full. A key of one store is not known to the other. */
function withFallback(first: IdempotencyStore, second: IdempotencyStore): IdempotencyStore {
  return {
    claim: async (key, fingerprint) => {
      try {
        return await first.claim(key, fingerprint);
      } catch (error) {
        if (!(error instanceof StoreUnavailableError) || error instanceof StoreFullError) throw error;
        return second.claim(key, fingerprint);
      }
    },
  };
}
