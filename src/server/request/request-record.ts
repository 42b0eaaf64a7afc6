import type { IncomingHttpHeaders } from 'node:http';
import type { OperationName } from '../../learning-api/contract/operations.ts';
import { hiding } from '../../learning-api/redaction.ts';
import type { RequestTrace } from '../telemetry/tracing.ts';
import { asksFor, reportFor, type UpstreamReport } from '../telemetry/upstream-report.ts';

export interface Warning {
  path: readonly (string | number)[];
  message: string;
}

/** What the log tells of a request once it is over. */
export interface RequestRecord {
  readonly requestId: string;
  readonly startedAt: number;
  /** Who sent it, once that is known. */
  caller: string | null;
  /** null where requests are not traced. */
  readonly trace: RequestTrace | null;
  operationName: string | null;
  operationKind: string | null;
  /** The request whose answer this one got too. */
  sharedWith: string | null;
  /** The REST operations whose answers were needed, be it by a call or from what was kept. */
  readonly operations: Set<OperationName>;
  /** How often each REST operation was called. */
  readonly upstreamCalls: ReadonlyMap<string, number>;
  /** What those calls cost; null where the caller did not ask for it. */
  readonly upstreamReport: UpstreamReport | null;
  /** How many calls the operation may cause at most, and how many it may. */
  cost: { estimated: number; limit: number } | null;
  /** Whether the caller asked to be told the cost. */
  readonly tellsCost: boolean;
  errorCodes: string[];
  /** Takes what the caller proves themselves with out of a text, which may quote what they wrote elsewhere. */
  hide(text: string): string;
  /** What the REST API warned of, by the path that it belongs to. */
  readonly warnings: Warning[];
  countCall(operation: string): void;
  /** For how many milliseconds answers of operations were too old, where the REST API was not waited for. */
  readonly stale: ReadonlyMap<string, number>;
  noteStale(operation: string, staleMs: number): void;
}

/** A record of a request that begins now. */
export function createRequestRecord(
  requestId: string,
  headers: IncomingHttpHeaders,
  trace: RequestTrace | null,
): RequestRecord {
  const upstreamCalls = new Map<string, number>();
  const stale = new Map<string, number>();
  return {
    requestId,
    startedAt: performance.now(),
    caller: null,
    trace,
    sharedWith: null,
    operations: new Set(),
    operationName: null,
    operationKind: null,
    upstreamCalls,
    upstreamReport: reportFor(headers),
    cost: null,
    tellsCost: asksFor('cost', headers),
    errorCodes: [],
    hide: hiding(secretsIn(headers.authorization)),
    warnings: [],
    stale,
    noteStale: (operation, staleMs) => {
      stale.set(operation, Math.max(staleMs, stale.get(operation) ?? 0));
    },
    countCall: (operation) => {
      upstreamCalls.set(operation, (upstreamCalls.get(operation) ?? 0) + 1);
    },
  };
}

/** The words of the header behind its scheme, such as `Bearer`; short ones give nothing away. */
function secretsIn(authorization: string | undefined): string[] {
  return (authorization ?? '').split(/\s+/).filter((word) => word.length >= 8);
}
