import type { GraphQLResolveInfo } from 'graphql';
import type { Place } from '../../loaders/batch-gate.ts';
import type {
  EnrollmentDetails,
  EnrollmentSearchRow,
  FoundEnrollment,
  SectionEnrollmentRow,
  TrainingPlanEnrollmentRow,
} from '../../loaders/enrollments.ts';
import type { SyllabusKind } from '../../loaders/syllabi.ts';
import { builder } from '../builder.ts';
import { connect, pageArguments } from '../connection.ts';
import type { GraphContext } from '../context.ts';
import { asEntity } from '../federation/entities.ts';
import { id, organizationToAskIn } from '../ids.ts';
import { isReadable, type PlacedInfo, type RowRef, rowFields, withFailuresInPlace } from '../row.ts';
import { selects, typeMatters } from '../selection.ts';
import { noteWarnings } from '../warnings.ts';
import { organizationArgument } from './arguments.ts';
import { AssignmentStatusConnection, assignmentStatusRef } from './assignment-status.ts';
import { Certificate } from './certificate.ts';
import { CustomEnrollmentFieldValue } from './custom-field.ts';
import {
  detailParameters,
  EnrollmentFilter,
  SectionEnrollmentFilter,
  searchParameters,
  TrainingPlanEnrollmentFilter,
} from './enrollment-filter.ts';
import { codeIn, EnrollmentPhase, EnrollmentResult, EnrollmentStatus } from './enums.ts';
import { Section, sectionRef } from './section.ts';
import { Syllabus, type SyllabusRef, syllabusLink } from './syllabus.ts';
import { TrainingPlan } from './training-plan.ts';
import { User } from './user.ts';

/** An enrollment, and what it is of and the organization it was found in where these are known. */
export interface EnrollmentRef extends RowRef<SectionEnrollmentRow & TrainingPlanEnrollmentRow> {
  userId: string;
  syllabusId: string;
  kind?: SyllabusKind | undefined;
  organizationId?: string | undefined;
}

export const Enrollment = builder.interfaceRef<EnrollmentRef>('Enrollment');
export const SectionEnrollment = builder.objectRef<EnrollmentRef>('SectionEnrollment');
export const TrainingPlanEnrollment = builder.objectRef<EnrollmentRef>('TrainingPlanEnrollment');

const typeNames = { section: 'SectionEnrollment', trainingPlan: 'TrainingPlanEnrollment' } as const;

const row = rowFields<EnrollmentDetails, EnrollmentRef>('Enrollment', loadDetails);
const sectionRow = rowFields<SectionEnrollmentRow, EnrollmentRef>(
  'Section enrollment',
  (ref, context, place) => loadDetails(ref, context, place) as Promise<SectionEnrollmentRow | null>,
);
const trainingPlanRow = rowFields<TrainingPlanEnrollmentRow, EnrollmentRef>(
  'Training plan enrollment',
  (ref, context, place) => loadDetails(ref, context, place) as Promise<TrainingPlanEnrollmentRow | null>,
);

