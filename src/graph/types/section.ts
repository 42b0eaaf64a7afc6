import type { SectionRow } from '../../loaders/syllabi.ts';
import { builder } from '../builder.ts';
import { connect, pageArguments, pageOf } from '../connection.ts';
import { asEntity } from '../federation/entities.ts';
import { id, ids, organizationToAskIn } from '../ids.ts';
import { ownOperation, rowFields } from '../row.ts';
import { organizationArgument, rosterArguments } from './arguments.ts';
import { AssignmentConnection, assignmentRef } from './assignment.ts';
import { SectionEnrollmentConnection, sectionEnrollmentRef } from './enrollment.ts';
import { StudentSessionConnection, sessionArguments, studentSessions } from './student-session.ts';
import { Syllabus, type SyllabusRef } from './syllabus.ts';

export const Section = builder.objectRef<SyllabusRef>('Section');

const row = rowFields<SectionRow, SyllabusRef>('Section', ({ id }, { loaders }, place) =>
  loaders.syllabi.sections.load(id, place),
);

Section.implement({
  interfaces: [Syllabus],
  description: 'A course that learners are enrolled in, with its assignments and its roster.',
  fields: (t) => ({
    number: t.string({ description: 'The section number.', resolve: row('sectionNumber') }),
    ceus: t.string({ description: 'Its continuing education units, as text: ".2 CEUs".', resolve: row('sectionCeus') }),
    duration: t.string({ description: 'How long it takes, as text: "2 hours".', resolve: row('sectionDuration') }),
    description: t.string({
      description: 'What the section is about, as the administrators wrote it.',
      resolve: ownOperation(
        ({ id }, { loaders }) => loaders.sectionDescriptions.load(id),
        ({ description }) => description,
      ),
    }),
    objectives: t.string({
      description: 'What learners will be able to do afterwards, as the administrators wrote it.',
      resolve: ownOperation(
        ({ id }, { loaders }) => loaders.sectionObjectives.load(id),
        ({ objectives }) => objectives,
      ),
    }),
    assignments: t.field({
      type: AssignmentConnection,
      nullable: false,
      description: 'Its assignments in the order in which learners see them.',
      args: pageArguments,
      ...pageOf({
        operation: 'GetAssignments',
        parameters: ({ id }: SyllabusRef) => ({ sectionId: id }),
        toNode: (ref) => (item) => assignmentRef(item, ref.id),
      }),
    }),
    enrollments: t.field({
      type: SectionEnrollmentConnection,
      nullable: false,
      description: 'Its roster: the enrollments in it, the most recent first.',
      args: {
        ...organizationArgument,
        ...rosterArguments,
        ...pageArguments,
      },
      resolve: (ref, args, context, info) => {
        const organizationId = organizationToAskIn(args.organizationId, context);
        const parameters = { orgId: organizationId, syllabusId: ref.id, userId: args.userId ?? undefined };
        return connect({ operation: 'GetSectionEnrollments', parameters, args, context, info }, (item) =>
          sectionEnrollmentRef(item, organizationId),
        );
      },
    }),
  }),
});

builder.objectField(Section, 'studentSessions', (t) =>
  t.field({
    type: StudentSessionConnection,
    nullable: false,
    description: 'The sessions that a learner spent in its assignments.',
    args: {
      userId: t.arg.id({ required: true, validate: id, description: 'The learner.' }),
      ...sessionArguments,
      ...pageArguments,
    },
    resolve: (ref, args, context, info) => studentSessions(args.userId, ref.id, args, context, info),
  }),
);

builder.queryFields((t) => ({
  section: t.field({
    type: Section,
    description: 'A section by its id; null when there is none.',
    args: { id: t.arg.id({ required: true, validate: id, description: 'The id of the section.' }) },
    resolve: (_, args, { loaders }) => loaders.syllabi.sections.load(args.id).then(sectionOrNull),
  }),
  sections: t.field({
    type: [Section],
    nullable: { list: false, items: true },
    description: 'Sections by their ids, in the order of the ids; null for each that there is not.',
    args: {
      ids: t.arg.idList({ required: true, validate: ids, description: 'The ids of the sections, at most 1000.' }),
    },
    resolve: (_, args, { loaders }) =>
      args.ids.map((sectionId) => loaders.syllabi.sections.load(sectionId).then(sectionOrNull)),
  }),
  sectionByProduct: t.field({
    type: Section,
    description: 'The section that a product of a catalog stands for; null when there is none.',
    args: {
      productId: t.arg.id({ required: true, validate: id, description: 'The id of the product in its catalog.' }),
    },
    resolve: (_, args, { loaders }) => loaders.syllabi.sectionsByProduct.load(args.productId).then(sectionOrNull),
  }),
}));

asEntity(Section, {
  key: 'id',
  resolveReference: ({ id }, { loaders }) => loaders.syllabi.sections.load(id).then(sectionOrNull),
});

/** A section of which everything is known that its operation tells. */
export function sectionRef(section: SectionRow): SyllabusRef {
  return { id: section.syllabusId, kind: 'section', row: section };
}

function sectionOrNull(section: SectionRow | null): SyllabusRef | null {
  return section && sectionRef(section);
}
