import type { ErrorCode } from '../../graph/errors/error-codes.ts';
import type { Log } from './log.ts';

/**
 * `stored`: it was carried out, and its answer is kept. `replayed`: it got a kept answer. `waited`: it got the answer of
 * a request that ran at the same time. `refused`: because of its key.
 */
export type IdempotencyOutcome = 'stored' | 'replayed' | 'waited' | 'refused';

/** A finished request, as the log, the metrics and the trace report it. */
export interface RequestSummary {
  requestId: string;
  traceId: string | undefined;
  /** A hash. Null if the caller is unknown. */
  caller: string | null;
  /** How the client names itself. */
  client: { name: string | null; version: string | null };
  operationName: string | null;
  /** query or mutation. Null if the request was refused before this was known. */
  kind: string | null;
  /** The hash of a persisted operation. Null if the request had a text. */
  documentId: string | null;
  /** The method of the Model Context Protocol. Null if the request is to /graphql. */
  mcpMethod: string | null;
  durationMs: number;
  status: number;
  /** OK, CALLER_LEFT, or the code of the first error. */
  outcome: string;
  errorCount: number;
  /** The request whose execution also answered this one. */
  sharedWith: string | null;
  /** True if its result is from an earlier execution of the same query. */
  isRepeated: boolean;
  /** Null without an idempotency key. */
  idempotency: IdempotencyOutcome | null;
  /** Number of calls by REST operation. */
  upstreamCalls: ReadonlyMap<string, number>;
  /** Estimated number of calls. Null if it was not estimated. */
  cost: number | null;
  /** Number of calls that were made. */
  calls: number;
  /** Coordinates of the deprecated elements of the schema that the operation uses. */
  deprecated: readonly string[];
  /** Codes of the errors of limits that are only measured. */
  wouldRefuse: readonly ErrorCode[];
}

/** Writes the one log line of a request. */
export function logRequest(log: Log, summary: RequestSummary): void {
  log.info({
    event: 'request',
    requestId: summary.requestId,
    traceId: summary.traceId,
    caller: summary.caller,
    clientName: summary.client.name ?? undefined,
    clientVersion: summary.client.version ?? undefined,
    operationName: summary.operationName,
    operationKind: summary.kind,
    documentId: summary.documentId ?? undefined,
    mcpMethod: summary.mcpMethod ?? undefined,
    durationMs: Math.round(summary.durationMs * 10) / 10,
    status: summary.status,
    outcome: summary.outcome,
    errors: summary.errorCount,
    sharedWith: summary.sharedWith ?? undefined,
    isRepeated: summary.isRepeated || undefined,
    idempotency: summary.idempotency ?? undefined,
    cost: summary.cost ?? undefined,
    calls: summary.calls,
    deprecated: summary.deprecated.length > 0 ? summary.deprecated : undefined,
    wouldRefuse: summary.wouldRefuse.length > 0 ? summary.wouldRefuse : undefined,
    upstreamCalls: Object.fromEntries(summary.upstreamCalls),
  });
}
