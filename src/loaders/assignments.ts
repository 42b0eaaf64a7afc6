import type { RowOf } from '../learning-api/contract/operations.ts';
import type { BatchScheduler } from './batch-scheduler.ts';
import {
  type Calls,
  createBatchLoader,
  type Found,
  findOrElse,
  groupBy,
  indexByKey,
  type KeyedLoader,
} from './keyed-loader.ts';
import type { Lists } from './lists.ts';
import { isRefused, nullIfNotFound } from './not-found.ts';

export type AssignmentRow = RowOf<'Assignment'>;

/** An assignment, and its section if the query came through one. */
export interface AssignmentKey {
  id: string;
  sectionId?: string | undefined;
}

export interface Assignments extends KeyedLoader<AssignmentKey, AssignmentRow> {
  /** Reads the list of a section whose assignments will be needed. Even a single one is then taken from it. */
  request(sectionId: string): Promise<null>;
}

/** Creates the loader of assignments by id. Several of one section cost one call for its list, others one call each. */
export function createAssignments(scheduler: BatchScheduler, lists: Lists): Assignments {
  const { call } = scheduler;
  const requestedSections = new Set<string>();
  const canonical = ({ id }: AssignmentKey) => id;

  const assignments = createBatchLoader<AssignmentKey, AssignmentRow>({
    canonical,
    scheduler,
    batch: 'assignments',
    find: (keys) => {
      const calls: Calls<AssignmentRow> = new Map();
      const ofSections = keys.filter(({ sectionId }) => sectionId);
      for (const [sectionId, group] of groupBy(ofSections, ({ sectionId }) => sectionId ?? '')) {
        if (group.length === 1 && !requestedSections.has(sectionId)) continue;
        const found = fromList(sectionId, group);
        for (const { id } of group) calls.set(id, found);
      }
      return findOrElse(keys, canonical, calls, ({ id }) =>
        nullIfNotFound(call('GetAssignment', { assignmentId: id })),
      );
    },
  });

  async function fromList(sectionId: string, keys: readonly AssignmentKey[]): Promise<Found<AssignmentRow>> {
    const ids = keys.map(canonical);
    try {
      const items = await lists.whole('GetAssignments', { sectionId });
      return indexByKey<AssignmentRow>(items, ids, ({ assignmentId }) => assignmentId);
    } catch (error) {
      // The result for one assignment must not depend on which others are loaded with it.
      if (isRefused(error)) return new Map();
      return new Map(ids.map((id) => [id, error as Error]));
    }
  }

  lists.onItems('GetAssignments', (rows) => assignments.prime(rows, (row) => [{ id: row.assignmentId }, row]));
  return Object.assign(assignments, {
    request: async (sectionId: string) => {
      requestedSections.add(sectionId);
      await lists.whole('GetAssignments', { sectionId });
      return null;
    },
  });
}
