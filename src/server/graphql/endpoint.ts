import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GraphQLSchema } from 'graphql';
import { isAsyncIterable, mapAsyncIterator } from 'graphql-yoga';
import type { Redis } from 'ioredis';
import { type Config, ConfigError } from '../../config/config.ts';
import type { LearningApi } from '../../learning-api/client.ts';
import { type CodeTable, createCodes } from '../../learning-api/contract/codes.ts';
import { type HttpRefusal, refuse } from '../admission/http-refusal.ts';
import type { Identification } from '../admission/identity.ts';
import { createKnownCallers } from '../admission/known-callers.ts';
import { createOriginPolicy } from '../admission/origins.ts';
import type { RateLimit } from '../admission/rate-limit.ts';
import { createRouterSecretCheck } from '../admission/router-secret.ts';
import { createIdempotencyStore } from '../idempotency/create-store.ts';
import type { ToolHandler } from '../mcp/handler.ts';
import { lifetimeOf } from '../request/request-lifetime.ts';
import { createRequestMemory } from '../request/request-memory.ts';
import { createRequestRecord } from '../request/request-record.ts';
import { summarize } from '../request/request-summary.ts';
import type { Log } from '../telemetry/log.ts';
import { logRequest } from '../telemetry/request-log.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { cacheHeaders } from './cache-control.ts';
import { createContext, type RequestInput } from './context.ts';
import { createCostLimit } from './cost-limit.ts';
import { createDeprecatedUsage } from './deprecated-usage.ts';
import type { DocumentLimits } from './document-limits.ts';
import { createDocuments } from './documents.ts';
import { createDryRun } from './dry-run.ts';
import { createEngine } from './engine.ts';
import { createExecutors } from './execute-operation.ts';
import { all, type ExecutionCheck } from './execution-checks.ts';
import { finished } from './finish-result.ts';
import { replayHeaders } from './idempotency.ts';
import { createInFlightQueries } from './in-flight-queries.ts';
import { inFormV02 } from './incremental-form.ts';
import { refuseIntrospection } from './introspection.ts';
import { type BegunRequest, createMcpEndpoint } from './mcp-endpoint.ts';
import { watchOperations } from './operations-reload.ts';
import { createPersistedOperations, problemsOf } from './persisted-operations.ts';
import { checkForm, readRequest } from './read-request.ts';
import { createRepeatedQueries } from './repeated-queries.ts';
import { requireCaller } from './require-caller.ts';
import { multipartV02, responseFormatsFor } from './response-format.ts';
import { createResultExtensions } from './result-extensions.ts';
import { rowsAsText } from './row-format.ts';
import type { RowsPart } from './row-walk.ts';
import { createRunner } from './run-request.ts';
import { createTurns } from './turns.ts';
import { variableLimits } from './variable-limits.ts';
import { writeParts, writeResult, writeRows } from './write-response.ts';

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
  callLimit: number | undefined;
  timeOfDay: () => number;
  usesPlans: boolean;
  /** How often the files of persisted operations are looked at. */
  operationsPollMs: number;
}

interface Endpoint {
  answer: Answer;
  /** Answers requests to /mcp. Null if that is off. */
  answerMcp: Answer | null;
  /** Reads the persisted operations again. */
  reload(): Promise<void>;
  close(): void;
}

type Answer = (request: IncomingMessage, response: ServerResponse, requestId: string) => Promise<void>;

/**
 * The endpoint /graphql. Each request takes the same steps: parse the HTTP request, admit it, prepare its operation, execute
 * it, write the response. A shortcut is a part of a step, and never changes the response.
 *
 * @throws ConfigError if a persisted operation is not valid against the schema
 */
