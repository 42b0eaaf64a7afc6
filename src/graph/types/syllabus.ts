import type { GraphQLResolveInfo } from 'graphql';
import type { Place } from '../../loaders/batch-gate.ts';
import type { SectionRow, SyllabusKind, TrainingPlanRow } from '../../loaders/syllabi.ts';
import { builder } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import { id } from '../ids.ts';
import { ownId, type PlacedInfo, type RowRef, rowFields } from '../row.ts';
import { selects, typeMatters } from '../selection.ts';

/** A section or a training plan. */
export interface SyllabusRef extends RowRef<SectionRow & TrainingPlanRow> {
  kind?: SyllabusKind | undefined;
}

export const Syllabus = builder.interfaceRef<SyllabusRef>('Syllabus');

/** Fields that sections alone have, and that have calls of their own, which need not wait for the section. */
const sectionCalls = ['assignments', 'studentSessions', 'objectives'];

const row = rowFields<SectionRow | TrainingPlanRow, SyllabusRef>('Syllabus', loadSyllabus);

Syllabus.implement({
  description: 'Something a learner can be enrolled in: a section or a training plan.',
  resolveType: (ref, { loaders }, info: GraphQLResolveInfo & PlacedInfo) => {
    if (ref.kind) return typeNames[ref.kind];
    if (!typeMatters(info, 'Syllabus')) return 'Section';
    const section = loaders.syllabi.keptSection(ref.id);
    if (section) {
      ref.kind = 'section';
      ref.row ??= section;
      return typeNames.section;
    }
    if (selects(info, sectionCalls) && loaders.syllabi.wasSection(ref.id, info.place)) return 'Section';
    return loaders.syllabi.kind(ref.id, info.place).then((kind) => typeNames[kind]);
  },
  fields: (t) => ({
    id: t.id({ nullable: false, description: 'The id of the syllabus.', resolve: ownId }),
    title: t.string({ description: 'The title that learners see.', resolve: row('title') }),
    uniqueName: t.string({ description: 'The name that no other syllabus has.', resolve: row('uniqueName') }),
    createdAt: t.field({ type: 'DateTime', description: 'When it was created.', resolve: row('utcDateCreated') }),
    updatedAt: t.field({
      type: 'DateTime',
      description: 'When it was last changed.',
      resolve: row('utcDateLastModified'),
    }),
    isHidden: t.boolean({ description: 'Whether it is hidden from learners.', resolve: row('hidden') }),
    disablesCertificatesForStudent: t.boolean({
      description: 'Whether learners cannot get its certificate themselves.',
      resolve: row('disableCertificatesForStudent'),
    }),
    allowsDrops: t.boolean({ description: 'Whether learners may drop it.', resolve: row('allowDrops') }),
    autoEnrollsNewMembers: t.boolean({
      description: 'Whether new members of its organization are enrolled at once.',
      resolve: row('autoEnrollNewMembers'),
    }),
    endsAfterPeriodFromEnrollmentStart: t.boolean({
      description:
        'Whether an enrollment ends a set time after it started (see `enrollmentDuration`), not on a set day.',
      resolve: row('endAfterPeriodFromEnrollmentStart'),
    }),
    enrollmentDuration: t.float({
      description: 'How long an enrollment lasts. The REST API does not publish the unit.',
      resolve: row('enrollmentDuration'),
    }),
    enrollmentStartsAt: t.field({
      type: 'DateTime',
      description: 'From when on learners can enroll.',
      resolve: row('enrollmentStart'),
    }),
    enrollmentEndsAt: t.field({
      type: 'DateTime',
      description: 'Until when learners can enroll.',
      resolve: row('enrollmentEnd'),
    }),
    finalDropAt: t.field({
      type: 'DateTime',
      description: 'Until when learners can drop it.',
      resolve: row('finalDropDate'),
    }),
    trainingStartsAt: t.field({
      type: 'DateTime',
      description: 'When the training begins.',
      resolve: row('trainingStart'),
    }),
    trainingEndsAt: t.field({ type: 'DateTime', description: 'When the training ends.', resolve: row('trainingEnd') }),
    disablesManualEnrollment: t.boolean({
      description: 'Whether nobody can be enrolled by hand.',
      resolve: row('disableManualEnrollment'),
    }),
    creditHours: t.float({ description: 'The credit hours that it is worth.', resolve: row('creditHours') }),
  }),
});

builder.queryField('syllabus', (t) =>
  t.field({
    type: Syllabus,
    description: 'A section or a training plan by its id; null when there is neither.',
    args: { id: t.arg.id({ required: true, validate: id, description: 'The id of the syllabus.' }) },
    resolve: (_, args, context) => findSyllabus(args.id, context),
  }),
);

/** A link to a syllabus of which no more is known; the same one each time, so that what is asked of it is found once. */
export function syllabusLink(id: string, kind: SyllabusKind | undefined, { links }: GraphContext): SyllabusRef {
  const name = kind ? `${kind} ${id}` : id;
  const known = links.get(name);
  if (known) return known;
  const ref: SyllabusRef = { id, kind };
  links.set(name, ref);
  return ref;
}

/** The section or training plan with this id, or null. */
export async function findSyllabus(syllabusId: string, { loaders }: GraphContext): Promise<SyllabusRef | null> {
  const section = await loaders.syllabi.sections.load(syllabusId);
  if (section) return { id: syllabusId, kind: 'section', row: section };
  const trainingPlan = await loaders.syllabi.trainingPlans.load(syllabusId);
  return trainingPlan && { id: syllabusId, kind: 'trainingPlan', row: trainingPlan };
}

const typeNames = { section: 'Section', trainingPlan: 'TrainingPlan' } as const;

async function loadSyllabus(ref: SyllabusRef, { loaders: { syllabi } }: GraphContext, place?: Place) {
  if (ref.kind === 'trainingPlan') return syllabi.trainingPlans.load(ref.id);
  const section = await syllabi.sections.load(ref.id, place);
  return section || ref.kind === 'section' ? section : syllabi.trainingPlans.load(ref.id);
}
