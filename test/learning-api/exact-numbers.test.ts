import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holdExactNumbers } from '../../src/learning-api/contract/exact-numbers.ts';

test.each([
  ['12345678901234567890', '"12345678901234567890"'],
  ['9007199254740993', '"9007199254740993"'],
  ['9007199254740992', '9007199254740992'],
  ['0.12345678901234567890', '"0.12345678901234567890"'],
  ['1e400', '"1e400"'],
  ['1.50', '1.50'],
  ['-2E3', '-2E3'],
  ['0.1', '0.1'],
  ['0', '0'],
  ['[1,{"a":"9007199254740993 \\" 9007199254740993"}]', '[1,{"a":"9007199254740993 \\" 9007199254740993"}]'],
])('%s becomes %s', (json, exact) => {
  expect(holdExactNumbers(json)).toBe(exact);
});

test('what JavaScript writes stays as it is', () => {
  fc.assert(
    fc.property(fc.json(), (json) => {
      const written = JSON.stringify(JSON.parse(json));
      expect(JSON.parse(holdExactNumbers(written))).toEqual(JSON.parse(written));
    }),
  );
});
