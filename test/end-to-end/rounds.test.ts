import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { createState } from '../../src/sandbox/world/state.ts';
import { roundsAboveMinimum, roundsAboveMinimumOfRandomQueries } from '../support/rounds/above-minimum.ts';
import { nameOf } from '../support/rounds/calls.ts';
import { needsByExperiment } from '../support/rounds/dependencies.ts';
import { type Request, type RoundsHarness, startRoundsHarness } from '../support/rounds/harness.ts';
import { earliestRounds, needsByValues } from '../support/rounds/minimum.ts';
import { queriesToMeasure, randomQueriesToMeasure } from '../support/rounds/queries.ts';

let harness: RoundsHarness;
beforeAll(async () => {
  harness = await startRoundsHarness();
});
afterAll(() => harness.close());

/** Set it to test as many random queries as there is time for. */
const { RANDOM_QUERIES = '40', RANDOM_SEED = '7' } = process.env;
const missingId = '99999999-9999-4999-8999-999999999999';
const requests = queriesToMeasure({ world: createState(1).world });
const randomRequests = randomQueriesToMeasure(Number(RANDOM_QUERIES), Number(RANDOM_SEED));

describe.each([
  ['ids met before', true],
  ['new ids', false],
] as const)('with %s, each call leaves as soon as its parameters are known:', (when, isWarm) => {
  test.each(requests.map((request) => [request.title, request] as const))('%s', async (title, request) => {
    const { used, minimum, waiting } = await measure(request, isWarm);
    const [usedToday, minimumToday] = roundsAboveMinimum[`${title}, ${when}`] ?? [minimum, minimum];
    expect({ used, minimum }, waiting.join('\n')).toEqual({ used: usedToday, minimum: minimumToday });
    if (!isWarm && !title.includes('does not exist')) expect(await plannedRounds(request)).toBeGreaterThanOrEqual(used);
  });

  test.each(randomRequests.map((request) => [request.title, request] as const))('%s', async (_, request) => {
    const { used, minimum, waiting } = await measure(request, isWarm);
    const message = `${JSON.stringify(request.parameters)}\n${waiting.join('\n')}`;
    expect(used - minimum, message).toBeLessThanOrEqual(roundsAboveMinimumOfRandomQueries);
    if (!isWarm && !message.includes(missingId))
      expect(await plannedRounds(request), message).toBeGreaterThanOrEqual(used);
  });
});

/** The rounds that `x-debug: plan` tells, if nothing is missing or refused. */
async function plannedRounds({ parameters, headers }: Request): Promise<number> {
  const query = String(parameters.query).replaceAll(/@(?:defer|stream)(?:\([^)]*\))?/g, '');
  const request = { title: '', parameters: { ...parameters, query }, headers: { ...headers, 'x-debug': 'plan' } };
  const { result } = await harness.run(request as Request, { isWarm: false });
  return JSON.parse(result).extensions?.plan?.rounds ?? 0;
}

/** Compares the rounds that a query uses with those that its data demands. */
async function measure(request: Request, isWarm: boolean) {
  const { calls, rounds } = await harness.run(request, { isWarm });
  const known = `${JSON.stringify(request.parameters)} ${wellKnown.organizationId}`;
  let earliest = earliestRounds(needsByValues(calls, known));
  const minimumOf = () => Math.max(0, ...earliest.values());
  if (minimumOf() < rounds) earliest = earliestRounds(await needsByExperiment(harness, request, calls, isWarm));
  const waiting = [...earliest].flatMap(([call, round]) =>
    round < call.round ? [`in round ${call.round} instead of ${round}: ${nameOf(call)}`] : [],
  );
  return { used: rounds, minimum: minimumOf(), waiting };
}
