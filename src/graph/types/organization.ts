import { z } from 'zod';
import type { OrganizationRow } from '../../loaders/organizations.ts';
import { builder } from '../builder.ts';
import { connect, pageArguments } from '../connection.ts';
import { asEntity } from '../federation/entities.ts';
import { id } from '../ids.ts';
import { isReadable, type RowRef, rowFields, withFailuresInPlace } from '../row.ts';
import { CatalogConnection, catalogArguments, catalogParameters, catalogRef } from './catalog.ts';
import { CustomEnrollmentField, customFieldRef } from './custom-field.ts';
import { EnrollmentConnection, enrollmentRef } from './enrollment.ts';
import { OrganizationEnrollmentFilter, searchParameters } from './enrollment-filter.ts';

export type OrganizationRef = RowRef<OrganizationRow>;

export const Organization = builder.objectRef<OrganizationRef>('Organization');

const row = rowFields<OrganizationRow, OrganizationRef>('Organization', ({ id }, { loaders }) =>
  loaders.organizations.byId.load(id),
);

Organization.implement({
  description: 'An organization of the learning system: a company, a school, a department.',
  fields: (t) => ({
    id: t.exposeID('id', { nullable: false, description: 'The id of the organization.' }),
    name: t.string({ shareable: true, description: 'Its full name.', resolve: row('name') }),
    shortName: t.string({
      shareable: true,
      description: 'Its short name, which no other organization has.',
      resolve: row('shortName'),
    }),
    enrollments: t.field({
      type: EnrollmentConnection,
      nullable: false,
      description: 'The enrollments that belong to it; the earliest comes first.',
      args: {
        filter: t.arg({
          type: OrganizationEnrollmentFilter,
          description: 'Which of the enrollments to find. Without it: all.',
        }),
        ...pageArguments,
      },
      resolve: (organization, { filter, ...args }, context, info) => {
        const parameters = searchParameters({ ...filter, organizationIds: [organization.id] });
        return connect({ operation: 'SearchEnrollments', parameters, args, context, info }, (item) =>
          enrollmentRef(item, organization.id),
        );
      },
    }),
    catalogs: t.field({
      type: CatalogConnection,
      nullable: false,
      description: 'Its catalogs, by name.',
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
      type: [CustomEnrollmentField],
      nullable: { list: true, items: false },
      description: 'The fields of its own that it keeps for each enrollment.',
      args: { id: t.arg.id({ validate: id, description: 'Only the field with this id.' }) },
      resolve: async (organization, args, { loaders }) => {
        const key = { organizationId: organization.id, id: args.id ?? undefined };
        return (await loaders.customFields.definitions.load(key))?.map((field) =>
          withFailuresInPlace(isReadable(field) ? customFieldRef(field) : field),
        );
      },
    }),
  }),
});

export const OrganizationConnection = builder.connectionObject(
  { type: Organization, name: 'OrganizationConnection', description: 'A page of organizations.' },
  { description: 'An organization in a page.' },
);

builder.objectField(Organization, 'subOrganizations', (t) =>
  t.field({
    type: OrganizationConnection,
    nullable: false,
    deprecationReason:
      'Deprecated since 0.1.0. The REST operation behind it, GetOrganizations, is obsolete. Use `AdminApi/GetOrganizations`, which the vendor points to.',
    description: 'The organization itself and all below it, by name.',
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
    description: 'An organization by its id or its short name; null when there is none.',
    args: {
      id: t.arg.id({ validate: id, description: 'The id of the organization.' }),
      shortName: t.arg.string({ description: 'The short name of the organization.' }),
    },
    validate: z
      .object({ id: z.string().nullish(), shortName: z.string().nullish() })
      .refine(({ id, shortName }) => Boolean(id) !== Boolean(shortName), 'give exactly one of id and shortName'),
    resolve: async (_, args, { loaders: { organizations } }) => {
      const organization = args.id
        ? await organizations.byId.load(args.id)
        : await organizations.byShortName.load(args.shortName ?? '');
      return organization && organizationRef(organization);
    },
  }),
);

asEntity(Organization, {
  key: 'id',
  resolveReference: ({ id }) => ({ id }),
});

/** An organization of which everything is known that its operation tells. */
function organizationRef(organization: OrganizationRow): OrganizationRef {
  return { id: organization.orgId, row: organization };
}

/** A link to an organization, with those of its names that are known. */
export function organizationLink(
  id: string,
  { name, shortName }: { name?: string | null | undefined; shortName?: string | null | undefined },
): OrganizationRef {
  return { id, row: { ...(name && { name }), ...(shortName && { shortName }) } };
}
