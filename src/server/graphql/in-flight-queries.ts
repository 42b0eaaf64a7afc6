import { type ExecutionResult, GraphQLError } from 'graphql';
import { jsonOf } from '../../execution/json.ts';
import type { Cancellation } from '../../learning-api/resilience/cancellation.ts';
import { createSharing } from '../../learning-api/reuse/single-flight.ts';
import { createRequestEnd } from '../request/request-lifetime.ts';
import type { RequestRecord } from '../request/request-record.ts';
import type { Handover } from './context.ts';
import { copyOf } from './masking.ts';
import type { Finish, Result } from './result-extensions.ts';

/** Lets requests of one caller for the same, at the same time, be answered by one execution. */
export interface SharedAnswers {
  /**
   * The answer as JSON, by `run` or by the run of another request that still goes on; null where `run` gave none.
   *
   * @param text the body of the request: who sends another text asks for something else
   */
  answer(text: string, handover: Handover, run: Run): Promise<Buffer | null>;
  /** Told of a write: what begins after its start, or after its end, joins nothing that began before. */
  wrote(owner: string, answered: Promise<unknown>): void;
}

/** Executes a request. The result is null where nothing was executed. */
type Run = (handover: Handover) => Promise<ExecutionResult | null>;

interface Ran {
  result: Result;
  json: Buffer;
  record: RequestRecord;
}

/** @param queryMs the time that a query has; a run that is so old that it would cost others more than a tenth is not joined */
export function createSharedAnswers({ queryMs, finish }: { queryMs: number; finish: Finish }): SharedAnswers {
  const sharing = createSharing(queryMs / 10);

  const execute = async (handover: Handover, allLeft: Cancellation, run: Run): Promise<Ran | null> => {
    const end = createRequestEnd();
    allLeft.add({ cancel: () => end.leave() });
    try {
      const result = (await run({ ...handover, end })) as Result | null;
      if (!result) return null;
      finish(result, handover.record);
      return { result, json: jsonOf(result as ExecutionResult), record: handover.record };
    } finally {
      end.finish();
    }
  };

  return {
    answer: async (text, handover, run) => {
      const { headers, identity, isRouter, record, end } = handover;
      const owner = identity.caller === null ? '' : identity.credentials.owner;
      const wanted = {
        owner,
        key: `${isRouter} ${headers['x-organization-id'] ?? ''} ${text}`,
        cancellation: end.cancellation,
        left: () => new Error('The caller has left.'),
      };
      const { isShared, result } = sharing.run(wanted, (allLeft) => execute(handover, allLeft, run));
      const ran = await result;
      if (!ran) return null;
      return isShared ? retell(ran, record, finish) : ran.json;
    },
    wrote: (owner, answered) => {
      const forget = () => sharing.forget(owner);
      forget();
      answered.then(forget, forget);
    },
  };
}

/** The answer of one request for another, whose errors have its own id. */
function retell({ result, json, record }: Ran, own: RequestRecord, finish: Finish): Buffer {
  own.sharedWith = record.requestId;
  own.operationName = record.operationName;
  own.operationKind = record.operationKind;
  if (!result.errors) return json;
  const errors = result.errors.map((error) =>
    error instanceof GraphQLError
      ? copyOf(error, { message: error.message, extensions: { ...error.extensions } })
      : error,
  );
  const copy = { ...result, errors };
  finish(copy, own);
  return Buffer.from(JSON.stringify(copy));
}
