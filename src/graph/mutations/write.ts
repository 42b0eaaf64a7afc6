import { z } from 'zod';
import type { Parameters, ResponseOf, WriteOperation } from '../../learning-api/contract/operations.ts';
import { warningsOf } from '../../learning-api/contract/rows.ts';
import { LearningApiError } from '../../learning-api/errors.ts';
import type { GraphTypes, InputFields } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import { OutcomeUnknownError } from '../errors/errors.ts';
import { idArgument } from '../ids.ts';
import { selectsOnly } from '../selection.ts';
import { Enrollment, type EnrollmentRef, findEnrollment } from '../types/enrollment.ts';

/** An enrollment after a write, with what is known without reading it. */
export interface ChangedEnrollment {
  id: string;
  /** The organization to read it in. Defaults to the default organization. */
  organizationId: string | null | undefined;
  known: { userId: string; syllabusId: string } | null;
  warnings: readonly string[];
}

const howToFindOut: Record<WriteOperation, string> = {
  CreateEnrollment:
    'Query `user(id) { enrollments(filter: { syllabusIds }) }` before trying again. Otherwise the user could be enrolled twice.',
  DropEnrollment: 'Query `enrollment(id) { phase completedAt }` before trying again.',
  DeleteEnrollment: 'Query `enrollment(id) { id }` before trying again. It is null if the enrollment was deleted.',
  SetCustomEnrollmentFieldValues: 'Query `enrollment(id) { customFieldValues { key value } }` before trying again.',
};

/**
 * Sends a write once.
 *
 * @throws OutcomeUnknownError, with advice on how to find out, if it is unknown whether the write took effect
 */
export async function attempt<Name extends WriteOperation>(
  { loaders }: GraphContext,
  operation: Name,
  parameters: Parameters<Name>,
): Promise<{ answer: ResponseOf<Name>; warnings: readonly string[] }> {
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

/** The fields of every success type that returns an enrollment. */
export function changedEnrollmentFields(t: FieldBuilder) {
  return {
    id: t.exposeID('id', { nullable: false, description: 'Id of the enrollment.' }),
    enrollment: t.field({
      type: Enrollment,
      description:
        'The enrollment after the change. Null with an error if it could not be read; the change has still taken effect.',
      resolve: (changed, _, context, info) => {
        if (selectsOnly(info, ['id'])) return asRef(changed, { userId: '', syllabusId: '' });
        if (changed.known && selectsOnly(info, ['id', 'user', 'syllabus'])) return asRef(changed, changed.known);
        return findEnrollment(changed.id, changed.organizationId, context);
      },
    }),
    warnings: t.stringList({
      nullable: false,
      description: 'Warnings from the REST API.',
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

/** The fields of every input that creates enrollments. */
export function placeFields(t: InputFields) {
  return {
    organizationId: t.id({
      required: true,
      validate: idArgument,
      description: "Id of the enrollment's organization.",
    }),
    syllabusId: t.id({
      validate: idArgument,
      description: 'Id of the section or training plan. Specify either this or `syllabusUniqueName`.',
    }),
    syllabusUniqueName: t.string({
      validate: z.string().trim().min(1, 'Must not be empty.').max(1000, 'Must be at most 1000 characters long.'),
      description: 'Unique name of the section or training plan. Specify either this or `syllabusId`.',
    }),
    membershipGroupIds: t.idList({
      required: true,
      validate: z.array(idArgument).max(100, 'Must contain at most 100 groups.'),
      description: 'Groups to add the learner to, at most 100. May be empty.',
    }),
  };
}

/** Such an input identifies the syllabus either by id or by unique name. */
export const syllabusChoice = z
  .looseObject({ syllabusId: z.string().nullish(), syllabusUniqueName: z.string().nullish() })
  .refine(
    ({ syllabusId, syllabusUniqueName }) => Boolean(syllabusId) !== Boolean(syllabusUniqueName),
    'Specify exactly one of syllabusId and syllabusUniqueName.',
  );

/** Validates the ids of a bulk mutation: from 1 to the limit, without duplicates. */
export function bulkIds(limit: number) {
  return z
    .array(idArgument)
    .min(1, 'Must contain at least one id.')
    .max(limit, `Must contain at most ${limit} ids.`)
    .refine((ids) => new Set(ids).size === ids.length, 'Must contain each id only once.');
}

/** The organization argument of writes that need it only to read the enrollment afterwards. */
export const organizationToReadIn = {
  validate: idArgument,
  description:
    'Organization to read the enrollment in after the change. Defaults to the `x-organization-id` header, or else the default organization of the gateway.',
} as const;
