import { z } from 'zod';
import type { GoodItem } from '../../loaders/lists.ts';
import { builder } from '../builder.ts';
import { connect, pageArguments } from '../connection.ts';
import { NotFoundError } from '../errors/errors.ts';
import { id } from '../ids.ts';
import { link } from '../row.ts';
import { Assignment } from './assignment.ts';
import { type EnrollmentRef, findEnrollment, SectionEnrollment } from './enrollment.ts';
import { codeIn, EnrollmentPhase, EnrollmentResult } from './enums.ts';
import { ScoConnection } from './sco.ts';
import { TestAttemptConnection } from './test-attempt.ts';
import { User } from './user.ts';

/** How a learner is doing in one assignment, and the enrollment it was reached through. */
export interface AssignmentStatusRef {
  row: GoodItem<'GetAssignmentStatuses'>;
  enrollment: EnrollmentRef | null;
  sectionId: string;
}

export const AssignmentStatus = builder.objectRef<AssignmentStatusRef>('AssignmentStatus');

const phase = codeIn('enrollmentPhase');
const result = codeIn('enrollmentResult');

AssignmentStatus.implement({
  description: 'How a learner is doing in one assignment of a section.',
  fields: (t) => ({
    id: t.id({ nullable: false, description: 'The id of the status.', resolve: ({ row }) => row.assignmentStatusId }),
    assignment: t.field({
      type: Assignment,
      nullable: false,
      description: 'The piece of work that this status is about.',
      resolve: ({ row, sectionId }) => ({ id: row.assignmentId, sectionId }),
    }),
    enrollment: t.field({
      type: SectionEnrollment,
      nullable: false,
      description: "The learner's enrollment in the section.",
      resolve: async ({ enrollment, row }, _, context) => {
        const found = enrollment ?? (await findEnrollment(row.enrollmentId, null, context));
        if (!found) throw new NotFoundError('Enrollment', row.enrollmentId);
        return found;
      },
    }),
    user: t.field({ type: User, description: 'The learner.', resolve: ({ row }) => link(row.userId) }),
    phase: t.field({
      type: EnrollmentPhase,
      description: 'How far the learner has come.',
      resolve: ({ row }, _, context) => phase(row.phase, context),
    }),
    phaseCode: t.int({ description: 'The number of `phase`.', resolve: ({ row }) => row.phase }),
    result: t.field({
      type: EnrollmentResult,
      description: 'How the learner is doing.',
      resolve: ({ row }, _, context) => result(row.result, context),
    }),
    resultCode: t.int({ description: 'The number of `result`.', resolve: ({ row }) => row.result }),
    resubmitRequiredReason: t.string({
      description: 'Why the learner has to hand it in again. Null when they do not.',
      resolve: ({ row }) => row.resubmitRequiredReason,
    }),
    hasAcademicOverride: t.boolean({
      description: 'Whether an administrator set the grade by hand.',
      resolve: ({ row }) => row.academicOverride,
    }),
    academicOverrideReason: t.string({
      description: 'Why an administrator set the grade by hand. Null when nobody did.',
      resolve: ({ row }) => row.academicOverrideReason,
    }),
    academicOverrideBy: t.field({
      type: User,
      description: 'The administrator who set the grade by hand. Null when nobody did.',
      resolve: ({ row }) => link(row.academicOverrideAdminId),
    }),
    gradedBy: t.field({
      type: User,
      description: 'Who gave the grade. Null when nobody has, or when the system did.',
      resolve: ({ row }) => link(row.gradeGivenById),
    }),
    createdAt: t.field({
      type: 'DateTime',
      description: 'When the status was created.',
      resolve: ({ row }) => row.utcCreationDate,
    }),
    firstActivityAt: t.field({
      type: 'DateTime',
      description: 'When the learner first worked on it. Null before that.',
      resolve: ({ row }) => row.utcFirstActivityDate,
    }),
    lastActivityAt: t.field({
      type: 'DateTime',
      description: 'When the learner last worked on it. Null before the first time.',
      resolve: ({ row }) => row.utcLastActivityDate,
    }),
    completedAt: t.field({
      type: 'DateTime',
      description: 'When the learner completed it. Null before that.',
      resolve: ({ row }) => row.utcCompletionDate,
    }),
    enrollmentScore: t.float({
      description: "The learner's score in the whole section.",
      resolve: ({ row }) => row.enrollmentScore,
    }),
    enrollmentMaxScore: t.float({
      description: 'The highest score that can be reached in the whole section.',
      resolve: ({ row }) => row.enrollmentMaxScore,
    }),
    assignmentScore: t.float({
      description: "The learner's score in the assignment.",
      resolve: ({ row }) => row.assignmentScore,
    }),
    assignmentMaxScore: t.float({
      description: 'The highest score that can be reached in the assignment.',
      resolve: ({ row }) => row.assignmentMaxScore,
    }),
    assignmentMasteryScore: t.float({
      description: 'The score from which on the assignment is passed.',
      resolve: ({ row }) => row.assignmentMasteryScore,
    }),
    assignmentWeight: t.float({
      description: 'How much the assignment counts in the grade of the section.',
      resolve: ({ row }) => row.assignmentWeight,
    }),
    assignmentWeightedScore: t.float({
      description: "The learner's score in the assignment, counted by its weight.",
      resolve: ({ row }) => row.assignmentWeightedScore,
    }),
    testAttempts: t.field({
      type: TestAttemptConnection,
      nullable: false,
      deprecationReason:
        'Deprecated since 0.1.0. The REST operation behind it, GetTestAttempts, is obsolete. Use `AssessmentApi/GetTestAttempts`, which the vendor points to.',
      description: "The learner's attempts at the test, the most recent first.",
      args: pageArguments,
      resolve: ({ row: { enrollmentId, assignmentId } }, args, context, info) =>
        connect(
          { operation: 'GetTestAttempts', parameters: { enrollmentId, assignmentId }, args, context, info },
          (item) => item,
        ),
    }),
    cmiData: t.field({
      type: ScoConnection,
      nullable: false,
      deprecationReason:
        'Deprecated since 0.1.0. The REST operation behind it, GetCmiData, is obsolete. Use `ScormApi/GetCmiData`, which the vendor points to.',
      description: 'What the SCORM units of the assignment recorded, by their ids.',
      args: {
        elements: t.arg.stringList({
          required: true,
          validate: z
            .array(z.string().min(1, 'give a name'))
            .min(1, 'give at least one element')
            .max(1000, 'give at most 1000 elements'),
          description: 'The names of the CMI elements to read, such as `cmi.core.score.raw`.',
        }),
        ...pageArguments,
      },
      resolve: ({ row: { enrollmentId, assignmentId } }, args, context, info) => {
        const parameters = { enrollmentId, assignmentId, cmiElementNames: args.elements };
        return connect({ operation: 'GetCmiData', parameters, args, context, info }, (item) => item);
      },
    }),
  }),
});

