import type { IncomingHttpHeaders } from 'node:http';
import type { Call } from '../../loaders/call.ts';

/** What the calls of one REST operation cost a request, by where their answers came from. */
export interface UpstreamCost {
  operation: string;
  count: number;
  /** From the start of the first of them to the end of the last; they may have run side by side. */
  milliseconds: number;
  /** A call of its own, a copy that was kept, or the call of another caller who wanted the same. */
  source: 'wire' | 'cache' | 'shared';
}

/** Tells a caller who asks for it which REST calls a request cost. */
export interface UpstreamReport {
  /** What the calls that are over cost, in the order in which their operations were first called. */
  costs(): UpstreamCost[];
  /** The same calls, noted here. */
  noted(call: Call): Call;
}

/** Whether a caller asks, in `x-debug`, to be told something; the header holds words with commas between. */
export function asksFor(what: 'upstream' | 'cost', { 'x-debug': header }: IncomingHttpHeaders): boolean {
  return String(header ?? '')
    .split(',')
    .some((word) => word.trim().toLowerCase() === what);
}

/** A report for a caller who sends `x-debug: upstream`; null for everyone else. */
export function reportFor(headers: IncomingHttpHeaders): UpstreamReport | null {
  return asksFor('upstream', headers) ? createUpstreamReport() : null;
}

interface Noted {
  operation: string;
  startedAt: number;
  endedAt: number;
  source: UpstreamCost['source'];
}

function createUpstreamReport(): UpstreamReport {
  const calls: Noted[] = [];
  return {
    costs: () => summarize(calls),
    noted: (call) => async (operation, parameters) => {
      const noted: Noted = { operation, startedAt: performance.now(), endedAt: Number.NaN, source: 'wire' };
      calls.push(noted);
      try {
        const answered = await call(operation, parameters);
        if (answered.source) noted.source = answered.source === 'shared' ? 'shared' : 'cache';
        return answered;
      } finally {
        noted.endedAt = performance.now();
      }
    },
  };
}

function summarize(calls: readonly Noted[]): UpstreamCost[] {
  const groups = new Map<string, Noted[]>();
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
