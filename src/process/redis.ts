import { Redis } from 'ioredis';
import type { Log } from '../server/telemetry/log.ts';
import type { RedisState } from '../server/telemetry/metrics.ts';

/** A connection to Redis that fails fast. */
export interface RedisConnection {
  redis: Redis;
  state(): RedisState;
  close(): void;
}

/** How long a command may take, in milliseconds. */
export const commandTimeoutMs = 250;
/** Redis hangs if commands time out for this long and none is answered, in milliseconds. */
export const hangingAfterMs = 500;
/** How long a Redis that hangs is left alone, in milliseconds. */
export const pauseMs = 5_000;

const advice =
  'Until Redis is back, each gateway uses its own memory, and requests with an Idempotency-Key are refused unless IDEMPOTENCY_REQUIRES_REDIS is false.';

/**
 * Connects to Redis. While Redis is down, or left alone because it hangs, every command fails at once. The log reports each
 * change once.
 */
export function connectRedis(url: string, log: Log): RedisConnection {
  let state: RedisState = 'down';
  let isReported = false;
  let reconnecting: NodeJS.Timeout | undefined;
  const detector = createHangDetector();
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: commandTimeoutMs,
  });
  observeCommands(redis, {
    answered: detector.answered,
    timedOut: () => {
      if (redis.status === 'ready' && detector.timedOut()) leaveAlone();
    },
  });

  const report = (code: string) => {
    if (!isReported) log.warn({ event: 'redis_down', code, advice });
    isReported = true;
  };
  const leaveAlone = () => {
    state = 'hanging';
    detector.answered();
    report('TIMEOUT');
    redis.disconnect();
    reconnecting = setTimeout(() => {
      // The connection's own attempts go on if this one fails.
      redis.connect().catch(() => undefined);
    }, pauseMs);
    reconnecting.unref();
  };
  redis.on('ready', () => {
    state = 'up';
    if (isReported) log.info({ event: 'redis_back' });
    isReported = false;
  });
  redis.on('close', () => {
    if (state === 'up') state = 'down';
  });
  redis.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    report(code ?? (message.includes(timeoutMessage) ? 'TIMEOUT' : 'UNKNOWN'));
  });
  return {
    redis,
    state: () => state,
    close: () => {
      clearTimeout(reconnecting);
      redis.disconnect();
    },
  };
}

/**
 * Decides whether Redis hangs. Commands that time out at the same moment count as one: after a pause of this process, the
 * timeouts of all commands in flight end before their answers are read.
 *
 * @param now milliseconds of a monotonic clock
 */
export function createHangDetector(now: () => number = () => performance.now()) {
  let silentSince: number | null = null;
  return {
    answered: () => {
      silentSince = null;
    },
    /** True if Redis hangs. */
    timedOut: (): boolean => {
      silentSince ??= now();
      return now() - silentSince >= hangingAfterMs;
    },
  };
}

/** Of ioredis, which has no class for this error. */
const timeoutMessage = 'Command timed out';

/** Notifies of each command that was answered, and of each that was not answered in time. */
function observeCommands(redis: Redis, { answered, timedOut }: { answered(): void; timedOut(): void }): void {
  const send = redis.sendCommand.bind(redis);
  redis.sendCommand = (command, stream) => {
    command.promise.then(answered, ({ message }: Error) => {
      if (message === timeoutMessage) timedOut();
    });
    return send(command, stream);
  };
}
