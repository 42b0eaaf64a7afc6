import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { demoAccount, wellKnown } from '../../src/sandbox/http/server.ts';
import { type Answered, type Harness, harnessForThisTest } from '../support/harness.ts';
import { startIdentityProvider } from '../support/identity-provider.ts';

const section = `{ section(id: "${wellKnown.sectionId}") { number } }`;
const drop = `mutation { dropEnrollment(input: { id: "${wellKnown.enrollmentId}" }) { __typename } }`;
const codesOf = ({ errors }: Answered) => errors.map(({ extensions }) => extensions.code);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});
const pass = (seconds: number) => vi.advanceTimersByTime(seconds * 1000);

interface AccountHarness extends Omit<Harness, 'query'> {
  /** Asks as somebody who proves themselves. */
  ask(query: string, subject?: string): Promise<Answered>;
  /** The same this many times at once. */
  askAtOnce(count: number, query: string): Promise<Answered[]>;
  /** What the log tells of signing in. */
  signIns(): string[];
}

/** A gateway that has signed in with the sandbox's account, unless told that it cannot. */
async function accountHarness(settings: Record<string, string> = {}): Promise<AccountHarness> {
  const provider = await startIdentityProvider();
  const { query, ...harness } = await harnessForThisTest({
    config: { CACHE: 'off', ...provider.settings, ...settings },
  });
  const ask = async (text: string, sub = 'somebody') => query(text, { token: await provider.token({ sub }) });
  const signIns = () =>
    harness.log.flatMap(({ event }) => (event === 'signed_in' || event === 'sign_in_failed' ? [event] : []));
  await expect.poll(signIns).toHaveLength(1);
  harness.sandbox.clearCalls();
  return {
    ...harness,
    ask,
    signIns,
    askAtOnce: async (count, text) => {
      const token = await provider.token();
      return Promise.all(Array.from({ length: count }, () => query(text, { token })));
    },
  };
}

/** What the sandbox was asked since its calls were last cleared, in order. */
const asked = ({ sandbox }: Pick<Harness, 'sandbox'>) =>
  sandbox.calls().map(({ operation, caller, status }) => ({ operation, caller, status }));

const signedIn = { operation: 'Authenticate', caller: null, status: 200 };
const read = { operation: 'GetSections', caller: 'account', status: 200 };

test('the gateway signs in when it starts, and calls with that token', async () => {
  const harness = await accountHarness();
  expect((await harness.ask(section)).errors).toEqual([]);
  expect((await harness.ask(section)).errors).toEqual([]);
  expect(asked(harness)).toEqual([read]);
  expect(harness.signIns()).toEqual(['signed_in']);
});

test('a token is renewed before it expires, with one call and without anybody waiting for it', async () => {
  const harness = await accountHarness();
  pass(3600 - 30);
  const release = harness.sandbox.hold('Authenticate');
  const answers = await harness.askAtOnce(50, section);
  expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
  release();
  await expect.poll(harness.signIns).toEqual(['signed_in', 'signed_in']);

  pass(60);
  harness.sandbox.clearCalls();
  expect((await harness.ask(section)).errors).toEqual([]);
  expect(asked(harness)).toEqual([read]);
  expect(harness.signIns()).toEqual(['signed_in', 'signed_in']);
});

test('50 requests that find the token expired wait for one call', async () => {
  const harness = await accountHarness();
  pass(3600);
  const answers = await harness.askAtOnce(50, section);
  expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
  expect(asked(harness)).toEqual([signedIn, ...Array(50).fill(read)]);
});

