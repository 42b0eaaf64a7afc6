import type { ServerResponse } from 'node:http';
import type { Log } from '../telemetry/log.ts';
import type { RequestRecord } from './request-record.ts';

/** What became of a request, as the log, the metrics and the trace tell it. */
export interface RequestOver {
  /** query, mutation, or null where the request was refused before that was known. */
  kind: string | null;
  /** OK, CALLER_LEFT, or the code of the first error. */
  outcome: string;
  status: number;
  durationMs: number;
}

/** Sums up a request whose response is closed. */
export function requestOver(record: RequestRecord, response: ServerResponse): RequestOver {
  const [firstCode] = record.errorCodes;
  return {
    kind: record.operationKind,
    outcome: response.writableFinished ? (firstCode ?? 'OK') : 'CALLER_LEFT',
    status: response.statusCode,
    durationMs: performance.now() - record.startedAt,
  };
}

/** Writes the one line that the log has of a request. */
export function logRequest(log: Log, record: RequestRecord, { outcome, status, durationMs }: RequestOver): void {
  log.info({
    event: 'request',
    requestId: record.requestId,
    traceId: record.trace?.traceId,
    caller: record.caller,
    operationName: record.operationName,
    operationKind: record.operationKind,
    durationMs: Math.round(durationMs * 10) / 10,
    status,
    outcome,
    errors: record.errorCodes.length,
    sharedWith: record.sharedWith ?? undefined,
    upstreamCalls: Object.fromEntries(record.upstreamCalls),
  });
}
