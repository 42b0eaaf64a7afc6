import pLimit from 'p-limit';
import { z } from 'zod';
import type { GraphContext } from '../context.ts';
import { NotAttemptedMutationError, toItemError } from '../errors/bulk-errors.ts';
import type { InputError } from '../errors/errors.ts';
import type { MutationError } from '../errors/mutation-errors.ts';
import { idArgument } from '../ids.ts';

/** Maximum number of items of a bulk mutation. */
export const bulkLimit = 500;

/** Validates the ids of a bulk mutation: from 1 to the limit, without duplicates. */
export const bulkIds = z
  .array(idArgument)
  .min(1, 'Must contain at least one id.')
  .max(bulkLimit, `Must contain at most ${bulkLimit} ids.`)
  .refine((ids) => new Set(ids).size === ids.length, 'Must contain each id only once.');

/** Maximum number of concurrent writes of a bulk mutation. */
const bulkConcurrency = 8;

/** The outcome for one item of a bulk mutation. */
export interface BulkOutcome<Item, Success> {
  item: Item;
  result: Success | MutationError | InputError;
}

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
        return { item, result: toItemError(error) };
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
