import type { RowOf } from '../learning-api/contract/operations.ts';
import type { Gate } from './batch-gate.ts';
import { type ByKey, byKey, each, type Found, groupBy, keyedBy } from './by-key.ts';
import type { Lists } from './lists.ts';
import { nullIfNotFound } from './not-found.ts';

export type AssignmentRow = RowOf<'Assignment'>;

/** An assignment, and its section where the path to it came through one. */
export interface AssignmentKey {
  id: string;
  sectionId?: string | undefined;
}

/** Assignments by id: several of one section cost that section's list, any other costs a call of its own. */
export function createAssignments(gate: Gate, lists: Lists): ByKey<AssignmentKey, AssignmentRow> {
  const { call } = gate;
  const canonical = ({ id }: AssignmentKey) => id;

  const assignments = byKey<AssignmentKey, AssignmentRow>({
    canonical,
    gate,
    find: async (keys) => {
      const sections = groupBy(
        keys.filter(({ sectionId }) => sectionId),
        ({ sectionId }) => sectionId ?? '',
      );
      const listed = await Promise.all(
        [...sections].filter(([, group]) => group.length > 1).map(([sectionId, group]) => fromList(sectionId, group)),
      );
      const found: Found<AssignmentRow> = new Map(listed.flatMap((rows) => [...rows]));
      const rest = await each(
        keys.filter(({ id }) => !found.has(id)),
        canonical,
        ({ id }) => nullIfNotFound(call('GetAssignment', { assignmentId: id })),
      );
      return new Map([...found, ...rest]);
    },
  });

  async function fromList(sectionId: string, keys: readonly AssignmentKey[]): Promise<Found<AssignmentRow>> {
    const ids = keys.map(canonical);
    try {
      const items = await lists.whole('GetAssignments', { sectionId });
      const rows = keyedBy<AssignmentRow>(items, ids, ({ assignmentId }) => assignmentId);
      return new Map([...rows].filter(([id]) => ids.includes(id)));
    } catch (error) {
      return new Map(ids.map((id) => [id, error as Error]));
    }
  }

  lists.onItems('GetAssignments', (rows) => assignments.prime(rows, (row) => [{ id: row.assignmentId }, row]));
  return assignments;
}
