import type { RowOf } from '../learning-api/contract/operations.ts';
import type { BatchScheduler } from './batch-scheduler.ts';
import {
  createKeyedLoader,
  type Found,
  findEach,
  groupBy,
  indexByKey,
  type KeyedLoader,
  mergeFound,
} from './keyed-loader.ts';
import type { Lists } from './lists.ts';
import { isRefused, nullIfNotFound } from './not-found.ts';

export type AssignmentRow = RowOf<'Assignment'>;

/** An assignment, and its section if the query came through one. */
export interface AssignmentKey {
  id: string;
  sectionId?: string | undefined;
}

/** Creates the loader of assignments by id. Several of one section cost one call for its list, others one call each. */
export function createAssignments(scheduler: BatchScheduler, lists: Lists): KeyedLoader<AssignmentKey, AssignmentRow> {
  const { call } = scheduler;
  const canonical = ({ id }: AssignmentKey) => id;

  const assignments = createKeyedLoader<AssignmentKey, AssignmentRow>({
    canonical,
    scheduler,
    find: async (keys) => {
      const sections = groupBy(
        keys.filter(({ sectionId }) => sectionId),
        ({ sectionId }) => sectionId ?? '',
      );
      const listed = await Promise.all(
        [...sections].filter(([, group]) => group.length > 1).map(([sectionId, group]) => fromList(sectionId, group)),
      );
      const found = mergeFound(listed);
      const rest = await findEach(
        keys.filter(({ id }) => !found.has(id)),
        canonical,
        ({ id }) => nullIfNotFound(call('GetAssignment', { assignmentId: id })),
      );
      return mergeFound([found, rest]);
    },
  });

  async function fromList(sectionId: string, keys: readonly AssignmentKey[]): Promise<Found<AssignmentRow>> {
    const ids = keys.map(canonical);
    try {
      const items = await lists.whole('GetAssignments', { sectionId });
      const rows = indexByKey<AssignmentRow>(items, ids, ({ assignmentId }) => assignmentId);
      return new Map([...rows].filter(([id]) => ids.includes(id)));
    } catch (error) {
      // The result for one assignment must not depend on which others are loaded with it.
      if (isRefused(error)) return new Map();
      return new Map(ids.map((id) => [id, error as Error]));
    }
  }

  lists.onItems('GetAssignments', (rows) => assignments.prime(rows, (row) => [{ id: row.assignmentId }, row]));
  return assignments;
}
