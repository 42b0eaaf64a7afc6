import { expect, test } from 'vitest';
import { bearerToken } from '../../../src/server/admission/bearer-token.ts';

const id = '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9';
const digits = id.replaceAll('-', '');

test.each<[string | null | undefined, string | null]>([
  [undefined, null],
  [null, null],
  ['', null],
  ['Basic abc', null],
  ['Bearer', null],
  ['Bearer ', null],
  ['Bearer-abc', null],
  ['Bearer a b', null],
  ['No Bearer abc', null],
  ['Bearer abc', 'abc'],
  ['bearer   abc  ', 'abc'],
])('the header %j has the token %j', (header, token) => {
  expect(bearerToken(header)).toBe(token);
});

test.each([
  id,
  id.toUpperCase(),
  digits,
  digits.toUpperCase(),
  `{${id}}`,
  `(${id})`,
  `{${digits}}`,
  id.replace('-', ''),
])('%s is a UUID in one of its spellings', (spelling) => {
  expect(bearerToken(`Bearer ${spelling}`)).toBe(id);
});

test.each([
  `x${id.toUpperCase()}`,
  `${id.toUpperCase()}x`,
  `x${id}`,
  `${id}x`,
  digits.slice(1),
  `${digits}A`,
  `G${digits.slice(1)}`,
  'eyJhbGciOiJFUzI1NiJ9.Ab-C',
])('%s is not a UUID, so it stays as it is', (token) => {
  expect(bearerToken(`Bearer ${token}`)).toBe(token);
});
