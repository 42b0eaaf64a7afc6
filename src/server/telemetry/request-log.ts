import type { Log } from './log.ts';

/** A finished request, as the log, the metrics and the trace report it. */
export interface RequestSummary {
  requestId: string;
  traceId: string | undefined;
  /** A hash. Null if the caller is unknown. */
  caller: string | null;
  operationName: string | null;
  /** query or mutation. Null if the request was refused before this was known. */
  kind: string | null;
  durationMs: number;
  status: number;
  /** OK, CALLER_LEFT, or the code of the first error. */
  outcome: string;
  errorCount: number;
  /** The request whose execution also answered this one. */
  sharedWith: string | null;
  /** Number of calls by REST operation. */
  upstreamCalls: ReadonlyMap<string, number>;
}

/** Writes the one log line of a request. */
export function logRequest(log: Log, summary: RequestSummary): void {
  log.info({
    event: 'request',
    requestId: summary.requestId,
    traceId: summary.traceId,
    caller: summary.caller,
    operationName: summary.operationName,
    operationKind: summary.kind,
    durationMs: Math.round(summary.durationMs * 10) / 10,
    status: summary.status,
    outcome: summary.outcome,
    errors: summary.errorCount,
    sharedWith: summary.sharedWith ?? undefined,
    upstreamCalls: Object.fromEntries(summary.upstreamCalls),
  });
}
