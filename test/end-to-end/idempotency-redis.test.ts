import { expect, onTestFinished, test } from 'vitest';
import { startSandbox, wellKnown } from '../../src/sandbox/http/server.ts';
import { entryBytes } from '../../src/server/idempotency/redis-store.ts';
import { eventually } from '../support/eventually.ts';
import { gatewayProcess } from '../support/gateway-process.ts';
import { countCalls, type Harness, harnessForThisTest } from '../support/harness.ts';
import { type Keyed, sendKeyed } from '../support/keyed-requests.ts';
import { withProgram } from '../support/programs.ts';
import { redisForThisTest } from '../support/redis.ts';

const { organizationId } = wellKnown;
const drop = 'mutation ($id: ID!) { dropEnrollment(input: { id: $id }) { __typename ... on Error { code } } }';
const dropMany = `mutation ($ids: [ID!]!) {
  dropEnrollments(input: { ids: $ids }) { ... on DropEnrollmentsSuccess { outcomes { id result { __typename } } } }
}`;
const codesOf = ({ errors }: Keyed) => errors.map(({ extensions }) => extensions.code);
const openEnrollments = ({ world }: Harness['sandbox']) =>
  world.enrollments.filter(({ is_dropped }) => !is_dropped).map(({ enrollment_id }) => enrollment_id);