Enrollment.implement({
  description: 'A learner in a section or a training plan: how far they are and how they are doing.',
  resolveType: (ref, { loaders }, info: GraphQLResolveInfo & PlacedInfo) => {
    if (ref.kind) return typeNames[ref.kind];
    if (!typeMatters(info, 'Enrollment')) return 'SectionEnrollment';
    if (selects(info, ['assignmentStatuses']) && loaders.syllabi.wasSection(ref.syllabusId, info.place))
      return 'SectionEnrollment';
    return loaders.syllabi.kind(ref.syllabusId, info.place).then((kind) => typeNames[kind]);
  },
  fields: (t) => ({
    id: t.exposeID('id', { nullable: false, description: 'The id of the enrollment.' }),
    user: t.field({
      type: User,
      nullable: false,
      description: 'The learner.',
      resolve: ({ userId }) => ({ id: userId }),
    }),
    syllabus: t.field({
      type: Syllabus,
      nullable: false,
      description: 'The section or training plan that the learner is enrolled in.',
      resolve: syllabusOf,
    }),
    phase: t.field({
      type: EnrollmentPhase,
      description: 'How far the learner has come.',
      resolve: row('phase', codeIn('enrollmentPhase')),
    }),
    phaseCode: t.int({ description: 'The number of `phase`.', resolve: row('phase') }),
    result: t.field({
      type: EnrollmentResult,
      description: 'How the learner is doing.',
      resolve: row('result', codeIn('enrollmentResult')),
    }),
    resultCode: t.int({ description: 'The number of `result`.', resolve: row('result') }),
    status: t.field({
      type: EnrollmentStatus,
      description:
        'Phase and result in one word, as NexPort Campus shows it. Null where the meaning of one of the two codes is not known, and for what was finished without a grade.',
      resolve: async (ref, args, context, info) =>
        statusOf(
          await row('phase', codeIn('enrollmentPhase'))(ref, args, context, info),
          await row('result', codeIn('enrollmentResult'))(ref, args, context, info),
        ),
    }),
    enrolledAt: t.field({
      type: 'DateTime',
      nullable: false,
      description: 'When the enrollment was made.',
      resolve: row('enrollmentDate'),
    }),
    startsAt: t.field({
      type: 'DateTime',
      description: 'When the enrollment starts. Null where the LearningApi does not tell.',
      resolve: row('startDate'),
    }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'When the enrollment ends by itself. Null when it does not.',
      resolve: row('expirationDate'),
    }),
    completedAt: t.field({
      type: 'DateTime',
      description: 'When the learner finished. Null before that.',
      resolve: row('completionDate'),
    }),
    uniqueName: t.string({ description: 'The unique name of the syllabus.', resolve: row('uniqueName') }),
    firstActivityAt: t.field({
      type: 'DateTime',
      description: 'When the learner first did something in it. Null before that.',
      resolve: row('firstActivityDate'),
    }),
    lastActivityAt: t.field({
      type: 'DateTime',
      description: 'When the learner last did something in it. Null before the first time.',
      resolve: row('lastActivityDate'),
    }),
    subscriptionId: t.id({
      description: "The id of the subscription, the learner's tie to an organization, that the enrollment belongs to.",
      resolve: row('subscriptionId'),
    }),
    customFieldValues: t.field({
      type: [CustomEnrollmentFieldValue],
      nullable: { list: true, items: false },
      description: 'The values that the organization keeps in fields of its own. Dates among them are in UTC.',
      args: { key: t.arg.string({ description: 'Only the value of the field with this key.' }) },
      resolve: async (ref, { key }, context, { path, place }: PlacedInfo) => {
        const wanted = { enrollmentId: ref.id, key: key ?? undefined };
        const values = await context.loaders.customFields.values.load(wanted, place);
        return values?.map((value, index) => withFailuresInPlace(noteWarnings(value, context, path, index)));
      },
    }),
    certificate: t.field({
      type: Certificate,
      nullable: false,
      description:
        'The certificate for having completed it, ready or not. Asked for only when a field of it is selected.',
      resolve: ({ id }) => ({ id }),
    }),
  }),
});

SectionEnrollment.implement({
  interfaces: [Enrollment],
  description: 'A learner in a section.',
  fields: (t) => ({
    section: t.field({
      type: Section,
      nullable: false,
      description: 'The section that the learner is enrolled in.',
      resolve: syllabusOf,
    }),
    title: t.string({ description: 'The title of the section.', resolve: sectionRow('title') }),
    number: t.string({ description: 'The number of the section.', resolve: sectionRow('number') }),
    enrollmentDay: t.int({
      description: 'The day of the month on which the enrollment was made.',
      resolve: sectionRow('enrollmentDay'),
    }),
    enrollmentMonth: t.int({
      description: 'The month, from 1 to 12, in which the enrollment was made.',
      resolve: sectionRow('enrollmentMonth'),
    }),
    enrollmentYear: t.int({
      description: 'The year in which the enrollment was made.',
      resolve: sectionRow('enrollmentYear'),
    }),
    assignmentCount: t.int({
      description: 'How many assignments the section has.',
      resolve: sectionRow('assignmentCount'),
    }),
    completedAssignmentCount: t.int({
      description: 'How many of them the learner has completed.',
      resolve: sectionRow('completedAssignmentCount'),
    }),
    percentAssignmentsComplete: t.float({
      description: 'The share of assignments that the learner has completed, in percent.',
      resolve: sectionRow('percentAssignmentsComplete'),
    }),
    weightedScore: t.float({
      description: "The learner's score, each assignment counted by its weight.",
      resolve: sectionRow('weightedScore'),
    }),
    maxWeightedScore: t.float({
      description: 'The highest weighted score that can be reached.',
      resolve: sectionRow('maxWeightedScore'),
    }),
    assignmentStatuses: t.field({
      type: AssignmentStatusConnection,
      nullable: false,
      description: 'How the learner is doing in each assignment, the most recently created first.',
      args: {
        assignmentId: t.arg.id({ validate: id, description: 'Only the status of this assignment.' }),
        ...pageArguments,
      },
      resolve: (ref, args, context, info) => {
        const parameters = { enrollmentId: ref.id, assignmentId: args.assignmentId ?? undefined };
        return connect({ operation: 'GetAssignmentStatuses', parameters, args, context, info }, (item) =>
          assignmentStatusRef(item, ref),
        );
      },
    }),
  }),
});

