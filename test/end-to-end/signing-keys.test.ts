import { afterEach, expect, test, vi } from 'vitest';

import { wellKnown } from '../../src/sandbox/http/server.ts';
import { keyTimes, maxKeysBytes } from '../../src/server/admission/signing-keys.ts';
import { eventually } from '../support/eventually.ts';
import { type Harness, harnessForThisTest } from '../support/harness.ts';
import { type IdentityProvider, type KeysBehavior, startIdentityProvider } from '../support/identity-provider.ts';

const section = `{ section(id: "${wellKnown.sectionId}") { number } }`;

afterEach(() => {
  vi.useRealTimers();
});

interface KeysHarness extends Harness {
  provider: IdentityProvider;
  /** The status of a query, with a token that is signed with the latest key. */
  status(): Promise<number>;
  events(): unknown[];
}

async function keysHarness(config: Record<string, string> = {}): Promise<KeysHarness> {
  const provider = await startIdentityProvider();
  const harness = await harnessForThisTest({ config: { ...provider.settings, ...config } });
  return {
    ...harness,
    provider,
    status: async () => (await harness.query(section, { token: await provider.token() })).status,
    events: () => harness.log.map(({ event }) => event).filter((event) => String(event).startsWith('jwks')),
  };
}

/** Moves the monotonic clock only. Timers run as they do. */
function pass(ms: number): void {
  vi.advanceTimersByTime(ms);
}

const fakeClock = () => vi.useFakeTimers({ toFake: ['performance'] });

/** Each way in which keys do not arrive, and the code in the log. */
const failures: [KeysBehavior, string][] = [
  [{ status: 500 }, 'HTTP_500'],
  [{ status: 302 }, 'HTTP_302'],
  [{ status: 204 }, 'HTTP_204'],
  [{ status: 200, body: '<html>' }, 'MALFORMED'],
  [{ status: 200, body: 'null' }, 'MALFORMED'],
  [{ status: 200, body: '{"keys":{}}' }, 'MALFORMED'],
  [{ status: 200, body: '{"keys":[]}' }, 'MALFORMED'],
  ['resets', 'UND_ERR_SOCKET'],
  ['sends 100 MB', 'TOO_LARGE'],
];

test.each(failures)(
  'keys that were never fetched, because the provider %j: 503, and nothing is sent',
  async (behavior, code) => {
    const { query, provider, log } = await keysHarness();
    await expect.poll(() => log.some(({ event }) => event === 'signed_in')).toBe(true);
    provider.behave(behavior);
    const answer = await query(section, { token: await provider.token() });
    expect(answer.status).toBe(503);
    expect(answer.errors).toMatchObject([
      {
        message: 'The keys to verify tokens cannot be fetched. Try again later.',
        extensions: { code: 'UPSTREAM_UNAVAILABLE' },
      },
    ]);
    expect(answer.calls).toEqual({});
    expect(log).toContainEqual(expect.objectContaining({ event: 'jwks_unavailable', code }));
  },
);

test.each(failures)(
  'good keys stay in use while the provider %j, and one line in the log says so',
  async (behavior) => {
    fakeClock();
    const { provider, status, events } = await keysHarness();
    expect(await status()).toBe(200);
    provider.behave(behavior);
    for (let minute = 0; minute < 50; minute += 1) {
      pass(60_000);
      expect(await status()).toBe(200);
    }
    expect(events()).toEqual(['jwks_unavailable']);
    await expect
      .poll(async () => {
        provider.behave('works');
        pass(keyTimes.pauseAfterFailure);
        await status();
        return events();
      })
      .toEqual(['jwks_unavailable', 'jwks_available']);
  },
);

test('no request waits for a refresh of keys that are held, even if the provider hangs', async () => {
  fakeClock();
  const { provider, status } = await keysHarness();
  expect(await status()).toBe(200);
  provider.behave('hangs');
  pass(keyTimes.refresh);
  // The first of them begins the refresh, which is in flight until the test ends.
  for (let count = 0; count < 20; count += 1) expect(await status()).toBe(200);
  expect(provider.fetches()).toBe(2);
});

test('keys that are too old are used no more', async () => {
  fakeClock();
  const { provider, status } = await keysHarness();
  expect(await status()).toBe(200);
  provider.behave({ status: 500 });
  pass(keyTimes.keep);
  expect(await status()).toBe(503);
  provider.behave('works');
  pass(keyTimes.pauseAfterFailure);
  expect(await status()).toBe(200);
});

test.each<KeysBehavior>(['hangs', 'drips'])(
  'if there are no keys and the provider %s, requests end by their deadline, and the failure is remembered',
  async (behavior) => {
    const { provider, query, log } = await keysHarness({ REQUEST_TIMEOUT_MS: '300' });
    provider.behave(behavior);
    const token = await provider.token();
    const answers = await Promise.all(Array.from({ length: 10 }, () => query(section, { token })));
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(503));
    // They did not wait for the fetch to fail.
    expect(provider.openFetches()).toBe(1);
    await eventually(() => expect(log).toContainEqual(expect.objectContaining({ code: 'TIMEOUT' })));
    expect((await query(section, { token })).status).toBe(503);
    expect(provider.fetches()).toBe(1);
  },
);

test('of an endless answer, no more than the limit is read', async () => {
  const { provider, status } = await keysHarness();
  provider.behave('sends 100 MB');
  expect(await status()).toBe(503);
  // Besides what fits into the buffers of both sockets.
  expect(provider.sentBytes()).toBeLessThan(maxKeysBytes + 20_000_000);
});

test('keys are fetched once, and again when a token is signed with a new one', async () => {
  fakeClock();
  const { query, provider, status } = await keysHarness();
  const old = await provider.token();
  await Promise.all(Array.from({ length: 10 }, () => query(section, { token: old })));
  expect(provider.fetches()).toBe(1);

  await provider.rotate();
  expect(await status()).toBe(401);
  expect(provider.fetches()).toBe(1);
  pass(keyTimes.pause);
  expect(await status()).toBe(200);
  expect(provider.fetches()).toBe(2);
  expect((await query(section, { token: old })).status).toBe(401);
});

test.each<[KeysBehavior, number, number]>([
  ['works', keyTimes.pause, 401],
  [{ status: 500 }, keyTimes.pauseAfterFailure, 503],
])(
  'a flood of tokens with unknown keys causes one fetch for each pause, if the provider %j',
  async (behavior, pauseMs, expected) => {
    fakeClock();
    const { provider, query, status } = await keysHarness();
    const good = await provider.token();
    expect((await query(section, { token: good })).status).toBe(200);
    pass(keyTimes.pause);
    provider.behave(behavior);
    for (let round = 0; round < 3; round += 1) {
      const before = provider.fetches();
      const statuses: number[] = [];
      for (let count = 0; count < 20; count += 1) {
        await provider.rotate({ isPublished: false });
        statuses.push(await status());
      }
      expect(statuses).toEqual(Array(20).fill(expected));
      expect(provider.fetches()).toBe(before + 1);
      expect((await query(section, { token: good })).status).toBe(200);
      pass(pauseMs);
    }
  },
);
