import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, TraceFlags, type Tracer, trace } from '@opentelemetry/api';
import { ExportResultCode, parseTraceParent } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import {
  BatchSpanProcessor,
  ParentBasedSampler,
  type ReadableSpan,
  type SpanExporter,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import type { GraphQLFieldResolver } from 'graphql';
import { isPromise } from '../../execution/is-promise.ts';
import type { WrapResolver } from '../../graph/plugins/wrapped-resolvers.ts';
import type { CallResult } from '../../learning-api/client.ts';
import type { OperationName } from '../../learning-api/contract/operations.ts';
import { LearningApiError } from '../../learning-api/errors.ts';
import type { Log } from './log.ts';
import type { RequestSummary } from './request-log.ts';

/** Traces requests and sends the spans to a collector. */
export interface Tracing {
  /** Starts the trace of a request, or continues the trace of its caller. */
  start(request: IncomingMessage): RequestTrace;
  /** Wraps the resolvers of a schema, so that fields that cause calls get a span. */
  readonly wrapResolver: WrapResolver;
  /** Sends the remaining spans. */
  close(): Promise<void>;
}

/**
 * The trace of one request: a span for the request, for each field that causes calls, and for each call. A repeated query
 * resolves no fields, so it has calls only.
 */
export interface RequestTrace {
  readonly traceId: string;
  /** False if the trace has no spans, because it was not sampled. Calls propagate it with `headers`. */
  readonly isSampled: boolean;
  /** Headers that propagate the trace. */
  readonly headers: TraceHeaders;
  /** Runs a resolver of a sampled request. The field gets a span if this causes calls. */
  traceField<Result>(name: string, node: object, resolve: () => Result): Result;
  /** Sends a call of a sampled request, with a span and the headers that propagate it. */
  traceCall<Name extends OperationName>(
    operation: Name,
    call: (headers: TraceHeaders) => Promise<CallResult<Name>>,
  ): Promise<CallResult<Name>>;
  /**
   * Adds a span for a read of a sampled request that the cache answered at once. All such reads of one operation for one
   * field share it.
   */
  traceHit(operation: OperationName): void;
  end(summary: RequestSummary): void;
}

type TraceHeaders = Readonly<Record<string, string>>;

interface TracingOptions {
  /** URL of the collector. */
  endpoint: string;
  /** Sampling ratio, from 0 to 1, of requests without a traceparent. 0 turns tracing off for all requests. */
  ratio: number;
  log: Log;
}

/** Sends spans by OTLP over HTTP. */
export function createTracing({ endpoint, ratio, log }: TracingOptions): Tracing {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces`, timeoutMillis: 3_000 });
  const root = new TraceIdRatioBasedSampler(ratio);
  const provider = new TracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': 'learning-gateway' }))
      .merge(detectResources({ detectors: [envDetector] })),
    // With a ratio of 0, no caller can turn tracing on.
    sampler: ratio === 0 ? root : new ParentBasedSampler({ root }),
    spanProcessors: [new BatchSpanProcessor({ exporter: reportingExporter(exporter, log) })],
  });
  const tracer = provider.getTracer('learning-gateway');
  const current = new AsyncLocalStorage<FieldSpan>();
  return {
    start: (request) => startTrace(request, tracer, current),
    wrapResolver: traceResolver,
    // The log has the failure, which must not keep the gateway from stopping.
    close: () => provider.shutdown().catch(() => undefined),
  };
}

/** One field of a query, resolved on any number of objects. */
interface FieldSpan {
  readonly name: string;
  readonly startedAt: number;
  endedAt: number;
  /** Created at the first call that the field causes. */
  span: Span | null;
  /** Operations that the cache answered at once. */
  readonly hits: Set<OperationName>;
}

/** Name of the span of a request without an operation. Otherwise it is the type of the operation. */
const unnamedSpan = 'GraphQL Operation';

const knownMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']);

function startTrace(
  { method = '', headers }: IncomingMessage,
  tracer: Tracer,
  current: AsyncLocalStorage<FieldSpan>,
): RequestTrace {
  // The name of the operation is the only text of a caller that is exported.
  const root = tracer.startSpan(
    unnamedSpan,
    {
      kind: SpanKind.SERVER,
      attributes: {
        'http.request.method': knownMethods.has(method) ? method : '_OTHER',
        'url.path': '/graphql',
      },
    },
    contextOfCaller(headers),
  );
  const startedAt = Date.now() - performance.now();
  /** Milliseconds since the epoch, from one reading of the system clock: a clock that is set must not end a span before its start. */
  const now = () => startedAt + performance.now();
  const childOf = (span: Span) => trace.setSpan(ROOT_CONTEXT, span);
  const { traceId } = root.spanContext();
  const isSampled = root.isRecording();
  const headersOf = (span: Span) => {
    const { spanId, traceFlags } = span.spanContext();
    return { traceparent: `00-${traceId}-${spanId}-${traceFlags & TraceFlags.SAMPLED ? '01' : '00'}` };
  };
  const fields = new Map<object, FieldSpan>();
  /** Hits that no field caused, because the query was repeated. */
  const hits = new Set<OperationName>();

  const markFailed = (span: Span, type: string) => {
    span.setAttribute('error.type', type);
    span.setStatus({ code: SpanStatusCode.ERROR });
  };
  const fieldSpan = (field: FieldSpan): Span => {
    field.span ??= tracer.startSpan(field.name, { startTime: field.startedAt }, childOf(root));
    return field.span;
  };
  const parentOfCall = () => {
    const field = current.getStore();
    return childOf(field ? fieldSpan(field) : root);
  };

  return {
    traceId,
    isSampled,
    headers: headersOf(root),
    traceField: (name, node, resolve) => {
      const field = fields.get(node) ?? { name, startedAt: now(), endedAt: 0, span: null, hits: new Set() };
      fields.set(node, field);
      const result = current.run(field, resolve);
      const settled = () => {
        field.endedAt = now();
      };
      if (isPromise(result)) result.then(settled, settled);
      else settled();
      return result;
    },
    traceCall: async (operation, call) => {
      const span = tracer.startSpan(operation, { kind: SpanKind.CLIENT }, parentOfCall());
      try {
        const answered = await call(headersOf(span));
        span.setAttribute('learning_api.source', answered.source ?? 'wire');
        return answered;
      } catch (error) {
        const failure = error instanceof LearningApiError ? error.failure : undefined;
        markFailed(span, failure?.kind ?? 'unexpected');
        if (failure?.httpStatus) span.setAttribute('http.response.status_code', failure.httpStatus);
        throw error;
      } finally {
        span.end();
      }
    },
    traceHit: (operation) => {
      const known = current.getStore()?.hits ?? hits;
      if (known.has(operation)) return;
      known.add(operation);
      const attributes = { 'learning_api.source': 'hit' };
      tracer.startSpan(operation, { kind: SpanKind.CLIENT, attributes }, parentOfCall()).end();
    },
    end: ({ kind, operationName, documentId, outcome, status, isRepeated }) => {
      for (const { span, endedAt } of fields.values()) span?.end(endedAt || now());
      root.setAttribute('http.response.status_code', status);
      if (kind) root.updateName(kind).setAttribute('graphql.operation.type', kind);
      if (operationName) root.setAttribute('graphql.operation.name', operationName);
      if (documentId) root.setAttribute('graphql.document.id', documentId);
      if (isRepeated) root.setAttribute('learning_gateway.is_repeated', true);
      if (outcome !== 'OK') markFailed(root, outcome);
      root.end();
    },
  };
}

/** The context of a caller's `traceparent`. `tracestate` is dropped because it may contain anything. */
function contextOfCaller({ traceparent }: IncomingHttpHeaders) {
  const parent = typeof traceparent === 'string' ? parseTraceParent(traceparent) : null;
  return parent ? trace.setSpanContext(ROOT_CONTEXT, { ...parent, isRemote: true }) : ROOT_CONTEXT;
}

/** The part of a resolver's context that tracing needs. */
interface TracedContext {
  record: { trace: RequestTrace | null };
}

const traceResolver: WrapResolver = (resolve, coordinate) => {
  // Separate function: otherwise V8 would allocate the closure's context for every field of requests that are not sampled.
  const traced: GraphQLFieldResolver<unknown, unknown> = (source, args, context, info) => {
    const run = () => resolve(source, args, context, info);
    const { trace: requestTrace } = (context as TracedContext).record;
    return requestTrace ? requestTrace.traceField(coordinate, info.fieldNodes[0] ?? info, run) : run();
  };
  return (source, args, context, info) =>
    (context as TracedContext).record.trace?.isSampled
      ? traced(source, args, context, info)
      : resolve(source, args, context, info);
};

/** Logs once when the collector stops accepting spans, and once when it accepts them again. */
function reportingExporter(exporter: SpanExporter, log: Log): SpanExporter {
  let isUp = true;
  return {
    export: (spans: ReadableSpan[], done) =>
      exporter.export(spans, (result) => {
        const isSent = result.code === ExportResultCode.SUCCESS;
        if (isUp && !isSent)
          log.warn({ event: 'traces_not_sent', advice: 'Spans are dropped until the collector is back.' });
        if (!isUp && isSent) log.info({ event: 'traces_sent_again' });
        isUp = isSent;
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
  };
}
