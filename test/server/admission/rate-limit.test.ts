// cspell:ignore rlflx
import type { Redis } from 'ioredis';
import { expect, onTestFinished, test, vi } from 'vitest';
import { countInMemory, createRateLimit, maxCountedCallers } from '../../../src/server/admission/rate-limit.ts';

function counter(perMinute: number) {
  let at = 0;
  const count = countInMemory(perMinute, () => at);
  return {
    /** How long the caller must wait, in milliseconds. Null if it need not. */
    count: (caller: string) => {
      const { isExceeded, resetMs } = count(caller);
      return isExceeded ? resetMs : null;
    },
    goTo: (ms: number) => {
      at = ms;
    },
  };
}

test('a minute begins with the first request of a caller, and the limit holds until it is over', () => {
  const { count, goTo } = counter(2);
  goTo(500);
  expect([count('ada'), count('ada')]).toEqual([null, null]);
  goTo(40_500);
  expect([count('ada'), count('grace')]).toEqual([20_000, null]);
  goTo(60_499);
  expect(count('ada')).toBe(1);
  goTo(60_500);
  expect([count('ada'), count('ada'), count('ada')]).toEqual([null, null, 60_000]);
});

test('ever new callers take no more memory than the limit, and do not set those back who keep asking', () => {
  const { count } = counter(3);
  const seen = [];
  for (let number = 0; number < maxCountedCallers * 2; number += 1) {
    if (number % (maxCountedCallers / 2) === 0) seen.push(count('ada'));
    count(`caller ${number}`);
  }
  expect(seen).toEqual([null, null, null, 60_000]);
});

test.each<[number, number, number]>([
  [0, 60, 60],
  [0.001, 60, 60],
  [59_500, 1, 1],
  [58_999, 2, 2],
])('after %d ms, a refusal says that %d s are left', async (afterMs, seconds) => {
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const limit = createRateLimit(1);
  expect((await limit('ada')).refusal).toBeNull();
  vi.advanceTimersByTime(afterMs);
  expect((await limit('ada')).refusal).toEqual({
    status: 429,
    code: 'RATE_LIMITED',
    message: `At most 1 requests per minute are allowed. Try again in ${seconds} s.`,
    headers: { 'retry-after': String(seconds) },
    extensions: { retryAfterSeconds: seconds },
  });
});

/** A Redis that counts, as the script of rate-limiter-flexible does, and says how many milliseconds are left. */
function redisThatCounts(msLeft: number) {
  const counts = new Map<string, number>();
  const commands: string[][] = [];
  let isDown = false;
  const rlflxIncr = async (args: string[]) => {
    if (isDown) throw new Error('Connection is closed.');
    const [key = '', points, seconds = ''] = args;
    commands.push([key, seconds]);
    counts.set(key, (counts.get(key) ?? 0) + Number(points));
    return [counts.get(key), msLeft];
  };
  return {
    redis: { rlflxIncr } as unknown as Redis,
    commands,
    goDown: () => {
      isDown = true;
    },
  };
}

test.each([
  [30_001, 31],
  [0, 1],
])(
  'gateways count together in Redis, each caller for a minute; with %d ms left, %d s are to wait',
  async (msLeft, s) => {
    const { redis, commands } = redisThatCounts(msLeft);
    const [first, second] = [createRateLimit(2, redis), createRateLimit(2, redis)];
    expect([(await first('ada')).refusal, (await second('ada')).refusal, (await first('grace')).refusal]).toEqual([
      null,
      null,
      null,
    ]);
    expect((await first('ada')).refusal).toMatchObject({ status: 429, extensions: { retryAfterSeconds: s } });
    expect(new Set(commands.map((command) => command.join(' ')))).toEqual(
      new Set(['rate-limit:ada 60', 'rate-limit:grace 60']),
    );
  },
);

test('while Redis is down, each gateway counts alone', async () => {
  const { redis, goDown } = redisThatCounts(30_000);
  const limit = createRateLimit(1, redis);
  expect((await limit('ada')).refusal).toBeNull();
  goDown();
  expect((await limit('ada')).refusal).toBeNull();
  expect((await limit('ada')).refusal).toMatchObject({ status: 429 });
});
