import { operations, type ResponseOf, type RowOf } from '../learning-api/contract/operations.ts';
import { LearningApiError } from '../learning-api/errors.ts';
import type { BatchScheduler } from './batch-scheduler.ts';
import {
  createKeyedLoader,
  createSingleKeyLoader,
  type Found,
  findEach,
  findInChunks,
  groupBy,
  indexByKey,
  type KeyedLoader,
  mergeFound,
} from './keyed-loader.ts';
import { itemsOf, type Lists, type ReadableItem } from './lists.ts';
import { maxPageSize } from './page-window.ts';
import { greedySetCover } from './set-cover.ts';
import type { Syllabi, SyllabusKind } from './syllabi.ts';

export type EnrollmentSearchRow = RowOf<'EnrollmentSearchItem'>;
export type SectionEnrollmentRow = ReadableItem<'GetSectionEnrollments'>;
export type TrainingPlanEnrollmentRow = ReadableItem<'GetTrainingPlanEnrollments'>;
export type EnrollmentDetails = SectionEnrollmentRow | TrainingPlanEnrollmentRow;

/** An enrollment found by its id, and its kind if the response shows it. */
export interface FoundEnrollment {
  row: EnrollmentSearchRow | EnrollmentDetails;
  kind?: SyllabusKind;
}

/** An enrollment and the organization to look in, which the REST API requires. */
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
  byId: KeyedLoader<EnrollmentKey, FoundEnrollment>;
  /** The enrollment with its kind and all details, from the operation that finds it. */
  byDetails: KeyedLoader<EnrollmentKey, FoundEnrollment>;
  /** The fields of an enrollment that a search does not return, from the operation for its kind. */
  details: KeyedLoader<EnrollmentDetailsKey, EnrollmentDetails>;
}

type DetailOperation = 'GetSectionEnrollments' | 'GetTrainingPlanEnrollments';

