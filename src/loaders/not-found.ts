import type { CallResult } from '../learning-api/client.ts';
import type { OperationName, ResponseOf } from '../learning-api/contract/operations.ts';
import { LearningApiError, refusals } from '../learning-api/errors.ts';

/** The value, or null if the REST API responds that it does not exist (HTTP 409). */
export async function nullIfConflict<Value>(value: Promise<Value>): Promise<Value | null> {
  try {
    return await value;
  } catch (error) {
    if (isConflict(error)) return null;
    throw error;
  }
}

/** True if the REST API responds that something does not exist (HTTP 409). */
export function isConflict(error: unknown): error is LearningApiError {
  return error instanceof LearningApiError && error.failure.kind === 'conflict';
}

/** The data of a call, or null if the REST API responds that it does not exist (HTTP 409). */
export async function nullIfNotFound<Name extends OperationName>(
  result: Promise<CallResult<Name>>,
): Promise<ResponseOf<Name> | null> {
  return nullIfConflict(result.then(({ data }) => data));
}

/** True if the REST API refuses a call: the caller may not make it, or something in it does not exist. */
export function isRefused(error: unknown): error is LearningApiError {
  return error instanceof LearningApiError && refusals.has(error.failure.kind);
}

/**
 * True if the REST API responded to a call, but without data: it refuses the call, reports an error, or its response
 * cannot be read. Then another operation may still have the data. A server that is not available is not called again.
 */
export function isWithoutData(error: unknown): error is LearningApiError {
  if (isRefused(error)) return true;
  return error instanceof LearningApiError && (error.failure.kind === 'malformed' || error.failure.kind === 'failed');
}
