import type { Cancellation, CancellationReason } from '../../learning-api/resilience/cancellation.ts';
import { afterReactions } from '../../loaders/after-reactions.ts';

/**
 * Shares the time of the process between callers. All work of a request is done by one thread: parsing, validating,
 * estimating, planning, executing. Before each of these steps a request waits for its turn, which goes to the caller who has
 * used the least time. A caller alone may use all of it.
 */
export interface Turns {
  /**
   * Null if the caller may go on at once, else a promise to wait for. It rejects with a NoTurnError when the work is
   * cancelled.
   */
  next(caller: string, cancellation: Cancellation): Promise<void> | null;
}

/** The work of a request was cancelled while it waited for its turn. */
export class NoTurnError extends Error {
  readonly reason: CancellationReason;

  constructor(reason: CancellationReason) {
    super('The request was cancelled while it waited for its turn.');
    this.reason = reason;
  }
}

/** For how long turns follow each other before the process looks for input again, in milliseconds. */
export const sliceMs = 2;

/** How often the process looks for more input before it goes on, as long as there is any. */
const maxLooks = 100;

/** Maximum number of callers whose used time is remembered. */
export const maxTimedCallers = 1000;

interface Waiter {
  admit(): void;
}

/** @param now milliseconds of a monotonic clock */
export function createTurns(now: () => number = () => performance.now()): Turns {
  // Start-time fair queuing: the virtual time is the start of the current turn, and each caller's
  // next turn starts when its last one ended, but not in the past. Callers who are not in the map have no turn in the future.
  let virtualTime = 0;
  const nextStarts = new Map<string, number>();
  const waiting = new Map<string, Set<Waiter>>();
  let current: { caller: string; startedAt: number } | null = null;
  let sliceStartedAt: number | null = null;
  let hasInput = false;
  let looks = 0;

  const startOf = (caller: string) => Math.max(virtualTime, nextStarts.get(caller) ?? 0);

  const begin = (caller: string) => {
    end();
    virtualTime = startOf(caller);
    current = { caller, startedAt: now() };
    if (sliceStartedAt !== null) return;
    sliceStartedAt = current.startedAt;
    setImmediate(endSlice);
  };

  const end = () => {
    if (!current) return;
    nextStarts.set(current.caller, virtualTime + now() - current.startedAt);
    current = null;
    if (nextStarts.size <= maxTimedCallers) return;
    for (const [caller, start] of nextStarts) if (start <= virtualTime) nextStarts.delete(caller);
    if (nextStarts.size > maxTimedCallers) nextStarts.clear();
  };

  // Node accepts one connection at a time. A caller whose connection is not accepted yet must not wait for a slice of each one before.
  const endSlice = () => {
    end();
    looks = hasInput ? looks + 1 : 0;
    hasInput = false;
    if (looks > 0 && looks <= maxLooks) return void setImmediate(endSlice);
    sliceStartedAt = null;
    looks = 0;
    admitNext();
  };

  const isSliceOver = () => sliceStartedAt !== null && now() - sliceStartedAt >= sliceMs;

  const admitNext = () => {
    const [first] = waiting.keys();
    if (first === undefined) return;
    let caller = first;
    for (const other of waiting.keys()) if (startOf(other) < startOf(caller)) caller = other;
    const [waiter] = waiting.get(caller) ?? [];
    if (!waiter) return;
    begin(caller);
    waiter.admit();
    afterReactions(() => {
      end();
      if (!isSliceOver()) admitNext();
    });
  };

  const wait = (caller: string, cancellation: Cancellation) =>
    new Promise<void>((resolve, reject) => {
      const ofCaller = waiting.get(caller) ?? new Set();
      waiting.set(caller, ofCaller);
      const leave = () => {
        ofCaller.delete(waiter);
        if (ofCaller.size === 0) waiting.delete(caller);
      };
      const waiter = {
        admit: () => {
          leave();
          cancellation.remove(waiter);
          resolve();
        },
        cancel: (reason: CancellationReason) => {
          leave();
          reject(new NoTurnError(reason));
        },
      };
      hasInput = true;
      ofCaller.add(waiter);
      cancellation.add(waiter);
    });

  return {
    next: (caller, cancellation) => {
      if (cancellation.reason) return Promise.reject(new NoTurnError(cancellation.reason));
      if (waiting.size > 0 || isSliceOver()) return wait(caller, cancellation);
      begin(caller);
      return null;
    },
  };
}
