import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { createBulkhead, OverloadedError, reserveOf } from '../../../src/learning-api/resilience/bulkhead.ts';
import { Cancellation } from '../../../src/learning-api/resilience/cancellation.ts';

/** A bulkhead whose calls are named, so that a test sees which were admitted, and in which order. */
function namedCalls(options: Partial<Parameters<typeof createBulkhead>[0]>) {
  const bulkhead = createBulkhead({ concurrency: 8, perRequest: 1000, queue: 1000, ...options });
  const requests = new Map<string, object>();
  const requestOf = (name: string) => {
    const request = requests.get(name) ?? {};
    requests.set(name, request);
    return request;
  };
  const admitted: string[] = [];
  const refused: string[] = [];
  return {
    bulkhead,
    admitted,
    refused,
    /** Starts a call of a request. The first letter of the request is its caller. */
    start: (request: string, cancellation?: Cancellation) => {
      try {
        const slot = bulkhead.acquire(request.charAt(0), requestOf(request), cancellation);
        if (slot === null) admitted.push(request);
        else
          slot.then(
            () => admitted.push(request),
            (error: unknown) => refused.push(`${request} ${error instanceof OverloadedError ? 'overloaded' : 'left'}`),
          );
      } catch (error) {
        expect(error).toBeInstanceOf(OverloadedError);
        refused.push(`${request} overloaded`);
      }
    },
    /** Ends a call of a request that is in flight. */
    end: async (request: string) => {
      bulkhead.release(request.charAt(0), requestOf(request));
      await settled();
    },
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const times = (count: number, run: () => void) => {
  for (let index = 0; index < count; index += 1) run();
};
const countOf = (names: readonly string[], name: string) => names.filter((other) => other === name).length;

test('one caller alone uses all slots', () => {
  const { bulkhead, start, admitted } = namedCalls({});
  times(20, () => start('a'));
  expect([admitted.length, bulkhead.inFlight, bulkhead.queued]).toEqual([8, 8, 12]);
});

test('two callers share the slots evenly, no matter how many calls and requests each has', async () => {
  const { start, end, admitted } = namedCalls({});
  times(5, () => {
    for (let request = 0; request < 20; request += 1) start(`a${request}`);
  });
  times(20, () => start('b'));
  for (const name of [...admitted].filter((name) => name !== 'b')) await end(name);
  const inFlightOfB = countOf(admitted, 'b');
  // Eight calls of `a` have ended. Of the slots that were free for both, `b` has got as many as made it even.
  expect(inFlightOfB).toBe(4);
  for (let round = 0; round < 8; round += 1) {
    await end('b');
    expect(countOf(admitted, 'b') - round - 1).toBe(4);
  }
});

test('a caller without a call in flight gets a slot of the reserve, once', async () => {
  const { bulkhead, start, admitted, end } = namedCalls({});
  expect(reserveOf(8)).toBe(1);
  times(20, () => start('a'));
  start('b');
  start('b');
  start('c');
  expect([admitted.slice(8), bulkhead.inFlight]).toEqual([['b'], 9]);
  await end('b');
  expect(admitted.slice(8)).toEqual(['b', 'c']);
  await end('c');
  expect(admitted.slice(8)).toEqual(['b', 'c', 'b']);
  expect(bulkhead.inFlight).toBe(9);
  await end('a');
  expect([admitted.slice(8), bulkhead.inFlight]).toEqual([['b', 'c', 'b'], 8]);
  await end('a');
  expect([admitted.slice(8), bulkhead.inFlight]).toEqual([['b', 'c', 'b', 'a'], 8]);
});

test.each([
  [1, 1],
  [8, 1],
  [9, 2],
  [128, 16],
])('of %i slots, the reserve is %i', (concurrency, reserve) => {
  expect(reserveOf(concurrency)).toBe(reserve);
});

test('callers with equally many calls in flight take turns', async () => {
  const { start, end, admitted } = namedCalls({ concurrency: 1 });
  start('a');
  times(3, () => {
    for (const name of ['a', 'b', 'c']) start(name);
  });
  // `b` has the reserve.
  expect(admitted).toEqual(['a', 'b']);
  await end('a');
  await end('b');
  for (let call = 2; call < 8; call += 1) await end(admitted[call] ?? '');
  expect(admitted.slice(2).join('')).toMatch(/^(c[ab]{2}|[ab]c[ab]|[ab]{2}c)/);
  expect(admitted).toHaveLength(10);
});

test('a request has at most its share in flight, and other requests of the caller go on', async () => {
  const { bulkhead, start, end, admitted } = namedCalls({ perRequest: 3 });
  times(10, () => start('a1'));
  times(2, () => start('a2'));
  expect([countOf(admitted, 'a1'), countOf(admitted, 'a2'), bulkhead.queued]).toEqual([3, 2, 7]);
  await end('a1');
  expect([countOf(admitted, 'a1'), bulkhead.inFlight]).toEqual([4, 5]);
});

test('of the requests of one caller, the one with the fewest calls in flight is next', async () => {
  const { start, end, admitted } = namedCalls({ concurrency: 4 });
  times(10, () => start('a1'));
  times(2, () => start('a2'));
  await end('a1');
  await end('a1');
  expect(admitted).toEqual(['a1', 'a1', 'a1', 'a1', 'a2', 'a2']);
});

test('the calls of one request are admitted in their order', async () => {
  const bulkhead = createBulkhead({ concurrency: 1, perRequest: 9, queue: 9 });
  const order: number[] = [];
  const start = async (call: number) => {
    await bulkhead.acquire('a', order);
    order.push(call);
  };
  const calls = [0, 1, 2, 3].map(start);
  await settled();
  for (let ended = 0; ended < 3; ended += 1) {
    bulkhead.release('a', order);
    await settled();
  }
  await Promise.all(calls);
  expect(order).toEqual([0, 1, 2, 3]);
});

test('the queue holds everything that waits, also calls beyond the share of their request', () => {
  const { bulkhead, start, refused } = namedCalls({ perRequest: 2, queue: 5 });
  times(10, () => start('a'));
  expect([bulkhead.inFlight, bulkhead.queued, refused]).toEqual([
    2,
    5,
    ['a overloaded', 'a overloaded', 'a overloaded'],
  ]);
});

test('without a queue, calls that do not fit are refused', () => {
  const { bulkhead, start, refused } = namedCalls({ concurrency: 1, queue: 0 });
  times(2, () => start('a'));
  times(2, () => start('b'));
  expect([bulkhead.inFlight, bulkhead.queued, refused]).toEqual([2, 0, ['a overloaded', 'b overloaded']]);
});

test('in a full queue, the caller with the most calls gives way', async () => {
  const { bulkhead, start, refused } = namedCalls({ concurrency: 1, queue: 6 });
  times(7, () => start('a'));
  times(5, () => start('b'));
  await settled();
  // Of `b`, one call has the reserve. Each has three of the six places, and the next call of either is refused.
  expect([refused, bulkhead.queued]).toEqual([
    [...Array.from({ length: 1 }, () => 'b overloaded'), ...Array.from({ length: 3 }, () => 'a overloaded')],
    6,
  ]);
});

test('a caller with more calls gives way, even if each of its requests has fewer', async () => {
  const { start, refused } = namedCalls({ concurrency: 1, queue: 8 });
  for (let request = 0; request < 6; request += 1) start(`a${request}`);
  times(4, () => start('b'));
  await settled();
  expect(refused).toEqual([]);
  start('b');
  await settled();
  expect(refused).toEqual([expect.stringMatching(/^a\d overloaded$/)]);
});

test("in a full queue, a caller's request with the most calls gives way to its other requests", async () => {
  const { bulkhead, start, refused } = namedCalls({ concurrency: 1, queue: 4 });
  times(5, () => start('a1'));
  times(3, () => start('a2'));
  await settled();
  expect([refused.sort(), bulkhead.queued]).toEqual([['a1 overloaded', 'a1 overloaded', 'a2 overloaded'], 4]);
});

test('a call that takes the place of the only call of its caller is admitted later', async () => {
  const { bulkhead, start, end, admitted, refused } = namedCalls({ concurrency: 1, queue: 3 });
  start('x');
  start('y');
  times(2, () => start('a1'));
  start('a2');
  start('a3');
  await settled();
  expect(refused).toEqual(['a1 overloaded']);
  await end('x');
  await end('y');
  for (let call = 2; call < 5; call += 1) await end(admitted[call] ?? '');
  expect(admitted.slice(2).sort()).toEqual(['a1', 'a2', 'a3']);
  expect([bulkhead.inFlight, bulkhead.queued]).toEqual([0, 0]);
});

test('a call whose caller leaves gives up its place, and a call that was admitted is no longer affected', async () => {
  const { bulkhead, start, end, admitted, refused } = namedCalls({ concurrency: 1 });
  const [first, second] = [new Cancellation(), new Cancellation()];
  start('a');
  start('a', first);
  start('a', second);
  first.cancel('cancelled');
  await settled();
  expect([refused, bulkhead.queued]).toEqual([['a left'], 1]);
  await end('a');
  second.cancel('cancelled');
  expect([admitted, bulkhead.inFlight, bulkhead.queued]).toEqual([['a', 'a'], 1, 0]);
});

test('a call that gave way is not affected when its caller leaves', async () => {
  const { bulkhead, start, refused } = namedCalls({ concurrency: 1, queue: 2 });
  const leaving = new Cancellation();
  start('a');
  start('b');
  times(2, () => start('a', leaving));
  start('b');
  await settled();
  expect(refused).toEqual(['a overloaded']);
  leaving.cancel('cancelled');
  await settled();
  expect([refused, bulkhead.queued]).toEqual([['a overloaded', 'a left'], 1]);
});

test('a call that is cancelled while it waits says so', async () => {
  const bulkhead = createBulkhead({ concurrency: 1, perRequest: 1, queue: 1 });
  const cancellation = new Cancellation();
  expect(bulkhead.acquire('a', {})).toBeNull();
  const slot = bulkhead.acquire('a', {}, cancellation);
  cancellation.cancel('cancelled');
  await expect(slot).rejects.toThrow('The call was cancelled while it was queued.');
});

test('nothing is kept of callers and requests whose calls have ended', async () => {
  const bulkhead = createBulkhead({ concurrency: 2, perRequest: 9, queue: 9 });
  const busy = {};
  // One caller holds both slots, so that others wait, and always has a call in flight.
  expect([bulkhead.acquire('busy', {}), bulkhead.acquire('busy', busy)]).toEqual([null, null]);
  const run = async (calls: number) => {
    for (let call = 0; call < calls; call += 1) {
      const [request, owner] = [{}, `caller ${call}`];
      const another = {};
      const ofBusy = bulkhead.acquire('busy', another);
      const first = bulkhead.acquire(owner, request);
      const second = bulkhead.acquire(owner, request);
      expect(first).toBeNull();
      bulkhead.release(owner, request);
      await second;
      bulkhead.release(owner, request);
      bulkhead.release('busy', busy);
      await ofBusy;
      bulkhead.release('busy', another);
      expect(bulkhead.acquire('busy', busy)).toBeNull();
    }
  };
  await run(1_000);
  const before = heapBytes();
  await run(20_000);
  expect(heapBytes() - before).toBeLessThan(1_500_000);
});

/** The bytes of the heap in use after a garbage collection. */
function heapBytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}

test('after any course of calls, nothing is left over', async () => {
  for (let seed = 1; seed <= 200; seed += 1) {
    let state = seed;
    const random = (below: number) => {
      state = (state * 48_271) % 2_147_483_647;
      return state % below;
    };
    const bulkhead = createBulkhead({ concurrency: 1 + random(6), perRequest: 1 + random(4), queue: random(12) });
    const requests = Array.from({ length: 6 }, (_, index) => ({ owner: 'abc'.charAt(index % 3) }));
    const inFlight: { owner: string }[] = [];
    const cancellations: Cancellation[] = [];
    for (let step = 0; step < 60; step += 1) {
      const request = requests[random(6)];
      if (!request) throw new Error('There is such a request.');
      if (random(3) > 0) {
        const cancellation = new Cancellation();
        cancellations.push(cancellation);
        try {
          const slot = bulkhead.acquire(request.owner, request, cancellation);
          if (slot === null) inFlight.push(request);
          else
            slot.then(
              () => inFlight.push(request),
              () => undefined,
            );
        } catch {
          // Refused.
        }
      } else if (random(4) === 0) cancellations[random(cancellations.length)]?.cancel('cancelled');
      else {
        const ended = inFlight.shift();
        if (ended) bulkhead.release(ended.owner, ended);
      }
      await Promise.resolve();
      await Promise.resolve();
      expect(bulkhead.inFlight).toBe(inFlight.length);
    }
    for (let ended = inFlight.shift(); ended; ended = inFlight.shift()) {
      bulkhead.release(ended.owner, ended);
      await Promise.resolve();
      await Promise.resolve();
    }
    expect([bulkhead.inFlight, bulkhead.queued]).toEqual([0, 0]);
  }
});
