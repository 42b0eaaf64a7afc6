import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LearningApiError } from '../../src/learning-api/errors.ts';
import { createBatchScheduler } from '../../src/loaders/batch-scheduler.ts';
import { createBatchLoader, type Found, findInChunks, indexByKey } from '../../src/loaders/keyed-loader.ts';
import { greedySetCover } from '../../src/loaders/set-cover.ts';

type State = 'there' | 'missing' | 'failed';
const states = fc.dictionary(fc.stringMatching(/^[a-f]{1,3}$/), fc.constantFrom<State>('there', 'missing', 'failed'), {
  minKeys: 1,
  maxKeys: 30,
});
const same = (key: string) => key;
const failure = (key: string) => new LearningApiError({ kind: 'failed', operation: 'GetSections', itemIds: [key] });

test('every key gets its own row, null or its own error, in any order of the response and for any number of loads', async () => {
  await fc.assert(
    fc.asyncProperty(states, fc.infiniteStream(fc.nat()), async (stateOf, numbers) => {
      let batches = 0;
      const scheduler = createBatchScheduler({
        call: () => Promise.reject(new Error('makes no call')),
        timeLeft: () => Number.POSITIVE_INFINITY,
        onIncompleteBatch: () => undefined,
      });
      const canonical = (key: string) => key.toLowerCase();
      const loader = createBatchLoader<string, string>({
        scheduler,
        batch: 'sections',
        canonical,
        find: (keys) => {
          batches += 1;
          const items = keys
            .filter((key) => stateOf[key.toLowerCase()] !== 'missing')
            .map((key) => (stateOf[key.toLowerCase()] === 'failed' ? failure(key.toLowerCase()) : key.toLowerCase()))
            .sort(() => (Number(numbers.next().value) % 2) * 2 - 1);
          return findInChunks(keys, keys.length, canonical, async (chunk) =>
            indexByKey(items, chunk.map(canonical), same),
          );
        },
      });
      const requested = Object.keys(stateOf).flatMap((key) => [key, key.toUpperCase()]);
      const results = await Promise.all(requested.map((key) => loader.load(key).catch((error: Error) => error)));
      results.forEach((result, index) => {
        const key = requested[index]?.toLowerCase() ?? '';
        if (stateOf[key] === 'failed') expect(result).toMatchObject({ failure: { itemIds: [key] } });
        else expect(result).toBe(stateOf[key] === 'there' ? key : null);
      });
      expect(batches).toBe(1);
    }),
  );
});

test('a failed item with none of the ids is the error of the keys without a row, and of no others', () => {
  const failed = new LearningApiError({ kind: 'malformed', operation: 'GetSections' });
  expect(indexByKey(['a', failed], ['a', 'b'], same)).toEqual(
    new Map<string, unknown>([
      ['a', 'a'],
      ['b', failed],
    ]),
  );
});

test('a failed chunk is the error of its own keys only', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 1, max: 12 }),
      fc.nat(),
      async (count, size, seed) => {
        const keys = Array.from({ length: count }, (_, index) => String(index));
        const bad = String(seed % count);
        const sizes: number[] = [];
        const calls = findInChunks(keys, size, same, async (chunk): Promise<Found<string>> => {
          sizes.push(chunk.length);
          if (chunk.includes(bad)) throw new Error('this chunk failed');
          return new Map(chunk.map((key) => [key, key]));
        });
        const chunkOf = (key: string) => Math.floor(Number(key) / size);
        for (const key of keys) {
          if (chunkOf(key) === chunkOf(bad)) await expect(calls.get(key)).rejects.toThrow('this chunk failed');
          else expect((await calls.get(key))?.get(key)).toBe(key);
        }
        expect(Math.max(...sizes)).toBeLessThanOrEqual(size);
      },
    ),
  );
});

test('the set cover contains each key once, and no group of one', () => {
  const key = fc.record({ user: fc.constantFrom('u1', 'u2', 'u3'), section: fc.constantFrom('s1', 's2', 's3', 's4') });
  fc.assert(
    fc.property(fc.array(key, { maxLength: 40 }), (keys) => {
      const { groups, singles } = greedySetCover(keys, [({ user }) => user, ({ section }) => section]);
      expect([...groups.flatMap((group) => group.keys), ...singles]).toHaveLength(keys.length);
      expect(new Set([...groups.flatMap((group) => group.keys), ...singles])).toEqual(new Set(keys));
      for (const group of groups) {
        expect(group.keys.length).toBeGreaterThan(1);
        expect(new Set(group.keys.map(({ user, section }) => (group.by === 0 ? user : section))).size).toBe(1);
      }
    }),
  );
});
