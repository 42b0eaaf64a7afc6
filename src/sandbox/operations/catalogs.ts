import type { WorldCatalog, WorldProduct } from '../world/world.ts';
import { requireFound, requirePermission } from './errors.ts';
import type { ListAnswer, Operation, OperationRequest } from './operation.ts';
import { idParameter } from './parameters.ts';
import { sortBy } from './sort-by.ts';

export const catalogOperations: Record<string, Operation> = {
  GetCatalogs: (request) => {
    const { caller, state, parameters } = request;
    const groupId = requireFound(state.organization(idParameter(request, 'group_id') ?? ''), 'Group').org_id;
    requirePermission(caller, groupId);
    const { publishing_model: model, catalog_access_option: access = 0 } = parameters;
    const catalogs = state.world.catalogs.filter((item) => {
      const isOwned = item.org_id === groupId;
      const isShared = item.shared_with.includes(groupId);
      const isListed = access === 0 ? isShared : access === 1 ? isOwned : isOwned || isShared;
      return isListed && (model === undefined || item.publishing_model === model);
    });
    return {
      list: sortBy(catalogs, ({ name }) => name ?? '').map((item) => catalogRow(request, item)),
      field: 'catalogs',
      isPaged: true,
    };
  },

  GetCatalog: (request) => ({ one: catalogRow(request, permittedCatalog(request)) }),
  GetCatalogDescription: (request) => ({ one: { description: permittedCatalog(request).description } }),
  GetCatalogCreditHours: (request) => ({ one: { credit_hours: permittedCatalog(request).credit_hours } }),

  GetCategories: (request) => {
    const { catalog_id } = permittedCatalog(request);
    const categories = request.state.world.categories.filter((category) => category.catalog_id === catalog_id);
    return { list: sortBy(categories, ({ date_created }) => date_created ?? '').reverse(), isPaged: true };
  },

  GetCatalogSyllabi: (request) => {
    const { catalog_id } = permittedCatalog(request);
    return syllabusList(request, (product) => product.catalog_id === catalog_id);
  },

  GetCategorySyllabi: (request) => {
    const category = requireFound(request.state.category(idParameter(request, 'category_id') ?? ''), 'Category');
    requireVisible(request, requireFound(request.state.catalog(category.catalog_id), 'Catalog'));
    return syllabusList(request, (product) => product.category_ids.includes(category.category_id));
  },
};

function permittedCatalog(request: OperationRequest): WorldCatalog {
  return requireVisible(
    request,
    requireFound(request.state.catalog(idParameter(request, 'catalog_id') ?? ''), 'Catalog'),
  );
}

/** A catalog is visible to the organization that owns it and to those that it is shared with. */
function requireVisible({ caller }: OperationRequest, item: WorldCatalog): WorldCatalog {
  if (!item.shared_with.some(caller.mayAccess)) requirePermission(caller, item.org_id);
  return item;
}

function catalogRow({ state }: OperationRequest, item: WorldCatalog): object {
  const { shared_with: _shared, description: _description, credit_hours: _hours, ...row } = item;
  const organization = requireFound(state.organization(item.org_id), 'Organization');
  return { ...row, org_name: organization.name, org_short_name: organization.short_name };
}

function syllabusList({ state }: OperationRequest, isOffered: (product: WorldProduct) => boolean): ListAnswer {
  const items = state.world.products.filter(isOffered).map((product) => {
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
