import type { GraphQLResolveInfo } from 'graphql';
import { dependsOnType } from '../../execution/type-dependent.ts';
import { LearningApiError } from '../../learning-api/errors.ts';
import type { QueryPosition } from '../../loaders/batch-scheduler.ts';
import type {
  EnrollmentDetails,
  EnrollmentSearchRow,
  FoundEnrollment,
  SectionEnrollmentRow,
  TrainingPlanEnrollmentRow,
} from '../../loaders/enrollments.ts';
import type { SyllabusKind } from '../../loaders/syllabi.ts';
import { builder } from '../builder.ts';
import { connect, pageArguments, totalCountDescription } from '../connection.ts';
import type { GraphContext } from '../context.ts';
import { NotFoundError } from '../errors/errors.ts';
import { asEntity } from '../federation/entities.ts';
import { idArgument } from '../ids.ts';
import {
  enrollmentDetailsPrice,
  enrollmentsAlonePrice,
  mostTrainingPlans,
  sectionsPrice,
  someTrainingPlansPrice,
} from '../prices.ts';
import { isReadable, type PositionedInfo, type RowRef, rowFields } from '../row.ts';
import { selects, selectsOnly, selectsWithArguments, typeMatters } from '../selection.ts';
import { ahead, aheadAsType, partOf, rowToCome, type Unconfirmed } from '../unconfirmed.ts';
import { assignmentArgument, organizationArgument, organizationToSearch } from './arguments.ts';
import { AssignmentStatusConnection, assignmentStatusRef, knownStatus } from './assignment-status.ts';
import { Certificate } from './certificate.ts';
import { customFieldValues, customFieldValuesArguments, customFieldValuesField } from './custom-field.ts';
import {
  connectRoster,
  connectSearch,
  enrollmentConditions,
  planConditions,
  rosterPagePrice,
  searchPagePrice,
} from './enrollment-conditions.ts';
import {
  EnrollmentFilter,
  SectionEnrollmentFilter,
  searchParameters,
  sectionDetailParameters,
  TrainingPlanEnrollmentFilter,
  trainingPlanDetailParameters,
} from './enrollment-filter.ts';
import { EnrollmentPhase, EnrollmentResult, EnrollmentStatus, phaseName, resultName } from './enums.ts';
import { cmiData, cmiDataArguments, cmiDataField } from './sco.ts';
import { Section, sectionRef } from './section.ts';
import { Syllabus, type SyllabusRef, syllabusLink } from './syllabus.ts';
import { testAttempts, testAttemptsField } from './test-attempt.ts';
import { TrainingPlan } from './training-plan.ts';
import { User } from './user.ts';

/** An enrollment, with its kind of syllabus and the organization it was found in where they are known. */
export interface EnrollmentRef extends RowRef<SectionEnrollmentRow & TrainingPlanEnrollmentRow> {
  userId: string;
  syllabusId: string;
  kind?: SyllabusKind | undefined;
  organizationId?: string | undefined;
}

export const Enrollment = builder.interfaceRef<EnrollmentRef>('Enrollment');
export const SectionEnrollment = builder.objectRef<EnrollmentRef>('SectionEnrollment');
export const TrainingPlanEnrollment = builder.objectRef<EnrollmentRef>('TrainingPlanEnrollment');

/** The type is that of the syllabus. */
const typenamePrice = [sectionsPrice, someTrainingPlansPrice] as const;

/** The details of enrollments of both kinds. */
const bothDetailsPrice = { ...enrollmentDetailsPrice, each: 2 };

const typeNames = { section: 'SectionEnrollment', trainingPlan: 'TrainingPlanEnrollment' } as const;

/** If the kind of the enrollment is not known, it is found out before the details are loaded. */
const kindFeeds = ['sections', 'enrollmentDetails'] as const;
const detailFeeds = ['enrollmentDetails'] as const;

/** The same function for both kinds, so that all fields of an enrollment share its row. */
type LoadRow<Row> = (...parameters: Parameters<typeof loadDetails>) => Promise<Row | null>;

const row = rowFields<EnrollmentDetails, EnrollmentRef>(notFoundWhereSearched, loadDetails, kindFeeds, detailFeeds);
const sectionRow = rowFields<SectionEnrollmentRow, EnrollmentRef>(
  notFoundWhereSearched,
  loadDetails as LoadRow<SectionEnrollmentRow>,
  kindFeeds,
  detailFeeds,
);
const trainingPlanRow = rowFields<TrainingPlanEnrollmentRow, EnrollmentRef>(
  notFoundWhereSearched,
  loadDetails as LoadRow<TrainingPlanEnrollmentRow>,
  kindFeeds,
  detailFeeds,
);

