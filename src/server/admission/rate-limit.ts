import type { Redis } from 'ioredis';
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Refusal } from './http-refusal.ts';

/** Counts a request of a caller; gives the refusal where it is one too many. */
export type RateLimit = (caller: string) => Promise<Refusal | null>;

/**
 * Lets each caller send so many requests a minute.
 *
 * @param redis where all gateways count together; while it is down, each counts for itself
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

function refusal(perMinute: number, retryAfterSeconds: number): Refusal {
  return {
    status: 429,
    code: 'RATE_LIMITED',
    message: `More than ${perMinute} requests in a minute. Try again in ${retryAfterSeconds} s.`,
    headers: { 'retry-after': String(retryAfterSeconds) },
    extensions: { retryAfterSeconds },
  };
}
