import { AsyncResource } from 'node:async_hooks';
import { afterReactions } from './after-reactions.ts';
import type { Call } from './call.ts';

/**
 * The batches of a request. A field that may add keys to one, or a list that brings rows for one, says so in the schema.
 * If batches wait for each other, the first of them is dispatched first.
 */
export const batchNames = [
  'enrollments',
  'sections',
  'enrollmentDetails',
  'assignments',
  'customFields',
  'customFieldValues',
  'catalogs',
  'organizations',
] as const;
export type BatchName = (typeof batchNames)[number];

/** One bit for each of the batches. */
export function feedsOf(names: readonly BatchName[]): number {
  return names.reduce((feeds, name) => feeds | bitOf(name), 0);
}

/** Where a loader is asked. Executors that know what may still come pass it on. */
export interface QueryPosition {
  /** The batches that the pending value, or a field below it, may still add keys to. */
  readonly feeds: number;
  /** The batches that the look-up of an object around it waits in: until then, its keys for them are not collected. */
  readonly suspended?: number;
}

/** The position of a load that batches do not wait for, because they wait for something else at the same position. */
export function uncounted(position: QueryPosition | undefined): QueryPosition {
  return { feeds: 0, suspended: position?.suspended ?? 0 };
}

/** The pending values of an execution. */
interface PendingValues {
  /** The number of pending values that may still add keys to a batch. */
  count(bit: number): number;
}

/** Decides when the batches of one request are dispatched. */
export interface BatchScheduler {
  /** Calls an operation. The scheduler has to know of every call of the request. */
  call: Call;
  /** Sets what the scheduler asks for values that may still add keys. Without it, batches wait for nothing. */
  watch(pending: PendingValues): void;
  /**
   * Dispatches a batch when no pending value may add keys to it. Values that wait for the batch itself do not count:
   * what is below them can only be in the next one. A batch waits no longer than a part of the time that is left.
   */
  open(name: BatchName, dispatch: () => void): void;
  /** Counts one pending value at a position that waits for the open batch. */
  wait(name: BatchName, position: QueryPosition): void;
  /** Counts one pending value at a position that probably adds no more keys: it only waits for a promise. */
  waitFor(promise: PromiseLike<unknown>, position: QueryPosition): void;
  /** Has batches wait for a list that may bring rows for them, if no pending value of the query stands for the list. */
  waitForRows(names: readonly BatchName[], list: PromiseLike<unknown>): void;
  /**
   * Starts the loads of one pending value that needs many rows, and counts each load in place of the value until it settles.
   * Rejects with the error of the first load that fails: the first by its place, so that time does not matter.
   *
   * @param later the batches that a load may still add keys to after it has started
   * @param position of the value
   */
  loadAll<Row>(
    later: readonly BatchName[],
    position: QueryPosition | undefined,
    start: (position?: QueryPosition) => readonly Promise<Row>[],
  ): Promise<Row[]>;
}

interface OpenBatch {
  dispatch(): void;
  /** The number of values that wait for this batch, by the batches that they may add keys to. */
  waiting: Map<number, number>;
  timer: NodeJS.Timeout | undefined;
}

interface SchedulerOptions {
  call: Call;
  /** Milliseconds until the deadline of the request. */
  timeLeft(): number;
  /** Called if a batch is dispatched, because time passes, although more keys may come. */
  onIncompleteBatch(): void;
}

/**
 * The part of the time left that a batch may wait for more keys. A call that hangs must not take along the values whose
 * keys are known, and each level of a query may wait as long.
 */
export const waitingShare = 0.1;

/** The longest time that a timer can have. */
const maxDelay = 2 ** 31 - 1;

