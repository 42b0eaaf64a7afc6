import { expect, test } from 'vitest';
import { createRanking } from '../../../src/learning-api/resilience/ranking.ts';

test('an empty ranking has neither a lowest nor a highest member', () => {
  const ranking = createRanking<string>();
  expect([ranking.lowest(), ranking.highest()]).toEqual([undefined, undefined]);
  ranking.put('a', 3);
  ranking.remove('a');
  ranking.remove('a');
  expect([ranking.lowest(), ranking.highest()]).toEqual([undefined, undefined]);
});

test('members are found by their latest rank', () => {
  const ranking = createRanking<string>();
  ranking.put('a', 0);
  ranking.put('b', 5);
  ranking.put('c', 2);
  expect([ranking.lowest(), ranking.highest()]).toEqual(['a', 'b']);
  ranking.put('a', 3);
  ranking.put('b', 1);
  expect([ranking.lowest(), ranking.highest()]).toEqual(['b', 'a']);
});

test('of members with the same rank, the one that has had it longest comes first', () => {
  const ranking = createRanking<string>();
  ranking.put('a', 1);
  ranking.put('b', 1);
  ranking.put('a', 1);
  expect([ranking.lowest(), ranking.highest()]).toEqual(['a', 'a']);
  ranking.put('a', 2);
  ranking.put('a', 1);
  expect([ranking.lowest(), ranking.highest()]).toEqual(['b', 'b']);
});
