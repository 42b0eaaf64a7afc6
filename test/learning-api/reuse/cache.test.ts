import { describe, expect, test } from 'vitest';
import type { CallResult } from '../../../src/learning-api/client.ts';
import { type FailureKind, LearningApiError } from '../../../src/learning-api/errors.ts';
import { createCache, staleLifetimes, sweepMs } from '../../../src/learning-api/reuse/cache.ts';

const lifetimeMs = 60_000;
const page = { total: null, perPage: null };
const call = { owner: 'ada', operation: 'GetCatalogDescription' as const, parameters: { catalogId: '1' } };
const sections = (ids: string[]) => ({
  owner: 'ada',
  operation: 'GetSections' as const,
  parameters: { sections: ids },
});

/** A cache with a clock that the test sets, and a map as the shared store. */
function cacheAt(store = new Map<string, string>()) {
  const clock = { now: 0 };
  const cache = createCache({
    maxBytes: 1_000_000,
    lifetimes: { GetCatalogDescription: 60, GetSections: 60 },
    now: () => clock.now,
    store: {
      get: async (key) => store.get(key) ?? null,
      set: async (key, value) => void store.set(key, value),
      delete: async (key) => void store.delete(key),
    },
  });
  return { clock, cache, store };
}

const answer = (data: unknown) => async () => ({ data, page, bytes: 10 }) as CallResult<never>;
const failure = (kind: FailureKind, httpStatus: number) => async () => {
  throw new LearningApiError({ kind, operation: call.operation, httpStatus });
};
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a stale result', () => {
  test.each<[FailureKind, number]>([
    ['unavailable', 503],
    ['failed', 500],
    ['rateLimited', 429],
  ])('is used while the API fails with %s %d, up to ten lifetimes', async (kind, status) => {
    const { cache, clock } = cacheAt();
    await cache.read(call, answer({ text: 'old' }));
    for (const now of [lifetimeMs + 1, staleLifetimes * lifetimeMs]) {
      clock.now = now;
      expect(await cache.read(call, failure(kind, status))).toMatchObject({ source: 'stale', staleMs: now });
      await settled();
    }
    clock.now = staleLifetimes * lifetimeMs + 1;
    await expect(cache.read(call, failure(kind, status))).rejects.toThrow();
  });

  test.each<[FailureKind, number]>([
    ['unauthenticated', 401],
    ['forbidden', 403],
    ['failed', 404],
    ['conflict', 409],
    ['invalid', 422],
    ['failed', 200],
  ])('is dropped, also in the shared store, when its renewal is refused with %s %d', async (kind, status) => {
    const { cache, clock, store } = cacheAt();
    await cache.read(call, answer({ text: 'old' }));
    clock.now = lifetimeMs + 1;
    await cache.read(call, failure(kind, status));
    await settled();
    await expect(cache.read(call, failure(kind, status))).rejects.toThrow();
    if (kind !== 'unauthenticated') expect(store.size).toBe(0);
  });
});

test('a refused token drops every result of its owner, and nothing of another owner', async () => {
  const { cache, clock } = cacheAt();
  const other = { ...call, owner: 'grace' };
  const more = { ...call, parameters: { catalogId: '2' } };
  for (const one of [call, more, other]) await cache.read(one, answer({ text: 'old' }));
  clock.now += 1;
  const uncached = { owner: 'ada', operation: 'SearchEnrollments' as const, parameters: {} };
  await expect(cache.read(uncached, failure('unauthenticated', 401))).rejects.toThrow();
  for (const one of [call, more]) {
    expect(cache.cached(one)).toBeNull();
    await expect(cache.read(one, failure('unavailable', 503))).rejects.toThrow();
  }
  expect(cache.cached(other)).toMatchObject({ data: { text: 'old' } });
  clock.now += 1;
  await cache.read(call, answer({ text: 'new' }));
  expect(cache.cached(call)).toMatchObject({ data: { text: 'new' } });
});

test('rows that a renewal does not bring any more are dropped', async () => {
  const { cache, clock } = cacheAt();
  const rows = (ids: string[]) => answer({ sections: ids.map((syllabusId) => ({ syllabusId })) });
  await cache.read(sections(['1', '2']), rows(['1', '2']));
  clock.now = lifetimeMs + 1;
  await cache.read(sections(['1', '2']), rows(['2']));
  await settled();
  expect(cache.cached(sections(['1']))).toBeNull();
  expect(cache.cached(sections(['2']))).toMatchObject({ data: { sections: [{ syllabusId: '2' }] } });
});

test.each([
  ['is not JSON', 'nonsense'],
  ['is null', 'null'],
  ['has no time', '{"value":{"data":{},"page":{"total":null,"perPage":null},"bytes":1}}'],
  ['lacks fields', '{"value":{"data":{},"page":{"total":null,"perPage":null},"bytes":1},"at":0}'],
  ['has no page', '{"value":{"data":{}},"at":0}'],
  ['is a list', '[]'],
])('a value in the shared store that %s is a miss', async (_, text) => {
  const store = new Map<string, string>();
  const { cache } = cacheAt(store);
  const catalog = { owner: 'ada', operation: 'GetCatalog' as const, parameters: { catalogId: '1' } };
  store.set(`ada:GetCatalog:${JSON.stringify(catalog.parameters)}`, text);
  expect(await cache.read(catalog, answer({ catalogId: '1' }))).not.toHaveProperty('source');
});

test('results that are too old leave the memory', async () => {
  const { cache, clock, store } = cacheAt();
  await cache.read(call, answer({ text: 'old' }));
  clock.now = staleLifetimes * lifetimeMs + sweepMs;
  await cache.read({ ...call, owner: 'grace' }, answer({ text: 'new' }));
  store.clear();
  clock.now = 0;
  expect(cache.cached(call)).toBeNull();
});
