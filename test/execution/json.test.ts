import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonOf, sharedParts } from '../../src/execution/json.ts';

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

class Amount {
  cents: number;
  constructor(cents: number) {
    this.cents = cents;
  }
  toJSON() {
    return `${this.cents / 100}`;
  }
}

test.each<[string, unknown]>([
  ['a date', new Date(0)],
  ['an object with toJSON of its class', new Amount(250)],
  ['an object with its own toJSON', { hidden: 1, toJSON: () => ({ shown: 2 }) }],
  ['a list with toJSON', Object.assign([1], { toJSON: () => 'one' })],
  ['a text as an object', Object('text')],
  ['a map', new Map([['a', 1]])],
  ['an object with an inherited property', Object.create({ inherited: 1 }, { own: { value: 2, enumerable: true } })],
  ['bytes', Buffer.from('text')],
  ['an object without a prototype', Object.assign(Object.create(null), { a: new Date(0) })],
])('%s is written as by JSON.stringify', (_, leaf) => {
  const shared = { id: 1 };
  const data = { leaf, list: [leaf], deep: { leaf: { leaf } }, shared };
  expect(jsonOf({ data, [sharedParts]: new Set([shared]) }).toString()).toBe(JSON.stringify({ data }));
});
