import { z } from 'zod';
import type { OrganizationRow } from '../../loaders/organizations.ts';
import { builder } from '../builder.ts';
import { connect, pageArguments } from '../connection.ts';
import { NotFoundError } from '../errors/errors.ts';
import { asEntity } from '../federation/entities.ts';
import { idArgument } from '../ids.ts';
import { isReadable, itemErrors, type PositionedInfo, type RowRef, rowFields } from '../row.ts';
import { CatalogConnection, catalogArguments, catalogParameters, catalogRef } from './catalog.ts';
import {
  CustomEnrollmentField,
  CustomEnrollmentFieldDefault,
  customFieldDefault,
  customFieldRef,
  defaultArguments,
} from './custom-field.ts';
import { EnrollmentConnection } from './enrollment.ts';
import { connectSearch, enrollmentConditions, searchPagePrice } from './enrollment-conditions.ts';
import { OrganizationEnrollmentFilter, searchParameters } from './enrollment-filter.ts';
import { maxDateReads, searchSummary, summaryArguments, summaryField } from './enrollment-summary.ts';

export type OrganizationRef = RowRef<OrganizationRow>;

export const Organization = builder.objectRef<OrganizationRef>('Organization');

const row = rowFields<OrganizationRow, OrganizationRef>('Organization', ({ id }, { loaders }, position) =>
  loaders.organizations.byId.load(id, position),
);

Organization.implement({
  lookUpPrice: { each: 1 },
  lookUpCalls: ['GetOrganizations'],
  description: 'An organization in NexPort Campus.',
  fields: (t) => ({
    id: t.exposeID('id', { nullable: false, description: 'Id of the organization.' }),
    name: t.string({ shareable: true, description: 'Name of the organization.', resolve: row('name') }),
    shortName: t.string({
      shareable: true,
      description: 'Short name of the organization.',
      resolve: row('shortName'),
    }),
    enrollments: t.field({
      type: EnrollmentConnection,
      nullable: false,
      calls: ['SearchEnrollments'],
      description: 'Enrollments in the organization, ordered by enrollment date, earliest first.',
      args: {
        filter: t.arg({
          type: OrganizationEnrollmentFilter,
          description: 'Filter for the enrollments. Omit to return all.',
        }),
        ...enrollmentConditions,
        ...pageArguments,
      },
      pagePrice: searchPagePrice,
      resolve: (organization, { filter, ...args }, context, info) =>
        connectSearch(
          {
            operation: 'SearchEnrollments',
            parameters: searchParameters({ ...filter, organizationIds: [organization.id] }),
            args,
            context,
            info,
          },
          organization.id,
        ),
    }),
    enrollmentSummary: t.field({
      ...summaryField,
      groups: { user: () => maxDateReads },
      calls: ['SearchEnrollments', 'GetSectionEnrollments', 'GetTrainingPlanEnrollments'],
      description: 'How many enrollments there are in the organization, by phase, status and dates.',
      args: {
        filter: t.arg({
          type: OrganizationEnrollmentFilter,
          description: 'Filter for the enrollments. Omit to count all.',
        }),
        ...summaryArguments,
      },
      resolve: (organization, { filter, limit }, context) =>
        searchSummary(searchParameters({ ...filter, organizationIds: [organization.id] }), limit, context),
    }),
    catalogs: t.field({
      type: CatalogConnection,
      nullable: false,
      calls: ['GetCatalogs'],
      description: 'Catalogs that the organization owns and catalogs that are shared with it, ordered by name.',
      args: { ...catalogArguments, ...pageArguments },
      resolve: (organization, args, context, info) =>
        connect(
          {
            operation: 'GetCatalogs',
            parameters: catalogParameters(organization.id, args, context),
            args,
            context,
            info,
          },
          catalogRef,
        ),
    }),
    customEnrollmentFields: t.field({
      isAdministration: true,
      type: [CustomEnrollmentField],
      onlyNullOnError: false,
      price: { each: 1 },
      provides: 'all',
      feeds: ['customFields'],
      nullable: { list: true, items: true },
      calls: ['GetCustomEnrollmentFields'],
      description:
        'Custom enrollment fields available to the organization. An item is null if the REST API reports an error for it. If `id` names a field that is not found, the list is null.',
      args: { id: t.arg.id({ validate: idArgument, description: 'Return only the field with this id.' }) },
      resolve: async (organization, args, { loaders }, { position }: PositionedInfo) => {
        const key = { organizationId: organization.id, id: args.id ?? undefined };
        const fields = await loaders.customFields.definitions.load(key, position);
        if (!fields && !args.id) throw NotFoundError.of('Organization', organization.id);
        return fields?.map((field) => itemErrors(isReadable(field) ? customFieldRef(field, organization.id) : field));
      },
    }),
    customEnrollmentFieldDefault: t.field({
      isAdministration: true,
      type: CustomEnrollmentFieldDefault,
      price: { each: 1 },
      provides: 'all',
      calls: ['GetDefaultCustomEnrollmentFieldSetting'],
      description:
        'Default setting of a custom enrollment field in the organization, optionally for one syllabus. Null if there is no default setting.',
      args: {
        fieldId: t.arg.id({ required: true, validate: idArgument, description: 'Id of the custom enrollment field.' }),
        ...defaultArguments,
      },
      resolve: ({ id }, { fieldId, syllabusId }, context, info) =>
        customFieldDefault({ organizationId: id, fieldId, syllabusId: syllabusId ?? undefined }, context, info),
    }),
  }),
});

