import { describe, expect, test } from 'vitest';
import type { IssuedToken } from '../../src/learning-api/admin-api.ts';
import { type Failure, LearningApiError } from '../../src/learning-api/errors.ts';
import { createServiceAccount } from '../../src/learning-api/service-account.ts';

type Outcome<Value> = Value | Omit<Failure, 'operation'> | Error;

/** An account with a clock of its own, and an AdminApi that answers when the test says so. */
function accountWith() {
  const clock = { now: 1_000_000 };
  const events: string[] = [];
  const requests: { name: string; end(outcome: Outcome<unknown>): void }[] = [];
  const request = <Value>(name: string) =>
    new Promise<Value>((resolve, reject) => {
      const end = (outcome: Outcome<unknown>) => {
        if (outcome instanceof Error) reject(outcome);
        else if (typeof outcome === 'object' && outcome !== null && 'kind' in outcome)
          reject(new LearningApiError({ ...(outcome as Failure), operation: 'Authenticate' }));
        else resolve(outcome as Value);
      };
      requests.push({ name, end });
    });
  const account = createServiceAccount({
    adminApi: {
      authenticate: ({ username, password }) => request<IssuedToken>(`sign in as ${username} with ${password}`),
      validate: (token) => request<boolean>(`validate ${token}`),
    },
    username: 'gateway',
    password: 'secret',
    observer: {
      signedIn: ({ lifeSeconds, durationMs }) => events.push(`signed in for ${lifeSeconds} s after ${durationMs} ms`),
      failed: ({ kind, vendorMessage }) => events.push(`failed: ${kind} ${vendorMessage ?? ''}`.trim()),
    },
    now: () => clock.now,
  });
  const token = () => account.token().catch((error: unknown) => error);
  return {
    clock,
    events,
    requests,
    token,
    ...account.renewal,
    /** Ends the last request. */
    end: async (outcome: Outcome<unknown>) => {
      requests.at(-1)?.end(outcome);
      await settled();
    },
    /** Signs in, with a token that lives for some seconds. */
    signIn: async (name: string, lifeSeconds: number) => {
      const signedIn = token();
      requests.at(-1)?.end({ token: name, lifeSeconds });
      expect(await signedIn).toBe(name);
    },
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const second = 1000;

test('callers who need a token at once share one sign-in, and later ones its token', async () => {
  const { clock, token, requests, events, end } = accountWith();
  const first = [token(), token()];
  clock.now += 12.4;
  await end({ token: 'one', lifeSeconds: 3600 });
  expect(await Promise.all([...first, token()])).toEqual(['one', 'one', 'one']);
  expect(requests.map(({ name }) => name)).toEqual(['sign in as gateway with secret']);
  expect(events).toEqual(['signed in for 3600 s after 12 ms']);
});

test.each([
  { lifeSeconds: 3600, renewedAfter: 3540 },
  { lifeSeconds: 600, renewedAfter: 540 },
  { lifeSeconds: 100, renewedAfter: 90 },
])('a token that lives $lifeSeconds s is renewed after $renewedAfter s, and nobody waits for that', async (token) => {
  const account = accountWith();
  await account.signIn('one', token.lifeSeconds);
  account.clock.now += token.renewedAfter * second - 1;
  expect(await account.token()).toBe('one');
  expect(account.requests).toHaveLength(1);
  account.clock.now += 1;
  expect(await Promise.all([account.token(), account.token()])).toEqual(['one', 'one']);
  expect(account.requests).toHaveLength(2);
  await account.end({ token: 'two', lifeSeconds: 3600 });
  expect(await account.token()).toBe('two');
  expect(account.requests).toHaveLength(2);
});

test('the life of a token begins when it is requested, and callers wait for the next one only after it', async () => {
  const { clock, token, end, requests } = accountWith();
  const first = token();
  clock.now += 10 * second;
  await end({ token: 'one', lifeSeconds: 100 });
  expect(await first).toBe('one');
  clock.now += 90 * second - 1;
  expect(await token()).toBe('one');
  expect(requests).toHaveLength(2);
  await end({ kind: 'unavailable' });
  clock.now += 1;
  expect(await token()).toBeInstanceOf(LearningApiError);
  clock.now += second;
  const next = token();
  expect(requests).toHaveLength(3);
  await end({ token: 'two', lifeSeconds: 100 });
  expect(await next).toBe('two');
});

test('while a renewal fails, the token is used as long as it lives', async () => {
  const { clock, token, end, signIn, events } = accountWith();
  await signIn('one', 100);
  clock.now += 95 * second;
  expect(await token()).toBe('one');
  await end({ kind: 'unavailable' });
  expect(await token()).toBe('one');
  expect(events.slice(1)).toEqual(['failed: unavailable']);
});

describe('after a sign-in that fails', () => {
  test.each<[Omit<Failure, 'operation'>, number, Failure['kind']]>([
    [{ kind: 'unauthenticated', httpStatus: 401 }, 60, 'signInFailed'],
    [{ kind: 'forbidden', httpStatus: 403 }, 60, 'signInFailed'],
    [{ kind: 'conflict', httpStatus: 409 }, 60, 'signInFailed'],
    [{ kind: 'invalid', httpStatus: 422 }, 60, 'signInFailed'],
    [{ kind: 'failed', httpStatus: 400 }, 60, 'signInFailed'],
    [{ kind: 'failed', httpStatus: 499 }, 60, 'signInFailed'],
    [{ kind: 'failed' }, 60, 'signInFailed'],
    [{ kind: 'failed', httpStatus: 500 }, 1, 'failed'],
    [{ kind: 'unavailable', httpStatus: 503 }, 1, 'unavailable'],
    [{ kind: 'unavailable' }, 1, 'unavailable'],
    [{ kind: 'timeout' }, 1, 'timeout'],
    [{ kind: 'malformed', httpStatus: 200 }, 1, 'malformed'],
  ])('after a failure with %j, no sign-in starts for %d s, and callers get %s', async (failure, pauseSeconds, kind) => {
    const { clock, token, requests, events, end } = accountWith();
    const vendorMessage = 'The account is locked.';
    const first = token();
    await end({ ...failure, errorCode: 7, vendorMessage });
    const error = (await first) as LearningApiError;
    const httpStatus = failure.httpStatus === undefined ? {} : { httpStatus: failure.httpStatus };
    expect(error.failure).toStrictEqual({ kind, operation: 'Authenticate', ...httpStatus });
    expect(events).toEqual([`failed: ${failure.kind} ${vendorMessage}`]);
    clock.now += pauseSeconds * second - 1;
    expect(await token()).toBe(error);
    expect(requests).toHaveLength(1);
    clock.now += 1;
    const next = token();
    expect(requests).toHaveLength(2);
    await end({ token: 'one', lifeSeconds: 100 });
    expect(await next).toBe('one');
  });

  test('the pause begins when it has failed', async () => {
    const { clock, token, end, signIn } = accountWith();
    const first = token();
    clock.now += 5 * second;
    await end({ kind: 'timeout' });
    await first;
    clock.now += second - 1;
    expect(await token()).toBeInstanceOf(LearningApiError);
    clock.now += 1;
    await signIn('one', 3600);
  });

  test('by an error of our own, that error is passed on, and the next caller tries again', async () => {
    const { token, requests, events, end } = accountWith();
    const ours = new TypeError('ours');
    const first = token();
    await end(ours);
    expect(await first).toBe(ours);
    void token();
    expect(requests).toHaveLength(2);
    expect(events).toEqual([]);
  });
});

describe('a token that was refused', () => {
  test('is replaced if it is at least five seconds old', async () => {
    const { clock, token, requests, signIn, invalidate } = accountWith();
    await signIn('one', 3600);
    clock.now += 5 * second - 1;
    invalidate('one');
    expect(await token()).toBe('one');
    clock.now += 1;
    invalidate('one');
    void token();
    expect(requests).toHaveLength(2);
  });

  test('replaces none that came after it, and none that comes', async () => {
    const { clock, token, requests, signIn, invalidate } = accountWith();
    invalidate('none');
    await signIn('one', 3600);
    clock.now += 10 * second;
    invalidate('an earlier one');
    expect(await token()).toBe('one');
    expect(requests).toHaveLength(1);
  });
});

describe('a token with which a call was forbidden', () => {
  test('is not valid if there is another one now, or none', async () => {
    const { requests, signIn, isValid } = accountWith();
    expect(await isValid('one')).toBe(false);
    await signIn('two', 3600);
    expect(await isValid('one')).toBe(false);
    expect(requests).toHaveLength(1);
  });

  test('is trusted for a minute after it was issued or found valid, and then validated once for all', async () => {
    const { clock, requests, signIn, isValid, end } = accountWith();
    await signIn('one', 3600);
    clock.now += 60 * second - 1;
    expect(await isValid('one')).toBe(true);
    expect(requests).toHaveLength(1);
    clock.now += 1;
    const both = [isValid('one'), isValid('one')];
    await settled();
    expect(requests.slice(1).map(({ name }) => name)).toEqual(['validate one']);
    clock.now += 3 * second;
    await end(true);
    expect(await Promise.all(both)).toEqual([true, true]);
    clock.now += 60 * second - 1;
    expect(await isValid('one')).toBe(true);
    expect(requests).toHaveLength(2);
    clock.now += 1;
    void isValid('one');
    await settled();
    expect(requests).toHaveLength(3);
  });

  test.each<[string, Outcome<unknown>, boolean]>([
    ['says that it is not', false, false],
    ['refuses it with 401', { kind: 'unauthenticated', httpStatus: 401 }, false],
    ['refuses it with 403', { kind: 'forbidden', httpStatus: 403 }, false],
    ['reports an error with 200', { kind: 'failed', httpStatus: 200 }, false],
    ['has no such operation', { kind: 'failed', httpStatus: 404 }, true],
    ['fails', { kind: 'failed', httpStatus: 500 }, true],
    ['refuses to answer with 200, but not for an error', { kind: 'malformed', httpStatus: 200 }, true],
    ['is not available', { kind: 'unavailable' }, true],
    ['cannot be called because of an error of our own', new TypeError('ours'), true],
  ])('counts as the AdminApi says, if it %s', async (_, outcome, expected) => {
    const { clock, requests, signIn, isValid, end } = accountWith();
    await signIn('one', 3600);
    clock.now += 60 * second;
    const valid = isValid('one');
    await settled();
    await end(outcome);
    expect(await valid).toBe(expected);
    // Only one that was found valid is trusted again.
    void isValid('one');
    await settled();
    expect(requests).toHaveLength(expected ? 2 : 3);
  });

  test('is not trusted for the answer about another one', async () => {
    const { clock, token, requests, isValid, invalidate, signIn } = accountWith();
    await signIn('one', 3600);
    clock.now += 60 * second;
    void isValid('one');
    await settled();
    const validation = requests.at(-1);
    invalidate('one');
    await signIn('two', 3600);
    clock.now += 50 * second;
    validation?.end(true);
    await settled();
    clock.now += 10 * second;
    void isValid('two');
    await settled();
    expect(requests.map(({ name }) => name.split(' ')[0])).toEqual(['sign', 'validate', 'sign', 'validate']);
    expect(await token()).toBe('two');
  });

  test('may be gone when the answer comes', async () => {
    const { clock, isValid, invalidate, signIn, end } = accountWith();
    await signIn('one', 3600);
    clock.now += 60 * second;
    const valid = isValid('one');
    await settled();
    invalidate('one');
    await end(true);
    expect(await valid).toBe(true);
  });
});
