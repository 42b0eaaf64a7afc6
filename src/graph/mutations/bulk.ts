import pLimit from 'p-limit';
import { LearningApiError } from '../../learning-api/errors.ts';
import { builder } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import { explain } from '../errors/advice.ts';
import { codeOfFailure, type ErrorCode } from '../errors/error-codes.ts';
import { InputError, OutcomeUnknownError } from '../errors/errors.ts';
import {
  ErrorInterface,
  ForbiddenMutationError,
  MutationError,
  NotFoundMutationError,
} from '../errors/mutation-errors.ts';

/** Maximum number of items of a bulk mutation. */
export const bulkLimit = 500;
/** Maximum number of concurrent writes of a bulk mutation. */
const bulkConcurrency = 8;

class NotAttemptedMutationError extends MutationError {
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

/** The outcome for one item of a bulk mutation. */
export interface BulkOutcome<Item, Success> {
  item: Item;
  result: Success | MutationError | InputError;
}

/** The errors that any item of a bulk mutation can have. */
export const bulkErrors = [
  NotFoundMutationError,
  ForbiddenMutationError,
  InputError,
  NotAttemptedMutationError,
  OutcomeUnknownMutationError,
  FailedMutationError,
] as const;

/**
 * Runs one write for each item with bounded concurrency, and yields the outcomes in the order of the items as soon as
 * they are known. After the time limit, it waits for the running writes and does not attempt the others.
 */
export async function* inBulk<Item, Success>(
  items: readonly Item[],
  { bulkBudgetMs }: GraphContext,
  write: (item: Item) => Promise<Success>,
): AsyncGenerator<BulkOutcome<Item, Success>> {
  const limit = pLimit(bulkConcurrency);
  const deadline = performance.now() + bulkBudgetMs;
  const outcomes = items.map((item) =>
    limit(async (): Promise<BulkOutcome<Item, Success>> => {
      if (performance.now() >= deadline) {
        return {
          item,
          result: new NotAttemptedMutationError(
            'The time limit was reached before this item. Nothing was sent. Try the item again.',
          ),
        };
      }
      try {
        return { item, result: await write(item) };
      } catch (error) {
        return { item, result: asMutationError(error) };
      }
    }),
  );
  try {
    yield* outcomes;
  } finally {
    // The client disconnected: start no more writes.
    limit.clearQueue();
  }
}

function asMutationError(error: unknown): MutationError | InputError {
  if (error instanceof MutationError || error instanceof InputError) return error;
  if (error instanceof OutcomeUnknownError) return new OutcomeUnknownMutationError(error.message);
  if (!(error instanceof LearningApiError)) throw error;
  return new FailedMutationError(explain(error.failure), codeOfFailure[error.failure.kind]);
}
