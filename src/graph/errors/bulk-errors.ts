import { LearningApiError } from '../../learning-api/errors.ts';
import { builder } from '../builder.ts';
import { explain } from './advice.ts';
import { codeOfFailure, type ErrorCode } from './error-codes.ts';
import { InputError, OutcomeUnknownError } from './errors.ts';
import { ErrorInterface, ForbiddenMutationError, MutationError, NotFoundMutationError } from './mutation-errors.ts';

export class NotAttemptedMutationError extends MutationError {
  readonly code = 'NOT_ATTEMPTED';
}
class OutcomeUnknownMutationError extends MutationError {
  readonly code = 'OUTCOME_UNKNOWN';
}
class FailedMutationError extends MutationError {
  readonly code: ErrorCode;

  constructor(message: string, code: ErrorCode) {
    super(message);
    this.code = code;
  }
}

builder.objectType(NotAttemptedMutationError, {
  name: 'NotAttemptedError',
  interfaces: [ErrorInterface],
  shareable: true,
  description: 'The bulk mutation reached its time limit before this item. Nothing was sent. Try the item again.',
});
builder.objectType(OutcomeUnknownMutationError, {
  name: 'OutcomeUnknownError',
  interfaces: [ErrorInterface],
  shareable: true,
  description:
    'The change was sent, but no readable response arrived. The message says what to query before trying again.',
});
builder.objectType(FailedMutationError, {
  name: 'FailedError',
  interfaces: [ErrorInterface],
  shareable: true,
  description: 'The REST API failed for this item, so the change did not take effect. See `code` for the reason.',
});

/** The errors that any item of a bulk mutation can have. */
export const bulkErrors = [
  NotFoundMutationError,
  ForbiddenMutationError,
  InputError,
  NotAttemptedMutationError,
  OutcomeUnknownMutationError,
  FailedMutationError,
] as const;

/** The error of one item of a bulk mutation. */
export function toItemError(error: unknown): MutationError | InputError {
  if (error instanceof MutationError || error instanceof InputError) return error;
  if (error instanceof OutcomeUnknownError) return new OutcomeUnknownMutationError(error.message);
  if (!(error instanceof LearningApiError)) throw error;
  return new FailedMutationError(explain(error.failure), codeOfFailure[error.failure.kind]);
}
