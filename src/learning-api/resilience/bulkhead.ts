import type { Cancellation } from './cancellation.ts';

/** Bounds how many calls are under way, in all and for one GraphQL request. */
export interface Bulkhead {
  /**
   * Takes a place; null where it was free, else a promise to wait for. Whoever got a place gives it back with `leave`.
   *
   * @param request the GraphQL request that the call is for
   * @throws OverloadedError at once, when as many calls wait as may
   */
  enter(request: object, cancellation?: Cancellation): Promise<void> | null;
  leave(request: object): void;
  readonly inFlight: number;
  readonly queued: number;
}

interface BulkheadOptions {
  /** Calls under way at once. */
  concurrency: number;
  /** Calls of one request under way at once, so that a heavy query leaves room for others. */
  perRequest: number;
  /** Calls of all requests that may wait for a place. */
  queue: number;
}

/** Too many calls wait already. */
export class OverloadedError extends Error {}

interface Share {
  /** Places that the request holds or stands in the queue for. */
  taken: number;
  /** Calls of the request beyond its share; they do not stand in the queue yet. */
  waiting: Set<Waiter>;
}

interface Waiter {
  share: Share;
  admit(): void;
}

export function createBulkhead({ concurrency, perRequest, queue }: BulkheadOptions): Bulkhead {
  const shares = new WeakMap<object, Share>();
  const line = new Set<Waiter>();
  let inFlight = 0;
  let behindShares = 0;

  const shareOf = (request: object): Share => {
    const known = shares.get(request);
    if (known) return known;
    const share: Share = { taken: 0, waiting: new Set() };
    shares.set(request, share);
    return share;
  };

  /** Someone of the request's own may stand in for the place that the request gave up. */
  const giveUp = (share: Share) => {
    share.taken -= 1;
    const next = first(share.waiting);
    if (!next) return;
    share.waiting.delete(next);
    behindShares -= 1;
    share.taken += 1;
    line.add(next);
  };

  const fill = () => {
    for (let next = first(line); next && inFlight < concurrency; next = first(line)) {
      line.delete(next);
      inFlight += 1;
      next.admit();
    }
  };

  const wait = (share: Share, cancellation?: Cancellation) =>
    new Promise<void>((resolve, reject) => {
      const waiter = {
        share,
        admit: () => {
          cancellation?.remove(waiter);
          resolve();
        },
        cancel: () => {
          if (share.waiting.delete(waiter)) behindShares -= 1;
          if (line.delete(waiter)) giveUp(share);
          fill();
          reject(new Error('The place is wanted no more.'));
        },
      };
      cancellation?.add(waiter);
      if (share.taken >= perRequest) {
        share.waiting.add(waiter);
        behindShares += 1;
        return;
      }
      share.taken += 1;
      line.add(waiter);
    });

  return {
    enter: (request, cancellation) => {
      const share = shareOf(request);
      const hasShare = share.taken < perRequest;
      if (hasShare && inFlight < concurrency) {
        share.taken += 1;
        inFlight += 1;
        return null;
      }
      if (hasShare && line.size >= queue) throw new OverloadedError();
      return wait(share, cancellation);
    },
    leave: (request) => {
      inFlight -= 1;
      giveUp(shareOf(request));
      fill();
    },
    get inFlight() {
      return inFlight;
    },
    get queued() {
      return line.size + behindShares;
    },
  };
}

function first<Item>(items: ReadonlySet<Item>): Item | undefined {
  return items.values().next().value;
}
