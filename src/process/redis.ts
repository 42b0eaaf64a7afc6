import { Redis } from 'ioredis';
import type { Log } from '../server/telemetry/log.ts';

/** A connection to Redis that may be down: then every command fails at once, and the log says so once. */
export function connectRedis(url: string, log: Log): Redis {
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
