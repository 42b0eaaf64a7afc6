import { expect, test } from 'vitest';
import { heapBytesOf } from '../../../src/learning-api/reuse/heap-bytes.ts';

const symbol = Symbol('of a field');

test.each<[string, unknown, number]>([
  ['nothing', undefined, 0],
  ['null', null, 0],
  ['a boolean', true, 0],
  ['a function', () => undefined, 0],
  ['a small integer', 2 ** 31 - 1, 0],
  ['a small negative integer', 1 - 2 ** 31, 0],
  ['a large integer', 2 ** 31, 16],
  ['a large negative integer', -(2 ** 31), 16],
  ['a fraction', 0.5, 16],
  ['an empty text', '', 16],
  ['a text of 1 byte', 'x', 24],
  ['a text of 8 bytes', 'x'.repeat(8), 24],
  ['a text of 9 bytes', 'x'.repeat(9), 32],
  ['Latin-1, to its last character', `${'x'.repeat(7)}\u00ff`, 24],
  ['the first character after Latin-1', `${'x'.repeat(7)}\u0100`, 32],
  ['the last character of a code unit', `${'x'.repeat(7)}\uffff`, 32],
  ['an empty object', {}, 24],
  ['an object with fields', { a: 1, b: 'x' }, 24 + 8 + 8 + 24],
  ['an object with a symbol', { [symbol]: 'x' }, 24 + 8 + 24],
  // Its length takes a pointer.
  ['an empty array', [], 48 + 8],
  ['an array of arrays', [[], 0.5], 48 + 8 + (8 + 56) + (8 + 16)],
])('%s takes %s on the heap: %d bytes', (_, value, bytes) => {
  expect(heapBytesOf(value)).toBe(bytes);
});
