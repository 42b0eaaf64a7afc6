import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Cancellation } from '../../src/learning-api/resilience/cancellation.ts';
import { createTurns, maxTimedCallers, sliceMs } from '../../src/server/graphql/turns.ts';

/** Callers whose steps take as long as they say, by a clock that nothing else moves. */
function simulate() {
  let now = 0;
  const turns = createTurns(() => now);
  const done: string[] = [];
  const used = new Map<string, number>();
  return {
    turns,
    done,
    used,
    step: async (caller: string, takesMs: number) => {
      const turn = turns.next(caller, new Cancellation());
      if (turn !== null) await turn;
      done.push(caller);
      now += takesMs;
      used.set(caller, (used.get(caller) ?? 0) + takesMs);
    },
  };
}

describe('a step', () => {
  test('goes on at once while little time is used, and waits otherwise, also if its caller is alone', async () => {
    const { turns, step } = simulate();
    expect(turns.next('a', new Cancellation())).toBeNull();
    await step('a', sliceMs - 1);
    expect(turns.next('a', new Cancellation())).toBeNull();
    await step('a', 1);
    const waiting = turns.next('a', new Cancellation());
    expect(waiting).toBeInstanceOf(Promise);
    await waiting;
  });

  test('goes before the steps of a caller who has used more time', async () => {
    const { step, done } = simulate();
    const heavy = Array.from({ length: 5 }, () => step('heavy', 100));
    await Promise.resolve();
    await Promise.all([...heavy, step('light', 1)]);
    expect(done).toEqual(['heavy', 'light', 'heavy', 'heavy', 'heavy', 'heavy']);
  });

  test('waits for one step of everybody else at most, whenever it comes', async () => {
    const { step, done } = simulate();
    const heavy = Array.from({ length: 20 }, () => step('heavy', 100));
    for (let round = 0; round < 3; round += 1) {
      const before = done.length;
      await step('light', 1);
      expect(done.length - before).toBeLessThanOrEqual(2);
    }
    await Promise.all(heavy);
  });

  test('that is cancelled while it waits takes no turn', async () => {
    const { turns, step, done } = simulate();
    await step('a', 100);
    const cancellation = new Cancellation();
    const waiting = turns.next('a', cancellation);
    const next = step('a', 1);
    cancellation.cancel('deadline');
    await expect(waiting).rejects.toMatchObject({ reason: 'deadline' });
    await next;
    expect(done).toEqual(['a', 'a']);
    await expect(turns.next('a', cancellation)).rejects.toMatchObject({ reason: 'deadline' });
  });
});

test('callers who always have work share the time evenly, however long their steps are', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 2, maxLength: 4 }), async (lengths) => {
      const { step, used } = simulate();
      const longest = Math.max(...lengths);
      const target = 10 * longest;
      const work = lengths.map(async (takesMs, index) => {
        while (Math.max(0, ...used.values()) < target) await step(`caller ${index}`, takesMs);
      });
      await Promise.all(work);
      const times = lengths.map((_, index) => used.get(`caller ${index}`) ?? 0);
      expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(2 * longest + sliceMs);
    }),
    { numRuns: 50 },
  );
});

test('a stream of new callers keeps no one waiting', async () => {
  const { step, done } = simulate();
  await Promise.all(Array.from({ length: 3 * maxTimedCallers }, (_, index) => step(`new ${index}`, 1)));
  await setImmediate();
  await step('other', 1);
  expect(done).toHaveLength(3 * maxTimedCallers + 1);
});