export const OrganizationConnection = builder.connectionObject(
  {
    type: Organization,
    name: 'OrganizationConnection',
    provides: 'all',
    feedsLater: ['organizations'],
    description: 'A page of organizations.',
  },
  { description: 'An organization with its cursor.' },
);

builder.objectField(Organization, 'subOrganizations', (t) =>
  t.field({
    type: OrganizationConnection,
    nullable: false,
    deprecationReason:
      'Deprecated since 0.1.0. The REST operation GetOrganizations is obsolete. Use `AdminApi/GetOrganizations` instead.',
    calls: ['GetOrganizations'],
    description: 'The organization and its suborganizations, ordered by name.',
    args: pageArguments,
    resolve: (organization, args, context, info) =>
      connect(
        { operation: 'GetOrganizations', parameters: { orgId: organization.id }, args, context, info },
        organizationRef,
      ),
  }),
);

builder.queryField('organization', (t) =>
  t.field({
    type: Organization,
    price: ({ id }: { id?: string | null | undefined }) => (id ? undefined : { each: 1 }),
    calls: ['GetOrganizations'],
    description:
      'The organization with this id or short name. With `shortName`, null if it is not found. With `id`, nothing is looked up before a field needs it, so this does not check that the organization exists: then `name` is an error.',
    args: {
      id: t.arg.id({
        validate: idArgument,
        description: 'Id of the organization. Specify either this or `shortName`.',
      }),
      shortName: t.arg.string({ description: 'Short name of the organization. Specify either this or `id`.' }),
    },
    validate: z
      .object({ id: z.string().nullish(), shortName: z.string().nullish() })
      .refine(({ id, shortName }) => Boolean(id) !== Boolean(shortName), 'Specify exactly one of id and shortName.'),
    resolve: async (_, args, { loaders: { organizations } }) => {
      if (args.id) return { id: args.id };
      const organization = await organizations.byShortName.load(args.shortName ?? '');
      return organization && organizationRef(organization);
    },
  }),
);

asEntity(Organization, {
  key: 'id',
  resolveReference: ({ id }) => ({ id }),
});

/** A reference to an organization with its complete row. */
function organizationRef(organization: OrganizationRow): OrganizationRef {
  return { id: organization.orgId, row: organization };
}

/** A link to an organization, with the names that are known. */
export function organizationLink(
  id: string,
  { name, shortName }: { name?: string | null | undefined; shortName?: string | null | undefined },
): OrganizationRef {
  return { id, row: { ...(name && { name }), ...(shortName && { shortName }) } };
}