TrainingPlanEnrollment.implement({
  interfaces: [Enrollment],
  description: 'A learner in a training plan.',
  fields: (t) => ({
    trainingPlan: t.field({
      type: TrainingPlan,
      nullable: false,
      description: 'The training plan that the learner is enrolled in.',
      resolve: syllabusOf,
    }),
    name: t.string({ description: 'The name of the training plan.', resolve: trainingPlanRow('name') }),
    percentRequirementsFulfilled: t.float({
      description: 'The share of requirements that the learner has fulfilled, in percent.',
      resolve: trainingPlanRow('percentRequirementsFulfilled'),
    }),
    ed2goRegistrationKey: t.string({
      description: 'The key of the registration with ed2go, for plans taught there.',
      resolve: trainingPlanRow('ed2goRegistrationKey'),
    }),
    averageScore: t.float({
      description: 'The average of the scores in the plan.',
      resolve: trainingPlanRow('averageScore'),
    }),
    gradePointAverage: t.float({
      description: 'The grade point average in the plan.',
      resolve: trainingPlanRow('gradePointAverage'),
    }),
  }),
});

export const EnrollmentConnection = builder.connectionObject(
  { type: Enrollment, name: 'EnrollmentConnection', description: 'A page of enrollments.' },
  { description: 'An enrollment in a page.' },
);
export const SectionEnrollmentConnection = builder.connectionObject(
  { type: SectionEnrollment, name: 'SectionEnrollmentConnection', description: 'A page of section enrollments.' },
  { description: 'A section enrollment in a page.' },
);
export const TrainingPlanEnrollmentConnection = builder.connectionObject(
  {
    type: TrainingPlanEnrollment,
    name: 'TrainingPlanEnrollmentConnection',
    description: 'A page of training plan enrollments.',
  },
  { description: 'A training plan enrollment in a page.' },
);

builder.queryFields((t) => ({
  enrollments: t.field({
    type: EnrollmentConnection,
    nullable: false,
    description: 'Searches enrollments of users and organizations; the earliest enrollment comes first.',
    args: {
      filter: t.arg({
        type: EnrollmentFilter,
        required: true,
        description: 'Which enrollments to find: at least one user or organization.',
      }),
      ...pageArguments,
    },
    resolve: (_, { filter, ...args }, context, info) => {
      const parameters = searchParameters(filter);
      return connect({ operation: 'SearchEnrollments', parameters, args, context, info }, (item) =>
        enrollmentRef(item, onlyOne(filter.organizationIds)),
      );
    },
  }),
  sectionEnrollments: t.field({
    type: SectionEnrollmentConnection,
    nullable: false,
    description: 'Searches section enrollments, with all their details; the most recent enrollment comes first.',
    args: {
      filter: t.arg({ type: SectionEnrollmentFilter, required: true, description: 'Which enrollments to find.' }),
      ...pageArguments,
    },
    resolve: (_, { filter, ...args }, context, info) => {
      const parameters = detailParameters(filter, context);
      return connect({ operation: 'GetSectionEnrollments', parameters, args, context, info }, (item) =>
        sectionEnrollmentRef(item, parameters.orgId),
      );
    },
  }),
  trainingPlanEnrollments: t.field({
    type: TrainingPlanEnrollmentConnection,
    nullable: false,
    description: 'Searches training plan enrollments, with all their details; the most recent enrollment comes first.',
    args: {
      filter: t.arg({ type: TrainingPlanEnrollmentFilter, required: true, description: 'Which enrollments to find.' }),
      ...pageArguments,
    },
    resolve: (_, { filter, ...args }, context, info) => {
      const parameters = detailParameters(filter, context);
      return connect({ operation: 'GetTrainingPlanEnrollments', parameters, args, context, info }, (item) =>
        trainingPlanEnrollmentRef(item, parameters.orgId),
      );
    },
  }),
  enrollment: t.field({
    type: Enrollment,
    description: 'An enrollment by its id; null when there is none.',
    args: {
      id: t.arg.id({ required: true, validate: id, description: 'The id of the enrollment.' }),
      ...organizationArgument,
    },
    resolve: (_, args, context) => findEnrollment(args.id, args.organizationId, context),
  }),
}));

