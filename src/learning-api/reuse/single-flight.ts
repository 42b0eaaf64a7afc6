import { Cancellation, type CancellationReason } from '../resilience/cancellation.ts';

/** Lets those of one owner who want the same at the same time wait for one piece of work. */
export interface Sharing {
  /**
   * What `start` gives, or what it gave to another who asked for the same and still waits.
   *
   * @param wanted.cancellation ends the waiting of this one; the work itself ends when the last one has left
   * @param wanted.left makes the error that this one gets then
   */
  run<Result>(
    wanted: {
      owner: string;
      key: string;
      cancellation?: Cancellation | undefined;
      left(reason: CancellationReason): Error;
    },
    start: (allLeft: Cancellation) => Promise<Result>,
  ): { isShared: boolean; result: Promise<Result> };
  /** After this, nobody of the owner joins what began before it. */
  forget(owner: string): void;
}

interface Shared {
  result: Promise<unknown>;
  startedAt: number;
  waiting: number;
  allLeft: Cancellation;
}

/** @param joinableMs milliseconds after its start when work is joined no more */
export function createSharing(joinableMs = Number.POSITIVE_INFINITY): Sharing {
  const byOwner = new Map<string, Map<string, Shared>>();

  const begin = (owner: string, key: string, start: (allLeft: Cancellation) => Promise<unknown>): Shared => {
    const works = byOwner.get(owner) ?? new Map<string, Shared>();
    byOwner.set(owner, works);
    const allLeft = new Cancellation();
    const shared: Shared = {
      allLeft,
      startedAt: performance.now(),
      waiting: 0,
      result: start(allLeft),
    };
    works.set(key, shared);
    const end = () => {
      if (works.get(key) === shared) works.delete(key);
      if (works.size === 0 && byOwner.get(owner) === works) byOwner.delete(owner);
    };
    shared.result.then(end, end);
    return shared;
  };
  const isJoinable = ({ allLeft, startedAt }: Shared) =>
    allLeft.reason === null && performance.now() - startedAt < joinableMs;

  return {
    run: <Result>(
      { owner, key, cancellation, left }: Parameters<Sharing['run']>[0],
      start: (allLeft: Cancellation) => Promise<Result>,
    ) => {
      const known = byOwner.get(owner)?.get(key);
      const shared = known && isJoinable(known) ? known : begin(owner, key, start);
      return { isShared: shared === known, result: waitFor<Result>(shared, cancellation, left) };
    },
    forget: (owner) => {
      byOwner.delete(owner);
    },
  };
}

function waitFor<Result>(
  shared: Shared,
  cancellation: Cancellation | undefined,
  left: (reason: CancellationReason) => Error,
): Promise<Result> {
  shared.waiting += 1;
  return new Promise((resolve, reject) => {
    const leaver = {
      cancel: (reason: CancellationReason) => {
        shared.waiting -= 1;
        reject(left(reason));
        if (shared.waiting === 0) shared.allLeft.cancel(reason);
      },
    };
    if (cancellation?.reason) return leaver.cancel(cancellation.reason);
    cancellation?.add(leaver);
    const done = () => cancellation?.remove(leaver);
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
