import { expect } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { eventually } from '../support/eventually.ts';
import { countCalls, type Harness, harnessForThisTest } from '../support/harness.ts';
import { sendKeyed } from '../support/keyed-requests.ts';
import { withProgram } from '../support/programs.ts';
import { redisForThisTest } from '../support/redis.ts';

const title = `{ section(id: "${wellKnown.sectionId}") { title } }`;
const drop = 'mutation ($id: ID!) { dropEnrollment(input: { id: $id }) { __typename } }';

/** A gateway whose Redis answers nothing any more, and of which the gateway has noticed that. */
async function hanging(config: Record<string, string> = {}) {
  const redis = await redisForThisTest();
  const harness = await harnessForThisTest({
    config: { CACHE: 'redis', CACHE_MAX_BYTES: '1000', REDIS_URL: redis.url, METRICS_PORT: '0', ...config },
  });
  await redis.connected(1);
  expect(await stateOf(harness)).toBe(0);
  redis.hang();
  await eventually(async () => {
    await harness.query(title);
    expect(await stateOf(harness)).toBe(2);
  });
  return { redis, ...harness };
}

async function stateOf({ metricsUrl }: Pick<Harness, 'metricsUrl'>): Promise<number> {
  const text = await (await fetch(metricsUrl)).text();
  return Number(/^redis_state (\d)$/m.exec(text)?.[1]);
}

const { test } = withProgram('redis-server');

test('a Redis that hangs is left alone after a few commands, and the log and a metric say so once', async () => {
  const harness = await hanging();
  const queries = 50;
  for (let sent = 0; sent < queries; sent += 1)
    expect((await harness.query(title)).data.section.title).toEqual(expect.any(String));
  const events = () => harness.log.filter(({ event }) => String(event).startsWith('redis'));
  expect(events()).toMatchObject([{ event: 'redis_down', code: 'TIMEOUT' }]);

  harness.redis.resume();
  await eventually(async () => expect(await stateOf(harness)).toBe(0));
  expect(events()).toMatchObject([{ event: 'redis_down' }, { event: 'redis_back' }]);
  // Redis carries out what reached it while it hung: the commands that waited in vain.
  expect(await harness.redis.callsOf('get')).toBeLessThan(queries / 2);
  await harness.query(`{ catalog(id: "${wellKnown.catalogId}") { name } }`);
  await eventually(async () => expect(await harness.redis.text()).toContain('GetCatalog'));
});

test('while Redis hangs, a mutation with a key is refused and leaves no claim behind', async () => {
  const gateway = await hanging();
  const id = gateway.sandbox.world.enrollments.find(({ is_dropped: isDropped }) => !isDropped)?.enrollment_id;
  gateway.sandbox.clearCalls();
  const refused = await sendKeyed(gateway, 'one', drop, { variables: { id } });
  expect([refused.status, refused.errors[0]?.extensions.code]).toEqual([503, 'IDEMPOTENCY_UNAVAILABLE']);
  expect(countCalls(gateway.sandbox)).toEqual({});
  gateway.redis.resume();
  await eventually(async () => expect(await stateOf(gateway)).toBe(0));
  const { data, replayed } = await sendKeyed(gateway, 'one', drop, { variables: { id } });
  expect([data.dropEnrollment.__typename, replayed]).toEqual(['DropEnrollmentSuccess', null]);
});

test('while Redis hangs, each gateway counts requests by itself', async () => {
  const { query } = await hanging({ RATE_LIMIT_PER_MINUTE: '3' });
  const statuses = [];
  for (let sent = 0; sent < 4; sent += 1) statuses.push((await query('{ __typename }', { token: 'one' })).status);
  expect(statuses).toEqual([200, 200, 200, 429]);
});
