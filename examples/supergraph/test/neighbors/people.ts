import { readFileSync } from 'node:fs';
import type { World } from '../../../../src/sandbox/world/world.ts';
import { type RunningSubgraph, startSubgraph } from '../../src/subgraph.ts';

export const peopleSdl = readFileSync(new URL('people.graphql', import.meta.url), 'utf8');

interface Reference {
  id: string;
}

/** A subgraph that owns users and organizations, and adds a contact to syllabi of either kind. */
export function startPeopleSubgraph(world: World): Promise<RunningSubgraph> {
  const { users, organizations, sections, trainingPlans } = world;
  const indexes = new Map(users.map(({ user_id }, index) => [user_id, index]));
  const userAt = (index: number) => ({ id: users[index % users.length]?.user_id });
  const employers = new Map(users.map(({ user_id, org_id }) => [user_id, org_id]));
  const hasOrganization = new Set(organizations.map(({ org_id }) => org_id));
  const user = ({ id }: Reference) => (indexes.has(id) ? { id } : null);
  const organization = ({ id }: Reference) => (hasOrganization.has(id) ? { id } : null);
  const resolvers = {
    Query: {
      person: (_: unknown, reference: Reference) => user(reference),
      company: (_: unknown, reference: Reference) => organization(reference),
      recommendations: (_: unknown, { first }: { first: number }) =>
        [...sections.slice(0, 2), ...trainingPlans.slice(0, 2), ...sections.slice(2)]
          .slice(0, first)
          .map(({ syllabus_id: id }, index) => ({ reason: `Reason ${index}`, syllabus: { id } })),
    },
    User: {
      __resolveReference: user,
      badgeNumber: ({ id }: Reference) => indexes.get(id),
      manager: ({ id }: Reference) => userAt((indexes.get(id) ?? 0) + 1),
      employer: ({ id }: Reference) => ({ id: employers.get(id) }),
    },
    Organization: {
      __resolveReference: organization,
      website: ({ id }: Reference) => `https://${id.slice(0, 8)}.example.com`,
      people: ({ id }: Reference, { first }: { first: number }) =>
        users
          .filter(({ org_id }) => org_id === id)
          .slice(0, first)
          .map(({ user_id }) => ({ id: user_id })),
    },
    Syllabus: {
      __resolveReference: ({ id }: Reference) => ({ id }),
      contact: ({ id }: Reference) => userAt(id.charCodeAt(0)),
    },
  };
  return startSubgraph({ name: 'people', sdl: peopleSdl, resolvers, port: 0 });
}
