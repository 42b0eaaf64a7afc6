import type { Config } from '../../config/config.ts';
import { noopObserver, type Observer } from '../../learning-api/observer.ts';
import { createDriftLog } from './drift-log.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { createReachabilityLog } from './reachability-log.ts';
import type { Tracing } from './tracing.ts';

/** The metrics and traces that operators see, apart from the log. */
export interface Telemetry {
  /** Null if METRICS_PORT is not set. */
  metrics: Metrics | null;
  /** Null if OTEL_EXPORTER_OTLP_ENDPOINT is not set. */
  tracing: Tracing | null;
  /** Counts and logs what the client of the REST API does. */
  observer: Observer;
  close(): Promise<void>;
}

/** Starts the configured parts. The libraries of the other parts are not loaded. */
export async function startTelemetry(config: Config, log: Log): Promise<Telemetry> {
  const metrics =
    config.METRICS_PORT === undefined ? null : (await import('./metrics.ts')).createMetrics(config.CLIENT_NAMES);
  const tracing = await startTracing(config, log);
  const observer = metrics?.observer ?? noopObserver;
  const logReachability = createReachabilityLog(log);
  const logDrift = createDriftLog(log);
  return {
    metrics,
    tracing,
    observer: {
      ...observer,
      called: (call) => {
        observer.called(call);
        logReachability(call);
      },
      drifted: (drift) => {
        observer.drifted(drift);
        logDrift(drift);
      },
      breakerChanged: (change) => log.warn({ event: 'breaker_changed', ...change }),
    },
    close: async () => tracing?.close(),
  };
}

async function startTracing(
  { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, TRACE_RATIO: ratio }: Config,
  log: Log,
): Promise<Tracing | null> {
  if (!endpoint) return null;
  const { createTracing } = await import('./tracing.ts');
  return createTracing({ endpoint, ratio, log });
}
