import { ConfigError, loadConfig } from './config/config.ts';
import { type Gateway, startGateway } from './gateway.ts';
import { tuneGarbageCollector } from './process/gc-flags.ts';
import { reloadOnSignal } from './process/reload.ts';
import { stopOnSignal } from './process/shutdown.ts';
import { logUncaughtErrors } from './process/uncaught-errors.ts';
import { ListenError } from './server/http/listen.ts';
import { warmUp } from './warm-up.ts';

interface RunOptions {
  /** Runs after the gateway has closed. */
  afterClose?: () => Promise<void>;
  /** Replaces the time from which `overdue` and `expiring` count, in milliseconds since 1970. */
  timeOfDay?: () => number;
}

/**
 * Runs a gateway as the only task of this process: configured by environment variables and stopped by signals. If the
 * configuration is not valid or the gateway cannot listen, prints one message and exits.
 */
export async function runGateway(
  env: Readonly<Record<string, string | undefined>>,
  { afterClose, timeOfDay }: RunOptions = {},
): Promise<Gateway> {
  tuneGarbageCollector();
  try {
    const config = loadConfig(env);
    // Other processes are started again and again, for development and tests.
    const warmed = config.NODE_ENV === 'production' ? await warmUp().catch((error: unknown) => ({ error })) : null;
    const gateway = await startGateway(config, timeOfDay && { timeOfDay });
    const { log, url, metricsUrl } = gateway;
    if (typeof warmed === 'number') log.info({ event: 'warmed_up', queries: warmed });
    else if (warmed) log.warn({ event: 'warm_up_failed', err: warmed.error });
    logUncaughtErrors(log);
    stopOnSignal({
      log,
      timeoutMs: config.SHUTDOWN_TIMEOUT_MS,
      stop: async (signal) => {
        // With Ctrl+C there is no load balancer to wait for.
        await gateway.close(signal === 'SIGTERM' ? config.DRAIN_DELAY_MS : 0);
        await afterClose?.();
      },
    });
    if (config.PERSISTED_OPERATIONS_FILE) reloadOnSignal(gateway.reload);
    log.info({ event: 'listening', url, metricsUrl: metricsUrl ?? undefined });
    return gateway;
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof ListenError)) throw error;
    console.error(error.message);
    // Connections of parts that already started would keep the process alive.
    process.exit(1);
  }
}
