import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPageWindow, type FetchPage, fetchAll, markOf } from '../../src/loaders/page-window.ts';

interface Server {
  clamp: number;
  hasTotal: boolean;
  hasPerPage: boolean;
  /** True if every request is answered with the first page. */
  ignoresPage?: boolean;
  /** True if such a response still reports the requested page. */
  echoesPage?: boolean;
}

/** A paged list as the REST API serves it: with a maximum page size, and totals that may be missing. */
function pagedList(length: number, server: Server) {
  const calls: string[] = [];
  const memory = new Map<string, ReturnType<FetchPage<number>>>();
  const fetchPage: FetchPage<number> = (page, perPage) => {
    const key = `${page} x ${perPage}`;
    const fetched = memory.get(key);
    if (fetched) return fetched;
    calls.push(key);
    const size = Math.min(perPage, server.clamp);
    const served = server.ignoresPage ? 1 : page;
    const start = (served - 1) * size;
    const items = Array.from({ length: Math.max(0, Math.min(size, length - start)) }, (_, index) => start + index);
    const reported = server.echoesPage ? page : served;
    const facts = {
      page: server.hasPerPage ? reported : null,
      total: server.hasTotal ? length : null,
      perPage: server.hasPerPage ? size : null,
    };
    const response = Promise.resolve({ items, facts });
    memory.set(key, response);
    return response;
  };
  return { fetchPage, calls };
}

const servers = fc.record({
  clamp: fc.constantFrom(5, 7, 30, 100, 1000),
  hasTotal: fc.boolean(),
  hasPerPage: fc.boolean(),
});
const lengths = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.constantFrom(0, 1, 30, 60, 100, 200));
const offsets = fc.integer({ min: 0, max: 320 });
const sizes = fc.oneof(fc.integer({ min: 1, max: 120 }), fc.constantFrom(1, 30, 100, 1000));

test('items that cannot be read do not end a list, wherever they are', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.boolean(), { maxLength: 40 }),
      fc.integer({ min: 0, max: 45 }),
      fc.integer({ min: 1, max: 12 }),
      servers,
      async (areReadable, offset, first, server) => {
        const { fetchPage } = pagedList(areReadable.length, server);
        const unreadable = new Error('null');
        const isReadable = (index: number) => index % 4 === 0 || areReadable[index];
        const window = createPageWindow<number | Error>({
          offset,
          first,
          fetchPage: async (page, perPage) => {
            const { items, ...others } = await fetchPage(page, perPage);
            return { ...others, items: items.map((item) => (isReadable(item) ? item : unreadable)) };
          },
        });
        const all = areReadable.map((_, index) => (isReadable(index) ? index : unreadable));
        expect(await window.items()).toEqual(all.slice(offset, offset + first));
        expect(await window.hasNext()).toBe(offset + first < all.length);
      },
    ),
    { numRuns: 1000 },
  );
});

test('a list whose pages all look alike because they cannot be read is an error after a few calls', async () => {
  let calls = 0;
  const window = createPageWindow({
    offset: 0,
    first: 1000,
    fetchPage: async () => {
      calls += 1;
      return { items: [new Error('null')], facts: { page: null, total: null, perPage: null } };
    },
  });
  await expect(async () => window.items()).rejects.toThrow('may never end');
  expect(calls).toBeLessThanOrEqual(3);
});

test('a window has exactly its items in the order of the list, and reports if more follow', async () => {
  await fc.assert(
    fc.asyncProperty(lengths, offsets, sizes, servers, async (length, offset, first, server) => {
      const window = createPageWindow({ offset, first, fetchPage: pagedList(length, server).fetchPage });
      const expected = Array.from({ length }, (_, index) => index).slice(offset, offset + first);
      expect(await window.items()).toEqual(expected);
      expect(await window.hasNext()).toBe(offset + first < length);
      expect(await window.total()).toBe(server.hasTotal ? length : null);
    }),
    { numRuns: 2000 },
  );
});

test('consecutive windows of any sizes return every item once', async () => {
  await fc.assert(
    fc.asyncProperty(lengths, fc.array(sizes, { minLength: 1, maxLength: 6 }), servers, async (length, mix, server) => {
      const { fetchPage } = pagedList(length, server);
      const seen: number[] = [];
      for (let turn = 0; ; turn += 1) {
        const window = createPageWindow({ offset: seen.length, first: mix[turn % mix.length] ?? 1, fetchPage });
        seen.push(...(await window.items()));
        if (!(await window.hasNext())) break;
      }
      expect(seen).toEqual(Array.from({ length }, (_, index) => index));
    }),
    { numRuns: 300 },
  );
});

