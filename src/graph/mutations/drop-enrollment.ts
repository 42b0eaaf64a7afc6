import { builder } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import { InputError } from '../errors/errors.ts';
import {
  AlreadyDroppedMutationError,
  ForbiddenMutationError,
  NotFoundMutationError,
  toMutationError,
} from '../errors/mutation-errors.ts';
import { idArgument } from '../ids.ts';
import { type ChangedEnrollment, changedEnrollmentFields, organizationToReadIn } from './changed-enrollment.ts';
import { attempt } from './write.ts';

const DropEnrollmentInput = builder.inputType('DropEnrollmentInput', {
  description: 'Input of `dropEnrollment`: the enrollment to drop.',
  fields: (t) => ({
    id: t.id({ required: true, validate: idArgument, description: 'Id of the enrollment.' }),
    organizationId: t.id(organizationToReadIn),
  }),
});

export const DropEnrollmentSuccess = builder.objectRef<ChangedEnrollment>('DropEnrollmentSuccess');

DropEnrollmentSuccess.implement({
  description: "The enrollment was dropped. The learner's transcript has a drop record.",
  fields: (t) => ({
    ...changedEnrollmentFields(t),
    dropped: t.boolean({
      nullable: false,
      description: 'Always true: the enrollment is dropped.',
      resolve: () => true,
    }),
  }),
});

builder.mutationField('dropEnrollment', (t) =>
  t.field({
    type: DropEnrollmentSuccess,
    price: { each: 1 },
    calls: ['DropEnrollment'],
    description: "Drops an enrollment and creates a drop record on the learner's transcript.",
    args: {
      input: t.arg({ type: DropEnrollmentInput, required: true, description: 'The enrollment to drop.' }),
    },
    errors: {
      types: [NotFoundMutationError, ForbiddenMutationError, InputError, AlreadyDroppedMutationError],
      union: {
        name: 'DropEnrollmentResult',
        description: 'The dropped enrollment, or the reason why it was not dropped.',
      },
    },
    resolve: (_, { input }, context) => dropEnrollment(input, context),
  }),
);

/** Drops an enrollment with a single DropEnrollment call. Throws an error if it was not dropped. */
export async function dropEnrollment(
  input: { id: string; organizationId?: string | null | undefined },
  context: GraphContext,
): Promise<ChangedEnrollment> {
  const { id, organizationId } = input;
  const { tookEffect, warnings } = await attempt(context, 'DropEnrollment', { enrollmentId: id }, organizationId).catch(
    (error: unknown) => {
      throw toMutationError(error);
    },
  );
  if (!tookEffect) {
    throw new AlreadyDroppedMutationError(
      'The REST API did not drop the enrollment. It may be dropped already: check its current state.',
    );
  }
  return { id, organizationId, linkIds: null, warnings };
}
