import type { IncomingHttpHeaders } from 'node:http';
import type { Call } from '../../loaders/call.ts';

/** The calls of one REST operation for a request, by where their answers came from. */
export interface UpstreamCost {
  operation: string;
  count: number;
  /** From the start of the first call to the end of the last. Calls may run concurrently. */
  milliseconds: number;
  /** `wire` for a call, `cache` for a cached answer, `shared` for the call of another request. */
  source: 'wire' | 'cache' | 'shared';
}

/** Reports to the caller which REST calls a request made. */
export interface UpstreamReport {
  /** The finished calls, in the order in which their operations were first called. */
  costs(): UpstreamCost[];
  /** The same call, recorded in this report. */
  recorded(call: Call): Call;
}

/** True if the header `x-debug`, a comma-separated list, contains the word. */
export function isDebugRequested(word: 'upstream' | 'cost', { 'x-debug': header }: IncomingHttpHeaders): boolean {
  return String(header ?? '')
    .split(',')
    .some((part) => part.trim().toLowerCase() === word);
}

interface RecordedCall {
  operation: string;
  startedAt: number;
  endedAt: number;
  source: UpstreamCost['source'];
}

export function createUpstreamReport(): UpstreamReport {
  const calls: RecordedCall[] = [];
  return {
    costs: () => summarize(calls),
    recorded: (call) => async (operation, parameters) => {
      const entry: RecordedCall = { operation, startedAt: performance.now(), endedAt: Number.NaN, source: 'wire' };
      calls.push(entry);
      try {
        const answered = await call(operation, parameters);
        if (answered.source) entry.source = answered.source === 'shared' ? 'shared' : 'cache';
        return answered;
      } finally {
        entry.endedAt = performance.now();
      }
    },
  };
}

function summarize(calls: readonly RecordedCall[]): UpstreamCost[] {
  const groups = new Map<string, RecordedCall[]>();
  for (const call of calls) {
    if (Number.isNaN(call.endedAt)) continue;
    const key = `${call.operation} ${call.source}`;
    groups.set(key, [...(groups.get(key) ?? []), call]);
  }
  return [...groups.values()].map((group) => {
    const startedAt = Math.min(...group.map((call) => call.startedAt));
    const endedAt = Math.max(...group.map((call) => call.endedAt));
    return {
      operation: group[0]?.operation ?? '',
      count: group.length,
      milliseconds: Math.round((endedAt - startedAt) * 10) / 10,
      source: group[0]?.source ?? 'wire',
    };
  });
}
