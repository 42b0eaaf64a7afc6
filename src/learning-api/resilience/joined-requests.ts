import type { Bulkhead } from './bulkhead.ts';
import { Cancellation, type CancellationReason } from './cancellation.ts';

/** The GraphQL requests of one caller that wait for the same call. More may join while it waits. */
export class JoinedRequests {
  readonly #first: object;
  /** Null until a request joins, as for most calls none does. */
  #others: object[] | null = null;
  #onJoin: ((request: object) => void) | null = null;

  constructor(first: object) {
    this.#first = first;
  }

  join(request: object): void {
    this.#others ??= [];
    this.#others.push(request);
    this.#onJoin?.(request);
  }

  /** Takes a slot that is free in the share of any of the requests. Null if there is none. */
  takeFree(bulkhead: Bulkhead, owner: string): object | null {
    if (bulkhead.tryAcquire(owner, this.#first)) return this.#first;
    return this.#others?.find((request) => bulkhead.tryAcquire(owner, request)) ?? null;
  }

  /**
   * Takes a slot in the share of any of the requests, whichever has one first: a light request does not wait in the queue of
   * a heavy one. Resolves with the request whose slot it is.
   *
   * @throws OverloadedError if none of them may wait
   */
  acquire(bulkhead: Bulkhead, owner: string, cancellation: Cancellation): Promise<object> {
    return new Promise((resolve, reject) => {
      const waiting = new Cancellation();
      const stopWaiting = { cancel: (reason: CancellationReason) => waiting.cancel(reason) };
      let waits = 0;
      let isSettled = false;
      const settle = () => {
        isSettled = true;
        this.#onJoin = null;
        cancellation.remove(stopWaiting);
        waiting.cancel('cancelled');
      };
      const admit = (request: object) => {
        // Another share had a slot at the same time.
        if (isSettled) return bulkhead.release(owner, request);
        settle();
        resolve(request);
      };
      const refuse = (error: unknown) => {
        waits -= 1;
        if (isSettled || waits > 0) return;
        settle();
        reject(error);
      };
      const wait = (request: object) => {
        if (isSettled) return;
        waits += 1;
        try {
          const slot = bulkhead.acquire(owner, request, waiting);
          if (slot === null) admit(request);
          else
            slot.then(
              () => admit(request),
              (error: unknown) => refuse(error),
            );
        } catch (error) {
          refuse(error);
        }
      };
      cancellation.add(stopWaiting);
      wait(this.#first);
      for (const request of this.#others ?? []) wait(request);
      if (!isSettled) this.#onJoin = wait;
    });
  }
}
