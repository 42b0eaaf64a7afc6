import type { ReadableItem } from '../../loaders/lists.ts';
import { builder } from '../builder.ts';
import { connect, pageArguments } from '../connection.ts';
import { idArgument } from '../ids.ts';
import { idRef } from '../row.ts';
import { selectsOnly } from '../selection.ts';
import { ahead, type KnownNode } from '../unconfirmed.ts';
import { enrollmentChoice } from './arguments.ts';
import { Assignment, type AssignmentRef, assignmentIn } from './assignment.ts';
import { type EnrollmentRef, findSectionEnrollment, SectionEnrollment, sectionOf } from './enrollment.ts';
import { EnrollmentPhase, EnrollmentResult, phaseName, resultName } from './enums.ts';
import { cmiData, cmiDataArguments, cmiDataField } from './sco.ts';
import type { SyllabusRef } from './syllabus.ts';
import { testAttempts, testAttemptsField } from './test-attempt.ts';
import { User } from './user.ts';

/** The status of a learner in one assignment, and the enrollment it was reached through. */
export interface AssignmentStatusRef {
  row: ReadableItem<'GetAssignmentStatuses'>;
  enrollment: EnrollmentRef | null;
  /** Absent if it is that of the enrollment, or if the query does not show it. */
  section?: SyllabusRef | undefined;
  /** Set if only this is known, because the status is not read yet. */
  assignment?: AssignmentRef;
}

export const AssignmentStatus = builder.objectRef<AssignmentStatusRef>('AssignmentStatus');

AssignmentStatus.implement({
  description: 'Status of a learner in one assignment of a section: progress, result and scores.',
  fields: (t) => ({
    id: t.id({
      nullable: false,
      description: 'Id of the assignment status.',
      resolve: ({ row }) => row.assignmentStatusId,
    }),
    assignment: t.field({
      type: Assignment,
      nullable: false,
      groups: { syllabus: 'same' },
      description: 'Assignment that the status is for.',
      resolve: (status) => status.assignment ?? assignmentOf(status),
    }),
    enrollment: t.field({
      type: SectionEnrollment,
      nullable: false,
      // All statuses of a list have the same enrollment.
      price: { bulk: 2 },
      calls: ['GetSectionEnrollments', 'GetTrainingPlanEnrollments'],
      description: "Learner's enrollment in the section.",
      resolve: ({ enrollment, row }, _, context, info) => {
        if (enrollment) return enrollment;
        if (selectsOnly(info, ['id'])) return { id: row.enrollmentId, userId: '', syllabusId: '' };
        return ahead(context, info, () => findSectionEnrollment(row.enrollmentId, context));
      },
    }),
    user: t.field({
      type: User,
      description: 'The learner. Null if the REST API does not report it.',
      resolve: ({ row }) => idRef(row.userId),
    }),
    phase: t.field({
      type: EnrollmentPhase,
      description: 'Progress of the learner: not started, in progress or finished.',
      resolve: ({ row }, _, context) => phaseName(row.phase, context),
    }),
    phaseCode: t.int({ description: 'Numeric code of `phase`.', resolve: ({ row }) => row.phase }),
    result: t.field({
      type: EnrollmentResult,
      description: 'Result of the learner: passing, failing or not graded.',
      resolve: ({ row }, _, context) => resultName(row.result, context),
    }),
    resultCode: t.int({ description: 'Numeric code of `result`.', resolve: ({ row }) => row.result }),
    resubmitRequiredReason: t.string({
      description: 'Why the learner must resubmit the assignment. Null if there is no reason.',
      resolve: ({ row }) => row.resubmitRequiredReason,
    }),
    hasAcademicOverride: t.boolean({
      description: 'True if there is an academic override.',
      resolve: ({ row }) => row.academicOverride,
    }),
    academicOverrideReason: t.string({
      description: 'Reason for the academic override. Null if there is none.',
      resolve: ({ row }) => row.academicOverrideReason,
    }),
    academicOverrideBy: t.field({
      type: User,
      description: 'Administrator responsible for the academic override. Null if there is none.',
      resolve: ({ row }) => idRef(row.academicOverrideAdminId),
    }),
    gradedBy: t.field({
      type: User,
      description: 'User who gave the grade. Null if there is none.',
      resolve: ({ row }) => idRef(row.gradeGivenById),
    }),
    createdAt: t.field({
      type: 'DateTime',
      description: 'When the status was created.',
      resolve: ({ row }) => row.utcCreationDate,
    }),
    firstActivityAt: t.field({
      type: 'DateTime',
      description: "Date of the learner's first activity. Null if the REST API reports none.",
      resolve: ({ row }) => row.utcFirstActivityDate,
    }),
    lastActivityAt: t.field({
      type: 'DateTime',
      description: "Date of the learner's last activity. Null if the REST API reports none.",
      resolve: ({ row }) => row.utcLastActivityDate,
    }),
    completedAt: t.field({
      type: 'DateTime',
      description: 'When the learner completed the assignment. Null if the REST API reports none.',
      resolve: ({ row }) => row.utcCompletionDate,
    }),
    enrollmentScore: t.float({
      description: "Learner's score for the enrollment.",
      resolve: ({ row }) => row.enrollmentScore,
    }),
    enrollmentMaxScore: t.float({
      description: 'Maximum possible `enrollmentScore`.',
      resolve: ({ row }) => row.enrollmentMaxScore,
    }),
    assignmentScore: t.float({
      description: "Learner's score for the assignment.",
      resolve: ({ row }) => row.assignmentScore,
    }),
    assignmentMaxScore: t.float({
      description: 'Maximum possible `assignmentScore`.',
      resolve: ({ row }) => row.assignmentMaxScore,
    }),
    assignmentMasteryScore: t.float({
      description: 'Minimum score to pass the assignment.',
      resolve: ({ row }) => row.assignmentMasteryScore,
    }),
    assignmentWeight: t.float({
      description: 'Weight of the assignment in the weighted score.',
      resolve: ({ row }) => row.assignmentWeight,
    }),
    assignmentWeightedScore: t.float({
      description: "Learner's weighted score for the assignment.",
      resolve: ({ row }) => row.assignmentWeightedScore,
    }),
    testAttempts: t.field({
      ...testAttemptsField,
      args: pageArguments,
      resolve: ({ row }, args, context, info) => testAttempts(row, args, context, info),
    }),
    cmiData: t.field({
      ...cmiDataField,
      args: cmiDataArguments,
      resolve: ({ row }, args, context, info) => cmiData(row, args, context, info),
    }),
  }),
});

