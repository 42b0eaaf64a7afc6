import type { ObservedDrift } from '../../learning-api/observer.ts';
import type { Log } from './log.ts';

/** New fields have any names, and each place that was logged is kept in memory. */
const maxLines = 1000;

/** Logs each difference from the contract once: later responses of the operation have it too. */
export function createDriftLog(log: Log) {
  const logged = new Set<string>();
  return ({ operation, differences }: ObservedDrift): void => {
    for (const { kind, path, expected, found } of differences) {
      const key = `${operation} ${kind} ${path}`;
      if (logged.size >= maxLines || logged.has(key)) continue;
      logged.add(key);
      log.warn({ event: 'contract_drift', operation, kind, path, expected, found });
    }
  };
}
