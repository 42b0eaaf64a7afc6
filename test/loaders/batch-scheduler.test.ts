import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import {
  type BatchName,
  type BatchWaits,
  batchNames,
  completeBatches,
  createBatchScheduler,
  feedsOf,
  waitingShare,
} from '../../src/loaders/batch-scheduler.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A scheduler, calls that the test ends, and the values that the test says are pending. */
function schedulerWith(timeLeft = 10_000) {
  const pending: (readonly BatchName[])[] = [];
  const dispatched: BatchName[] = [];
  let endCall = () => {};
  let incomplete = 0;
  const scheduler = createBatchScheduler({
    call: (() =>
      new Promise<void>((resolve) => {
        endCall = resolve;
      })) as never,
    timeLeft: () => timeLeft,
    onIncompleteBatch: () => {
      incomplete += 1;
    },
  });
  scheduler.watch({ count: (bit) => pending.filter((names) => feedsOf(names) & bit).length });
  return {
    pending,
    dispatched,
    open: (name: BatchName) => scheduler.open(name, () => dispatched.push(name)),
    /** A value that waits for an open batch, and may add keys to others later. */
    wait: (name: BatchName, feeds: readonly BatchName[]) => {
      pending.push(feeds);
      scheduler.wait(name, { feeds: feedsOf(feeds) });
    },
    startCall: () => void scheduler.call('GetSections', { sections: [] }),
    endCall: () => endCall(),
    incomplete: () => incomplete,
  };
}

const reactions = () => new Promise((resolve) => setImmediate(resolve));

test('a batch leaves at once if nothing pending may add keys to it', async () => {
  const { open, startCall, pending, dispatched } = schedulerWith();
  startCall();
  pending.push(['assignments']);
  open('sections');
  expect(dispatched).toEqual([]);
  await reactions();
  expect(dispatched).toEqual(['sections']);
  expect(vi.getTimerCount()).toBe(0);
});

test('a batch waits for a value that may add keys, until that value is no longer pending', async () => {
  const { open, startCall, endCall, pending, dispatched } = schedulerWith();
  startCall();
  pending.push(['sections']);
  open('sections');
  await reactions();
  expect(dispatched).toEqual([]);
  pending.pop();
  endCall();
  await reactions();
  expect(dispatched).toEqual(['sections']);
});

test('a batch does not wait for values that wait for itself, whatever is below them', async () => {
  const { open, wait, startCall, dispatched } = schedulerWith();
  startCall();
  open('sections');
  wait('sections', ['sections', 'assignments']);
  await reactions();
  expect(dispatched).toEqual(['sections']);
});

test('if batches wait for each other, the first leaves, even while another call is in flight', async () => {
  const { open, wait, startCall, dispatched } = schedulerWith();
  startCall();
  open('assignments');
  open('sections');
  wait('assignments', ['sections']);
  wait('sections', ['assignments']);
  await reactions();
  // Values that waited for the sections are still pending here, so the assignments wait for them.
  expect(dispatched).toEqual(['sections']);
});

test('a batch waits for a call that hangs no longer than its share of the time that is left', async () => {
  const { open, startCall, pending, dispatched, incomplete } = schedulerWith(1500);
  startCall();
  pending.push(['sections']);
  open('sections');
  await reactions();
  vi.advanceTimersByTime(1500 * waitingShare - 1);
  expect([dispatched, incomplete()]).toEqual([[], 0]);
  vi.advanceTimersByTime(1);
  expect([dispatched, incomplete()]).toEqual([['sections'], 1]);
  expect(vi.getTimerCount()).toBe(0);
});

test('without a call in flight a batch leaves, even if a value is pending', async () => {
  const { open, pending, dispatched } = schedulerWith();
  pending.push(['sections']);
  open('sections');
  await reactions();
  expect(dispatched).toEqual(['sections']);
});

test('a batch whose rows are all known lets the next one leave without a call', async () => {
  const { open, wait, startCall, pending, dispatched } = schedulerWith();
  startCall();
  open('sections');
  open('assignments');
  wait('sections', ['assignments']);
  await reactions();
  expect(dispatched).toEqual(['sections']);
  pending.pop();
  await reactions();
  expect(dispatched).toEqual(['sections']);
});

const waits = (edges: Partial<Record<BatchName, readonly (BatchName | 'values')[]>>): BatchWaits[] =>
  batchNames.flatMap((name) => {
    const awaited = edges[name];
    if (!awaited) return [];
    const isAwaiting = awaited.filter((other): other is BatchName => other !== 'values');
    return [{ name, isAwaitingValues: awaited.includes('values'), isAwaiting }];
  });

test.each<[string, Parameters<typeof waits>[0], BatchName[]]>([
  ['nothing', {}, []],
  ['independent batches', { sections: [], assignments: [] }, ['sections', 'assignments']],
  ['a chain', { sections: ['enrollments'], enrollments: [], assignments: ['sections'] }, ['enrollments']],
  ['a chain behind a value', { sections: ['enrollments'], enrollments: ['values'] }, []],
  ['a circle', { sections: ['assignments'], assignments: ['sections'] }, ['sections']],
  ['a circle behind a value', { sections: ['assignments'], assignments: ['sections', 'values'] }, []],
  [
    'a circle that another circle waits for',
    {
      enrollments: ['sections', 'catalogs'],
      sections: ['enrollments'],
      catalogs: ['organizations'],
      organizations: ['catalogs'],
    },
    ['catalogs'],
  ],
])('of batches that wait for each other: %s', (_, edges, expected) => {
  expect(completeBatches(waits(edges))).toEqual(expected);
});
