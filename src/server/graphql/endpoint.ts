import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLSchema } from 'graphql';
import type { Redis } from 'ioredis';
import { type Config, ConfigError } from '../../config/config.ts';
import type { LearningApi } from '../../learning-api/client.ts';
import { type CodeTable, createCodes } from '../../learning-api/contract/codes.ts';
import { type Refusal, refuse } from '../admission/http-refusal.ts';
import type { Identification } from '../admission/identity.ts';
import { createOriginPolicy } from '../admission/origins.ts';
import type { RateLimit } from '../admission/rate-limit.ts';
import { createRouterCheck } from '../admission/router-secret.ts';
import { requestEndOf } from '../request/request-lifetime.ts';
import { createRequestRecord } from '../request/request-record.ts';
import { summarize } from '../request/request-summary.ts';
import type { Log } from '../telemetry/log.ts';
import { logRequest } from '../telemetry/request-log.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { createContext } from './context.ts';
import type { DocumentLimits } from './document-limits.ts';
import { createDirectAnswers } from './fast-path.ts';
import { createSharedAnswers } from './in-flight-queries.ts';
import { createPersistedOperations, problemsOf } from './persisted-operations.ts';
import { createFinish } from './result-extensions.ts';
import { createGraphQLHandler, type Timeouts } from './yoga.ts';

interface EndpointOptions {
  config: Config;
  schema: GraphQLSchema;
  learningApi: LearningApi;
  identification: Identification;
  /** Where gateways count requests together. */
  redis: Redis | undefined;
  log: Log;
  telemetry: Telemetry | undefined;
  limits: DocumentLimits;
  costLimit: number;
}

type Endpoint = (request: IncomingMessage, response: ServerResponse, requestId: string) => Promise<void>;

/**
 * What answers at /graphql. A request passes, in this order, where it comes from, how it asks, who sends it and how
 * often, before anything of it is read.
 *
 * @throws ConfigError where a persisted operation does not fit the graph
 */
export async function createGraphQLEndpoint(options: EndpointOptions): Promise<Endpoint> {
  const { config, schema, learningApi, identification, redis, log, telemetry, limits, costLimit } = options;
  const texts = config.PERSISTED_OPERATIONS_FILE ?? new Map<string, string>();
  const operations = createPersistedOperations({ texts, isClosed: config.PERSISTED_ONLY });
  const finish = createFinish({ log, suggests: config.FIELD_SUGGESTIONS, tellsDetails: config.ERROR_DETAILS });
  const timeouts = timeoutsOf(config);
  const shared = config.CACHE === 'off' ? null : createSharedAnswers({ queryMs: timeouts.queryMs, finish });
  const graphql = createGraphQLHandler({
    schema,
    maxBodyBytes: config.MAX_BODY_BYTES,
    limits,
    costLimit,
    timeouts,
    cacheSeconds: learningApi.cacheSeconds,
    isIntrospectionOpen: config.INTROSPECTION,
    operations,
    finish,
    context: createContext({
      config,
      learningApi,
      log,
      codes: createCodes(config.CODES_FILE ?? {}, tellUnknownCode(log)),
      wrote: (owner, answered) => shared?.wrote(owner, answered),
    }),
  });
  const problems = problemsOf(texts, graphql.check);
  if (problems.length > 0) throw new ConfigError(problems.map((problem) => `PERSISTED_OPERATIONS_FILE: ${problem}`));

  const answer = createDirectAnswers({
    graphql,
    operations,
    shared,
    maxBodyBytes: config.MAX_BODY_BYTES,
    finish,
  });
  const origins = createOriginPolicy(config.CORS_ORIGINS ?? []);
  const isRouter = createRouterCheck(config.ROUTER_SECRET);
  const rateLimit = await rateLimitOf(config, redis);

  return async (request, response, requestId) => {
    const { headers } = request;
    const record = createRequestRecord(requestId, headers, telemetry?.tracing?.begin(request) ?? null);
    const end = requestEndOf(response);
    response.on('close', () => {
      const summary = summarize(record, response);
      logRequest(log, summary);
      telemetry?.metrics?.countRequest(summary);
      record.trace?.end(summary);
    });

    const foreign = origins.refusalOf(request);
    if (foreign) return refuse(response, record, foreign);
    if (origins.answerPreflight(request, response)) return;
    const unfit = refusalOf(request, config);
    if (unfit) return refuse(response, record, unfit);
    const identity = await identification.identify(headers.authorization);
    record.caller = identity.caller;
    const tooMany = await rateLimit?.(identity.caller ?? request.socket.remoteAddress ?? '');
    if (tooMany) return refuse(response, record, tooMany);
    return answer(request, response, { headers, identity, isRouter: isRouter(headers), record, end });
  };
}

/** What only some configurations need is loaded for them alone. */
async function rateLimitOf({ RATE_LIMIT_PER_MINUTE }: Config, redis: Redis | undefined): Promise<RateLimit | null> {
  if (!RATE_LIMIT_PER_MINUTE) return null;
  const { createRateLimit } = await import('../admission/rate-limit.ts');
  return createRateLimit(RATE_LIMIT_PER_MINUTE, redis);
}

function refusalOf(request: IncomingMessage, { GET_QUERIES }: Config): Refusal | null {
  if (request.method === 'POST' && !isJson(request)) {
    return { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', message: 'Send the query as application/json.' };
  }
  if (request.method !== 'GET' || GET_QUERIES) return null;
  return {
    status: 405,
    code: 'METHOD_NOT_ALLOWED',
    message: 'This gateway answers no GET. Send the query by POST as application/json.',
    headers: { allow: 'POST' },
  };
}

function isJson({ headers }: IncomingMessage): boolean {
  return /^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '');
}

/** A mutation gets the time of a bulk where that is more. */
function timeoutsOf({ REQUEST_TIMEOUT_MS, BULK_BUDGET_MS, UPSTREAM_TIMEOUT_MS }: Config): Timeouts {
  return {
    queryMs: REQUEST_TIMEOUT_MS,
    mutationMs: Math.max(REQUEST_TIMEOUT_MS, BULK_BUDGET_MS + UPSTREAM_TIMEOUT_MS),
  };
}

function tellUnknownCode(log: Log) {
  return (table: CodeTable, code: number) => {
    log.warn({ event: 'unknown_code', table, code, advice: 'Shown as UNKNOWN. CODES_FILE can give it a name.' });
  };
}
