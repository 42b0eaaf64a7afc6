import { z } from 'zod';
import type { ListParameters } from '../../loaders/lists.ts';
import { builder, type InputFields } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import { id, ids, organizationToAskIn } from '../ids.ts';

export const DateTimeRange = builder.inputType('DateTimeRange', {
  description: 'A stretch of time; leave out an end to leave it open.',
  validate: z
    .object({ after: z.date().nullish(), before: z.date().nullish() })
    .refine(({ after, before }) => !after || !before || after <= before, 'after must not be later than before'),
  fields: (t) => ({
    after: t.field({ type: 'DateTime', description: 'Only what happened after this instant.' }),
    before: t.field({ type: 'DateTime', description: 'Only what happened before this instant.' }),
  }),
});

export const EnrollmentFilter = builder.inputType('EnrollmentFilter', {
  description: 'Which enrollments to find. What is given must all hold; of a list, any one of it.',
  validate: z
    .looseObject({ userIds: z.array(z.string()).nullish(), organizationIds: z.array(z.string()).nullish() })
    .refine(
      ({ userIds, organizationIds }) => userIds?.length || organizationIds?.length,
      'give userIds or organizationIds',
    ),
  fields: (t) => ({
    userIds: t.idList({ validate: ids, description: 'Only enrollments of these users.' }),
    organizationIds: t.idList({ validate: ids, description: 'Only enrollments in these organizations.' }),
    ...commonFilters(t),
  }),
});

function commonFilters(t: InputFields) {
  return {
    syllabusIds: t.idList({ validate: ids, description: 'Only enrollments in these sections and training plans.' }),
    syllabusUniqueNames: t.stringList({
      validate: z
        .array(z.string().min(1, 'give a name'))
        .min(1, 'give at least one name')
        .max(1000, 'give at most 1000 names'),
      description: 'Only enrollments in the sections and training plans with these unique names.',
    }),
    enrollmentIds: t.idList({ validate: ids, description: 'Only the enrollments with these ids.' }),
    enrolledAt: t.field({ type: DateTimeRange, description: 'Only enrollments made in this time.' }),
    completedAt: t.field({ type: DateTimeRange, description: 'Only enrollments completed in this time.' }),
    lastActivityAt: t.field({ type: DateTimeRange, description: 'Only enrollments last active in this time.' }),
  };
}

export const UserEnrollmentFilter = builder.inputType('UserEnrollmentFilter', {
  description: "Which of a user's enrollments to find. What is given must all hold; of a list, any one of it.",
  fields: (t) => ({
    organizationIds: t.idList({ validate: ids, description: 'Only enrollments in these organizations.' }),
    ...commonFilters(t),
  }),
});

export const OrganizationEnrollmentFilter = builder.inputType('OrganizationEnrollmentFilter', {
  description: "Which of an organization's enrollments to find. What is given must all hold; of a list, any one of it.",
  fields: (t) => ({
    userIds: t.idList({ validate: ids, description: 'Only enrollments of these users.' }),
    ...commonFilters(t),
  }),
});

function detailFilter(name: 'SectionEnrollmentFilter' | 'TrainingPlanEnrollmentFilter', kind: string) {
  return builder.inputType(name, {
    description: `Which enrollments in ${kind}s to find. What is given must all hold.`,
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
        'give at least one of userId, subscriptionId, syllabusId, enrollmentId and syllabusUniqueName',
      )
      .refine(({ userId, subscriptionId }) => !userId || !subscriptionId, 'give userId or subscriptionId, not both'),
    fields: (t) => ({
      organizationId: t.id({
        validate: id,
        description:
          'The organization to look in; needed with everything but a subscription or a unique name. Without it: the default organization.',
      }),
      subscriptionId: t.id({
        validate: id,
        description: 'Only enrollments of this subscription. Not together with `userId`.',
      }),
      userId: t.id({ validate: id, description: 'Only enrollments of this user.' }),
      syllabusId: t.id({ validate: id, description: `Only enrollments in this ${kind}.` }),
      enrollmentId: t.id({ validate: id, description: 'Only the enrollment with this id.' }),
      syllabusUniqueName: t.string({ description: `Only enrollments in the ${kind} with this unique name.` }),
    }),
  });
}

export const SectionEnrollmentFilter = detailFilter('SectionEnrollmentFilter', 'section');
export const TrainingPlanEnrollmentFilter = detailFilter('TrainingPlanEnrollmentFilter', 'training plan');

/**
 * The parameters of GetSectionEnrollments and GetTrainingPlanEnrollments for a filter.
 *
 * @throws InputError where an organization is needed and there is none
 */
export function detailParameters(
  filter: typeof SectionEnrollmentFilter.$inferInput,
  context: GraphContext,
): ListParameters<'GetSectionEnrollments'> {
  const { userId, syllabusId, enrollmentId } = filter;
  const needsOrganization = Boolean(userId || syllabusId || enrollmentId);
  return {
    orgId: needsOrganization
      ? organizationToAskIn(filter.organizationId, context)
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
    utcEnrolledAfter: filter.enrolledAt?.after?.toISOString(),
    utcEnrolledBefore: filter.enrolledAt?.before?.toISOString(),
    utcCompletedAfter: filter.completedAt?.after?.toISOString(),
    utcCompletedBefore: filter.completedAt?.before?.toISOString(),
    utcActivityAfter: filter.lastActivityAt?.after?.toISOString(),
    utcActivityBefore: filter.lastActivityAt?.before?.toISOString(),
  };
}

function list(values: readonly string[] | null | undefined): string[] | undefined {
  return values ? [...new Set(values)] : undefined;
}
