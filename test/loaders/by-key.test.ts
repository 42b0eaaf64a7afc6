import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LearningApiError } from '../../src/learning-api/errors.ts';
import { byKey, type Found, inChunks, keyedBy } from '../../src/loaders/by-key.ts';
import { coverByGroups } from '../../src/loaders/set-cover.ts';

type State = 'there' | 'missing' | 'failed';
const states = fc.dictionary(fc.stringMatching(/^[a-f]{1,3}$/), fc.constantFrom<State>('there', 'missing', 'failed'), {
  minKeys: 1,
  maxKeys: 30,
});
const same = (key: string) => key;
const failure = (key: string) => new LearningApiError({ kind: 'failed', operation: 'GetSections', itemIds: [key] });

test('every key gets its own row, null or its own error, whatever order the answer has and however often it was asked', async () => {
  await fc.assert(
    fc.asyncProperty(states, fc.infiniteStream(fc.nat()), async (known, numbers) => {
      let batches = 0;
      const loader = byKey<string, string>({
        canonical: (key) => key.toLowerCase(),
        find: async (keys) => {
          batches += 1;
          const items = keys
            .filter((key) => known[key.toLowerCase()] !== 'missing')
            .map((key) => (known[key.toLowerCase()] === 'failed' ? failure(key.toLowerCase()) : key.toLowerCase()))
            .sort(() => (Number(numbers.next().value) % 2) * 2 - 1);
          return keyedBy(
            items,
            keys.map((key) => key.toLowerCase()),
            same,
          );
        },
      });
      const asked = Object.keys(known).flatMap((key) => [key, key.toUpperCase()]);
      const answers = await Promise.all(asked.map((key) => loader.load(key).catch((error: Error) => error)));
      answers.forEach((answer, index) => {
        const key = asked[index]?.toLowerCase() ?? '';
        if (known[key] === 'failed') expect(answer).toMatchObject({ failure: { itemIds: [key] } });
        else expect(answer).toBe(known[key] === 'there' ? key : null);
      });
      expect(batches).toBe(1);
    }),
  );
});

test('a failed item that names none of the keys answers those that have no row, and no others', () => {
  const stray = new LearningApiError({ kind: 'malformed', operation: 'GetSections' });
  expect(keyedBy(['a', stray], ['a', 'b'], same)).toEqual(
    new Map<string, unknown>([
      ['a', 'a'],
      ['b', stray],
    ]),
  );
});

test('a chunk that fails takes only its own keys with it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 1, max: 12 }),
      fc.nat(),
      async (count, size, seed) => {
        const keys = Array.from({ length: count }, (_, index) => String(index));
        const bad = String(seed % count);
        const sizes: number[] = [];
        const found = await inChunks(keys, size, same, async (chunk): Promise<Found<string>> => {
          sizes.push(chunk.length);
          if (chunk.includes(bad)) throw new Error('this chunk failed');
          return new Map(chunk.map((key) => [key, key]));
        });
        const chunkOf = (key: string) => Math.floor(Number(key) / size);
        for (const key of keys) {
          if (chunkOf(key) === chunkOf(bad)) expect(found.get(key)).toBeInstanceOf(Error);
          else expect(found.get(key)).toBe(key);
        }
        expect(Math.max(...sizes)).toBeLessThanOrEqual(size);
      },
    ),
  );
});

test('keys are shared out to calls so that each is answered once, and no call is made for a group of one', () => {
  const key = fc.record({ user: fc.constantFrom('u1', 'u2', 'u3'), section: fc.constantFrom('s1', 's2', 's3', 's4') });
  fc.assert(
    fc.property(fc.array(key, { maxLength: 40 }), (keys) => {
      const { groups, singles } = coverByGroups(keys, [({ user }) => user, ({ section }) => section]);
      expect([...groups.flatMap((group) => group.keys), ...singles]).toHaveLength(keys.length);
      expect(new Set([...groups.flatMap((group) => group.keys), ...singles])).toEqual(new Set(keys));
      for (const group of groups) {
        expect(group.keys.length).toBeGreaterThan(1);
        expect(new Set(group.keys.map(({ user, section }) => (group.by === 0 ? user : section))).size).toBe(1);
      }
    }),
  );
});
