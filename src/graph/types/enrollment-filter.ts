import { z } from 'zod';
import type { ListParameters } from '../../loaders/lists.ts';
import { builder, type InputFields } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import { idArgument, idListArgument, noEmptyFilter } from '../ids.ts';
import { isLater } from '../scalars.ts';
import { organizationToSearch } from './arguments.ts';

export const DateTimeRange = builder.inputType('DateTimeRange', {
  description: 'A period of time. Omit either end to leave it open.',
  validate: z
    .object({ after: z.string().nullish(), before: z.string().nullish() })
    .refine(
      ({ after, before }) => !after || !before || !isLater(after, before),
      'after must not be later than before.',
    ),
  fields: (t) => ({
    after: t.field({ type: 'DateTime', description: 'Match only dates after this time.' }),
    before: t.field({ type: 'DateTime', description: 'Match only dates before this time.' }),
  }),
});

export const EnrollmentFilter = builder.inputType('EnrollmentFilter', {
  description: 'Filter for enrollments. All conditions must match; a list matches any of its values.',
  validate: z
    .looseObject({ userIds: z.array(z.string()).nullish(), organizationIds: z.array(z.string()).nullish() })
    .refine(
      ({ userIds, organizationIds }) => userIds?.length || organizationIds?.length,
      'Specify userIds or organizationIds.',
    ),
  fields: (t) => ({
    userIds: t.idList({ validate: idListArgument, description: 'Return only enrollments of these users (learners).' }),
    organizationIds: t.idList({
      validate: idListArgument,
      description: 'Return only enrollments in these organizations.',
    }),
    ...commonFilters(t),
  }),
});

function commonFilters(t: InputFields) {
  return {
    syllabusIds: t.idList({
      validate: idListArgument,
      description: 'Return only enrollments in these sections and training plans.',
    }),
    syllabusUniqueNames: t.stringList({
      validate: z
        .array(z.string().min(1, 'Must not be empty.'))
        .min(1, noEmptyFilter)
        .max(1000, 'Must contain at most 1000 names.'),
      description: 'Return only enrollments in the sections and training plans with these unique names.',
    }),
    enrollmentIds: t.idList({ validate: idListArgument, description: 'Return only the enrollments with these ids.' }),
    enrolledAt: t.field({ type: DateTimeRange, description: 'Return only enrollments created in this period.' }),
    completedAt: t.field({ type: DateTimeRange, description: 'Return only enrollments completed in this period.' }),
    lastActivityAt: t.field({
      type: DateTimeRange,
      description: 'Return only enrollments whose last activity was in this period.',
    }),
  };
}

export const UserEnrollmentFilter = builder.inputType('UserEnrollmentFilter', {
  description: "Filter for a user's enrollments. All conditions must match; a list matches any of its values.",
  fields: (t) => ({
    organizationIds: t.idList({
      validate: idListArgument,
      description: 'Return only enrollments in these organizations.',
    }),
    ...commonFilters(t),
  }),
});

export const OrganizationEnrollmentFilter = builder.inputType('OrganizationEnrollmentFilter', {
  description: "Filter for an organization's enrollments. All conditions must match; a list matches any of its values.",
  fields: (t) => ({
    userIds: t.idList({ validate: idListArgument, description: 'Return only enrollments of these users (learners).' }),
    ...commonFilters(t),
  }),
});

