import type { Log } from '../server/telemetry/log.ts';

interface ShutdownOptions {
  log: Log;
  /** Milliseconds after which the process exits even if requests are still in flight. */
  timeoutMs: number;
  /** Stops the gateway without aborting requests. */
  stop(signal: NodeJS.Signals): Promise<void>;
}

/** Under npm, Ctrl+C arrives twice within this time: from the terminal and from npm. */
const duplicateMs = 100;

/** Stops the process on SIGTERM and SIGINT. A second signal makes it exit at once. */
export function stopOnSignal({ log, timeoutMs, stop }: ShutdownOptions): void {
  let firstAt: number | undefined;

  const exit = (event: string) => {
    log.warn({ event });
    process.exit(1);
  };
  const onSignal = (signal: NodeJS.Signals) => {
    if (firstAt !== undefined) {
      if (performance.now() - firstAt > duplicateMs) exit('stopped_by_second_signal');
      return;
    }
    firstAt = performance.now();
    log.info({ event: 'draining', signal });
    setTimeout(exit, timeoutMs, 'stopped_by_timeout').unref();
    stop(signal).then(
      () => log.info({ event: 'stopped' }),
      (err: unknown) => {
        log.error({ event: 'unexpected_error', err });
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}
