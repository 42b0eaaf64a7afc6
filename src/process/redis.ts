import { Redis } from 'ioredis';
import type { Log } from '../server/telemetry/log.ts';

const advice =
  'Until Redis is back, each gateway uses its own memory, and requests with an Idempotency-Key are refused unless IDEMPOTENCY_REQUIRES_REDIS is false.';

/** Connects to Redis. While Redis is down, every command fails at once; the log reports each change once. */
export function connectRedis(url: string, log: Log): Redis {
  const redis = new Redis(url, { enableOfflineQueue: false, maxRetriesPerRequest: 0, commandTimeout: 250 });
  let isUp: boolean | null = null;
  redis.on('ready', () => {
    if (isUp === false) log.info({ event: 'redis_back' });
    isUp = true;
  });
  redis.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (isUp !== false) log.warn({ event: 'redis_down', code, advice });
    isUp = false;
  });
  return redis;
}
