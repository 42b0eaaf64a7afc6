import type { IncomingHttpHeaders } from 'node:http';
import type { CallResult } from '../../learning-api/client.ts';
import type { OperationName } from '../../learning-api/contract/operations.ts';

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
  /** Starts to record where the answer to one read or write comes from. */
  start(operation: string): RecordedSource;
}

/** Records where the answer to one read or write comes from. */
export interface RecordedSource {
  /** Counts a call that is sent, also if it repeats one. */
  sent(): void;
  /** @param source of the answer if no call was made for it */
  end(source?: CallResult<OperationName>['source']): void;
}

/** The words of the header `x-debug`. */
const debugWords = ['upstream', 'cost', 'plan'] as const;

type DebugWord = (typeof debugWords)[number];

/** True if the header `x-debug`, a comma-separated list, contains the word. */
export function isDebugRequested(word: DebugWord, headers: IncomingHttpHeaders): boolean {
  return wordsOf(headers).includes(word);
}

/** True if the header `x-debug` contains a word without a meaning. */
export function hasUnknownDebugWord(headers: IncomingHttpHeaders): boolean {
  return wordsOf(headers).some((word) => word !== '' && !debugWords.includes(word as DebugWord));
}

function wordsOf({ 'x-debug': header }: IncomingHttpHeaders): string[] {
  return header === undefined
    ? []
    : String(header)
        .split(',')
        .map((part) => part.trim().toLowerCase());
}

interface RecordedRead {
  operation: string;
  startedAt: number;
  /** NaN until it has ended. */
  endedAt: number;
  counts: Record<UpstreamCost['source'], number>;
}

export function createUpstreamReport(): UpstreamReport {
  const reads: RecordedRead[] = [];
  return {
    costs: () => summarize(reads.filter(({ endedAt }) => !Number.isNaN(endedAt))),
    start: (operation) => {
      const counts = { wire: 0, cache: 0, shared: 0 };
      const read = { operation, startedAt: performance.now(), endedAt: Number.NaN, counts };
      reads.push(read);
      return {
        sent: () => {
          counts.wire += 1;
        },
        end: (source) => {
          if (source) counts[source === 'shared' ? 'shared' : 'cache'] += 1;
          read.endedAt = performance.now();
        },
      };
    },
  };
}

function summarize(reads: readonly RecordedRead[]): UpstreamCost[] {
  const operations = new Set(reads.map(({ operation }) => operation));
  return [...operations].flatMap((operation) =>
    (['wire', 'cache', 'shared'] as const).flatMap((source) => {
      const group = reads.filter((read) => read.operation === operation && read.counts[source] > 0);
      if (group.length === 0) return [];
      const startedAt = Math.min(...group.map((read) => read.startedAt));
      const endedAt = Math.max(...group.map((read) => read.endedAt));
      const count = group.reduce((sum, { counts }) => sum + counts[source], 0);
      return { operation, count, milliseconds: Math.round((endedAt - startedAt) * 10) / 10, source };
    }),
  );
}
