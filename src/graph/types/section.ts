import type { QueryPosition } from '../../loaders/batch-scheduler.ts';
import type { SectionRow } from '../../loaders/syllabi.ts';
import { builder } from '../builder.ts';
import { pageArguments, pageOf } from '../connection.ts';
import type { GraphContext } from '../context.ts';
import { asEntity } from '../federation/entities.ts';
import { idArgument, itemId, itemIdsArgument } from '../ids.ts';
import { sectionsPrice } from '../prices.ts';
import { itemErrors, loadedField, type PositionedInfo, rowFields } from '../row.ts';
import { ahead, type Unconfirmed } from '../unconfirmed.ts';
import { rosterArguments, rosterParameters } from './arguments.ts';
import { AssignmentConnection, assignmentRef } from './assignment.ts';
import { SectionEnrollmentConnection } from './enrollment.ts';
import { connectRoster, enrollmentConditions, rosterPagePrice } from './enrollment-conditions.ts';
import { rosterSummary, rosterSummaryField } from './enrollment-summary.ts';
import { StudentSessionConnection, sessionArguments, studentSessions } from './student-session.ts';
import { Syllabus, type SyllabusRef } from './syllabus.ts';

export const Section = builder.objectRef<SyllabusRef>('Section');

const row = rowFields<SectionRow, SyllabusRef>(
  'Section',
  ({ id }, { loaders }, position) => loaders.syllabi.sections.load(id, position),
  ['sections'],
);

Section.implement({
  lookUpPrice: sectionsPrice,
  interfaces: [Syllabus],
  description: 'A section that learners can enroll in, with its assignments and its roster.',
  fields: (t) => ({
    number: t.string({ description: 'Section number.', resolve: row('sectionNumber') }),
    ceus: t.string({
      description: 'Continuing education units (CEUs), as text such as ".2 CEUs".',
      resolve: row('sectionCeus'),
    }),
    duration: t.string({
      description: 'Duration of the section, as text such as "2 hours".',
      resolve: row('sectionDuration'),
    }),
    description: t.string({
      price: { each: 1 },
      calls: ['GetSectionDescription'],
      description: 'Description of the section. Null if there is none.',
      resolve: loadedField(
        'Section',
        ({ id }, { loaders }) => loaders.sectionDescriptions.load(id),
        ({ description }) => description,
      ),
    }),
    objectives: t.string({
      price: { each: 1 },
      calls: ['GetSectionObjectives'],
      description: 'Learning objectives of the section. Null if there are none.',
      resolve: loadedField(
        'Section',
        ({ id }, { loaders }) => loaders.sectionObjectives.load(id),
        ({ objectives }) => objectives,
      ),
    }),
    assignments: t.field({
      type: AssignmentConnection,
      nullable: false,
      groups: { syllabus: 'object' },
      calls: ['GetAssignments'],
      description: 'Assignments of the section, ordered by display order, then by the date when they were added.',
      args: pageArguments,
      resolve: pageOf({
        operation: 'GetAssignments',
        parameters: ({ id }: SyllabusRef) => ({ sectionId: id }),
        toNode: (ref) => {
          const section: SyllabusRef = { ...ref, kind: 'section' };
          return (item) => assignmentRef(item, section);
        },
      }),
    }),
    enrollmentSummary: t.field({
      ...rosterSummaryField,
      calls: ['GetSectionEnrollments'],
      description: 'How many enrollments there are in the section, by phase, status and dates.',
      resolve: (ref, args, context, info: PositionedInfo) =>
        rosterSummary('GetSectionEnrollments', ref, args, context, info.position),
    }),
    enrollments: t.field({
      type: SectionEnrollmentConnection,
      nullable: false,
      groups: { syllabus: 'object' },
      calls: ['GetSectionEnrollments'],
      description: 'Roster: enrollments in the section, ordered by enrollment date, most recent first.',
      args: {
        ...rosterArguments,
        ...enrollmentConditions,
        ...pageArguments,
      },
      pagePrice: rosterPagePrice,
      resolve: (ref, args, context, info) => {
        const parameters = rosterParameters(ref, args, context);
        return connectRoster({ operation: 'GetSectionEnrollments', parameters, args, context, info });
      },
    }),
  }),
});

builder.objectField(Section, 'studentSessions', (t) =>
  t.field({
    type: StudentSessionConnection,
    nullable: false,
    calls: ['GetStudentSessions'],
    description: 'Sessions of a learner in the assignments of the section.',
    args: {
      userId: t.arg.id({ required: true, validate: idArgument, description: 'Id of the learner.' }),
      ...sessionArguments,
      ...pageArguments,
    },
    resolve: (ref, args, context, info) => studentSessions(args.userId, ref.id, args, context, info),
  }),
);

builder.queryFields((t) => ({
  section: t.field({
    type: Section,
    price: sectionsPrice,
    provides: 'all',
    feeds: ['sections'],
    description: 'The section with this id. Null if it is not found.',
    args: { id: t.arg.id({ required: true, validate: idArgument, description: 'Id of the section.' }) },
    resolve: (_, args, context, info) => ahead(context, info, (position) => findSection(args.id, context, position)),
  }),
  sections: t.field({
    type: [Section],
    price: sectionsPrice,
    multiplier: ({ ids }) => ids.length,
    provides: 'all',
    feeds: ['sections'],
    nullable: { list: false, items: true },
    description:
      'Sections with these ids, in the order of `ids`. Null for each id that is not found. An invalid id is null with an error.',
    args: {
      ids: t.arg.idList({
        required: true,
        validate: itemIdsArgument,
        description: 'Ids of the sections, at most 1000.',
      }),
    },
    resolve: (_, args, context, info) =>
      args.ids.map((text, index) => {
        const id = itemId(text, 'ids', index);
        if (id instanceof Error) return itemErrors<never>(id);
        return ahead(context, info, (position) => findSection(id, context, position));
      }),
  }),
  sectionByProduct: t.field({
    type: Section,
    price: { each: 1 },
    provides: 'all',
    calls: ['GetSection'],
    description: 'The section that a product in a catalog represents. Null if it is not found.',
    args: {
      productId: t.arg.id({
        required: true,
        validate: idArgument,
        description: 'Product id from a catalog. See `CatalogSyllabusEdge.productId`.',
      }),
    },
    resolve: (_, args, { loaders }) => loaders.syllabi.sectionsByProduct.load(args.productId).then(sectionOrNull),
  }),
}));

asEntity(Section, {
  key: 'id',
  price: sectionsPrice,
  resolveReference: ({ id }, context, _, position) => findSection(id, context, position),
});

/** A reference to a section with its complete row. */
export function sectionRef(section: SectionRow): SyllabusRef {
  return { id: section.syllabusId, kind: 'section', row: section };
}

/** A link to a section. Null without an id. */
export function sectionLink(id: string | null): SyllabusRef | null {
  return id === null ? null : { id, kind: 'section' };
}

function findSection(id: string, { loaders }: GraphContext, position?: QueryPosition): Unconfirmed<SyllabusRef | null> {
  const known: SyllabusRef = { id, kind: 'section' };
  return { known, confirmed: loaders.syllabi.sections.load(id, position).then(sectionOrNull) };
}

function sectionOrNull(section: SectionRow | null): SyllabusRef | null {
  return section && sectionRef(section);
}
