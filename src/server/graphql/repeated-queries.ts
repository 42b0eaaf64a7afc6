import type { ExecutionResult } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { CallResult } from '../../learning-api/client.ts';
import type { OperationName } from '../../learning-api/contract/operations.ts';
import { copyForCache, entryBytes } from '../../learning-api/reuse/cached-buffer.ts';
import { heapBytesOf } from '../../learning-api/reuse/heap-bytes.ts';
import { MadeOnce } from '../../learning-api/reuse/made-once.ts';
import { versionBytes, versionOf } from '../../learning-api/reuse/version.ts';
import type { ServerContext } from './context.ts';
import { finishResult } from './finish-result.ts';
import type { CallRecord, RecordedCall, RequestCalls } from './request-calls.ts';
import type { TimeSpan } from './request-clock.ts';
import type { ExtendResult } from './result-extensions.ts';

/**
 * Answers a query that was executed before without executing it, if all of its calls have the same results again: the
 * result of a query follows from the results of its calls. Every call is made with the caller's own token. It is made after
 * the calls that had results before it in the execution have the same results again. At the first other result, or if one is
 * late, the query is executed, with the results received so far and the calls in flight.
 */
export interface RepeatedQueries {
  /**
   * Executes a query, or returns its earlier result. `json` is set if the result is written already.
   *
   * @param key equal for equal queries: everything that decides the result, except the results of the calls
   * @param execute executes the query; must make its calls by `calls` of the context
   */
  run(key: string, context: ServerContext, execute: Execute): Promise<RepeatedResult>;
}

type Execute = () => Promise<ExecutionResult>;

export interface RepeatedResult {
  outcome: ExecutionResult;
  json?: Buffer;
}

interface Entry extends CallRecord {
  /** The time in which the result is the same. */
  span: TimeSpan;
  json: Buffer;
  bytes: number;
}

/** Maximum size of the results that are kept, with their calls, in bytes. */
export const maxRepeatedBytes = 16_000_000;
/** The largest result that is kept. Otherwise a few would replace all others. */
export const maxRepeatedEntryBytes = maxRepeatedBytes / 8;
/** About as much as a result and its calls take. */
const typicalBytes = 10_000;
/** Maximum number of queries that are remembered as executed once. */
export const maxExecutedOnce = 2 * (Math.floor(maxRepeatedBytes / 2 / typicalBytes) + 1);

export function createRepeatedQueries(extendResult: ExtendResult): RepeatedQueries {
  const entries = new LRUCache<string, Entry>({
    maxSize: maxRepeatedBytes,
    sizeCalculation: ({ bytes }) => bytes,
  });
  const executedOnce = new MadeOnce(maxRepeatedBytes);

  const keep = (key: string, record: CallRecord, span: TimeSpan, result: Buffer) => {
    const recordBytes = heapBytesOf(record) + record.calls.length * versionBytes;
    const bytes = heapBytesOf(key) + recordBytes + heapBytesOf(span) + result.length + entryBytes;
    if (bytes > maxRepeatedEntryBytes) return;
    entries.set(key, { ...record, span, json: copyForCache(result), bytes });
  };

  return {
    run: async (key, { calls, clock, lifetime, record }, execute) => {
      const entry = entries.get(key);
      const isSame =
        entry &&
        clock.isIn(entry.span) &&
        calls.hasSameAnswers(entry.answers) &&
        (await hasSameResults(entry, calls, lifetime.cancellation.deadline - performance.now()));
      if (isSame && record.stale.size === 0) {
        record.isRepeated = true;
        return { outcome: withData, json: entry.json };
      }
      // A caller who may see less has other results each time: one of them must not replace the entry.
      if (executedOnce.isSecond(key, typicalBytes)) calls.startRecord();
      const outcome = await execute();
      if (outcome.errors || record.warnings.length > 0 || record.stale.size > 0) return { outcome };
      const callRecord = calls.record();
      if (!callRecord) return { outcome };
      const { result, json } = finishResult(outcome, record, extendResult);
      if (result === outcome && !result.extensions) keep(key, callRecord, clock.sameSpan, json);
      return { outcome: result, json };
    },
  };
}

/** The outcome of a query whose JSON is there already. */
const withData: ExecutionResult = { data: {} };

/**
 * How long a call waits at least for a result that comes later than those after it, in milliseconds. It may not need that
 * result. It waits as long as the comparison has taken so far: on a busy machine all results are late.
 */
export const leastWaitMs = 25;
/** The share of the time left that the comparison may take. After it, the query is executed. */
export const comparisonShare = 0.5;

/**
 * Makes the calls of a record again, each after the results before it. True if all results are the same. False as soon as
 * one is not, or is late: to execute the query makes no call again.
 *
 * @param timeLeft milliseconds until the deadline of the request
 */
function hasSameResults(
  { calls, results }: CallRecord,
  requestCalls: RequestCalls,
  timeLeft: number,
): Promise<boolean> {
  return new Promise((resolve) => {
    const startedAt = performance.now();
    const isThere = new Array<boolean>(calls.length).fill(false);
    let made = 0;
    let received = 0;
    /** How many of `results` are there, without gaps. */
    let inOrder = 0;
    let isEnded = false;
    let wait: NodeJS.Timeout | undefined;
    let limit: NodeJS.Timeout | undefined;

    const end = (areSame: boolean) => {
      isEnded = true;
      clearTimeout(wait);
      clearTimeout(limit);
      resolve(areSame);
    };
    const giveUp = () => end(false);
    const waitForResult = () => {
      const waitMs = Math.max(leastWaitMs, performance.now() - startedAt);
      // The result may have arrived: Node runs timers before it reads from sockets, and `setImmediate` after that.
      const timer = setTimeout(() => setImmediate(() => wait === timer && giveUp()), waitMs);
      wait = timer;
    };
    const countInOrder = () => {
      const before = inOrder;
      while (inOrder < results.length && isThere[results[inOrder] as number]) inOrder += 1;
      if (inOrder === before) return;
      clearTimeout(wait);
      wait = undefined;
    };

    const makeNext = () => {
      while (!isEnded) {
        countInOrder();
        if (inOrder === calls.length) return end(true);
        const call = calls[made];
        if (!call) return;
        if (call.resultsBefore > inOrder) {
          if (received > inOrder && !wait) waitForResult();
          return;
        }
        make(call, made);
        made += 1;
      }
    };
    const make = (call: RecordedCall, index: number) => {
      const { operation, parameters, isCached } = call;
      if (isCached) return compare(call, index, requestCalls.readCachedAhead(operation, parameters));
      requestCalls.makeAhead(operation, parameters).then((result) => {
        if (isEnded) return;
        compare(call, index, result);
        makeNext();
      }, giveUp);
    };
    const compare = (call: RecordedCall, index: number, result: CallResult<OperationName> | null) => {
      if (!result || !isSame(call, result)) return giveUp();
      isThere[index] = true;
      received += 1;
    };
    makeNext();
    if (!isEnded) limit = setTimeout(giveUp, timeLeft * comparisonShare);
  });
}

function isSame(call: RecordedCall, { parts, page }: CallResult<OperationName>): boolean {
  const before = call.page;
  return (
    versionOf(parts) === call.version &&
    page.page === before?.page &&
    page.total === before.total &&
    page.perPage === before.perPage
  );
}
