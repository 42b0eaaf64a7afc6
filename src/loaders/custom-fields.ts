import type { ResponseOf, RowOf } from '../learning-api/contract/operations.ts';
import type { Gate } from './batch-gate.ts';
import { type ByKey, byKey, each, type Found, groupBy, oneByOne } from './by-key.ts';
import { nullIfNotFound } from './not-found.ts';

export type CustomFieldRow = RowOf<'CustomEnrollmentField'>;
export type CustomFieldDefaultRow = RowOf<'DefaultCustomEnrollmentFieldSetting'>;
export type CustomFieldValueRows = ResponseOf<'GetCustomEnrollmentFieldValues'>;

export interface CustomFieldKey {
  organizationId: string;
  /** Without it: all fields of the organization. */
  id?: string | undefined;
}

export interface CustomFieldValuesKey {
  enrollmentId: string;
  /** Without it: all values of the enrollment. */
  key?: string | undefined;
}

export interface CustomFieldDefaultKey {
  organizationId: string;
  fieldId: string;
  syllabusId?: string | undefined;
}

export interface CustomFields {
  /** The fields that a key means; null where there is none. Several of one organization cost one call. */
  definitions: ByKey<CustomFieldKey, ResponseOf<'GetCustomEnrollmentFields'>>;
  defaults: ByKey<CustomFieldDefaultKey, CustomFieldDefaultRow>;
  /** The values that a key means. Several keys of one enrollment cost one call. */
  values: ByKey<CustomFieldValuesKey, CustomFieldValueRows>;
}

export function createCustomFields(gate: Gate): CustomFields {
  const { call } = gate;
  return {
    definitions: partsOrWhole<CustomFieldKey, ResponseOf<'GetCustomEnrollmentFields'>>({
      gate,
      whole: ({ organizationId }) => organizationId,
      part: ({ id }) => id,
      find: async ({ organizationId: orgId, id: fieldId }) =>
        nullIfNotFound(call('GetCustomEnrollmentFields', { orgId, fieldId })),
      pick: (rows, id) => rows.filter((row) => !(row instanceof Error) && row.fieldId === id),
    }),
    defaults: oneByOne(
      ({ organizationId, fieldId, syllabusId }) => `${organizationId} ${fieldId} ${syllabusId ?? ''}`,
      ({ organizationId: orgId, fieldId, syllabusId }) =>
        nullIfNotFound(call('GetDefaultCustomEnrollmentFieldSetting', { orgId, fieldId, syllabusId })),
    ),
    values: partsOrWhole<CustomFieldValuesKey, CustomFieldValueRows>({
      gate,
      whole: ({ enrollmentId }) => enrollmentId,
      part: ({ key }) => key,
      find: async (parameters) => (await call('GetCustomEnrollmentFieldValues', parameters)).data,
      pick: (rows, key) => rows.filter((row) => !(row instanceof Error) && row.key === key),
    }),
  };
}

/**
 * A loader over lists of which the REST API gives the whole or one part: two parts of one whole that are asked
 * for together cost the whole, once.
 */
function partsOrWhole<Key, Rows>(options: {
  gate: Gate;
  whole(key: Key): string;
  part(key: Key): string | undefined;
  find(key: Key): Promise<Rows | null>;
  pick(rows: Rows, part: string): Rows;
}): ByKey<Key, Rows> {
  const { gate, whole, part, find, pick } = options;
  const canonical = (key: Key) => JSON.stringify([whole(key), part(key) ?? null]);
  return byKey({
    canonical,
    gate,
    find: async (keys) => {
      const groups = [...groupBy(keys, whole).values()];
      const answers = await Promise.all(groups.map(findGroup));
      return new Map(answers.flatMap((answer) => [...answer]));
    },
  });

  async function findGroup(group: readonly Key[]): Promise<Found<Rows>> {
    const [first] = group;
    if (first === undefined || group.length === 1) return each(group, canonical, find);
    const all = await each([{ ...first, id: undefined, key: undefined }], whole, find);
    const rows = all.get(whole(first));
    if (rows === undefined) return new Map();
    return new Map(
      group.map((key) => {
        const name = part(key);
        return [canonical(key), rows instanceof Error || name === undefined ? rows : pick(rows, name)];
      }),
    );
  }
}
