import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { errorCodes } from '../../graph/errors/error-codes.ts';
import type { BreakerState, ClientState, Observer } from '../../learning-api/observer.ts';
import type { RequestSummary } from './request-log.ts';

/** What the gateway counts, for Prometheus. Every label has a closed set of values: no caller can add one. */
export interface Metrics {
  /** Counts what the client of the REST API does. */
  observer: Observer;
  /** Shows what that client is doing whenever it is asked. */
  watch(state: () => ClientState): void;
  /** Counts a finished request. */
  countRequest(summary: RequestSummary): void;
  /** Everything in Prometheus' text format. */
  text(): Promise<string>;
  contentType: string;
}

const secondsUpTo = (longest: number) =>
  [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60].filter((seconds) => seconds <= longest);

const breakerNumbers: Record<BreakerState, number> = { closed: 0, halfOpen: 1, open: 2 };

/** Metrics that begin at zero. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });

  const requests = new Counter({
    name: 'graphql_requests_total',
    help: 'GraphQL requests by kind of operation and outcome: OK, CALLER_LEFT or the code of the first error',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const requestDuration = new Histogram({
    name: 'graphql_request_duration_seconds',
    help: 'Time from the head of a GraphQL request to the last byte of its answer',
    labelNames: ['kind'],
    buckets: secondsUpTo(60),
    registers,
  });
  const rateLimited = new Counter({
    name: 'rate_limited_requests_total',
    help: 'GraphQL requests that the gateway itself refused with HTTP 429',
    registers,
  });
  const calls = new Counter({
    name: 'learning_api_calls_total',
    help: 'Calls to the LearningApi by operation and outcome: OK or the kind of failure',
    labelNames: ['operation', 'outcome'],
    registers,
  });
  const callDuration = new Histogram({
    name: 'learning_api_call_duration_seconds',
    help: 'Time from the start of a call to the LearningApi to the end of its answer',
    labelNames: ['operation'],
    buckets: secondsUpTo(30),
    registers,
  });
  const retries = new Counter({
    name: 'learning_api_retries_total',
    help: 'Reads of the LearningApi that were sent again',
    labelNames: ['operation'],
    registers,
  });
  const cache = new Counter({
    name: 'learning_api_cache_total',
    help: 'Reads of the LearningApi by where their answer came from: hit, stale, miss, shared',
    labelNames: ['operation', 'result'],
    registers,
  });

  return {
    observer: {
      called: ({ operation, outcome, durationMs }) => {
        calls.inc({ operation, outcome });
        callDuration.observe({ operation }, durationMs / 1000);
      },
      retried: ({ operation }) => retries.inc({ operation }),
      cached: ({ operation, result }) => cache.inc({ operation, result }),
      breakerChanged: () => undefined,
    },
    watch: (state) => {
      new Gauge({
        name: 'learning_api_breaker_state',
        help: 'Circuit breakers by class of operations: 0 closed, 1 half open, 2 open',
        labelNames: ['class'],
        registers,
        collect() {
          for (const [name, breaker] of Object.entries(state().breakers)) {
            this.set({ class: name }, breakerNumbers[breaker]);
          }
        },
      });
      new Gauge({
        name: 'learning_api_queue_length',
        help: 'Calls to the LearningApi that wait for others to end',
        registers,
        collect() {
          this.set(state().queued);
        },
      });
      new Gauge({
        name: 'learning_api_in_flight',
        help: 'Calls to the LearningApi that are under way',
        registers,
        collect() {
          this.set(state().inFlight);
        },
      });
    },
    countRequest: ({ kind, outcome, status, durationMs }) => {
      requests.inc({ kind: kind ?? 'none', outcome: knownOutcome(outcome) });
      requestDuration.observe({ kind: kind ?? 'none' }, durationMs / 1000);
      if (status === 429) rateLimited.inc();
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

function knownOutcome(outcome: string): string {
  return outcome === 'OK' || outcome === 'CALLER_LEFT' || Object.hasOwn(errorCodes, outcome) ? outcome : 'OTHER';
}
