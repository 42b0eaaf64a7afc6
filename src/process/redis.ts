import { Redis } from 'ioredis';
import type { Log } from '../server/telemetry/log.ts';

/** Connects to Redis. While Redis is down, every command fails at once; the log reports each change once. */
export function connectRedis(url: string, log: Log): Redis {
  const redis = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 0, commandTimeout: 250 });
  let isUp: boolean | null = null;
  redis.on('ready', () => {
    if (isUp === false) log.info({ event: 'redis_back' });
    isUp = true;
  });
  redis.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (isUp !== false)
      log.warn({ event: 'redis_down', code, advice: 'Until Redis is back, each gateway uses its own memory.' });
    isUp = false;
  });
  return redis;
}
