import type { ObservedCall, Outcome } from '../../learning-api/observer.ts';
import type { Log } from './log.ts';

/** A cause has ended if no call failed for it for this long, in milliseconds. */
export const quietMs = 10_000;

/** Outcomes of calls that ended before the REST API could answer. */
const undecided: ReadonlySet<Outcome> = new Set(['cancelled', 'deadline']);

/**
 * Logs why the REST API cannot be reached: one line when calls begin to fail for a cause, and one line when calls succeed
 * again. A cause that comes and goes within seconds is one line.
 *
 * @param now milliseconds of a monotonic clock
 */
export function createReachabilityLog(log: Log, now: () => number = () => performance.now()) {
  /** When a call last failed, by code. */
  const failedAt = new Map<string, number>();

  const forgetQuiet = () => {
    for (const [code, at] of failedAt) if (now() - at >= quietMs) failedAt.delete(code);
  };
  return ({ operation, outcome, unreachable }: Omit<ObservedCall, 'durationMs'>): void => {
    if (unreachable) {
      const { cause, code } = unreachable;
      const at = failedAt.get(code);
      failedAt.set(code, now());
      if (at === undefined || now() - at >= quietMs)
        log.warn({ event: 'learning_api_unreachable', cause, code, operation });
      return;
    }
    if (failedAt.size === 0 || undecided.has(outcome)) return;
    forgetQuiet();
    if (failedAt.size === 0) log.info({ event: 'learning_api_reachable' });
  };
}