/** Creates the scheduler of one request. */
export function createBatchScheduler({ call, timeLeft, onIncompleteBatch }: SchedulerOptions): BatchScheduler {
  const batches = new Map<BatchName, OpenBatch>();
  /**
   * The number of values that wait for something else than a batch, by the batches that they may add keys to. Negative if
   * a value is counted as many loads, or if a list is awaited.
   */
  const waitingElsewhere = new Map<number, number>();
  let pending: PendingValues = { count: () => 0 };
  let inFlight = 0;
  let isCheckScheduled = false;

  const scheduleCheck = () => {
    if (isCheckScheduled || batches.size === 0) return;
    isCheckScheduled = true;
    afterReactions(() => {
      isCheckScheduled = false;
      if (batches.size === 0) return;
      const complete = completeBatches(waitsOf(batches, pending, waitingElsewhere));
      // Without a call in flight nothing else can come.
      if (complete.length === 0 && inFlight === 0) complete.push(...[...batches.keys()].sort(byOrder).slice(0, 1));
      for (const name of complete) dispatch(name);
    });
  };

  const dispatch = (name: BatchName) => {
    const batch = batches.get(name);
    if (!batch) return;
    clearTimeout(batch.timer);
    batches.delete(name);
    batch.dispatch();
    // A batch whose rows are all known makes no call that would end.
    scheduleCheck();
  };

  const dispatchIncomplete = (name: BatchName) => {
    onIncompleteBatch();
    dispatch(name);
  };

  const end = () => {
    inFlight -= 1;
    scheduleCheck();
  };

  const changeUntilSettled = (promise: PromiseLike<unknown>, feeds: number, by: 1 | -1) => {
    change(waitingElsewhere, feeds, by);
    const settle = () => change(waitingElsewhere, feeds, -by);
    promise.then(settle, settle);
  };

  return {
    call: (operation, parameters) => {
      inFlight += 1;
      const result = call(operation, parameters);
      result.then(end, end);
      return result;
    },
    watch: (values) => {
      pending = values;
    },
    open: (name, send) => {
      // The batch may be dispatched when another field's call ends, so its async context has to be restored. Not with
      // `AsyncResource.bind`: it defines accessors, which V8 allocates in the old generation, where they retain the
      // data of a request.
      const resource = new AsyncResource('Batch');
      const delay = timeLeft() * waitingShare;
      batches.set(name, {
        dispatch: () => resource.runInAsyncScope(send),
        waiting: new Map(),
        timer: delay < maxDelay ? setTimeout(dispatchIncomplete, Math.max(0, delay), name).unref() : undefined,
      });
      scheduleCheck();
    },
    wait: (name, { feeds }) => {
      const waiting = batches.get(name)?.waiting;
      if (waiting) change(waiting, feeds, 1);
    },
    waitFor: (promise, { feeds }) => {
      changeUntilSettled(promise, feeds, 1);
      scheduleCheck();
    },
    waitForRows: (names, list) => changeUntilSettled(list, feedsOf(names), -1),
    loadAll: (later, position, start) => {
      const feeds = feedsOf(later);
      const loads = start(position && { ...position, feeds });
      const results = Promise.allSettled(loads);
      if (position) {
        for (const load of loads) changeUntilSettled(load, feeds, -1);
        changeUntilSettled(results, position.feeds, 1);
      }
      return allOrFirstError(results);
    },
  };
}

/** The reasons why an open batch waits. */
export interface BatchWaits {
  name: BatchName;
  /** True if a value may add keys that does not wait for an open batch itself. */
  isAwaitingValues: boolean;
  /** The other open batches that such values wait for. */
  isAwaiting: readonly BatchName[];
}

function change(counts: Map<number, number>, feeds: number, by: number): void {
  counts.set(feeds, (counts.get(feeds) ?? 0) + by);
}

function countOf(bit: number, counts: ReadonlyMap<number, number>): number {
  let sum = 0;
  for (const [feeds, count] of counts) if (feeds & bit) sum += count;
  return sum;
}

function waitsOf(
  batches: ReadonlyMap<BatchName, OpenBatch>,
  pending: PendingValues,
  waitingElsewhere: ReadonlyMap<number, number>,
): BatchWaits[] {
  return [...batches.keys()].sort(byOrder).map((name) => {
    const bit = bitOf(name);
    const isAwaiting: BatchName[] = [];
    let values = pending.count(bit) - countOf(bit, waitingElsewhere);
    for (const [other, { waiting }] of batches) {
      const waitingValues = countOf(bit, waiting);
      values -= waitingValues;
      if (waitingValues > 0 && other !== name) isAwaiting.push(other);
    }
    return { name, isAwaitingValues: values > 0, isAwaiting };
  });
}

/**
 * The batches to dispatch: those that nothing can add keys to, and the first of those that only wait for each other.
 *
 * @param batches all open batches, in their order
 */
export function completeBatches(batches: readonly BatchWaits[]): BatchName[] {
  const awaitedBy = new Map(batches.map(({ name }) => [name, awaitedFrom(name, batches)]));
  const isAwaitingValues = new Map(batches.map((batch) => [batch.name, batch.isAwaitingValues]));
  return batches.flatMap(({ name }) => {
    const awaited = awaitedBy.get(name) ?? new Set<BatchName>();
    const isBlocked = [name, ...awaited].some((other) => isAwaitingValues.get(other));
    // All that it waits for also waits for it, and comes after it.
    const isFirst = [...awaited].every(
      (other) => other === name || (awaitedBy.get(other)?.has(name) && order(name) < order(other)),
    );
    return !isBlocked && isFirst ? [name] : [];
  });
}

/** The open batches that a batch waits for, directly or through others. */
function awaitedFrom(name: BatchName, batches: readonly BatchWaits[]): Set<BatchName> {
  const awaited = new Set<BatchName>();
  const queue = [name];
  for (let next = queue.pop(); next; next = queue.pop()) {
    for (const other of batches.find((batch) => batch.name === next)?.isAwaiting ?? []) {
      if (awaited.has(other)) continue;
      awaited.add(other);
      queue.push(other);
    }
  }
  return awaited;
}

function order(name: BatchName): number {
  return batchNames.indexOf(name);
}

function byOrder(a: BatchName, b: BatchName): number {
  return order(a) - order(b);
}

export function bitOf(name: BatchName): number {
  return 1 << order(name);
}

async function allOrFirstError<Row>(results: Promise<PromiseSettledResult<Row>[]>): Promise<Row[]> {
  return (await results).map((result) => {
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  });
}
