import type { CallResult } from '../learning-api/client.ts';
import type { OperationName, ResponseOf } from '../learning-api/contract/operations.ts';
import { LearningApiError } from '../learning-api/errors.ts';

/** The value, or null where the REST API says that what was asked for does not exist. */
export async function nullIfConflict<Value>(value: Promise<Value>): Promise<Value | null> {
  try {
    return await value;
  } catch (error) {
    if (error instanceof LearningApiError && error.failure.kind === 'conflict') return null;
    throw error;
  }
}

/** The data of an answer, or null where the REST API says that what was asked for does not exist. */
export async function nullIfNotFound<Name extends OperationName>(
  answered: Promise<CallResult<Name>>,
): Promise<ResponseOf<Name> | null> {
  return nullIfConflict(answered.then(({ data }) => data));
}
