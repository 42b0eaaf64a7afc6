import { operations, type ResponseOf, type RowOf } from '../learning-api/contract/operations.ts';
import { LearningApiError } from '../learning-api/errors.ts';
import type { Gate } from './batch-gate.ts';
import { type ByKey, byKey, each, type Found, groupBy, inChunks, keyedBy } from './by-key.ts';
import type { GoodItem, Lists } from './lists.ts';
import { maxPageSize } from './page-window.ts';
import { coverByGroups } from './set-cover.ts';
import type { Syllabi, SyllabusKind } from './syllabi.ts';

export type EnrollmentSearchRow = RowOf<'EnrollmentSearchItem'>;
export type SectionEnrollmentRow = GoodItem<'GetSectionEnrollments'>;
export type TrainingPlanEnrollmentRow = GoodItem<'GetTrainingPlanEnrollments'>;
export type EnrollmentDetails = SectionEnrollmentRow | TrainingPlanEnrollmentRow;

/** An enrollment that was found by its id, and what it is of where that came with it. */
export interface FoundEnrollment {
  row: EnrollmentSearchRow | EnrollmentDetails;
  kind?: SyllabusKind;
}

/** An enrollment and the organization to ask in, which the REST API demands to look one up. */
export interface EnrollmentKey {
  id: string;
  organizationId: string;
}

export interface EnrollmentDetailsKey extends EnrollmentKey {
  userId: string;
  syllabusId: string;
  kind?: SyllabusKind | undefined;
}

export interface Enrollments {
  byId: ByKey<EnrollmentKey, FoundEnrollment>;
  /** What a search does not bring of an enrollment, from the operation for its kind. */
  details: ByKey<EnrollmentDetailsKey, EnrollmentDetails>;
}

type DetailOperation = 'GetSectionEnrollments' | 'GetTrainingPlanEnrollments';

