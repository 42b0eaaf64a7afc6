import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildSchema } from '../../src/graph/schema.ts';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { createState } from '../../src/sandbox/world/state.ts';
import { type HttpCase, httpCases } from '../support/corpus/http-requests.ts';
import { type HttpRequest, type Lane, type Outcome, sorted, startLanes } from '../support/corpus/lanes.ts';
import type { OperationRequest } from '../support/corpus/operation-request.ts';
import {
  difficultMutations,
  difficultOperations,
  ordinaryMutations,
  ordinaryOperations,
} from '../support/corpus/operations.ts';
import { randomQueries } from '../support/corpus/random-queries.ts';

let lanes: Lane[];
beforeAll(async () => {
  lanes = await startLanes({ DEFAULT_ORGANIZATION_ID: wellKnown.organizationId });
});
afterAll(() => Promise.all(lanes.map((lane) => lane.close())));

const authorization = 'Bearer f0000000-0000-4000-8000-000000000001';
const plain = 'application/json';
const ofGraphql = 'application/graphql-response+json';
/** By POST, a query is sent with the first two and with one of the others, by GET with one of these three. */
const accepts: (string | null)[] = [
  plain,
  ofGraphql,
  null,
  '*/*',
  'application/*;q=0.5',
  'application/json; charset=utf-8',
  'application/graphql-response+json, application/json;q=0.9',
  'application/json;q=0.4, application/graphql-response+json;q=0.5',
  'text/html;q=0.1, application/json',
  'multipart/mixed, application/json',
  'multipart/mixed;deferSpec=20220824, application/json',
  'text/event-stream, application/json',
  'multipart/mixed',
  'text/event-stream',
];

interface Variant {
  method: string;
  accept: string | null;
  /** True if the text was sent before. */
  isWarm: boolean;
  request: HttpRequest;
}

const startWorld = { world: createState(1).world };
let texts = 0;

/** The ways to send an operation, each with a text that is new to the gateway, and then with the same text again. */
function variantsOf(operation: OperationRequest, index: number): Variant[] {
  const { isPostOnly, isWrite } = operation;
  const others = accepts.slice(isWrite ? 1 : 2);
  const byPost = [plain, ...(isWrite ? [] : [ofGraphql]), others[index % others.length] ?? null];
  const byGet = isPostOnly ? [] : [byPost[index % byPost.length] ?? null];
  return [
    ...byPost.map((accept) => ({ method: 'POST', accept })),
    ...byGet.map((accept) => ({ method: 'GET', accept })),
  ]
    .map((way) => ({ ...way, request: requestFor(operation, way) }))
    .flatMap((way) => [false, true].map((isWarm) => ({ ...way, isWarm })));
}

function requestFor(
  { parameters, headers }: OperationRequest,
  { method, accept }: Omit<Variant, 'isWarm' | 'request'>,
): HttpRequest {
  const { query } = parameters;
  texts += 1;
  // A comment makes a text new. All comments have one length, so that errors have the same positions.
  const text = typeof query === 'string' && query !== '' ? `${query}\n#${String(texts).padStart(6, '0')}` : query;
  const all = { ...parameters, ...(text !== undefined && { query: text }) };
  const common = { authorization, 'x-request-id': 'corpus', ...(accept !== null && { accept }), ...headers };
  if (method === 'GET') return { method, headers: common, search: `?${searchOf(all)}` };
  return { method, headers: { 'content-type': 'application/json', ...common }, body: JSON.stringify(all) };
}

function searchOf(parameters: Record<string, unknown>): string {
  const entries = Object.entries(parameters).filter(([, value]) => value !== null && value !== undefined);
  return new URLSearchParams(
    entries.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  ).toString();
}

interface Sent {
  lane: Lane;
  variant: Variant;
  outcome: Outcome;
}

