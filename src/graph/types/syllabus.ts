import type { GraphQLResolveInfo } from 'graphql';
import { dependsOnType } from '../../execution/type-dependent.ts';
import type { QueryPosition } from '../../loaders/batch-scheduler.ts';
import type { SectionRow, SyllabusKind, TrainingPlanRow } from '../../loaders/syllabi.ts';
import { builder } from '../builder.ts';
import { pageArguments } from '../connection.ts';
import type { GraphContext } from '../context.ts';
import { NotFoundError } from '../errors/errors.ts';
import { asEntity } from '../federation/entities.ts';
import { idArgument } from '../ids.ts';
import { sectionsPrice, someTrainingPlansPrice, trainingPlansPrice } from '../prices.ts';
import { ownId, type PositionedInfo, type RowRef, rowFields } from '../row.ts';
import { typeMatters } from '../selection.ts';
import { ahead, aheadAsType, partOf, type Unconfirmed } from '../unconfirmed.ts';
import { rosterArguments } from './arguments.ts';
import { RosterConnection } from './enrollment.ts';
import { planConditions, rosterPagePrice } from './enrollment-conditions.ts';

/** A section or a training plan. */
export interface SyllabusRef extends RowRef<SectionRow & TrainingPlanRow> {
  kind?: SyllabusKind | undefined;
}

export const Syllabus = builder.interfaceRef<SyllabusRef>('Syllabus');

const row = rowFields<SectionRow | TrainingPlanRow, SyllabusRef>('Syllabus', loadSyllabus, ['sections']);

Syllabus.implement({
  lookUpPrice: [sectionsPrice, someTrainingPlansPrice],
  typenamePrice: [sectionsPrice, someTrainingPlansPrice],
  feeds: ['sections'],
  description: 'A section or a training plan that learners can enroll in.',
  resolveType: (ref, context, info: GraphQLResolveInfo & PositionedInfo) => {
    const { loaders } = context;
    if (ref.kind) return typeNames[ref.kind];
    if (!typeMatters(info, 'Syllabus')) return 'Section';
    const section = loaders.syllabi.cachedSection(ref.id);
    if (section) {
      ref.kind = 'section';
      ref.row ??= section;
      return typeNames.section;
    }
    const { probable, confirmed } = loaders.syllabi.kind(ref.id, info.position);
    const orNotFound = confirmed.then((kind) => {
      if (!kind) throw NotFoundError.of('Syllabus', ref.id);
      return kind;
    });
    return aheadAsType(ref, typeNames, context, info, { probable, confirmed: orNotFound });
  },
  fields: (t) => ({
    id: t.id({ nullable: false, description: 'Id of the syllabus.', resolve: ownId }),
    title: t.string({ description: 'Title of the syllabus.', resolve: row('title') }),
    uniqueName: t.string({
      description: 'Unique name of the syllabus. Null if it has none.',
      resolve: row('uniqueName'),
    }),
    createdAt: t.field({
      type: 'DateTime',
      description: 'When the syllabus was created.',
      resolve: row('utcDateCreated'),
    }),
    updatedAt: t.field({
      type: 'DateTime',
      description: 'When the syllabus was last modified.',
      resolve: row('utcDateLastModified'),
    }),
    isHidden: t.boolean({ description: 'True if the syllabus is hidden.', resolve: row('hidden') }),
    disablesCertificatesForStudent: t.boolean({
      description:
        'True if certificates are disabled for students (learners). The REST API does not document the effect.',
      resolve: row('disableCertificatesForStudent'),
    }),
    allowsDrops: t.boolean({ description: 'True if enrollments can be dropped.', resolve: row('allowDrops') }),
    autoEnrollsNewMembers: t.boolean({
      description: 'True if new members are enrolled automatically.',
      resolve: row('autoEnrollNewMembers'),
    }),
    endsAfterPeriodFromEnrollmentStart: t.boolean({
      description:
        'True if an enrollment ends a fixed time after it starts instead of on a fixed date. See `enrollmentDuration`.',
      resolve: row('endAfterPeriodFromEnrollmentStart'),
    }),
    enrollmentDuration: t.float({
      description: 'Duration of an enrollment. The REST API does not document the unit.',
      resolve: row('enrollmentDuration'),
    }),
    enrollmentStartsAt: t.field({
      type: 'DateTime',
      description: 'When enrollment opens. Null if there is no date.',
      resolve: row('enrollmentStart'),
    }),
    enrollmentEndsAt: t.field({
      type: 'DateTime',
      description: 'When enrollment closes. Null if there is no date.',
      resolve: row('enrollmentEnd'),
    }),
    finalDropAt: t.field({
      type: 'DateTime',
      description: 'Last date to drop an enrollment. Null if there is no date.',
      resolve: row('finalDropDate'),
    }),
    trainingStartsAt: t.field({
      type: 'DateTime',
      description: 'When the training starts. Null if there is no date.',
      resolve: row('trainingStart'),
    }),
    trainingEndsAt: t.field({
      type: 'DateTime',
      description: 'When the training ends. Null if there is no date.',
      resolve: row('trainingEnd'),
    }),
    disablesManualEnrollment: t.boolean({
      description: 'True if manual enrollment is disabled.',
      resolve: row('disableManualEnrollment'),
    }),
    creditHours: t.float({ description: 'Number of credit hours of the syllabus.', resolve: row('creditHours') }),
    description: t.string({
      extensions: dependsOnType,
      description: 'Description of the section or training plan. Null if there is none.',
    }),
    enrollments: t.field({
      type: RosterConnection,
      nullable: false,
      groups: { syllabus: 'object' },
      extensions: dependsOnType,
      calls: ['GetSectionEnrollments', 'GetTrainingPlanEnrollments'],
      description:
        'Roster: enrollments in the section or training plan, ordered by enrollment date, most recent first.',
      args: { ...rosterArguments, ...planConditions, ...pageArguments },
      pagePrice: rosterPagePrice,
    }),
  }),
});

