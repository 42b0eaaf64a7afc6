import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { GraphQLError, parse } from 'graphql';
import { createYoga, type YogaInitialContext } from 'graphql-yoga';
import { wellKnown } from '../../../src/sandbox/world/well-known.ts';
import type { World } from '../../../src/sandbox/world/world.ts';
import { close, listen, type Running } from './listen.ts';

/** The headers of a request from a router. */
export type ReceivedHeaders = Readonly<Record<string, string>>;

export interface UsersSubgraph extends Running {
  /** The headers of the requests since they were last cleared, oldest first. */
  requests(): readonly ReceivedHeaders[];
  clearRequests(): void;
}

export const usersSdl = readFileSync(new URL('../subgraphs/users.graphql', import.meta.url), 'utf8');

/** Another team's subgraph: names and email addresses of the sandbox's users, and announcements about its sections. */
export async function startUsersSubgraph({ world, port }: { world: World; port: number }): Promise<UsersSubgraph> {
  let received: ReceivedHeaders[] = [];
  const yoga = createYoga({
    schema: buildSubgraphSchema({ typeDefs: parse(usersSdl), resolvers: resolvers(world) }),
    graphiql: false,
    logging: false,
    plugins: [
      {
        onExecute: ({ args }: { args: { contextValue: unknown } }) => {
          const { request } = args.contextValue as YogaInitialContext;
          received.push(Object.fromEntries(request.headers));
          if (/^Bearer \S+$/.test(request.headers.get('authorization') ?? '')) return;
          throw new GraphQLError('The users graph requires a token.', { extensions: { code: 'UNAUTHENTICATED' } });
        },
      },
    ],
  });
  const server = createServer(yoga);
  return {
    url: `${await listen(server, port)}/graphql`,
    requests: () => received,
    clearRequests: () => {
      received = [];
    },
    close: () => close(server),
  };
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
