import { expect, test } from 'vitest';
import { countInMemory, maxCountedCallers } from '../../../src/server/admission/rate-limit.ts';

function counter(perMinute: number) {
  let at = 0;
  const count = countInMemory(perMinute, () => at);
  return {
    count,
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
