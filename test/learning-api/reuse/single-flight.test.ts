import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, onTestFinished, test, vi } from 'vitest';
import { Cancellation, type CancellationReason } from '../../../src/learning-api/resilience/cancellation.ts';
import { createSingleFlight, joinableShare, type SharedWork } from '../../../src/learning-api/reuse/single-flight.ts';

/** A single flight with a clock of its own, and the work that was started. */
function flights(timeoutMs = 1000) {
  let at = 0;
  const singleFlight = createSingleFlight(timeoutMs, () => at);
  const started: { shared: SharedWork; end(result: string): void; fail(error: Error): void }[] = [];
  return {
    started,
    forget: singleFlight.forget,
    goTo: (ms: number) => {
      at = ms;
    },
    run: ({
      owner = 'ada',
      key = 'key',
      cancellation,
    }: {
      owner?: string;
      key?: string;
      cancellation?: Cancellation;
    } = {}) => {
      const { isShared, result } = singleFlight.run(
        { owner, key, request: {}, cancellation, errorFor: (reason: CancellationReason) => new Error(reason) },
        (shared) =>
          new Promise<string>((resolve, reject) => {
            started.push({ shared, end: resolve, fail: reject });
          }),
      );
      return { isShared, result: result.catch((error: Error) => error.message) };
    },
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));
const endingAt = (deadline: number) => Object.assign(new Cancellation(), { deadline });

test('equal work of one owner is done once, until it ends', async () => {
  const { run, started } = flights();
  const both = [run(), run()];
  expect(both.map(({ isShared }) => isShared)).toEqual([false, true]);
  expect(run({ key: 'other' }).isShared).toBe(false);
  expect(run({ owner: 'grace' }).isShared).toBe(false);
  expect(started).toHaveLength(3);
  started[0]?.end('result');
  expect(await Promise.all(both.map(({ result }) => result))).toEqual(['result', 'result']);
  expect(run().isShared).toBe(false);
});

test('everyone learns of a failure, and the next caller begins anew', async () => {
  const { run, started } = flights();
  const both = [run(), run()];
  started[0]?.fail(new Error('failed'));
  expect(await Promise.all(both.map(({ result }) => result))).toEqual(['failed', 'failed']);
  expect(run().isShared).toBe(false);
});

test('shared work has the latest deadline of its callers, in whichever order they come', () => {
  for (const deadlines of [
    [370, 2000],
    [2000, 370],
    [370, undefined],
  ]) {
    const { run, started } = flights();
    for (const deadline of deadlines) run(deadline === undefined ? {} : { cancellation: endingAt(deadline) });
    expect(started.map(({ shared }) => shared.cancellation.deadline)).toEqual([
      deadlines.includes(undefined) ? Number.POSITIVE_INFINITY : 2000,
    ]);
  }
});

test('a caller who leaves ends its own waiting, and the last one ends the work', async () => {
  const { run, started } = flights();
  const [first, second] = [new Cancellation(), new Cancellation()];
  const results = [run({ cancellation: first }), run({ cancellation: second })].map(({ result }) => result);
  first.cancel('deadline');
  expect(await results[0]).toBe('deadline');
  expect(started[0]?.shared.cancellation.reason).toBeNull();
  second.cancel('cancelled');
  expect(await results[1]).toBe('cancelled');
  expect(started[0]?.shared.cancellation.reason).toBe('cancelled');
  // The work that was cancelled may not have ended yet.
  expect(run().isShared).toBe(false);
});

test('a caller who has left before it asks ends nothing but its own waiting', async () => {
  const { run, started } = flights();
  const gone = new Cancellation();
  gone.cancel('cancelled');
  const staying = run();
  expect(await run({ cancellation: gone }).result).toBe('cancelled');
  expect(started[0]?.shared.cancellation.reason).toBeNull();
  started[0]?.end('result');
  expect(await staying.result).toBe('result');
});

test('work can be joined while it waits to begin, and then for a tenth of its timeout', () => {
  const { run, started, goTo } = flights(1000);
  run();
  goTo(50_000);
  expect(run().isShared).toBe(true);
  started[0]?.shared.began();
  goTo(50_000 + 1000 * joinableShare - 1);
  expect(run().isShared).toBe(true);
  goTo(50_000 + 1000 * joinableShare);
  expect(run().isShared).toBe(false);
  // The second work is waiting, and is the one to join.
  expect(run().isShared).toBe(true);
  expect(started).toHaveLength(2);
});

test('work that begins again can be joined again', () => {
  const { run, started, goTo } = flights(1000);
  run();
  started[0]?.shared.began();
  goTo(500);
  started[0]?.shared.began();
  expect(run().isShared).toBe(true);
});

test('after a write of an owner, nothing of that owner is joined, and the end of older work removes nothing newer', async () => {
  const { run, started, forget } = flights();
  run();
  const grace = run({ owner: 'grace' });
  forget('ada');
  const second = run();
  expect(second.isShared).toBe(false);
  expect(run({ owner: 'grace' }).isShared).toBe(true);
  started[0]?.end('old');
  await Promise.resolve();
  await Promise.resolve();
  expect(run().isShared).toBe(true);
  started[1]?.end('of grace');
  expect(await grace.result).toBe('of grace');
  started[2]?.end('new');
  expect(await second.result).toBe('new');
});

test('the end of work takes along neither newer equal work nor other work of its owner', async () => {
  const { run, started, goTo } = flights(1000);
  run();
  started[0]?.shared.began();
  goTo(1000);
  run();
  run({ key: 'other' });
  expect(started).toHaveLength(3);
  started[0]?.end('old');
  await settled();
  expect([run().isShared, run({ key: 'other' }).isShared]).toEqual([true, true]);
  started[2]?.end('other');
  await settled();
  expect([run().isShared, run({ key: 'other' }).isShared]).toEqual([true, false]);
});

test('a caller who leaves after the result ends nothing', async () => {
  for (const end of ['end', 'fail'] as const) {
    const { run, started } = flights();
    const cancellation = new Cancellation();
    const { result } = run({ cancellation });
    if (end === 'end') started[0]?.end('result');
    else started[0]?.fail(new Error('failed'));
    await result;
    cancellation.cancel('cancelled');
    expect(started[0]?.shared.cancellation.reason).toBeNull();
  }
});

test('without a clock of its own, a single flight has the monotonic clock', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const { run: runWork } = createSingleFlight(1000);
  const work = { owner: 'ada', key: 'key', request: {}, errorFor: (reason: CancellationReason) => new Error(reason) };
  const run = () => runWork(work, (shared) => new Promise(() => shared.began())).isShared;
  expect(run()).toBe(false);
  vi.advanceTimersByTime(1000 * joinableShare - 1);
  expect(run()).toBe(true);
  vi.advanceTimersByTime(1);
  expect(run()).toBe(false);
});

test('nothing is kept of owners whose work has ended', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const { run: runWork } = createSingleFlight(1000);
  const errorFor = (reason: CancellationReason) => new Error(reason);
  const runFor = async (owners: number) => {
    for (let owner = 0; owner < owners; owner += 1)
      await runWork({ owner: `owner ${owner}`, key: 'key', request: {}, errorFor }, async () => 'result').result;
    await settled();
    collect();
    return process.memoryUsage().heapUsed;
  };
  const before = await runFor(1000);
  // An owner that is kept takes more than 300 bytes.
  expect((await runFor(50_000)) - before).toBeLessThan(50_000 * 100);
});
