import type { CodeName } from '../../learning-api/contract/codes.ts';
import type { RowOf } from '../../learning-api/contract/operations.ts';
import type { CatalogRow } from '../../loaders/catalogs.ts';
import type { ListParameters } from '../../loaders/lists.ts';
import { builder } from '../builder.ts';
import { connect, pageArguments, pageOf } from '../connection.ts';
import type { GraphContext } from '../context.ts';
import { InputError } from '../errors/errors.ts';
import { asEntity } from '../federation/entities.ts';
import { id } from '../ids.ts';
import { link, ownId, ownOperation, type RowRef, rowFields } from '../row.ts';
import { CatalogSyllabusConnection, catalogSyllabusRef } from './catalog-syllabus.ts';
import { CategoryConnection, categoryRef } from './category.ts';
import { codeIn, PricingModel, PublishingModel } from './enums.ts';
import { Organization, organizationLink } from './organization.ts';
import { User } from './user.ts';

export type CatalogRef = RowRef<CatalogRow>;

export const Catalog = builder.objectRef<CatalogRef>('Catalog');

const load = ({ id }: CatalogRef, { loaders }: GraphContext) => loaders.catalogs.byId.load(id);
const row = rowFields<CatalogRow, CatalogRef>('Catalog', load);

Catalog.implement({
  description: 'A selection of sections and training plans, sorted into categories, that an organization offers.',
  fields: (t) => ({
    id: t.id({ nullable: false, description: 'The id of the catalog.', resolve: ownId }),
    organization: t.field({
      type: Organization,
      description: 'The organization that the catalog belongs to.',
      resolve: async (ref, _, context) => {
        const { orgId, orgName, orgShortName } = ref.row ?? (await load(ref, context)) ?? {};
        return orgId ? organizationLink(orgId, { name: orgName, shortName: orgShortName }) : null;
      },
    }),
    name: t.string({ description: 'The name under which people find the catalog.', resolve: row('name') }),
    isEnabled: t.boolean({ description: 'Whether it can be used.', resolve: row('isEnabled') }),
    createdAt: t.field({ type: 'DateTime', description: 'When it was created.', resolve: row('dateCreated') }),
    updatedAt: t.field({ type: 'DateTime', description: 'When it was last changed.', resolve: row('lastModified') }),
    owner: t.field({ type: User, description: 'The person who owns the catalog.', resolve: row('ownerId', link) }),
    ownerName: t.string({ description: 'The name of the person who owns the catalog.', resolve: row('ownerName') }),
    modifiedBy: t.field({ type: User, description: 'Who last changed it.', resolve: row('modifiedById', link) }),
    pricingModel: t.field({
      type: PricingModel,
      description: 'What it charges for.',
      resolve: row('pricingModel', codeIn('pricingModel')),
    }),
    pricingModelCode: t.int({ description: 'The number of `pricingModel`.', resolve: row('pricingModel') }),
    accessTimeLimit: t.string({
      description: 'How long bought access lasts, as the REST API writes it.',
      resolve: row('accessTimeLimit'),
    }),
    publishingModel: t.field({
      type: PublishingModel,
      description: 'Who it is offered to.',
      resolve: row('publishingModel', codeIn('publishingModel')),
    }),
    publishingModelCode: t.int({ description: 'The number of `publishingModel`.', resolve: row('publishingModel') }),
    description: t.string({
      description: 'What the catalog is about, as the administrators wrote it.',
      resolve: ownOperation(
        ({ id }, { loaders }) => loaders.catalogDescriptions.load(id),
        ({ description }) => description,
      ),
    }),
    creditHours: t.float({
      description: 'The credit hours that it is worth.',
      resolve: ownOperation(
        ({ id }, { loaders }) => loaders.catalogCreditHours.load(id),
        ({ creditHours }) => creditHours,
      ),
    }),
    categories: t.field({
      type: CategoryConnection,
      nullable: false,
      description: 'Its categories, the most recently created first. `parent` and `children` make them a tree.',
      args: pageArguments,
      ...pageOf({
        operation: 'GetCategories',
        parameters: ({ id }: CatalogRef) => ({ catalogId: id }),
        toNode: (ref) => (item) => categoryRef(item, ref),
      }),
    }),
    syllabi: t.field({
      type: CatalogSyllabusConnection,
      nullable: false,
      description: 'Its sections and training plans, by title.',
      args: pageArguments,
      ...pageOf({
        operation: 'GetCatalogSyllabi',
        parameters: ({ id }: CatalogRef) => ({ catalogId: id }),
        toNode: (_, context) => catalogSyllabusRef(context),
      }),
    }),
  }),
});

export const CatalogConnection = builder.connectionObject(
  { type: Catalog, name: 'CatalogConnection', description: 'A page of catalogs.' },
  { description: 'A catalog in a page.' },
);

export const CatalogAccess = builder.enumType('CatalogAccess', {
  description: 'Which catalogs of an organization are meant.',
  values: {
    SHARED: { value: 0, description: 'Those that are shared with it.' },
    OWNED: { value: 1, description: 'Those that it owns.' },
    BOTH: { value: 2, description: 'Those that it owns and those that are shared with it.' },
  } as const,
});

/** Which of an organization's catalogs a list holds. */
export const catalogArguments = builder.args((t) => ({
  publishingModel: t.field({ type: PublishingModel, description: 'Only catalogs offered to these. Without it: all.' }),
  access: t.field({ type: CatalogAccess, description: 'Shared or owned catalogs. Without it: shared ones.' }),
}));

builder.queryFields((t) => ({
  catalogs: t.field({
    type: CatalogConnection,
    nullable: false,
    description: 'The catalogs of a group or an organization, by name.',
    args: {
      groupId: t.arg.id({ required: true, validate: id, description: 'The id of the group or organization.' }),
      ...catalogArguments,
      ...pageArguments,
    },
    resolve: (_, { groupId, ...args }, context, info) =>
      connect(
        { operation: 'GetCatalogs', parameters: catalogParameters(groupId, args, context), args, context, info },
        catalogRef,
      ),
  }),
  catalog: t.field({
    type: Catalog,
    description: 'A catalog by its id; null when there is none.',
    args: { id: t.arg.id({ required: true, validate: id, description: 'The id of the catalog.' }) },
    resolve: (_, args, context) => findCatalog(args.id, context),
  }),
}));

asEntity(Catalog, {
  key: 'id',
  resolveReference: ({ id }, context) => findCatalog(id, context),
});

/** A catalog of which everything is known that its operation tells. */
export function catalogRef(catalog: CatalogRow): CatalogRef {
  return { id: catalog.catalogId, row: catalog };
}

async function findCatalog(catalogId: string, { loaders }: GraphContext): Promise<CatalogRef | null> {
  const catalog = await loaders.catalogs.byId.load(catalogId);
  return catalog && catalogRef(catalog);
}

/** The parameters of GetCatalogs. */
export function catalogParameters(
  groupId: string,
  args: {
    publishingModel?: CodeName<'publishingModel'> | 'UNKNOWN' | null | undefined;
    access?: 0 | 1 | 2 | null | undefined;
  },
  { codes }: GraphContext,
): ListParameters<'GetCatalogs'> {
  const parameters = { groupId, catalogAccessOption: args.access ?? undefined };
  if (args.publishingModel == null) return parameters;
  if (args.publishingModel === 'UNKNOWN') throw new InputError('publishingModel: UNKNOWN cannot be asked for');
  return { ...parameters, publishingModel: codes.numberOf('publishingModel', args.publishingModel) as RequestedModel };
}

type RequestedModel = NonNullable<RowOf<'GetCatalogsRequest'>['publishingModel']>;
