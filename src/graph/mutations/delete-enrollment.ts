import { builder } from '../builder.ts';
import { InputError } from '../errors/errors.ts';
import { ForbiddenRefusal, NotDeletedRefusal, NotFoundRefusal, refusalIn } from '../errors/mutation-errors.ts';
import { id } from '../ids.ts';
import { attempt } from './write.ts';

const DeleteEnrollmentInput = builder.inputType('DeleteEnrollmentInput', {
  description: 'Which enrollment is to be deleted.',
  fields: (t) => ({ id: t.id({ required: true, validate: id, description: 'The id of the enrollment.' }) }),
});

const DeleteEnrollmentSuccess = builder.objectRef<{ id: string; warnings: readonly string[] }>(
  'DeleteEnrollmentSuccess',
);

DeleteEnrollmentSuccess.implement({
  description:
    "The enrollment was deleted: it is gone from the learner's transcript; administrators see a record of it.",
  fields: (t) => ({
    id: t.exposeID('id', { nullable: false, description: 'The id that the enrollment had.' }),
    deleted: t.boolean({ nullable: false, description: 'True: it is deleted now.', resolve: () => true }),
    warnings: t.stringList({
      nullable: false,
      description: 'What the REST API warned of.',
      resolve: ({ warnings }) => warnings,
    }),
  }),
});

builder.mutationField('deleteEnrollment', (t) =>
  t.field({
    type: DeleteEnrollmentSuccess,
    price: { each: 1 },
    nullable: false,
    description:
      "Deletes an enrollment from the learner's transcript. Needs the permission to delete section enrollments or to drop training plan enrollments.",
    args: {
      input: t.arg({ type: DeleteEnrollmentInput, required: true, description: 'Which enrollment is to be deleted.' }),
    },
    errors: {
      types: [NotFoundRefusal, ForbiddenRefusal, InputError, NotDeletedRefusal],
      union: {
        name: 'DeleteEnrollmentResult',
        description: 'The id of the deleted enrollment, or why it was not deleted.',
      },
    },
    resolve: async (_, { input }, context) => {
      const { answer, warnings } = await attempt(context, 'DeleteEnrollment', { enrollmentId: input.id }).catch(
        (error: unknown) => {
          throw refusalIn(error);
        },
      );
      if (answer.isDroppedOrDeleted !== true) throw new NotDeletedRefusal('The enrollment was not deleted.');
      return { id: input.id, warnings };
    },
  }),
);