export const AssignmentStatusConnection = builder.connectionObject(
  {
    type: AssignmentStatus,
    name: 'AssignmentStatusConnection',
    provides: 'all',
    description: 'A page of assignment statuses.',
  },
  { description: 'An assignment status with its cursor.' },
);

builder.queryField('assignmentStatuses', (t) =>
  t.field({
    type: AssignmentStatusConnection,
    nullable: false,
    calls: ['GetAssignmentStatuses'],
    description:
      'Status of a learner in each assignment of a section, most recently created first. Specify either `enrollmentId`, or `subscriptionId` and `sectionId`.',
    args: {
      enrollmentId: t.arg.id({ validate: idArgument, description: 'Id of the section enrollment.' }),
      subscriptionId: t.arg.id({ validate: idArgument, description: "Id of the learner's subscription." }),
      sectionId: t.arg.id({
        validate: idArgument,
        description: 'Id of the section that the learner is enrolled in.',
      }),
      assignmentId: t.arg.id({ validate: idArgument, description: 'Return only the status for this assignment.' }),
      ...pageArguments,
    },
    validate: enrollmentChoice('sectionId'),
    resolve: (_, args, context, info) => {
      const sectionId = args.sectionId ?? undefined;
      const parameters = {
        enrollmentId: args.enrollmentId ?? undefined,
        subscriptionId: args.subscriptionId ?? undefined,
        sectionId,
        assignmentId: args.assignmentId ?? undefined,
      };
      const section: SyllabusRef | undefined = sectionId ? { id: sectionId, kind: 'section' } : undefined;
      const toNode = (row: AssignmentStatusRef['row']): AssignmentStatusRef => ({
        row,
        section,
        enrollment:
          row.userId && sectionId
            ? { id: row.enrollmentId, userId: row.userId, syllabusId: sectionId, kind: 'section' }
            : null,
      });
      const request = { operation: 'GetAssignmentStatuses', parameters, args, context, info } as const;
      return connect(request, toNode, section ? knownStatus(section, parameters.assignmentId) : null);
    },
  }),
);

/** The known part of each status in a section before it is read: its assignment, or at least the section. */
export function knownStatus(section: SyllabusRef, assignmentId: string | undefined): KnownNode<AssignmentStatusRef> {
  const assignment = assignmentId ? { id: assignmentId, section } : assignmentIn(section);
  return { name: `${section.id} ${assignmentId}`, part: { assignment } };
}

function assignmentOf({ row, section, enrollment }: AssignmentStatusRef): AssignmentRef {
  return { id: row.assignmentId, section: section ?? (enrollment ? sectionOf(enrollment) : undefined) };
}

/** A status, reached through an enrollment. */
export function assignmentStatusRef(
  row: ReadableItem<'GetAssignmentStatuses'>,
  enrollment: EnrollmentRef,
): AssignmentStatusRef {
  return { row, enrollment };
}
