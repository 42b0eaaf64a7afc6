import type { Config } from './config/config.ts';
import type { LearningApi } from './learning-api/client.ts';
import { connectLearningApi } from './learning-api-from-config.ts';
import { type MetricsServer, startMetricsServer } from './server/http/metrics-server.ts';
import { type ServerLimits, startServer } from './server/http/server.ts';
import { createLog, type Log } from './server/telemetry/log.ts';
import { startTelemetry, type Telemetry } from './server/telemetry/telemetry.ts';

/** A running gateway. */
export interface Gateway {
  /** URL of the graph: `http://host:port/graphql`. */
  url: string;
  /** URL of the metrics; null if METRICS_PORT is not set. */
  metricsUrl: string | null;
  log: Log;
  /** The gateway's client of the REST API. */
  learningApi: LearningApi;
  /** Reads the persisted operations again. */
  reload(): Promise<void>;
  /**
   * Reports not ready, lets requests in flight finish, then closes every connection.
   *
   * @param delayMs how long to keep accepting requests, so that load balancers notice
   */
  close(delayMs?: number): Promise<void>;
}

interface GatewayOptions extends ServerLimits {
  /** Where log lines go. Default: standard output. */
  log?: Log;
  /** Replaces the clocks of the breakers and the cache, in milliseconds. */
  now?: () => number;
}

/**
 * Assembles and starts a gateway: log, Redis, telemetry, REST client, server.
 *
 * @throws ConfigError if a persisted operation is not valid against the schema, ListenError if it cannot listen
 */
export async function startGateway(
  config: Config,
  { log = createLog(config.LOG_LEVEL), now, ...limits }: GatewayOptions = {},
): Promise<Gateway> {
  // The library is loaded only if Redis is used.
  const connection = config.REDIS_URL
    ? (await import('./process/redis.ts')).connectRedis(config.REDIS_URL, log)
    : undefined;
  const redis = connection?.redis;
  const telemetry = await startTelemetry(config, log);
  if (connection) telemetry.metrics?.watchRedis(connection.state);
  const learningApi = connectLearningApi(config, { redis, observer: telemetry.observer, now });
  const metricsServer = await metricsServerOf(config, telemetry);
  const server = await startServer({ ...limits, config, learningApi, log, telemetry, redis });
  return {
    url: server.url,
    metricsUrl: metricsServer?.url ?? null,
    log,
    learningApi,
    reload: server.reload,
    close: async (delayMs) => {
      await server.close(delayMs);
      await learningApi.close();
      await metricsServer?.close();
      await telemetry.close();
      connection?.close();
    },
  };
}

async function metricsServerOf(
  { METRICS_PORT: port, HOST: host }: Config,
  { metrics }: Telemetry,
): Promise<MetricsServer | null> {
  return metrics && port !== undefined ? startMetricsServer(metrics, { host, port }) : null;
}
