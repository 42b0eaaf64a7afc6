import { expect, test } from 'vitest';
import { createRequestMemory } from '../../src/server/request/request-memory.ts';

test('a caller has as many bytes as are still free, and another one still has room', () => {
  const memoryOf = createRequestMemory(100);
  expect(memoryOf('a').take(50)).toBe(true);
  expect(memoryOf('a').take(1)).toBe(false);
  expect(memoryOf('b').take(25)).toBe(true);
  expect(memoryOf('b').take(1)).toBe(false);
  expect(memoryOf('c').take(12)).toBe(true);
});

test('the bytes of a request are free after it, also those that it takes later', () => {
  const memoryOf = createRequestMemory(100);
  for (let number = 0; number < 10; number += 1) {
    const memory = memoryOf('a');
    expect(memory.take(20)).toBe(true);
    expect(memory.take(30)).toBe(true);
    expect(memory.take(1)).toBe(false);
    memory.release();
    expect(memory.take(40)).toBe(true);
    memory.release();
  }
  expect(memoryOf('a').take(50)).toBe(true);
});