/** Sends an operation in every way through every gateway, and compares what callers and the REST API see. */
async function checkOperation(operation: OperationRequest, index: number): Promise<void> {
  const variants = variantsOf(operation, index);
  const { faults = [], isWrite } = operation;
  const chosen = faults.length > 0 || isWrite ? lanes.filter(({ cache }) => cache === 'off') : lanes;
  const sent = await Promise.all(
    chosen.map(async (lane) => {
      for (const fault of faults) lane.sandbox.addFault(fault);
      const ofLane: Sent[] = [];
      for (const variant of variants) {
        if (isWrite) lane.sandbox.reset();
        ofLane.push({ lane, variant, outcome: await lane.send(variant.request) });
      }
      lane.sandbox.faults.clear();
      return ofLane;
    }),
  );
  const [ofFirst = []] = sent;
  const [reference] = ofFirst as [Sent];
  const { expected } = operation;
  const { status, body, calls } = reference.outcome;
  const result = body as {
    data?: unknown;
    errors?: { message: string; extensions: { code: string } }[];
    extensions?: unknown;
  };
  const about = (text: string) => `${text}\n${describeSent(reference)}`;
  if (expected?.status !== undefined) expect(status, about('status')).toBe(expected.status);
  if (expected?.codes)
    expect(
      (result.errors ?? []).map(({ extensions }) => extensions.code),
      about('codes'),
    ).toEqual(expected.codes);
  if (expected?.message) expect(result.errors?.[0]?.message, about('message')).toContain(expected.message);
  if (expected?.extensions) expect(result.extensions, about('extensions')).toEqual(expected.extensions);
  if (expected && 'data' in expected) expect(result.data, about('data')).toEqual(expected.data);
  if (expected?.calls !== undefined) expect(calls.length, about('calls')).toBe(expected.calls);
  expect(JSON.stringify(body), about('no stack trace')).not.toMatch(/\bat .*\.[jt]s:\d+/);

  for (const ofLane of sent) {
    for (const [variantIndex, other] of ofLane.entries()) {
      const message = () => `${describeSent(reference)}\n\ndiffers from\n\n${describeSent(other)}`;
      const { variant, outcome } = other;
      const textOf = (value: unknown) => {
        const text = JSON.stringify(operation.isDivided ? sorted(value) : value);
        // A write is dated.
        return operation.isWrite ? text.replaceAll(/"20[^"]*Z"/g, '"date"') : text;
      };
      expectSame(textOf(outcome.body), textOf(body), message);
      expectSame(outcome.status, statusFor(reference.outcome, outcome), message);
      // The same way of sending through another gateway: the headers are equal, and the calls if the caches are.
      const same = ofFirst[variantIndex] as Sent;
      const messageOfSame = () => `${describeSent(same)}\n\ndiffers from\n\n${describeSent(other)}`;
      expectSame(JSON.stringify(outcome.headers), JSON.stringify(same.outcome.headers), messageOfSame);
      // With a cache, only the same request at the same time makes the same calls.
      const peer = other.lane.cache === 'off' ? reference : (sent[1]?.[variantIndex] as Sent);
      expectSame(
        callsText(other, peer),
        callsText(peer, other),
        () => `${describeSent(peer)}\n\ndiffers from\n\n${describeSent(other)}`,
      );
      if (variant.isWarm)
        expectSame(JSON.stringify(outcome.headers), JSON.stringify(ofLane[variantIndex - 1]?.outcome.headers), message);
    }
  }
}

/**
 * A result without data is 4xx (GraphQL over HTTP, section 6.4.2), but for callers that accept `application/json`. The
 * response to a caller that accepts parts may have begun.
 */
function statusFor({ status }: Outcome, { headers, body, status: actual }: Outcome): number {
  const hasData = typeof body === 'object' && body !== null && 'data' in body;
  const type = String(headers['content-type']);
  if (status !== 200 || hasData || type.startsWith(plain)) return status;
  const mayBegin = !type.startsWith(ofGraphql) && actual === status;
  return mayBegin || (actual >= 400 && actual < 500) ? actual : 400;
}

/**
 * The calls of a request, to compare with those of another. Plans know which objects may still come, so they load more
 * of them in one call than graphql-js: between the two, the objects count.
 */
