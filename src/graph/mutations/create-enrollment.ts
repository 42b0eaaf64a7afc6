import { LearningApiError } from '../../learning-api/errors.ts';
import { maxPageSize } from '../../loaders/page-window.ts';
import { builder } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import { explain } from '../errors/advice.ts';
import { InputError, OutcomeUnknownError } from '../errors/errors.ts';
import {
  AlreadyEnrolledMutationError,
  ForbiddenMutationError,
  NotFoundMutationError,
  toMutationError,
} from '../errors/mutation-errors.ts';
import { idArgument } from '../ids.ts';
import { isReadable } from '../row.ts';
import { type EnrollmentRef, enrollmentRef } from '../types/enrollment.ts';
import { type ChangedEnrollment, changedEnrollmentFields } from './changed-enrollment.ts';
import { type NewEnrollment, newEnrollmentFields, syllabusChoice } from './new-enrollment.ts';
import { attempt } from './write.ts';

const CreateEnrollmentInput = builder.inputType('CreateEnrollmentInput', {
  description: 'The learner to enroll, and the section or training plan.',
  validate: syllabusChoice,
  fields: (t) => ({
    userId: t.id({ required: true, validate: idArgument, description: 'Id of the user (learner) to enroll.' }),
    ...newEnrollmentFields(t),
  }),
});

export const CreateEnrollmentSuccess = builder.objectRef<ChangedEnrollment>('CreateEnrollmentSuccess');

CreateEnrollmentSuccess.implement({
  description: 'The enrollment was created.',
  fields: (t) => changedEnrollmentFields(t),
});

builder.mutationField('createEnrollment', (t) =>
  t.field({
    type: CreateEnrollmentSuccess,
    price: { each: 2 },
    nullable: false,
    description:
      'Enrolls a user (learner) in a section or a training plan. Requires the Update Section Enrollments or Update Training Plan Enrollments permission, and also Add Subscriptions and Add Memberships if the user has no subscription or memberships yet.',
    args: {
      input: t.arg({
        type: CreateEnrollmentInput,
        required: true,
        description: 'The learner to enroll, and the section or training plan.',
      }),
    },
    errors: {
      types: [NotFoundMutationError, ForbiddenMutationError, InputError, AlreadyEnrolledMutationError],
      union: {
        name: 'CreateEnrollmentResult',
        description: 'The new enrollment, or the reason why it was not created.',
      },
    },
    resolve: (_, { input }, context) => createEnrollment(input, context),
  }),
);

/** Creates an enrollment with a single CreateEnrollment call. Throws an error if it was not created. */
export async function createEnrollment(input: NewEnrollment, context: GraphContext): Promise<ChangedEnrollment> {
  const { organizationId, userId, syllabusId, syllabusUniqueName, membershipGroupIds } = input;
  try {
    const { answer, warnings } = await attempt(context, 'CreateEnrollment', {
      orgId: organizationId,
      userId,
      syllabusId: syllabusId ?? undefined,
      syllabusUniqueName: syllabusUniqueName ?? undefined,
      membershipGroupIds: [...membershipGroupIds],
    });
    const linkIds = syllabusId ? { userId, syllabusId } : null;
    return { id: answer.enrollmentId, organizationId, linkIds, warnings };
  } catch (error) {
    if (error instanceof OutcomeUnknownError) throw error;
    const mayBeDuplicate = error instanceof LearningApiError && error.failure.kind === 'conflict';
    const enrollment = mayBeDuplicate ? await openEnrollment(input, context) : null;
    if (!mayBeDuplicate || !enrollment) throw toMutationError(error);
    const advice = 'See `enrollment` for the existing enrollment.';
    throw new AlreadyEnrolledMutationError(explain(error.failure, { namesOperation: false, advice }), enrollment);
  }
}

/**
 * The existing enrollment because of which a new one was rejected, if there is one. The REST API uses the same status
 * for a duplicate and for a missing object.
 */
async function openEnrollment(input: NewEnrollment, context: GraphContext): Promise<EnrollmentRef | null> {
  const { userId, syllabusId, syllabusUniqueName, organizationId } = input;
  const found = context.loaders.lists.window(
    'SearchEnrollments',
    {
      userIds: [userId],
      syllabusIds: syllabusId ? [syllabusId] : undefined,
      syllabusUniqueNames: syllabusUniqueName ? [syllabusUniqueName] : undefined,
    },
    { offset: 0, first: maxPageSize },
  );
  const items = await Promise.resolve(found.items()).catch(() => []);
  const open = items.find(
    (item) => isReadable(item) && context.codes.nameOf('enrollmentPhase', item.phase) !== 'Finished',
  );
  return isReadable(open) ? enrollmentRef(open, organizationId) : null;
}
