import { builder } from '../builder.ts';
import { bulkErrors } from '../errors/bulk-errors.ts';
import { InputError } from '../errors/errors.ts';
import { AlreadyDroppedMutationError } from '../errors/mutation-errors.ts';
import { type BulkOutcome, bulkIds, bulkLimit, inBulk } from './bulk.ts';
import { type ChangedEnrollment, organizationToReadIn } from './changed-enrollment.ts';
import { DropEnrollmentSuccess, dropEnrollment } from './drop-enrollment.ts';

const DropEnrollmentsInput = builder.inputType('DropEnrollmentsInput', {
  description: 'Input of `dropEnrollments`: the enrollments to drop.',
  fields: (t) => ({
    ids: t.idList({
      required: true,
      validate: bulkIds,
      description: `Ids of the enrollments, from 1 to ${bulkLimit} without duplicates.`,
    }),
    organizationId: t.id(organizationToReadIn),
  }),
});

type Outcome = BulkOutcome<string, ChangedEnrollment>;

const DropEnrollmentOutcome = builder.objectRef<Outcome>('DropEnrollmentOutcome').implement({
  description: 'The outcome for one enrollment.',
  fields: (t) => ({
    id: t.exposeID('item', { nullable: false, description: 'Id of the enrollment.' }),
    result: t.errorUnionField({
      types: [DropEnrollmentSuccess, AlreadyDroppedMutationError, ...bulkErrors],
      union: {
        name: 'DropEnrollmentOutcomeResult',
        description: 'The dropped enrollment, or the reason why it was not dropped.',
        resolveType: () => DropEnrollmentSuccess,
      },
      nullable: false,
      description: 'The dropped enrollment, or the reason why it was not dropped.',
      resolve: ({ result }) => result as never,
    }),
  }),
});

interface ManyInput {
  ids: readonly string[];
  organizationId?: string | null | undefined;
}

const DropEnrollmentsSuccess = builder.objectRef<ManyInput>('DropEnrollmentsSuccess').implement({
  description: 'The bulk drop ran; see outcomes.',
  fields: (t) => ({
    outcomes: t.field({
      type: [DropEnrollmentOutcome],
      // The mutation counts each enrollment already.
      multiplier: 1,
      nullable: { list: true, items: false },
      description:
        'One outcome per enrollment, in the order of `ids`. Use `@stream` to receive outcomes as they complete.',
      resolve: ({ ids, organizationId }, _, context) =>
        inBulk(ids, context, (enrollmentId) => dropEnrollment({ id: enrollmentId, organizationId }, context)),
    }),
  }),
});

builder.mutationField('dropEnrollments', (t) =>
  t.field({
    type: DropEnrollmentsSuccess,
    price: { each: 1 },
    multiplier: ({ input }) => input.ids.length,
    nullable: false,
    description:
      'Drops many enrollments, with one REST call per enrollment. Each enrollment has a separate outcome. Requires the same permissions as `dropEnrollment`.',
    args: {
      input: t.arg({ type: DropEnrollmentsInput, required: true, description: 'The enrollments to drop.' }),
    },
    errors: {
      types: [InputError],
      union: { name: 'DropEnrollmentsResult', description: 'The outcomes, or the reason why nothing was attempted.' },
    },
    resolve: (_, { input }) => input,
  }),
);
