import { builder } from '../builder.ts';
import { connect, pageArguments } from '../connection.ts';
import { asEntity } from '../federation/entities.ts';
import { id } from '../ids.ts';
import { EnrollmentConnection, enrollmentRef } from './enrollment.ts';
import { searchParameters, UserEnrollmentFilter } from './enrollment-filter.ts';
import { StudentSessionConnection, sessionArguments, studentSessions } from './student-session.ts';

export const User = builder.objectRef<{ id: string }>('User');

User.implement({
  description: 'A person. This graph knows their id and what they are enrolled in; other graphs know their name.',
  fields: (t) => ({
    id: t.exposeID('id', { nullable: false, description: 'The id of the user.' }),
    enrollments: t.field({
      type: EnrollmentConnection,
      nullable: false,
      description: 'What the user is enrolled in; the earliest enrollment comes first.',
      args: {
        filter: t.arg({
          type: UserEnrollmentFilter,
          description: 'Which of the enrollments to find. Without it: all.',
        }),
        ...pageArguments,
      },
      resolve: (user, { filter, ...args }, context, info) => {
        const parameters = searchParameters({ ...filter, userIds: [user.id] });
        const [organizationId, another] = filter?.organizationIds ?? [];
        return connect({ operation: 'SearchEnrollments', parameters, args, context, info }, (item) =>
          enrollmentRef(item, another ? undefined : organizationId),
        );
      },
    }),
    studentSessions: t.field({
      type: StudentSessionConnection,
      nullable: false,
      description: 'The sessions that the user spent in assignments.',
      args: {
        sectionId: t.arg.id({ validate: id, description: 'Only sessions in this section.' }),
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
    description: 'A user by their id. The REST API cannot look users up, so the id is not checked to exist.',
    args: { id: t.arg.id({ required: true, validate: id, description: 'The id of the user.' }) },
    resolve: (_, args) => ({ id: args.id }),
  }),
);

asEntity(User, {
  key: 'id',
  resolveReference: ({ id }) => ({ id }),
});