const status = row.from(
  (part) => 'phase' in part && 'result' in part,
  ({ phase, result }, context) => statusOf(phaseName(phase, context), resultName(result, context)),
);

Enrollment.implement({
  lookUpPrice: [...typenamePrice, bothDetailsPrice],
  typenamePrice,
  feeds: ['sections'],
  lookUpCalls: ['GetSectionEnrollments', 'GetTrainingPlanEnrollments'],
  description: "A learner's enrollment in a section or a training plan, with its progress and result.",
  resolveType: (ref, context, info: GraphQLResolveInfo & PositionedInfo) => {
    if (!typeMatters(info, 'Enrollment')) return 'SectionEnrollment';
    if (ref.kind) return typeNames[ref.kind];
    return aheadAsType(ref, typeNames, context, info, kindOf(ref, context, info.position));
  },
  fields: (t) => ({
    id: t.exposeID('id', { nullable: false, description: 'Id of the enrollment.' }),
    userId: t.exposeID('userId', { nullable: false, description: 'Id of the enrolled user (learner).' }),
    user: t.field({
      type: User,
      resultIs: 'user',
      description: 'The enrolled user (learner). Null if another subgraph does not know the user.',
      resolve: ({ userId }) => ({ id: userId }),
    }),
    syllabus: t.field({
      type: Syllabus,
      nullable: false,
      sharesLookUps: true,
      resultIs: 'syllabus',
      description: 'Section or training plan that the learner is enrolled in.',
      resolve: syllabusOf,
    }),
    phase: t.field({
      type: EnrollmentPhase,
      description: 'Progress of the learner: not started, in progress or finished.',
      resolve: row.always('phase', phaseName),
    }),
    phaseCode: t.int({ description: 'Numeric code of `phase`.', resolve: row.always('phase') }),
    result: t.field({
      type: EnrollmentResult,
      description: 'Result of the learner: passing, failing or not graded.',
      resolve: row.always('result', resultName),
    }),
    resultCode: t.int({ description: 'Numeric code of `result`.', resolve: row.always('result') }),
    status: t.field({
      type: EnrollmentStatus,
      description:
        'Enrollment status as shown in NexPort Campus, derived from phase and result. Null if a required code is unknown. The REST API does not report drops: a dropped enrollment has the status of its phase and result.',
      resolve: status,
    }),
    enrolledAt: t.field({
      type: 'DateTime',
      nullable: false,
      description: 'When the learner was enrolled.',
      resolve: row('enrollmentDate'),
    }),
    startsAt: t.field({
      type: 'DateTime',
      description: 'When the enrollment starts. Null if the REST API does not report it.',
      resolve: row('startDate'),
    }),
    expiresAt: t.field({
      type: 'DateTime',
      description: 'When the enrollment expires, or when it has expired. Null if the REST API reports none.',
      resolve: row('expirationDate'),
    }),
    completedAt: t.field({
      type: 'DateTime',
      description: 'When the learner completed the enrollment. Null if the REST API reports none.',
      resolve: row('completionDate'),
    }),
    title: t.string({
      extensions: dependsOnType,
      description:
        'Title of the section, or name of the training plan, as in the enrollment. `syllabus { title }` takes fewer REST calls if nothing else is selected that has to be looked up.',
    }),
    percentComplete: t.float({
      extensions: dependsOnType,
      description:
        'Progress of the learner in percent: share of assignments completed in a section, or of requirements fulfilled in a training plan.',
    }),
    uniqueName: t.string({
      description: 'Unique name of the syllabus. Null if it has none.',
      resolve: row('uniqueName'),
    }),
    firstActivityAt: t.field({
      type: 'DateTime',
      description: "Date of the learner's first activity. Null if the REST API reports none.",
      resolve: row('firstActivityDate'),
    }),
    lastActivityAt: t.field({
      type: 'DateTime',
      description: "Date of the learner's last activity. Null if the REST API reports none.",
      resolve: row('lastActivityDate'),
    }),
    subscriptionId: t.id({
      description: 'Id of the subscription that the enrollment belongs to. Null if the REST API does not report it.',
      resolve: row('subscriptionId'),
    }),
    customFieldValues: t.field({
      ...customFieldValuesField,
      args: customFieldValuesArguments,
      resolve: ({ id }, { key }, context, info) => customFieldValues({ enrollmentId: id }, key, context, info),
    }),
    certificate: t.field({
      type: Certificate,
      needsOnlyId: true,
      nullable: false,
      description: 'Certificate of the enrollment, even if it is not ready yet. Costs a REST call for each enrollment.',
      resolve: ({ id }) => ({ id }),
    }),
  }),
});

