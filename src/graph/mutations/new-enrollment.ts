import { z } from 'zod';
import type { InputFields } from '../builder.ts';
import { idArgument } from '../ids.ts';

/** The input of an enrollment to create. */
export interface NewEnrollment {
  organizationId: string;
  userId: string;
  syllabusId?: string | null | undefined;
  syllabusUniqueName?: string | null | undefined;
  membershipGroupIds?: readonly string[] | null | undefined;
}

/** The fields of every input that creates enrollments. */
export function newEnrollmentFields(t: InputFields) {
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
      validate: z
        .string()
        .max(1000, 'Must be at most 1000 characters long.')
        .refine((name) => name.trim() !== '', 'Must not be empty.'),
      description: 'Unique name of the section or training plan. Specify either this or `syllabusId`.',
    }),
    membershipGroupIds: t.idList({
      defaultValue: [],
      validate: z
        .array(idArgument)
        .max(100, 'Must contain at most 100 groups.')
        .refine((ids) => new Set(ids).size === ids.length, 'Must contain each id only once.'),
      description:
        'Groups to add the learner to, at most 100 without duplicates. The learner needs a membership in the organization of the syllabus or in an organization that its catalog is shared with.',
    }),
  };
}

/** The rule of such an input: it identifies the syllabus either by id or by unique name. */
export const syllabusChoice = z
  .looseObject({ syllabusId: z.string().nullish(), syllabusUniqueName: z.string().nullish() })
  .refine(
    ({ syllabusId, syllabusUniqueName }) => Boolean(syllabusId) !== Boolean(syllabusUniqueName),
    'Specify exactly one of syllabusId and syllabusUniqueName.',
  );
