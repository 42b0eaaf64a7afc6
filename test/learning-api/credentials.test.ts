import { describe, expect, test } from 'vitest';
import type { CallOptions, LearningApi } from '../../src/learning-api/client.ts';
import type { OperationName } from '../../src/learning-api/contract/operations.ts';
import { type Credentials, callWith, type Renewal } from '../../src/learning-api/credentials.ts';
import { type Failure, LearningApiError } from '../../src/learning-api/errors.ts';
import { Cancellation } from '../../src/learning-api/resilience/cancellation.ts';

type Refusal = Omit<Failure, 'operation'>;

const read = 'GetSection';
const write = 'DropEnrollment';

/** An API that answers each token as the test says, and everything that was sent to it. */
function apiWith(answers: Record<string, Refusal | Error>) {
  const calls: string[] = [];
  const options: CallOptions[] = [];
  const call = async (operation: OperationName, _: object, callOptions: CallOptions) => {
    calls.push(callOptions.token);
    options.push(callOptions);
    const answer = answers[callOptions.token];
    if (answer instanceof Error) throw answer;
    if (answer) throw new LearningApiError({ ...answer, operation });
    return { data: callOptions.token };
  };
  return {
    calls,
    options,
    /** The data of the call, or its failure, or an error of our own. */
    call: (credentials: Credentials, operation: OperationName = read, cancellation?: Cancellation) =>
      callWith({ call } as unknown as LearningApi, credentials, operation, {} as never, { cancellation }).then(
        ({ data }) => data as unknown,
        (error: unknown) => (error instanceof LearningApiError ? error.failure : error),
      ),
  };
}

/** Credentials with one token after another: a refused token is replaced by the next. */
function renewable(...tokens: string[]) {
  const log: string[] = [];
  const renewal: Renewal = {
    invalidate: (token) => {
      log.push(`invalidate ${token}`);
      if (tokens.length > 1) tokens.shift();
    },
    isValid: async (token) => {
      log.push(`validate ${token}`);
      return token.startsWith('good');
    },
  };
  return { log, credentials: { owner: 'ada', token: async () => tokens[0] ?? '', renewal } satisfies Credentials };
}

/** A promise that a test settles. */
function pending<Value>() {
  let resolve!: (value: Value) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<Value>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}

const refused = { kind: 'unauthenticated', httpStatus: 401 } as const;
const forbidden = { kind: 'forbidden', httpStatus: 403 } as const;

describe('a token that cannot be replaced', () => {
  test.each<[string, Credentials['token']]>([
    ['known', () => 'own'],
    ['awaited', async () => 'own'],
  ])('is sent with the owner and the options, and its refusal is the answer: %s', async (_, token) => {
    const { call, calls, options } = apiWith({});
    const cancellation = new Cancellation();
    expect(await call({ owner: 'ada', token }, read, cancellation)).toBe('own');
    expect(options).toEqual([{ token: 'own', owner: 'ada', cancellation }]);
    for (const refusal of [refused, forbidden]) {
      const other = apiWith({ own: refusal });
      expect(await other.call({ owner: 'ada', token })).toEqual({ ...refusal, operation: read });
      expect(other.calls).toEqual(['own']);
    }
    expect(calls).toEqual(['own']);
  });

  test('is sent at once if it is known', () => {
    const { call, calls } = apiWith({});
    void call({ owner: 'ada', token: () => 'own' });
    expect(calls).toEqual(['own']);
  });
});

