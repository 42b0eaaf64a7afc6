import { builder } from '../builder.ts';
import { InputError } from '../errors/errors.ts';
import { AlreadyEnrolledRefusal } from '../errors/mutation-errors.ts';
import { User } from '../types/user.ts';
import { type BulkOutcome, bulkLimit, bulkRefusals, inBulk } from './bulk.ts';
import { CreateEnrollmentSuccess, createEnrollment, type NewEnrollment } from './create-enrollment.ts';
import { bulkIds, type ChangedEnrollment, placeFields, syllabusChoice } from './write.ts';

const CreateEnrollmentsInput = builder.inputType('CreateEnrollmentsInput', {
  description: 'Who are to be enrolled in what.',
  validate: syllabusChoice,
  fields: (t) => ({
    userIds: t.idList({
      required: true,
      validate: bulkIds(bulkLimit),
      description: `The learners, at most ${bulkLimit}, none of them twice.`,
    }),
    ...placeFields(t),
  }),
});

type Outcome = BulkOutcome<string, ChangedEnrollment>;

const CreateEnrollmentOutcome = builder.objectRef<Outcome>('CreateEnrollmentOutcome').implement({
  description: 'What became of one learner of a class.',
  fields: (t) => ({
    user: t.field({ type: User, nullable: false, description: 'The learner.', resolve: ({ item }) => ({ id: item }) }),
    result: t.errorUnionField({
      types: [CreateEnrollmentSuccess, AlreadyEnrolledRefusal, ...bulkRefusals],
      union: {
        name: 'CreateEnrollmentOutcomeResult',
        description: 'The new enrollment, or why there is none.',
        resolveType: () => CreateEnrollmentSuccess,
      },
      nullable: false,
      description: 'The new enrollment, or why there is none.',
      resolve: ({ result }) => result as never,
    }),
  }),
});

interface ClassInput extends Omit<NewEnrollment, 'userId'> {
  userIds: readonly string[];
}

const CreateEnrollmentsSuccess = builder.objectRef<ClassInput>('CreateEnrollmentsSuccess').implement({
  description: 'The class was gone through, learner by learner.',
  fields: (t) => ({
    outcomes: t.field({
      type: [CreateEnrollmentOutcome],
      // The mutation counts each user already.
      multiplier: 1,
      nullable: { list: true, items: false },
      description: 'What became of each learner, in the order asked. With `@stream` they come as they are known.',
      resolve: ({ userIds, ...input }, _, context) =>
        inBulk(userIds, context, (userId) => createEnrollment({ ...input, userId }, context)),
    }),
  }),
});

builder.mutationField('createEnrollments', (t) =>
  t.field({
    type: CreateEnrollmentsSuccess,
    price: { each: 2 },
    multiplier: ({ input }) => input.userIds.length,
    nullable: false,
    description:
      'Enrolls a class in a section or a training plan: one call to the REST API for each learner, some at a time. What becomes of one does not touch the others.',
    args: {
      input: t.arg({ type: CreateEnrollmentsInput, required: true, description: 'Who are to be enrolled in what.' }),
    },
    errors: {
      types: [InputError],
      union: { name: 'CreateEnrollmentsResult', description: 'The outcomes, or why nothing was attempted.' },
    },
    resolve: (_, { input }) => input,
  }),
);
