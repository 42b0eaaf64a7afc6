import { afterEach, describe, expect, test, vi } from 'vitest';
import type { CallResult } from '../../../src/learning-api/client.ts';
import type { OperationName } from '../../../src/learning-api/contract/operations.ts';
import { decodeRow } from '../../../src/learning-api/contract/rows.ts';
import { type FailureKind, LearningApiError } from '../../../src/learning-api/errors.ts';
import { createCache, type SharedStore, staleLifetimes, sweepMs } from '../../../src/learning-api/reuse/cache.ts';
import { heapBytesOf } from '../../../src/learning-api/reuse/heap-bytes.ts';
import { entryBytes, maxOwnerShare, ownerBytes } from '../../../src/learning-api/reuse/owner-entries.ts';
import { versionOf } from '../../../src/learning-api/reuse/version.ts';

const lifetimeMs = 60_000;
const page = { page: null, total: null, perPage: null };
/** Of a result that was in the cache. */
const parts = expect.anything();
const call = { owner: 'ada', operation: 'GetCatalogDescription' as const, parameters: { catalogId: '1' } };
const sections = (ids: string[]) => ({
  owner: 'ada',
  operation: 'GetSections' as const,
  parameters: { sections: ids },
});

const storeIn = (store: Map<string, string>): SharedStore => ({
  get: async (key) => store.get(key) ?? null,
  set: async (key, value) => void store.set(key, value),
  delete: async (key) => void store.delete(key),
});

/** A cache whose clock the test sets. It does not begin at zero, as no clock need do. */
function cacheWith(store?: SharedStore, { startsAt = 1_000_000, maxBytes = 1_000_000 } = {}) {
  let now = startsAt;
  const cache = createCache({
    maxBytes,
    lifetimes: { GetCatalogDescription: 60, GetCatalog: 60, GetCatalogs: 60, GetSections: 60 },
    now: () => now,
    store,
  });
  return {
    cache,
    /** Sets how many milliseconds have passed since the beginning. */
    goTo: (ms: number) => {
      now = startsAt + ms;
    },
  };
}

/** A cache with a map as its shared store. */
function cacheAt(store = new Map<string, string>()) {
  return { ...cacheWith(storeIn(store)), store };
}

const answer = (data: unknown) => async () => ({ data, page, bytes: 10 }) as CallResult<never>;
const rows = (ids: string[]) => answer({ sections: ids.map((syllabusId) => ({ syllabusId })) });
const failure = (kind: FailureKind, httpStatus?: number) => async () => {
  throw new LearningApiError({ kind, operation: call.operation, ...(httpStatus !== undefined && { httpStatus }) });
};
const never = async (): Promise<never> => {
  throw new Error('Nothing should be fetched.');
};
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a stale result', () => {
  test.each<[FailureKind, number | undefined]>([
    ['unavailable', 503],
    ['failed', 500],
    ['rateLimited', 429],
    ['failed', undefined],
  ])('is used while the API fails with %s %s, up to ten lifetimes', async (kind, status) => {
    const { cache, goTo } = cacheAt();
    await cache.read(call, answer({ text: 'old' }));
    for (const now of [lifetimeMs + 1, staleLifetimes * lifetimeMs]) {
      goTo(now);
      expect(await cache.read(call, failure(kind, status))).toMatchObject({ source: 'stale', staleMs: now });
      await settled();
    }
    goTo(staleLifetimes * lifetimeMs + 1);
    await expect(cache.read(call, failure(kind, status))).rejects.toThrow();
  });

  test.each<[FailureKind, number]>([
    ['forbidden', 403],
    ['failed', 404],
    ['conflict', 409],
    ['invalid', 422],
    ['failed', 200],
  ])('is dropped, also in the shared store, when its renewal is refused with %s %d', async (kind, status) => {
    const { cache, goTo, store } = cacheAt();
    await cache.read(call, answer({ text: 'old' }));
    goTo(lifetimeMs + 1);
    await cache.read(call, failure(kind, status));
    await settled();
    await expect(cache.read(call, failure(kind, status))).rejects.toThrow();
    expect(store.size).toBe(0);
  });
});