test('with totals and without a smaller maximum page size, a window costs one call, or two if no page contains it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 5000 }),
      fc.integer({ min: 0, max: 5000 }),
      sizes,
      async (length, offset, first) => {
        const { fetchPage, calls } = pagedList(length, { clamp: 1000, hasTotal: true, hasPerPage: true });
        const window = createPageWindow({ offset, first, fetchPage });
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

test('without totals, hasNext of a full page costs one more call, made only when needed', async () => {
  const { fetchPage, calls } = pagedList(60, { clamp: 1000, hasTotal: false, hasPerPage: false });
  const window = createPageWindow({ offset: 30, first: 30, fetchPage });
  await window.items();
  // No response reports its page: the first page shows that the server does not ignore the page number.
  expect(calls).toEqual(['2 x 30', '1 x 30']);
  expect(await window.hasNext()).toBe(false);
  expect(calls).toEqual(['2 x 30', '1 x 30', '61 x 1']);
});

test('a window that is not read costs nothing', () => {
  const { fetchPage, calls } = pagedList(60, { clamp: 1000, hasTotal: true, hasPerPage: true });
  createPageWindow({ offset: 0, first: 30, fetchPage });
  expect(calls).toEqual([]);
});

test('fetchAll returns the whole list, and rejects instead of returning a part of a longer list', async () => {
  const server = { clamp: 1000, hasTotal: false, hasPerPage: false };
  expect(await fetchAll(pagedList(2500, server).fetchPage, 10_000)).toHaveLength(2500);
  expect(await fetchAll(pagedList(10_000, server).fetchPage, 10_000)).toHaveLength(10_000);
  await expect(fetchAll(pagedList(10_001, server).fetchPage, 10_000)).rejects.toThrow('more than 10000 items');
});

/** A list whose server answers every request with the same items. */
function samePage(items: number[], total: number | null = null) {
  let calls = 0;
  const fetchPage: FetchPage<number> = (_, perPage) => {
    calls += 1;
    return Promise.resolve({ items: items.slice(0, perPage), facts: { page: null, total, perPage: null } });
  };
  return { fetchPage, calls: () => calls };
}

const ignoringServers = fc.record({
  clamp: fc.constantFrom(5, 7, 30, 1000),
  hasTotal: fc.boolean(),
  hasPerPage: fc.boolean(),
  echoesPage: fc.boolean(),
});

/** The items of windows one after another, and whether the last one was rejected. */
async function walkWindows(fetchPage: FetchPage<number>, sizesOfWindows: number[]) {
  const seen: number[] = [];
  let mark: string | null = null;
  for (let turn = 0; turn < 50; turn += 1) {
    const first = sizesOfWindows[turn % sizesOfWindows.length] ?? 1;
    const window = createPageWindow({ offset: seen.length, first, fetchPage, mark });
    const content = await Promise.resolve(window.content()).catch(() => null);
    if (content === null) return { seen, isRejected: true };
    seen.push(...content.items);
    // As clients do that walk without hasNextPage.
    if (content.items.length === 0) break;
    mark = markOf(content.start);
  }
  return { seen, isRejected: false };
}

test('a server that ignores the page number repeats no item, and fails instead of hiding items that it counts', async () => {
  await fc.assert(
    fc.asyncProperty(
      lengths,
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 }),
      ignoringServers,
      async (length, mix, server) => {
        const { fetchPage, calls } = pagedList(length, { ...server, ignoresPage: true });
        const { seen, isRejected } = await walkWindows(fetchPage, mix);
        expect(seen).toEqual(Array.from({ length: seen.length }, (_, index) => index));
        if (server.hasTotal) expect(isRejected).toBe(seen.length < length);
        expect(isRejected && !server.hasTotal).toBe(false);
        expect(calls.length).toBeLessThan(120);
      },
    ),
    { numRuns: 1000 },
  );
});

test('an offset on such a server gives the items there or fails, unless the server claims to honor the page', async () => {
  await fc.assert(
    fc.asyncProperty(lengths, offsets, sizes, ignoringServers, async (length, offset, first, server) => {
      fc.pre(!(server.echoesPage && server.hasPerPage));
      const { fetchPage } = pagedList(length, { ...server, ignoresPage: true });
      const window = createPageWindow({ offset, first, fetchPage });
      const items = await Promise.resolve(window.items()).catch(() => null);
      const expected = Array.from({ length }, (_, index) => index).slice(offset, offset + first);
      if (server.hasTotal && items !== null) expect(items).toEqual(expected);
      else expect(expected.slice(0, items?.length)).toEqual(items ?? expected);
    }),
    { numRuns: 1000 },
  );
});