test('50 reads whose token is refused are sent again once, with one call for another token', async () => {
  const harness = await accountHarness();
  pass(60);
  harness.sandbox.revokeTokens();
  harness.sandbox.behave({ latencyMsByOperation: { Authenticate: 100 } });
  const answers = await harness.askAtOnce(50, section);
  expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
  const calls = asked(harness);
  expect(calls.filter(({ operation }) => operation === 'Authenticate')).toEqual([signedIn]);
  expect(calls.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(50);
  expect(calls.filter(({ caller }) => caller === 'account')).toEqual(Array(50).fill(read));

  pass(60);
  harness.sandbox.revokeTokens();
  await harness.ask(section);
  expect(asked(harness)).toEqual([{ operation: 'GetSections', caller: null, status: 401 }, signedIn, read]);
});

test('a write whose token is refused is not sent again, and the next one has another token', async () => {
  const harness = await accountHarness();
  pass(60);
  harness.sandbox.revokeTokens();
  const refused = await harness.ask(drop);
  expect(refused.errors).toMatchObject([
    {
      message: "DropEnrollment: the gateway's own account was refused. Give the operator the requestId.",
      extensions: { code: 'UPSTREAM_ERROR', upstream: { operation: 'DropEnrollment', httpStatus: 401 } },
    },
  ]);
  expect(asked(harness)).toEqual([{ operation: 'DropEnrollment', caller: null, status: 401 }]);

  const next = await harness.ask(drop);
  expect(next.data.dropEnrollment.__typename).toBe('DropEnrollmentSuccess');
  expect(next.calls).toEqual({ Authenticate: 1, DropEnrollment: 1 });
});

test('a token that is refused with 403 is checked, and replaced if it is not good', async () => {
  const harness = await accountHarness();
  harness.sandbox.behave({ refusedTokenStatus: 403 });
  pass(120);
  harness.sandbox.revokeTokens();
  expect((await harness.ask(section)).errors).toEqual([]);
  expect(asked(harness)).toEqual([
    { operation: 'GetSections', caller: null, status: 403 },
    { operation: 'ValidateAccessToken', caller: null, status: 200 },
    signedIn,
    read,
  ]);

  pass(120);
  harness.sandbox.revokeTokens();
  const answers = await harness.askAtOnce(50, section);
  expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
  const counts = asked(harness).map(({ operation }) => operation);
  expect(counts.filter((name) => name === 'Authenticate')).toHaveLength(1);
  expect(counts.filter((name) => name === 'ValidateAccessToken')).toHaveLength(1);

  pass(120);
  harness.sandbox.revokeTokens();
  const write = await harness.ask(drop);
  expect(codesOf(write)).toEqual(['UPSTREAM_ERROR']);
  expect(write.calls).toEqual({ DropEnrollment: 1, ValidateAccessToken: 1 });
});

test('what the account has no permission for is FORBIDDEN, with one check a minute', async () => {
  const harness = await accountHarness();
  harness.sandbox.addFault({ kind: 'status', status: 403, operation: 'GetSections' });
  const forbidden = { GetSections: 1 };
  const answer = await harness.ask(section);
  expect([codesOf(answer), answer.calls]).toEqual([['FORBIDDEN'], forbidden]);
  pass(120);
  expect((await harness.ask(section)).calls).toEqual({ ...forbidden, ValidateAccessToken: 1 });
  const later = await harness.ask(section);
  expect([codesOf(later), later.calls]).toEqual([['FORBIDDEN'], forbidden]);
  expect(harness.signIns()).toEqual(['signed_in']);
});

test.each([[{ kind: 'status', status: 404 }], [{ kind: 'status', status: 503 }], [{ kind: 'malformed' }]] as const)(
  'a check that meets %j leaves the token',
  async (fault) => {
    const harness = await accountHarness();
    harness.sandbox.addFault({ kind: 'status', status: 403, operation: 'GetSections' });
    harness.sandbox.addFault({ ...fault, operation: 'ValidateAccessToken' });
    pass(120);
    const answer = await harness.ask(section);
    expect(codesOf(answer)).toEqual(['FORBIDDEN']);
    expect(answer.calls).toEqual({ GetSections: 1, ValidateAccessToken: 1 });
  },
);

test('a read that is refused with another token too is given up', async () => {
  const harness = await accountHarness();
  pass(60);
  harness.sandbox.addFault({ kind: 'status', status: 401, operation: 'GetSections' });
  const answer = await harness.ask(section);
  expect(answer.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_ERROR' } }]);
  expect(answer.calls).toEqual({ GetSections: 2, Authenticate: 1 });
  // The token is new: that it is refused once more says nothing about it.
  expect((await harness.ask(section)).calls).toEqual({ GetSections: 1 });
});

test.each([
  [{ kind: 'status', status: 401 }],
  [{ kind: 'status', status: 403 }],
  [{ kind: 'status', status: 422 }],
  [{ kind: 'errorCode', code: 2 }],
] as const)('an account that is refused by %j is left alone for a minute, so that it is not locked', async (fault) => {
  const harness = await accountHarness();
  pass(3600);
  harness.sandbox.addFault({ ...fault, operation: 'Authenticate', message: `No: ${demoAccount.password}` });
  const answers = [...(await harness.askAtOnce(10, section)), await harness.ask(section)];
  for (const { errors } of answers) {
    expect(errors).toMatchObject([
      {
        message: "Authenticate: the gateway's own account was refused. Give the operator the requestId.",
        extensions: { code: 'UPSTREAM_ERROR' },
      },
    ]);
  }
  expect(harness.signIns()).toEqual(['signed_in', 'sign_in_failed']);
  expect(JSON.stringify([answers, harness.log])).not.toContain(demoAccount.password);
  expect(harness.log).toContainEqual(expect.objectContaining({ event: 'sign_in_failed', vendorMessage: 'No: …' }));

  harness.sandbox.faults.clear();
  expect(codesOf(await harness.ask(section))).toEqual(['UPSTREAM_ERROR']);
  pass(61);
  expect((await harness.ask(section)).errors).toEqual([]);
});

test.each([
  [{ kind: 'status', status: 503 }, 'UPSTREAM_UNAVAILABLE'],
  [{ kind: 'resetBefore' }, 'UPSTREAM_UNAVAILABLE'],
  [{ kind: 'hang' }, 'UPSTREAM_TIMEOUT'],
  [{ kind: 'html' }, 'UPSTREAM_ERROR'],
  [{ kind: 'dropField', field: 'access_token' }, 'UPSTREAM_ERROR'],
] as const)('signing in that meets %j fails as %s, and is tried again after a second', async (fault, code) => {
  const harness = await accountHarness(fault.kind === 'hang' ? { UPSTREAM_TIMEOUT_MS: '2000' } : {});
  pass(3600);
  harness.sandbox.addFault({ ...fault, operation: 'Authenticate' });
  for (const answer of await harness.askAtOnce(5, section)) expect(codesOf(answer)).toEqual([code]);
  expect(harness.signIns()).toEqual(['signed_in', 'sign_in_failed']);
  harness.sandbox.faults.clear();
  pass(2);
  expect((await harness.ask(section)).errors).toEqual([]);
});

test('a token that cannot be renewed serves as long as it is good', async () => {
  const harness = await accountHarness();
  pass(3600 - 30);
  harness.sandbox.addFault({ kind: 'status', status: 503, operation: 'Authenticate' });
  expect((await harness.ask(section)).errors).toEqual([]);
  await expect.poll(harness.signIns).toEqual(['signed_in', 'sign_in_failed']);
  expect((await harness.ask(section)).errors).toEqual([]);
});

test('a request whose time is over no longer waits for a token', async () => {
  const harness = await accountHarness({ REQUEST_TIMEOUT_MS: '1000' });
  pass(3600);
  harness.sandbox.addFault({ kind: 'hang', operation: 'Authenticate' });
  expect(codesOf(await harness.ask(section))).toEqual(['UPSTREAM_TIMEOUT']);
  expect(harness.signIns()).toEqual(['signed_in']);
});

test('nor does it wait for a check of its token', async () => {
  const harness = await accountHarness({ REQUEST_TIMEOUT_MS: '1000' });
  pass(120);
  harness.sandbox.addFault({ kind: 'status', status: 403, operation: 'GetSections' });
  harness.sandbox.addFault({ kind: 'hang', operation: 'ValidateAccessToken' });
  expect(codesOf(await harness.ask(section))).toEqual(['UPSTREAM_TIMEOUT']);
});

test('a life that is not told is taken for an hour', async () => {
  const harness = await accountHarness();
  pass(3600);
  harness.sandbox.addFault({ kind: 'dropField', field: 'expires_in', operation: 'Authenticate', times: 1 });
  await harness.ask(section);
  pass(3500);
  expect((await harness.ask(section)).calls).toEqual({ GetSections: 1 });
});

test('a wrong password shows itself in the log when the gateway starts, and is not in it', async () => {
  const harness = await accountHarness({ SERVICE_ACCOUNT_PASSWORD: 'an-old-password' });
  expect(harness.log).toContainEqual(
    expect.objectContaining({ event: 'sign_in_failed', kind: 'unauthenticated', httpStatus: 401 }),
  );
  const answer = await harness.ask(section);
  expect(codesOf(answer)).toEqual(['UPSTREAM_ERROR']);
  expect(JSON.stringify([answer, harness.log, harness.sandbox.calls()])).not.toContain('an-old-password');
});

test('what is kept is kept for each caller, not for the account, and outlives a token', async () => {
  const harness = await accountHarness({ CACHE: 'memory', CACHE_LIFETIMES: '{"GetSections": 86400}' });
  const fetched = { GetSections: 1 };
  expect((await harness.ask(section, 'ada')).calls).toEqual(fetched);
  expect((await harness.ask(section, 'ada')).calls).toEqual({});
  expect((await harness.ask(section, 'grace')).calls).toEqual(fetched);
  pass(3600);
  expect((await harness.ask(section, 'ada')).calls).toEqual({ Authenticate: 1 });
});
