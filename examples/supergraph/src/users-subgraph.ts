import { readFileSync } from 'node:fs';
import { wellKnown } from '../../../src/sandbox/world/well-known.ts';
import type { World } from '../../../src/sandbox/world/world.ts';
import { type RunningSubgraph, startSubgraph } from './subgraph.ts';

export const usersSdl = readFileSync(new URL('../subgraphs/users.graphql', import.meta.url), 'utf8');

/** Another team's subgraph: names and email addresses of the sandbox's users, and announcements about its sections. */
export function startUsersSubgraph({ world, port }: { world: World; port: number }): Promise<RunningSubgraph> {
  return startSubgraph({ name: 'users', sdl: usersSdl, resolvers: resolvers(world), port });
}

/** Sections of announcements that no longer exist. */
const deletedSectionIds = Array.from(
  { length: 20 },
  (_, index) => `0b000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
);

const notices = [
  'The practical test is in Building C, room 204.',
  'The reading list has two new articles.',
  'Bring gloves and safety glasses to the first day.',
  'There are places left on Thursday morning.',
  'The instructor answers questions on Monday at 4 p.m.',
  'The final review moves to the last week of the month.',
];

function resolvers({ users, organizations, sections }: World) {
  const people = users.map((user) => ({
    __typename: 'User',
    id: user.user_id,
    name: `${user.first_name} ${user.last_name}`,
    email: `${user.first_name}.${user.last_name}@example.com`.toLowerCase(),
    organization: { id: user.org_id },
  }));
  const peopleById = new Map(people.map((person) => [person.id, person]));
  const organizationsById = new Map(organizations.map((organization) => [organization.org_id, organization]));
  const announcements = [...sections.map(({ syllabus_id }) => syllabus_id), ...deletedSectionIds].map((id, index) => ({
    id: `announcement-${index + 1}`,
    text: notices[index % notices.length],
    publishedAt: '2025-09-01T08:00:00.000Z',
    section: { id },
  }));
  const organization = ({ id }: { id: string }) => organizationsById.get(id);
  return {
    Query: {
      me: () => peopleById.get(wellKnown.userId),
      userByName: (_: unknown, { name }: { name: string }) =>
        people.find((person) => person.name === name) ?? {
          __typename: 'UserNotFoundError',
          message: `There is no user with the name ${name}.`,
          code: 'USER_NOT_FOUND',
        },
      users: (_: unknown, { first }: { first: number }) => ({
        nodes: people.slice(0, first),
        pageInfo: { hasNextPage: first < people.length, hasPreviousPage: false },
      }),
      announcements: (_: unknown, { first }: { first: number }) => announcements.slice(0, first),
      badges: () => [
        { name: 'Early bird', enrollment: { id: wellKnown.enrollmentId } },
        { name: 'Planner', enrollment: { id: wellKnown.trainingPlanEnrollmentId } },
      ],
      node: (_: unknown, { id }: { id: string }) => peopleById.get(id),
    },
    User: { __resolveReference: ({ id }: { id: string }) => peopleById.get(id) ?? null },
    Enrollment: {
      __resolveReference: ({ id }: { id: string }) => ({ id }),
      badgeCount: ({ id }: { id: string }) =>
        id === wellKnown.enrollmentId || id === wellKnown.trainingPlanEnrollmentId ? 1 : 0,
    },
    Organization: {
      __resolveReference: ({ id }: { id: string }) => (organizationsById.has(id) ? { id } : null),
      name: (reference: { id: string }) => organization(reference)?.name,
      contact: (reference: { id: string }) =>
        `training@${organization(reference)?.short_name}.example.com`.toLowerCase(),
    },
  };
}
