import { AsyncResource } from 'node:async_hooks';
import type { Call } from './call.ts';

/** The position of a field in the query; all items of a list share it. Executors that track positions pass it on. */
export interface QueryPosition {
  /** True if more values may come to this position, because an ancestor is still pending. */
  mayGrow(): boolean;
}

/** Decides when the batches of one request are dispatched. */
export interface BatchScheduler {
  /** Calls an operation. The scheduler has to know of every call of the request. */
  call: Call;
  /**
   * Dispatches when no more keys can come from the positions that wait for the batch, or when no call is in flight.
   * In the second case waiting would be a deadlock: the fields that are still pending may themselves wait for this
   * batch.
   */
  schedule(positions: ReadonlySet<QueryPosition>, dispatch: () => void): void;
}

/** Creates the scheduler of one request. */
export function createBatchScheduler(call: Call): BatchScheduler {
  let inFlight = 0;
  let waiting: (() => void)[] = [];

  const retryAll = () => {
    const attempts = waiting;
    waiting = [];
    for (const attempt of attempts) attempt();
  };
  const end = () => {
    inFlight -= 1;
    if (waiting.length > 0) afterReactions(retryAll);
  };

  return {
    call: (operation, parameters) => {
      inFlight += 1;
      const result = call(operation, parameters);
      result.then(end, end);
      return result;
    },
    schedule: (positions, dispatch) => {
      // The batch may be dispatched when another field's call ends, so its async context has to be restored. Not with
      // `AsyncResource.bind`: it defines accessors, which V8 allocates in the old generation, where they retain the
      // data of a request.
      const resource = new AsyncResource('Batch');
      const attempt = () => {
        if (inFlight > 0 && someMayGrow(positions)) waiting.push(() => resource.runInAsyncScope(attempt));
        else dispatch();
      };
      afterReactions(attempt);
    },
  };
}

function someMayGrow(positions: ReadonlySet<QueryPosition>): boolean {
  for (const position of positions) if (position.mayGrow()) return true;
  return false;
}

/** Runs a function after all microtasks that are pending or follow from pending ones. */
function afterReactions(run: () => void): void {
  queueMicrotask(() => process.nextTick(run));
}