export const AssignmentStatusConnection = builder.connectionObject(
  { type: AssignmentStatus, name: 'AssignmentStatusConnection', description: 'A page of assignment statuses.' },
  { description: 'An assignment status in a page.' },
);

builder.queryField('assignmentStatuses', (t) =>
  t.field({
    type: AssignmentStatusConnection,
    nullable: false,
    description:
      'How a learner is doing in each assignment of a section, found by subscription; the most recently created first. By enrollment: `SectionEnrollment.assignmentStatuses`.',
    args: {
      subscriptionId: t.arg.id({ required: true, validate: id, description: "The learner's subscription." }),
      sectionId: t.arg.id({
        required: true,
        validate: id,
        description: 'The section that the learner is enrolled in.',
      }),
      assignmentId: t.arg.id({ validate: id, description: 'Only the status of this assignment.' }),
      ...pageArguments,
    },
    resolve: (_, args, context, info) => {
      const { subscriptionId, sectionId } = args;
      const parameters = { subscriptionId, sectionId, assignmentId: args.assignmentId ?? undefined };
      return connect({ operation: 'GetAssignmentStatuses', parameters, args, context, info }, (row) => ({
        row,
        sectionId,
        enrollment: row.userId
          ? { id: row.enrollmentId, userId: row.userId, syllabusId: sectionId, kind: 'section' as const }
          : null,
      }));
    },
  }),
);

/** A status, reached through an enrollment. */
export function assignmentStatusRef(
  row: GoodItem<'GetAssignmentStatuses'>,
  enrollment: EnrollmentRef,
): AssignmentStatusRef {
  return { row, enrollment, sectionId: enrollment.syllabusId };
}
