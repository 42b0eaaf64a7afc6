import type { Redis } from 'ioredis';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';

interface RedisUsageOptions {
  redis: Redis;
  lifetimeMs: number;
  /** Maximum size of the entries of one caller, in bytes. */
  maxBytes: number;
}

/** Counts the bytes that the entries of each caller take in Redis. */
export interface RedisUsage {
  /** Counts bytes of a caller. Returns false if the caller may not use so many more. */
  use(owner: string, bytes: number): Promise<boolean>;
  /** Counts fewer bytes of a caller. */
  giveBack(owner: string, bytes: number): Promise<void>;
}

/**
 * Limits what one caller can keep in Redis, so that no caller fills it. Each caller may add a half of the maximum in each
 * lifetime of keys: then the entries of two such windows, which can be there together, are within the maximum.
 */
export function createRedisUsage({ redis, lifetimeMs, maxBytes }: RedisUsageOptions): RedisUsage {
  const limiter = new RateLimiterRedis({
    points: Math.floor(maxBytes / 2),
    duration: Math.ceil(lifetimeMs / 1000),
    keyPrefix: 'learning-gateway:idempotency-usage',
    storeClient: redis,
  });
  return {
    use: async (owner, bytes) => {
      try {
        await limiter.consume(owner, bytes);
        return true;
      } catch (reason) {
        if (!(reason instanceof RateLimiterRes)) throw reason;
        // The limiter counts what it refuses.
        await limiter.reward(owner, bytes);
        return false;
      }
    },
    giveBack: async (owner, bytes) => {
      await limiter.reward(owner, bytes);
    },
  };
}