test('rows that a renewal does not bring any more are dropped', async () => {
  const { cache, goTo } = cacheAt();
  await cache.read(sections(['1', '2']), rows(['1', '2']));
  goTo(lifetimeMs + 1);
  await cache.read(sections(['1', '2']), rows(['2']));
  await settled();
  expect(cache.cached(sections(['1']))).toBeNull();
  expect(cache.cached(sections(['2']))).toMatchObject({ data: { sections: [{ syllabusId: '2' }] } });
});

describe('a fresh result', () => {
  test('is used for its lifetime, and not a millisecond longer', async () => {
    const { cache, goTo } = cacheWith();
    const fetched = vi.fn(answer({ text: 'first' }));
    expect(await cache.read(call, fetched)).toEqual({ data: { text: 'first' }, page, bytes: 10 });
    expect(fetched.mock.calls).toEqual([[call.parameters, false]]);
    goTo(lifetimeMs);
    const again = vi.fn(never);
    expect(await cache.read(call, again)).toEqual({ data: { text: 'first' }, page, bytes: 10, parts, source: 'hit' });
    expect(again).not.toHaveBeenCalled();
    expect(cache.cached(call)).toEqual({ data: { text: 'first' }, page, bytes: 10, parts });
    goTo(lifetimeMs + 1);
    expect(cache.cached(call)).toBeNull();
    expect(await cache.read(call, answer({ text: 'second' }))).toMatchObject({ source: 'stale' });
    await settled();
    expect(cache.cached(call)).toMatchObject({ data: { text: 'second' } });
  });

  test('is used for the same owner, operation and parameters only', async () => {
    const { cache } = cacheWith();
    await cache.read(call, answer('of ada'));
    for (const other of [
      { ...call, owner: 'grace' },
      { ...call, operation: 'GetCatalog' as const },
      { ...call, parameters: { catalogId: '2' } },
    ]) {
      expect(cache.cached<OperationName>(other)).toBeNull();
      expect(await cache.read<OperationName>(other, answer('of another'))).toEqual({
        data: 'of another',
        page,
        bytes: 10,
      });
    }
    expect(cache.cached(call)).toMatchObject({ data: 'of ada' });
  });

  test('may be a list that is cached as a whole', async () => {
    const { cache } = cacheWith();
    const list = { owner: 'ada', operation: 'GetCatalogs' as const, parameters: { page: 1 } };
    await cache.read(list, answer({ catalogs: [] }));
    expect(cache.cached(list)).toEqual({ data: { catalogs: [] }, page, bytes: 10, parts });
    expect(await cache.read(list, never)).toMatchObject({ source: 'hit' });
  });

  test('is not cached if it has warnings, and the earlier one is dropped', async () => {
    const { cache, goTo, store } = cacheAt();
    await cache.read(call, answer({ text: 'old' }));
    goTo(lifetimeMs + 1);
    const warned = decodeRow(
      'CatalogDescription',
      { description: 'new', api_error_entity: { error_code: 0, warning_messages: ['Careful.'] } },
      { operation: call.operation, redact: (text) => text },
    );
    await cache.read(call, answer(warned));
    await settled();
    expect(store.size).toBe(0);
    expect(await cache.read(call, answer({ text: 'new' }))).not.toHaveProperty('source');
  });
});

describe('an operation that is not cached', () => {
  test.each([
    ['SearchEnrollments' as const, {}],
    ['GetSection' as const, { GetSection: 0 }],
  ])('is fetched each time: %s with %j', async (operation, lifetimes) => {
    const { get, set, delete: drop } = storeIn(new Map());
    const store = { get: vi.fn(get), set: vi.fn(set), delete: vi.fn(drop) };
    const cache = createCache({ maxBytes: 1_000_000, lifetimes, store });
    const uncached = { owner: 'ada', operation, parameters: { number: 1 } };
    for (const text of ['first', 'second']) {
      const fetched = vi.fn(answer(text));
      expect(await cache.read(uncached, fetched)).toEqual({ data: text, page, bytes: 10 });
      expect(fetched.mock.calls).toEqual([[uncached.parameters, false]]);
    }
    expect(cache.cached(uncached)).toBeNull();
    expect(cache.secondsOf(operation)).toBe(0);
    await expect(cache.read(uncached, failure('forbidden', 403))).rejects.toBeInstanceOf(LearningApiError);
    for (const command of Object.values(store)) expect(command).not.toHaveBeenCalled();
  });

  test('and others have the lifetime of the operator, or of the table', () => {
    const { cache } = cacheWith();
    expect((['GetCatalogDescription', 'GetSectionDescription'] as const).map(cache.secondsOf)).toEqual([60, 300]);
  });
});

