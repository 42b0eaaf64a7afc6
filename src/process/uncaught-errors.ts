import type { Log } from '../server/telemetry/log.ts';

/**
 * Logs errors that nothing catches, and keeps the process running. Node would end it, and with it the requests of all
 * other callers. Requests share only caches and counters, which such an error does not leave half changed.
 */
export function logUncaughtErrors(log: Log): void {
  const report = (error: unknown) =>
    log.error({ event: 'unexpected_error', err: error instanceof Error ? error : new Error(String(error)) });
  process.on('uncaughtException', report);
  process.on('unhandledRejection', report);
}