asEntity(Enrollment, { key: 'id', resolveReference: ({ id }, context) => findEntity(id, context) });
asEntity(SectionEnrollment, {
  key: 'id',
  resolveReference: ({ id }, context) => findEntity(id, context, 'section'),
});
asEntity(TrainingPlanEnrollment, {
  key: 'id',
  resolveReference: ({ id }, context) => findEntity(id, context, 'trainingPlan'),
});

/** An enrollment as a search finds it. */
export function enrollmentRef(row: EnrollmentSearchRow, organizationId: string | undefined): EnrollmentRef {
  return refTo(row, undefined, organizationId);
}

export function sectionEnrollmentRef(row: SectionEnrollmentRow, organizationId: string | undefined): EnrollmentRef {
  return refTo(row, 'section', organizationId);
}

export function trainingPlanEnrollmentRef(
  row: TrainingPlanEnrollmentRow,
  organizationId: string | undefined,
): EnrollmentRef {
  return refTo(row, 'trainingPlan', organizationId);
}

function refTo(
  row: FoundEnrollment['row'],
  kind: SyllabusKind | undefined,
  organizationId: string | undefined,
): EnrollmentRef {
  const { enrollmentId: id, userId, syllabusId } = row;
  return { id, userId, syllabusId, kind, organizationId, row };
}

/** The enrollment with this id, or null. */
export async function findEnrollment(
  enrollmentId: string,
  organizationId: string | null | undefined,
  context: GraphContext,
): Promise<EnrollmentRef | null> {
  const organization = organizationToAskIn(organizationId, context);
  const found: FoundEnrollment | null = await context.loaders.enrollments.byId.load({
    id: enrollmentId,
    organizationId: organization,
  });
  return found && refTo(found.row, found.kind, organization);
}

/** The enrollment with this id and what it is of, or null where there is none of the wanted kind. */
async function findEntity(
  enrollmentId: string,
  context: GraphContext,
  wanted?: SyllabusKind,
): Promise<EnrollmentRef | null> {
  const enrollment = await findEnrollment(enrollmentId, null, context);
  if (!enrollment) return null;
  const kind = enrollment.kind ?? (await context.loaders.syllabi.kind(enrollment.syllabusId));
  return wanted && kind !== wanted ? null : { ...enrollment, kind };
}

function loadDetails(ref: EnrollmentRef, context: GraphContext, place?: Place): Promise<EnrollmentDetails | null> {
  const { id, userId, syllabusId, kind } = ref;
  const organizationId = organizationToAskIn(ref.organizationId, context);
  return context.loaders.enrollments.details.load({ id, userId, syllabusId, kind, organizationId }, place);
}

function syllabusOf({ syllabusId, kind, row }: EnrollmentRef, _: object, context: GraphContext): SyllabusRef {
  return isReadable(row?.section) ? sectionRef(row.section) : syllabusLink(syllabusId, kind, context);
}

function statusOf(phase: string | null, result: string | null) {
  if (phase === 'NotStarted') return 'NOT_STARTED';
  if (phase === 'InProgress' && result === 'NotGraded') return 'IN_PROGRESS';
  if (phase === 'InProgress' && result === 'Passing') return 'PASSING';
  if (phase === 'InProgress' && result === 'Failing') return 'FAILING';
  if (phase === 'Finished' && result === 'Passing') return 'PASSED';
  if (phase === 'Finished' && result === 'Failing') return 'FAILED';
  return null;
}

function onlyOne(ids: readonly string[] | null | undefined): string | undefined {
  return ids?.length === 1 ? ids[0] : undefined;
}
