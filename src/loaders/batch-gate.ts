import { AsyncResource } from 'node:async_hooks';
import type { Call } from './call.ts';

/** Where in a query a loader is asked: the same for all items of a list. */
export interface Place {
  /** Whether more values may still come to this place, since something above it is not known yet. */
  mayGrow(): boolean;
}

/** Holds batches back until all are there who will ask. */
export interface Gate {
  /** The calls of the request, which the gate has to know of. */
  call: Call;
  /**
   * Lets a batch go once no more keys can come from the places that ask for it, and at once when no call is under way:
   * then nothing will come, and what is not known may itself wait for this batch.
   */
  hold(places: ReadonlySet<Place>, go: () => void): void;
}

/** A gate for one request. */
export function createGate(call: Call): Gate {
  let underWay = 0;
  let held: (() => void)[] = [];

  const again = () => {
    const attempts = held;
    held = [];
    for (const attempt of attempts) attempt();
  };
  const end = () => {
    underWay -= 1;
    if (held.length > 0) afterReactions(again);
  };

  return {
    call: (operation, parameters) => {
      underWay += 1;
      const answered = call(operation, parameters);
      answered.then(end, end);
      return answered;
    },
    hold: (places, go) => {
      // The call that ends the waiting is another's: what this batch does still belongs to those who asked for it. Not
      // `AsyncResource.bind`: it defines accessors, which V8 puts among what is old, where they hold a request's data.
      const asker = new AsyncResource('Batch');
      const attempt = () => {
        if (underWay > 0 && someMayGrow(places)) held.push(() => asker.runInAsyncScope(attempt));
        else go();
      };
      afterReactions(attempt);
    },
  };
}

function someMayGrow(places: ReadonlySet<Place>): boolean {
  for (const place of places) if (place.mayGrow()) return true;
  return false;
}

/** Runs something once all has been done that follows from what is known by now. */
function afterReactions(run: () => void): void {
  queueMicrotask(() => process.nextTick(run));
}
