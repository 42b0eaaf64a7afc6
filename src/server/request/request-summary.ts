import type { ServerResponse } from 'node:http';
import type { RequestSummary } from '../telemetry/request-log.ts';
import type { RequestRecord } from './request-record.ts';

/** Summarizes a request after its response has closed. */
export function summarize(record: RequestRecord, response: ServerResponse): RequestSummary {
  const [firstCode] = record.errorCodes;
  return {
    requestId: record.requestId,
    traceId: record.trace?.traceId,
    caller: record.caller,
    client: record.client,
    operationName: record.operationName,
    kind: record.operationKind,
    documentId: record.documentId,
    mcpMethod: record.mcpMethod,
    durationMs: performance.now() - record.startedAt,
    status: response.statusCode,
    outcome: response.writableFinished ? (firstCode ?? 'OK') : 'CALLER_LEFT',
    errorCount: record.errorCodes.length,
    sharedWith: record.sharedWith,
    isRepeated: record.isRepeated,
    idempotency: record.idempotency,
    upstreamCalls: record.upstreamCalls,
    cost: costOf(record),
    calls: [...record.upstreamCalls.values()].reduce((sum, count) => sum + count, 0),
    deprecated: record.deprecated,
    wouldRefuse: record.wouldRefuse,
  };
}

function costOf({ cost }: RequestRecord): number | null {
  return cost && Number.isFinite(cost.estimated) ? cost.estimated : null;
}
