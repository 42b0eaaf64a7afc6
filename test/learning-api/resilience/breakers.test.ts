import { expect, test } from 'vitest';
import type { OperationName } from '../../../src/learning-api/contract/operations.ts';
import { type FailureKind, LearningApiError } from '../../../src/learning-api/errors.ts';
import type { BreakerState } from '../../../src/learning-api/observer.ts';
import { type Breakers, createBreakers, opening } from '../../../src/learning-api/resilience/breakers.ts';
import type { UnreachableCause } from '../../../src/learning-api/unreachable.ts';

const operation = 'GetSections';

/** A read as the client sends it. */
async function sendRead<Result>(
  breakers: Breakers,
  name: OperationName,
  owner: string,
  send: () => Promise<Result>,
): Promise<Result> {
  const end = breakers.start(name, owner);
  try {
    const result = await send();
    end();
    return result;
  } catch (error) {
    end(error);
    throw error;
  }
}

/** Breakers with a clock that the test moves. */
function breakersAt(start = 1_000_000) {
  let now = start;
  const changes: BreakerState[] = [];
  const breakers = createBreakers({
    probeAfterMs: 10_000,
    onChange: (name, state) => {
      expect(name).toBe(operation);
      changes.push(state);
    },
    now: () => now,
  });
  const state = () => breakers.states()[operation];
  const read = (owner: string, failure?: Failing) =>
    sendRead(breakers, operation, owner, () =>
      failure ? Promise.reject(errorOf(failure)) : Promise.resolve('answer'),
    ).catch((error: unknown) => (error instanceof LearningApiError ? error.failure.kind : error));
  const reads = async (count: number, owners: string, failure?: Failing) => {
    for (let index = 0; index < count; index += 1) await read(owners.charAt(index % owners.length), failure);
  };
  return {
    breakers,
    changes,
    state,
    read,
    reads,
    /** Opens the breaker. */
    open: () => reads(opening.minimumReads, 'ab', { kind: 'timeout', cause: 'timeout' }),
    /** Starts a read that the test ends. */
    startRead: (owner = 'a') => {
      let end = (_?: Failing) => {};
      const result = sendRead(
        breakers,
        operation,
        owner,
        () =>
          new Promise<void>((resolve, reject) => (end = (failure) => (failure ? reject(errorOf(failure)) : resolve()))),
      );
      return {
        end: (failure?: Failing) => {
          end(failure);
          return result.catch(() => undefined);
        },
      };
    },
    pass: (ms: number) => {
      now += ms;
    },
  };
}

interface Failing {
  kind: FailureKind;
  httpStatus?: number;
  cause?: UnreachableCause;
}

function errorOf({ kind, httpStatus, cause }: Failing): LearningApiError {
  return new LearningApiError({
    kind,
    operation,
    ...(httpStatus && { httpStatus }),
    ...(cause && { unreachable: { cause, code: 'CODE' } }),
  });
}

const timeout: Failing = { kind: 'timeout', cause: 'timeout' };

test.each<Failing>([
  timeout,
  { kind: 'timeout', cause: 'connectTimeout' },
  { kind: 'unavailable', cause: 'refused' },
  { kind: 'malformed', cause: 'lost' },
  { kind: 'unavailable', httpStatus: 502 },
  { kind: 'unavailable', httpStatus: 503 },
  { kind: 'unavailable', httpStatus: 504 },
])('%j opens a breaker', async (failure) => {
  const { reads, state } = breakersAt();
  await reads(opening.minimumReads - 1, 'ab', failure);
  expect(state()).toBe('closed');
  await reads(1, 'b', failure);
  expect(state()).toBe('open');
});

