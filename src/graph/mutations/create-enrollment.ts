import { LearningApiError } from '../../learning-api/errors.ts';
import { maxPageSize } from '../../loaders/page-window.ts';
import { builder } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import { explain } from '../errors/advice.ts';
import { InputError } from '../errors/errors.ts';
import {
  AlreadyEnrolledMutationError,
  ConflictMutationError,
  ForbiddenMutationError,
  type MutationError,
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
    price: { each: 2, rounds: 2, operations: ['CreateEnrollment', 'SearchEnrollments'] },
    calls: ['CreateEnrollment'],
    description: 'Enrolls a user (learner) in a section or a training plan.',
    args: {
      input: t.arg({
        type: CreateEnrollmentInput,
        required: true,
        description: 'The learner to enroll, and the section or training plan.',
      }),
    },
    errors: {
      types: [
        NotFoundMutationError,
        ForbiddenMutationError,
        InputError,
        AlreadyEnrolledMutationError,
        ConflictMutationError,
      ],
      union: {
        name: 'CreateEnrollmentResult',
        description: 'The new enrollment, or the reason why it was not created.',
      },
    },
    resolve: (_, { input }, context) => createEnrollment(input, context),
  }),
);

/** The parameters of the REST call. */
export function creationParameters(input: NewEnrollment) {
  const { organizationId, userId, syllabusId, syllabusUniqueName, membershipGroupIds } = input;
  return {
    orgId: organizationId,
    userId,
    syllabusId: syllabusId ?? undefined,
    syllabusUniqueName: syllabusUniqueName ?? undefined,
    membershipGroupIds: [...(membershipGroupIds ?? [])],
  };
}

/** Creates an enrollment with a single CreateEnrollment call. Throws an error if it was not created. */
export async function createEnrollment(input: NewEnrollment, context: GraphContext): Promise<ChangedEnrollment> {
  const { organizationId, userId, syllabusId } = input;
  try {
    const { answer, warnings } = await attempt(context, 'CreateEnrollment', creationParameters(input));
    const linkIds = syllabusId ? { userId, syllabusId } : null;
    return { id: answer.enrollmentId, organizationId, linkIds, warnings };
  } catch (error) {
    const isConflict = error instanceof LearningApiError && error.failure.kind === 'conflict';
    throw isConflict ? await conflictError(error, input, context) : toMutationError(error);
  }
}

/** The reason for HTTP 409, which the REST API sends for a missing object and for a duplicate. */
async function conflictError(
  { failure }: LearningApiError,
  input: NewEnrollment,
  context: GraphContext,
): Promise<MutationError> {
  const existing = await existingEnrollment(input, context);
  if (existing === 'unknown') {
    const advice =
      'Either an object was not found, or the user is already enrolled: the gateway could not read the enrollments of the user to find out. Check the ids, and query `user(id) { enrollments }`.';
    return new ConflictMutationError(explain(failure, { namesOperation: false, advice }));
  }
  if (existing === null) return new NotFoundMutationError(explain(failure, { namesOperation: false }));
  const advice = 'See `enrollment` for the existing enrollment.';
  return new AlreadyEnrolledMutationError(explain(failure, { namesOperation: false, advice }), existing);
}

/** The enrollment of the user in the syllabus. One that is not finished takes precedence. Null if there is none. */
async function existingEnrollment(
  { userId, syllabusId, syllabusUniqueName, organizationId }: NewEnrollment,
  { loaders, codes }: GraphContext,
): Promise<EnrollmentRef | 'unknown' | null> {
  const parameters = {
    userIds: [userId],
    syllabusIds: syllabusId ? [syllabusId] : undefined,
    syllabusUniqueNames: syllabusUniqueName ? [syllabusUniqueName] : undefined,
  };
  try {
    const found = await loaders.lists
      .window('SearchEnrollments', parameters, { offset: 0, first: maxPageSize })
      .items();
    const readable = found.filter(isReadable);
    const open = readable.find(({ phase }) => codes.nameOf('enrollmentPhase', phase) !== 'Finished');
    const existing = open ?? readable[0];
    if (existing) return enrollmentRef(existing, organizationId);
    return found.length > 0 ? 'unknown' : null;
  } catch (error) {
    const isNotFound = error instanceof LearningApiError && error.failure.kind === 'conflict';
    return isNotFound ? null : 'unknown';
  }
}
