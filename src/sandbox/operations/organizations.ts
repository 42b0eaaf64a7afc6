import { requireFound, requirePermission, requireRule } from './errors.ts';
import type { Operation } from './operation.ts';
import { idParameter, textParameter } from './parameters.ts';
import { sortBy } from './sort-by.ts';

export const organizationOperations: Record<string, Operation> = {
  /** The organization and all below it. */
  GetOrganizations: (request) => {
    const { caller, state } = request;
    const organizationId = idParameter(request, 'org_id');
    const shortName = textParameter(request, 'org_short_name');
    requireRule(organizationId || shortName, 'org_id or org_short_name must be given');
    const top = requireFound(
      organizationId
        ? state.organization(organizationId)
        : state.world.organizations.find((item) => item.short_name.toLowerCase() === shortName?.toLowerCase()),
      'Organization',
    );
    requirePermission(caller, top.org_id);
    const within = state.within(top.org_id);
    const organizations = state.world.organizations.filter(({ org_id }) => within.has(org_id));
    return {
      list: sortBy(organizations, ({ name }) => name).map(({ parent_org_id: _parent, ...row }) => row),
      isPaged: true,
    };
  },
};
