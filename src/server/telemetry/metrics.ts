import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { errorCodes } from '../../graph/errors/error-codes.ts';
import type { BreakerState, ClientState, Observer } from '../../learning-api/observer.ts';
import { unreachableCauses } from '../../learning-api/unreachable.ts';
import type { RequestSummary } from './request-log.ts';

/** Prometheus metrics of the gateway. Each label has a closed set of values, so that callers cannot add series. */
export interface Metrics {
  /** Counts the calls of the REST client. */
  observer: Observer;
  /** Adds gauges of the REST client's state, read at each scrape. */
  watch(state: () => ClientState): void;
  /** Adds a gauge of the state of Redis, read at each scrape. */
  watchRedis(state: () => RedisState): void;
  /** Adds a counter at 0 for each deprecated element of the schema. */
  expectDeprecated(coordinates: readonly string[]): void;
  /** Counts a reading of the files of persisted operations. `operations` are those in use after it. */
  countOperationsLoad(result: 'loaded' | 'refused', operations: number): void;
  /** Counts a finished request. */
  countRequest(summary: RequestSummary): void;
  /** All metrics in Prometheus' text format. */
  text(): Promise<string>;
  contentType: string;
}

/** `hanging`: the connection is there, but commands time out. */
export type RedisState = 'up' | 'down' | 'hanging';
const redisNumbers: Record<RedisState, number> = { up: 0, down: 1, hanging: 2 };

/** Buckets of a histogram, in seconds. */
const bucketsUpTo = (longest: number) =>
  [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60].filter((seconds) => seconds <= longest);

const callBuckets = [0, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000];

const breakerNumbers: Record<BreakerState, number> = { closed: 0, halfOpen: 1, open: 2 };

