import { expect, test } from 'vitest';
import { createHangDetector, hangingAfterMs } from '../../src/process/redis.ts';

/** Whether Redis hangs after each of these: a time at which a command timed out, or an answer. */
function hangsAfter(...events: (number | 'answer')[]): boolean[] {
  let at = 0;
  const detector = createHangDetector(() => at);
  return events.map((event) => {
    if (event === 'answer') {
      detector.answered();
      return false;
    }
    at = event;
    return detector.timedOut();
  });
}

test('Redis hangs if commands time out for a while and none is answered', () => {
  expect(hangsAfter(1000, 1000 + hangingAfterMs - 1, 1000 + hangingAfterMs)).toEqual([false, false, true]);
});

test('timeouts at one moment count as one, since the process itself may have paused', () => {
  expect(hangsAfter(1000, 1000, 1000, 1000)).toEqual([false, false, false, false]);
});

test('an answer ends the silence', () => {
  expect(hangsAfter(1000, 1400, 'answer', 1600, 1600 + hangingAfterMs)).toEqual([false, false, false, false, true]);
});
