import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Failure, LearningApiError } from '../../../src/learning-api/errors.ts';
import { Cancellation, waitUnlessCancelled } from '../../../src/learning-api/resilience/cancellation.ts';
import { createRetries } from '../../../src/learning-api/resilience/retries.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const failing = (failure: Partial<Failure> = {}) =>
  new LearningApiError({ kind: 'unavailable', operation: 'GetSections', ...failure });

/** Runs an attempt that always fails, and notes when it was made, in milliseconds from now. */
function attemptsOf(error: unknown, retries = createRetries(true)) {
  const startedAt = performance.now();
  const madeAt: number[] = [];
  const retried = vi.fn();
  const attempt = vi.fn(() => {
    madeAt.push(performance.now() - startedAt);
    return Promise.reject(error);
  });
  const run = (cancellation?: Cancellation) =>
    retries.run(attempt, { cancellation, onRetry: retried }).catch((last: unknown) => last);
  return { run, madeAt, retried };
}

function endingIn(ms: number): Cancellation {
  const cancellation = new Cancellation();
  cancellation.deadline = performance.now() + ms;
  return cancellation;
}

const chance = (value: number) => vi.spyOn(Math, 'random').mockReturnValue(value);

test.each([
  [0, [0, 50, 150]],
  [0.5, [0, 100, 300]],
  [0.9, [0, 140, 420]],
])(
  'with a random number of %d, a read is sent after %j ms: retries of many callers spread out',
  async (value, expected) => {
    chance(value);
    const error = failing();
    const { run, madeAt, retried } = attemptsOf(error);
    const result = run();
    await vi.runAllTimersAsync();
    expect(await result).toBe(error);
    expect(madeAt.map((at) => Math.round(at))).toEqual(expected);
    expect(retried).toHaveBeenCalledTimes(2);
    expect(vi.getTimerCount()).toBe(0);
  },
);

test('the result of a retry is the result', async () => {
  const attempt = vi.fn<() => Promise<string>>().mockRejectedValueOnce(failing()).mockResolvedValueOnce('answer');
  const result = createRetries(true).run(attempt, { onRetry: () => undefined });
  await vi.runAllTimersAsync();
  expect(await result).toBe('answer');
});

test('if a retry fails for another reason, that is the error, and there is no further retry', async () => {
  const refused = failing({ kind: 'forbidden' });
  const attempt = vi.fn<() => Promise<string>>().mockRejectedValueOnce(failing()).mockRejectedValueOnce(refused);
  const result = createRetries(true)
    .run(attempt, { onRetry: () => undefined })
    .catch((error: unknown) => error);
  await vi.runAllTimersAsync();
  expect(await result).toBe(refused);
  expect(attempt).toHaveBeenCalledTimes(2);
});

test.each<Failure['kind']>([
  'forbidden',
  'timeout',
  'malformed',
  'cancelled',
  'deadline',
  'circuitOpen',
  'overloaded',
  'failed',
])('%s is not retried', async (kind) => {
  const { run, madeAt } = attemptsOf(failing({ kind }));
  await run();
  expect(madeAt).toEqual([0]);
});

test('an unexpected error is not retried', async () => {
  const error = new TypeError();
  const { run, madeAt } = attemptsOf(error);
  expect(await run()).toBe(error);
  expect(madeAt).toEqual([0]);
});

test('a retry waits as long as Retry-After says, without jitter', async () => {
  const { run, madeAt } = attemptsOf(failing({ kind: 'rateLimited', retryAfterSeconds: 3 }));
  const result = run();
  await vi.runAllTimersAsync();
  await result;
  expect(madeAt).toEqual([0, 3_000, 6_000]);
});

test('a retry that would be sent at the deadline or later is not waited for', async () => {
  chance(0.5);
  const { run, madeAt } = attemptsOf(failing());
  const result = run(endingIn(300));
  await vi.runAllTimersAsync();
  await result;
  expect(madeAt).toEqual([0, 100]);
  const longer = attemptsOf(failing());
  const later = longer.run(endingIn(301));
  await vi.runAllTimersAsync();
  await later;
  expect(longer.madeAt).toEqual([0, 100, 300]);
});

test('when a caller leaves while a retry is pending, it is not sent, and its timer is cleared', async () => {
  const cancellation = new Cancellation();
  const error = failing();
  const { run, madeAt, retried } = attemptsOf(error);
  const result = run(cancellation);
  await vi.advanceTimersByTimeAsync(10);
  expect(vi.getTimerCount()).toBe(1);
  cancellation.cancel('cancelled');
  expect(await result).toBe(error);
  expect([madeAt, vi.getTimerCount()]).toEqual([[0], 0]);
  expect(retried).not.toHaveBeenCalled();
});

test('retries may be ten, and one more for every ten reads, but never more than ten at once', async () => {
  const retries = createRetries(true);
  const succeed = () => retries.run(() => Promise.resolve(), { onRetry: () => undefined });
  const madeBy = async (reads: number) => {
    let made = 0;
    for (let read = 0; read < reads; read += 1) {
      const { run, madeAt } = attemptsOf(failing(), retries);
      const result = run();
      await vi.runAllTimersAsync();
      await result;
      made += madeAt.length;
    }
    return made - reads;
  };
  // Six reads with two retries each would be twelve.
  expect(await madeBy(6)).toBe(10);
  for (let read = 0; read < 30; read += 1) await succeed();
  expect(await madeBy(6)).toBe(4);
  for (let read = 0; read < 1_000; read += 1) await succeed();
  expect(await madeBy(6)).toBe(10);
});

test('of twelve reads that fail at the same time, ten are retried', async () => {
  const retries = createRetries(true);
  const reads = Array.from({ length: 12 }, () => attemptsOf(failing(), retries));
  const results = reads.map(({ run }) => run());
  await vi.runAllTimersAsync();
  await Promise.all(results);
  expect(reads.reduce((sum, { madeAt }) => sum + madeAt.length, 0)).toBe(12 + 10);
});

test('without retries, the first failure is the result', async () => {
  const error = failing();
  const { run, madeAt } = attemptsOf(error, createRetries(false));
  expect(await run()).toBe(error);
  expect([madeAt, vi.getTimerCount()]).toEqual([[0], 0]);
});

test('waiting ends at once when the work is cancelled, before or meanwhile', async () => {
  const cancelled = new Cancellation();
  cancelled.cancel('deadline');
  expect(await waitUnlessCancelled(1_000, cancelled)).toBe(false);
  expect(vi.getTimerCount()).toBe(0);
  const cancellation = new Cancellation();
  const waited = waitUnlessCancelled(1_000, cancellation);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await waited).toBe(true);
  // Nothing is left to be called.
  cancellation.cancel('cancelled');
  const withoutCancellation = waitUnlessCancelled(1_000, undefined);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await withoutCancellation).toBe(true);
});

test('a cancellation calls its listeners once, and not those that were removed', () => {
  const cancellation = new Cancellation();
  const [first, removed] = [{ cancel: vi.fn() }, { cancel: vi.fn() }];
  cancellation.remove(removed);
  cancellation.add(first);
  cancellation.add(removed);
  cancellation.remove(removed);
  expect(cancellation.reason).toBeNull();
  cancellation.cancel('deadline');
  cancellation.cancel('cancelled');
  expect(cancellation.reason).toBe('deadline');
  expect(first.cancel.mock.calls).toEqual([['deadline']]);
  expect(removed.cancel).not.toHaveBeenCalled();
});
