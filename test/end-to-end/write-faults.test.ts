import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Fault, wellKnown } from '../../src/sandbox/http/server.ts';
import { eventually } from '../support/eventually.ts';
import { type Harness, harnessForThisTest, startHarness } from '../support/harness.ts';
import { documentFor, type Mutation, mutations, successOf } from '../support/writes.ts';

const config = { DEFAULT_ORGANIZATION_ID: wellKnown.organizationId };
let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ config });
});
beforeEach(() => {
  harness.sandbox.reset();
  harness.log.length = 0;
});
afterAll(() => harness.close());

interface Case {
  fault: string;
  /** Makes the write of this item fail, and no other. */
  cause(running: Harness, mutation: Mutation, item: string): void;
  code: string;
  /** The outcome in the audit log. */
  outcome: string;
  /** How often the write is sent. Defaults to 1. */
  sent?: number;
}

const byFault =
  (fault: Fault): Case['cause'] =>
  ({ sandbox }, { operation, parameter }, item) =>
    sandbox.addFault({ ...fault, operation, parameters: { [parameter]: item } });
const byBody =
  (body: unknown): Case['cause'] =>
  ({ sandbox }, { operation, parameter }, item) =>
    sandbox.override(operation, (parameters) => (parameters[parameter] === item ? { body } : undefined));
const status = (code: number, retryAfterSeconds?: number) =>
  byFault({ kind: 'status', status: code, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) });
/** Makes the client throw before or after it has called the REST API. */
const byTypeError =
  (isSent: boolean): Case['cause'] =>
  ({ api }, { operation }, item) => {
    const { call } = api;
    api.call = (async (...args: Parameters<typeof call>) => {
      const isThis = args[0] === operation && JSON.stringify(args[1]).includes(item);
      if (isThis) api.call = call;
      if (!isThis || isSent) {
        const answered = await call(...args);
        if (!isThis) return answered;
      }
      throw new TypeError('broken');
    }) as typeof call;
  };

const unknown = { code: 'OUTCOME_UNKNOWN', outcome: 'outcomeUnknown' };
const unexpected = { code: 'INTERNAL_SERVER_ERROR', outcome: 'unexpected' };
const cases: Case[] = [
  { fault: 'HTTP 500', cause: status(500), ...unknown },
  { fault: 'HTTP 502', cause: status(502), ...unknown },
  { fault: 'HTTP 503', cause: status(503), ...unknown },
  { fault: 'HTTP 429', cause: status(429), code: 'RATE_LIMITED', outcome: 'rateLimited' },
  { fault: 'HTTP 429 with a short Retry-After', cause: status(429, 1), code: 'RATE_LIMITED', outcome: 'rateLimited' },
  { fault: 'HTTP 429 with a long Retry-After', cause: status(429, 3600), code: 'RATE_LIMITED', outcome: 'rateLimited' },
  { fault: 'HTTP 401', cause: status(401), code: 'UNAUTHENTICATED', outcome: 'unauthenticated' },
  { fault: 'HTTP 403', cause: status(403), code: 'FORBIDDEN', outcome: 'forbidden' },
  { fault: 'HTTP 404', cause: status(404), code: 'UPSTREAM_ERROR', outcome: 'failed' },
  { fault: 'HTTP 409', cause: status(409), code: 'NOT_FOUND', outcome: 'conflict' },
  { fault: 'HTTP 422', cause: status(422), code: 'BAD_USER_INPUT', outcome: 'invalid' },
  { fault: 'a connection reset before the response', cause: byFault({ kind: 'resetBefore' }), ...unknown },
  { fault: 'a connection reset in the response', cause: byFault({ kind: 'resetAfter' }), ...unknown },
  { fault: '{}', cause: byBody({}), ...unknown },
  { fault: 'a message only', cause: byBody({ Message: 'An error has occurred.' }), ...unknown },
  { fault: 'HTML', cause: byFault({ kind: 'html' }), ...unknown },
  { fault: 'an empty response', cause: byFault({ kind: 'empty' }), ...unknown },
  { fault: 'truncated JSON', cause: byFault({ kind: 'truncated' }), ...unknown },
  { fault: 'a TypeError before the call', cause: byTypeError(false), ...unexpected, sent: 0 },
  { fault: 'a TypeError after the response', cause: byTypeError(true), ...unexpected },
];

