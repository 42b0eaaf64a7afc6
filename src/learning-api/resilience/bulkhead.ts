import type { Cancellation } from './cancellation.ts';
import { createRanking, first, type Ranking } from './ranking.ts';

/**
 * Limits how many calls are in flight, in total and for one GraphQL request, and how many wait. Slots are shared evenly
 * between the callers who want them, and those of a caller between its requests. A caller alone may use all of them.
 */
export interface Bulkhead {
  /**
   * Takes a slot. Returns null if one was free, else a promise to wait for. Every slot is given back with `release`.
   *
   * @param owner the caller that the call is for
   * @param request the GraphQL request that the call is for
   * @throws OverloadedError if the queue is full, and no other caller has more calls in it
   */
  acquire(owner: string, request: object, cancellation?: Cancellation): Promise<void> | null;
  /** Takes a slot if one is free. Returns false if not. */
  tryAcquire(owner: string, request: object): boolean;
  release(owner: string, request: object): void;
  readonly inFlight: number;
  readonly queued: number;
}

interface BulkheadOptions {
  /** Maximum number of calls in flight, besides those that `reserveOf` allows. */
  concurrency: number;
  /** Maximum number of calls of one request in flight, so that a heavy query leaves room for others. */
  perRequest: number;
  /** Maximum number of calls that wait. */
  queue: number;
}

/** The queue is full. */
export class OverloadedError extends Error {}

/**
 * Slots beyond `concurrency`, each for the first call in flight of a caller. Without them, a caller whose calls hang in all
 * slots would keep everyone else waiting until the first of them times out.
 */
export const reserveOf = (concurrency: number) => Math.ceil(concurrency / 8);

interface Caller {
  owner: string;
  inFlight: number;
  waiting: number;
  shares: WeakMap<object, RequestShare>;
  /** Its requests with waiting calls. Null until a call waits. */
  queues: CallerQueues | null;
}

interface CallerQueues {
  /** By calls in flight: the next to get a slot. Only those below the limit of a request. */
  turns: Ranking<RequestShare>;
  /** By waiting calls: the first to lose one. */
  byWaiting: Ranking<RequestShare>;
}

interface RequestShare {
  inFlight: number;
  waiters: Set<Waiter>;
}

interface Waiter {
  admit(): void;
  /** Ends the waiting because callers who wait for less take precedence. */
  displace(): void;
}

