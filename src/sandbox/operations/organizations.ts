import { sortBy } from './enrollments.ts';
import { demand, demandPermission, existing, id, type Operation, text } from './operation.ts';

export const organizationOperations: Record<string, Operation> = {
  /** The organization and all below it. */
  GetOrganizations: (request) => {
    const { caller, state } = request;
    const organizationId = id(request, 'org_id');
    const shortName = text(request, 'org_short_name');
    demand(organizationId || shortName, 'org_id or org_short_name must be given');
    const top = existing(
      organizationId
        ? state.organization(organizationId)
        : state.world.organizations.find((item) => item.short_name.toLowerCase() === shortName?.toLowerCase()),
      'Organization',
    );
    demandPermission(caller, top.org_id);
    const within = state.within(top.org_id);
    const organizations = state.world.organizations.filter(({ org_id }) => within.has(org_id));
    return {
      list: sortBy(organizations, ({ name }) => name).map(({ parent_org_id: _parent, ...shown }) => shown),
      isPaged: true,
    };
  },
};
