import type { ResponseOf, RowOf } from '../learning-api/contract/operations.ts';
import type { LearningApiError } from '../learning-api/errors.ts';
import type { BatchName, BatchScheduler } from './batch-scheduler.ts';
import {
  type Calls,
  createBatchLoader,
  createSingleKeyLoader,
  type Found,
  findEach,
  groupBy,
  indexByKey,
  type KeyedLoader,
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
      batch: 'customFields',
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
      batch: 'customFieldValues',
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
 * Creates a loader for lists that the REST API returns as a whole or in part. A whole list is called for at once. Parts
 * wait for the others: several parts of one list, and a part of a list that is needed as a whole, cost one call for the
 * whole list.
 */
function partsOrWhole<Key, Rows>(options: {
  scheduler: BatchScheduler;
  batch: BatchName;
  whole(key: Key): string;
  part(key: Key): string | undefined;
  find(key: Key): Promise<Rows | null>;
  /** The part of the whole list. Null if there is none. */
  pick(rows: Rows, part: string): Rows | null;
}): KeyedLoader<Key, Rows> {
  const { scheduler, batch, whole, part, find, pick } = options;
  const canonical = (key: Key) => JSON.stringify([whole(key), part(key) ?? null]);
  const requested = new Set<string>();
  const wholes = createSingleKeyLoader<Key, Rows>(whole, (key) => find({ ...key, id: undefined, key: undefined }));

  const parts = createBatchLoader<Key, Rows>({
    canonical,
    scheduler,
    batch,
    find: (keys) => {
      const calls: Calls<Rows> = new Map();
      for (const [name, group] of groupBy(keys, whole)) {
        if (group.length === 1 && !requested.has(name)) continue;
        for (const key of group) calls.set(canonical(key), pickFrom(wholes.load(key), key));
      }
      const single = keys.filter((key) => !calls.has(canonical(key)));
      return new Map([...calls, ...findEach(single, canonical, find)]);
    },
  });

  async function pickFrom(loading: Promise<Rows | null>, key: Key): Promise<Found<Rows>> {
    const rows = await loading;
    const picked = rows && pick(rows, part(key) ?? '');
    return new Map(picked === null ? [] : [[canonical(key), picked]]);
  }

  return {
    load: (key, position) => {
      if (part(key) !== undefined) return parts.load(key, position);
      requested.add(whole(key));
      return wholes.load(key);
    },
    prime: () => undefined,
    clearAll: () => {
      requested.clear();
      wholes.clearAll();
      parts.clearAll();
    },
  };
}
