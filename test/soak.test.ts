import { expect, test } from 'vitest';
import { findGrowth, type Sample, summarize } from '../scripts/soak/watch.ts';

const calm: Sample = { heapMb: 60, residentMb: 200, descriptors: 50, handles: 40, timers: 10 };

test.each<[string, Partial<Sample>, string[]]>([
  ['nothing', {}, []],
  ['as little as noise', { heapMb: 70, descriptors: 75, handles: 60, timers: 30, residentMb: 900 }, []],
  ['the heap', { heapMb: 90 }, ['heapMb: 60.0 to 90.0']],
  ['descriptors', { descriptors: 100 }, ['descriptors: 50.0 to 100.0']],
  ['handles', { handles: 100 }, ['handles: 40.0 to 100.0']],
  ['timers', { timers: 100 }, ['timers: 10.0 to 100.0']],
])('a soak reports what grew: %s', (_, last, expected) => {
  expect(findGrowth(calm, { ...calm, ...last })).toEqual(expected);
});

test('an idle gateway may have a larger heap than a new one, but no more timers', () => {
  expect(findGrowth(calm, { ...calm, heapMb: 200, timers: 100 }, ['timers'])).toEqual(['timers: 10.0 to 100.0']);
});

test('an interval has the lowest heap, which is what garbage collection leaves, and the highest of everything else', () => {
  const other = { heapMb: 90, residentMb: 100, descriptors: 70, handles: 10, timers: 20 };
  expect(summarize([calm, other])).toEqual({ heapMb: 60, residentMb: 200, descriptors: 70, handles: 40, timers: 20 });
});
