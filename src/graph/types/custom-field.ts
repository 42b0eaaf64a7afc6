import type { RowOf } from '../../learning-api/contract/operations.ts';
import { LearningApiError } from '../../learning-api/errors.ts';
import type { QueryPosition } from '../../loaders/batch-scheduler.ts';
import type {
  CustomFieldDefaultKey,
  CustomFieldDefaultRow,
  CustomFieldRow,
  CustomFieldValuesKey,
} from '../../loaders/custom-fields.ts';
import { builder } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import { idArgument } from '../ids.ts';
import { itemErrors, type PositionedInfo, type RowRef, rowFields } from '../row.ts';
import { reportWarnings } from '../warnings.ts';
import { enrollmentChoice } from './arguments.ts';
import { CustomEnrollmentFieldType, codeIn } from './enums.ts';
import { Organization, organizationLink } from './organization.ts';

/** A custom field and the organization to look it up in: the field's own, or one that the field is available to. */
export interface CustomFieldRef extends RowRef<CustomFieldRow> {
  searchedOrgId: string;
}

export const CustomEnrollmentField = builder.objectRef<CustomFieldRef>('CustomEnrollmentField');
export const CustomEnrollmentFieldDefault = builder.objectRef<CustomFieldDefaultRow>('CustomEnrollmentFieldDefault');
export const CustomEnrollmentFieldValue =
  builder.objectRef<RowOf<'CustomEnrollmentFieldValue'>>('CustomEnrollmentFieldValue');

const row = rowFields<CustomFieldRow, CustomFieldRef>('Custom enrollment field', loadField, ['customFields']);
const orgId = row('orgId');
const fieldType = codeIn('customFieldType');

CustomEnrollmentField.implement({
  lookUpPrice: { each: 1 },
  lookUpCalls: ['GetCustomEnrollmentFields'],
  description: 'A custom field for enrollments that is available to an organization.',
  fields: (t) => ({
    id: t.exposeID('id', { nullable: false, description: 'Id of the field.' }),
    key: t.string({
      description: 'Key of the field. Use it to get and set values. Null if the REST API does not report it.',
      resolve: row('key'),
    }),
    name: t.string({ description: 'Display name of the field.', resolve: row('name') }),
    description: t.string({
      description: 'Description of the field. Null if there is none.',
      resolve: row('description'),
    }),
    type: t.field({
      type: CustomEnrollmentFieldType,
      description: 'Type of the value.',
      resolve: row('type', fieldType),
    }),
    typeCode: t.int({ description: 'Numeric code of `type`.', resolve: row('type') }),
    organization: t.field({
      type: Organization,
      feeds: ['customFields'],
      description: 'Organization that the field belongs to. Null if the REST API does not report it.',
      resolve: async (ref, args, context, info) => {
        const id = await orgId(ref, args, context, info);
        return id ? organizationLink(id, { shortName: ref.row?.orgShortName }) : null;
      },
    }),
    default: t.field({
      type: CustomEnrollmentFieldDefault,
      price: { each: 1 },
      provides: 'all',
      calls: ['GetDefaultCustomEnrollmentFieldSetting'],
      description:
        'Default setting of the field in an organization, optionally for one syllabus. Null if there is no default setting.',
      args: {
        organizationId: t.arg.id({
          validate: idArgument,
          description: 'Organization to get the default setting for. Defaults to the organization of the field.',
        }),
        ...defaultArguments,
      },
      resolve: (ref, args, context, info) => {
        const organizationId = args.organizationId ?? ref.row?.orgId ?? ref.searchedOrgId;
        const key = { organizationId, fieldId: ref.id, syllabusId: args.syllabusId ?? undefined };
        return customFieldDefault(key, context, info);
      },
    }),
  }),
});

CustomEnrollmentFieldDefault.implement({
  lookUpPrice: { each: 1 },
  lookUpCalls: ['GetDefaultCustomEnrollmentFieldSetting'],
  description: 'The default setting of a custom enrollment field.',
  fields: (t) => ({
    value: t.exposeString('defaultValue', { description: 'Default value, as text.' }),
    organization: t.field({
      type: Organization,
      description: 'Organization of the default setting.',
      resolve: ({ settingOrgId, settingOrgShortName }) =>
        settingOrgId ? organizationLink(settingOrgId, { shortName: settingOrgShortName }) : null,
    }),
    field: t.field({
      type: CustomEnrollmentField,
      description: 'Custom field that the default setting is for.',
      resolve: ({ fieldId, fieldOrgId, fieldOrgShortName, name, key, type }) =>
        fieldId && fieldOrgId
          ? {
              id: fieldId,
              searchedOrgId: fieldOrgId,
              row: {
                orgId: fieldOrgId,
                orgShortName: fieldOrgShortName,
                type,
                ...(name !== null && { name }),
                ...(key !== null && { key }),
              },
            }
          : null,
    }),
  }),
});

