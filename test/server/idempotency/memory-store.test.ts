import { expect, test } from 'vitest';
import { createMemoryStore, endedBytes, runningBytes } from '../../../src/server/idempotency/memory-store.ts';

/** A store with a clock of its own. */
function storeOf(limits: { maxKeys?: number; maxBytes?: number }) {
  let at = 0;
  const store = createMemoryStore({ lifetimeMs: 1000, maxKeys: 1e6, maxBytes: 1e9, ...limits, now: () => at });
  const claim = async (id: string, owner = 'ada') => store.claim({ id: `${owner} ${id}`, owner }, id);
  return {
    goTo: (ms: number) => {
      at = ms;
    },
    claim,
    /** Keeps an answer for a new key. Returns what is remembered: the answer, `not kept`, or `full`. */
    keep: async (id: string, answer: string, owner = 'ada') => {
      try {
        const first = await claim(id, owner);
        if (first.state === 'new') await first.run.keep(answer);
        const again = await claim(id, owner);
        return again.state === 'ended' ? (again.answer ?? 'not kept') : again.state;
      } catch {
        return 'full';
      }
    },
  };
}

/** The header of a string on the heap. */
const emptyAnswer = 16;
const large = 'x'.repeat(8000);

test('answers that do not fit are not kept, and all memory is given back when keys expire', async () => {
  const { keep, claim, goTo } = storeOf({ maxBytes: 20_000 });
  expect(await keep('large', large)).toBe(large);
  expect(await keep('too large', large)).toBe('not kept');
  goTo(999);
  expect(await claim('large')).toMatchObject({ state: 'ended', answer: large });
  goTo(1000);
  expect((await claim('large')).state).toBe('new');
  expect(await keep('another', large)).toBe(large);
});

test('a key is released with all of its memory', async () => {
  const { claim } = storeOf({ maxKeys: 1, maxBytes: runningBytes });
  for (let round = 0; round < 5; round += 1) {
    const claimed = await claim('one');
    expect(claimed.state).toBe('new');
    expect((await claim('one')).state).toBe('running');
    await expect(claim('two')).rejects.toThrow('The gateway remembers as many keys as it may.');
    if (claimed.state === 'new') await claimed.run.release();
  }
});

test.each([
  ['keys', { maxKeys: 1000 }],
  ['bytes', { maxBytes: 1000 * (endedBytes + emptyAnswer) + runningBytes }],
])('one caller can use about a half of the %s, and each further caller a part of what is left', async (_, limits) => {
  const { keep } = storeOf(limits);
  const used: number[] = [];
  for (const owner of ['ada', 'grace', 'alan', 'barbara']) {
    let count = 0;
    while ((await keep(String(count), '', owner)) !== 'full') count += 1;
    used.push(count);
  }
  const expected = [500, 250, 125, 62];
  used.forEach((count, index) => {
    expect(Math.abs(count - (expected[index] ?? 0))).toBeLessThanOrEqual(5);
  });
});

test('a repeated request finds its key also when the store is full', async () => {
  const { keep, claim } = storeOf({ maxKeys: 1 });
  expect(await keep('one', 'answer')).toBe('answer');
  expect(await keep('two', 'answer')).toBe('full');
  expect(await claim('one')).toEqual({ state: 'ended', fingerprint: 'one', answer: 'answer' });
});
