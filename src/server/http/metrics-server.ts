import { createServer } from 'node:http';
import type { Metrics } from '../telemetry/metrics.ts';
import { listen } from './listen.ts';

/** The server that Prometheus reads the metrics from. */
export interface MetricsServer {
  /** `http://host:port/metrics` */
  url: string;
  close(): Promise<void>;
}

/**
 * Serves the metrics on a separate port, which callers need not reach.
 *
 * @throws ListenError if it cannot listen
 */
export async function startMetricsServer(
  metrics: Metrics,
  { host, port }: { host: string; port: number },
): Promise<MetricsServer> {
  const server = createServer(async ({ url }, response) => {
    if (url !== '/metrics') return void response.writeHead(404).end('Not found. The metrics are at /metrics.\n');
    const text = await metrics.text();
    response.writeHead(200, { 'content-type': metrics.contentType }).end(text);
  });
  const origin = await listen(server, {
    port: { setting: 'METRICS_PORT', value: port },
    host: { setting: 'HOST', value: host },
  });
  return {
    url: `${origin}/metrics`,
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
