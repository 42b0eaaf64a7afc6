import type { CodeName } from '../../learning-api/contract/codes.ts';
import type { RowOf } from '../../learning-api/contract/operations.ts';
import type { QueryPosition } from '../../loaders/batch-scheduler.ts';
import type { CatalogRow } from '../../loaders/catalogs.ts';
import type { ListParameters } from '../../loaders/lists.ts';
import { andThen } from '../../loaders/maybe-promise.ts';
import { builder } from '../builder.ts';
import { connect, pageArguments, pageOf } from '../connection.ts';
import type { GraphContext } from '../context.ts';
import { InputError, NotFoundError } from '../errors/errors.ts';
import { asEntity } from '../federation/entities.ts';
import { idArgument } from '../ids.ts';
import { idRef, loadedField, ownId, type PositionedInfo, type RowRef, rowFields } from '../row.ts';
import { ahead, type Unconfirmed } from '../unconfirmed.ts';
import { CatalogSyllabusConnection, catalogSyllabusRef } from './catalog-syllabus.ts';
import { CategoryConnection, categoryRef } from './category.ts';
import { codeIn, PricingModel, PublishingModel } from './enums.ts';
import { Organization, organizationLink } from './organization.ts';
import { User } from './user.ts';

export type CatalogRef = RowRef<CatalogRow>;

export const Catalog = builder.objectRef<CatalogRef>('Catalog');

const load = ({ id }: CatalogRef, { loaders }: GraphContext, position?: QueryPosition) =>
  loaders.catalogs.byId.load(id, position);
const row = rowFields<CatalogRow, CatalogRef>('Catalog', load);

Catalog.implement({
  lookUpPrice: { each: 1 },
  lookUpCalls: ['GetCatalog'],
  description: 'A catalog of sections and training plans, organized into categories.',
  fields: (t) => ({
    id: t.id({ nullable: false, description: 'Id of the catalog.', resolve: ownId }),
    organization: t.field({
      type: Organization,
      description: 'Organization that the catalog belongs to.',
      resolve: (ref, _, context, { position }: PositionedInfo) =>
        andThen(ref.row ?? load(ref, context, position), (catalog) => {
          if (!catalog) throw NotFoundError.of('Catalog', ref.id);
          const { orgId, orgName, orgShortName } = catalog;
          return orgId ? organizationLink(orgId, { name: orgName, shortName: orgShortName }) : null;
        }),
    }),
    name: t.string({ description: 'Name of the catalog.', resolve: row('name') }),
    isEnabled: t.boolean({ description: 'True if the catalog is enabled.', resolve: row('isEnabled') }),
    createdAt: t.field({ type: 'DateTime', description: 'When the catalog was created.', resolve: row('dateCreated') }),
    updatedAt: t.field({
      type: 'DateTime',
      description: 'When the catalog was last modified.',
      resolve: row('lastModified'),
    }),
    owner: t.field({ type: User, description: 'User who owns the catalog.', resolve: row('ownerId', idRef) }),
    ownerName: t.string({ description: 'Name of the owner, as reported by the REST API.', resolve: row('ownerName') }),
    modifiedBy: t.field({
      type: User,
      description: 'User who last modified the catalog.',
      resolve: row('modifiedById', idRef),
    }),
    pricingModel: t.field({
      type: PricingModel,
      description: 'How the catalog is priced.',
      resolve: row('pricingModel', codeIn('pricingModel')),
    }),
    pricingModelCode: t.int({ description: 'Numeric code of `pricingModel`.', resolve: row('pricingModel') }),
    accessTimeLimit: t.string({
      description: 'Time limit for access, as text in the format of the REST API.',
      resolve: row('accessTimeLimit'),
    }),
    publishingModel: t.field({
      type: PublishingModel,
      description: 'How the catalog is published: available to members, for sale or hidden.',
      resolve: row('publishingModel', codeIn('publishingModel')),
    }),
    publishingModelCode: t.int({ description: 'Numeric code of `publishingModel`.', resolve: row('publishingModel') }),
    description: t.string({
      price: { each: 1 },
      calls: ['GetCatalogDescription'],
      description: 'Description of the catalog. Null if there is none.',
      resolve: loadedField(
        'Catalog',
        ({ id }, { loaders }) => loaders.catalogDescriptions.load(id),
        ({ description }) => description,
      ),
    }),
    creditHours: t.float({
      price: { each: 1 },
      calls: ['GetCatalogCreditHours'],
      description: 'Number of credit hours of the catalog. Null if there are none.',
      resolve: loadedField(
        'Catalog',
        ({ id }, { loaders }) => loaders.catalogCreditHours.load(id),
        ({ creditHours }) => creditHours,
      ),
    }),
    categories: t.field({
      type: CategoryConnection,
      nullable: false,
      groups: { catalog: 'object' },
      calls: ['GetCategories'],
      description:
        'Categories at all levels of the catalog, most recently created first. Use `parent` and `children` to build a tree.',
      args: pageArguments,
      resolve: pageOf({
        operation: 'GetCategories',
        parameters: ({ id }: CatalogRef) => ({ catalogId: id }),
        toNode: (ref) => (item) => categoryRef(item, ref),
      }),
    }),
    syllabi: t.field({
      type: CatalogSyllabusConnection,
      nullable: false,
      calls: ['GetCatalogSyllabi'],
      description: 'Sections and training plans in the catalog, ordered by title.',
      args: pageArguments,
      resolve: pageOf({
        operation: 'GetCatalogSyllabi',
        parameters: ({ id }: CatalogRef) => ({ catalogId: id }),
        toNode: (_, context) => catalogSyllabusRef(context),
      }),
    }),
  }),
});

