import { builder } from '../builder.ts';
import { bulkErrors } from '../errors/bulk-errors.ts';
import { InputError } from '../errors/errors.ts';
import { NotDeletedMutationError } from '../errors/mutation-errors.ts';
import { idArgument } from '../ids.ts';
import { type BulkOutcome, type BulkRun, bulkIds, bulkLimit, runBulk } from './bulk.ts';
import { type DeletedEnrollment, DeleteEnrollmentSuccess, deleteEnrollment } from './delete-enrollment.ts';
import { type DryRunArguments, DryRunOutcome, DryRunResult, dryRunField, dryRunOf, withDryRun } from './dry-run.ts';
import { predictDeletions } from './predictions.ts';

const DeleteEnrollmentsInput = builder.inputType('DeleteEnrollmentsInput', {
  description: 'Input of `deleteEnrollments`: the enrollments to delete.',
  fields: (t) => ({
    ids: t.idList({
      required: true,
      validate: bulkIds,
      description: `Ids of the enrollments, from 1 to ${bulkLimit} without duplicates.`,
    }),
    organizationId: t.id({
      validate: idArgument,
      description:
        'Organization to read the enrollments in, if it is a dry run. Defaults to the `x-organization-id` header, or else the default organization of the gateway.',
    }),
    dryRun: dryRunField(t),
  }),
});

type Outcome = BulkOutcome<string, DeletedEnrollment | DryRunOutcome>;

const DeleteEnrollmentOutcome = builder.objectRef<Outcome>('DeleteEnrollmentOutcome').implement({
  description: 'The outcome for one enrollment.',
  fields: (t) => ({
    enrollmentId: t.exposeID('item', { nullable: false, description: 'Id from the input.' }),
    result: t.errorUnionField({
      types: [DeleteEnrollmentSuccess, DryRunResult, NotDeletedMutationError, ...bulkErrors],
      union: {
        name: 'DeleteEnrollmentOutcomeResult',
        description: 'The deleted enrollment, or the reason why it was not deleted.',
        resolveType: (result: unknown) => (result instanceof DryRunOutcome ? DryRunResult : DeleteEnrollmentSuccess),
      },
      nullable: false,
      description: 'The deleted enrollment, or the reason why it was not deleted.',
      resolve: ({ result }) => result as never,
    }),
  }),
});

const DeleteEnrollmentsSuccess = builder
  .objectRef<BulkRun<string, DeletedEnrollment | DryRunOutcome>>('DeleteEnrollmentsSuccess')
  .implement({
    description: 'The bulk deletion ran; see outcomes.',
    fields: (t) => ({
      outcomes: t.field({
        type: [DeleteEnrollmentOutcome],
        // The mutation counts each enrollment already.
        multiplier: 1,
        nullable: { list: true, items: false },
        description:
          'One outcome per enrollment, in the order of `ids`. Use `@stream` to receive outcomes as they complete.',
        resolve: (run) => run.outcomes(),
      }),
    }),
  });

builder.mutationField('deleteEnrollments', (t) =>
  t.field({
    type: DeleteEnrollmentsSuccess,
    price: ({ input }: DryRunArguments) =>
      input.dryRun ? { bulk: 1, operations: ['SearchEnrollments'] } : { each: 1, operations: ['DeleteEnrollment'] },
    multiplier: ({ input }) => input.ids.length,
    calls: ['DeleteEnrollment'],
    description: 'Deletes many enrollments, with one REST call per enrollment. Each enrollment has a separate outcome.',
    args: {
      input: t.arg({ type: DeleteEnrollmentsInput, required: true, description: 'The enrollments to delete.' }),
    },
    errors: {
      types: [InputError],
      union: { name: 'DeleteEnrollmentsResult', description: 'The outcomes, or the reason why nothing was attempted.' },
    },
    resolve: withDryRun(
      async ({ input: { ids, organizationId } }, context) =>
        dryRunOf(ids, await predictDeletions(ids, organizationId, context)),
      ({ input: { ids } }, context, info) =>
        runBulk(
          {
            items: ids,
            operation: 'DeleteEnrollment',
            parametersOf: (enrollmentId) => ({ enrollmentId }),
            write: (id) => deleteEnrollment({ id }, context),
          },
          context,
          info,
        ),
    ),
  }),
);
