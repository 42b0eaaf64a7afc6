import { expect, test } from 'vitest';
import { decodeRow, isCached, isFaultless } from '../../../src/learning-api/contract/rows.ts';
import { createParseCache, maxParseCacheBytes } from '../../../src/learning-api/reuse/parse-cache.ts';

/** Reads bodies with one cache, and counts how often they are parsed. */
function reader() {
  const cache = createParseCache();
  let parsed = 0;
  return {
    read: <Data>(key: string, body: string | Buffer, data: Data): Data =>
      cache.read(key, Buffer.from(body), () => {
        parsed += 1;
        return data;
      }),
    parsed: () => parsed,
  };
}

const row = (wire: object) =>
  decodeRow(
    'Catalog',
    { catalog_id: '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9', ...wire },
    {
      operation: 'GetCatalog',
      redact: (text) => text,
    },
  ) as object;

test('a response is parsed again only if its call has another one in between', () => {
  const { read, parsed } = reader();
  expect(read('a', 'body', 'first')).toBe('first');
  expect(read('a', 'body', 'second')).toBe('first');
  expect(read('b', 'body', 'of b')).toBe('of b');
  expect(parsed()).toBe(2);
  expect(read('a', 'changed', 'third')).toBe('third');
  expect(read('a', 'body', 'fourth')).toBe('fourth');
  expect(read('a', 'body', 'fifth')).toBe('fourth');
  expect(parsed()).toBe(4);
});

test('rows are marked as cached when they are used again, and not before', () => {
  const { read } = reader();
  const rows = [row({})];
  read('a', 'body', rows);
  expect(rows.map(isCached)).toEqual([false]);
  for (let time = 0; time < 2; time += 1) expect(read('a', 'body', []).map(isCached)).toEqual([true]);
});

test('rows that are used again are marked once', () => {
  const { read } = reader();
  let walks = 0;
  const data = {
    get rows() {
      walks += 1;
      return [];
    },
  };
  read('a', 'body', data);
  read('a', 'body', data);
  const before = walks;
  read('a', 'body', data);
  expect(walks).toBe(before);
});

test('a response with a warning is parsed each time', () => {
  const { read, parsed } = reader();
  const data = row({ api_error_entity: { error_code: 0, warning_messages: ['of one caller'] } });
  expect(isFaultless(data)).toBe(false);
  read('a', 'body', data);
  expect(read('a', 'body', 'again')).toBe('again');
  expect(parsed()).toBe(2);
});

test('a body that is overwritten later is not mistaken for the one that was read', () => {
  const cache = createParseCache();
  const body = Buffer.from('before');
  cache.read('a', body, () => 'first');
  body.write('after!');
  expect(cache.read('a', Buffer.from('before'), () => 'second')).toBe('first');
});

test('keys, bodies and data count, and the responses that were used longest ago make room', () => {
  const third = maxParseCacheBytes / 3;
  for (const large of [
    (name: string) => [name, 'x'.repeat(third), ''],
    (name: string) => [name, '', 'x'.repeat(third)],
    (name: string) => [name + 'x'.repeat(third), '', ''],
  ]) {
    const { read, parsed } = reader();
    const readLarge = (name: string) => {
      const [key = '', body = '', data = ''] = large(name);
      read(key, body, data);
    };
    for (const name of ['a', 'b', 'a', 'c', 'a']) readLarge(name);
    expect(parsed()).toBe(3);
    readLarge('b');
    expect(parsed()).toBe(4);
  }
});

test('each entry counts 450 bytes for itself', () => {
  const { read, parsed } = reader();
  // Each entry: a key of 24 bytes, an empty body, and nothing on the heap for `true`.
  const count = Math.floor(maxParseCacheBytes / (24 + 450));
  for (let number = 0; number <= count; number += 1) read(String(number).padStart(8), '', true);
  expect(parsed()).toBe(count + 1);
  read(String(1).padStart(8), '', true);
  expect(parsed()).toBe(count + 1);
  read(String(0).padStart(8), '', true);
  expect(parsed()).toBe(count + 2);
});