export const CatalogConnection = builder.connectionObject(
  {
    type: Catalog,
    name: 'CatalogConnection',
    provides: 'all',
    feedsLater: ['catalogs'],
    description: 'A page of catalogs.',
  },
  { description: 'A catalog with its cursor.' },
);

export const CatalogAccess = builder.enumType('CatalogAccess', {
  description: 'Which catalogs to return: shared catalogs, owned catalogs or both.',
  values: {
    SHARED: { value: 0, description: 'Shared catalogs only.' },
    OWNED: { value: 1, description: 'Owned catalogs only.' },
    BOTH: { value: 2, description: 'Shared and owned catalogs.' },
  } as const,
});

/** The filters of a list of catalogs. */
export const catalogArguments = builder.args((t) => ({
  publishingModel: t.field({
    type: PublishingModel,
    description: 'Return only catalogs with this publishing model. Omit to return all.',
  }),
  access: t.field({
    type: CatalogAccess,
    defaultValue: 2,
    description: 'Return only shared or only owned catalogs.',
  }),
}));

builder.queryFields((t) => ({
  catalogs: t.field({
    type: CatalogConnection,
    nullable: false,
    calls: ['GetCatalogs'],
    description: 'Catalogs that a group or an organization owns and catalogs that are shared with it, ordered by name.',
    args: {
      groupId: t.arg.id({ required: true, validate: idArgument, description: 'Id of the group or organization.' }),
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
    price: { each: 1 },
    provides: 'all',
    calls: ['GetCatalog'],
    description: 'The catalog with this id. Null if it is not found.',
    args: { id: t.arg.id({ required: true, validate: idArgument, description: 'Id of the catalog.' }) },
    resolve: (_, args, context, info) => ahead(context, info, (position) => findCatalog(args.id, context, position)),
  }),
}));

asEntity(Catalog, {
  key: 'id',
  price: { each: 1 },
  resolveReference: ({ id }, context, _, position) => findCatalog(id, context, position),
});

/** A reference to a catalog with its complete row. */
export function catalogRef(catalog: CatalogRow): CatalogRef {
  return { id: catalog.catalogId, row: catalog };
}

function findCatalog(id: string, { loaders }: GraphContext, position?: QueryPosition): Unconfirmed<CatalogRef | null> {
  const known: CatalogRef = { id };
  const confirmed = loaders.catalogs.byId.load(id, position).then((catalog) => catalog && catalogRef(catalog));
  return { known, confirmed };
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
  const parameters = { groupId, catalogAccessOption: args.access ?? 2 };
  if (args.publishingModel == null) return parameters;
  if (args.publishingModel === 'UNKNOWN')
    throw new InputError('publishingModel must not be UNKNOWN. Use another value, or omit it to get all catalogs.');
  const number = codes.numberOf('publishingModel', args.publishingModel);
  if (number === null)
    throw new InputError(
      'publishingModel cannot be this value, because the REST API of this deployment has no number for it. Use another value, or omit it to get all catalogs.',
    );
  return { ...parameters, publishingModel: number as RequestedModel };
}

type RequestedModel = NonNullable<RowOf<'GetCatalogsRequest'>['publishingModel']>;