test('a stale result is renewed once at a time, in the background, whether that works or not', async () => {
  const { cache, goTo } = cacheWith();
  await cache.read(call, answer({ text: 'old' }));
  goTo(lifetimeMs + 1);
  for (const outcome of ['fails', 'works']) {
    let end!: () => void;
    const ended = new Promise<void>((resolve) => {
      end = resolve;
    });
    const fetched = vi.fn(async () => {
      await ended;
      return outcome === 'works' ? answer({ text: 'new' })() : failure('unavailable', 503)();
    });
    for (let reads = 0; reads < 3; reads += 1) {
      expect(await cache.read(call, fetched)).toMatchObject({ data: { text: 'old' }, source: 'stale' });
    }
    expect(fetched.mock.calls).toEqual([[call.parameters, true]]);
    end();
    await settled();
  }
  expect(await cache.read(call, never)).toMatchObject({ data: { text: 'new' }, source: 'hit' });
});

test('an error of our own is passed on', async () => {
  const { cache } = cacheWith();
  await expect(cache.read(call, never)).rejects.toThrow('Nothing should be fetched.');
});

describe('rows of a bulk operation', () => {
  const row = (syllabusId: string) => ({ syllabusId });

  test('are fetched together if none is cached', async () => {
    const { cache } = cacheWith();
    const fetched = vi.fn(rows(['1', '2']));
    const parameters = { ...sections(['1', '2']).parameters, more: true };
    expect(await cache.read({ ...sections([]), parameters }, fetched)).toEqual({
      data: { sections: [row('1'), row('2')] },
      page,
      bytes: 10,
    });
    expect(fetched.mock.calls).toEqual([[parameters, false]]);
  });

  test('are used for any call for some of them', async () => {
    const { cache, goTo } = cacheWith();
    await cache.read(sections(['1', '2', '3']), rows(['1', '2', '3']));
    goTo(lifetimeMs);
    const result = { data: { sections: [row('3'), row('1')] }, page, bytes: 0, parts };
    expect(await cache.read(sections(['3', '1']), never)).toEqual({ ...result, source: 'hit' });
    expect(cache.cached(sections(['3', '1']))).toEqual(result);
    expect(cache.cached(sections(['3', '4']))).toBeNull();
    goTo(lifetimeMs + 1);
    expect(cache.cached(sections(['3']))).toBeNull();
  });

  test('and only those that are missing are fetched', async () => {
    const { cache } = cacheWith();
    await cache.read(sections(['1']), rows(['1']));
    const fetched = vi.fn(answer({ sections: [row('2')], more: 'of the response' }));
    expect(await cache.read(sections(['1', '2']), fetched)).toEqual({
      data: { sections: [row('1'), row('2')], more: 'of the response' },
      page,
      bytes: 10,
      parts: null,
    });
    expect(fetched.mock.calls).toEqual([[{ sections: ['2'] }, false]]);
    expect(await cache.read(sections(['1', '2']), never)).toMatchObject({ source: 'hit' });
    expect(await cache.read(sections(['1', '3']), answer({}))).toMatchObject({ data: { sections: [row('1')] } });
  });

  test('have the same version as long as they are the same objects', async () => {
    const { cache, goTo } = cacheWith();
    const version = (...ids: string[]) => versionOf(cache.cached(sections(ids))?.parts);
    await cache.read(sections(['1', '2', '3']), rows(['1', '2', '3']));
    const before = version('1', '2');
    expect(version('1', '2')).toBe(before);
    expect(versionOf((await cache.read(sections(['1', '2']), never)).parts)).toBe(before);
    for (const ids of [['2', '1'], ['1'], ['1', '3']]) expect(version(...ids)).not.toBe(before);
    goTo(lifetimeMs + 1);
    await cache.read(sections(['2']), rows(['2']));
    await settled();
    await cache.read(sections(['1']), rows(['1']));
    await settled();
    expect(cache.cached(sections(['1', '2']))).not.toBeNull();
    expect(version('1', '2')).not.toBe(before);
  });

  test('that are stale are renewed in the background, and say how old the oldest is', async () => {
    const { cache, goTo } = cacheWith();
    await cache.read(sections(['1']), rows(['1']));
    goTo(1000);
    await cache.read(sections(['2']), rows(['2']));
    goTo(lifetimeMs);
    await cache.read(sections(['3']), rows(['3']));
    goTo(lifetimeMs + 2000);
    const fetched = vi.fn(async ({ sections: ids }: { sections?: string[] }) => rows(ids ?? [])());
    const result = await cache.read(sections(['1', '2', '3', '4']), fetched);
    expect(result).toMatchObject({ source: 'stale', staleMs: lifetimeMs + 2000 });
    expect(fetched.mock.calls).toEqual([
      [{ sections: ['1', '2'] }, true],
      [{ sections: ['4'] }, false],
    ]);
    await settled();
    expect(await cache.read(sections(['1', '2', '3', '4']), never)).toMatchObject({ source: 'hit' });
  });

  test('that a call is refused for are dropped, and no others', async () => {
    const { cache, goTo } = cacheWith();
    await cache.read(sections(['1', '2', '3']), rows(['1', '2', '3']));
    goTo(lifetimeMs + 1);
    await cache.read(sections(['1', '2']), failure('forbidden', 403));
    await settled();
    for (const id of ['1', '2']) await expect(cache.read(sections([id]), failure('unavailable'))).rejects.toThrow();
    expect(await cache.read(sections(['3']), failure('unavailable'))).toMatchObject({ source: 'stale' });
  });

  test('may be none', async () => {
    const { cache } = cacheWith();
    const none = { ...sections([]), parameters: {} };
    const fetched = vi.fn(answer({}));
    expect(await cache.read(none, fetched)).toEqual({ data: {}, page, bytes: 10 });
    expect(fetched.mock.calls).toEqual([[{ sections: [] }, false]]);
    expect(cache.cached(none)).toEqual({ data: { sections: [] }, page, bytes: 0, parts });
  });
});