const errorFields = '... on Error { code } ... on NotAttemptedError { reason retryAfterSeconds }';

async function run(running: Harness, mutation: Mutation, items: readonly string[]) {
  const { name, isBulk } = mutation;
  const selection = isBulk
    ? `{ ... on ${successOf(mutation)} { outcomes { result { __typename ${errorFields} } } } }`
    : `{ __typename ... on Error { code } }`;
  const response = await running.query(documentFor(mutation, selection), {
    variables: { input: mutation.inputFor(items) },
  });
  const { data, errors } = response;
  const results: { __typename: string; code: string | undefined; reason?: string }[] = isBulk
    ? data[name].outcomes.map(({ result }: { result: object }) => result)
    : [{ ...data[name], ...(errors[0] && { code: errors[0].extensions.code }) }];
  return { ...response, results };
}

/** The item that a write names, for a call of the sandbox or a line of the audit log. */
const itemIn = ({ parameter }: Mutation, names: object) => {
  const { user_id, enrollment_id, userId, enrollmentId } = names as Record<string, unknown>;
  return parameter === 'user_id' ? (user_id ?? userId) : (enrollment_id ?? enrollmentId);
};
const sentFor = ({ sandbox }: Harness, mutation: Mutation, item: string) =>
  sandbox.calls().filter((call) => itemIn(mutation, call.parameters) === item && call.operation === mutation.operation);
const auditOf = ({ log }: Harness, mutation: Mutation, item: string) =>
  log.filter(({ event, ids }) => event === 'write' && itemIn(mutation, ids as object) === item);

describe.each(mutations)('$name', (mutation) => {
  const { operation, isBulk } = mutation;

  /** Asserts the outcome of the first item, and that its neighbors are written once. */
  async function demand(
    running: Harness,
    items: readonly string[],
    { code, outcome, sent = 1 }: Omit<Case, 'fault' | 'cause'>,
  ) {
    const [broken = '', ...neighbors] = items;
    const { results, status } = await run(running, mutation, items);
    expect(status).toBe(200);
    expect(results.map((result) => result.code)).toEqual([code, ...neighbors.map(() => undefined)]);
    expect(sentFor(running, mutation, broken)).toHaveLength(sent);
    await eventually(() => expect(auditOf(running, mutation, broken)).toMatchObject([{ operation, outcome }]));
    for (const neighbor of neighbors) {
      expect(sentFor(running, mutation, neighbor)).toHaveLength(1);
      expect(auditOf(running, mutation, neighbor)).toMatchObject([{ operation, outcome: 'OK' }]);
    }
    expect(await running.query('{ __typename }')).toMatchObject({ status: 200, data: { __typename: 'Query' } });
  }

  test.each(cases)('after $fault: $code, and the write is sent once', async ({ cause, ...expected }) => {
    const items = mutation.itemsOf(harness, isBulk ? 6 : 1);
    cause(harness, mutation, items[0] ?? '');
    await demand(harness, items, expected);
  });

  test('after a timeout: OUTCOME_UNKNOWN, and the write is sent once', async () => {
    const impatient = await harnessForThisTest({ config: { ...config, UPSTREAM_TIMEOUT_MS: '2000' } });
    const items = mutation.itemsOf(impatient, isBulk ? 6 : 1);
    byFault({ kind: 'hang' })(impatient, mutation, items[0] ?? '');
    await demand(impatient, items, unknown);
  });

  test('if nothing listens: UPSTREAM_UNAVAILABLE, and the audit log says that nothing was sent', async () => {
    const cutOff = await harnessForThisTest({ config: { ...config, LEARNING_API_URL: 'http://127.0.0.1:1' } });
    const items = mutation.itemsOf(cutOff, isBulk ? 3 : 1);
    const { results } = await run(cutOff, mutation, items);
    expect(results.map(({ code }) => code)).toEqual(items.map(() => 'UPSTREAM_UNAVAILABLE'));
    for (const item of items) {
      expect(auditOf(cutOff, mutation, item)).toMatchObject([{ outcome: 'notAttempted', reason: 'unavailable' }]);
    }
    expect((await cutOff.query('{ __typename }')).status).toBe(200);
  });
});