SectionEnrollment.implement({
  lookUpPrice: enrollmentDetailsPrice,
  lookUpCalls: ['GetSectionEnrollments'],
  interfaces: [Enrollment],
  description: "A learner's enrollment in a section, with its progress and scores.",
  fields: (t) => ({
    section: t.field({
      type: Section,
      nullable: false,
      sharesLookUps: true,
      resultIs: 'syllabus',
      description: 'Section that the learner is enrolled in.',
      resolve: syllabusOf,
    }),
    title: t.string({ description: 'Title of the section.', resolve: sectionRow('title') }),
    percentComplete: t.float({
      description: 'The same as `percentAssignmentsComplete`: share of assignments completed, in percent.',
      resolve: sectionRow('percentAssignmentsComplete'),
    }),
    number: t.string({ description: 'Section number.', resolve: sectionRow('number') }),
    enrollmentDay: t.int({
      description: 'Day of the month when the learner was enrolled.',
      resolve: sectionRow('enrollmentDay'),
    }),
    enrollmentMonth: t.int({
      description: 'Month when the learner was enrolled, from 1 to 12.',
      resolve: sectionRow('enrollmentMonth'),
    }),
    enrollmentYear: t.int({
      description: 'Year when the learner was enrolled.',
      resolve: sectionRow('enrollmentYear'),
    }),
    assignmentCount: t.int({
      description: 'Number of assignments.',
      resolve: sectionRow('assignmentCount'),
    }),
    completedAssignmentCount: t.int({
      description: 'Progress of the learner: number of assignments completed.',
      resolve: sectionRow('completedAssignmentCount'),
    }),
    percentAssignmentsComplete: t.float({
      description: 'Progress of the learner: share of assignments completed, in percent.',
      resolve: sectionRow('percentAssignmentsComplete'),
    }),
    weightedScore: t.float({
      description: "Learner's score, weighted by assignment. See `maxWeightedScore` for the maximum.",
      resolve: sectionRow('weightedScore'),
    }),
    maxWeightedScore: t.float({
      description: 'Maximum possible `weightedScore`.',
      resolve: sectionRow('maxWeightedScore'),
    }),
    assignmentStatuses: t.field({
      type: AssignmentStatusConnection,
      nullable: false,
      groups: { user: 'same', syllabus: 'same' },
      calls: ['GetAssignmentStatuses'],
      description: 'Status of the learner in each assignment, most recently created first.',
      args: {
        assignmentId: t.arg.id({ validate: idArgument, description: 'Return only the status for this assignment.' }),
        ...pageArguments,
      },
      resolve: (ref, args, context, info) => {
        const parameters = { enrollmentId: ref.id, assignmentId: args.assignmentId ?? undefined };
        return connect(
          { operation: 'GetAssignmentStatuses', parameters, args, context, info },
          (item) => assignmentStatusRef(item, ref),
          'syllabusId' in ref ? knownStatus(sectionOf(ref), parameters.assignmentId) : null,
        );
      },
    }),
    testAttempts: t.field({
      ...testAttemptsField,
      args: { ...assignmentArgument, ...pageArguments },
      resolve: ({ id }, { assignmentId, ...args }, context, info) =>
        testAttempts({ enrollmentId: id, assignmentId }, args, context, info),
    }),
    cmiData: t.field({
      ...cmiDataField,
      args: { ...assignmentArgument, ...cmiDataArguments },
      resolve: ({ id }, { assignmentId, ...args }, context, info) =>
        cmiData({ enrollmentId: id, assignmentId }, args, context, info),
    }),
  }),
});

