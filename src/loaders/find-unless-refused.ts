import type { OperationName } from '../learning-api/contract/operations.ts';
import { LearningApiError } from '../learning-api/errors.ts';
import type { Found } from './keyed-loader.ts';
import { isRefused } from './not-found.ts';

/** How many more calls the bulk calls of a request may cause, for the ids that they refuse and for those that they leave out. */
export const maxSplitCalls = 200;

/** The calls that bulk calls may still cause. */
export interface SplitCalls {
  left: number;
}

/** In 4 parts, one refused id of many costs as many calls as in halves, but half the round trips. */
const partsPerSplit = 4;

/**
 * Finds ids with one call. One id that the caller may not see can make the whole call fail. Then parts of the ids are
 * called separately, until only the ids without permission fail, or no calls are left. A part that fails does not affect
 * the others.
 */
export async function findUnlessRefused<Row>(
  operation: OperationName,
  ids: readonly string[],
  find: (ids: readonly string[]) => Promise<Found<Row>>,
  splitCalls: SplitCalls,
): Promise<Found<Row>> {
  const found = new Map<string, Row | Error>();
  let parts = await findPart(ids);
  while (parts.length > 0) {
    const called = parts.slice(0, splitCalls.left);
    const uncalled = parts.slice(splitCalls.left);
    splitCalls.left -= called.length;
    for (const id of uncalled.flat()) found.set(id, new LearningApiError({ kind: 'callLimit', operation }));
    parts = (await Promise.all(called.map(findPart))).flat();
  }
  return found;

  /** @returns the parts to call instead, if the call is refused */
  async function findPart(part: readonly string[]): Promise<(readonly string[])[]> {
    try {
      for (const [id, row] of await find(part)) found.set(id, row);
      return [];
    } catch (error) {
      if (isRefused(error) && part.length > 1) return split(part);
      const isMissing = isRefused(error) && error.failure.kind === 'conflict';
      if (!isMissing) for (const id of part) found.set(id, error as Error);
      return [];
    }
  }
}

function split(ids: readonly string[]): (readonly string[])[] {
  const size = Math.ceil(ids.length / partsPerSplit);
  return Array.from({ length: Math.ceil(ids.length / size) }, (_, index) =>
    ids.slice(index * size, (index + 1) * size),
  );
}
