import type { ExecutionResult } from 'graphql';
import { createSingleFlight, type SharedWork } from '../../learning-api/reuse/single-flight.ts';
import { createLifetime } from '../request/request-lifetime.ts';
import type { RequestRecord } from '../request/request-record.ts';
import type { RequestInput } from './context.ts';
import { finished, finishResult } from './finish-result.ts';
import { copyOf } from './masking.ts';
import { requestError } from './request-error.ts';
import type { ExtendResult } from './result-extensions.ts';
import type { FinishedResult } from './write-response.ts';

/** Single flight for requests: equal requests of one caller that overlap in time share one execution. */
export interface InFlightQueries {
  /**
   * The result, from `execute` or from an equal request in flight. Null if `execute` executed nothing.
   *
   * @param text text of the request, and whether its caller accepts parts; only requests with the same text are equal
   */
  share(text: string, input: RequestInput, execute: Execute): Promise<FinishedResult | null>;
  /** Must be called for each write. Requests that start after the write starts, or ends, join none from before. */
  onWrite(owner: string, answered: Promise<unknown>): void;
}

/** Executes a request. Null if nothing was executed. `json` is set if the result is written already. */
type Execute = (input: RequestInput) => Promise<{ outcome: ExecutionResult; json?: Buffer } | null>;

interface Execution extends FinishedResult {
  record: RequestRecord;
}

/** @param queryMs timeout of a query */
export function createInFlightQueries({
  queryMs,
  extendResult,
}: {
  queryMs: number;
  extendResult: ExtendResult;
}): InFlightQueries {
  const singleFlight = createSingleFlight(queryMs);

  const run = async (input: RequestInput, shared: SharedWork, execute: Execute): Promise<Execution | null> => {
    shared.began();
    const lifetime = createLifetime(input.lifetime.startedAt);
    shared.cancellation.add({ cancel: () => lifetime.cancel() });
    try {
      const result = await execute({ ...input, lifetime });
      if (!result) return null;
      return { ...finished(result, input.record, extendResult), record: input.record };
    } finally {
      lifetime.finish();
    }
  };

  return {
    share: async (text, input, execute) => {
      const { headers, identity, hasRouterSecret, record, lifetime } = input;
      const call = {
        owner: identity.caller === null ? '' : identity.credentials.owner,
        key: `${hasRouterSecret} ${headers['x-organization-id'] ?? ''} ${text}`,
        request: record,
        cancellation: lifetime.cancellation,
        // No caller reads it, and it is not unexpected.
        errorFor: () => requestError('UPSTREAM_ERROR', 'The caller left.'),
      };
      const { isShared, result } = singleFlight.run(call, (shared) => run(input, shared, execute));
      const execution = await result;
      if (!execution) return null;
      return isShared ? replay(execution, record, extendResult) : execution;
    },
    onWrite: (owner, answered) => {
      const forget = () => singleFlight.forget(owner);
      forget();
      answered.then(forget, forget);
    },
  };
}

/** The response to another request for the same execution. Its errors carry its own request id. */
function replay({ result, json, record }: Execution, own: RequestRecord, extendResult: ExtendResult): FinishedResult {
  own.sharedWith = record.requestId;
  own.operationName = record.operationName;
  own.operationKind = record.operationKind;
  own.documentId = record.documentId;
  own.cost = record.cost;
  own.deprecated = record.deprecated;
  own.wouldRefuse = record.wouldRefuse;
  if (!result.errors) return { result, json };
  const errors = result.errors.map((error) =>
    copyOf(error, { message: error.message, extensions: { ...error.extensions } }),
  );
  const copy = { ...result, errors };
  return finishResult(copy, own, extendResult);
}
