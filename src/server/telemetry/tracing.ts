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
import { type GraphQLFieldResolver, type GraphQLSchema, isIntrospectionType, isObjectType } from 'graphql';
import { isPromise } from '../../execution/is-promise.ts';
import type { Answered } from '../../learning-api/client.ts';
import type { OperationName } from '../../learning-api/contract/operations.ts';
import { LearningApiError } from '../../learning-api/errors.ts';
import type { ServerContext } from '../graphql/context.ts';
import type { Log } from './log.ts';
import type { RequestSummary } from './request-log.ts';

/** Tells a collector of traces what requests spent their time on. */
export interface Tracing {
  /** Begins the trace of a request, or goes on with the one that its caller began. */
  begin(request: IncomingMessage): RequestTrace;
  /** Has the resolvers of a schema tell their requests' traces which of them load something. */
  instrument(schema: GraphQLSchema): void;
  /** Sends what was not sent yet. */
  close(): Promise<void>;
}

/** The trace of one request: a span for itself, for each field that loads, for each call. */
export interface RequestTrace {
  readonly traceId: string;
  /** Notes the work of a resolver, should it lead to calls. */
  resolving<Result>(name: string, node: object, resolve: () => Result): Result;
  /** Notes a call, made with headers that carry the trace on. */
  calling<Name extends OperationName>(
    operation: Name,
    call: (headers: Record<string, string>) => Promise<Answered<Name>>,
  ): Promise<Answered<Name>>;
  end(summary: RequestSummary): void;
}

interface TracingOptions {
  /** Where the collector is. */
  endpoint: string;
  /** Part of requests that are traced where the caller has not decided. */
  ratio: number;
  log: Log;
}

/** Traces that are sent by OTLP over HTTP. */
export function createTracing({ endpoint, ratio, log }: TracingOptions): Tracing {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/$/, '')}/v1/traces`, timeoutMillis: 3_000 });
  const provider = new TracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ 'service.name': 'learning-gateway' }))
      .merge(detectResources({ detectors: [envDetector] })),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
    spanProcessors: [new BatchSpanProcessor({ exporter: telling(exporter, log) })],
  });
  const tracer = provider.getTracer('learning-gateway');
  const current = new AsyncLocalStorage<FieldSpan>();
  return {
    begin: (request) => createRequestTrace(request, tracer, current),
    instrument,
    // What could not be sent is in the log, and is no reason not to stop.
    close: () => provider.shutdown().catch(() => undefined),
  };
}

/** The work for one field of a query, on however many objects. */
interface FieldSpan {
  readonly name: string;
  readonly startedAt: number;
  endedAt: number;
  /** Made when the field leads to its first call. */
  span: Span | null;
}

const knownMethods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']);

function createRequestTrace(
  { method = '', headers }: IncomingMessage,
  tracer: Tracer,
  current: AsyncLocalStorage<FieldSpan>,
): RequestTrace {
  // No name and no attribute holds anything that a caller wrote: what is seen here is a closed set.
  const root = tracer.startSpan(
    'GraphQL request',
    {
      kind: SpanKind.SERVER,
      attributes: {
        'http.request.method': knownMethods.has(method) ? method : '_OTHER',
        'url.path': '/graphql',
      },
    },
    callersContext(headers),
  );
  const below = (span: Span) => trace.setSpan(ROOT_CONTEXT, span);
  const { traceId } = root.spanContext();
  const fields = new Map<object, FieldSpan>();

  const markFailed = (span: Span, type: string) => {
    span.setAttribute('error.type', type);
    span.setStatus({ code: SpanStatusCode.ERROR });
  };
  const fieldSpan = (field: FieldSpan): Span => {
    field.span ??= tracer.startSpan(field.name, { startTime: field.startedAt }, below(root));
    return field.span;
  };

  return {
    traceId,
    resolving: (name, node, resolve) => {
      if (!root.isRecording()) return resolve();
      const known = fields.get(node);
      const field = known ?? { name, startedAt: Date.now(), endedAt: 0, span: null };
      if (!known) fields.set(node, field);
      const result = current.run(field, resolve);
      if (isPromise(result)) {
        const settled = () => {
          field.endedAt = Date.now();
        };
        result.then(settled, settled);
      }
      return result;
    },
    calling: async (operation, call) => {
      const field = current.getStore();
      const parent = field && root.isRecording() ? fieldSpan(field) : root;
      const span = tracer.startSpan(operation, { kind: SpanKind.CLIENT }, below(parent));
      const { spanId, traceFlags } = span.spanContext();
      const flags = traceFlags & TraceFlags.SAMPLED ? '01' : '00';
      try {
        const answered = await call({ traceparent: `00-${traceId}-${spanId}-${flags}` });
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
    end: ({ kind, outcome, status }) => {
      for (const { span, endedAt } of fields.values()) span?.end(endedAt || Date.now());
      root.setAttribute('http.response.status_code', status);
      if (kind) root.setAttribute('graphql.operation.type', kind);
      if (outcome !== 'OK') markFailed(root, outcome);
      root.end();
    },
  };
}

/** The context that a caller's `traceparent` names. Its `tracestate` may hold anything, so it is not taken over. */
function callersContext({ traceparent }: IncomingHttpHeaders) {
  const parent = typeof traceparent === 'string' ? parseTraceParent(traceparent) : null;
  return parent ? trace.setSpanContext(ROOT_CONTEXT, { ...parent, isRemote: true }) : ROOT_CONTEXT;
}

function instrument(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || isIntrospectionType(type)) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.resolve) field.resolve = traced(`${type.name}.${field.name}`, field.resolve);
    }
  }
}

function traced(
  name: string,
  resolve: GraphQLFieldResolver<unknown, ServerContext>,
): GraphQLFieldResolver<unknown, ServerContext> {
  return (source, args, context, info) => {
    const { trace: requestTrace } = context.record;
    const go = () => resolve(source, args, context, info);
    return requestTrace ? requestTrace.resolving(name, info.fieldNodes[0] ?? info, go) : go();
  };
}

/** An exporter that has the log say once that the collector takes nothing, and once that it does again. */
function telling(exporter: SpanExporter, log: Log): SpanExporter {
  let isUp = true;
  return {
    export: (spans: ReadableSpan[], done) =>
      exporter.export(spans, (result) => {
        const isSent = result.code === ExportResultCode.SUCCESS;
        if (isUp && !isSent)
          log.warn({ event: 'traces_not_sent', advice: 'Spans are lost until the collector is back.' });
        if (!isUp && isSent) log.info({ event: 'traces_sent_again' });
        isUp = isSent;
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
  };
}
