import type { RowOf } from '../../learning-api/contract/operations.ts';
import { LearningApiError } from '../../learning-api/errors.ts';
import type { CustomFieldDefaultRow, CustomFieldRow } from '../../loaders/custom-fields.ts';
import { builder } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import { id } from '../ids.ts';
import { type RowRef, rowFields } from '../row.ts';
import { noteWarnings } from '../warnings.ts';
import { CustomEnrollmentFieldType, codeIn } from './enums.ts';
import { Organization, organizationLink } from './organization.ts';

/** A custom field, and the organization to ask in. */
export interface CustomFieldRef extends RowRef<CustomFieldRow> {
  orgId: string;
}

export const CustomEnrollmentField = builder.objectRef<CustomFieldRef>('CustomEnrollmentField');
export const CustomEnrollmentFieldDefault = builder.objectRef<CustomFieldDefaultRow>('CustomEnrollmentFieldDefault');
export const CustomEnrollmentFieldValue =
  builder.objectRef<RowOf<'CustomEnrollmentFieldValue'>>('CustomEnrollmentFieldValue');

const row = rowFields<CustomFieldRow, CustomFieldRef>('Custom enrollment field', loadField);
const fieldType = codeIn('customFieldType');

CustomEnrollmentField.implement({
  description: 'A field of its own that an organization keeps for each enrollment.',
  fields: (t) => ({
    id: t.exposeID('id', { nullable: false, description: 'The id of the field.' }),
    key: t.string({
      nullable: false,
      description: 'The key under which values are set and read.',
      resolve: row('key'),
    }),
    name: t.string({ description: 'The name that people see.', resolve: row('name') }),
    description: t.string({ description: 'What the field is for.', resolve: row('description') }),
    type: t.field({
      type: CustomEnrollmentFieldType,
      description: 'What kind of value it holds.',
      resolve: row('type', fieldType),
    }),
    typeCode: t.int({ description: 'The number of `type`.', resolve: row('type') }),
    organization: t.field({
      type: Organization,
      nullable: false,
      description: 'The organization that the field belongs to.',
      resolve: ({ orgId, row }) => organizationLink(orgId, { shortName: row?.orgShortName }),
    }),
    default: t.field({
      type: CustomEnrollmentFieldDefault,
      description: 'The value that an enrollment has while none was set. Null when there is no default.',
      args: {
        organizationId: t.arg.id({
          validate: id,
          description: 'The organization to ask for its default. Without it: the one that the field belongs to.',
        }),
        syllabusId: t.arg.id({ validate: id, description: 'The section or training plan to ask for its default.' }),
      },
      resolve: async (ref, args, context, { path }) => {
        const setting = await context.loaders.customFields.defaults.load({
          organizationId: args.organizationId ?? ref.orgId,
          fieldId: ref.id,
          syllabusId: args.syllabusId ?? undefined,
        });
        return noteWarnings(setting, context, path);
      },
    }),
  }),
});

CustomEnrollmentFieldDefault.implement({
  description: 'The value of a custom field for enrollments that have none of their own.',
  fields: (t) => ({
    value: t.exposeString('defaultValue', { description: 'The value, as text.' }),
    organization: t.field({
      type: Organization,
      description: 'The organization that set the default.',
      resolve: ({ settingOrgId, settingOrgShortName }) =>
        settingOrgId ? organizationLink(settingOrgId, { shortName: settingOrgShortName }) : null,
    }),
    field: t.field({
      type: CustomEnrollmentField,
      description: 'The field that it is the default of.',
      resolve: ({ fieldId, fieldOrgId, fieldOrgShortName, name, key, type }) =>
        fieldId && fieldOrgId
          ? {
              id: fieldId,
              orgId: fieldOrgId,
              row: { orgShortName: fieldOrgShortName, name, ...(key && { key }), type },
            }
          : null,
    }),
  }),
});

CustomEnrollmentFieldValue.implement({
  description: 'The value that an enrollment has in a custom field.',
  fields: (t) => ({
    key: t.exposeString('key', { nullable: false, description: 'The key of the field.' }),
    name: t.exposeString('name', { description: 'The name of the field that people see.' }),
    value: t.exposeString('value', { description: 'The value, as text. Dates are in UTC. Null when none was set.' }),
    type: t.field({
      type: CustomEnrollmentFieldType,
      description: 'What kind of value it is.',
      resolve: ({ type }, _, context) => fieldType(type, context),
    }),
    typeCode: t.exposeInt('type', { description: 'The number of `type`.' }),
    organization: t.field({
      type: Organization,
      description: 'The organization that the field belongs to.',
      resolve: ({ orgId, orgShortName }) => (orgId ? organizationLink(orgId, { shortName: orgShortName }) : null),
    }),
    inheritedFrom: t.field({
      type: Organization,
      description: 'The organization above that the value comes from. Null when it is its own.',
      resolve: ({ inheritedFromOrgId, inheritedFromOrgShortName }) =>
        inheritedFromOrgId ? organizationLink(inheritedFromOrgId, { shortName: inheritedFromOrgShortName }) : null,
    }),
    field: t.field({
      type: CustomEnrollmentField,
      description: 'The field as its organization set it up.',
      resolve: ({ fieldId, orgId, orgShortName, name, key, type }) =>
        fieldId && orgId ? { id: fieldId, orgId, row: { orgShortName, name, key, type } } : null,
    }),
  }),
});

/** A custom field of which everything is known that its operation tells. */
export function customFieldRef(row: CustomFieldRow): CustomFieldRef {
  return { id: row.fieldId, orgId: row.orgId, row };
}

async function loadField({ id, orgId }: CustomFieldRef, { loaders }: GraphContext): Promise<CustomFieldRow | null> {
  const rows = await loaders.customFields.definitions.load({ organizationId: orgId, id });
  const field = rows?.find((row) => row instanceof LearningApiError || row.fieldId === id);
  if (field instanceof LearningApiError) throw field;
  return field ?? null;
}
