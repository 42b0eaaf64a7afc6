import { expect, test } from 'vitest';
import { harnessForThisTest } from '../support/harness.ts';
import { withProgram } from '../support/programs.ts';
import { redisForThisTest } from '../support/redis.ts';

const query = '{ __typename }';

test('whoever asks too often is refused until the minute is over, and nobody else is', async () => {
  const { sandbox, ...harness } = await harnessForThisTest({ config: { RATE_LIMIT_PER_MINUTE: '3' } });
  for (let sent = 0; sent < 3; sent += 1) expect((await harness.query(query)).status).toBe(200);
  const response = await fetch(harness.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${sandbox.tokens.full}` },
    body: JSON.stringify({ query }),
  });
  expect(response.status).toBe(429);
  const seconds = Number(response.headers.get('retry-after'));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(60);
  expect(await response.json()).toMatchObject({
    errors: [
      {
        message: `At most 3 requests per minute are allowed. Try again in ${seconds} s.`,
        extensions: { code: 'RATE_LIMITED', retryAfterSeconds: seconds, requestId: expect.any(String) },
      },
    ],
  });
  expect((await harness.query(query, { token: sandbox.tokens.limited })).status).toBe(200);
  expect((await harness.query(query, { token: null })).status).toBe(200);
});

test('those without a token are counted by their address', async () => {
  const harness = await harnessForThisTest({ config: { RATE_LIMIT_PER_MINUTE: '1' } });
  expect((await harness.query(query, { token: null })).status).toBe(200);
  expect((await harness.query(query, { token: null })).status).toBe(429);
});

test('without RATE_LIMIT_PER_MINUTE nobody is counted', async () => {
  const harness = await harnessForThisTest({});
  const answers = await Promise.all(Array.from({ length: 200 }, () => harness.query(query)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
});

withProgram('redis-server').describe('in Redis', () => {
  test('gateways count together, and go on counting for themselves when it goes down', async () => {
    const redis = await redisForThisTest();
    const config = { RATE_LIMIT_PER_MINUTE: '3', REDIS_URL: redis.url };
    const first = await harnessForThisTest({ config });
    const second = await harnessForThisTest({ config });
    await redis.connected(2);
    await expect.poll(async () => (await first.query(query, { token: 'another' })).status).toBe(200);
    const statuses = [];
    for (const { query: ask } of [first, second, first, second, first, second]) {
      statuses.push((await ask(query, { token: 'one-token' })).status);
    }
    expect(statuses).toEqual([200, 200, 200, 429, 429, 429]);

    await redis.stop();
    for (const { query: ask } of [first, second]) {
      const alone = [];
      for (let sent = 0; sent < 4; sent += 1) alone.push((await ask(query, { token: 'a-later-one' })).status);
      expect(alone).toEqual([200, 200, 200, 429]);
    }
  });
});
