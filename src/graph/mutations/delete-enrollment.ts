import { builder } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import { InputError } from '../errors/errors.ts';
import {
  ForbiddenMutationError,
  NotDeletedMutationError,
  NotFoundMutationError,
  toMutationError,
} from '../errors/mutation-errors.ts';
import { idArgument } from '../ids.ts';
import { enrollmentIdFields } from './changed-enrollment.ts';
import { attempt } from './write.ts';

const DeleteEnrollmentInput = builder.inputType('DeleteEnrollmentInput', {
  description: 'Input of `deleteEnrollment`: the enrollment to delete.',
  fields: (t) => ({ id: t.id({ required: true, validate: idArgument, description: 'Id of the enrollment.' }) }),
});

/** An enrollment that was deleted. */
export interface DeletedEnrollment {
  id: string;
  warnings: readonly string[];
}

export const DeleteEnrollmentSuccess = builder.objectRef<DeletedEnrollment>('DeleteEnrollmentSuccess');

DeleteEnrollmentSuccess.implement({
  description:
    "The enrollment was deleted. It is no longer visible on the learner's transcript. Administrators can see a deleted record.",
  fields: (t) => ({
    ...enrollmentIdFields(t),
    deleted: t.boolean({
      nullable: false,
      description: 'Always true: the enrollment is deleted.',
      resolve: () => true,
    }),
    warnings: t.stringList({
      nullable: false,
      description: 'Warnings from the REST API.',
      resolve: ({ warnings }) => warnings,
    }),
  }),
});

builder.mutationField('deleteEnrollment', (t) =>
  t.field({
    type: DeleteEnrollmentSuccess,
    price: { each: 1 },
    calls: ['DeleteEnrollment'],
    description:
      "Deletes an enrollment, so that it is no longer visible on the learner's transcript. Customer service can delete section enrollments, and system operators can delete training plan enrollments.",
    args: {
      input: t.arg({ type: DeleteEnrollmentInput, required: true, description: 'The enrollment to delete.' }),
    },
    errors: {
      types: [NotFoundMutationError, ForbiddenMutationError, InputError, NotDeletedMutationError],
      union: {
        name: 'DeleteEnrollmentResult',
        description: 'Id of the deleted enrollment, or the reason why it was not deleted.',
      },
    },
    resolve: (_, { input }, context) => deleteEnrollment(input, context),
  }),
);

/** Deletes an enrollment with a single DeleteEnrollment call. Throws an error if it was not deleted. */
export async function deleteEnrollment({ id }: { id: string }, context: GraphContext): Promise<DeletedEnrollment> {
  const { tookEffect, warnings } = await attempt(context, 'DeleteEnrollment', { enrollmentId: id }).catch(
    (error: unknown) => {
      throw toMutationError(error);
    },
  );
  if (!tookEffect)
    throw new NotDeletedMutationError('The REST API did not delete the enrollment. Check its current state.');
  return { id, warnings };
}
