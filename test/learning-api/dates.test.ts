import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isNormalizedDate, normalizeDate } from '../../src/learning-api/contract/dates.ts';

test.each([
  ['2025-09-13T09:48:23.257Z', '2025-09-13T09:48:23.257Z'],
  ['2025-09-13T08:19:43.9821488Z', '2025-09-13T08:19:43.9821488Z'],
  ['2025-09-13T10:19:43.9821488+02:00', '2025-09-13T08:19:43.9821488Z'],
  ['2025-09-13T08:19:43.9820000', '2025-09-13T08:19:43.982Z'],
  ['2025-09-13T08:19:43.98', '2025-09-13T08:19:43.980Z'],
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

test('an instant has one form and keeps all its digits, in any zone and with any zeros at the end', () => {
  const date = fc.date({ min: new Date('1900-01-01'), max: new Date('2200-01-01'), noInvalidDate: true });
  const digits = fc.stringMatching(/^(\d{0,5}[1-9])?$/);
  const zeros = fc.stringMatching(/^0{0,3}$/);
  const zones = fc.constantFrom(['Z', 0], ['', 0], ['+00:00', 0], ['+02:00', 2], ['-05:30', -5.5]) as fc.Arbitrary<
    [string, number]
  >;
  fc.assert(
    fc.property(date, digits, zeros, zones, (instant, further, zero, [zone, hours]) => {
      const local = new Date(instant.getTime() + hours * 3_600_000).toISOString();
      const normalized = normalizeDate(local.replace('Z', `${further}${zero}${zone}`)) ?? '';
      expect(normalized).toBe(instant.toISOString().replace('Z', `${further}Z`));
      expect(isNormalizedDate(normalized)).toBe(true);
    }),
  );
});

test.each([
  '2025-09-13T24:00:00.000Z',
  '2025-09-13T23:60:00.000Z',
  '2025-09-13T23:59:61.000Z',
  '2025-09-13T08:19:43.9820Z',
  '2025-13-05T08:19:43.982Z',
  '2025-00-05T08:19:43.982Z',
])('%s does not have the form of the gateway', (text) => expect(isNormalizedDate(text)).toBe(false));
