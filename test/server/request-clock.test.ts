import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isLater } from '../../src/graph/scalars.ts';
import { RequestClock } from '../../src/server/graphql/request-clock.ts';

const msPerDay = 24 * 60 * 60 * 1000;
const start = Date.parse('2026-03-01T12:00:00Z');
const clockAt = (now: number) => new RequestClock(() => now);
const fractions = fc.constantFrom('', '0', '0001', '5', '9999');
const dates = fc
  .tuple(fc.integer({ min: -5, max: 5 }), fractions)
  .map(([ms, fraction]) => new Date(start + ms).toISOString().replace('Z', `${fraction}Z`));
const comparisons = fc.array(fc.tuple(dates, fc.constantFrom(0, 1, 3650)), { minLength: 1, maxLength: 5 });

test('compares dates with the time at which the request first asked for it', () => {
  const times = [start, start + 5000];
  const clock = new RequestClock(() => times.shift() ?? 0);
  const at = (ms: number) => new Date(start + ms).toISOString();
  expect([-1, 0, 1, 4999].map((ms) => clock.compare(at(ms)))).toEqual([-1, 0, 1, 1]);
  expect([-1, 0, 1].map((ms) => clock.compare(at(msPerDay + ms), 1))).toEqual([-1, 0, 1]);
});

test('each comparison has the same result at each time in the span', () => {
  fc.assert(
    fc.property(comparisons, fc.integer({ min: -4, max: 4 }), fc.integer({ min: -8, max: 8 }), (pairs, ms, laterMs) => {
      const moved = pairs.map(([date, days]): [string, number] => [
        date.replace(/^.{23}/, new Date(Date.parse(date) + days * msPerDay).toISOString().slice(0, 23)),
        days,
      ]);
      const resultsOf = (clock: RequestClock) => moved.map(([date, days]) => clock.compare(date, days));
      const clock = clockAt(start + ms);
      const results = resultsOf(clock);
      const later = clockAt(start + laterMs);
      expect(clock.isIn(clock.sameSpan)).toBe(true);
      if (later.isIn(clock.sameSpan)) expect(resultsOf(later)).toEqual(results);
    }),
    { numRuns: 2000 },
  );
});

test('agrees with a comparison of texts', () => {
  fc.assert(
    fc.property(dates, fc.integer({ min: -5, max: 5 }), (date, ms) => {
      const now = new Date(start + ms).toISOString();
      const result = clockAt(start + ms).compare(date);
      expect(result > 0).toBe(isLater(date, now));
      expect(result < 0).toBe(isLater(now, date));
    }),
  );
});

test('a request that compares nothing has the same result at any time', () => {
  const clock = clockAt(start);
  expect(clockAt(0).isIn(clock.sameSpan)).toBe(true);
  expect(clockAt(4e12).isIn(clock.sameSpan)).toBe(true);
});

test('a date that cannot be read has the same result in the same millisecond only', () => {
  const clock = clockAt(start);
  clock.compare('9999999-01-01');
  expect([start - 1, start, start + 1].map((time) => clockAt(time).isIn(clock.sameSpan))).toEqual([false, true, false]);
});
