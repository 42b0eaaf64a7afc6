import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createWindow, type FetchPage, walk } from '../../src/loaders/page-window.ts';

/** A list behind pages, as the REST API serves them: clamped page sizes, and facts that may be missing. */
function pagedList(length: number, server: { clamp: number; tellsTotal: boolean; tellsPerPage: boolean }) {
  const calls: string[] = [];
  const memory = new Map<string, ReturnType<FetchPage<number>>>();
  const fetchPage: FetchPage<number> = (page, perPage) => {
    const key = `${page} x ${perPage}`;
    const known = memory.get(key);
    if (known) return known;
    calls.push(key);
    const size = Math.min(perPage, server.clamp);
    const start = (page - 1) * size;
    const items = Array.from({ length: Math.max(0, Math.min(size, length - start)) }, (_, index) => start + index);
    const facts = { total: server.tellsTotal ? length : null, perPage: server.tellsPerPage ? size : null };
    const answer = Promise.resolve({ items, facts });
    memory.set(key, answer);
    return answer;
  };
  return { fetchPage, calls };
}

const servers = fc.record({
  clamp: fc.constantFrom(1, 7, 30, 100, 1000),
  tellsTotal: fc.boolean(),
  tellsPerPage: fc.boolean(),
});
const lengths = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.constantFrom(0, 1, 30, 60, 100, 200));
const offsets = fc.integer({ min: 0, max: 320 });
const sizes = fc.oneof(fc.integer({ min: 1, max: 120 }), fc.constantFrom(1, 30, 100, 1000));

test('any window holds exactly its items in the order of the list, and knows whether the list goes on', async () => {
  await fc.assert(
    fc.asyncProperty(lengths, offsets, sizes, servers, async (length, offset, first, server) => {
      const window = createWindow({ offset, first, fetchPage: pagedList(length, server).fetchPage });
      const expected = Array.from({ length }, (_, index) => index).slice(offset, offset + first);
      expect(await window.items()).toEqual(expected);
      expect(await window.hasNext()).toBe(offset + first < length);
      expect(await window.total()).toBe(server.tellsTotal ? length : null);
    }),
    { numRuns: 2000 },
  );
});

test('pages of any mix of sizes, one behind the other, give every item once', async () => {
  await fc.assert(
    fc.asyncProperty(lengths, fc.array(sizes, { minLength: 1, maxLength: 6 }), servers, async (length, mix, server) => {
      const { fetchPage } = pagedList(length, server);
      const seen: number[] = [];
      for (let turn = 0; ; turn += 1) {
        const window = createWindow({ offset: seen.length, first: mix[turn % mix.length] ?? 1, fetchPage });
        seen.push(...(await window.items()));
        if (!(await window.hasNext())) break;
      }
      expect(seen).toEqual(Array.from({ length }, (_, index) => index));
    }),
    { numRuns: 300 },
  );
});

test('where the server keeps to the asked page size and tells its totals, a window costs one call, or two where no page boundary fits', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 5000 }),
      fc.integer({ min: 0, max: 5000 }),
      sizes,
      async (length, offset, first) => {
        const { fetchPage, calls } = pagedList(length, { clamp: 1000, tellsTotal: true, tellsPerPage: true });
        const window = createWindow({ offset, first, fetchPage });
        await window.items();
        await window.hasNext();
        await window.total();
        const fitsOnePage = Array.from({ length: 1001 - first }, (_, index) => first + index).some(
          (size) => Math.floor(offset / size) === Math.floor((offset + first - 1) / size),
        );
        expect(calls.length).toBeLessThanOrEqual(fitsOnePage ? 1 : 2);
      },
    ),
    { numRuns: 500 },
  );
});

test('without totals, knowing whether a full last page has a next one costs one call more, made only when asked', async () => {
  const { fetchPage, calls } = pagedList(60, { clamp: 1000, tellsTotal: false, tellsPerPage: false });
  const window = createWindow({ offset: 30, first: 30, fetchPage });
  await window.items();
  expect(calls).toEqual(['2 x 30']);
  expect(await window.hasNext()).toBe(false);
  expect(calls).toEqual(['2 x 30', '61 x 1']);
});

test('a window that nobody looks at costs nothing', () => {
  const { fetchPage, calls } = pagedList(60, { clamp: 1000, tellsTotal: true, tellsPerPage: true });
  createWindow({ offset: 0, first: 30, fetchPage });
  expect(calls).toEqual([]);
});

test('walking gives the whole list, and refuses a longer one instead of giving a part', async () => {
  const server = { clamp: 1000, tellsTotal: false, tellsPerPage: false };
  expect(await walk(pagedList(2500, server).fetchPage, 10_000)).toHaveLength(2500);
  expect(await walk(pagedList(10_000, server).fetchPage, 10_000)).toHaveLength(10_000);
  await expect(walk(pagedList(10_001, server).fetchPage, 10_000)).rejects.toThrow('more than 10000 items');
});
