import type { IncomingHttpHeaders } from 'node:http';
import type { ErrorCode } from '../../graph/errors/error-codes.ts';
import type { OperationName } from '../../learning-api/contract/operations.ts';
import { createRedactor } from '../../learning-api/redaction.ts';
import type { IdempotencyOutcome } from '../telemetry/request-log.ts';
import type { RequestTrace } from '../telemetry/tracing.ts';
import { createUpstreamReport, isDebugRequested, type UpstreamReport } from '../telemetry/upstream-report.ts';
import { type Client, clientOf } from './client.ts';
import { credentialsIn } from './credentials.ts';
import { createQuote, type Quote } from './quote.ts';
import { createServerTiming, type ServerTiming } from './server-timing.ts';

export interface Warning {
  path: readonly (string | number)[];
  message: string;
}

/** Everything that is recorded about a request while it runs, for its response, the log, the metrics and the trace. */
export interface RequestRecord {
  readonly requestId: string;
  /** As of `performance.now()`. */
  readonly startedAt: number;
  /** Hash of the caller. Null until the caller is identified, and for anonymous callers. */
  caller: string | null;
  readonly client: Client;
  /** Null if tracing is off. */
  readonly trace: RequestTrace | null;
  operationName: string | null;
  operationKind: string | null;
  /** The hash that the request has instead of a text. Null if it has a text. */
  documentId: string | null;
  /** The method of the Model Context Protocol. Null if the request is to /graphql. */
  mcpMethod: string | null;
  /** Coordinates of the deprecated elements of the schema that the operation uses. */
  deprecated: readonly string[];
  /** The id of the request whose execution also answered this one. */
  sharedWith: string | null;
  /** True if the result is from an earlier execution of the same query. */
  isRepeated: boolean;
  /** The effect of the idempotency key on the request. Null without a key, and if nothing was kept. */
  idempotency: IdempotencyOutcome | null;
  /** Null if it is not measured. */
  readonly timing: ServerTiming | null;
  /** The REST operations that were needed, whether they were called or cached. */
  readonly operations: Set<OperationName>;
  /** Number of calls by REST operation. */
  readonly upstreamCalls: ReadonlyMap<string, number>;
  /** Null if the caller did not request it. */
  readonly upstreamReport: UpstreamReport | null;
  /**
   * The estimated number of REST calls, its limit, and the number of calls that the request may make. Null until it is
   * estimated.
   */
  cost: { estimated: number; limit: number; callLimit: number } | null;
  /** Codes of the errors with which the request would be refused if limits that are only measured were enforced. */
  wouldRefuse: ErrorCode[];
  /** True if the caller requested the cost. */
  readonly reportsCost: boolean;
  errorCodes: string[];
  /** Removes the caller's credentials from a text, which may quote a request that contains them. */
  redact(text: string): string;
  /** A text of the caller for the log. */
  quote: Quote;
  /** Warnings of the REST API, with the path of the field that each belongs to. */
  readonly warnings: Warning[];
  countCall(operation: string): void;
  /** Number of writes that were sent. */
  writesSent: number;
  /** By REST operation, for how many milliseconds the cached answer has been stale. */
  readonly stale: ReadonlyMap<string, number>;
  recordStale(operation: string, staleMs: number): void;
}

/** The record of a request that starts now. */
export function createRequestRecord(
  requestId: string,
  headers: IncomingHttpHeaders,
  trace: RequestTrace | null,
  measuresTime = false,
): RequestRecord {
  const startedAt = performance.now();
  const upstreamCalls = new Map<string, number>();
  const redact = createRedactor(credentialsIn(headers.authorization));
  const quote = createQuote(headers.authorization, redact);
  const stale = new Map<string, number>();
  return {
    requestId,
    startedAt,
    timing: measuresTime ? createServerTiming(startedAt) : null,
    caller: null,
    client: clientOf(headers, quote),
    trace,
    mcpMethod: null,
    deprecated: [],
    sharedWith: null,
    isRepeated: false,
    idempotency: null,
    writesSent: 0,
    operations: new Set(),
    operationName: null,
    operationKind: null,
    documentId: null,
    upstreamCalls,
    upstreamReport: isDebugRequested('upstream', headers) ? createUpstreamReport() : null,
    cost: null,
    wouldRefuse: [],
    reportsCost: isDebugRequested('cost', headers),
    errorCodes: [],
    redact,
    quote,
    warnings: [],
    stale,
    recordStale: (operation, staleMs) => {
      stale.set(operation, Math.max(staleMs, stale.get(operation) ?? 0));
    },
    countCall: (operation) => {
      upstreamCalls.set(operation, (upstreamCalls.get(operation) ?? 0) + 1);
    },
  };
}
