import { LearningApiError } from './errors.ts';
import type { OperationName } from './operations.ts';
import { failureOf } from './transport.ts';

/** Lets callers with the same token who want the same at the same time wait for one call. */
export interface Sharing {
  /**
   * What `start` gives, or what it gave to another who asked for the same and still waits.
   *
   * @param signal ends the waiting of this caller; the call itself ends when the last one has left
   */
  run<Result>(
    call: { token: string; operation: OperationName; key: string; signal?: AbortSignal | undefined },
    start: (signal: AbortSignal) => Promise<Result>,
  ): { isShared: boolean; result: Promise<Result> };
  /** After this, nobody with the token joins a call that began before it. */
  forget(token: string): void;
}

interface Shared {
  result: Promise<unknown>;
  waiting: number;
  controller: AbortController;
}

export function createSharing(): Sharing {
  const byToken = new Map<string, Map<string, Shared>>();

  const begin = (token: string, name: string, start: (signal: AbortSignal) => Promise<unknown>): Shared => {
    const calls = byToken.get(token) ?? new Map<string, Shared>();
    byToken.set(token, calls);
    const controller = new AbortController();
    const shared: Shared = { controller, waiting: 0, result: start(controller.signal) };
    calls.set(name, shared);
    const end = () => {
      if (calls.get(name) === shared) calls.delete(name);
      if (calls.size === 0 && byToken.get(token) === calls) byToken.delete(token);
    };
    shared.result.then(end, end);
    return shared;
  };

  return {
    run: <Result>(
      { token, operation, key, signal }: Parameters<Sharing['run']>[0],
      start: (signal: AbortSignal) => Promise<Result>,
    ) => {
      const name = `${operation} ${key}`;
      const known = byToken.get(token)?.get(name);
      const shared = known && !known.controller.signal.aborted ? known : begin(token, name, start);
      return { isShared: shared === known, result: waitFor<Result>(shared, operation, signal) };
    },
    forget: (token) => {
      byToken.delete(token);
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