export async function createGraphQLEndpoint(options: EndpointOptions): Promise<Endpoint> {
  const {
    config,
    schema,
    learningApi,
    identification,
    redis,
    log,
    telemetry,
    limits,
    costLimit,
    callLimit,
    timeOfDay,
    usesPlans,
    operationsPollMs,
  } = options;
  const { PERSISTED_OPERATIONS_FILE: file } = config;
  const operations = createPersistedOperations(config.PERSISTED_ONLY);
  const extendResult = createResultExtensions({
    log,
    suggestsNames: config.FIELD_SUGGESTIONS,
    includesCause: config.ERROR_DETAILS,
  });
  const timeouts = timeoutsOf(config);
  const inFlight = config.CACHE === 'off' ? null : createInFlightQueries({ queryMs: timeouts.queryMs, extendResult });
  const engine = createEngine(schema);
  const documents = createDocuments(limits, engine);
  const problems = await problemsOf(file?.texts ?? [], documents);
  if (problems.length > 0) throw new ConfigError(problems.map((problem) => `PERSISTED_OPERATIONS_FILE: ${problem}`));
  const tools = config.MCP ? await createTools(schema, config.MCP_MUTATIONS ?? []) : null;
  const toolProblems = tools?.problemsOf(file?.texts ?? new Map()) ?? [];
  if (toolProblems.length > 0) throw new ConfigError(toolProblems);
  const checks = [...(config.INTROSPECTION ? [] : [refuseIntrospection]), requireCaller, createDeprecatedUsage(schema)];
  const turns = createTurns();
  const knownCallers = createKnownCallers();
  const memoryOf = createRequestMemory();
  const run = createRunner({
    schema,
    operations,
    documents,
    executors: createExecutors(schema, engine, usesPlans),
    check: all([...checks, createCostLimit(costLimit, config.COST_MODE, schema), setDeadline(timeouts)]),
    dryRun: {
      check: all(checks),
      run: createDryRun({ schema, limit: costLimit, mode: config.COST_MODE, cacheSeconds: learningApi.cacheSeconds }),
    },
    idempotency: {
      store: await createIdempotencyStore(config, redis),
      maxAnswerBytes: config.IDEMPOTENCY_MAX_ANSWER_BYTES,
    },
    inFlight,
    repeated: createRepeatedQueries(extendResult),
    turns,
    knownCallers,
    queryMs: timeouts.queryMs,
    context: createContext({
      config,
      learningApi,
      log,
      callLimit,
      timeOfDay,
      turns,
      knownCallers,
      codes: createCodes(config.CODES_FILE ?? {}, logUnknownCode(log)),
      onWrite: (owner, answered) => inFlight?.onWrite(owner, answered),
    }),
  });
  const origins = createOriginPolicy(config.CORS_ORIGINS ?? []);
  const requestLimits = {
    maxBodyBytes: config.MAX_BODY_BYTES,
    variables: variableLimits(config.MAX_VARIABLE_ITEMS),
  };
  const hasRouterSecret = createRouterSecretCheck(config.ROUTER_SECRET);
  const rateLimit = await rateLimitOf(config, redis);

  const reloading =
    file &&
    watchOperations({ file, operations, tools, documents, log, metrics: telemetry?.metrics, pollMs: operationsPollMs });

  return {
    answer,
    answerMcp: tools && createMcpEndpoint({ begin, origins, admit, requestLimits, run, extendResult, tools }),
    reload: async () => reloading?.reload(),
    close: () => reloading?.close(),
  };

  /** Starts the record of a request, which ends with the response. */
  function begin(request: IncomingMessage, response: ServerResponse, requestId: string): BegunRequest {
    const record = createRequestRecord(
      requestId,
      request.headers,
      telemetry?.tracing?.start(request) ?? null,
      config.SERVER_TIMING,
    );
    const lifetime = lifetimeOf(response);
    response.on('close', () => {
      const summary = summarize(record, response);
      logRequest(log, summary);
      telemetry?.metrics?.countRequest(summary);
      record.trace?.end(summary);
    });
    return { record, lifetime };
  }

  async function answer(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
    const { record, lifetime } = begin(request, response, requestId);
    const originRefusal = origins.check(request);
    if (originRefusal) return refuse(response, record, originRefusal);
    if (origins.answerPreflight(request, response)) return;
    const formRefusal = checkForm(request, config.GET_QUERIES);
    if (formRefusal) return refuse(response, record, formRefusal);
    const formats = responseFormatsFor(request.headers.accept);
    if (!formats) return refuse(response, record, notAcceptable);
    const input = await admit(request, response, { record, lifetime });
    if (!input) return;
    response.on('close', input.memory.release);
    const unread = await readRequest(request, requestLimits, input.memory);
    // The caller left.
    if (unread === null) return;
    if ('status' in unread) return refuse(response, record, unread);
    const accepted = {
      acceptsParts: formats.inParts !== null,
      acceptsWhole: formats.whole !== null,
      wantsRows: formats.rows !== null,
    };
    const { outcome, json, operation, rows } = await run({ ...unread, ...accepted }, input);
    const headers = replayHeaders(record);
    if (record.timing) headers['server-timing'] = record.timing.header();
    if (rows && formats.rows) {
      const parts = mapAsyncIterator(rows.parts, (part): RowsPart => {
        if ('rows' in part) {
          extendResult({ errors: part.rows.flatMap(({ errors }) => errors) }, record);
          return part;
        }
        const { code, message } = part.end;
        if (code === undefined || message === undefined) return part;
        record.errorCodes.push(code);
        return { end: { ...part.end, message: record.redact(message) } };
      });
      const texts = rowsAsText(formats.rows, rows.query, parts);
      return writeRows(response, formats.rows, texts, record.operationName ?? 'rows', headers);
    }
    if (isAsyncIterable(outcome)) {
      const parts = mapAsyncIterator(outcome, (part) => {
        extendResult(part, record);
        return part;
      });
      const type = formats.inParts ?? 'multipart/mixed';
      const isV02 = type === multipartV02 && operation;
      return writeParts(response, type, isV02 ? inFormV02(parts, operation) : parts, headers);
    }
    const finishedResult = finished({ outcome, json }, record, extendResult);
    // The outcome of a mutation must arrive.
    if (record.operationKind !== 'mutation' && !input.memory.take(finishedResult.json.length))
      return refuse(response, record, noMemoryForResponse);
    if (unread.isPersistedGet) Object.assign(headers, cacheHeaders(record, learningApi.cacheSeconds));
    return writeResult(response, formats, finishedResult, headers, config.COMPRESSION);
  }

  /** Identifies the caller and counts the request. Null if the request was refused. */
  async function admit(
    { headers, socket }: IncomingMessage,
    response: ServerResponse,
    { record, lifetime }: BegunRequest,
  ): Promise<RequestInput | null> {
    const identity = await identification.identify(headers.authorization, lifetime.startedAt + timeouts.queryMs);
    record.caller = identity.caller;
    const rate = await rateLimit?.(identity.caller ?? socket.remoteAddress ?? '');
    for (const [name, value] of Object.entries(rate?.headers ?? {})) response.setHeader(name, value);
    const refusal = rate?.refusal;
    if (refusal) {
      refuse(response, record, refusal);
      return null;
    }
    const memory = memoryOf(knownCallers.nameOf(identity));
    return { headers, identity, hasRouterSecret: hasRouterSecret(headers), record, lifetime, memory };
  }
}