function callsText({ lane, outcome: { calls } }: Sent, other: Sent): string {
  if (lane.usesPlans === other.lane.usesPlans) return calls.join('\n');
  const objects = calls.flatMap((call) => {
    const ids = /"(?:sections|enrollment_ids)":\[([^\]]+)\]/.exec(call);
    return ids ? (ids[1] ?? '').split(',').map((id) => call.replace(ids[0], id)) : [call];
  });
  return [...new Set(objects)].sort().join('\n');
}

function expectSame(actual: unknown, expected: unknown, message: () => string): void {
  if (actual !== expected) expect(actual, message()).toBe(expected);
}

function describeSent({ lane, variant: { request, isWarm }, outcome }: Sent): string {
  const { method, search = '', headers, body = '' } = request;
  const { authorization: _, ...shown } = headers;
  return [
    `${lane.name}, ${isWarm ? 'warm' : 'cold'}: ${method} /graphql${search} ${JSON.stringify(shown)}`,
    String(body),
    `→ ${outcome.status} ${JSON.stringify(outcome.headers)}`,
    JSON.stringify(outcome.body)?.slice(0, 2_000),
    `calls: ${outcome.calls.join(' | ') || 'none'}`,
  ].join('\n');
}

/** Sends a request as it is to every gateway, twice. */
async function checkHttp({ request: { headers, ...request }, ...expected }: HttpCase): Promise<void> {
  const sentRequest = { ...request, headers: { authorization, 'x-request-id': 'corpus', ...headers } };
  const sent = await Promise.all(
    lanes.map(async (lane) => {
      const ofLane: Sent[] = [];
      for (const isWarm of [false, true]) {
        const variant = { method: request.method, accept: headers.accept ?? null, isWarm, request: sentRequest };
        ofLane.push({ lane, variant, outcome: await lane.send(sentRequest) });
      }
      return ofLane;
    }),
  );
  const [[reference] = []] = sent as [[Sent]];
  const { status, headers: received, body, calls } = (reference as Sent).outcome;
  const message = describeSent(reference as Sent);
  expect([expected.status].flat(), message).toContain(status);
  if (expected.type) expect(String(received['content-type']).split(';')[0], message).toBe(expected.type);
  expect(received, message).toMatchObject(expected.headers ?? {});
  if (status !== 200) {
    expect(body, message).toMatchObject({ errors: [{ extensions: { code: expected.code ?? expect.any(String) } }] });
    expect(calls, message).toEqual([]);
  }
  for (const ofLane of sent) {
    for (const other of ofLane) {
      const difference = () => `${message}\n\ndiffers from\n\n${describeSent(other)}`;
      const { calls: _, ...outcome } = other.outcome;
      expectSame(JSON.stringify(outcome), JSON.stringify({ status, headers: received, body }), difference);
      if (other.lane.cache === 'off') expectSame(other.outcome.calls.join('\n'), calls.join('\n'), difference);
    }
  }
}

const queries = [...ordinaryOperations(startWorld), ...difficultOperations, ...randomQueries(buildSchema(), 120, 20)];
test.each(queries.map((operation, index) => [operation.title, operation, index] as const))(
  '%s',
  (_, operation, index) => checkOperation(operation, index),
);

test.each(httpCases.map((http) => [http.title, http] as const))('%s', (_, http) => checkHttp(http));

const mutations = [...ordinaryMutations(startWorld), ...difficultMutations];
test.each(mutations.map((operation, index) => [operation.title, operation, index] as const))(
  'a mutation: %s',
  async (_, operation, index) => {
    await checkOperation({ ...operation, isPostOnly: true, isWrite: true }, index);
    const search = `?${searchOf(operation.parameters)}`;
    for (const lane of lanes) {
      const { status, headers, calls } = await lane.send({ method: 'GET', headers: { authorization }, search });
      expect({ status, allow: headers.allow, calls }).toEqual({ status: 405, allow: 'POST', calls: [] });
    }
  },
);
