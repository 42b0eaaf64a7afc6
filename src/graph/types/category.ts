import type { CategoryRow } from '../../loaders/catalogs.ts';
import { builder } from '../builder.ts';
import { pageArguments, pageOf } from '../connection.ts';
import type { GraphContext } from '../context.ts';
import { InputError } from '../errors/errors.ts';
import { asEntity } from '../federation/entities.ts';
import { id } from '../ids.ts';
import { link, ownId, type RowRef, rowFields } from '../row.ts';
import { Catalog, type CatalogRef } from './catalog.ts';
import { CatalogSyllabusConnection, catalogSyllabusRef } from './catalog-syllabus.ts';
import { Organization } from './organization.ts';

/** A category, and the catalog it was reached through. */
export interface CategoryRef extends RowRef<CategoryRow> {
  catalog: CatalogRef;
}

export const Category = builder.objectRef<CategoryRef>('Category');

const row = rowFields<CategoryRow, CategoryRef>('Category', ({ id, catalog }, context) =>
  loadCategory(id, catalog, context),
);

Category.implement({
  description: 'A heading of a catalog, under which stand syllabi and further categories.',
  fields: (t) => ({
    id: t.id({ nullable: false, description: 'The id of the category.', resolve: ownId }),
    name: t.string({ description: 'The heading that people see in the catalog.', resolve: row('name') }),
    catalog: t.field({
      type: Catalog,
      nullable: false,
      description: 'The catalog that it belongs to.',
      resolve: ({ catalog }) => catalog,
    }),
    organization: t.field({
      type: Organization,
      description: 'The organization that it belongs to.',
      resolve: row('orgId', link),
    }),
    createdAt: t.field({ type: 'DateTime', description: 'When it was created.', resolve: row('dateCreated') }),
    parent: t.field({
      type: Category,
      description: 'The category that it stands under. Null at the top of the catalog.',
      resolve: async (category, args, context, info) => {
        const parentId = await row('parentCategoryId')(category, args, context, info);
        return parentId ? { id: parentId, catalog: category.catalog } : null;
      },
    }),
    children: t.field({
      type: [Category],
      nullable: { list: true, items: false },
      description: 'The categories that stand directly under it, the most recently created first.',
      resolve: async ({ id, catalog }, _, { loaders }) => {
        const categories = (await loaders.catalogs.categories.load(catalog.id)) ?? [];
        return categories
          .filter(({ parentCategoryId }) => parentCategoryId === id)
          .map((row) => categoryRef(row, catalog));
      },
    }),
    syllabi: t.field({
      type: CatalogSyllabusConnection,
      nullable: false,
      description: 'Its sections and training plans, by title.',
      args: pageArguments,
      ...pageOf({
        operation: 'GetCategorySyllabi',
        parameters: ({ id }: CategoryRef) => ({ categoryId: id }),
        toNode: (_, context) => catalogSyllabusRef(context),
      }),
    }),
  }),
});

export const CategoryConnection = builder.connectionObject(
  { type: Category, name: 'CategoryConnection', description: 'A page of categories.' },
  { description: 'A category in a page.' },
);

builder.queryField('category', (t) =>
  t.field({
    type: Category,
    description: 'A category of a catalog; null when the catalog has none with this id.',
    args: {
      id: t.arg.id({ required: true, validate: id, description: 'The id of the category.' }),
      catalogId: t.arg.id({ required: true, validate: id, description: 'The catalog that the category is in.' }),
    },
    resolve: (_, args, context) => findCategory(args.id, { id: args.catalogId }, context),
  }),
);

asEntity(Category, {
  key: 'id catalog { id }',
  resolveReference: ({ id, catalog }: { id: string; catalog?: { id?: string } }, context) => {
    if (!catalog?.id) throw new InputError('representations: a Category needs its catalog: { id catalog { id } }');
    return findCategory(id, { id: catalog.id }, context);
  },
});

/** A category, reached through its catalog. */
export function categoryRef(row: CategoryRow, catalog: CatalogRef): CategoryRef {
  return { id: row.categoryId, catalog, row };
}

async function findCategory(
  categoryId: string,
  catalog: CatalogRef,
  context: GraphContext,
): Promise<CategoryRef | null> {
  const category = await loadCategory(categoryId, catalog, context);
  return category && categoryRef(category, catalog);
}

async function loadCategory(
  categoryId: string,
  catalog: CatalogRef,
  { loaders }: GraphContext,
): Promise<CategoryRow | null> {
  const categories = (await loaders.catalogs.categories.load(catalog.id)) ?? [];
  return categories.find((row) => row.categoryId === categoryId) ?? null;
}
