import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildSchema } from '../../src/graph/schema.ts';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { callsEnd } from '../support/corpus/lanes.ts';
import { randomQueries } from '../support/corpus/random-queries.ts';
import { type Answered, countCalls, type Harness, startHarness } from '../support/harness.ts';
import { type SlowApi, startSlowApi } from '../support/slow-api.ts';

/** Set them to test more queries, and others: about 0.2 s each. */
const { TIMING_QUERIES = '150', TIMING_SEED = '24' } = process.env;
const longestDelayMs = 12;

let slowApi: SlowApi;
let harness: Harness;
beforeAll(async () => {
  slowApi = await startSlowApi();
  const config = { CACHE: 'off', DEFAULT_ORGANIZATION_ID: wellKnown.organizationId, LEARNING_API_URL: slowApi.url };
  harness = await startHarness({ config });
  slowApi.forwardTo(harness.sandbox.url);
});
afterAll(async () => {
  await harness.close();
  await slowApi.close();
});

test('random queries make the same calls and give the same answer whenever the answers of the REST API come', {
  timeout: 1_200_000,
}, async () => {
  const queries = randomQueries(buildSchema(), Number(TIMING_QUERIES), {
    seed: Number(TIMING_SEED),
    isDivided: false,
  });
  const different: object[] = [];
  for (const { parameters, title } of queries) {
    const ask = async (): Promise<Answered> => {
      const answered = await harness.query(undefined, { parameters });
      await callsEnd(harness.api);
      return { ...answered, calls: countCalls(harness.sandbox) };
    };
    slowApi.delayOf = () => 0;
    const calm = await ask();
    for (const seed of [1, 2]) {
      slowApi.delayOf = (call) => (crc32(`${seed} ${title} ${call}`) / 2 ** 32) * longestDelayMs;
      const delayed = await ask();
      if (JSON.stringify(seen(delayed)) === JSON.stringify(seen(calm))) continue;
      different.push({ title, seed, query: parameters.query, calm: seen(calm), delayed: seen(delayed) });
    }
  }
  expect(different).toEqual([]);
});

/** What must not depend on timing. Which of several errors below one null is reported may. */
function seen({ data, calls }: Answered): object {
  return { calls: Object.fromEntries(Object.entries(calls).sort()), data };
}
