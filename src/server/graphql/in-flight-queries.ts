import { type ExecutionResult, GraphQLError } from 'graphql';
import { jsonOf } from '../../execution/json.ts';
import type { Cancellation } from '../../learning-api/resilience/cancellation.ts';
import { createSingleFlight } from '../../learning-api/reuse/single-flight.ts';
import { createLifetime } from '../request/request-lifetime.ts';
import type { RequestRecord } from '../request/request-record.ts';
import type { RequestInput } from './context.ts';
import { copyOf } from './masking.ts';
import type { ExtendResult, Result } from './result-extensions.ts';

/** Single flight for requests: equal requests of one caller that overlap in time share one execution. */
export interface InFlightQueries {
  /**
   * The response as JSON, from `execute` or from an equal request in flight. Null if `execute` executed nothing.
   *
   * @param body text of the request; only requests with the same text are equal
   */
  respond(body: string, input: RequestInput, execute: Execute): Promise<Buffer | null>;
  /** Must be called for each write. Requests that start after the write starts, or ends, join none from before. */
  onWrite(owner: string, answered: Promise<unknown>): void;
}

/** Executes a request. The result is null if nothing was executed. */
type Execute = (input: RequestInput) => Promise<ExecutionResult | null>;

interface Execution {
  result: Result;
  json: Buffer;
  record: RequestRecord;
}

/** @param queryMs timeout of a query; executions older than a tenth of it are not joined, so that joining costs little time */
export function createInFlightQueries({
  queryMs,
  extendResult,
}: {
  queryMs: number;
  extendResult: ExtendResult;
}): InFlightQueries {
  const singleFlight = createSingleFlight(queryMs / 10);

  const run = async (input: RequestInput, allLeft: Cancellation, execute: Execute): Promise<Execution | null> => {
    const lifetime = createLifetime();
    allLeft.add({ cancel: () => lifetime.cancel() });
    try {
      const result = (await execute({ ...input, lifetime })) as Result | null;
      if (!result) return null;
      extendResult(result, input.record);
      return { result, json: jsonOf(result as ExecutionResult), record: input.record };
    } finally {
      lifetime.finish();
    }
  };

  return {
    respond: async (body, input, execute) => {
      const { headers, identity, hasRouterSecret, record, lifetime } = input;
      const call = {
        owner: identity.caller === null ? '' : identity.credentials.owner,
        key: `${hasRouterSecret} ${headers['x-organization-id'] ?? ''} ${body}`,
        cancellation: lifetime.cancellation,
        errorFor: () => new Error('The caller has left.'),
      };
      const { isShared, result } = singleFlight.run(call, (allLeft) => run(input, allLeft, execute));
      const execution = await result;
      if (!execution) return null;
      return isShared ? replay(execution, record, extendResult) : execution.json;
    },
    onWrite: (owner, answered) => {
      const forget = () => singleFlight.forget(owner);
      forget();
      answered.then(forget, forget);
    },
  };
}

/** The response to another request for the same execution. Its errors carry its own request id. */
function replay({ result, json, record }: Execution, own: RequestRecord, extendResult: ExtendResult): Buffer {
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
  extendResult(copy, own);
  return Buffer.from(JSON.stringify(copy));
}
