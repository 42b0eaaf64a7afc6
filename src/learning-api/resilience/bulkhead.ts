import type { Cancellation } from './cancellation.ts';

/** Limits how many calls are in flight, in total and for one GraphQL request. */
export interface Bulkhead {
  /**
   * Takes a slot. Returns null if one was free, else a promise to wait for. Every slot is given back with `release`.
   *
   * @param request the GraphQL request that the call belongs to
   * @throws OverloadedError if the queue is full
   */
  acquire(request: object, cancellation?: Cancellation): Promise<void> | null;
  release(request: object): void;
  readonly inFlight: number;
  readonly queued: number;
}

interface BulkheadOptions {
  /** Maximum number of calls in flight. */
  concurrency: number;
  /** Maximum number of calls of one request in flight, so that a heavy query leaves room for others. */
  perRequest: number;
  /** Maximum number of queued calls of all requests. */
  queue: number;
}

/** The queue is full. */
export class OverloadedError extends Error {}

interface RequestShare {
  /** Slots that the request holds or is queued for. */
  taken: number;
  /** Calls beyond the limit of the request. They enter the queue when another call of the request ends. */
  waiting: Set<Waiter>;
}

interface Waiter {
  share: RequestShare;
  admit(): void;
}

export function createBulkhead({ concurrency, perRequest, queue: maxQueued }: BulkheadOptions): Bulkhead {
  const shares = new WeakMap<object, RequestShare>();
  const queue = new Set<Waiter>();
  let inFlight = 0;
  let beyondShares = 0;

  const shareOf = (request: object): RequestShare => {
    const existing = shares.get(request);
    if (existing) return existing;
    const share: RequestShare = { taken: 0, waiting: new Set() };
    shares.set(request, share);
    return share;
  };

  /** Gives up a place in the share of a request; the next call of that request enters the queue. */
  const leaveShare = (share: RequestShare) => {
    share.taken -= 1;
    const next = first(share.waiting);
    if (!next) return;
    share.waiting.delete(next);
    beyondShares -= 1;
    share.taken += 1;
    queue.add(next);
  };

  const admitQueued = () => {
    for (let next = first(queue); next && inFlight < concurrency; next = first(queue)) {
      queue.delete(next);
      inFlight += 1;
      next.admit();
    }
  };

  const wait = (share: RequestShare, cancellation?: Cancellation) =>
    new Promise<void>((resolve, reject) => {
      const waiter = {
        share,
        admit: () => {
          cancellation?.remove(waiter);
          resolve();
        },
        cancel: () => {
          if (share.waiting.delete(waiter)) beyondShares -= 1;
          if (queue.delete(waiter)) leaveShare(share);
          admitQueued();
          reject(new Error('The call was cancelled while it was queued.'));
        },
      };
      cancellation?.add(waiter);
      if (share.taken >= perRequest) {
        share.waiting.add(waiter);
        beyondShares += 1;
        return;
      }
      share.taken += 1;
      queue.add(waiter);
    });

  return {
    acquire: (request, cancellation) => {
      const share = shareOf(request);
      const fitsShare = share.taken < perRequest;
      if (fitsShare && inFlight < concurrency) {
        share.taken += 1;
        inFlight += 1;
        return null;
      }
      if (fitsShare && queue.size >= maxQueued) throw new OverloadedError();
      return wait(share, cancellation);
    },
    release: (request) => {
      inFlight -= 1;
      leaveShare(shareOf(request));
      admitQueued();
    },
    get inFlight() {
      return inFlight;
    },
    get queued() {
      return queue.size + beyondShares;
    },
  };
}

function first<Item>(items: ReadonlySet<Item>): Item | undefined {
  return items.values().next().value;
}
