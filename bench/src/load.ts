import { Pool } from 'undici';
import { headersWith } from './queries.ts';

/** An order to the load generator. It answers every order with a report. */
export interface LoadOrder {
  url: string;
  /** Bodies to send in turn. Their answers must all have the same length. */
  bodies: string[];
  connections: number;
  durationMs: number;
  /** A different token for each request, or one for all. */
  tokens: 'distinct' | 'one';
}

export interface LoadReport {
  requests: number;
  /** Responses with a status other than 200, or with another length than the first. */
  failures: number;
  durationMs: number;
  p50Ms: number;
  p99Ms: number;
}

let pool: Pool | undefined;
let poolOrigin = '';
let nextToken = 1;
let nextBody = 0;

process.on('message', async (order: LoadOrder) => {
  process.send?.(await run(order));
});
process.on('disconnect', () => process.exit());

async function run({ url, bodies, connections, durationMs, tokens }: LoadOrder): Promise<LoadReport> {
  const { origin, pathname } = new URL(url);
  const sender = connect(origin, connections);
  const latencies: number[] = [];
  let failures = 0;
  let length: number | undefined;
  const startedAt = performance.now();
  const endsAt = startedAt + durationMs;

  const keepSending = async () => {
    while (performance.now() < endsAt) {
      const sentAt = performance.now();
      const body = bodies[nextBody++ % bodies.length] ?? '';
      const response = await post(sender, pathname, tokens === 'one' ? tokenOf(0) : tokenOf(nextToken++), body);
      length ??= response.bytes;
      if (response.status !== 200 || response.bytes !== length) failures += 1;
      latencies.push(performance.now() - sentAt);
    }
  };
  await Promise.all(Array.from({ length: connections }, keepSending));

  const tookMs = performance.now() - startedAt;
  latencies.sort((a, b) => a - b);
  const percentile = (part: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * part))] ?? 0;
  return { requests: latencies.length, failures, durationMs: tookMs, p50Ms: percentile(0.5), p99Ms: percentile(0.99) };
}

function connect(origin: string, connections: number): Pool {
  if (pool && poolOrigin === `${origin} ${connections}`) return pool;
  void pool?.close();
  poolOrigin = `${origin} ${connections}`;
  pool = new Pool(origin, { connections, headersTimeout: 60_000 });
  return pool;
}

function post(sender: Pool, path: string, token: string, body: string): Promise<{ status: number; bytes: number }> {
  return new Promise((resolve) => {
    let status = 0;
    let bytes = 0;
    sender.dispatch(
      {
        path,
        method: 'POST',
        headers: headersWith(token),
        body,
      },
      {
        onRequestStart() {},
        onResponseStart(_, statusCode) {
          status = statusCode;
        },
        onResponseData(_, chunk) {
          bytes += chunk.length;
        },
        onResponseEnd() {
          resolve({ status, bytes });
        },
        onResponseError() {
          resolve({ status: 0, bytes: 0 });
        },
      },
    );
  });
}

function tokenOf(number: number): string {
  return `f0000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}
