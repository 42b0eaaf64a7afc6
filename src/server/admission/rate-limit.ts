import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { HttpRefusal } from './http-refusal.ts';

/** Counts a request of a caller. */
export type RateLimit = (caller: string) => Promise<CountedRequest>;

interface CountedRequest {
  /** Null if the request is within the limit. */
  refusal: HttpRefusal | null;
  /** The limit and the rest of it, in the form of draft-ietf-httpapi-ratelimit-headers-10. */
  headers: Record<string, string>;
}

/** A caller's minute after a request was counted. */
interface Minute {
  isExceeded: boolean;
  /** How many more requests are allowed. */
  remaining: number;
  /** Milliseconds until the next minute begins. */
  resetMs: number;
}

type Count = (caller: string) => Minute | Promise<Minute>;

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
    const { isExceeded, remaining, resetMs } = await count(caller);
    // The difference of two clock readings can be a little longer than the window.
    const seconds = Math.max(1, Math.ceil(Math.min(windowMs, resetMs) / 1000));
    return {
      refusal: isExceeded ? refusal(perMinute, seconds) : null,
      headers: {
        'ratelimit-policy': `"requests";q=${perMinute};w=${windowMs / 1000}`,
        ratelimit: `"requests";r=${remaining};t=${seconds}`,
      },
    };
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
      return minuteOf(await limiter.consume(caller), false);
    } catch (reason) {
      return reason instanceof RateLimiterRes ? minuteOf(reason, true) : inMemory(caller);
    }
  };

  function minuteOf({ remainingPoints, msBeforeNext }: RateLimiterRes, isExceeded: boolean): Minute {
    return { isExceeded, remaining: Math.max(0, remainingPoints), resetMs: msBeforeNext };
  }
}

/** @param now milliseconds of a monotonic clock */
export function countInMemory(perMinute: number, now: () => number = () => performance.now()) {
  const windows = new LRUCache<string, { requests: number; endsAt: number }>({ max: maxCountedCallers });
  return (caller: string): Minute => {
    const at = now();
    const current = windows.get(caller);
    const window = current && current.endsAt > at ? current : { requests: 0, endsAt: at + windowMs };
    if (window !== current) windows.set(caller, window);
    window.requests += 1;
    return {
      isExceeded: window.requests > perMinute,
      remaining: Math.max(0, perMinute - window.requests),
      resetMs: window.endsAt - at,
    };
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
