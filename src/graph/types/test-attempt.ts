import type { GraphQLResolveInfo } from 'graphql';
import type { RowOf } from '../../learning-api/contract/operations.ts';
import type { ListParameters, ReadableItem } from '../../loaders/lists.ts';
import { builder } from '../builder.ts';
import { connect, pageArguments } from '../connection.ts';
import type { GraphContext } from '../context.ts';
import type { PageArguments } from '../page.ts';
import { idRef, itemErrors } from '../row.ts';
import { assignmentArgument, enrollmentArgument } from './arguments.ts';
import { User } from './user.ts';

export const TestAttempt = builder.objectRef<ReadableItem<'GetTestAttempts'>>('TestAttempt');
export const ProctorResponse = builder.objectRef<RowOf<'ProctorResponse'>>('ProctorResponse');

TestAttempt.implement({
  description: 'An attempt of a learner at a test.',
  fields: (t) => ({
    id: t.exposeID('attemptId', { nullable: false, description: 'Id of the attempt.' }),
    index: t.exposeInt('attemptIndex', {
      description: 'Number of the attempt. The most recent attempt has the highest number.',
    }),
    startedAt: t.expose('startDate', { type: 'DateTime', description: 'When the attempt started.' }),
    timeLeftUpdatedAt: t.expose('lastTimeLeftUpdate', {
      type: 'DateTime',
      description: 'When `timeLeft` was last updated.',
    }),
    finishedAt: t.expose('finishDate', {
      type: 'DateTime',
      description: 'When the attempt was finished. Null if the REST API reports none.',
    }),
    allowsRelaunch: t.exposeBoolean('allowRelaunch', { description: 'True if the attempt can be relaunched.' }),
    timeLeft: t.exposeString('timeLeft', {
      description: 'Time left for the attempt, as text in the format of the REST API.',
    }),
    questionCount: t.exposeInt('numQuestions', { description: 'Number of questions.' }),
    isComplete: t.exposeBoolean('isComplete', { description: 'True if the attempt is complete.' }),
    score: t.exposeFloat('score', { description: 'Score of the attempt.' }),
    comments: t.exposeString('comments', { description: 'Comments on the attempt.' }),
    proctorResponse: t.field({
      type: ProctorResponse,
      description: 'The proctor. Null if the REST API reports none.',
      resolve: ({ proctorResponseItem }) => itemErrors(proctorResponseItem),
    }),
  }),
});

ProctorResponse.implement({
  description: 'The proctor of a test attempt and the access code.',
  fields: (t) => ({
    proctorId: t.exposeID('proctorId', { description: 'Id of the proctor. For the id of the user, see `user`.' }),
    user: t.field({
      type: User,
      description: 'User account of the proctor. Null if the REST API does not report one.',
      resolve: ({ proctorUserId }) => idRef(proctorUserId),
    }),
    proctorCode: t.exposeString('proctorCode', {
      description: 'Code of the proctor, as reported by the REST API.',
    }),
    firstName: t.exposeString('proctorFirstName', { description: 'First name of the proctor.' }),
    lastName: t.exposeString('proctorLastName', { description: 'Last name of the proctor.' }),
    organizationAccessCodeId: t.exposeID('organizationAccessCodeId', {
      description: "Id of the organization's access code for the attempt.",
    }),
    accessCode: t.exposeString('accessCode', { description: 'Access code for the attempt.' }),
    proctoredAt: t.expose('dateProctored', { type: 'DateTime', description: 'When the attempt was proctored.' }),
  }),
});

export const TestAttemptConnection = builder.connectionObject(
  { type: TestAttempt, name: 'TestAttemptConnection', provides: 'all', description: 'A page of test attempts.' },
  { description: 'A test attempt with its cursor.' },
);

/** The list of attempts, as a field of several types. */
export const testAttemptsField = {
  type: TestAttemptConnection,
  nullable: false,
  calls: ['GetTestAttempts'],
  deprecationReason:
    'Deprecated since 0.1.0. The REST operation GetTestAttempts is obsolete. Use `AssessmentApi/GetTestAttempts` instead.',
  description: "Learner's attempts at a test assignment, most recent first.",
} as const;

/** The attempts of a learner at an assignment. */
export function testAttempts(
  { enrollmentId, assignmentId }: ListParameters<'GetTestAttempts'>,
  args: PageArguments,
  context: GraphContext,
  info: GraphQLResolveInfo,
) {
  const parameters = { enrollmentId, assignmentId };
  return connect({ operation: 'GetTestAttempts', parameters, args, context, info }, (item) => item);
}

builder.queryField('testAttempts', (t) =>
  t.field({
    ...testAttemptsField,
    args: { ...enrollmentArgument, ...assignmentArgument, ...pageArguments },
    resolve: (_, args, context, info) => testAttempts(args, args, context, info),
  }),
);