test.each<Failing>([
  { kind: 'unauthenticated', httpStatus: 401 },
  { kind: 'forbidden', httpStatus: 403 },
  { kind: 'conflict', httpStatus: 409 },
  { kind: 'invalid', httpStatus: 422 },
  { kind: 'rateLimited', httpStatus: 429 },
  { kind: 'failed', httpStatus: 500 },
  { kind: 'failed', httpStatus: 501 },
  { kind: 'failed', httpStatus: 505 },
  { kind: 'malformed', httpStatus: 200 },
  { kind: 'tooLarge', httpStatus: 200 },
  { kind: 'failed' },
  { kind: 'cancelled' },
  { kind: 'deadline' },
])('%j does not open a breaker', async (failure) => {
  const { reads, state } = breakersAt();
  await reads(200, 'ab', failure);
  expect(state()).toBe('closed');
});

test('an error of our own is passed on, and says nothing about the REST API', async () => {
  const { breakers, state, open } = breakersAt();
  const error = new TypeError();
  for (let index = 0; index < 100; index += 1)
    await expect(sendRead(breakers, operation, 'ab'.charAt(index % 2), () => Promise.reject(error))).rejects.toBe(
      error,
    );
  expect(state()).toBe('closed');
  await open();
  expect(state()).toBe('open');
});

test.each<Failing>([{ kind: 'cancelled' }, { kind: 'deadline' }])(
  '%j does not count as an answer either',
  async (failure) => {
    const { reads, open, state } = breakersAt();
    await reads(100, 'ab', failure);
    await open();
    expect(state()).toBe('open');
  },
);

test('an answer does not open a breaker', async () => {
  const { reads, state } = breakersAt();
  await reads(opening.minimumReads - 1, 'ab', timeout);
  await reads(1, 'c');
  expect(state()).toBe('closed');
  await reads(1, 'a', timeout);
  expect(state()).toBe('open');
});

test('a clock that starts at zero does not make a closed breaker refuse', async () => {
  expect(await breakersAt(0).read('a')).toBe('answer');
});

test('an operation without a breaker is sent', async () => {
  const { breakers } = breakersAt();
  expect(await sendRead(breakers, 'DropEnrollment', 'a', () => Promise.resolve(1))).toBe(1);
  await expect(sendRead(breakers, 'DropEnrollment', 'a', () => Promise.reject(errorOf(timeout)))).rejects.toThrow(
    'in time',
  );
});

test('a breaker opens when more than half of the last reads failed', async () => {
  const { reads, state } = breakersAt();
  await reads(10, 'cd');
  await reads(10, 'ab', timeout);
  expect(state()).toBe('closed');
  await reads(1, 'a', timeout);
  expect(state()).toBe('open');
});

test('reads before the last fifty do not count', async () => {
  const { reads, state } = breakersAt();
  await reads(100, 'cd');
  await reads(25, 'ab', timeout);
  expect(state()).toBe('closed');
  await reads(1, 'a', timeout);
  expect(state()).toBe('open');
  const recovered = breakersAt();
  await recovered.reads(10, 'ab', timeout);
  await recovered.reads(opening.size, 'cd');
  await recovered.reads(25, 'ab', timeout);
  expect(recovered.state()).toBe('closed');
});

test('one caller does not open a breaker, and the first failing read of a second caller does not either', async () => {
  const { reads, state } = breakersAt();
  await reads(100, 'a', timeout);
  expect(state()).toBe('closed');
  await reads(1, 'b');
  expect(state()).toBe('closed');
});

test('a breaker does not open if most callers get answers', async () => {
  const { reads, state } = breakersAt();
  await reads(3, 'cde');
  await reads(2, 'fg');
  await reads(40, 'ab', timeout);
  expect(state()).toBe('closed');
  await reads(3, 'cde', timeout);
  expect(state()).toBe('closed');
  const half = breakersAt();
  await half.reads(2, 'cd');
  await half.reads(18, 'ab', timeout);
  expect(half.state()).toBe('open');
});

test('a caller of whom only half of the reads fail is not affected', async () => {
  const { reads, state } = breakersAt();
  await reads(10, 'b');
  await reads(20, 'a', timeout);
  await reads(10, 'b', timeout);
  expect(state()).toBe('closed');
  await reads(1, 'b', timeout);
  expect(state()).toBe('open');
});

