import { builder } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import { InputError } from '../errors/errors.ts';
import { AlreadyDroppedRefusal, ForbiddenRefusal, NotFoundRefusal, refusalIn } from '../errors/mutation-errors.ts';
import { id } from '../ids.ts';
import { attempt, type ChangedEnrollment, changedEnrollmentFields, organizationToReadIn } from './write.ts';

const DropEnrollmentInput = builder.inputType('DropEnrollmentInput', {
  description: 'Which enrollment is to be dropped.',
  fields: (t) => ({
    id: t.id({ required: true, validate: id, description: 'The id of the enrollment.' }),
    organizationId: t.id(organizationToReadIn),
  }),
});

export const DropEnrollmentSuccess = builder.objectRef<ChangedEnrollment>('DropEnrollmentSuccess');

DropEnrollmentSuccess.implement({
  description: "The enrollment was dropped; the learner's transcript has a drop record.",
  fields: (t) => ({
    ...changedEnrollmentFields(t),
    dropped: t.boolean({ nullable: false, description: 'True: it is dropped now.', resolve: () => true }),
  }),
});

builder.mutationField('dropEnrollment', (t) =>
  t.field({
    type: DropEnrollmentSuccess,
    price: { each: 1 },
    nullable: false,
    description:
      "Drops an enrollment and leaves a drop record on the learner's transcript. Needs the permission to drop section or training plan enrollments.",
    args: {
      input: t.arg({ type: DropEnrollmentInput, required: true, description: 'Which enrollment is to be dropped.' }),
    },
    errors: {
      types: [NotFoundRefusal, ForbiddenRefusal, InputError, AlreadyDroppedRefusal],
      union: { name: 'DropEnrollmentResult', description: 'The dropped enrollment, or why it was not dropped.' },
    },
    resolve: (_, { input }, context) => dropEnrollment(input, context),
  }),
);

/** Drops an enrollment: DropEnrollment, once. Throws a refusal or an error where it is not dropped afterwards. */
export async function dropEnrollment(
  input: { id: string; organizationId?: string | null | undefined },
  context: GraphContext,
): Promise<ChangedEnrollment> {
  const { answer, warnings } = await attempt(context, 'DropEnrollment', { enrollmentId: input.id }).catch(
    (error: unknown) => {
      throw refusalIn(error);
    },
  );
  if (answer.isDroppedOrDeleted !== true) {
    throw new AlreadyDroppedRefusal('The enrollment was not dropped: as a rule it is dropped already.');
  }
  return { id: input.id, organizationId: input.organizationId, known: null, warnings };
}
