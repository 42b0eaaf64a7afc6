import type { Config } from './config.ts';
import { createLearningApi, type LearningApi } from './learning-api/client.ts';
import type { Observer } from './learning-api/observer.ts';

/** The client of the REST API that a configuration asks for. */
export function connectLearningApi(config: Config, observer?: Observer): LearningApi {
  return createLearningApi({
    origin: config.LEARNING_API_URL,
    timeoutMs: config.UPSTREAM_TIMEOUT_MS,
    concurrency: config.UPSTREAM_CONCURRENCY,
    concurrencyPerRequest: config.UPSTREAM_CONCURRENCY_PER_REQUEST,
    queue: config.UPSTREAM_QUEUE,
    retries: config.UPSTREAM_RETRIES,
    maxResponseBytes: config.UPSTREAM_MAX_RESPONSE_BYTES,
    breakerProbeAfterMs: config.BREAKER_PROBE_AFTER_MS,
    ...(observer && { observer }),
  });
}
