import { builder } from '../builder.ts';
import { bulkErrors } from '../errors/bulk-errors.ts';
import { InputError } from '../errors/errors.ts';
import { AlreadyDroppedMutationError } from '../errors/mutation-errors.ts';
import { type BulkOutcome, type BulkRun, bulkIds, bulkLimit, runBulk } from './bulk.ts';
import { type ChangedEnrollment, organizationToReadIn } from './changed-enrollment.ts';
import { DropEnrollmentSuccess, dropEnrollment } from './drop-enrollment.ts';
import { type DryRunArguments, DryRunOutcome, DryRunResult, dryRunField, dryRunOf, withDryRun } from './dry-run.ts';
import { predictDrops } from './predictions.ts';

const DropEnrollmentsInput = builder.inputType('DropEnrollmentsInput', {
  description: 'Input of `dropEnrollments`: the enrollments to drop.',
  fields: (t) => ({
    ids: t.idList({
      required: true,
      validate: bulkIds,
      description: `Ids of the enrollments, from 1 to ${bulkLimit} without duplicates.`,
    }),
    organizationId: t.id(organizationToReadIn),
    dryRun: dryRunField(t),
  }),
});

type Outcome = BulkOutcome<string, ChangedEnrollment | DryRunOutcome>;

const DropEnrollmentOutcome = builder.objectRef<Outcome>('DropEnrollmentOutcome').implement({
  description: 'The outcome for one enrollment.',
  fields: (t) => ({
    enrollmentId: t.exposeID('item', { nullable: false, description: 'Id from the input.' }),
    id: t.exposeID('item', {
      nullable: false,
      deprecationReason: 'Deprecated since 0.2.0. Use `enrollmentId`.',
      description: 'Id of the enrollment.',
    }),
    result: t.errorUnionField({
      types: [DropEnrollmentSuccess, DryRunResult, AlreadyDroppedMutationError, ...bulkErrors],
      union: {
        name: 'DropEnrollmentOutcomeResult',
        description: 'The dropped enrollment, or the reason why it was not dropped.',
        resolveType: (result: unknown) => (result instanceof DryRunOutcome ? DryRunResult : DropEnrollmentSuccess),
      },
      nullable: false,
      description: 'The dropped enrollment, or the reason why it was not dropped.',
      resolve: ({ result }) => result as never,
    }),
  }),
});

const DropEnrollmentsSuccess = builder
  .objectRef<BulkRun<string, ChangedEnrollment | DryRunOutcome>>('DropEnrollmentsSuccess')
  .implement({
    description: 'The bulk drop ran; see outcomes.',
    fields: (t) => ({
      outcomes: t.field({
        type: [DropEnrollmentOutcome],
        // The mutation counts each enrollment already.
        multiplier: 1,
        nullable: { list: true, items: false },
        description:
          'One outcome per enrollment, in the order of `ids`. Use `@stream` to receive outcomes as they complete.',
        resolve: (run) => run.outcomes(),
      }),
    }),
  });

builder.mutationField('dropEnrollments', (t) =>
  t.field({
    type: DropEnrollmentsSuccess,
    price: ({ input }: DryRunArguments) =>
      input.dryRun ? { bulk: 1, operations: ['SearchEnrollments'] } : { each: 1, operations: ['DropEnrollment'] },
    multiplier: ({ input }) => input.ids.length,
    calls: ['DropEnrollment'],
    description: 'Drops many enrollments, with one REST call per enrollment. Each enrollment has a separate outcome.',
    args: {
      input: t.arg({ type: DropEnrollmentsInput, required: true, description: 'The enrollments to drop.' }),
    },
    errors: {
      types: [InputError],
      union: { name: 'DropEnrollmentsResult', description: 'The outcomes, or the reason why nothing was attempted.' },
    },
    resolve: withDryRun(
      async ({ input: { ids, organizationId } }, context) =>
        dryRunOf(ids, await predictDrops(ids, organizationId, context)),
      ({ input: { ids, organizationId } }, context, info) =>
        runBulk(
          {
            items: ids,
            operation: 'DropEnrollment',
            parametersOf: (enrollmentId) => ({ enrollmentId }),
            write: (id) => dropEnrollment({ id, organizationId }, context),
          },
          context,
          info,
        ),
    ),
  }),
);
