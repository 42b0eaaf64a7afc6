import { expect, test } from 'vitest';
import { decodeRow, isCached, isFaultless } from '../../../src/learning-api/contract/rows.ts';
import {
  createParseCache,
  maxParseCacheBytes,
  maxParsedEntryBytes,
} from '../../../src/learning-api/reuse/parse-cache.ts';

const response = (body: string | Buffer, status = 200, type = 'application/json') => ({
  status,
  headers: { 'content-type': type },
  body: Buffer.from(body),
});

/** Reads bodies with one cache, and counts how often they are parsed. */
function reader() {
  const cache = createParseCache();
  let parsed = 0;
  return {
    read: <Data>(key: string, body: string | Buffer, data: Data): Data =>
      cache.read(key, response(body), () => {
        parsed += 1;
        return data;
      }).data,
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

test('a response is cached when its call is made for the second time, and parsed again if its bytes differ', () => {
  const { read, parsed } = reader();
  expect(read('a', 'body', 'first')).toBe('first');
  expect(read('b', 'body', 'of b')).toBe('of b');
  expect(read('a', 'body', 'second')).toBe('second');
  expect(parsed()).toBe(3);
  for (let time = 0; time < 2; time += 1) expect(read('a', 'body', 'again')).toBe('second');
  expect(parsed()).toBe(3);
  expect(read('a', 'changed', 'third')).toBe('third');
  expect(read('a', 'body', 'fourth')).toBe('fourth');
  expect(read('a', 'body', 'fifth')).toBe('fourth');
  expect(parsed()).toBe(5);
});

test('a response with another status or type is parsed again, even if its bytes are the same', () => {
  for (const other of [response('', 204), response('', 200, 'application/json; charset=utf-16')]) {
    const cache = createParseCache();
    for (let time = 0; time < 2; time += 1) cache.read('a', response(''), () => 'first');
    expect(cache.read('a', other, () => 'other').data).toBe('other');
  }
});

test('rows are marked as cached when they are cached', () => {
  const { read } = reader();
  expect(read('a', 'body', [row({})]).map(isCached)).toEqual([false]);
  for (let time = 0; time < 2; time += 1) expect(read('a', 'body', [row({})]).map(isCached)).toEqual([true]);
});

test('a response that differs each time is cached at most every other time', () => {
  const { read } = reader();
  const areCached = Array.from({ length: 7 }, (_, time) => isCached(read('a', `body ${time}`, row({}))));
  expect(areCached).toEqual([false, true, false, true, false, true, false]);
});

test('calls are forgotten when their responses would no longer fit into the cache before they are made again', () => {
  const { read, parsed } = reader();
  const body = 'x'.repeat(maxParsedEntryBytes / 8);
  const readAll = (count: number) => {
    for (let number = 0; number < count; number += 1) read(`${number}`, body, '');
  };
  const many = 100;
  for (let round = 0; round < 4; round += 1) readAll(many);
  expect(parsed()).toBe(4 * many);
  const few = 10;
  for (let round = 0; round < 4; round += 1) readAll(few);
  expect(parsed()).toBe(4 * many + 2 * few);
});

test('a response with a warning is parsed each time', () => {
  const { read, parsed } = reader();
  const data = row({ api_error_entity: { error_code: 0, warning_messages: ['of one caller'] } });
  expect(isFaultless(data)).toBe(false);
  for (let time = 0; time < 2; time += 1) read('a', 'body', data);
  expect(read('a', 'body', 'again')).toBe('again');
  expect(parsed()).toBe(3);
});

test('a body that is overwritten later is not mistaken for the one that was read', () => {
  const cache = createParseCache();
  cache.read('a', response('before'), () => 'first');
  const second = response('before');
  cache.read('a', second, () => 'second');
  second.body.write('after!');
  expect(cache.read('a', response('before'), () => 'third').data).toBe('second');
});

/** Entries of which nearly all bytes are of one part. */
const largeParts: Record<string, (name: string, bytes: number) => [string, string, string]> = {
  body: (name, bytes) => [name, 'x'.repeat(bytes), ''],
  data: (name, bytes) => [name, '', 'x'.repeat(bytes)],
  key: (name, bytes) => [name + 'x'.repeat(bytes), '', ''],
};

test.each(Object.keys(largeParts))('the %s counts, and the responses that were used longest ago make room', (part) => {
  const { read, parsed } = reader();
  const readLarge = (name: string) => read(...(largeParts[part]?.(name, maxParsedEntryBytes - 1000) ?? ['', '', '']));
  const cacheLarge = (name: string) => {
    for (let time = 0; time < 2; time += 1) readLarge(name);
  };
  for (const name of 'abcdefgh') cacheLarge(name);
  readLarge('a');
  expect(parsed()).toBe(16);
  cacheLarge('i');
  readLarge('a');
  expect(parsed()).toBe(18);
  readLarge('b');
  expect(parsed()).toBe(19);
});

test.each(Object.keys(largeParts))('an entry with a %s that would take more than an eighth is not cached', (part) => {
  const { read, parsed } = reader();
  for (let time = 0; time < 3; time += 1) read(...(largeParts[part]?.('a', maxParsedEntryBytes) ?? ['', '', '']));
  expect(parsed()).toBe(3);
});

test('the rows of a response that is too large to be cached are not marked as cached', () => {
  const { read } = reader();
  const rows = [row({ name: 'x'.repeat(maxParsedEntryBytes) })];
  for (let time = 0; time < 3; time += 1) expect(read('a', 'body', rows).map(isCached)).toEqual([false]);
});

test('each entry counts 450 bytes for itself', () => {
  const { read, parsed } = reader();
  // Each entry: a key of 24 bytes, an empty body, and nothing on the heap for `true`.
  const count = Math.floor(maxParseCacheBytes / (24 + 450));
  const readNumber = (number: number) => read(String(number).padStart(8), '', true);
  for (let number = 0; number <= count; number += 1) for (let time = 0; time < 2; time += 1) readNumber(number);
  expect(parsed()).toBe(2 * (count + 1));
  readNumber(1);
  expect(parsed()).toBe(2 * (count + 1));
  readNumber(0);
  expect(parsed()).toBe(2 * (count + 1) + 1);
});