TrainingPlanEnrollment.implement({
  lookUpPrice: enrollmentDetailsPrice,
  lookUpCalls: ['GetTrainingPlanEnrollments'],
  mostOf: mostTrainingPlans,
  interfaces: [Enrollment],
  description: "A learner's enrollment in a training plan, with its progress and scores.",
  fields: (t) => ({
    trainingPlan: t.field({
      type: TrainingPlan,
      nullable: false,
      sharesLookUps: true,
      resultIs: 'syllabus',
      description: 'Training plan that the learner is enrolled in.',
      resolve: syllabusOf,
    }),
    title: t.string({
      description: 'The same as `name`: name of the training plan.',
      resolve: trainingPlanRow('name'),
    }),
    percentComplete: t.float({
      description: 'The same as `percentRequirementsFulfilled`: share of requirements fulfilled, in percent.',
      resolve: trainingPlanRow('percentRequirementsFulfilled'),
    }),
    name: t.string({ description: 'Name of the training plan.', resolve: trainingPlanRow('name') }),
    percentRequirementsFulfilled: t.float({
      description: 'Progress of the learner: share of requirements fulfilled, in percent.',
      resolve: trainingPlanRow('percentRequirementsFulfilled'),
    }),
    ed2goRegistrationKey: t.string({
      description: 'Registration key for ed2go. Null if there is none.',
      resolve: trainingPlanRow('ed2goRegistrationKey'),
    }),
    averageScore: t.float({
      description: 'Average score in the training plan.',
      resolve: trainingPlanRow('averageScore'),
    }),
    gradePointAverage: t.float({
      description: 'Grade point average (GPA) in the training plan.',
      resolve: trainingPlanRow('gradePointAverage'),
    }),
  }),
});

/** The fields that a search returns for each enrollment. */
const foundFields = [
  'userId',
  'user',
  'syllabus',
  'phase',
  'phaseCode',
  'result',
  'resultCode',
  'status',
  'enrolledAt',
];

export interface FilteredByUsers {
  filter: { userIds?: readonly string[] | null | undefined };
}

/** Enrollments by id: both operations for one, a search for several. */
const searchPrice = {
  alone: 2,
  several: 3,
  rounds: 2,
  operations: ['SearchEnrollments', 'GetOrganizations', 'GetSectionEnrollments', 'GetTrainingPlanEnrollments'],
  ifMissing: enrollmentsAlonePrice,
} as const;

const ListGap = builder.enumType('EnrollmentListGap', {
  description: 'Why enrollments can be missing on a page.',
  values: {
    LIMIT: {
      description: 'The gateway checked as many enrollments as it may for one page. Continue with `endCursor`.',
    },
    CALL_LIMIT: {
      description: 'The request made as many REST calls as allowed. Continue with `endCursor`.',
    },
    UNREADABLE: {
      description:
        'Enrollments could not be checked, because they or what they depend on cannot be read, or because the REST API did not return the whole list in 100 calls.',
    },
  },
});

const completeness = {
  isComplete: {
    nullable: false,
    description:
      'True if every enrollment up to the end of the page was checked. If not, matching enrollments can be missing on it. Always true without `expiresWithin`, `dueWithin` and `awaitingGrade`.',
  },
  gap: { type: ListGap, description: 'Why enrollments can be missing on the page. Null if `isComplete` is true.' },
} as const;

export const EnrollmentConnection = builder.connectionObject(
  {
    type: Enrollment,
    name: 'EnrollmentConnection',
    provides: foundFields,
    description: 'A page of enrollments.',
    fields: (t) => ({
      isComplete: t.boolean({ ...completeness.isComplete, resolve: ({ isComplete }) => isComplete }),
      gap: t.field({ ...completeness.gap, resolve: ({ gap }) => gap }),
    }),
  },
  { description: 'An enrollment with its cursor.' },
);
const rosterEdge = builder.interfaceRef<object>('RosterEdge').implement({
  description: 'An enrollment of a roster with its cursor.',
  fields: (t) => ({
    cursor: t.string({
      nullable: false,
      description: 'Pass as `after` to get the items after this one.',
    }),
    node: t.field({ type: Enrollment, description: 'The enrollment. Null if it could not be read.' }),
  }),
});

