import { afterAll, beforeAll, expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import { tableOf } from '../support/markdown-tables.ts';
import { type RoundsHarness, startRoundsHarness } from '../support/rounds/harness.ts';
import { startSlowApi } from '../support/slow-api.ts';

const delayMs = 150;
const rows = tableOf('docs/round-trips.md', 'Query', 'Before', 'Ids met before', 'New ids', 'Time').map(
  ([text = '', , met = '', fresh = '', time = '']) => ({ text, met: Number(met), fresh: Number(fresh), time }),
);

/** The query of a row, with the ids of the sandbox. */
function queryOf(text: string): string {
  const withIds = text.replaceAll(/\$(\w+)/g, (_, name: keyof typeof wellKnown) => JSON.stringify(wellKnown[name]));
  return withIds.startsWith('mutation') ? withIds : `{ ${withIds} }`;
}

let harness: RoundsHarness;
beforeAll(async () => {
  harness = await startRoundsHarness();
});
afterAll(() => harness.close());

test.each(rows)('$text takes the round trips of docs/round-trips.md', async ({ text, met, fresh, time }) => {
  const request = { title: text, parameters: { query: queryOf(text) } };
  const warm = await harness.run(request, { isWarm: true });
  const cold = await harness.run(request, { isWarm: false });
  for (const { result } of [warm, cold]) expect(JSON.parse(result)).not.toHaveProperty('errors');
  expect([warm.rounds, cold.rounds]).toEqual([met, fresh]);
  expect(Math.floor(Number.parseInt(time, 10) / delayMs)).toBe(met);
});

/** Set it to measure the column "Time": the shortest of five times, in milliseconds. */
const { MEASURE_ROUND_TRIPS } = process.env;
test.runIf(MEASURE_ROUND_TRIPS)(
  'the time with a LearningApi that takes 150 ms for each call',
  {
    timeout: 600_000,
  },
  async () => {
    const api = await startSlowApi();
    const config = { CACHE: 'off', DEFAULT_ORGANIZATION_ID: wellKnown.organizationId, LEARNING_API_URL: api.url };
    const gateway: Harness = await startHarness({ config });
    api.forwardTo(gateway.sandbox.url);
    api.delayOf = () => delayMs;
    const measured: string[] = [];
    for (const { text } of rows) {
      const times: number[] = [];
      for (let turn = 0; turn < 6; turn += 1) {
        gateway.sandbox.reset();
        const startedAt = performance.now();
        await gateway.query(queryOf(text));
        times.push(performance.now() - startedAt);
      }
      measured.push(`${Math.round(Math.min(...times.slice(1)))} ms | ${text}`);
    }
    console.log(measured.join('\n'));
    await gateway.close();
    await api.close();
  },
);