export function createEnrollments(gate: Gate, lists: Lists, syllabi: Syllabi): Enrollments {
  const { call } = gate;
  const canonical = ({ id }: EnrollmentKey) => id;

  const details = byKey<EnrollmentDetailsKey, EnrollmentDetails>({
    canonical,
    gate,
    find: async (keys) => {
      const found: Found<EnrollmentDetails> = new Map();
      const kinds = await each(keys, canonical, async (key) => key.kind ?? (await syllabi.kind(key.syllabusId)));
      for (const [id, kind] of kinds) if (kind instanceof Error) found.set(id, kind);
      const groups = groupBy(
        keys.filter(({ id }) => !found.has(id)),
        (key) => `${kinds.get(key.id)} ${key.organizationId}`,
      );
      const answers = await Promise.all(
        [...groups.values()].map((group) => {
          const kind = kinds.get(group[0]?.id ?? '');
          return findDetails(kind === 'section' ? 'GetSectionEnrollments' : 'GetTrainingPlanEnrollments', group);
        }),
      );
      return new Map([...found, ...answers.flatMap((answer) => [...answer])]);
    },
  });

  /** Keys of one kind and one organization. */
  async function findDetails(
    operation: DetailOperation,
    keys: readonly EnrollmentDetailsKey[],
  ): Promise<Found<EnrollmentDetails>> {
    const { groups, singles } = coverByGroups(keys, [({ userId }) => userId, ({ syllabusId }) => syllabusId]);
    const answers = await Promise.all([
      ...groups.map((group) => findGroup(operation, group)),
      each(singles, canonical, (key) => findSingle(operation, key)),
    ]);
    const found: Found<EnrollmentDetails> = new Map(answers.flatMap((answer) => [...answer]));
    const askedAlone = new Set(singles.map(canonical));
    const missing = keys.filter(({ id }) => !found.has(id) && !askedAlone.has(id));
    const alone = await each(missing, canonical, (key) => findSingle(operation, key));
    return new Map([...found, ...alone]);
  }

  async function findGroup(
    operation: DetailOperation,
    { by, keys }: { by: 0 | 1; keys: readonly EnrollmentDetailsKey[] },
  ): Promise<Found<EnrollmentDetails>> {
    const [{ organizationId: orgId, userId, syllabusId } = { organizationId: '', userId: '', syllabusId: '' }] = keys;
    const parameters = by === 0 ? { orgId, userId } : { orgId, syllabusId };
    const wanted = keys.map(canonical);
    const found: Found<EnrollmentDetails> = new Map();
    try {
      let offset = 0;
      for (;;) {
        const window = lists.window(operation, parameters, { offset, first: maxPageSize });
        const page = keyedBy<EnrollmentDetails>(await window.items(), wanted, (row) => row.enrollmentId);
        for (const id of wanted) {
          const row = page.get(id);
          if (row) found.set(id, row);
        }
        offset += maxPageSize;
        const stillMissing = wanted.length - found.size;
        // One more page is worth it only while it may spare more than one look-up.
        if (stillMissing <= 1 || !(await window.hasNext())) return found;
      }
    } catch (error) {
      return new Map([...wanted.map((id) => [id, error as Error] as const), ...found]);
    }
  }

  async function findSingle(operation: DetailOperation, key: EnrollmentKey): Promise<EnrollmentDetails | null> {
    const items = await listOrNone(operation, { orgId: key.organizationId, enrollmentId: key.id });
    const found = keyedBy<EnrollmentDetails>(items, [key.id], (row) => row.enrollmentId).get(key.id) ?? null;
    if (found instanceof Error) throw found;
    return found;
  }

  /** The answer to a look-up by id; the REST API may answer an unknown id with an empty list or with "not found". */
  async function listOrNone<Name extends DetailOperation>(
    operation: Name,
    parameters: { orgId: string; enrollmentId: string },
  ): Promise<ResponseOf<Name> | []> {
    try {
      return (await call<DetailOperation>(operation, parameters)).data as ResponseOf<Name>;
    } catch (error) {
      if (error instanceof LearningApiError && error.failure.kind === 'conflict') return [];
      throw error;
    }
  }

  const byId = byKey<EnrollmentKey, FoundEnrollment>({
    canonical,
    find: async (keys) => {
      const found = keys.length > 1 ? await search(keys) : new Map();
      const missing = keys.filter(({ id }) => !found.has(id));
      const alone = await each(missing, canonical, findByDetails);
      return new Map([...found, ...alone]);
    },
  });

  /** Many at once; finds those that belong to the very organization asked in. */
  async function search(keys: readonly EnrollmentKey[]): Promise<Found<FoundEnrollment>> {
    const groups = groupBy(keys, ({ organizationId }) => organizationId);
    const answers = await Promise.all(
      [...groups].map(([organizationId, group]) =>
        inChunks(group, operations.SearchEnrollments.bulk.idsPerCall, canonical, async (chunk) => {
          const ids = chunk.map(canonical);
          const { data } = await call('SearchEnrollments', {
            orgIds: [organizationId],
            enrollmentIds: ids,
            perPage: maxPageSize,
          });
          const rows = keyedBy(data.enrollments ?? [], ids, (row) => row.enrollmentId);
          return new Map([...rows].map(([id, row]) => [id, row instanceof Error ? row : { row }]));
        }),
      ),
    );
    return new Map(answers.flatMap((answer) => [...answer]));
  }

  /** One at a time, with the kind and all details; also finds those of organizations below the one asked in. */
  async function findByDetails(key: EnrollmentKey): Promise<FoundEnrollment | null> {
    const section = await findSingle('GetSectionEnrollments', key);
    if (section) return { row: section, kind: 'section' };
    const plan = await findSingle('GetTrainingPlanEnrollments', key);
    return plan && { row: plan, kind: 'trainingPlan' };
  }

  lists.onItems('GetSectionEnrollments', (rows) => {
    primeDetails(rows, 'section');
    syllabi.sections.prime(rows, ({ section }) =>
      section && !(section instanceof LearningApiError) ? [section.syllabusId, section] : null,
    );
  });
  lists.onItems('GetTrainingPlanEnrollments', (rows) => primeDetails(rows, 'trainingPlan'));

  function primeDetails(rows: readonly (EnrollmentDetails | LearningApiError)[], kind: SyllabusKind) {
    details.prime(rows, (row) => {
      const { enrollmentId: id, userId, syllabusId } = row;
      return [{ id, userId, syllabusId, organizationId: '', kind }, row];
    });
    byId.prime(rows, (row) => [
      { id: row.enrollmentId, organizationId: '' },
      { row, kind },
    ]);
  }

  return { byId, details };
}
