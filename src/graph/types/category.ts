import { LearningApiError } from '../../learning-api/errors.ts';
import type { CatalogCategories, CategoryRow } from '../../loaders/catalogs.ts';
import { indexByKey } from '../../loaders/keyed-loader.ts';
import { andThen } from '../../loaders/maybe-promise.ts';
import { builder } from '../builder.ts';
import { connect, pageArguments, pageOf } from '../connection.ts';
import type { GraphContext } from '../context.ts';
import { asEntity } from '../federation/entities.ts';
import { idArgument } from '../ids.ts';
import type { PricePart } from '../plugins/prices.ts';
import { idRef, itemErrors, ownId, type RowRef, rowFields } from '../row.ts';
import { ahead, type Unconfirmed } from '../unconfirmed.ts';
import { Catalog, type CatalogRef } from './catalog.ts';
import { CatalogSyllabusConnection, catalogSyllabusRef } from './catalog-syllabus.ts';
import { Organization } from './organization.ts';

/** A category and its catalog. */
export interface CategoryRef extends RowRef<CategoryRow> {
  catalog: CatalogRef;
}

export const Category = builder.objectRef<CategoryRef>('Category');

const row = rowFields<CategoryRow, CategoryRef>('Category', ({ id, catalog }, context) =>
  loadCategory(id, catalog, context),
);

const parentId = row('parentCategoryId');

/** All categories of a catalog come with one call. */
const categoriesPrice: PricePart = { each: 1, by: ['catalog'], loader: 'categories', operations: ['GetCategories'] };

Category.implement({
  lookUpPrice: categoriesPrice,
  lookUpCalls: ['GetCategories'],
  description: 'A category of a catalog. Contains syllabi and subcategories.',
  fields: (t) => ({
    id: t.id({ nullable: false, description: 'Id of the category.', resolve: ownId }),
    name: t.string({ description: 'Name of the category.', resolve: row('name') }),
    catalog: t.field({
      type: Catalog,
      price: { each: 1, by: ['catalog'] },
      provides: 'all',
      resultIs: 'catalog',
      nullable: false,
      calls: ['GetCatalog'],
      description: 'Catalog that contains the category.',
      resolve: ({ catalog }) => catalog,
    }),
    organization: t.field({
      type: Organization,
      description: 'Organization that the category belongs to.',
      resolve: row('orgId', idRef),
    }),
    createdAt: t.field({
      type: 'DateTime',
      description: 'When the category was created.',
      resolve: row('dateCreated'),
    }),
    parent: t.field({
      type: Category,
      groups: { catalog: 'same' },
      description: 'Parent category. Null at the top level of the catalog.',
      resolve: (category, args, context, info) =>
        andThen(parentId(category, args, context, info), (id) => (id ? { id, catalog: category.catalog } : null)),
    }),
    children: t.field({
      type: [Category],
      price: categoriesPrice,
      provides: 'all',
      groups: { catalog: 'same' },
      nullable: { list: true, items: true },
      calls: ['GetCategories'],
      description:
        'Direct subcategories, most recently created first. An item is null if the REST API reports an error for a category that may be one of them.',
      resolve: ({ id, catalog }, _, { loaders }) =>
        andThen(loaders.catalogs.categoriesOf(catalog.id), (categories) => childrenOf(id, catalog, categories ?? none)),
    }),
    syllabi: t.field({
      type: CatalogSyllabusConnection,
      nullable: false,
      calls: ['GetCategorySyllabi'],
      description: 'Sections and training plans in the category, ordered by title.',
      args: pageArguments,
      resolve: pageOf({
        operation: 'GetCategorySyllabi',
        parameters: ({ id }: CategoryRef) => ({ categoryId: id }),
        toNode: (_, context) => catalogSyllabusRef(context),
      }),
    }),
  }),
});

export const CategoryConnection = builder.connectionObject(
  { type: Category, name: 'CategoryConnection', provides: 'all', description: 'A page of categories.' },
  { description: 'A category with its cursor.' },
);

builder.queryField('categorySyllabi', (t) =>
  t.field({
    type: CatalogSyllabusConnection,
    nullable: false,
    calls: ['GetCategorySyllabi'],
    description:
      'Sections and training plans in a category, ordered by title. If you know the catalog, use `Category.syllabi`.',
    args: {
      categoryId: t.arg.id({
        required: true,
        validate: idArgument,
        description: 'Id of the category. Its catalog does not matter.',
      }),
      ...pageArguments,
    },
    resolve: (_, { categoryId, ...args }, context, info) =>
      connect(
        { operation: 'GetCategorySyllabi', parameters: { categoryId }, args, context, info },
        catalogSyllabusRef(context),
      ),
  }),
);

builder.queryField('category', (t) =>
  t.field({
    type: Category,
    price: { each: 1, operations: ['GetCategories'] },
    provides: 'all',
    calls: ['GetCatalog', 'GetCategories'],
    description: 'The category with this id in a catalog. Null if the catalog does not contain it.',
    args: {
      id: t.arg.id({ required: true, validate: idArgument, description: 'Id of the category.' }),
      catalogId: t.arg.id({
        required: true,
        validate: idArgument,
        description: 'Id of the catalog that contains the category.',
      }),
    },
    resolve: (_, args, context, info) =>
      ahead(context, info, () => findCategory(args.id, { id: args.catalogId }, context)),
  }),
);

asEntity(Category, {
  key: 'id catalog { id }',
  price: categoriesPrice,
  lookUpBy: 'catalog',
  resolveReference: ({ id, catalog }: { id: string; catalog: { id: string } }, context) =>
    findCategory(id, catalog, context),
});

/** A reference to a category with its complete row. */
export function categoryRef(row: CategoryRow, catalog: CatalogRef): CategoryRef {
  return { id: row.categoryId, catalog, row };
}

function findCategory(id: string, catalog: CatalogRef, context: GraphContext): Unconfirmed<CategoryRef | null> {
  const known: CategoryRef = { id, catalog };
  const confirmed = loadCategory(id, catalog, context).then((category) => category && categoryRef(category, catalog));
  return { known, confirmed };
}

async function loadCategory(
  categoryId: string,
  catalog: CatalogRef,
  { loaders }: GraphContext,
): Promise<CategoryRow | null> {
  const { items, index } = (await loaders.catalogs.categoriesOf(catalog.id)) ?? none;
  const found =
    (index?.byId ?? indexByKey<CategoryRow>(items, [categoryId], (row) => row.categoryId)).get(categoryId) ?? null;
  if (found instanceof Error) throw found;
  return found;
}

/** Direct subcategories of a category. An item that failed is among them if it may be one. */
function childrenOf(id: string, catalog: CatalogRef, { items, index }: CatalogCategories): CategoryRef[] {
  if (index) return index.children.get(id)?.map((row) => categoryRef(row, catalog)) ?? [];
  return items.flatMap((row) => {
    if (row instanceof LearningApiError) return mayContain(row, id) ? [itemErrors<CategoryRef>(row)] : [];
    try {
      return row.parentCategoryId === id ? [categoryRef(row, catalog)] : [];
    } catch (error) {
      // The parent cannot be read, so it may be this category.
      return [itemErrors<CategoryRef>(error as LearningApiError)];
    }
  });
}

/** Of a catalog that does not exist. */
const none: CatalogCategories = { items: [], index: null };

/** True if a failed item may have this id in it: it shows the id, or no id at all. */
function mayContain({ failure: { itemIds = [] } }: LearningApiError, id: string): boolean {
  return itemIds.length === 0 || itemIds.includes(id);
}
