import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonMemo, jsonOf, sharedParts } from '../../src/execution/json.ts';

test('a result with shared parts is written as by JSON.stringify, with any texts', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('"', '\\', '\n', '\ud800', '\udc00', ' ', 'ä', '\u2028', '\u007f') }),
  );
  const value = fc.oneof(text, fc.double(), fc.boolean(), fc.constant(null), fc.constant(undefined));
  const part = fc.dictionary(text, value);
  fc.assert(
    fc.property(part, part, value, (one, other, leaf) => {
      const data = { list: [one, other, one, leaf], one, leaf, nested: { one, other } };
      const expected = JSON.stringify({ data });
      expect(jsonOf({ data, [sharedParts]: new Set([one]) }).toString()).toBe(expected);
      expect(jsonOf({ data, [sharedParts]: new Set([one, other]) }).toString()).toBe(expected);
      expect(jsonOf({ data }).toString()).toBe(expected);
    }),
    { numRuns: 500 },
  );
});

test('a part with memoized JSON is written as by JSON.stringify, every time', () => {
  const text = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(fc.dictionary(text, text), fc.array(text), (object, list) => {
      const data = { list: [object, list], object };
      const expected = JSON.stringify({ data });
      for (const part of [object, list]) Object.assign(part, { [jsonMemo]: '' });
      for (const _ of [1, 2]) expect(jsonOf({ data, [sharedParts]: new Set() }).toString()).toBe(expected);
    }),
  );
});
