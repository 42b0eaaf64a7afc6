import type { Log } from '../server/telemetry/log.ts';

interface Stopping {
  log: Log;
  /** Milliseconds after which the process ends, whatever is under way. */
  timeoutMs: number;
  /** Ends everything without cutting a request. */
  stop(signal: NodeJS.Signals): Promise<void>;
}

/** Under npm Ctrl+C arrives twice: from the terminal, and passed on by npm. */
const echoMs = 100;

/** Stops when the process is told to; a second signal ends it at once. */
export function stopOnSignal({ log, timeoutMs, stop }: Stopping): void {
  let firstAt: number | undefined;

  const cut = (event: string) => {
    log.warn({ event });
    process.exit(1);
  };
  const hear = (signal: NodeJS.Signals) => {
    if (firstAt !== undefined) {
      if (performance.now() - firstAt > echoMs) cut('stopped_by_second_signal');
      return;
    }
    firstAt = performance.now();
    log.info({ event: 'draining', signal });
    setTimeout(cut, timeoutMs, 'stopped_by_timeout').unref();
    stop(signal).then(
      () => log.info({ event: 'stopped' }),
      (err: unknown) => {
        log.error({ event: 'unexpected_error', err });
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', hear);
  process.on('SIGINT', hear);
}