withProgram('redis-server').describe('in Redis', () => {
  test('gateways share keys: one carries the mutation out, the others wait for it or replay its answer', async () => {
    const { redis, gateways } = await twoGateways();
    const [first, second] = gateways;
    const { sandbox } = first;
    const variables = { id: openEnrollments(sandbox)[0] };
    const release = sandbox.hold('DropEnrollment');
    const one = sendKeyed(first, 'one', drop, { variables });
    await eventually(() => expect(countCalls(sandbox)).toEqual({ DropEnrollment: 1 }));
    const waiting = sendKeyed(second, 'one', drop, { variables });
    const reused = await sendKeyed(second, 'one', drop, { variables: { id: wellKnown.userId } });
    expect([reused.status, codesOf(reused)]).toEqual([422, ['IDEMPOTENCY_KEY_REUSED']]);
    release();
    const { data } = await one;
    expect(data.dropEnrollment.__typename).toBe('DropEnrollmentSuccess');
    expect(await waiting).toMatchObject({ data, replayed: 'true' });
    expect(await sendKeyed(second, 'one', drop, { variables })).toMatchObject({ data, replayed: 'true' });
    const { tokens } = sandbox;
    expect((await sendKeyed(second, 'one', drop, { variables, token: tokens.limited })).replayed).toBeNull();
    expect(countCalls(sandbox).DropEnrollment).toBe(2);
    const stored = await redis.text();
    expect(stored).not.toContain(tokens.full);
    expect(stored).not.toContain('"one"');
  });

  test('of many requests with one key through two gateways at once, one is sent', async () => {
    const { gateways } = await twoGateways();
    const { sandbox } = gateways[0];
    const variables = { id: openEnrollments(sandbox)[0] };
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => sendKeyed(gateways[index % 2 ? 1 : 0], 'one', drop, { variables })),
    );
    expect(countCalls(sandbox)).toEqual({ DropEnrollment: 1 });
    expect(answers.flatMap(codesOf)).toEqual([]);
    expect(answers.filter(({ replayed }) => replayed === null)).toHaveLength(1);
    expect(new Set(answers.map(({ data }) => data.dropEnrollment.__typename))).toEqual(
      new Set(['DropEnrollmentSuccess']),
    );
  });

  test('a mutation that sent nothing gives its key up for all gateways', async () => {
    const { gateways } = await twoGateways();
    const [first, second] = gateways;
    expect((await sendKeyed(first, 'one', drop, { variables: { id: 'x' } })).data.dropEnrollment.code).toBe(
      'BAD_USER_INPUT',
    );
    const { data, replayed } = await sendKeyed(second, 'one', drop, {
      variables: { id: openEnrollments(first.sandbox)[0] },
    });
    expect([data.dropEnrollment.__typename, replayed]).toEqual(['DropEnrollmentSuccess', null]);
  });

  test('while Redis is down, mutations with a key are refused and nothing is sent; others are carried out', async () => {
    const { redis, gateways } = await twoGateways();
    const [gateway] = gateways;
    const [id, other] = openEnrollments(gateway.sandbox);
    await redis.stop();
    const refused = await sendKeyed(gateway, 'one', drop, { variables: { id } });
    expect([refused.status, codesOf(refused)]).toEqual([503, ['IDEMPOTENCY_UNAVAILABLE']]);
    expect(countCalls(gateway.sandbox)).toEqual({});
    const { data } = await gateway.query(drop, { variables: { id: other } });
    expect(data.dropEnrollment.__typename).toBe('DropEnrollmentSuccess');
  });

  test('with IDEMPOTENCY_REQUIRES_REDIS=false, each gateway remembers keys by itself while Redis is down', async () => {
    const { redis, gateways } = await twoGateways({ IDEMPOTENCY_REQUIRES_REDIS: 'false' });
    const [gateway] = gateways;
    const variables = { id: openEnrollments(gateway.sandbox)[0] };
    await redis.stop();
    const first = await sendKeyed(gateway, 'one', drop, { variables });
    expect(first).toMatchObject({ data: { dropEnrollment: { __typename: 'DropEnrollmentSuccess' } }, replayed: null });
    expect(await sendKeyed(gateway, 'one', drop, { variables })).toMatchObject({ data: first.data, replayed: 'true' });
    expect(countCalls(gateway.sandbox)).toEqual({ DropEnrollment: 1 });
  });

  test.each(['true', 'false'])(
    'one caller cannot fill Redis: its new keys are refused by all gateways, those of others are not (IDEMPOTENCY_REQUIRES_REDIS=%s)',
    async (required) => {
      const maxBytes = 20 * entryBytes;
      const { redis, gateways } = await twoGateways({
        IDEMPOTENCY_MAX_BYTES: String(maxBytes),
        IDEMPOTENCY_REQUIRES_REDIS: required,
      });
      const [first, second] = gateways;
      const { sandbox } = first;
      const [id = '', other = ''] = openEnrollments(sandbox);
      const outcomes: Keyed[] = [];
      for (let sent = 0; sent < 20; sent += 1)
        outcomes.push(await sendKeyed(gateways[sent % 2 ? 1 : 0], `key-${sent}`, drop, { variables: { id } }));
      const refusedFrom = outcomes.findIndex(({ status }) => status === 503);
      expect(refusedFrom).toBeGreaterThan(3);
      expect(outcomes.map(codesOf)).toEqual(
        outcomes.map((_, sent) => (sent < refusedFrom ? [] : ['IDEMPOTENCY_UNAVAILABLE'])),
      );
      expect(countCalls(sandbox)).toEqual({ DropEnrollment: refusedFrom });
      expect((await redis.text()).length).toBeLessThan(maxBytes);

      const again = await sendKeyed(second, 'key-0', drop, { variables: { id } });
      expect(again).toMatchObject({ data: outcomes[0]?.data, replayed: 'true' });
      const limited = { variables: { id: other }, token: sandbox.tokens.limited };
      expect((await sendKeyed(first, 'key-0', drop, limited)).status).toBe(200);
      expect((await sendKeyed(second, 'key-0', drop, limited)).replayed).toBe('true');
      expect(countCalls(sandbox)).toEqual({ DropEnrollment: refusedFrom + 1 });
    },
  );

  test('an answer beyond what a caller may keep in Redis is not kept, and the request is still not sent again', async () => {
    const { gateways } = await twoGateways({ IDEMPOTENCY_MAX_BYTES: String(4 * entryBytes) });
    const [gateway] = gateways;
    const query = drop.replace('__typename', Array.from({ length: 40 }, (_, n) => `a${n}: __typename`).join(' '));
    const variables = { id: openEnrollments(gateway.sandbox)[0] };
    expect((await sendKeyed(gateway, 'one', query, { variables })).errors).toEqual([]);
    expect(codesOf(await sendKeyed(gateway, 'one', query, { variables }))).toEqual(['OUTCOME_UNKNOWN']);
    expect(countCalls(gateway.sandbox)).toEqual({ DropEnrollment: 1 });
  });

  test('what a caller may keep in Redis is free again after keys were released or have expired', async () => {
    const { gateways } = await twoGateways({
      IDEMPOTENCY_MAX_BYTES: String(4 * entryBytes),
      IDEMPOTENCY_KEY_LIFETIME_MS: '2000',
    });
    const [gateway] = gateways;
    for (let sent = 0; sent < 5; sent += 1) {
      const refused = await sendKeyed(gateway, `released-${sent}`, drop, { variables: { id: 'x' } });
      expect(refused.data.dropEnrollment.code).toBe('BAD_USER_INPUT');
    }
    const variables = { id: openEnrollments(gateway.sandbox)[0] };
    const keep = (key: string) => sendKeyed(gateway, key, drop, { variables });
    expect((await keep('one')).errors).toEqual([]);
    await eventually(async () => expect(codesOf(await keep(crypto.randomUUID()))).toEqual(['IDEMPOTENCY_UNAVAILABLE']));
    await eventually(async () => expect((await keep(crypto.randomUUID())).errors).toEqual([]));
  });

  test('when Redis goes down during a mutation, its answer still arrives, and a repeated one writes nothing', async () => {
    const { redis, gateways } = await twoGateways();
    const [gateway] = gateways;
    const variables = { id: openEnrollments(gateway.sandbox)[0] };
    const release = gateway.sandbox.hold('DropEnrollment');
    const first = sendKeyed(gateway, 'one', drop, { variables });
    await eventually(() => expect(countCalls(gateway.sandbox)).toEqual({ DropEnrollment: 1 }));
    await redis.stop();
    release();
    expect((await first).data.dropEnrollment.__typename).toBe('DropEnrollmentSuccess');
    expect(codesOf(await sendKeyed(gateway, 'one', drop, { variables }))).toEqual(['IDEMPOTENCY_UNAVAILABLE']);
    expect(countCalls(gateway.sandbox)).toEqual({ DropEnrollment: 1 });
  });

  test('a request that cannot wait any longer is told to try again, and nothing is sent for it', async () => {
    const { gateways, redis } = await twoGateways();
    const [gateway] = gateways;
    const { sandbox } = gateway;
    const config = { REDIS_URL: redis.url, LEARNING_API_URL: sandbox.url, DEFAULT_ORGANIZATION_ID: organizationId };
    const impatient = await harnessForThisTest({
      config: { ...config, REQUEST_TIMEOUT_MS: '1000', BULK_BUDGET_MS: '0', UPSTREAM_TIMEOUT_MS: '1000' },
    });
    await redis.connected(3);
    const variables = { id: openEnrollments(sandbox)[0] };
    const release = sandbox.hold('DropEnrollment');
    const first = sendKeyed(gateway, 'one', drop, { variables });
    await eventually(() => expect(countCalls(sandbox)).toEqual({ DropEnrollment: 1 }));
    const waited = await sendKeyed({ url: impatient.url, sandbox }, 'one', drop, { variables });
    expect([waited.status, codesOf(waited)]).toEqual([409, ['UPSTREAM_TIMEOUT']]);
    release();
    const { data } = await first;
    expect(await sendKeyed({ url: impatient.url, sandbox }, 'one', drop, { variables })).toMatchObject({
      data,
      replayed: 'true',
    });
    expect(countCalls(sandbox)).toEqual({ DropEnrollment: 1 });
  });

  test('a bulk whose gateway was killed is not carried out again: the answer says to look first', async () => {
    const redis = await redisForThisTest();
    const sandbox = await startSandbox();
    onTestFinished(() => sandbox.close());
    const settings = { LEARNING_API_URL: sandbox.url, REDIS_URL: redis.url };
    const [killed, other] = [await gatewayProcess(settings), await gatewayProcess(settings)];
    await redis.connected(2);
    const variables = { ids: openEnrollments(sandbox).slice(0, 30) };
    const releaseFirst = sandbox.hold('DropEnrollment');
    const cut = sendKeyed({ url: killed.url, sandbox }, 'one', dropMany, { variables }).catch(() => 'cut');
    await eventually(() => expect(countCalls(sandbox)).toEqual({ DropEnrollment: 8 }));
    releaseFirst();
    const releaseRest = sandbox.hold('DropEnrollment');
    await eventually(() => expect(countCalls(sandbox)).toEqual({ DropEnrollment: 16 }));
    // This one waits for the first, and then for a sign of life from its gateway.
    const again = sendKeyed({ url: other.url, sandbox }, 'one', dropMany, { variables });
    killed.process.kill('SIGKILL');
    expect(await cut).toBe('cut');
    await killed.ended;
    releaseRest();
    for (const answer of [await again, await sendKeyed({ url: other.url, sandbox }, 'one', dropMany, { variables })]) {
      expect([answer.status, codesOf(answer)]).toEqual([409, ['OUTCOME_UNKNOWN']]);
      expect(answer.errors[0]?.message).toContain('Query the affected data');
    }
    expect(countCalls(sandbox)).toEqual({ DropEnrollment: 16 });

    // As the answer says: look, then send what is missing under a new key.
    const isDropped = new Map(sandbox.world.enrollments.map((row) => [row.enrollment_id, row.is_dropped]));
    const missing = variables.ids.filter((id) => !isDropped.get(id));
    expect(missing.length).toBeGreaterThan(0);
    const rest = await sendKeyed({ url: other.url, sandbox }, 'two', dropMany, { variables: { ids: missing } });
    const results = rest.data.dropEnrollments.outcomes.map(({ result }: { result: object }) => result);
    expect(results).toEqual(missing.map(() => ({ __typename: 'DropEnrollmentSuccess' })));
  });
});

/** Two gateways in front of one sandbox, which share a Redis. */
async function twoGateways(settings: Record<string, string> = {}) {
  const redis = await redisForThisTest();
  const config = { DEFAULT_ORGANIZATION_ID: organizationId, REDIS_URL: redis.url, ...settings };
  const first = await harnessForThisTest({ config });
  const second = await harnessForThisTest({ config: { ...config, LEARNING_API_URL: first.sandbox.url } });
  await redis.connected(2);
  const sharing = [first, { ...second, sandbox: first.sandbox }] as const;
  return { redis, gateways: sharing };
}
