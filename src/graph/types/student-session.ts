import type { GraphQLResolveInfo } from 'graphql';
import type { GoodItem } from '../../loaders/lists.ts';
import { builder } from '../builder.ts';
import { connect, type PageArguments } from '../connection.ts';
import type { GraphContext } from '../context.ts';
import { InputError } from '../errors/errors.ts';
import { organizationToAskIn } from '../ids.ts';
import { link } from '../row.ts';
import { organizationArgument } from './arguments.ts';
import { Organization } from './organization.ts';
import { Section } from './section.ts';
import { User } from './user.ts';

/** A session as it came, beside what was asked for to get it. */
export interface StudentSessionRef {
  data: GoodItem<'GetStudentSessions'>;
  userId: string;
  organizationId: string;
  sectionId: string | null;
}

export const StudentSession = builder.objectRef<StudentSessionRef>('StudentSession');

StudentSession.implement({
  description:
    'The time that a learner spent in an assignment without a break: after 10 minutes without activity a new session begins.',
  fields: (t) => ({
    user: t.field({
      type: User,
      nullable: false,
      description: 'The learner.',
      resolve: ({ userId }) => ({ id: userId }),
    }),
    organization: t.field({
      type: Organization,
      nullable: false,
      description: 'The organization that was looked in.',
      resolve: ({ organizationId }) => ({ id: organizationId }),
    }),
    section: t.field({
      type: Section,
      description: 'The section that was asked for. Null where sessions of all sections were.',
      resolve: ({ sectionId }) => link(sectionId),
    }),
    data: t.field({
      type: 'JSON',
      nullable: false,
      description: 'The session as the REST API sent it. The shape of a session is not published.',
      resolve: ({ data }) => data,
    }),
  }),
});

export const StudentSessionConnection = builder.connectionObject(
  { type: StudentSession, name: 'StudentSessionConnection', description: 'A page of student sessions.' },
  { description: 'A student session in a page.' },
);

/** From when to when sessions are looked for. */
const periodArguments = builder.args((t) => ({
  from: t.field({ type: 'DateTime', required: true, description: 'Only sessions from this instant on.' }),
  to: t.field({ type: 'DateTime', description: 'Only sessions up to this instant.' }),
}));

/** From when to when sessions are looked for, and where. */
export const sessionArguments = { ...organizationArgument, ...periodArguments };

interface SessionArguments extends PageArguments {
  organizationId?: string | null | undefined;
  from: Date;
  to?: Date | null | undefined;
}

/** The sessions of a user, in one section or in all. */
export function studentSessions(
  userId: string,
  sectionId: string | null,
  args: SessionArguments,
  context: GraphContext,
  info: GraphQLResolveInfo,
) {
  if (args.to && args.from > args.to) throw new InputError('from, to: from must not be later than to');
  const organizationId = organizationToAskIn(args.organizationId, context);
  const parameters = {
    userId,
    orgId: organizationId,
    sectionId: sectionId ?? undefined,
    fromDate: args.from.toISOString(),
    toDate: args.to?.toISOString(),
  };
  return connect(
    { operation: 'GetStudentSessions', parameters, args, context, info },
    (data): StudentSessionRef => ({ data, userId, organizationId, sectionId }),
  );
}
