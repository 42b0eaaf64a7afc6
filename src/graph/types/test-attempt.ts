import type { RowOf } from '../../learning-api/contract/operations.ts';
import type { GoodItem } from '../../loaders/lists.ts';
import { builder } from '../builder.ts';
import { link, readable } from '../row.ts';
import { User } from './user.ts';

export const TestAttempt = builder.objectRef<GoodItem<'GetTestAttempts'>>('TestAttempt');
export const ProctorResponse = builder.objectRef<RowOf<'ProctorResponse'>>('ProctorResponse');

TestAttempt.implement({
  description: 'One attempt of a learner at a test.',
  fields: (t) => ({
    id: t.exposeID('attemptId', { nullable: false, description: 'The id of the attempt.' }),
    index: t.exposeInt('attemptIndex', { description: 'Its number among the attempts at the same test.' }),
    startedAt: t.expose('startDate', { type: 'DateTime', description: 'When it was begun.' }),
    timeLeftUpdatedAt: t.expose('lastTimeLeftUpdate', {
      type: 'DateTime',
      description: 'When `timeLeft` was last written down.',
    }),
    finishedAt: t.expose('finishDate', { type: 'DateTime', description: 'When it was finished. Null before that.' }),
    allowsRelaunch: t.exposeBoolean('allowRelaunch', { description: 'Whether the learner may go on with it.' }),
    timeLeft: t.exposeString('timeLeft', { description: 'The time that is left, as the REST API writes it.' }),
    questionCount: t.exposeInt('numQuestions', { description: 'How many questions it has.' }),
    isComplete: t.exposeBoolean('isComplete', { description: 'Whether it is complete.' }),
    score: t.exposeFloat('score', { description: 'The score that was reached.' }),
    comments: t.exposeString('comments', { description: 'What the grader wrote about it.' }),
    proctorResponse: t.field({
      type: ProctorResponse,
      description: 'Who watched over it. Null when nobody did.',
      resolve: ({ proctorResponseItem }) => readable(proctorResponseItem),
    }),
  }),
});

ProctorResponse.implement({
  description: 'The person who watched over a test attempt, and how they let the learner in.',
  fields: (t) => ({
    proctorId: t.exposeID('proctorId', { description: 'The id of the person who watched over the attempt.' }),
    user: t.field({
      type: User,
      description: 'The proctor as a user.',
      resolve: ({ proctorUserId }) => link(proctorUserId),
    }),
    proctorCode: t.exposeString('proctorCode', {
      description: 'The code that the person who watched over the attempt goes by.',
    }),
    firstName: t.exposeString('proctorFirstName', { description: 'The first name of the proctor.' }),
    lastName: t.exposeString('proctorLastName', { description: 'The last name of the proctor.' }),
    organizationAccessCodeId: t.exposeID('organizationAccessCodeId', {
      description: 'The id of the access code of the organization that was used.',
    }),
    accessCode: t.exposeString('accessCode', { description: 'The access code that was used.' }),
    proctoredAt: t.expose('dateProctored', { type: 'DateTime', description: 'When the learner was let in.' }),
  }),
});

export const TestAttemptConnection = builder.connectionObject(
  { type: TestAttempt, name: 'TestAttemptConnection', description: 'A page of test attempts.' },
  { description: 'A test attempt in a page.' },
);
