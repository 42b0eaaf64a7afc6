import { afterEach, expect, test, vi } from 'vitest';
import { createLifetime } from '../../src/server/request/request-lifetime.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('the deadline counts from the start of the request, no matter when it is set', () => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
  const lifetime = createLifetime();
  vi.advanceTimersByTime(400);
  lifetime.setDeadline(1000);
  vi.advanceTimersByTime(599);
  expect(lifetime.cancellation.reason).toBeNull();
  vi.advanceTimersByTime(1);
  expect(lifetime.cancellation.reason).toBe('deadline');
  expect(lifetime.cancellation.deadline).toBe(performance.now());
});

test('a deadline that has passed ends the request at once, without a negative time, of which Node 24 warns', () => {
  vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
  const setTimer = vi.spyOn(globalThis, 'setTimeout');
  const lifetime = createLifetime();
  vi.advanceTimersByTime(1400);
  lifetime.setDeadline(1000);
  expect(setTimer).toHaveBeenCalledExactlyOnceWith(expect.any(Function), 0);
  vi.advanceTimersByTime(0);
  expect(lifetime.cancellation.reason).toBe('deadline');
});
