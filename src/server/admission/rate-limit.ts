import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { HttpRefusal } from './http-refusal.ts';

/** Counts a request of a caller. Returns a refusal if it exceeds the limit. */
export type RateLimit = (caller: string) => Promise<HttpRefusal | null>;

/**
 * Limits the requests of each caller per minute.
 *
 * @param redis where all gateways count together; while it is down, each counts alone
 */
export function createRateLimit(perMinute: number, redis?: Redis): RateLimit {
  const limits = { points: perMinute, duration: 60, keyPrefix: 'rate-limit' };
  const inMemory = new RateLimiterMemory(limits);
  const limiter = redis
    ? new RateLimiterRedis({
        ...limits,
        storeClient: redis,
        insuranceLimiter: inMemory,
        inMemoryBlockOnConsumed: perMinute,
      })
    : inMemory;
  return async (caller) => {
    try {
      await limiter.consume(caller);
      return null;
    } catch (reason) {
      if (!(reason instanceof RateLimiterRes)) throw reason;
      return refusal(perMinute, Math.max(1, Math.ceil(reason.msBeforeNext / 1000)));
    }
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