export function createEnrollments(scheduler: BatchScheduler, lists: Lists, syllabi: Syllabi): Enrollments {
  const { call } = scheduler;
  // The REST API checks the permission in the organization, so it decides over the answer too.
  const canonical = ({ id, organizationId }: EnrollmentKey) => `${organizationId} ${id}`;

  const details = createKeyedLoader<EnrollmentDetailsKey, EnrollmentDetails>({
    canonical,
    scheduler,
    find: async (keys) => {
      const kinds = await findEach(keys, canonical, async (key) => key.kind ?? (await syllabi.kind(key.syllabusId)));
      const failed: Found<EnrollmentDetails> = new Map();
      for (const [key, kind] of kinds) if (kind instanceof Error) failed.set(key, kind);
      const groups = groupBy(
        keys.filter((key) => kinds.has(canonical(key)) && !failed.has(canonical(key))),
        (key) => `${kinds.get(canonical(key))} ${key.organizationId}`,
      );
      const results = await Promise.all(
        [...groups.values()].map((group) => {
          const kind = group[0] && kinds.get(canonical(group[0]));
          return findDetails(kind === 'section' ? 'GetSectionEnrollments' : 'GetTrainingPlanEnrollments', group);
        }),
      );
      const ofUnknownKind = keys.filter((key) => !kinds.has(canonical(key)));
      const rest = await findEach(ofUnknownKind, canonical, async (key) => (await findByDetails(key))?.row ?? null);
      return mergeFound([failed, ...results, rest as Found<EnrollmentDetails>]);
    },
  });

  /** Finds keys of one kind and one organization. */
  async function findDetails(
    operation: DetailOperation,
    keys: readonly EnrollmentDetailsKey[],
  ): Promise<Found<EnrollmentDetails>> {
    const { groups, singles } = greedySetCover(keys, [({ userId }) => userId, ({ syllabusId }) => syllabusId]);
    const results = await Promise.all([
      ...groups.map((group) => findGroup(operation, group)),
      findEach(singles, canonical, (key) => findSingle(operation, key)),
    ]);
    const found = mergeFound(results);
    const loadedSingly = new Set(singles.map(canonical));
    const missing = keys.filter((key) => !found.has(canonical(key)) && !loadedSingly.has(canonical(key)));
    return mergeFound([found, await findEach(missing, canonical, (key) => findSingle(operation, key))]);
  }

  async function findGroup(
    operation: DetailOperation,
    { by, keys }: { by: 0 | 1; keys: readonly EnrollmentDetailsKey[] },
  ): Promise<Found<EnrollmentDetails>> {
    const [{ organizationId: orgId, userId, syllabusId } = { organizationId: '', userId: '', syllabusId: '' }] = keys;
    const parameters = by === 0 ? { orgId, userId } : { orgId, syllabusId };
    const ids = keys.map(({ id }) => id);
    const found: Found<EnrollmentDetails> = new Map();
    try {
      let offset = 0;
      for (;;) {
        const window = lists.window(operation, parameters, { offset, first: maxPageSize });
        const page = indexByKey<EnrollmentDetails>(await window.items(), ids, (row) => row.enrollmentId);
        for (const key of keys) {
          const row = page.get(key.id);
          if (row) found.set(canonical(key), row);
        }
        offset += maxPageSize;
        const stillMissing = ids.length - found.size;
        // One more page pays off only if it may save more than one look-up.
        if (stillMissing <= 1 || !(await window.hasNext())) return found;
      }
    } catch (error) {
      return new Map([...keys.map((key) => [canonical(key), error as Error] as const), ...found]);
    }
  }

  async function findSingle(operation: DetailOperation, key: EnrollmentKey): Promise<EnrollmentDetails | null> {
    const items = await listOrNone(operation, { orgId: key.organizationId, enrollmentId: key.id });
    const found = indexByKey<EnrollmentDetails>(items, [key.id], (row) => row.enrollmentId).get(key.id) ?? null;
    if (found instanceof Error) throw found;
    return found;
  }

  /** Looks up one id. For an unknown id, the REST API may return an empty list or HTTP 409. */
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

  const byId = createKeyedLoader<EnrollmentKey, FoundEnrollment>({
    canonical,
    find: async (keys) => {
      const found: Found<FoundEnrollment> = keys.length > 1 ? await search(keys) : new Map();
      const missing = keys.filter((key) => !found.has(canonical(key)));
      return mergeFound([found, await findEach(missing, canonical, findByDetails)]);
    },
  });

  /** Finds many with one call, but only those that belong to the organization itself. */
  async function search(keys: readonly EnrollmentKey[]): Promise<Found<FoundEnrollment>> {
    const groups = groupBy(keys, ({ organizationId }) => organizationId);
    const results = await Promise.all(
      [...groups].map(([organizationId, group]) =>
        findInChunks(group, operations.SearchEnrollments.bulk.idsPerCall, canonical, async (chunk) => {
          const ids = chunk.map(({ id }) => id);
          const result = await call('SearchEnrollments', {
            orgIds: [organizationId],
            enrollmentIds: ids,
            perPage: maxPageSize,
          });
          const items = itemsOf('SearchEnrollments', result) as (EnrollmentSearchRow | LearningApiError)[];
          const rows = indexByKey(items, ids, (row) => row.enrollmentId);
          return new Map(
            [...rows].map(([id, row]) => [canonical({ id, organizationId }), row instanceof Error ? row : { row }]),
          );
        }),
      ),
    );
    return mergeFound(results);
  }

  /** Finds one with its kind and all details, also if it belongs to a descendant of the organization. */
  async function findByDetails(key: EnrollmentKey): Promise<FoundEnrollment | null> {
    const section = await findSingle('GetSectionEnrollments', key);
    if (section) return { row: section, kind: 'section' };
    const plan = await findSingle('GetTrainingPlanEnrollments', key);
    return plan && { row: plan, kind: 'trainingPlan' };
  }

  const byDetails = createSingleKeyLoader<EnrollmentKey, FoundEnrollment>(canonical, findByDetails);

  lists.onItems('GetSectionEnrollments', (rows, { orgId }) => {
    primeDetails(rows, 'section', orgId);
    syllabi.sections.prime(rows, ({ section }) =>
      section && !(section instanceof LearningApiError) ? [section.syllabusId, section] : null,
    );
  });
  lists.onItems('GetTrainingPlanEnrollments', (rows, { orgId }) => primeDetails(rows, 'trainingPlan', orgId));

  function primeDetails(
    rows: readonly (EnrollmentDetails | LearningApiError)[],
    kind: SyllabusKind,
    organizationId: string | undefined,
  ) {
    if (organizationId === undefined) return;
    details.prime(rows, (row) => {
      const { enrollmentId: id, userId, syllabusId } = row;
      return [{ id, userId, syllabusId, organizationId, kind }, row];
    });
    byId.prime(rows, (row) => [
      { id: row.enrollmentId, organizationId },
      { row, kind },
    ]);
  }

  return { byId, byDetails, details };
}
