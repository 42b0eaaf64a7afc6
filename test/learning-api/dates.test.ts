import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isNormalizedDate, normalizeDate } from '../../src/learning-api/contract/dates.ts';

test.each([
  ['2025-09-13T09:48:23.257Z', '2025-09-13T09:48:23.257Z'],
  ['2025-09-13T08:19:43.9821488Z', '2025-09-13T08:19:43.982Z'],
  ['2015-11-25T19:25:24.731+00:00', '2015-11-25T19:25:24.731Z'],
  ['2015-11-25T19:25:24+02:00', '2015-11-25T17:25:24.000Z'],
  ['2025-09-13T09:48:23', '2025-09-13T09:48:23.000Z'],
  ['2025-09-13', '2025-09-13T00:00:00.000Z'],
  ['0001-01-01T00:00:00', null],
  ['0001-01-01T00:00:00Z', null],
  ['soon', 'soon'],
])('%s is normalized to %s', (text, normalized) => {
  expect(normalizeDate(text)).toBe(normalized);
});

test('an instant keeps its milliseconds, with any number of fractional digits', () => {
  const date = fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(date, fc.stringMatching(/^\d{0,6}$/), fc.constantFrom('Z', '', '+00:00'), (instant, digits, zone) => {
      const text = instant.toISOString().replace('Z', `${digits}${zone}`);
      const normalized = normalizeDate(text) ?? '';
      expect(normalized).toBe(instant.toISOString());
      expect(isNormalizedDate(normalized)).toBe(true);
    }),
  );
});
