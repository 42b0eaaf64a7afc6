import { builder } from '../builder.ts';
import { InputError } from '../errors/errors.ts';
import { AlreadyDroppedRefusal } from '../errors/mutation-errors.ts';
import { type BulkOutcome, bulkLimit, bulkRefusals, inBulk } from './bulk.ts';
import { DropEnrollmentSuccess, dropEnrollment } from './drop-enrollment.ts';
import { bulkIds, type ChangedEnrollment, organizationToReadIn } from './write.ts';

const DropEnrollmentsInput = builder.inputType('DropEnrollmentsInput', {
  description: 'Which enrollments are to be dropped.',
  fields: (t) => ({
    ids: t.idList({
      required: true,
      validate: bulkIds(bulkLimit),
      description: `The ids of the enrollments, at most ${bulkLimit}, none of them twice.`,
    }),
    organizationId: t.id(organizationToReadIn),
  }),
});

type Outcome = BulkOutcome<string, ChangedEnrollment>;

const DropEnrollmentOutcome = builder.objectRef<Outcome>('DropEnrollmentOutcome').implement({
  description: 'What became of one enrollment.',
  fields: (t) => ({
    id: t.exposeID('item', { nullable: false, description: 'The id of the enrollment.' }),
    result: t.errorUnionField({
      types: [DropEnrollmentSuccess, AlreadyDroppedRefusal, ...bulkRefusals],
      union: {
        name: 'DropEnrollmentOutcomeResult',
        description: 'The dropped enrollment, or why it was not dropped.',
        resolveType: () => DropEnrollmentSuccess,
      },
      nullable: false,
      description: 'The dropped enrollment, or why it was not dropped.',
      resolve: ({ result }) => result as never,
    }),
  }),
});

interface ManyInput {
  ids: readonly string[];
  organizationId?: string | null | undefined;
}

const DropEnrollmentsSuccess = builder.objectRef<ManyInput>('DropEnrollmentsSuccess').implement({
  description: 'The enrollments were gone through one by one.',
  fields: (t) => ({
    outcomes: t.field({
      type: [DropEnrollmentOutcome],
      // The mutation counts each enrollment already.
      multiplier: 1,
      nullable: { list: true, items: false },
      description: 'What became of each enrollment, in the order asked. With `@stream` they come as they are known.',
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
      'Drops enrollments: one call to the REST API for each, some at a time. What becomes of one does not touch the others.',
    args: {
      input: t.arg({ type: DropEnrollmentsInput, required: true, description: 'Which enrollments are to be dropped.' }),
    },
    errors: {
      types: [InputError],
      union: { name: 'DropEnrollmentsResult', description: 'The outcomes, or why nothing was attempted.' },
    },
    resolve: (_, { input }) => input,
  }),
);
