/** Fills stores of the process with several kinds of entries and prints, as JSON, how much of its limit each really takes. */
import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createParseCache, maxParseCacheBytes } from '../../src/learning-api/reuse/parse-cache.ts';
import { createSeenEnrollments } from '../../src/loaders/seen-enrollments.ts';
import type { ServerContext } from '../../src/server/graphql/context.ts';
import { createRepeatedQueries, maxRepeatedBytes } from '../../src/server/graphql/repeated-queries.ts';
import { RequestCalls } from '../../src/server/graphql/request-calls.ts';
import { RequestClock } from '../../src/server/graphql/request-clock.ts';
import { createMemoryStore } from '../../src/server/idempotency/memory-store.ts';
import { createRequestRecord } from '../../src/server/request/request-record.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
/** V8 frees the memory of buffers in the background, some time after a collection. */
const memory = async () => {
  for (let round = 0; round < 5; round += 1) {
    collect();
    await setTimeout(50);
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};
const hash = (text: string) => createHash('sha256').update(text).digest('hex');
const parsed = (text: string) => JSON.parse(text) as unknown;

const maxBytes = 20_000_000;

/** Keeps answers of ever new callers, until there is no room. A caller has a hundred keys. */
async function fillIdempotencyStore(answer: (number: number) => string, count: number) {
  const store = createMemoryStore({ lifetimeMs: 1e9, maxKeys: 1e9, maxBytes });
  for (let number = 0; number < count; number += 1) {
    const owner = hash(`owner ${Math.floor(number / 100)}`);
    const claim = await store.claim({ id: hash(`key ${number}`), owner }, hash(`text ${number}`)).catch(() => null);
    if (claim?.state === 'new') await claim.run.keep(answer(number));
  }
  return store;
}

function fillParseCache(body: (number: number) => unknown, count: number) {
  const cache = createParseCache();
  for (let number = 0; number < count; number += 1) {
    const text = JSON.stringify(body(number));
    const response = { status: 200, headers: {}, body: Buffer.from(text) };
    const read = () => cache.read(`GetCatalog {"catalog_id":"${hash(String(number))}"}`, response, () => parsed(text));
    for (let time = 0; time < 2; time += 1) read();
  }
  return cache;
}

/**
 * Runs ever new queries. The id of a query is a part of its text, as the ids in documents are.
 *
 * @param data for each query the results of its calls, which other caches hold
 */
async function fillRepeatedQueries(textOf: (id: string) => string, data: readonly object[][]) {
  const queries = createRepeatedQueries(() => undefined);
  const seenEnrollments = createSeenEnrollments();
  const page = { page: null, total: null, perPage: null };
  for (const [number, results] of data.entries()) {
    const id = hash(String(number));
    const text = textOf(id);
    const start = text.indexOf(id);
    for (let time = 0; time < 2; time += 1) {
      const requestCalls = new RequestCalls({
        make: async (_: unknown, { index }: { index: number }) => ({
          data: results[index],
          parts: [results[index]],
          page,
          bytes: 2,
        }),
        cachedRead: () => null,
        seenEnrollments,
        turn: () => null,
      } as never);
      const context = {
        calls: requestCalls,
        clock: new RequestClock(() => 0),
        lifetime: { cancellation: { deadline: performance.now() + 1000 } },
        record: createRequestRecord('request', {}, null),
      } as unknown as ServerContext;
      await queries.run(text, context, async () => {
        const parameters = (index: number) => ({ sections: [text.slice(start, start + id.length)], index });
        await Promise.all(results.map((_, index) => requestCalls.call('GetSections', parameters(index) as never)));
        return { data: { section: { title: String(number) } } };
      });
    }
  }
  return queries;
}

const shares: Record<string, number> = {};
const kept: unknown[] = [];
async function measure(name: string, limit: number, fill: () => unknown) {
  const before = await memory();
  kept.push(await fill());
  shares[name] = ((await memory()) - before) / limit;
}
const json = (answer: string) => JSON.stringify(JSON.parse(answer));

await measure('idempotency, small answers', maxBytes, () =>
  fillIdempotencyStore((number) => json(`{"data":{"dropEnrollment":{"id":"${number}"}},"errors":[]}`), 100_000),
);
await measure('idempotency, large answers', maxBytes, () =>
  fillIdempotencyStore((number) => json(`{"data":"${'x'.repeat(20_000)}${number}"}`), 2_000),
);
await measure('idempotency, answers that are not Latin', maxBytes, () =>
  fillIdempotencyStore((number) => json(`{"data":"${'\u6f22'.repeat(10_000)}${number}"}`), 2_000),
);
await measure('parse cache, small responses', maxParseCacheBytes, () =>
  fillParseCache((number) => ({ catalog_id: hash(String(number)), name: `Catalog ${number}` }), 100_000),
);
await measure('parse cache, large responses', maxParseCacheBytes, () =>
  fillParseCache(
    (number) => Array.from({ length: 200 }, (_, row) => ({ id: hash(`${number} ${row}`), name: `Catalog ${row}` })),
    2_000,
  ),
);
const resultsOf = (queries: number, calls: number) =>
  Array.from({ length: queries }, () => Array.from({ length: calls }, () => ({})));
const resultsOfOne = resultsOf(20_000, 1);
await measure('repeated queries, one call', maxRepeatedBytes, () =>
  fillRepeatedQueries((id) => `{ section(id: "${id}") { title } }`, resultsOfOne),
);
const resultsOfTwelve = resultsOf(5_000, 12);
await measure('repeated queries, twelve calls', maxRepeatedBytes, () =>
  fillRepeatedQueries((id) => `{ section(id: "${id}") { title } }`, resultsOfTwelve),
);
const resultsOfFour = resultsOf(1_500, 4);
await measure('repeated queries, long texts that are not Latin', maxRepeatedBytes, () =>
  fillRepeatedQueries((id) => `{ section(id: "${id}") { title } } # ${'\u6f22'.repeat(10_000)}`, resultsOfFour),
);
console.log(JSON.stringify(shares));
kept.push(resultsOfOne, resultsOfTwelve, resultsOfFour);
kept.length = 0;
