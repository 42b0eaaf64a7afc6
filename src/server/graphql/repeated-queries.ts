import type { ExecutionResult } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { CallResult } from '../../learning-api/client.ts';
import type { OperationName } from '../../learning-api/contract/operations.ts';
import { heapBytesOf } from '../../learning-api/reuse/heap-bytes.ts';
import { MadeOnce } from '../../learning-api/reuse/made-once.ts';
import type { ServerContext } from './context.ts';
import { finishResult } from './finish-result.ts';
import type { CallRecord, RecordedCall, RequestCalls } from './request-calls.ts';
import type { ExtendResult } from './result-extensions.ts';

/**
 * Answers a query that was executed before without executing it, if all of its calls have the same results as then: the
 * result of a query follows from the results of its calls. Every call is made, with the caller's own token, as soon as
 * those that the query had before it have the same results. At the first other result the query is executed, and has
 * the results that are there already.
 */
export interface RepeatedQueries {
  /**
   * Executes a query, or has its result from before. `json` is set if the result is written already.
   *
   * @param key equal for equal queries: all that its result depends on beside the results of its calls
   * @param execute executes the query; must make its calls by the context's `calls`
   */
  run(key: string, context: ServerContext, execute: Execute): Promise<RepeatedResult>;
}

type Execute = () => Promise<ExecutionResult>;

export interface RepeatedResult {
  outcome: ExecutionResult;
  json?: Buffer;
}

interface Entry extends CallRecord {
  json: Buffer;
  bytes: number;
}

/** Maximum size of the results that are kept, with their calls, in bytes. */
export const maxRepeatedBytes = 16_000_000;
/** The largest result that is kept. Otherwise a few would replace all others. */
export const maxRepeatedEntryBytes = maxRepeatedBytes / 8;
/** The bytes of an entry beside its key, its calls and its JSON, in the tables of lru-cache and for the buffer. */
const entryBytes = 450;
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

  const keep = (key: string, record: CallRecord, result: Buffer) => {
    const bytes = heapBytesOf(key) + heapBytesOf(record) + result.length + entryBytes;
    if (bytes > maxRepeatedEntryBytes) return;
    // The bytes are copied, since they may be a small part of Node's pool of buffers.
    const json = Buffer.allocUnsafeSlow(result.length);
    result.copy(json);
    entries.set(key, { ...record, json, bytes });
  };

  return {
    run: async (key, { calls, record }, execute) => {
      const entry = entries.get(key);
      if (entry && (await hasSameResults(entry, calls)) && record.stale.size === 0)
        return { outcome: withData, json: entry.json };
      // Of callers who may see less, the results differ each time: they must not replace an entry at once.
      if (executedOnce.isSecond(key, typicalBytes)) calls.startRecord();
      const outcome = await execute();
      const callRecord = calls.record();
      if (!callRecord || outcome.errors || record.warnings.length > 0 || record.stale.size > 0) return { outcome };
      const { result, json } = finishResult(outcome, record, extendResult);
      if (result === outcome) keep(key, callRecord, json);
      return { outcome: result, json };
    },
  };
}

/** The outcome of a query whose JSON is there already. */
const withData: ExecutionResult = { data: {} };

/** Makes the calls of a record again, each when the results that the query had before it are there. True if all are the same. */
function hasSameResults({ calls, results }: CallRecord, requestCalls: RequestCalls): Promise<boolean> {
  return new Promise((resolve) => {
    const isThere = new Array<boolean>(calls.length).fill(false);
    let made = 0;
    /** How many of `results` are there, without gaps. */
    let count = 0;
    let isDifferent = false;

    const differs = () => {
      isDifferent = true;
      resolve(false);
    };
    const makeNext = () => {
      while (count < results.length && isThere[results[count] as number]) count += 1;
      if (count === calls.length) return resolve(true);
      for (let call = calls[made]; call && call.resultsBefore <= count && !isDifferent; call = calls[made])
        make(call, made++);
    };
    const make = (call: RecordedCall, index: number) => {
      requestCalls.makeAhead(call.operation, call.parameters).then((result) => {
        if (isDifferent) return;
        if (!isSame(call, result)) return differs();
        isThere[index] = true;
        makeNext();
      }, differs);
    };
    makeNext();
  });
}

function isSame(call: RecordedCall, { version, page }: CallResult<OperationName>): boolean {
  const before = call.page;
  return (
    version === call.version &&
    page.page === before?.page &&
    page.total === before.total &&
    page.perPage === before.perPage
  );
}