/** The roster of any syllabus. Its fields are those of the connections that implement it. */
export const RosterConnection = builder.interfaceRef<object>('RosterConnection').implement({
  description: 'A page of the roster of a section or a training plan.',
  fields: (t) => ({
    edges: t.field({
      type: [rosterEdge],
      nullable: { list: true, items: false },
      description: 'Items on this page, each with its cursor. Null if the list could not be read.',
    }),
    nodes: t.field({
      type: [Enrollment],
      nullable: { list: true, items: true },
      description: 'Items on this page, without cursors. Null if the list could not be read.',
    }),
    pageInfo: t.field({
      type: builder.pageInfoRef(),
      nullable: false,
      description: 'Information about this page of results.',
    }),
    totalCount: t.int({ description: totalCountDescription }),
    isComplete: t.boolean(completeness.isComplete),
    gap: t.field(completeness.gap),
  }),
});

export const SectionEnrollmentConnection = builder.connectionObject(
  {
    type: SectionEnrollment,
    name: 'SectionEnrollmentConnection',
    interfaces: [RosterConnection],
    provides: 'all',
    feedsLater: ['enrollments', 'enrollmentDetails'],
    description: 'A page of section enrollments.',
  },
  { interfaces: [rosterEdge], description: 'A section enrollment with its cursor.' },
);
export const TrainingPlanEnrollmentConnection = builder.connectionObject(
  {
    type: TrainingPlanEnrollment,
    name: 'TrainingPlanEnrollmentConnection',
    interfaces: [RosterConnection],
    provides: 'all',
    feedsLater: ['enrollments', 'enrollmentDetails'],
    description: 'A page of training plan enrollments.',
  },
  { interfaces: [rosterEdge], description: 'A training plan enrollment with its cursor.' },
);

builder.queryFields((t) => ({
  enrollments: t.field({
    type: EnrollmentConnection,
    nullable: false,
    groups: { user: ({ filter }: FilteredByUsers) => filter.userIds?.length },
    calls: ['SearchEnrollments'],
    description: 'Enrollments of users and organizations, ordered by enrollment date, earliest first.',
    args: {
      filter: t.arg({
        type: EnrollmentFilter,
        required: true,
        description: 'Filter for the enrollments. At least one user or organization is required.',
      }),
      ...enrollmentConditions,
      ...pageArguments,
    },
    pagePrice: searchPagePrice,
    resolve: (_, { filter, ...args }, context, info) =>
      connectSearch(
        { operation: 'SearchEnrollments', parameters: searchParameters(filter), args, context, info },
        filter.organizationIds?.[0],
      ),
  }),
  sectionEnrollments: t.field({
    type: SectionEnrollmentConnection,
    nullable: false,
    calls: ['GetSectionEnrollments'],
    description: 'Section enrollments with all their details, ordered by enrollment date, most recent first.',
    args: {
      filter: t.arg({
        type: SectionEnrollmentFilter,
        required: true,
        description: 'Filter for the enrollments. At least one condition is required.',
      }),
      ...enrollmentConditions,
      ...pageArguments,
    },
    pagePrice: rosterPagePrice,
    resolve: (_, { filter, ...args }, context, info) => {
      const parameters = sectionDetailParameters(filter, context);
      return connectRoster({ operation: 'GetSectionEnrollments', parameters, args, context, info });
    },
  }),
  trainingPlanEnrollments: t.field({
    type: TrainingPlanEnrollmentConnection,
    nullable: false,
    calls: ['GetTrainingPlanEnrollments'],
    description: 'Training plan enrollments with all their details, ordered by enrollment date, most recent first.',
    args: {
      filter: t.arg({
        type: TrainingPlanEnrollmentFilter,
        required: true,
        description: 'Filter for the enrollments. At least one condition is required.',
      }),
      ...planConditions,
      ...pageArguments,
    },
    pagePrice: rosterPagePrice,
    resolve: (_, { filter, ...args }, context, info) => {
      const parameters = trainingPlanDetailParameters(filter, context);
      return connectRoster({ operation: 'GetTrainingPlanEnrollments', parameters, args, context, info });
    },
  }),
  enrollment: t.field({
    type: Enrollment,
    price: searchPrice,
    calls: ['GetSectionEnrollments', 'GetTrainingPlanEnrollments'],
    provides: foundFields,
    feeds: ['enrollments'],
    description: 'The enrollment with this id. Null if it is not found in the organization that the gateway looks in.',
    args: {
      id: t.arg.id({ required: true, validate: idArgument, description: 'Id of the enrollment.' }),
      ...organizationArgument,
    },
    resolve: (_, args, context, info: GraphQLResolveInfo & PositionedInfo) =>
      needsOnlyValues(info)
        ? findByValues(args.id, args.organizationId, context)
        : ahead(context, info, (position) => findEnrollment(args.id, args.organizationId, context, info, position)),
  }),
}));

