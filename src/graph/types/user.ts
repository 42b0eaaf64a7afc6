import { builder } from '../builder.ts';
import { pageArguments } from '../connection.ts';
import { asEntity } from '../federation/entities.ts';
import { idArgument } from '../ids.ts';
import { EnrollmentConnection } from './enrollment.ts';
import { connectSearch, enrollmentConditions, searchPagePrice } from './enrollment-conditions.ts';
import { searchParameters, UserEnrollmentFilter } from './enrollment-filter.ts';
import { searchSummary, summaryArguments, summaryField } from './enrollment-summary.ts';
import { StudentSessionConnection, sessionArguments, studentSessions } from './student-session.ts';

export const User = builder.objectRef<{ id: string }>('User');

User.implement({
  description: 'A user, for example a learner. Provides the id and the enrollments; other subgraphs can add names.',
  fields: (t) => ({
    id: t.exposeID('id', { nullable: false, description: 'Id of the user.' }),
    enrollments: t.field({
      type: EnrollmentConnection,
      nullable: false,
      groups: { user: 'object' },
      calls: ['SearchEnrollments'],
      description: 'Enrollments of the user, ordered by enrollment date, earliest first.',
      args: {
        filter: t.arg({
          type: UserEnrollmentFilter,
          description: 'Filter for the enrollments. Omit to return all.',
        }),
        ...enrollmentConditions,
        ...pageArguments,
      },
      pagePrice: searchPagePrice,
      resolve: (user, { filter, ...args }, context, info) =>
        connectSearch(
          {
            operation: 'SearchEnrollments',
            parameters: searchParameters({ ...filter, userIds: [user.id] }),
            args,
            context,
            info,
          },
          // The caller needs its permissions in every organization that the search names, so any of them will do.
          filter?.organizationIds?.[0],
        ),
    }),
    enrollmentSummary: t.field({
      ...summaryField,
      groups: { user: 'object' },
      calls: ['SearchEnrollments', 'GetSectionEnrollments', 'GetTrainingPlanEnrollments'],
      description: 'How many enrollments the user has, by phase, status and dates.',
      args: {
        filter: t.arg({ type: UserEnrollmentFilter, description: 'Filter for the enrollments. Omit to count all.' }),
        ...summaryArguments,
      },
      resolve: (user, { filter, limit }, context) =>
        searchSummary(searchParameters({ ...filter, userIds: [user.id] }), limit, context),
    }),
    studentSessions: t.field({
      type: StudentSessionConnection,
      nullable: false,
      calls: ['GetStudentSessions'],
      description: 'Sessions of the user in assignments.',
      args: {
        sectionId: t.arg.id({ validate: idArgument, description: 'Return only sessions in this section.' }),
        ...sessionArguments,
        ...pageArguments,
      },
      resolve: (user, args, context, info) => studentSessions(user.id, args.sectionId ?? null, args, context, info),
    }),
  }),
});

builder.queryField('user', (t) =>
  t.field({
    type: User,
    description:
      'The user with this id. The REST API cannot look up users, so this does not check that the user exists.',
    args: { id: t.arg.id({ required: true, validate: idArgument, description: 'Id of the user.' }) },
    resolve: (_, args) => ({ id: args.id }),
  }),
);

asEntity(User, {
  key: 'id',
  resolveReference: ({ id }) => ({ id }),
});