export function createBulkhead({ concurrency, perRequest, queue: maxQueued }: BulkheadOptions): Bulkhead {
  const reserve = reserveOf(concurrency);
  const callers = new Map<string, Caller>();
  /** By calls in flight: the next to get a slot. */
  const turns = createRanking<Caller>();
  /** By waiting calls: the first to lose one. */
  const byWaiting = createRanking<Caller>();
  let inFlight = 0;
  let queued = 0;

  const callerOf = (owner: string): Caller => {
    const existing = callers.get(owner);
    if (existing) return existing;
    const caller = { owner, inFlight: 0, waiting: 0, shares: new WeakMap(), queues: null };
    callers.set(owner, caller);
    return caller;
  };
  const forgetIfIdle = ({ owner, inFlight, waiting }: Caller) => {
    if (inFlight === 0 && waiting === 0) callers.delete(owner);
  };
  const shareOf = ({ shares }: Caller, request: object): RequestShare => {
    const existing = shares.get(request);
    if (existing) return existing;
    const share: RequestShare = { inFlight: 0, waiters: new Set() };
    shares.set(request, share);
    return share;
  };

  const hasRoomFor = (caller: Caller) => inFlight < (caller.inFlight === 0 ? concurrency + reserve : concurrency);

  /** Updates the rankings after a change of a request's calls. */
  const rank = (caller: Caller, share: RequestShare) => {
    const { queues } = caller;
    if (!queues) return;
    const waiting = share.waiters.size;
    putIf(waiting > 0, queues.byWaiting, share, waiting);
    putIf(waiting > 0 && share.inFlight < perRequest, queues.turns, share, share.inFlight);
    putIf(caller.waiting > 0, byWaiting, caller, caller.waiting);
    putIf(queues.turns.lowest() !== undefined, turns, caller, caller.inFlight);
  };

  const take = (caller: Caller, share: RequestShare) => {
    inFlight += 1;
    caller.inFlight += 1;
    share.inFlight += 1;
    rank(caller, share);
  };

  const enqueue = (waiter: Waiter, caller: Caller, share: RequestShare) => {
    caller.queues ??= { turns: createRanking(), byWaiting: createRanking() };
    // It was forgotten if its only call has just made room for this one.
    callers.set(caller.owner, caller);
    share.waiters.add(waiter);
    caller.waiting += 1;
    queued += 1;
    rank(caller, share);
  };
  const dequeue = (waiter: Waiter, caller: Caller, share: RequestShare) => {
    share.waiters.delete(waiter);
    caller.waiting -= 1;
    queued -= 1;
    rank(caller, share);
  };

  const admitQueued = () => {
    for (let caller = turns.lowest(); caller && hasRoomFor(caller); caller = turns.lowest()) {
      const share = caller.queues?.turns.lowest();
      const waiter = first(share?.waiters);
      if (!share || !waiter) return;
      dequeue(waiter, caller, share);
      take(caller, share);
      waiter.admit();
    }
  };

  const wait = (caller: Caller, share: RequestShare, cancellation?: Cancellation) =>
    new Promise<void>((resolve, reject) => {
      const leave = (error: Error) => {
        dequeue(waiter, caller, share);
        forgetIfIdle(caller);
        reject(error);
      };
      const waiter = {
        admit: () => {
          cancellation?.remove(waiter);
          resolve();
        },
        displace: () => {
          cancellation?.remove(waiter);
          leave(new OverloadedError());
        },
        cancel: () => leave(new Error('The call was cancelled while it was queued.')),
      };
      cancellation?.add(waiter);
      enqueue(waiter, caller, share);
    });

  /** Makes room for one call in a full queue, at the expense of the caller with the most calls in it. */
  const makeRoom = (caller: Caller, share: RequestShare) => {
    const heaviest = byWaiting.highest();
    const victim = heaviest && heaviest.waiting > caller.waiting ? heaviest : caller;
    const heaviestShare = victim.queues?.byWaiting.highest();
    const isHeavier = victim !== caller || (heaviestShare?.waiters.size ?? 0) > share.waiters.size;
    const waiter = isHeavier ? first(heaviestShare?.waiters) : undefined;
    if (!waiter) {
      forgetIfIdle(caller);
      throw new OverloadedError();
    }
    waiter.displace();
  };

  const takeIfFree = (caller: Caller, share: RequestShare): boolean => {
    const isFree = share.inFlight < perRequest && hasRoomFor(caller);
    if (isFree) take(caller, share);
    return isFree;
  };

  return {
    tryAcquire: (owner, request) => {
      const caller = callerOf(owner);
      const isTaken = takeIfFree(caller, shareOf(caller, request));
      if (!isTaken) forgetIfIdle(caller);
      return isTaken;
    },
    acquire: (owner, request, cancellation) => {
      const caller = callerOf(owner);
      const share = shareOf(caller, request);
      if (takeIfFree(caller, share)) return null;
      if (queued >= maxQueued) makeRoom(caller, share);
      return wait(caller, share, cancellation);
    },
    release: (owner, request) => {
      const caller = callerOf(owner);
      const share = shareOf(caller, request);
      inFlight -= 1;
      caller.inFlight -= 1;
      share.inFlight -= 1;
      rank(caller, share);
      admitQueued();
      forgetIfIdle(caller);
    },
    get inFlight() {
      return inFlight;
    },
    get queued() {
      return queued;
    },
  };
}

function putIf<Member>(isIn: boolean, ranking: Ranking<Member>, member: Member, rank: number): void {
  if (isIn) ranking.put(member, rank);
  else ranking.remove(member);
}
