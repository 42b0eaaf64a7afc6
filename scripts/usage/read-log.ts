import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** A request as its log line tells it. */
export interface LoggedRequest {
  time: string;
  operationName: string | null;
  operationKind: string | null;
  clientName: string | null;
  clientVersion: string | null;
  /** The hash that the request had instead of a text. */
  documentId: string | null;
  durationMs: number;
  outcome: string;
  /** Estimated number of REST calls. Null if it was not estimated. */
  cost: number | null;
  calls: number;
  deprecated: readonly string[];
  wouldRefuse: readonly string[];
}

/** The requests in a log, line by line. Null for a line that is not a request. */
export async function* readRequests(log: Readable): AsyncGenerator<LoggedRequest | null> {
  for await (const line of createInterface({ input: log, crlfDelay: Number.POSITIVE_INFINITY })) yield requestIn(line);
}

/** Collectors of logs put a time or the name of a container before the JSON. */
function requestIn(line: string): LoggedRequest | null {
  const entry = objectIn(line.slice(line.indexOf('{')));
  if (entry?.event !== 'request' || typeof entry.durationMs !== 'number') return null;
  return {
    time: textOf(entry.time) ?? '',
    operationName: textOf(entry.operationName),
    operationKind: textOf(entry.operationKind),
    clientName: textOf(entry.clientName),
    clientVersion: textOf(entry.clientVersion),
    documentId: textOf(entry.documentId),
    durationMs: entry.durationMs,
    outcome: textOf(entry.outcome) ?? '',
    cost: typeof entry.cost === 'number' ? entry.cost : null,
    calls: typeof entry.calls === 'number' ? entry.calls : sumOf(entry.upstreamCalls),
    deprecated: textsOf(entry.deprecated),
    wouldRefuse: textsOf(entry.wouldRefuse),
  };
}

function objectIn(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return value instanceof Object ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** Logs of earlier releases have the calls by operation only. */
function sumOf(counts: unknown): number {
  return Object.values(counts instanceof Object ? counts : {}).reduce<number>(
    (sum, count) => sum + (typeof count === 'number' ? count : 0),
    0,
  );
}
