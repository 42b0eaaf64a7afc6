import type { GraphQLResolveInfo } from 'graphql';
import pLimit from 'p-limit';
import { z } from 'zod';
import type { WriteOperation } from '../../learning-api/contract/operations.ts';
import type { GraphContext } from '../context.ts';
import { NotAttemptedMutationError, toItemError } from '../errors/bulk-errors.ts';
import type { InputError } from '../errors/errors.ts';
import type { MutationError } from '../errors/mutation-errors.ts';
import { idArgument } from '../ids.ts';
import { isDeliveredLater } from '../selection.ts';
import { createPace } from './bulk-pace.ts';

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

/** A bulk mutation that runs or has run. */
export interface BulkRun<Item, Success> {
  /**
   * The outcomes in the order of the items; if they are delivered in parts, each as soon as it is known. The same ones each
   * time, no matter how often they are selected.
   */
  outcomes(): readonly BulkOutcome<Item, Success>[] | AsyncIterable<BulkOutcome<Item, Success>>;
}

interface Bulk<Item, Success> {
  items: readonly Item[];
  operation: WriteOperation;
  /** The parameters of the write that the audit log shows for an item that was not attempted. */
  parametersOf(item: Item): object;
  write(item: Item): Promise<Success>;
}

/**
 * Starts one write for each item, in order and with bounded concurrency. When the caller leaves, the time has run out,
 * the token is refused or the REST API asks for a long pause, no further write begins; those that began are awaited.
 *
 * @returns at once if `outcomes` is delivered in parts, else when every outcome is known
 */
export async function runBulk<Item, Success>(
  { items, operation, parametersOf, write }: Bulk<Item, Success>,
  context: GraphContext,
  info: GraphQLResolveInfo,
): Promise<BulkRun<Item, Success>> {
  const limit = pLimit(bulkConcurrency);
  const pace = createPace(context);

  const outcomeOf = async (item: Item): Promise<BulkOutcome<Item, Success>> => {
    const obstacle = await pace.next();
    if (obstacle) {
      context.auditNotAttempted(operation, parametersOf(item), obstacle.reason);
      return { item, result: new NotAttemptedMutationError(obstacle) };
    }
    try {
      return { item, result: await write(item) };
    } catch (error) {
      pace.learnFrom(error);
      return { item, result: toItemError(error, context) };
    }
  };

  const outcomes = items.map((item) => limit(outcomeOf, item));
  const finished = Promise.all(outcomes);
  context.bulkRuns.push(finished);
  if (!isDeliveredLater(info, 'outcomes')) {
    const known = await finished;
    return { outcomes: () => known };
  }
  return {
    outcomes: async function* () {
      yield* outcomes;
    },
  };
}
