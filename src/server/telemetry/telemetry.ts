import type { Config } from '../../config/config.ts';
import { nobody, type Observer } from '../../learning-api/observer.ts';
import type { Log } from './log.ts';
import type { Metrics, MetricsServer } from './metrics.ts';
import type { Tracing } from './tracing.ts';

/** What operators see of the gateway beside its log. */
export interface Telemetry {
  metrics: Metrics | null;
  /** Where the metrics are served. */
  metricsUrl: string | null;
  tracing: Tracing | null;
  /** Is to be told of what the client of the REST API does. */
  observer: Observer;
  close(): Promise<void>;
}

/** Starts what the configuration asks for; of the rest not even the libraries are loaded. */
export async function startTelemetry(config: Config, log: Log): Promise<Telemetry> {
  const { metrics, server } = await startMetrics(config);
  const tracing = await startTracing(config, log);
  return {
    metrics,
    metricsUrl: server?.url ?? null,
    tracing,
    observer: {
      ...(metrics?.observer ?? nobody),
      breakerChanged: (change) => log.warn({ event: 'breaker_changed', ...change }),
    },
    close: async () => {
      await Promise.all([server?.close(), tracing?.close()]);
    },
  };
}

async function startMetrics({
  METRICS_PORT: port,
  HOST: host,
}: Config): Promise<{ metrics: Metrics | null; server: MetricsServer | null }> {
  if (port === undefined) return { metrics: null, server: null };
  const { createMetrics, serveMetrics } = await import('./metrics.ts');
  const metrics = createMetrics();
  return { metrics, server: await serveMetrics(metrics, { host, port }) };
}

async function startTracing(
  { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, TRACE_RATIO: ratio }: Config,
  log: Log,
): Promise<Tracing | null> {
  if (!endpoint) return null;
  const { createTracing } = await import('./tracing.ts');
  return createTracing({ endpoint, ratio, log });
}
