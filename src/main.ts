import { tuneCollector } from './collector.ts';
import { ConfigError, loadConfig } from './config.ts';
import { startGateway } from './server/http.ts';
import { ListenError } from './server/listen.ts';
import { createLog } from './server/log.ts';
import { startTelemetry } from './server/telemetry.ts';
import { stopOnSignal } from './shutdown.ts';
import { connectLearningApi } from './upstream.ts';

tuneCollector();
try {
  const config = loadConfig(process.env);
  const log = createLog(config.LOG_LEVEL);
  const redis = config.REDIS_URL ? (await import('./redis.ts')).connectRedis(config.REDIS_URL, log) : undefined;
  const telemetry = await startTelemetry(config, log);
  const learningApi = connectLearningApi(config, { redis, observer: telemetry.observer });
  const gateway = await startGateway({ config, learningApi, log, telemetry, redis });
  stopOnSignal({
    log,
    timeoutMs: config.SHUTDOWN_TIMEOUT_MS,
    stop: async (signal) => {
      // Whoever presses Ctrl+C has no load balancer in front.
      await gateway.close(signal === 'SIGTERM' ? config.DRAIN_DELAY_MS : 0);
      await learningApi.close();
      await telemetry.close();
      redis?.disconnect();
    },
  });
  log.info({ event: 'listening', url: gateway.url, metricsUrl: telemetry.metricsUrl ?? undefined });
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof ListenError)) throw error;
  console.error(error.message);
  // Parts that were started before may hold connections open.
  process.exit(1);
}