test('operations do not affect each other, and writes never', async () => {
  const { open, breakers } = breakersAt();
  await open();
  expect(() => breakers.assertClosed('GetSection')).not.toThrow();
  expect(() => breakers.assertClosed('DropEnrollment')).not.toThrow();
  expect(() => breakers.assertClosed(operation)).toThrow('keeps failing');
  expect(breakers.states()).toMatchObject({ GetSection: 'closed' });
  expect(breakers.states()).not.toHaveProperty('DropEnrollment');
  expect(await sendRead(breakers, 'GetSection', 'a', () => Promise.resolve(1))).toBe(1);
});

test('an open breaker sends nothing until a probe is due, and then only the probe', async () => {
  const { open, read, startRead, pass, state, changes, breakers } = breakersAt();
  await open();
  pass(9_999);
  expect(await read('c')).toBe('circuitOpen');
  expect(() => breakers.assertClosed(operation)).toThrow();
  pass(1);
  expect(() => breakers.assertClosed(operation)).not.toThrow();
  const probe = startRead();
  expect(state()).toBe('halfOpen');
  expect(await read('c')).toBe('circuitOpen');
  expect(await read('d')).toBe('circuitOpen');
  expect(() => breakers.assertClosed(operation)).toThrow();
  await probe.end();
  expect(await read('c')).toBe('answer');
  expect(changes).toEqual(['open', 'halfOpen', 'closed']);
});

test('a refusal is not sent, and says so', async () => {
  const { open, breakers } = breakersAt();
  await open();
  const refusal = await sendRead(breakers, operation, 'c', () => Promise.resolve()).catch((error: unknown) => error);
  expect((refusal as LearningApiError).failure).toEqual({ kind: 'circuitOpen', operation, wasSent: false });
});

test.each<[string, Failing | undefined]>([
  ['an answer', undefined],
  ['a refusal', { kind: 'conflict', httpStatus: 409 }],
  ['HTTP 500', { kind: 'failed', httpStatus: 500 }],
])('a probe that gets %s closes the breaker and forgets the failures', async (_, failure) => {
  const { open, startRead, pass, state, reads } = breakersAt();
  await open();
  pass(10_000);
  await startRead().end(failure);
  expect(state()).toBe('closed');
  await reads(opening.minimumReads - 1, 'ab', timeout);
  expect(state()).toBe('closed');
  await reads(1, 'b', timeout);
  expect(state()).toBe('open');
});

test('a probe that fails opens the breaker for as long again', async () => {
  const { open, startRead, pass, read, state } = breakersAt();
  await open();
  pass(15_000);
  await startRead().end(timeout);
  expect(state()).toBe('open');
  pass(9_999);
  expect(await read('a')).toBe('circuitOpen');
  pass(1);
  expect(await read('a')).toBe('answer');
});

test.each<Failing>([{ kind: 'cancelled' }, { kind: 'deadline' }])(
  'a probe that ends as %j decides nothing: the next read is the next probe',
  async (failure) => {
    const { open, startRead, pass, read, state, changes } = breakersAt();
    await open();
    pass(10_000);
    await startRead().end(failure);
    expect(state()).toBe('open');
    expect(await read('a')).toBe('answer');
    expect(changes).toEqual(['open', 'halfOpen', 'open', 'halfOpen', 'closed']);
  },
);

test('reads that began before the breaker opened or closed do not count after that', async () => {
  const { open, startRead, pass, state, reads } = breakersAt();
  const late = Array.from({ length: 50 }, (_, index) => startRead('ab'.charAt(index % 2)));
  await open();
  await late.pop()?.end();
  expect(state()).toBe('open');
  pass(10_000);
  const probe = startRead();
  await late.pop()?.end(timeout);
  await late.pop()?.end();
  expect(state()).toBe('halfOpen');
  await probe.end();
  for (const read of late) await read.end(timeout);
  expect(state()).toBe('closed');
  await reads(opening.minimumReads - 1, 'ab', timeout);
  expect(state()).toBe('closed');
});
