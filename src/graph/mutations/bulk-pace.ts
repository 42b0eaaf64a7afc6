import { LearningApiError } from '../../learning-api/errors.ts';
import { waitUnlessCancelled } from '../../learning-api/resilience/cancellation.ts';
import type { GraphContext } from '../context.ts';
import type { BulkObstacle } from '../errors/bulk-errors.ts';

/** Decides when the next write of a bulk mutation may begin. */
export interface Pace {
  /** Waits for a pause that the REST API asked for. Resolves with null, or with the reason to begin no more. */
  next(): Promise<BulkObstacle | null>;
  /** Takes note of an error that concerns the writes to come. */
  learnFrom(error: unknown): void;
}

/** The pace of one bulk mutation, which starts now. */
export function createPace({ bulkBudgetMs, cancellation }: GraphContext): Pace {
  const deadline = performance.now() + bulkBudgetMs;
  let pausedUntil = 0;
  let obstacle: BulkObstacle | null = null;

  const stop = (reason: BulkObstacle['reason'], retryAfterSeconds: number | null = null): BulkObstacle => {
    obstacle ??= { reason, retryAfterSeconds };
    return obstacle;
  };

  return {
    next: async () => {
      for (;;) {
        if (obstacle) return obstacle;
        if (cancellation.reason) return stop(cancellation.reason === 'deadline' ? 'TIME_LIMIT' : 'CALLER_LEFT');
        const now = performance.now();
        if (now >= deadline) return stop('TIME_LIMIT');
        if (now >= pausedUntil) return null;
        if (pausedUntil >= deadline) return stop('RATE_LIMITED', Math.ceil((pausedUntil - now) / 1000));
        await waitUnlessCancelled(pausedUntil - now, cancellation);
      }
    },
    learnFrom: (error) => {
      if (!(error instanceof LearningApiError)) return;
      const { kind, retryAfterSeconds } = error.failure;
      if (kind === 'callLimit') stop('CALL_LIMIT');
      if (kind === 'unauthenticated' || kind === 'signInFailed') stop('UNAUTHENTICATED');
      if (kind !== 'rateLimited' || retryAfterSeconds === undefined) return;
      pausedUntil = Math.max(pausedUntil, performance.now() + retryAfterSeconds * 1000);
    },
  };
}
