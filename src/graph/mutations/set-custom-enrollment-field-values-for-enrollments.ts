import { builder } from '../builder.ts';
import { bulkErrors } from '../errors/bulk-errors.ts';
import { InputError } from '../errors/errors.ts';
import { UnknownCustomFieldMutationError } from '../errors/mutation-errors.ts';
import { type BulkOutcome, type BulkRun, bulkIds, bulkLimit, runBulk } from './bulk.ts';
import { type ChangedEnrollment, organizationToReadIn } from './changed-enrollment.ts';
import { type DryRunArguments, DryRunOutcome, DryRunResult, dryRunField, dryRunOf, withDryRun } from './dry-run.ts';
import { predictValues } from './predictions.ts';
import {
  SetCustomEnrollmentFieldValuesSuccess,
  setCustomEnrollmentFieldValues,
  updateParameters,
  valuesField,
} from './set-custom-enrollment-field-values.ts';

const SetCustomEnrollmentFieldValuesForEnrollmentsInput = builder.inputType(
  'SetCustomEnrollmentFieldValuesForEnrollmentsInput',
  {
    description:
      'Input of `setCustomEnrollmentFieldValuesForEnrollments`: the enrollments and the values for each of them.',
    fields: (t) => ({
      enrollmentIds: t.idList({
        required: true,
        validate: bulkIds,
        description: `Ids of the enrollments, from 1 to ${bulkLimit} without duplicates.`,
      }),
      values: valuesField(t),
      organizationId: t.id(organizationToReadIn),
      dryRun: dryRunField(t),
    }),
  },
);

type Outcome = BulkOutcome<string, ChangedEnrollment | DryRunOutcome>;

const SetCustomEnrollmentFieldValuesOutcome = builder
  .objectRef<Outcome>('SetCustomEnrollmentFieldValuesOutcome')
  .implement({
    description: 'The outcome for one enrollment.',
    fields: (t) => ({
      enrollmentId: t.exposeID('item', { nullable: false, description: 'Id from the input.' }),
      result: t.errorUnionField({
        types: [SetCustomEnrollmentFieldValuesSuccess, DryRunResult, UnknownCustomFieldMutationError, ...bulkErrors],
        union: {
          name: 'SetCustomEnrollmentFieldValuesOutcomeResult',
          description: 'The enrollment with its new values, or the reason why they were not set.',
          resolveType: (result: unknown) =>
            result instanceof DryRunOutcome ? DryRunResult : SetCustomEnrollmentFieldValuesSuccess,
        },
        nullable: false,
        description: 'The enrollment with its new values, or the reason why they were not set.',
        resolve: ({ result }) => result as never,
      }),
    }),
  });

const SetCustomEnrollmentFieldValuesForEnrollmentsSuccess = builder
  .objectRef<BulkRun<string, ChangedEnrollment | DryRunOutcome>>('SetCustomEnrollmentFieldValuesForEnrollmentsSuccess')
  .implement({
    description: 'The bulk update ran; see outcomes.',
    fields: (t) => ({
      outcomes: t.field({
        type: [SetCustomEnrollmentFieldValuesOutcome],
        // The mutation counts each enrollment already.
        multiplier: 1,
        nullable: { list: true, items: false },
        description:
          'One outcome per enrollment, in the order of `enrollmentIds`. Use `@stream` to receive outcomes as they complete.',
        resolve: (run) => run.outcomes(),
      }),
    }),
  });

builder.mutationField('setCustomEnrollmentFieldValuesForEnrollments', (t) =>
  t.field({
    type: SetCustomEnrollmentFieldValuesForEnrollmentsSuccess,
    price: ({ input }: DryRunArguments) =>
      input.dryRun
        ? { bulk: 2, operations: ['SearchEnrollments', 'GetCustomEnrollmentFields'] }
        : { each: 2, rounds: 2, operations: ['SetCustomEnrollmentFieldValues', 'GetCustomEnrollmentFieldValues'] },
    multiplier: ({ input }) => input.enrollmentIds.length,
    calls: ['SetCustomEnrollmentFieldValues'],
    description:
      'Sets the same custom field values for many enrollments, with one REST call per enrollment. Each enrollment has a separate outcome.',
    args: {
      input: t.arg({
        type: SetCustomEnrollmentFieldValuesForEnrollmentsInput,
        required: true,
        description: 'The enrollments and the values for each of them.',
      }),
    },
    errors: {
      types: [InputError],
      union: {
        name: 'SetCustomEnrollmentFieldValuesForEnrollmentsResult',
        description: 'The outcomes, or the reason why nothing was attempted.',
      },
    },
    resolve: withDryRun(
      async ({ input: { enrollmentIds, values, organizationId } }, context) => {
        const keys = values.map(({ key }) => key);
        return dryRunOf(enrollmentIds, await predictValues(enrollmentIds, keys, organizationId, context));
      },
      ({ input: { enrollmentIds, values, organizationId } }, context, info) =>
        runBulk(
          {
            items: enrollmentIds,
            operation: 'SetCustomEnrollmentFieldValues',
            parametersOf: (enrollmentId) => updateParameters({ enrollmentId, values }),
            write: (enrollmentId) => setCustomEnrollmentFieldValues({ enrollmentId, values, organizationId }, context),
          },
          context,
          info,
        ),
    ),
  }),
);