builder.queryField('syllabus', (t) =>
  t.field({
    type: Syllabus,
    price: [sectionsPrice, trainingPlansPrice],
    provides: 'all',
    feeds: ['sections'],
    description: 'The section or training plan with this id. Null if neither exists.',
    args: { id: t.arg.id({ required: true, validate: idArgument, description: 'Id of the syllabus.' }) },
    resolve: (_, args, context, info) => ahead(context, info, (position) => findSyllabus(args.id, context, position)),
  }),
);

asEntity(Syllabus, {
  key: 'id',
  price: [sectionsPrice, trainingPlansPrice],
  resolveReference: ({ id }, context, _, position) => findSyllabus(id, context, position),
});

/** A link to a syllabus by id and kind. Equal links of a request share one object, so that its row is loaded once. */
export function syllabusLink(id: string, kind: SyllabusKind | undefined, { links }: GraphContext): SyllabusRef {
  const name = kind ? `${kind} ${id}` : id;
  const existing = links.get(name);
  if (existing) return existing;
  const ref: SyllabusRef = { id, kind };
  links.set(name, ref);
  return ref;
}

/** The section or training plan with this id, or null. */
function findSyllabus(
  id: string,
  { loaders: { syllabi } }: GraphContext,
  position?: QueryPosition,
): Unconfirmed<SyllabusRef | null> {
  const confirmed = syllabi.find(id, position).then((found) => found && { id, ...found });
  const probable = syllabi.probableKind(id, position);
  if (typeof probable === 'string') return { known: partOf<SyllabusRef>({ id, kind: probable }), confirmed };
  const knownLater = probable.then((kind) => kind && partOf<SyllabusRef>({ id, kind }));
  return { known: partOf<SyllabusRef>({ id }), knownLater, confirmed };
}

const typeNames = { section: 'Section', trainingPlan: 'TrainingPlan' } as const;

async function loadSyllabus(ref: SyllabusRef, { loaders: { syllabi } }: GraphContext, position?: QueryPosition) {
  if (ref.kind === 'trainingPlan') return syllabi.trainingPlans.load(ref.id);
  if (ref.kind === 'section') return syllabi.sections.load(ref.id, position);
  return (await syllabi.find(ref.id, position))?.row ?? null;
}