CustomEnrollmentFieldValue.implement({
  description: 'The value of a custom field, set for an enrollment or inherited from an organization.',
  fields: (t) => ({
    key: t.exposeString('key', {
      description: 'Key of the custom field. Null if the REST API does not report it.',
    }),
    name: t.exposeString('name', { description: 'Display name of the custom field.' }),
    value: t.exposeString('value', {
      description: 'Value, as text. Null if no value is set. Dates with a time are in UTC.',
    }),
    type: t.field({
      type: CustomEnrollmentFieldType,
      description: 'Type of the value.',
      resolve: ({ type }, _, context) => fieldType(type, context),
    }),
    typeCode: t.exposeInt('type', { description: 'Numeric code of `type`.' }),
    organization: t.field({
      type: Organization,
      description: 'Organization that the REST API reports for the value.',
      resolve: ({ orgId, orgShortName }) => (orgId ? organizationLink(orgId, { shortName: orgShortName }) : null),
    }),
    inheritedFrom: t.field({
      type: Organization,
      description: 'Organization that the value is inherited from. Null if the value is not inherited.',
      resolve: ({ inheritedFromOrgId, inheritedFromOrgShortName }) =>
        inheritedFromOrgId ? organizationLink(inheritedFromOrgId, { shortName: inheritedFromOrgShortName }) : null,
    }),
    field: t.field({
      type: CustomEnrollmentField,
      description: 'Definition of the custom field.',
      resolve: ({ fieldId, orgId, orgShortName, name, key, type }) =>
        fieldId && orgId
          ? {
              id: fieldId,
              searchedOrgId: orgId,
              row: {
                orgId,
                orgShortName,
                ...(name !== null && { name }),
                ...(key !== null && { key }),
                ...(type !== null && { type }),
              },
            }
          : null,
    }),
  }),
});

/** The syllabus of a default setting. */
export const defaultArguments = builder.args((t) => ({
  syllabusId: t.id({ validate: idArgument, description: 'Section or training plan to get the default setting for.' }),
}));

/** The default setting of a field. Null if there is none. */
export async function customFieldDefault(key: CustomFieldDefaultKey, context: GraphContext, { path }: PositionedInfo) {
  return reportWarnings(await context.loaders.customFields.defaults.load(key), context, path);
}

/** The values of an enrollment, as a field of several types. */
export const customFieldValuesField = {
  isAdministration: true,
  feeds: ['customFieldValues'],
  type: [CustomEnrollmentFieldValue] as [typeof CustomEnrollmentFieldValue],
  onlyNullOnError: false,
  price: { each: 1 },
  nullable: { list: true, items: true },
  calls: ['GetCustomEnrollmentFieldValues'],
  description:
    'Values of the custom enrollment fields. An item is null if the REST API reports an error for it. Dates with a time are in UTC. Costs a REST call for each enrollment.',
} as const;

/** The arguments of this field. */
export const customFieldValuesArguments = builder.args((t) => ({
  key: t.string({ description: 'Return only the value of the field with this key.' }),
}));

/** The custom field values of an enrollment. */
export async function customFieldValues(
  enrollment: CustomFieldValuesKey,
  key: string | null | undefined,
  context: GraphContext,
  { path, position }: PositionedInfo,
) {
  const values = await context.loaders.customFields.values.load({ ...enrollment, key: key ?? undefined }, position);
  return values?.map((value, index) => itemErrors(reportWarnings(value, context, path, index)));
}

builder.queryField('customEnrollmentFieldValues', (t) =>
  t.field({
    ...customFieldValuesField,
    description:
      'Values of the custom enrollment fields of an enrollment. Specify either `enrollmentId`, or `subscriptionId` and `syllabusId`. An item is null if the REST API reports an error for it. Dates with a time are in UTC.',
    args: {
      enrollmentId: t.arg.id({ validate: idArgument, description: 'Id of the section or training plan enrollment.' }),
      subscriptionId: t.arg.id({ validate: idArgument, description: "Id of the learner's subscription." }),
      syllabusId: t.arg.id({
        validate: idArgument,
        description: 'Id of the section or training plan that the learner is enrolled in.',
      }),
      ...customFieldValuesArguments,
    },
    validate: enrollmentChoice('syllabusId'),
    resolve: (_, { enrollmentId, subscriptionId, syllabusId, key }, context, info) => {
      const enrollment = enrollmentId
        ? { enrollmentId }
        : { subscriberId: subscriptionId ?? undefined, syllabusId: syllabusId ?? undefined };
      return customFieldValues(enrollment, key, context, info);
    },
  }),
);

/** A reference to a custom field with its complete row. */
export function customFieldRef(row: CustomFieldRow, searchedOrgId: string): CustomFieldRef {
  return { id: row.fieldId, searchedOrgId, row };
}

async function loadField(
  { id, searchedOrgId }: CustomFieldRef,
  { loaders }: GraphContext,
  position?: QueryPosition,
): Promise<CustomFieldRow | null> {
  const [field] = (await loaders.customFields.definitions.load({ organizationId: searchedOrgId, id }, position)) ?? [];
  if (field instanceof LearningApiError) throw field;
  return field ?? null;
}