test('a whole list of a server that ignores the page number is complete or fails, in at most 100 calls', async () => {
  for (const [length, hasTotal] of [
    [900, true],
    [2500, true],
    [1000, true],
    [1000, false],
  ] as const) {
    const { fetchPage, calls } = pagedList(length, { clamp: 1000, hasTotal, hasPerPage: false, ignoresPage: true });
    const result = fetchAll(fetchPage, 10_000);
    if (length > 1000) await expect(result).rejects.toThrow('repeats a page');
    else expect(await result).toHaveLength(length);
    expect(calls.length).toBeLessThan(10);
  }
  const { fetchPage, calls } = pagedList(9000, { clamp: 1, hasTotal: true, hasPerPage: true });
  await expect(fetchAll(fetchPage, 10_000)).rejects.toThrow('100 pages');
  const small = pagedList(9000, { clamp: 20, hasTotal: true, hasPerPage: true });
  await expect(fetchAll(small.fetchPage, 10_000)).rejects.toThrow('100 pages');
  expect(Math.max(calls.length, small.calls.length)).toBeLessThanOrEqual(100);
});

test('an item that moved to the next page is no repeated page', async () => {
  const list = [2, 3, 4];
  const fetchPage: FetchPage<number> = (page, perPage) => ({
    items: list.slice((page - 1) * perPage, page * perPage),
    facts: { page: null, total: list.length, perPage: null },
  });
  const before = await createPageWindow({ offset: 0, first: 1, fetchPage }).content();
  list.unshift(1);
  const window = createPageWindow({ offset: 1, first: 1, fetchPage, mark: markOf(before.start) });
  expect(await window.items()).toEqual([2]);
});

test('a server that ignores the page number has one page, in few calls', async () => {
  const { fetchPage, calls } = samePage([1, 2, 3, 4, 5]);
  const first = createPageWindow({ offset: 0, first: 2, fetchPage });
  expect(await first.items()).toEqual([1, 2]);
  expect(await first.hasNext()).toBe(false);
  const second = createPageWindow({ offset: 2, first: 2, fetchPage });
  expect(await second.items()).toEqual([]);
  expect(await second.hasNext()).toBe(false);
  expect(await fetchAll(fetchPage, 10_000)).toEqual([1, 2, 3, 4, 5]);
  expect(calls()).toBeLessThan(10);
});

test('a server that ignores the page number and the page size has its whole list on one page', async () => {
  const fetchPage: FetchPage<number> = () =>
    Promise.resolve({ items: [1, 2, 3, 4, 5], facts: { page: null, total: null, perPage: null } });
  const second = createPageWindow({ offset: 2, first: 2, fetchPage });
  expect(await second.items()).toEqual([3, 4]);
  expect(await second.hasNext()).toBe(true);
});

test('a total below the number of items is not reported', async () => {
  const { fetchPage } = samePage([1, 2, 3, 4, 5], 3);
  const window = createPageWindow({ offset: 0, first: 30, fetchPage });
  expect(await window.items()).toEqual([1, 2, 3, 4, 5]);
  expect(await window.total()).toBeNull();
});

test.each([0, 1, 7, 30])('a total above the length of a list of %i items is not reported', async (length) => {
  for (const hasPerPage of [true, false]) {
    const { fetchPage } = pagedList(length, { clamp: 1000, hasTotal: true, hasPerPage });
    const lying: FetchPage<number> = async (page, perPage) => {
      const { items, facts } = await fetchPage(page, perPage);
      return { items, facts: { ...facts, total: 50 } };
    };
    const window = createPageWindow({ offset: 0, first: 40, fetchPage: lying });
    expect(await window.items()).toHaveLength(length);
    expect([await window.total(), await window.hasNext()]).toEqual([null, false]);
  }
});

test('a window that needs more than 100 pages is rejected', async () => {
  const { fetchPage } = pagedList(1000, { clamp: 1, hasTotal: true, hasPerPage: true });
  const window = createPageWindow({ offset: 0, first: 1000, fetchPage });
  await expect(window.items()).rejects.toThrow('100 pages');
});

test('an empty window has a page before it only if the list has items', async () => {
  for (const length of [0, 3]) {
    for (const hasTotal of [true, false]) {
      const { fetchPage } = pagedList(length, { clamp: 1000, hasTotal, hasPerPage: false });
      const window = createPageWindow({ offset: 5, first: 2, fetchPage });
      expect(await window.hasPrevious()).toBe(length > 0);
    }
  }
});