describe('a refused token', () => {
  test('drops every result of its owner, and nothing of another owner', async () => {
    const { cache, goTo } = cacheAt();
    const other = { ...call, owner: 'grace' };
    const more = { ...call, parameters: { catalogId: '2' } };
    for (const one of [call, more, other]) await cache.read(one, answer({ text: 'old' }));
    // In the same millisecond.
    cache.forget('ada');
    for (const one of [call, more]) {
      expect(cache.cached(one)).toBeNull();
      await expect(cache.read(one, failure('unavailable', 503))).rejects.toThrow();
    }
    expect(cache.cached(other)).toMatchObject({ data: { text: 'old' } });
    goTo(1);
    await cache.read(call, answer({ text: 'new' }));
    expect(cache.cached(call)).toMatchObject({ data: { text: 'new' } });
  });
});

describe('a shared store', () => {
  const catalog = { owner: 'ada', operation: 'GetCatalogDescription' as const, parameters: { catalogId: '1' } };
  const key = 'ada:GetCatalogDescription:{"catalogId":"1"}';
  const data = { description: 'text' };
  const entry = (at: number, value: unknown = { data, page, bytes: 10 }) => JSON.stringify({ value, at });

  test('gets each result, with its time and for as long as it may be used as a stale one', async () => {
    const set = vi.fn<SharedStore['set']>(async () => undefined);
    const { cache } = cacheWith({ ...storeIn(new Map()), set });
    await cache.read(catalog, answer(data));
    expect(set.mock.calls).toEqual([[key, entry(1_000_000), lifetimeMs * staleLifetimes]]);
  });

  test('gives a result to other gateways, with its age', async () => {
    const { cache, goTo, store } = cacheAt();
    await cache.read(catalog, answer(data));
    goTo(lifetimeMs);
    const other = cacheWith(storeIn(store), { startsAt: 1_000_000 + lifetimeMs });
    expect(await other.cache.read(catalog, never)).toEqual({ data, page, bytes: 10, parts, source: 'hit' });
    other.goTo(1);
    store.clear();
    expect(await other.cache.read(catalog, never)).toMatchObject({ source: 'stale', staleMs: lifetimeMs + 1 });
  });

  test('is asked once: what it has is in memory then', async () => {
    const get = vi.fn<SharedStore['get']>(async () => entry(1_000_000));
    const { cache } = cacheWith({ ...storeIn(new Map()), get });
    for (let reads = 0; reads < 2; reads += 1) await cache.read(catalog, never);
    expect(get.mock.calls).toEqual([[key]]);
    expect(cache.cached(catalog)).toMatchObject({ data });
  });

  test('gives rows, too', async () => {
    const store = new Map<string, string>();
    const id = '0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9';
    const row = decodeRow('Section', { syllabus_id: id }, { operation: 'GetSections', redact: (text) => text });
    await cacheWith(storeIn(store)).cache.read(sections([id]), answer({ sections: [row] }));
    const { cache } = cacheWith(storeIn(store));
    const result = await cache.read(sections([id]), never);
    expect(result).toMatchObject({ data: { sections: [{ syllabusId: id }] }, source: 'hit' });
  });

  test.each([
    [1_000_000 + 5_000, true],
    [1_000_000 + 5_001, false],
  ])('may have a clock that is five seconds ahead, and its results are new then: %d', async (at, isUsed) => {
    const { cache, goTo } = cacheWith(storeIn(new Map([[key, entry(at)]])));
    const result = await cache.read(catalog, answer({ description: 'fetched' }));
    expect(result).toMatchObject({ data: isUsed ? data : { description: 'fetched' } });
    goTo(lifetimeMs + 1);
    if (isUsed) expect(await cache.read(catalog, never)).toMatchObject({ staleMs: lifetimeMs + 1 });
  });

  test('is not used for what is too old, or from before a refusal', async () => {
    const at = 1_000_000;
    const oldest = cacheWith(storeIn(new Map([[key, entry(at)]])), { startsAt: at + lifetimeMs * staleLifetimes });
    expect(await oldest.cache.read(catalog, never)).toMatchObject({ source: 'stale' });
    const tooOld = cacheWith(storeIn(new Map([[key, entry(at)]])), { startsAt: at + lifetimeMs * staleLifetimes + 1 });
    await expect(tooOld.cache.read(catalog, never)).rejects.toThrow();
    const refused = cacheWith(storeIn(new Map([[key, entry(at)]])), { startsAt: at });
    refused.cache.forget('ada');
    await expect(refused.cache.read(catalog, never)).rejects.toThrow();
  });

  test.each([
    ['is not JSON', 'nonsense'],
    ['has no time', JSON.stringify({ value: { data, page, bytes: 10 } })],
    ['lacks fields', entry(1_000_000, { data: {}, page, bytes: 10 })],
    ['is of a bulk operation', entry(1_000_000, data)],
  ])('has nothing if a value %s', async (_, text) => {
    const { cache } = cacheAt(new Map([[key, text]]));
    expect(await cache.read(catalog, answer(data))).not.toHaveProperty('source');
  });

  test('is not missed: if it fails, the gateway works as if there were none', async () => {
    const failing = () => Promise.reject(new Error('Connection is closed.'));
    const { cache, goTo } = cacheWith({ get: failing, set: failing, delete: failing });
    await cache.read(catalog, answer(data));
    expect(await cache.read(catalog, never)).toMatchObject({ source: 'hit' });
    goTo(lifetimeMs + 1);
    await cache.read(catalog, failure('forbidden', 403));
    await settled();
    await expect(cache.read(catalog, failure('unavailable', 503))).rejects.toThrow();
  });
});