/** Those that are found need their type, and have no details. */
const entityCost = { price: [searchPrice, ...typenamePrice], provides: foundFields };

asEntity(Enrollment, {
  key: 'id',
  ...entityCost,
  resolveReference: ({ id }, context, info, position) => findEntity(id, context, info, position),
});
asEntity(SectionEnrollment, {
  key: 'id',
  ...entityCost,
  resolveReference: ({ id }, context, info, position) => findEntity(id, context, info, position, 'section'),
});
asEntity(TrainingPlanEnrollment, {
  key: 'id',
  ...entityCost,
  resolveReference: ({ id }, context, info, position) => findEntity(id, context, info, position, 'trainingPlan'),
});

/** An enrollment with its row. Its kind is unknown if a search found it. */
export function enrollmentRef(
  row: FoundEnrollment['row'],
  organizationId: string | undefined,
  kind?: SyllabusKind,
): EnrollmentRef {
  const { enrollmentId: id, userId, syllabusId } = row;
  return { id, userId, syllabusId, kind, organizationId, row };
}

/**
 * The enrollment with this id, or null.
 *
 * @throws InputError if no organization is given and there is no default
 */
export function findEnrollment(
  id: string,
  givenOrganizationId: string | null | undefined,
  context: GraphContext,
  info: GraphQLResolveInfo,
  position?: QueryPosition,
  expectedKind?: SyllabusKind,
): Unconfirmed<EnrollmentRef | null> & { knownLater: Promise<object | null> } {
  const organizationId = organizationToSearch(givenOrganizationId, context);
  const confirmed = context.loaders.enrollments.byId
    .load({ id, organizationId, needsDetails: needsDetails(info), expectedKind }, position)
    .then((found) => found && enrollmentRef(found.row, organizationId, found.kind));
  const found = rowToCome<EnrollmentSearchRow>(['userId', 'syllabusId', 'phase', 'result', 'enrollmentDate']);
  const knownLater = context.loaders.enrollments
    .comesWithDetails({ id, organizationId })
    .then((isWhole) => (isWhole ? partOf<EnrollmentRef>({ id, organizationId, row: rowToCome() }) : null));
  return { known: partOf<EnrollmentRef>({ id, organizationId, row: found }), knownLater, confirmed };
}

/** The section enrollment with this id, which a status names. */
export function findSectionEnrollment(id: string, context: GraphContext): Unconfirmed<EnrollmentRef> {
  const organizationId = organizationToSearch(null, context);
  const confirmed = context.loaders.enrollments.byDetails.load({ id, organizationId }).then((found) => {
    if (found?.kind !== 'section') throw enrollmentNotFound(organizationId);
    return enrollmentRef(found.row, organizationId, found.kind);
  });
  return { known: partOf<EnrollmentRef>({ id, organizationId, kind: 'section' }), confirmed };
}

/** The section of a section enrollment, with its row if that came with the enrollment. */
export function sectionOf(ref: EnrollmentRef): SyllabusRef {
  return sectionIn(ref) ?? { id: ref.syllabusId, kind: 'section' };
}

/** The section in the row of an enrollment. Null if there is none, or if it is not the section of the enrollment. */
function sectionIn({ syllabusId, row }: EnrollmentRef): SyllabusRef | null {
  const section = row?.section;
  return isReadable(section) && section.syllabusId === syllabusId ? sectionRef(section) : null;
}

/** The fields that need none of the details of an enrollment: a search returns their values, or they have their own operations. */
const fieldsWithoutDetails = [
  '__typename',
  'id',
  ...foundFields,
  'section',
  'trainingPlan',
  'customFieldValues',
  'certificate',
  'assignmentStatuses',
  'testAttempts',
  'cmiData',
];

function needsDetails(info: GraphQLResolveInfo): boolean {
  return !selectsOnly(info, fieldsWithoutDetails, ['Enrollment', ...Object.values(typeNames)]);
}

/** True if all custom field values are the only data that has to be read of an enrollment. */
function needsOnlyValues(info: GraphQLResolveInfo): boolean {
  const name = 'customFieldValues';
  return (
    selects(info, [name]) &&
    selectsOnly(info, ['id', name]) &&
    // Values of single keys need a separate call, so reading all of them first would be one call too many.
    !selectsWithArguments(info, name) &&
    !typeMatters(info, 'Enrollment')
  );
}

