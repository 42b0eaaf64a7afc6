import type { WorldCatalog, WorldProduct } from '../world/world.ts';
import { sortBy } from './enrollments.ts';
import { demandPermission, existing, id, type Operation, type OperationRequest } from './operation.ts';

export const catalogOperations: Record<string, Operation> = {
  GetCatalogs: (request) => {
    const { caller, state, parameters } = request;
    const groupId = existing(state.organization(id(request, 'group_id') ?? ''), 'Group').org_id;
    demandPermission(caller, groupId);
    const { publishing_model: model, catalog_access_option: access = 0 } = parameters;
    const catalogs = state.world.catalogs.filter((item) => {
      const isOwned = item.org_id === groupId;
      const isShared = item.shared_with.includes(groupId);
      const isMeant = access === 0 ? isShared : access === 1 ? isOwned : isOwned || isShared;
      return isMeant && (model === undefined || item.publishing_model === model);
    });
    return {
      list: sortBy(catalogs, ({ name }) => name ?? '').map((item) => shown(request, item)),
      field: 'catalogs',
      isPaged: true,
    };
  },

  GetCatalog: (request) => ({ one: shown(request, catalog(request)) }),
  GetCatalogDescription: (request) => ({ one: { description: catalog(request).description } }),
  GetCatalogCreditHours: (request) => ({ one: { credit_hours: catalog(request).credit_hours } }),

  GetCategories: (request) => {
    const { catalog_id } = catalog(request);
    const categories = request.state.world.categories.filter((category) => category.catalog_id === catalog_id);
    return { list: sortBy(categories, ({ date_created }) => date_created ?? '').reverse(), isPaged: true };
  },

  GetCatalogSyllabi: (request) => {
    const { catalog_id } = catalog(request);
    return syllabi(request, (product) => product.catalog_id === catalog_id);
  },

  GetCategorySyllabi: (request) => {
    const category = existing(request.state.category(id(request, 'category_id') ?? ''), 'Category');
    visible(request, existing(request.state.catalog(category.catalog_id), 'Catalog'));
    return syllabi(request, (product) => product.category_ids.includes(category.category_id));
  },
};

function catalog(request: OperationRequest): WorldCatalog {
  return visible(request, existing(request.state.catalog(id(request, 'catalog_id') ?? ''), 'Catalog'));
}

/** A catalog can be seen by those of the organization that owns it and of those it is shared with. */
function visible({ caller }: OperationRequest, item: WorldCatalog): WorldCatalog {
  if (!item.shared_with.some(caller.mayIn)) demandPermission(caller, item.org_id);
  return item;
}

function shown({ state }: OperationRequest, item: WorldCatalog): object {
  const { shared_with: _shared, description: _description, credit_hours: _hours, ...rest } = item;
  const organization = existing(state.organization(item.org_id), 'Organization');
  return { ...rest, org_name: organization.name, org_short_name: organization.short_name };
}

function syllabi({ state }: OperationRequest, isMeant: (product: WorldProduct) => boolean) {
  const items = state.world.products.filter(isMeant).map((product) => {
    const section = state.section(product.syllabus_id);
    return {
      syllabus_id: product.syllabus_id,
      syllabus_name: (section ?? state.trainingPlan(product.syllabus_id))?.title ?? '',
      syllabus_type: section ? 0 : 1,
      product_id: product.product_id,
    };
  });
  return { list: sortBy(items, (item) => item.syllabus_name), isPaged: true };
}