/** Loads the library only if there are tools. */
async function createTools(schema: GraphQLSchema, mutations: readonly string[]): Promise<ToolHandler> {
  const { createToolHandler } = await import('../mcp/handler.ts');
  return createToolHandler(schema, mutations);
}

/** Loads the library only if there is a limit. */
async function rateLimitOf({ RATE_LIMIT_PER_MINUTE }: Config, redis: Redis | undefined): Promise<RateLimit | null> {
  if (!RATE_LIMIT_PER_MINUTE) return null;
  const { createRateLimit } = await import('../admission/rate-limit.ts');
  return createRateLimit(RATE_LIMIT_PER_MINUTE, redis);
}

/** Timeouts of requests, in milliseconds. */
interface Timeouts {
  queryMs: number;
  mutationMs: number;
}

/** Mutations get at least the time of a bulk mutation. */
function timeoutsOf({ REQUEST_TIMEOUT_MS, BULK_BUDGET_MS, UPSTREAM_TIMEOUT_MS }: Config): Timeouts {
  return {
    queryMs: REQUEST_TIMEOUT_MS,
    mutationMs: Math.max(REQUEST_TIMEOUT_MS, BULK_BUDGET_MS + UPSTREAM_TIMEOUT_MS),
  };
}

/** Sets the deadline. At the deadline the request is answered, with errors for unfinished fields. */
function setDeadline({ queryMs, mutationMs }: Timeouts): ExecutionCheck {
  return ({ contextValue: { lifetime, record } }) => {
    lifetime.setDeadline(record.operationKind === 'mutation' ? mutationMs : queryMs);
    return null;
  };
}

const notAcceptable: HttpRefusal = {
  status: 406,
  code: 'NOT_ACCEPTABLE',
  message:
    'Accept names no type that the gateway has. Accept application/graphql-response+json or application/json, for @defer and @stream multipart/mixed or text/event-stream, or for the rows of a list text/csv or application/x-ndjson.',
};

const noMemoryForResponse: HttpRefusal = {
  status: 503,
  code: 'OVERLOADED',
  message: 'The gateway is overloaded: too many large responses wait to be sent. Try again shortly.',
};

function logUnknownCode(log: Log) {
  return (table: CodeTable, code: number) => {
    log.warn({ event: 'unknown_code', table, code, advice: 'Shown as UNKNOWN. Name it in CODES_FILE.' });
  };
}
