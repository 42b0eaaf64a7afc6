import { hash } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Config } from './config/config.ts';
import { createLearningApi, type LearningApi } from './learning-api/client.ts';
import type { Observer } from './learning-api/observer.ts';
import { createCache, type SharedStore } from './learning-api/reuse/cache.ts';
import { rowsVersion } from './learning-api/reuse/stored-entry.ts';

interface ConnectOptions {
  observer?: Observer;
  redis?: Redis | undefined;
  /** Replaces the clocks of the breakers and the cache. */
  now?: (() => number) | undefined;
}

/** Creates the client of the REST API for a configuration. */
export function connectLearningApi(config: Config, { observer, redis, now }: ConnectOptions = {}): LearningApi {
  const isCaching = config.CACHE !== 'off';
  const cache = createCache({
    maxBytes: config.CACHE_MAX_BYTES,
    lifetimes: config.CACHE_LIFETIMES ?? {},
    store: config.CACHE === 'redis' && redis ? redisStore(redis, config.LEARNING_API_URL) : undefined,
    now,
  });
  return createLearningApi({
    origin: config.LEARNING_API_URL,
    timeoutMs: config.UPSTREAM_TIMEOUT_MS,
    concurrency: config.UPSTREAM_CONCURRENCY,
    concurrencyPerRequest: config.UPSTREAM_CONCURRENCY_PER_REQUEST,
    queue: config.UPSTREAM_QUEUE,
    retries: config.UPSTREAM_RETRIES,
    maxResponseBytes: config.UPSTREAM_MAX_RESPONSE_BYTES,
    breakerProbeAfterMs: config.BREAKER_PROBE_AFTER_MS,
    contractCheckEvery: config.CONTRACT_CHECK_EVERY,
    sharesInFlight: isCaching,
    cache: isCaching ? cache : undefined,
    ...(observer && { observer }),
    now,
  });
}

/** Redis as the second level of the cache. Gateways of other versions and of other LearningApis may use the same one. */
function redisStore(redis: Redis, origin: string): SharedStore {
  const prefix = `learning-gateway:${rowsVersion}:${hash('sha256', origin).slice(0, 12)}:`;
  return {
    get: (key) => redis.get(prefix + key),
    set: async (key, value, lifetimeMs) => {
      await redis.set(prefix + key, value, 'PX', lifetimeMs);
    },
    delete: async (key) => {
      await redis.del(prefix + key);
    },
  };
}
