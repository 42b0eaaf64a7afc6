import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildSchema } from '../../src/graph/schema.ts';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { createState } from '../../src/sandbox/world/state.ts';
import {
  checkExpected,
  describeSent,
  expectSameCalls,
  expectSameHeaders,
  expectSameResult,
  type Sent,
} from '../support/corpus/compare.ts';
import { type HttpCase, httpCases } from '../support/corpus/http-requests.ts';
import { type Lane, startLanes } from '../support/corpus/lanes.ts';
import type { OperationRequest } from '../support/corpus/operation-request.ts';
import {
  difficultMutations,
  difficultOperations,
  ordinaryMutations,
  ordinaryOperations,
} from '../support/corpus/operations.ts';
import { randomQueries } from '../support/corpus/random-queries.ts';
import { authorization, searchOf, type Variant, variantsOf } from '../support/corpus/variants.ts';

let lanes: Lane[];
beforeAll(async () => {
  lanes = await startLanes({ DEFAULT_ORGANIZATION_ID: wellKnown.organizationId });
  // A gateway remembers which syllabi are training plans. It sees all of them first, so that the calls of a request do
  // not depend on the requests before it.
  const plans = startWorld.world.trainingPlans.map(
    ({ syllabus_id: id }, index) => `plan${index}: trainingPlan(id: "${id}") { id }`,
  );
  const [{ request }] = variantsOf({ title: 'all', parameters: { query: `{ ${plans.join(' ')} }` } }, 0) as [Variant];
  for (const lane of lanes) expect((await lane.send(request)).calls).toHaveLength(plans.length);
});
afterAll(() => Promise.all(lanes.map((lane) => lane.close())));

const schema = buildSchema();
const startWorld = { world: createState(1).world };
const queries = [
  ...ordinaryOperations(startWorld),
  ...difficultOperations,
  ...randomQueries(schema, 120, { seed: 20, isDivided: false }),
  ...randomQueries(schema, 40, { seed: 21, isDivided: true }),
];
const mutations = [...ordinaryMutations(startWorld), ...difficultMutations];

test('the corpus has at least 300 requests', () => {
  expect(queries.length + mutations.length + httpCases.length).toBeGreaterThanOrEqual(300);
});

test.each(queries.map((operation, index) => [operation.title, operation, index] as const))(
  'one meaning in every way: %s',
  (_, operation, index) => checkOperation(operation, index),
);

test.each(mutations.map((operation, index) => [operation.title, operation, index] as const))(
  'one meaning in every way, as a mutation: %s',
  async (_, operation, index) => {
    await checkOperation({ ...operation, isPostOnly: true, isWrite: true }, index);
    const request = { method: 'GET', headers: { authorization }, search: searchOf(operation.parameters) };
    for (const lane of lanes) {
      const { status, headers, calls } = await lane.send(request);
      expect({ status, allow: headers.allow, calls }).toEqual({ status: 405, allow: 'POST', calls: [] });
    }
  },
);

test.each(httpCases.map((http) => [http.title, http] as const))('one meaning everywhere: %s', (_, http) =>
  checkHttp(http),
);

/** Sends an operation in every way through every gateway, and compares what callers and the REST API see. */
async function checkOperation(operation: OperationRequest, index: number): Promise<void> {
  const variants = variantsOf(operation, index);
  const { faults = [], isWrite, isDivided, expected = {} } = operation;
  const used = faults.length > 0 || isWrite ? lanes.filter(({ cache }) => cache === 'off') : lanes;
  const sent = await Promise.all(
    used.map(async (lane) => {
      for (const fault of faults) lane.sandbox.addFault(fault);
      const ofLane = await sendAll(lane, variants, isWrite);
      lane.sandbox.faults.clear();
      return ofLane;
    }),
  );
  const [[first] = [], ofCache] = sent as [[Sent, ...Sent[]], Sent[]];
  checkExpected(first as Sent, expected);
  for (const ofLane of sent) {
    for (const [way, other] of ofLane.entries()) {
      expectSameResult(first as Sent, other, { isDivided, isDated: isWrite });
      expectSameHeaders(sent[0]?.[way] as Sent, other);
      if (other.variant.isWarm) expectSameHeaders(ofLane[way - 1] as Sent, other);
      // A response in parts is executed by graphql-js, where a list that is on its way may not be waited for.
      if (isDivided) continue;
      // With a cache, only the same request at the same time makes the same calls.
      expectSameCalls(other.lane.cache === 'off' ? (first as Sent) : (ofCache[way] as Sent), other);
    }
  }
}

/** Sends a request as it is to every gateway, twice. */
async function checkHttp({ request: { headers, ...others }, status, ...expected }: HttpCase): Promise<void> {
  const request = { ...others, headers: { authorization, 'x-request-id': 'corpus', ...headers } };
  const variants = [false, true].map((isWarm) => ({ request, isWarm }));
  const sent = (await Promise.all(lanes.map((lane) => sendAll(lane, variants)))).flat();
  const [first] = sent as [Sent, ...Sent[]];
  const { outcome } = first;
  const message = describeSent(first);
  expect([status].flat(), message).toContain(outcome.status);
  if (expected.type) expect(String(outcome.headers['content-type']).split(';')[0], message).toBe(expected.type);
  expect(outcome.headers, message).toMatchObject(expected.headers ?? {});
  if (outcome.status !== 200) {
    expect(outcome.body, message).toMatchObject({
      errors: [{ extensions: { code: expected.code ?? expect.any(String) } }],
    });
    expect(outcome.calls, message).toEqual([]);
  }
  for (const other of sent) {
    expectSameResult(first, other);
    expectSameHeaders(first, other);
    if (other.lane.cache === 'off') expectSameCalls(first, other);
  }
}

/** @param isFresh true if the REST API starts anew before each request */
async function sendAll(lane: Lane, variants: readonly Variant[], isFresh = false): Promise<Sent[]> {
  const sent: Sent[] = [];
  for (const variant of variants) {
    if (isFresh) lane.sandbox.reset();
    const outcome = await lane.send(variant.request);
    expect(JSON.stringify(outcome), 'a stack trace').not.toMatch(/\bat .*\.[jt]s:\d/);
    sent.push({ lane, variant, outcome });
  }
  return sent;
}
