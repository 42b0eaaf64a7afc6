import { expect, test } from 'vitest';
import { type Sample, sumUp, whatGrew } from '../scripts/soak/watch.ts';

const calm: Sample = { heapMb: 60, residentMb: 200, descriptors: 50, handles: 40 };
const minutes = (last: Partial<Sample>) => [{ ...calm, heapMb: 20 }, calm, calm, { ...calm, ...last }];

test.each([
  ['nothing', {}, []],
  ['as much as chance does', { heapMb: 70, descriptors: 75, handles: 60, residentMb: 900 }, []],
  ['the heap', { heapMb: 90 }, ['heapMb: 60.0 to 90.0']],
  ['descriptors', { descriptors: 100 }, ['descriptors: 50.0 to 100.0']],
  ['handles', { handles: 100 }, ['handles: 40.0 to 100.0']],
])('of a soak in which %s grew, that is told', (_, last, expected) => {
  expect(whatGrew(minutes(last))).toEqual(expected);
});

test('of a heap the lowest counts, which is what is left after collecting, and of all else the most', () => {
  const other = { heapMb: 90, residentMb: 100, descriptors: 70, handles: 10 };
  expect(sumUp([calm, other])).toEqual({ heapMb: 60, residentMb: 200, descriptors: 70, handles: 40 });
});