describe('a token that can be replaced', () => {
  test('serves if it is accepted', async () => {
    const { call } = apiWith({});
    const { credentials, log } = renewable('good', 'next');
    expect(await call(credentials)).toBe('good');
    expect(await call({ ...credentials, token: () => 'known' }, read, new Cancellation())).toBe('known');
    expect(log).toEqual([]);
  });

  test('is replaced if it is refused, and a read is sent once more', async () => {
    const { call, calls, options } = apiWith({ old: refused });
    const { credentials, log } = renewable('old', 'new');
    expect(await call(credentials)).toBe('new');
    expect(calls).toEqual(['old', 'new']);
    expect(log).toEqual(['invalidate old']);
    expect(new Set(options.map(({ owner }) => owner))).toEqual(new Set(['ada']));
  });

  test('is replaced if a call is forbidden with it and it is not valid', async () => {
    const { call, calls } = apiWith({ old: forbidden });
    const { credentials, log } = renewable('old', 'new');
    expect(await call(credentials)).toBe('new');
    expect(calls).toEqual(['old', 'new']);
    expect(log).toEqual(['validate old', 'invalidate old']);
  });

  test('is not replaced if a call is forbidden with it and it is valid', async () => {
    const { call, calls } = apiWith({ good: forbidden });
    const { credentials, log } = renewable('good', 'new');
    expect(await call(credentials)).toEqual({ ...forbidden, operation: read });
    expect(calls).toEqual(['good']);
    expect(log).toEqual(['validate good']);
  });

  test.each<Refusal>([{ kind: 'conflict' }, { kind: 'unavailable', httpStatus: 503 }, { kind: 'signInFailed' }])(
    'is not replaced after a failure that says nothing about it: %j',
    async (failure) => {
      const { call, calls } = apiWith({ old: failure });
      const { credentials, log } = renewable('old', 'new');
      expect(await call(credentials)).toEqual({ ...failure, operation: read });
      expect([calls, log]).toEqual([['old'], []]);
    },
  );

  test('is not replaced after an error of our own', async () => {
    const ours = new TypeError('ours');
    const { call, calls } = apiWith({ old: ours });
    const { credentials, log } = renewable('old', 'new');
    expect(await call(credentials)).toBe(ours);
    expect([calls, log]).toEqual([['old'], []]);
  });

  test('is not sent again if it has not changed', async () => {
    const { call, calls } = apiWith({ old: refused });
    const { credentials, log } = renewable('old');
    expect(await call(credentials)).toEqual({ kind: 'signInFailed', operation: read, httpStatus: 401 });
    expect([calls, log]).toEqual([['old'], ['invalidate old']]);
  });

  test('is not sent a third time, and callers learn that the account was refused', async () => {
    const { call, calls } = apiWith({ old: refused, new: { kind: 'unauthenticated' } });
    const { credentials } = renewable('old', 'new', 'newest');
    expect(await call(credentials)).toStrictEqual({ kind: 'signInFailed', operation: read });
    expect(calls).toEqual(['old', 'new']);
  });

  test.each([{ ...forbidden }, new TypeError('ours')])('and the second answer is the answer: %o', async (answer) => {
    const { call } = apiWith({ old: refused, good: answer });
    const { credentials } = renewable('old', 'good');
    expect(await call(credentials)).toEqual(answer instanceof Error ? answer : { ...answer, operation: read });
  });

  test('is replaced after a write too, but the write is not sent again', async () => {
    const { call, calls } = apiWith({ old: refused });
    const { credentials, log } = renewable('old', 'new');
    expect(await call(credentials, write)).toEqual({ kind: 'signInFailed', operation: write, httpStatus: 401 });
    expect([calls, log]).toEqual([['old'], ['invalidate old']]);
  });

  test('if no other can be had, that is the answer', async () => {
    const { call, calls } = apiWith({ old: refused });
    const { credentials } = renewable('old');
    const tokens = ['old'];
    const failure = new LearningApiError({ kind: 'unavailable', operation: 'Authenticate' });
    const token = () => {
      const next = tokens.shift();
      return next === undefined ? Promise.reject(failure) : next;
    };
    expect(await call({ ...credentials, token })).toBe(failure.failure);
    expect(calls).toEqual(['old']);
  });
});

describe('a call whose caller leaves', () => {
  const { credentials } = renewable('old');

  test.each(['cancelled', 'deadline'] as const)('no longer waits for a token: %s', async (reason) => {
    const { call, calls } = apiWith({});
    const token = pending<string>();
    const cancellation = new Cancellation();
    const result = call({ ...credentials, token: () => token.promise }, read, cancellation);
    cancellation.cancel(reason);
    expect(await result).toStrictEqual({ kind: reason, operation: read, wasSent: false });
    token.resolve('late');
    await token.promise;
    expect(calls).toEqual([]);
  });

  test('does not wait at all if that was before', async () => {
    const { call } = apiWith({});
    const cancellation = new Cancellation();
    cancellation.cancel('deadline');
    const result = call({ ...credentials, token: () => pending<string>().promise }, read, cancellation);
    expect(await result).toStrictEqual({ kind: 'deadline', operation: read, wasSent: false });
  });

  test('no longer waits for the validation of its token', async () => {
    const { call } = apiWith({ old: forbidden });
    const cancellation = new Cancellation();
    const begun = pending<void>();
    const isValid = () => {
      begun.resolve();
      return pending<boolean>().promise;
    };
    const result = call({ ...credentials, renewal: { ...credentials.renewal, isValid } }, read, cancellation);
    await begun.promise;
    cancellation.cancel('deadline');
    expect(await result).toStrictEqual({ kind: 'deadline', operation: read, wasSent: false });
  });

  test.each(['resolve', 'reject'] as const)('is no longer listened to after the wait: %s', async (end) => {
    const { call } = apiWith({});
    const listeners = new Set<unknown>();
    const cancellation = Object.assign(new Cancellation(), {
      add: (listener: unknown) => listeners.add(listener),
      remove: (listener: unknown) => listeners.delete(listener),
    });
    const token = pending<string>();
    const result = call({ owner: 'ada', token: () => token.promise }, read, cancellation);
    expect(listeners.size).toBe(1);
    if (end === 'resolve') token.resolve('own');
    else token.reject(new Error('no token'));
    await result;
    expect(listeners.size).toBe(0);
  });
});
