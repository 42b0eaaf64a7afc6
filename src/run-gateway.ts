import { ConfigError, loadConfig } from './config/config.ts';
import { type Gateway, startGateway } from './gateway.ts';
import { tuneGarbageCollector } from './process/gc-flags.ts';
import { stopOnSignal } from './process/shutdown.ts';
import { ListenError } from './server/http/listen.ts';

/**
 * Runs a gateway as the purpose of this process: configured by the environment, stopped by signals. Ends the process
 * with one message if the configuration is wrong or the gateway cannot listen.
 *
 * @param afterClose closes what the gateway depended on, once the gateway has closed
 */
export async function runGateway(
  env: Readonly<Record<string, string | undefined>>,
  afterClose?: () => Promise<void>,
): Promise<Gateway> {
  tuneGarbageCollector();
  try {
    const config = loadConfig(env);
    const gateway = await startGateway(config);
    const { log, url, metricsUrl } = gateway;
    stopOnSignal({
      log,
      timeoutMs: config.SHUTDOWN_TIMEOUT_MS,
      stop: async (signal) => {
        // After Ctrl+C there is no load balancer to wait for.
        await gateway.close(signal === 'SIGTERM' ? config.DRAIN_DELAY_MS : 0);
        await afterClose?.();
      },
    });
    log.info({ event: 'listening', url, metricsUrl: metricsUrl ?? undefined });
    return gateway;
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof ListenError)) throw error;
    console.error(error.message);
    // Parts that started earlier may hold connections open.
    process.exit(1);
  }
}
