import { z } from 'zod';
import type { Answer, Parameters, WriteOperation } from '../../learning-api/contract/operations.ts';
import { warningsOf } from '../../learning-api/contract/rows.ts';
import { LearningApiError } from '../../learning-api/errors.ts';
import type { GraphTypes, InputFields } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import { OutcomeUnknownError } from '../errors/errors.ts';
import { id } from '../ids.ts';
import { selectsOnly } from '../selection.ts';
import { Enrollment, type EnrollmentRef, findEnrollment } from '../types/enrollment.ts';

/** An enrollment after a write, and what is known of it without asking. */
export interface ChangedEnrollment {
  id: string;
  /** The organization to read it in; without it, the default. */
  organizationId: string | null | undefined;
  known: { userId: string; syllabusId: string } | null;
  warnings: readonly string[];
}

const howToFindOut: Record<WriteOperation, string> = {
  CreateEnrollment:
    'Query `user(id) { enrollments(filter: { syllabusIds }) }` before trying again: a second try could enroll twice.',
  DropEnrollment: 'Query `enrollment(id) { phase completedAt }` before trying again.',
  DeleteEnrollment: 'Query `enrollment(id) { id }` before trying again: it is null once the enrollment is deleted.',
  SetCustomEnrollmentFieldValues: 'Query `enrollment(id) { customFieldValues { key value } }` before trying again.',
};

/**
 * Carries out a write, once.
 *
 * @throws OutcomeUnknownError, with advice on how to find out, where nobody can tell whether it took effect
 */
export async function attempt<Name extends WriteOperation>(
  { loaders }: GraphContext,
  operation: Name,
  parameters: Parameters<Name>,
): Promise<{ answer: Answer<Name>; warnings: readonly string[] }> {
  try {
    const answer = await loaders.writes(operation, parameters);
    return { answer, warnings: warningsOf(answer as object) };
  } catch (error) {
    const isUnknown = error instanceof LearningApiError && error.failure.kind === 'outcomeUnknown';
    throw isUnknown ? new OutcomeUnknownError(operation, howToFindOut[operation], error) : error;
  }
}

type FieldBuilder = PothosSchemaTypes.ObjectFieldBuilder<
  PothosSchemaTypes.ExtendDefaultTypes<GraphTypes>,
  ChangedEnrollment
>;

/** The fields of every success that leaves an enrollment behind. */
export function changedEnrollmentFields(t: FieldBuilder) {
  return {
    id: t.exposeID('id', { nullable: false, description: 'The id of the enrollment.' }),
    enrollment: t.field({
      type: Enrollment,
      description:
        'The enrollment as it is now, read after the change. Null, with an error, where it cannot be read: the change has taken effect all the same.',
      resolve: (changed, _, context, info) => {
        if (selectsOnly(info, ['id'])) return asRef(changed, { userId: '', syllabusId: '' });
        if (changed.known && selectsOnly(info, ['id', 'user', 'syllabus'])) return asRef(changed, changed.known);
        return findEnrollment(changed.id, changed.organizationId, context);
      },
    }),
    warnings: t.stringList({
      nullable: false,
      description: 'What the REST API warned of.',
      resolve: ({ warnings }) => warnings,
    }),
  };
}

function asRef(
  { id, organizationId }: ChangedEnrollment,
  known: { userId: string; syllabusId: string },
): EnrollmentRef {
  return { id, organizationId: organizationId ?? undefined, ...known };
}

/** The fields of every input that says where somebody is to be enrolled. */
export function placeFields(t: InputFields) {
  return {
    organizationId: t.id({
      required: true,
      validate: id,
      description: 'The organization that is to own the enrollment.',
    }),
    syllabusId: t.id({
      validate: id,
      description: 'The section or training plan. Either this or `syllabusUniqueName`.',
    }),
    syllabusUniqueName: t.string({
      validate: z.string().trim().min(1, 'give a name').max(1000, 'give at most 1000 characters'),
      description: 'The unique name of the section or training plan. Either this or `syllabusId`.',
    }),
    membershipGroupIds: t.idList({
      required: true,
      validate: z.array(id).max(100, 'give at most 100 groups'),
      description: 'The groups that the learner is made a member of on the way; may be empty.',
    }),
  };
}

/** The rule of such an input: it names the syllabus in exactly one of two ways. */
export const syllabusChoice = z
  .looseObject({ syllabusId: z.string().nullish(), syllabusUniqueName: z.string().nullish() })
  .refine(
    ({ syllabusId, syllabusUniqueName }) => Boolean(syllabusId) !== Boolean(syllabusUniqueName),
    'give exactly one of syllabusId and syllabusUniqueName',
  );

/** The ids of a bulk: at least one, at most the limit, none twice. */
export function bulkIds(limit: number) {
  return z
    .array(id)
    .min(1, 'give at least one id')
    .max(limit, `give at most ${limit} ids`)
    .refine((ids) => new Set(ids).size === ids.length, 'give each id once');
}

/** The organization argument of writes that need none themselves. */
export const organizationToReadIn = {
  validate: id,
  description: 'The organization to read the enrollment in afterwards. Without it: the default organization.',
} as const;
