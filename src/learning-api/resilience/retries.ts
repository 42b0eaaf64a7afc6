import { LearningApiError } from '../errors.ts';
import type { Cancellation } from './cancellation.ts';

/** Sends reads again that failed for a reason that may pass. */
export interface Retries {
  /**
   * The result of `attempt`, tried again where that makes sense.
   *
   * @param deadline when the request must be over, as of `performance.now()`
   */
  run<Result>(attempt: () => Promise<Result>, options: RetryOptions): Promise<Result>;
}

interface RetryOptions {
  deadline: number;
  cancellation?: Cancellation | undefined;
  /** Told before each repetition. */
  again(): void;
}

/** How often one read is sent again at most. */
const maxRetries = 2;
const firstDelayMs = 100;
/** The part of the traffic that may be repetitions, so that a struggling API is not buried in them. */
const budgetShare = 0.1;
/** What may be repeated beyond that, for gateways with little traffic. */
const budgetReserve = 10;

/** @param isOn whether anything is ever sent again */
export function createRetries(isOn: boolean): Retries {
  let budget = budgetReserve;

  async function repeat<Result>(
    attempt: () => Promise<Result>,
    { deadline, cancellation, again }: RetryOptions,
    failed: unknown,
  ): Promise<Result> {
    let error = failed;
    for (let retry = 0; retry < maxRetries; retry += 1) {
      const delayMs = delayAfter(error, retry);
      if (delayMs === null || performance.now() + delayMs >= deadline || budget < 1) throw error;
      budget -= 1;
      if (!(await isStillWantedAfter(delayMs, cancellation))) throw error;
      again();
      try {
        return await attempt();
      } catch (next) {
        error = next;
      }
    }
    throw error;
  }

  return {
    run: (attempt, options) => {
      if (!isOn) return attempt();
      budget = Math.min(budget + budgetShare, budgetReserve);
      return attempt().catch((error: unknown) => repeat(attempt, options, error));
    },
  };
}

function isStillWantedAfter(delayMs: number, cancellation: Cancellation | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    if (cancellation?.reason) return resolve(false);
    const sleeper = {
      cancel: () => {
        clearTimeout(timer);
        resolve(false);
      },
    };
    const timer = setTimeout(() => {
      cancellation?.remove(sleeper);
      resolve(true);
    }, delayMs);
    cancellation?.add(sleeper);
  });
}

/** Milliseconds to wait before trying again, spread at random; null where trying again is of no use. */
function delayAfter(error: unknown, retry: number): number | null {
  if (!(error instanceof LearningApiError)) return null;
  const { kind, retryAfterSeconds } = error.failure;
  if (kind !== 'unavailable' && kind !== 'rateLimited') return null;
  if (retryAfterSeconds !== undefined) return retryAfterSeconds * 1000;
  return firstDelayMs * 2 ** retry * (0.5 + Math.random());
}