describe('without a clock of its own', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test('a cache has the monotonic clock, and the time of day for the shared store', async () => {
    vi.useFakeTimers({ toFake: ['performance', 'Date'] });
    vi.setSystemTime(1_700_000_000_000);
    const store = new Map<string, string>();
    const lifetimes = { GetCatalogDescription: 60 };
    const cache = createCache({ maxBytes: 1_000_000, lifetimes, store: storeIn(store) });
    await cache.read(call, answer({ description: 'text' }));
    expect(JSON.parse([...store.values()].join())).toMatchObject({ at: 1_700_000_000_000 });
    vi.setSystemTime(1_600_000_000_000);
    vi.advanceTimersByTime(lifetimeMs);
    expect(cache.cached(call)).not.toBeNull();
    vi.advanceTimersByTime(1);
    expect(cache.cached(call)).toBeNull();
  });
});

describe('the memory', () => {
  const of = (owner: string) => ({ ...call, owner });

  // Only a clock that goes back shows what is still in memory.
  test.each([
    ['stay as long as they may be used', lifetimeMs * staleLifetimes, true],
    ['leave when they are too old', lifetimeMs * staleLifetimes + 1, false],
  ])('has old results that %s', async (_, ms, isThere) => {
    const { cache, goTo } = cacheWith();
    await cache.read(of('ada'), answer('old'));
    goTo(ms);
    await cache.read(of('grace'), answer('new'));
    goTo(0);
    expect(cache.cached(of('ada')) !== null).toBe(isThere);
  });

  test.each([
    [sweepMs - 1, true],
    [sweepMs, false],
  ])('is swept at most once a minute: not after %d ms', async (ms, isThere) => {
    const { cache, goTo } = cacheWith();
    await cache.read(of('ada'), answer('old'));
    const sweptAt = lifetimeMs * staleLifetimes;
    goTo(sweptAt);
    await cache.read(of('grace'), answer('new'));
    goTo(sweptAt + ms);
    await cache.read(of('grace'), failure('unavailable'));
    await cache.read(of('alan'), answer('new'));
    goTo(0);
    expect(cache.cached(of('ada')) !== null).toBe(isThere);
  });

  const keyOf = (catalogId: string) => `GetCatalogDescription:{"catalogId":"${catalogId}"}`;
  const ownBytes = heapBytesOf('ada') + ownerBytes;
  const resultBytes = heapBytesOf(keyOf('1')) + heapBytesOf({ data: 'x', page, bytes: 10 }) + entryBytes;

  test.each([
    [0, true],
    [1, false],
  ])(
    'counts owners, keys and results: with %d bytes too few, the owner used longest ago leaves',
    async (less, isThere) => {
      const { cache } = cacheWith(undefined, { maxBytes: 3 * ownBytes + 5 * resultBytes - less });
      const more = (owner: string) => ({ ...of(owner), parameters: { catalogId: '2' } });
      for (const one of [of('bob'), of('ada'), more('ada'), of('eve')]) await cache.read(one, answer('x'));
      cache.cached(of('bob'));
      await cache.read(more('eve'), answer('x'));
      expect(['ada', 'bob', 'eve'].map((owner) => cache.cached(of(owner)) !== null)).toEqual([isThere, true, true]);
      expect(cache.cached(more('ada')) !== null).toBe(isThere);
    },
  );

  test('has room for others beside an owner with much data, whose oldest results leave', async () => {
    const { cache } = cacheWith(undefined, { maxBytes: (ownBytes + 3 * resultBytes) / maxOwnerShare });
    const numbered = (catalogId: number) => ({ ...of('ada'), parameters: { catalogId: String(catalogId) } });
    await cache.read(of('bob'), answer('x'));
    for (const number of [1, 2, 3]) await cache.read(numbered(number), answer('x'));
    for (const number of [1, 2, 3]) expect(cache.cached(numbered(number))).not.toBeNull();
    for (const number of [4, 5, 6, 7]) await cache.read(numbered(number), answer('x'));
    expect([3, 4, 5, 6, 7].map((number) => cache.cached(numbered(number)) !== null)).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
    expect(cache.cached(of('bob'))).not.toBeNull();
  });

  test('has no room for a result that is larger than the part of one owner', async () => {
    const { cache } = cacheWith(undefined, { maxBytes: 10_000 });
    await cache.read(of('ada'), answer('x'.repeat(10_000 * maxOwnerShare)));
    expect(cache.cached(of('ada'))).toBeNull();
    await cache.read(of('ada'), answer('x'));
    expect(cache.cached(of('ada'))).not.toBeNull();
  });

  test('counts a result once that is renewed, and not at all once it is refused', async () => {
    const { cache, goTo } = cacheWith(undefined, { maxBytes: (ownBytes + 2 * resultBytes) / maxOwnerShare });
    const [first, second] = [of('ada'), { ...of('ada'), parameters: { catalogId: '2' } }];
    for (const ms of [0, lifetimeMs + 1, 2 * (lifetimeMs + 1)]) {
      goTo(ms);
      for (const one of [first, second]) await cache.read(one, answer('x'));
      await settled();
    }
    for (const one of [first, second]) expect(cache.cached(one)).not.toBeNull();
    goTo(3 * (lifetimeMs + 1));
    await cache.read(first, failure('forbidden', 403));
    await settled();
    await cache.read({ ...first, parameters: { catalogId: '3' } }, answer('x'));
    expect(await cache.read(second, answer('x'))).toMatchObject({ source: 'stale' });
  });
});
