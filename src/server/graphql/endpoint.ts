import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLSchema } from 'graphql';
import type { Redis } from 'ioredis';
import { type Config, ConfigError } from '../../config/config.ts';
import type { LearningApi } from '../../learning-api/client.ts';
import { type CodeTable, createCodes } from '../../learning-api/contract/codes.ts';
import { type HttpRefusal, refuse } from '../admission/http-refusal.ts';
import type { Identification } from '../admission/identity.ts';
import { createOriginPolicy } from '../admission/origins.ts';
import type { RateLimit } from '../admission/rate-limit.ts';
import { createRouterSecretCheck } from '../admission/router-secret.ts';
import { createIdempotencyStore } from '../idempotency/create-store.ts';
import { lifetimeOf } from '../request/request-lifetime.ts';
import { createRequestRecord } from '../request/request-record.ts';
import { summarize } from '../request/request-summary.ts';
import type { Log } from '../telemetry/log.ts';
import { logRequest } from '../telemetry/request-log.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { createContext } from './context.ts';
import type { DocumentLimits } from './document-limits.ts';
import { createFastPath } from './fast-path.ts';
import { createInFlightQueries } from './in-flight-queries.ts';
import { createPersistedOperations, problemsOf } from './persisted-operations.ts';
import { createResultExtensions } from './result-extensions.ts';
import { createGraphQLHandler, type Timeouts } from './yoga.ts';

interface EndpointOptions {
  config: Config;
  schema: GraphQLSchema;
  learningApi: LearningApi;
  identification: Identification;
  /** Shared by gateways that count requests together. */
  redis: Redis | undefined;
  log: Log;
  telemetry: Telemetry | undefined;
  limits: DocumentLimits;
  costLimit: number;
  usesPlans: boolean;
}

type Endpoint = (request: IncomingMessage, response: ServerResponse, requestId: string) => Promise<void>;

/**
 * The endpoint /graphql. Before it reads the body of a request, it checks the origin, the method and content type, the
 * caller, and the rate limit, in this order.
 *
 * @throws ConfigError if a persisted operation is not valid against the schema
 */
export async function createGraphQLEndpoint(options: EndpointOptions): Promise<Endpoint> {
  const { config, schema, learningApi, identification, redis, log, telemetry, limits, costLimit, usesPlans } = options;
  const texts = config.PERSISTED_OPERATIONS_FILE ?? new Map<string, string>();
  const operations = createPersistedOperations({ texts, persistedOnly: config.PERSISTED_ONLY });
  const extendResult = createResultExtensions({
    log,
    suggestsNames: config.FIELD_SUGGESTIONS,
    includesCause: config.ERROR_DETAILS,
  });
  const timeouts = timeoutsOf(config);
  const inFlight = config.CACHE === 'off' ? null : createInFlightQueries({ queryMs: timeouts.queryMs, extendResult });
  const graphql = createGraphQLHandler({
    schema,
    maxBodyBytes: config.MAX_BODY_BYTES,
    limits,
    costLimit,
    usesPlans,
    timeouts,
    cacheSeconds: learningApi.cacheSeconds,
    allowsIntrospection: config.INTROSPECTION,
    operations,
    extendResult,
    idempotency: {
      store: await createIdempotencyStore(config, redis),
      maxAnswerBytes: config.IDEMPOTENCY_MAX_ANSWER_BYTES,
    },
    context: createContext({
      config,
      learningApi,
      log,
      codes: createCodes(config.CODES_FILE ?? {}, logUnknownCode(log)),
      onWrite: (owner, answered) => inFlight?.onWrite(owner, answered),
    }),
  });
  const problems = problemsOf(texts, graphql.check);
  if (problems.length > 0) throw new ConfigError(problems.map((problem) => `PERSISTED_OPERATIONS_FILE: ${problem}`));

  const respond = createFastPath({
    graphql,
    operations,
    inFlight,
    maxBodyBytes: config.MAX_BODY_BYTES,
    extendResult,
  });
  const origins = createOriginPolicy(config.CORS_ORIGINS ?? []);
  const hasRouterSecret = createRouterSecretCheck(config.ROUTER_SECRET);
  const rateLimit = await rateLimitOf(config, redis);

  return async (request, response, requestId) => {
    const { headers } = request;
    const record = createRequestRecord(requestId, headers, telemetry?.tracing?.start(request) ?? null);
    const lifetime = lifetimeOf(response);
    response.on('close', () => {
      const summary = summarize(record, response);
      logRequest(log, summary);
      telemetry?.metrics?.countRequest(summary);
      record.trace?.end(summary);
    });

    const originRefusal = origins.check(request);
    if (originRefusal) return refuse(response, record, originRefusal);
    if (origins.answerPreflight(request, response)) return;
    const formRefusal = checkForm(request, config);
    if (formRefusal) return refuse(response, record, formRefusal);
    const identity = await identification.identify(headers.authorization);
    record.caller = identity.caller;
    const rateRefusal = await rateLimit?.(identity.caller ?? request.socket.remoteAddress ?? '');
    if (rateRefusal) return refuse(response, record, rateRefusal);
    return respond(request, response, {
      headers,
      identity,
      hasRouterSecret: hasRouterSecret(headers),
      record,
      lifetime,
    });
  };
}

/** Loads the library only if there is a limit. */
async function rateLimitOf({ RATE_LIMIT_PER_MINUTE }: Config, redis: Redis | undefined): Promise<RateLimit | null> {
  if (!RATE_LIMIT_PER_MINUTE) return null;
  const { createRateLimit } = await import('../admission/rate-limit.ts');
  return createRateLimit(RATE_LIMIT_PER_MINUTE, redis);
}

/** Checks the method and the content type. */
function checkForm(request: IncomingMessage, { GET_QUERIES }: Config): HttpRefusal | null {
  if (request.method === 'POST' && !isJson(request)) {
    return { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', message: 'Set Content-Type to application/json.' };
  }
  if (request.method !== 'GET' || GET_QUERIES) return null;
  return {
    status: 405,
    code: 'METHOD_NOT_ALLOWED',
    message: 'GET is disabled. Send the query by POST with Content-Type application/json.',
    headers: { allow: 'POST' },
  };
}

function isJson({ headers }: IncomingMessage): boolean {
  return /^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '');
}

/** Mutations get at least the time of a bulk mutation. */
function timeoutsOf({ REQUEST_TIMEOUT_MS, BULK_BUDGET_MS, UPSTREAM_TIMEOUT_MS }: Config): Timeouts {
  return {
    queryMs: REQUEST_TIMEOUT_MS,
    mutationMs: Math.max(REQUEST_TIMEOUT_MS, BULK_BUDGET_MS + UPSTREAM_TIMEOUT_MS),
  };
}

function logUnknownCode(log: Log) {
  return (table: CodeTable, code: number) => {
    log.warn({ event: 'unknown_code', table, code, advice: 'Shown as UNKNOWN. Name it in CODES_FILE.' });
  };
}
