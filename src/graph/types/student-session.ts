import type { GraphQLResolveInfo } from 'graphql';
import type { ReadableItem } from '../../loaders/lists.ts';
import { builder } from '../builder.ts';
import { connect } from '../connection.ts';
import type { GraphContext } from '../context.ts';
import { InputError } from '../errors/errors.ts';
import type { PageArguments } from '../page.ts';
import { isLater } from '../scalars.ts';
import { organizationArgument, organizationToSearch } from './arguments.ts';
import { Organization } from './organization.ts';
import { Section, sectionLink } from './section.ts';
import { User } from './user.ts';

/** A session as the REST API returned it, with the arguments it was requested with. */
export interface StudentSessionRef {
  data: ReadableItem<'GetStudentSessions'>;
  userId: string;
  organizationId: string;
  sectionId: string | null;
}

export const StudentSession = builder.objectRef<StudentSessionRef>('StudentSession');

StudentSession.implement({
  description:
    'Time that a learner spent in an assignment. After more than 10 minutes of inactivity, the next activity starts a new session.',
  fields: (t) => ({
    userId: t.exposeID('userId', { nullable: false, description: 'Id of the learner.' }),
    user: t.field({
      type: User,
      description: 'The learner. Null if another subgraph does not know the user.',
      resolve: ({ userId }) => ({ id: userId }),
    }),
    organizationId: t.exposeID('organizationId', {
      nullable: false,
      description: 'Id of the organization that was searched.',
    }),
    organization: t.field({
      type: Organization,
      description: 'Organization that was searched. Null if another subgraph does not know the organization.',
      resolve: ({ organizationId }) => ({ id: organizationId }),
    }),
    section: t.field({
      type: Section,
      description: 'Section that was requested. Null if sessions in all sections were requested.',
      resolve: ({ sectionId }) => sectionLink(sectionId),
    }),
    data: t.field({
      type: 'JSON',
      nullable: false,
      description:
        'Session data, as returned by the REST API. Its format is not documented. A number that JavaScript cannot represent exactly is returned as text.',
      resolve: ({ data }) => data,
    }),
  }),
});

export const StudentSessionConnection = builder.connectionObject(
  {
    type: StudentSession,
    name: 'StudentSessionConnection',
    provides: 'all',
    description: 'A page of student sessions.',
  },
  { description: 'A student session with its cursor.' },
);

/** The period to search for sessions. */
const periodArguments = builder.args((t) => ({
  from: t.field({ type: 'DateTime', required: true, description: 'Start of the period to search.' }),
  to: t.field({ type: 'DateTime', description: 'End of the period to search. Omit to leave it open.' }),
}));

/** The organization and the period to search for sessions. */
export const sessionArguments = { ...organizationArgument, ...periodArguments };

interface SessionArguments extends PageArguments {
  organizationId?: string | null | undefined;
  from: string;
  to?: string | null | undefined;
}

/** The sessions of a user, in one section or in all sections. */
export function studentSessions(
  userId: string,
  sectionId: string | null,
  args: SessionArguments,
  context: GraphContext,
  info: GraphQLResolveInfo,
) {
  if (args.to && isLater(args.from, args.to)) throw new InputError('from must not be later than to.');
  const organizationId = organizationToSearch(args.organizationId, context);
  const parameters = {
    userId,
    orgId: organizationId,
    sectionId: sectionId ?? undefined,
    fromDate: args.from,
    toDate: args.to ?? undefined,
  };
  return connect(
    { operation: 'GetStudentSessions', parameters, args, context, info },
    (data): StudentSessionRef => ({ data, userId, organizationId, sectionId }),
  );
}
