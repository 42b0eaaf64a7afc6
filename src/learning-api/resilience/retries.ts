import { LearningApiError } from '../errors.ts';
import { type Cancellation, waitUnlessCancelled } from './cancellation.ts';

/** Retries reads that failed for a transient reason. */
export interface Retries {
  /** Runs `attempt`, again if its failure is transient and the deadline of the work allows it. */
  run<Result>(attempt: () => Promise<Result>, options: RetryOptions): Promise<Result>;
}

interface RetryOptions {
  cancellation?: Cancellation | undefined;
  /** Is called before each retry. */
  onRetry(): void;
}

/** How often one read is retried at most. */
export const maxRetries = 2;
export const firstDelayMs = 100;
/** Share of the calls that may be retries, so that retries do not overload a struggling API. */
export const budgetShare = 0.1;
/** Retries allowed beyond that share, for gateways with little traffic. */
export const budgetReserve = 10;

/** @param isOn false to never retry */
export function createRetries(isOn: boolean): Retries {
  let budget = budgetReserve;

  async function retry<Result>(
    attempt: () => Promise<Result>,
    { cancellation, onRetry }: RetryOptions,
    firstError: unknown,
  ): Promise<Result> {
    let error = firstError;
    for (let count = 0; count < maxRetries; count += 1) {
      const delayMs = delayAfter(error, count);
      const { deadline = Number.POSITIVE_INFINITY } = cancellation ?? {};
      if (delayMs === null || performance.now() + delayMs >= deadline || budget < 1) throw error;
      budget -= 1;
      if (!(await waitUnlessCancelled(delayMs, cancellation))) throw error;
      onRetry();
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
      return attempt().catch((error: unknown) => retry(attempt, options, error));
    },
  };
}

/** Milliseconds to wait before a retry, with random jitter. Null if a retry cannot help. */
function delayAfter(error: unknown, retries: number): number | null {
  if (!(error instanceof LearningApiError)) return null;
  const { kind, retryAfterSeconds } = error.failure;
  if (kind !== 'unavailable' && kind !== 'rateLimited') return null;
  if (retryAfterSeconds !== undefined) return retryAfterSeconds * 1000;
  return firstDelayMs * 2 ** retries * (0.5 + Math.random());
}