/** @param clientNames the clients that are counted by name */
export function createMetrics(clientNames: readonly string[] = []): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const requests = new Counter({
    name: 'graphql_requests_total',
    help: 'GraphQL requests by kind of operation and outcome: OK, CALLER_LEFT, or the code of the first error',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const requestDuration = new Histogram({
    name: 'graphql_request_duration_seconds',
    help: 'Time from the headers of a GraphQL request to the last byte of its response',
    labelNames: ['kind'],
    buckets: bucketsUpTo(60),
    registers,
  });
  const estimatedCalls = new Histogram({
    name: 'graphql_request_estimated_calls',
    help: 'Estimated number of calls to the LearningApi of a GraphQL request: its cost',
    labelNames: ['kind'],
    buckets: callBuckets,
    registers,
  });
  const callsMade = new Histogram({
    name: 'graphql_request_calls',
    help: 'Calls to the LearningApi that a GraphQL request with an estimated cost made',
    labelNames: ['kind'],
    buckets: callBuckets,
    registers,
  });
  const wouldBeRefused = new Counter({
    name: 'graphql_would_refuse_total',
    help: 'GraphQL requests that would be refused if measured limits were enforced, by code',
    labelNames: ['code'],
    registers,
  });
  const clientRequests = new Counter({
    name: 'graphql_client_requests_total',
    help: 'GraphQL requests by client and outcome. Clients that are not in CLIENT_NAMES are "other", those without a name "none"',
    labelNames: ['client', 'outcome'],
    registers,
  });
  const clientCalls = new Counter({
    name: 'graphql_client_calls_total',
    help: 'Calls to the LearningApi that the requests of a client made',
    labelNames: ['client'],
    registers,
  });
  const deprecatedUses = new Counter({
    name: 'graphql_deprecated_usage_total',
    help: 'GraphQL requests that use a deprecated element of the schema, by its coordinate',
    labelNames: ['coordinate'],
    registers,
  });
  const operationsLoads = new Counter({
    name: 'persisted_operations_loads_total',
    help: 'Times that the files of persisted operations were read, by result: loaded, or refused',
    labelNames: ['result'],
    registers,
  });
  const operationsLoaded = new Gauge({
    name: 'persisted_operations',
    help: 'Persisted operations that clients can request by hash',
    registers,
  });
  const rateLimited = new Counter({
    name: 'rate_limited_requests_total',
    help: 'GraphQL requests that the gateway refused with HTTP 429',
    registers,
  });
  const idempotency = new Counter({
    name: 'idempotency_requests_total',
    help: 'Mutations with an Idempotency-Key by result: stored, replayed, waited, or refused',
    labelNames: ['result'],
    registers,
  });
  const calls = new Counter({
    name: 'learning_api_calls_total',
    help: 'Calls to the LearningApi by operation and outcome: OK, or the kind of failure',
    labelNames: ['operation', 'outcome'],
    registers,
  });
  const callDuration = new Histogram({
    name: 'learning_api_call_duration_seconds',
    help: 'Time from the start of a call to the LearningApi to the end of its response',
    labelNames: ['operation'],
    buckets: bucketsUpTo(30),
    registers,
  });
  const unreachable = new Counter({
    name: 'learning_api_unreachable_total',
    help: 'Calls to the LearningApi without an answer, by cause',
    labelNames: ['cause'],
    registers,
  });
  for (const cause of unreachableCauses) unreachable.inc({ cause }, 0);
  const retries = new Counter({
    name: 'learning_api_retries_total',
    help: 'Retried reads of the LearningApi',
    labelNames: ['operation'],
    registers,
  });
  const cache = new Counter({
    name: 'learning_api_cache_total',
    help: 'Reads of the LearningApi by cache result: hit, stale, miss, or shared',
    labelNames: ['operation', 'result'],
    registers,
  });
  const drift = new Counter({
    name: 'learning_api_contract_drift_total',
    help: 'Checked responses of the LearningApi that differ from the contract, by operation and kind: gone, new, or type',
    labelNames: ['operation', 'kind'],
    registers,
  });

  const clients = new Set(clientNames);
  const clientLabel = (name: string | null) => (name === null ? 'none' : clients.has(name) ? name : 'other');

  return {
    observer: {
      called: ({ operation, outcome, durationMs, unreachable: reason }) => {
        calls.inc({ operation, outcome });
        if (reason) unreachable.inc({ cause: reason.cause });
        callDuration.observe({ operation }, durationMs / 1000);
      },
      retried: ({ operation }) => retries.inc({ operation }),
      cached: ({ operation, result }) => cache.inc({ operation, result }),
      breakerChanged: () => undefined,
      drifted: ({ operation, differences }) => {
        for (const kind of new Set(differences.map((difference) => difference.kind))) drift.inc({ operation, kind });
      },
    },
    watch: (state) => {
      new Gauge({
        name: 'learning_api_breaker_state',
        help: 'State of circuit breakers by operation: 0 closed, 1 half open, 2 open',
        labelNames: ['operation'],
        registers,
        collect() {
          for (const [name, breaker] of Object.entries(state().breakers)) {
            this.set({ operation: name }, breakerNumbers[breaker]);
          }
        },
      });
      new Gauge({
        name: 'learning_api_queue_length',
        help: 'Queued calls to the LearningApi',
        registers,
        collect() {
          this.set(state().queued);
        },
      });
      new Gauge({
        name: 'learning_api_in_flight',
        help: 'Calls to the LearningApi in flight',
        registers,
        collect() {
          this.set(state().inFlight);
        },
      });
    },
    watchRedis: (state) => {
      new Gauge({
        name: 'redis_state',
        help: 'State of Redis: 0 up, 1 down, 2 left alone because it does not answer',
        registers,
        collect() {
          this.set(redisNumbers[state()]);
        },
      });
    },
    expectDeprecated: (coordinates) => {
      for (const coordinate of coordinates) deprecatedUses.inc({ coordinate }, 0);
    },
    countOperationsLoad: (result, operations) => {
      operationsLoads.inc({ result });
      operationsLoaded.set(operations);
    },
    countRequest: (summary) => {
      const {
        kind,
        outcome,
        status,
        durationMs,
        idempotency: result,
        cost,
        calls: made,
        deprecated,
        wouldRefuse,
      } = summary;
      requests.inc({ kind: kind ?? 'none', outcome: outcomeLabel(outcome) });
      requestDuration.observe({ kind: kind ?? 'none' }, durationMs / 1000);
      if (cost !== null && kind) {
        estimatedCalls.observe({ kind }, cost);
        callsMade.observe({ kind }, made);
      }
      if (clients.size > 0) {
        const client = clientLabel(summary.client.name);
        clientRequests.inc({ client, outcome: outcomeLabel(outcome) });
        clientCalls.inc({ client }, made);
      }
      for (const coordinate of deprecated) deprecatedUses.inc({ coordinate });
      for (const code of wouldRefuse) wouldBeRefused.inc({ code });
      if (status === 429) rateLimited.inc();
      if (result) idempotency.inc({ result });
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

function outcomeLabel(outcome: string): string {
  return outcome === 'OK' || outcome === 'CALLER_LEFT' || Object.hasOwn(errorCodes, outcome) ? outcome : 'OTHER';
}