/**
 * The enrollment with this id, or null, by the operation for its values: it needs no organization, so it finds every
 * enrollment that the caller may see. `check` of a write of unknown outcome relies on it.
 */
async function findByValues(
  id: string,
  organizationId: string | null | undefined,
  { loaders }: GraphContext,
): Promise<EnrollmentRef | null> {
  const ref = { id, userId: '', syllabusId: '', organizationId: organizationId ?? undefined };
  try {
    await loaders.customFields.values.load({ enrollmentId: id });
    return ref;
  } catch (error) {
    const isNotFound = error instanceof LearningApiError && error.failure.kind === 'conflict';
    // The field for the values reports any other failure.
    return isNotFound ? null : ref;
  }
}

/** The enrollment with this id and its kind, or null if there is none of the requested kind. */
function findEntity(
  id: string,
  context: GraphContext,
  info: GraphQLResolveInfo,
  position?: QueryPosition,
  requested?: SyllabusKind,
): Unconfirmed<EnrollmentRef | null> {
  const { known, knownLater, confirmed: found } = findEnrollment(id, null, context, info, position, requested);
  const ofRequestedKind = async (enrollment: EnrollmentRef | null) => {
    if (!enrollment) return null;
    const kind = enrollment.kind ?? (await kindOf(enrollment, context, position).confirmed);
    return requested && kind !== requested ? null : { ...enrollment, kind };
  };
  const withoutKind = found.then(
    (enrollment) => (enrollment && !enrollment.kind ? partOf<EnrollmentRef>({ ...enrollment, kind: requested }) : null),
    () => null,
  );
  return {
    known,
    knownLater: Promise.race([withoutKind, knownLater.then((part) => part ?? withoutKind)]),
    confirmed: found.then(ofRequestedKind),
  };
}

/** The kind of the enrollment. Its confirmation rejects with a NotFoundError if nothing shows the kind. */
function kindOf({ id, syllabusId, organizationId }: EnrollmentRef, context: GraphContext, position?: QueryPosition) {
  const key = { id, syllabusId, organizationId: organizationId ?? context.defaultOrganizationId };
  const { probable, confirmed } = context.loaders.enrollments.kind(key, position);
  const orNotFound = confirmed.then((kind) => {
    if (!kind) throw NotFoundError.of('Syllabus', syllabusId);
    return kind;
  });
  return { probable, confirmed: orNotFound };
}

/**
 * The error for an enrollment that was not found in an organization: it may belong to another. It names no enrollment, so
 * that the errors of a list are merged into one.
 */
export function enrollmentNotFound(organizationId: string): NotFoundError {
  return new NotFoundError(
    `The enrollment was not found in the organization ${organizationId}. Set the organization that it belongs to with \`organizationIds\`, \`organizationId\` or the header \`x-organization-id\`.`,
  );
}

function notFoundWhereSearched({ organizationId }: EnrollmentRef, context: GraphContext): NotFoundError {
  return enrollmentNotFound(organizationToSearch(organizationId, context));
}

export function loadDetails(
  ref: EnrollmentRef,
  context: GraphContext,
  position?: QueryPosition,
): Promise<EnrollmentDetails | null> {
  const { id, userId, syllabusId, kind } = ref;
  const organizationId = organizationToSearch(ref.organizationId, context);
  return context.loaders.enrollments.details.load({ id, userId, syllabusId, kind, organizationId }, position);
}

function syllabusOf(ref: EnrollmentRef, _: object, context: GraphContext): SyllabusRef {
  return sectionIn(ref) ?? syllabusLink(ref.syllabusId, ref.kind, context);
}

/** The status that phase and result make together. */
export function statusOf(phase: string | null, result: string | null) {
  if (phase === 'NotStarted') return 'NOT_STARTED';
  if (phase === 'InProgress' && result === 'NotGraded') return 'IN_PROGRESS';
  if (phase === 'InProgress' && result === 'Passing') return 'PASSING';
  if (phase === 'InProgress' && result === 'Failing') return 'FAILING';
  if (phase === 'Finished' && result === 'Passing') return 'PASSED';
  if (phase === 'Finished' && result === 'Failing') return 'FAILED';
  if (phase === 'Finished' && result === 'NotGraded') return 'FINISHED';
  return null;
}
