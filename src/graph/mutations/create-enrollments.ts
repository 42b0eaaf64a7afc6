import { builder } from '../builder.ts';
import { bulkErrors } from '../errors/bulk-errors.ts';
import { InputError } from '../errors/errors.ts';
import { AlreadyEnrolledMutationError, ConflictMutationError } from '../errors/mutation-errors.ts';
import { User } from '../types/user.ts';
import { type BulkOutcome, type BulkRun, bulkIds, bulkLimit, runBulk } from './bulk.ts';
import type { ChangedEnrollment } from './changed-enrollment.ts';
import { CreateEnrollmentSuccess, createEnrollment, creationParameters } from './create-enrollment.ts';
import { type DryRunArguments, DryRunOutcome, DryRunResult, dryRunField, dryRunOf, withDryRun } from './dry-run.ts';
import { newEnrollmentFields, syllabusChoice } from './new-enrollment.ts';
import { newEnrollmentCalls, predictNewEnrollments } from './predictions.ts';

const CreateEnrollmentsInput = builder.inputType('CreateEnrollmentsInput', {
  description: 'The learners to enroll, and the section or training plan.',
  validate: syllabusChoice,
  fields: (t) => ({
    userIds: t.idList({
      required: true,
      validate: bulkIds,
      description: `Ids of the users (learners) to enroll, from 1 to ${bulkLimit} without duplicates.`,
    }),
    ...newEnrollmentFields(t),
    dryRun: dryRunField(t),
  }),
});

type Outcome = BulkOutcome<string, ChangedEnrollment | DryRunOutcome>;

const CreateEnrollmentOutcome = builder.objectRef<Outcome>('CreateEnrollmentOutcome').implement({
  description: 'The outcome for one learner.',
  fields: (t) => ({
    userId: t.exposeID('item', { nullable: false, description: 'Id of the user (learner).' }),
    user: t.field({
      type: User,
      description: 'The learner. Null if another subgraph cannot tell more about the user, such as for an unknown id.',
      resolve: ({ item }) => ({ id: item }),
    }),
    result: t.errorUnionField({
      types: [
        CreateEnrollmentSuccess,
        DryRunResult,
        AlreadyEnrolledMutationError,
        ConflictMutationError,
        ...bulkErrors,
      ],
      union: {
        name: 'CreateEnrollmentOutcomeResult',
        description: 'The new enrollment, or the reason why it was not created.',
        resolveType: (result: unknown) => (result instanceof DryRunOutcome ? DryRunResult : CreateEnrollmentSuccess),
      },
      nullable: false,
      description: 'The new enrollment, or the reason why it was not created.',
      resolve: ({ result }) => result as never,
    }),
  }),
});

const CreateEnrollmentsSuccess = builder
  .objectRef<BulkRun<string, ChangedEnrollment | DryRunOutcome>>('CreateEnrollmentsSuccess')
  .implement({
    description: 'The bulk enrollment ran; see outcomes.',
    fields: (t) => ({
      outcomes: t.field({
        type: [CreateEnrollmentOutcome],
        // The mutation counts each user already.
        multiplier: 1,
        nullable: { list: true, items: false },
        description:
          'One outcome per learner, in the order of `userIds`. Use `@stream` to receive outcomes as they complete.',
        resolve: (run) => run.outcomes(),
      }),
    }),
  });

builder.mutationField('createEnrollments', (t) =>
  t.field({
    type: CreateEnrollmentsSuccess,
    price: ({ input }: DryRunArguments) =>
      input.dryRun
        ? { bulk: newEnrollmentCalls, rounds: 2, operations: ['SearchEnrollments', 'GetSections', 'GetTrainingPlan'] }
        : { each: 2, rounds: 2, operations: ['CreateEnrollment', 'SearchEnrollments'] },
    multiplier: ({ input }) => input.userIds.length,
    calls: ['CreateEnrollment'],
    feeds: ['sections'],
    description:
      'Enrolls many users (learners) in a section or a training plan, with one REST call per learner. Each learner has a separate outcome.',
    args: {
      input: t.arg({
        type: CreateEnrollmentsInput,
        required: true,
        description: 'The learners to enroll, and the section or training plan.',
      }),
    },
    errors: {
      types: [InputError],
      union: { name: 'CreateEnrollmentsResult', description: 'The outcomes, or the reason why nothing was attempted.' },
    },
    resolve: withDryRun(
      async ({ input: { userIds, ...place } }, context, { position }) =>
        dryRunOf(userIds, await predictNewEnrollments(userIds, place, context, position)),
      ({ input: { userIds, ...place } }, context, info) =>
        runBulk(
          {
            items: userIds,
            operation: 'CreateEnrollment',
            parametersOf: (userId) => creationParameters({ ...place, userId }),
            write: (userId) => createEnrollment({ ...place, userId }, context),
          },
          context,
          info,
        ),
    ),
  }),
);
