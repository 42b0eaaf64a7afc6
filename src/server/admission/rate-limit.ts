import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { HttpRefusal } from './http-refusal.ts';

/** Counts a request of a caller. Returns a refusal if it exceeds the limit. */
export type RateLimit = (caller: string) => Promise<HttpRefusal | null>;

/** Counts a request of a caller. Returns null, or the milliseconds until the caller may send another one. */
type Count = (caller: string) => number | null | Promise<number | null>;

const windowMs = 60_000;

/** How many callers are counted in memory at once. Beyond it, those who have not asked for longest are forgotten. */
export const maxCountedCallers = 50_000;

/**
 * Limits the requests of each caller per minute.
 *
 * @param redis where all gateways count together; while it is down, each counts alone
 */
export function createRateLimit(perMinute: number, redis?: Redis): RateLimit {
  const inMemory = countInMemory(perMinute);
  const count = redis ? countInRedis(perMinute, redis, inMemory) : inMemory;
  return async (caller) => {
    const waitMs = await count(caller);
    return waitMs === null ? null : refusal(perMinute, Math.max(1, Math.ceil(waitMs / 1000)));
  };
}

function countInRedis(perMinute: number, redis: Redis, inMemory: Count): Count {
  const limiter = new RateLimiterRedis({
    points: perMinute,
    duration: windowMs / 1000,
    keyPrefix: 'rate-limit',
    storeClient: redis,
  });
  return async (caller) => {
    try {
      await limiter.consume(caller);
      return null;
    } catch (reason) {
      return reason instanceof RateLimiterRes ? reason.msBeforeNext : inMemory(caller);
    }
  };
}

/** @param now milliseconds of a monotonic clock */
export function countInMemory(perMinute: number, now: () => number = () => performance.now()) {
  const windows = new LRUCache<string, { requests: number; endsAt: number }>({ max: maxCountedCallers });
  return (caller: string): number | null => {
    const at = now();
    const current = windows.get(caller);
    const window = current && current.endsAt > at ? current : { requests: 0, endsAt: at + windowMs };
    if (window !== current) windows.set(caller, window);
    window.requests += 1;
    return window.requests > perMinute ? window.endsAt - at : null;
  };
}

function refusal(perMinute: number, retryAfterSeconds: number): HttpRefusal {
  return {
    status: 429,
    code: 'RATE_LIMITED',
    message: `At most ${perMinute} requests per minute are allowed. Try again in ${retryAfterSeconds} s.`,
    headers: { 'retry-after': String(retryAfterSeconds) },
    extensions: { retryAfterSeconds },
  };
}
