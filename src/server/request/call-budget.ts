import type { Config } from '../../config/config.ts';

/**
 * How many calls a request may make beyond its estimated cost: for what the LearningApi refuses or leaves out, for small
 * pages, and for lists of more training plans than assumed.
 */
export const reservedCalls = 300;

/** The hard limit of calls while COST_LIMIT is only measured, if COST_LIMIT is lower: it must not cut requests short. */
export const leastMeasuredLimit = 5000;

/**
 * The number of calls that one request may make. Answers from the cache and from the calls of other requests do not
 * count, nor do repetitions of a call: `resilience/retries.ts` limits them.
 */
export interface CallBudget {
  /** Counts a call. False if the request may make no more calls. */
  take(): boolean;
  /** Gives back a call that was not sent. */
  giveBack(): void;
}

/** @param limit the number of calls, which is known when the first call is made */
export function createCallBudget(limit: () => number): CallBudget {
  let taken = 0;
  return {
    take: () => {
      if (taken >= limit()) return false;
      taken += 1;
      return true;
    },
    giveBack: () => {
      taken -= 1;
    },
  };
}

/** The number of calls that no request may exceed. */
export function mostCallsOf(costLimit: number, mode: Config['COST_MODE']): number {
  return mode === 'measure' ? Math.max(costLimit, leastMeasuredLimit) : costLimit;
}

/** The number of calls that a request with this estimate may make, and no request more than `mostCalls`. */
export function callLimitFor(estimated: number, mostCalls: number): number {
  return Math.min(mostCalls, estimated + reservedCalls);
}
