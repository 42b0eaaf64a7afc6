import type { ResponseOf, RowOf } from '../learning-api/contract/operations.ts';
import type { LearningApiError } from '../learning-api/errors.ts';
import type { BatchScheduler } from './batch-scheduler.ts';
import {
  createKeyedLoader,
  createSingleKeyLoader,
  type Found,
  findEach,
  groupBy,
  indexByKey,
  type KeyedLoader,
  mergeFound,
} from './keyed-loader.ts';
import { nullIfNotFound } from './not-found.ts';

export type CustomFieldRow = RowOf<'CustomEnrollmentField'>;
export type CustomFieldDefaultRow = RowOf<'DefaultCustomEnrollmentFieldSetting'>;
export type CustomFieldValueRows = ResponseOf<'GetCustomEnrollmentFieldValues'>;

export interface CustomFieldKey {
  organizationId: string;
  /** Absent: all fields of the organization. */
  id?: string | undefined;
}

/** An enrollment, by its id or by its subscription and its syllabus. */
export interface CustomFieldValuesKey {
  enrollmentId?: string | undefined;
  subscriberId?: string | undefined;
  syllabusId?: string | undefined;
  /** Absent: all values of the enrollment. */
  key?: string | undefined;
}

export interface CustomFieldDefaultKey {
  organizationId: string;
  fieldId: string;
  syllabusId?: string | undefined;
}

export interface CustomFields {
  /** The fields of a key. Null if there are none. Several fields of one organization cost one call. */
  definitions: KeyedLoader<CustomFieldKey, ResponseOf<'GetCustomEnrollmentFields'>>;
  defaults: KeyedLoader<CustomFieldDefaultKey, CustomFieldDefaultRow>;
  /** The values of a key. Several values of one enrollment cost one call. */
  values: KeyedLoader<CustomFieldValuesKey, CustomFieldValueRows>;
}

export function createCustomFields(scheduler: BatchScheduler): CustomFields {
  const { call } = scheduler;
  return {
    definitions: partsOrWhole<CustomFieldKey, ResponseOf<'GetCustomEnrollmentFields'>>({
      scheduler,
      whole: ({ organizationId }) => organizationId,
      part: ({ id }) => id,
      find: async ({ organizationId: orgId, id: fieldId }) =>
        nullIfNotFound(call('GetCustomEnrollmentFields', { orgId, fieldId })),
      pick: (rows, id) => {
        const row = indexByKey<CustomFieldRow>(rows, [id], ({ fieldId }) => fieldId).get(id);
        return row ? [row as CustomFieldRow | LearningApiError] : null;
      },
    }),
    defaults: createSingleKeyLoader(
      ({ organizationId, fieldId, syllabusId }) => `${organizationId} ${fieldId} ${syllabusId ?? ''}`,
      // Not found is a field, organization or syllabus that does not exist. No default setting is another response.
      async ({ organizationId: orgId, fieldId, syllabusId }) =>
        (await call('GetDefaultCustomEnrollmentFieldSetting', { orgId, fieldId, syllabusId })).data,
    ),
    values: partsOrWhole<CustomFieldValuesKey, CustomFieldValueRows>({
      scheduler,
      whole: ({ enrollmentId, subscriberId, syllabusId }) => enrollmentId ?? `${subscriberId} ${syllabusId}`,
      part: ({ key }) => key,
      find: async (parameters) => (await call('GetCustomEnrollmentFieldValues', parameters)).data,
      // A failed item does not show its key, so it may be the value.
      pick: (rows, key) => {
        const found = rows.filter((row) => !(row instanceof Error) && row.key === key);
        return found.length > 0 ? found : rows.filter((row) => row instanceof Error);
      },
    }),
  };
}

/**
 * Creates a loader for lists that the REST API returns as a whole or in part. Several parts of one list that are loaded
 * together cost one call for the whole list.
 */
function partsOrWhole<Key, Rows>(options: {
  scheduler: BatchScheduler;
  whole(key: Key): string;
  part(key: Key): string | undefined;
  find(key: Key): Promise<Rows | null>;
  /** The part of the whole list. Null if there is none. */
  pick(rows: Rows, part: string): Rows | null;
}): KeyedLoader<Key, Rows> {
  const { scheduler, whole, part, find, pick } = options;
  const canonical = (key: Key) => JSON.stringify([whole(key), part(key) ?? null]);
  return createKeyedLoader({
    canonical,
    scheduler,
    find: async (keys) => {
      const groups = [...groupBy(keys, whole).values()];
      return mergeFound(await Promise.all(groups.map(findGroup)));
    },
  });

  async function findGroup(group: readonly Key[]): Promise<Found<Rows>> {
    const [first] = group;
    if (first === undefined || group.length === 1) return findEach(group, canonical, find);
    const all = await findEach([{ ...first, id: undefined, key: undefined }], whole, find);
    const rows = all.get(whole(first));
    if (rows === undefined) return new Map();
    const found: Found<Rows> = new Map();
    for (const key of group) {
      const name = part(key);
      const rowsOfKey = rows instanceof Error || name === undefined ? rows : pick(rows, name);
      if (rowsOfKey !== null) found.set(canonical(key), rowsOfKey);
    }
    return found;
  }
}
