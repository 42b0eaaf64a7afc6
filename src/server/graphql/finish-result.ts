import { type ExecutionResult, locatedError } from 'graphql';
import type { RequestRecord } from '../request/request-record.ts';
import { toGraphQLError } from './masking.ts';
import type { ExtendResult } from './result-extensions.ts';
import { type FinishedResult, jsonOfResult } from './write-response.ts';

/**
 * Adds the extensions to a result and writes it as JSON. A result that is too large, or nested too deep to be written, is
 * replaced by an error.
 */
export function finishResult(
  result: ExecutionResult,
  record: RequestRecord,
  extendResult: ExtendResult,
): FinishedResult {
  extendResult(result, record);
  try {
    return { result, json: jsonOfResult(result) };
  } catch (error) {
    const refused = { errors: [toGraphQLError(locatedError(error, undefined))] };
    extendResult(refused, record);
    return { result: refused, json: jsonOfResult(refused) };
  }
}

/** The finished form of a result, which may be written already. */
export function finished(
  { outcome, json }: { outcome: ExecutionResult; json?: Buffer | undefined },
  record: RequestRecord,
  extendResult: ExtendResult,
): FinishedResult {
  return json ? { result: outcome, json } : finishResult(outcome, record, extendResult);
}
