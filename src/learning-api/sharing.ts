import { LearningApiError } from './errors.ts';
import type { OperationName } from './operations.ts';
import { failureOf } from './transport.ts';

/** Lets requests of one owner that want the same at the same time wait for one call. */
export interface Sharing {
  /**
   * What `start` gives, or what it gave to another who asked for the same and still waits.
   *
   * @param signal ends the waiting of this caller; the call itself ends when the last one has left
   */
  run<Result>(
    call: { owner: string; operation: OperationName; key: string; signal?: AbortSignal | undefined },
    start: (signal: AbortSignal) => Promise<Result>,
  ): { isShared: boolean; result: Promise<Result> };
  /** After this, no request of the owner joins a call that began before it. */
  forget(owner: string): void;
}

interface Shared {
  result: Promise<unknown>;
  waiting: number;
  controller: AbortController;
}

export function createSharing(): Sharing {
  const byOwner = new Map<string, Map<string, Shared>>();

  const begin = (owner: string, name: string, start: (signal: AbortSignal) => Promise<unknown>): Shared => {
    const calls = byOwner.get(owner) ?? new Map<string, Shared>();
    byOwner.set(owner, calls);
    const controller = new AbortController();
    const shared: Shared = { controller, waiting: 0, result: start(controller.signal) };
    calls.set(name, shared);
    const end = () => {
      if (calls.get(name) === shared) calls.delete(name);
      if (calls.size === 0 && byOwner.get(owner) === calls) byOwner.delete(owner);
    };
    shared.result.then(end, end);
    return shared;
  };

  return {
    run: <Result>(
      { owner, operation, key, signal }: Parameters<Sharing['run']>[0],
      start: (signal: AbortSignal) => Promise<Result>,
    ) => {
      const name = `${operation} ${key}`;
      const known = byOwner.get(owner)?.get(name);
      const shared = known && !known.controller.signal.aborted ? known : begin(owner, name, start);
      return { isShared: shared === known, result: waitFor<Result>(shared, operation, signal) };
    },
    forget: (owner) => {
      byOwner.delete(owner);
    },
  };
}

function waitFor<Result>(shared: Shared, operation: OperationName, signal?: AbortSignal): Promise<Result> {
  shared.waiting += 1;
  return new Promise((resolve, reject) => {
    const leave = () => {
      shared.waiting -= 1;
      if (signal) reject(new LearningApiError({ kind: failureOf(signal), operation }));
      if (shared.waiting === 0) shared.controller.abort(signal?.reason);
    };
    if (signal?.aborted) return leave();
    signal?.addEventListener('abort', leave, { once: true });
    const done = () => signal?.removeEventListener('abort', leave);
    shared.result.then(
      (result) => {
        done();
        resolve(result as Result);
      },
      (error: unknown) => {
        done();
        reject(error);
      },
    );
  });
}
