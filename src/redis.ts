import type { Redis } from 'ioredis';
import type { SharedStore } from './learning-api/cache.ts';
import type { Log } from './server/log.ts';

/** A connection to Redis that may be down: then every command fails at once, and the log says so once. */
export async function connectRedis(url: string, log: Log): Promise<Redis> {
  const { Redis } = await import('ioredis');
  const redis = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 0, commandTimeout: 250 });
  let isUp: boolean | null = null;
  redis.on('ready', () => {
    if (isUp === false) log.info({ event: 'redis_back' });
    isUp = true;
  });
  redis.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (isUp !== false) log.warn({ event: 'redis_down', code, advice: 'The gateway goes on with its own memory.' });
    isUp = false;
  });
  return redis;
}

/** Redis as the second level of the cache. */
export function redisStore(redis: Redis): SharedStore {
  return {
    get: (key) => redis.get(key),
    set: async (key, value, lifetimeMs) => {
      await redis.set(key, value, 'PX', lifetimeMs);
    },
  };
}
