import type { Config } from '../config.ts';
import { nobody, type Observer } from '../learning-api/observer.ts';
import type { Log } from './log.ts';
import { createMetrics, type Metrics, serveMetrics } from './metrics.ts';
import { createTracing, type Tracing } from './tracing.ts';

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
  const { METRICS_PORT, HOST, OTEL_EXPORTER_OTLP_ENDPOINT, TRACE_RATIO } = config;
  const metrics = METRICS_PORT === undefined ? null : await createMetrics();
  const server = metrics && (await serveMetrics(metrics, { host: HOST, port: METRICS_PORT ?? 0 }));
  const tracing = OTEL_EXPORTER_OTLP_ENDPOINT
    ? await createTracing({ endpoint: OTEL_EXPORTER_OTLP_ENDPOINT, ratio: TRACE_RATIO, log })
    : null;
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
