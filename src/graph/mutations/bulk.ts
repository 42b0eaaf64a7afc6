import pLimit from 'p-limit';
import { LearningApiError } from '../../learning-api/errors.ts';
import { builder } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import { explain } from '../errors/advice.ts';
import { codeOfFailure, type ErrorCode } from '../errors/error-codes.ts';
import { InputError, OutcomeUnknownError } from '../errors/errors.ts';
import { ErrorInterface, ForbiddenRefusal, NotFoundRefusal, Refusal } from '../errors/mutation-errors.ts';

/** The most items that one bulk mutation takes. */
export const bulkLimit = 500;
/** How many writes of one bulk mutation are under way at once. */
const bulkConcurrency = 8;

class NotAttemptedRefusal extends Refusal {
  readonly code = 'NOT_ATTEMPTED';
}
class OutcomeUnknownRefusal extends Refusal {
  readonly code = 'OUTCOME_UNKNOWN';
}
class FailedRefusal extends Refusal {
  readonly code: ErrorCode;

  constructor(message: string, code: ErrorCode) {
    super(message);
    this.code = code;
  }
}

builder.objectType(NotAttemptedRefusal, {
  name: 'NotAttemptedError',
  interfaces: [ErrorInterface],
  shareable: true,
  description: 'The time for the bulk ran out before this item. Nothing was sent for it; ask for it again.',
});
builder.objectType(OutcomeUnknownRefusal, {
  name: 'OutcomeUnknownError',
  interfaces: [ErrorInterface],
  shareable: true,
  description: 'The write was sent and got no readable answer. The message says what to query before trying again.',
});
builder.objectType(FailedRefusal, {
  name: 'FailedError',
  interfaces: [ErrorInterface],
  shareable: true,
  description: 'The REST API failed for this item; `code` says how. It did not take effect.',
});

/** What became of one item of a bulk, in the place where it was asked for. */
export interface BulkOutcome<Item, Success> {
  item: Item;
  result: Success | Refusal | InputError;
}

/** What any item of a bulk may come to instead of success. */
export const bulkRefusals = [
  NotFoundRefusal,
  ForbiddenRefusal,
  InputError,
  NotAttemptedRefusal,
  OutcomeUnknownRefusal,
  FailedRefusal,
] as const;

/**
 * Carries out one write for each item, a bounded number at once, and gives the outcomes in the order of the items as
 * they become known. When the time is up, what is under way is awaited and the rest is not attempted.
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
          result: new NotAttemptedRefusal('The time ran out before this was attempted. Ask for it again.'),
        };
      }
      try {
        return { item, result: await write(item) };
      } catch (error) {
        return { item, result: asRefusal(error) };
      }
    }),
  );
  try {
    yield* outcomes;
  } finally {
    // The caller left: what was not begun is not begun any more.
    limit.clearQueue();
  }
}

function asRefusal(error: unknown): Refusal | InputError {
  if (error instanceof Refusal || error instanceof InputError) return error;
  if (error instanceof OutcomeUnknownError) return new OutcomeUnknownRefusal(error.message);
  if (!(error instanceof LearningApiError)) throw error;
  return new FailedRefusal(explain(error.failure), codeOfFailure[error.failure.kind]);
}
