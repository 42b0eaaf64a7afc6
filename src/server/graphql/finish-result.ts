import type { ExecutionResult } from 'graphql';
import { ResponseTooLargeError, resultTooLarge } from '../../execution/response-size.ts';
import type { RequestRecord } from '../request/request-record.ts';
import { maskErrors, toGraphQLError } from './masking.ts';
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
    const refused = maskErrors(
      error instanceof ResponseTooLargeError ? resultTooLarge(error) : { errors: [toGraphQLError(error)] },
    );
    extendResult(refused, record);
    return { result: refused, json: jsonOfResult(refused) };
  }
}