function detailFilter(
  name: 'SectionEnrollmentFilter' | 'TrainingPlanEnrollmentFilter',
  kind: string,
  needsOrganization: string,
) {
  return builder.inputType(name, {
    description: `Filter for ${kind} enrollments. All conditions must match. At least one besides \`organizationId\` is required.`,
    validate: z
      .looseObject({
        userId: z.string().nullish(),
        subscriptionId: z.string().nullish(),
        syllabusId: z.string().nullish(),
        enrollmentId: z.string().nullish(),
        syllabusUniqueName: z.string().nullish(),
      })
      .refine(
        (filter) =>
          filter.userId ||
          filter.subscriptionId ||
          filter.syllabusId ||
          filter.enrollmentId ||
          filter.syllabusUniqueName,
        'Specify at least one of userId, subscriptionId, syllabusId, enrollmentId and syllabusUniqueName.',
      )
      .refine(
        ({ userId, subscriptionId }) => !userId || !subscriptionId,
        'Specify userId or subscriptionId, not both.',
      ),
    fields: (t) => ({
      organizationId: t.id({
        validate: idArgument,
        description: `Organization to search. Required with ${needsOrganization}: then it defaults to the \`x-organization-id\` header, or else the default organization of the gateway. Otherwise omit it to search all organizations.`,
      }),
      subscriptionId: t.id({
        validate: idArgument,
        description: 'Return only enrollments of this subscription. Cannot be combined with `userId`.',
      }),
      userId: t.id({
        validate: idArgument,
        description: 'Return only enrollments of this user (learner). Cannot be combined with `subscriptionId`.',
      }),
      syllabusId: t.id({ validate: idArgument, description: `Return only enrollments in this ${kind}.` }),
      enrollmentId: t.id({ validate: idArgument, description: 'Return only the enrollment with this id.' }),
      syllabusUniqueName: t.string({ description: `Return only enrollments in the ${kind} with this unique name.` }),
    }),
  });
}

export const SectionEnrollmentFilter = detailFilter(
  'SectionEnrollmentFilter',
  'section',
  '`syllabusId` and `enrollmentId`, and with `userId` alone',
);
export const TrainingPlanEnrollmentFilter = detailFilter(
  'TrainingPlanEnrollmentFilter',
  'training plan',
  '`syllabusId` and `enrollmentId`',
);

type DetailFilter = typeof SectionEnrollmentFilter.$inferInput;

/**
 * The parameters of GetSectionEnrollments for a filter. It does not accept a user as the only condition.
 *
 * @throws InputError if an organization is required and there is none
 */
export function sectionDetailParameters(
  filter: DetailFilter,
  context: GraphContext,
): ListParameters<'GetSectionEnrollments'> {
  const isUserAlone = Boolean(filter.userId && !filter.syllabusUniqueName);
  return detailParameters(filter, isUserAlone || namesSyllabusOrEnrollment(filter), context);
}

/**
 * The parameters of GetTrainingPlanEnrollments for a filter.
 *
 * @throws InputError if an organization is required and there is none
 */
export function trainingPlanDetailParameters(
  filter: DetailFilter,
  context: GraphContext,
): ListParameters<'GetTrainingPlanEnrollments'> {
  return detailParameters(filter, namesSyllabusOrEnrollment(filter), context);
}

function namesSyllabusOrEnrollment({ syllabusId, enrollmentId }: DetailFilter): boolean {
  return Boolean(syllabusId || enrollmentId);
}

function detailParameters(
  filter: DetailFilter,
  needsOrganization: boolean,
  context: GraphContext,
): ListParameters<'GetSectionEnrollments'> {
  const { userId, syllabusId, enrollmentId } = filter;
  return {
    orgId: needsOrganization
      ? organizationToSearch(filter.organizationId, context)
      : (filter.organizationId ?? undefined),
    subscriberId: filter.subscriptionId ?? undefined,
    userId: userId ?? undefined,
    syllabusId: syllabusId ?? undefined,
    enrollmentId: enrollmentId ?? undefined,
    syllabusUniqueName: filter.syllabusUniqueName ?? undefined,
  };
}

/** The parameters of SearchEnrollments for a filter. */
export function searchParameters(filter: typeof EnrollmentFilter.$inferInput): ListParameters<'SearchEnrollments'> {
  return {
    userIds: list(filter.userIds),
    orgIds: list(filter.organizationIds),
    enrollmentIds: list(filter.enrollmentIds),
    syllabusIds: list(filter.syllabusIds),
    syllabusUniqueNames: list(filter.syllabusUniqueNames),
    utcEnrolledAfter: filter.enrolledAt?.after ?? undefined,
    utcEnrolledBefore: filter.enrolledAt?.before ?? undefined,
    utcCompletedAfter: filter.completedAt?.after ?? undefined,
    utcCompletedBefore: filter.completedAt?.before ?? undefined,
    utcActivityAfter: filter.lastActivityAt?.after ?? undefined,
    utcActivityBefore: filter.lastActivityAt?.before ?? undefined,
  };
}

function list(values: readonly string[] | null | undefined): string[] | undefined {
  return values ? [...new Set(values)] : undefined;
}
