import type { AssignmentRow } from '../../loaders/assignments.ts';
import type { QueryPosition } from '../../loaders/batch-scheduler.ts';
import { builder } from '../builder.ts';
import type { GraphContext } from '../context.ts';
import { NotReportedError } from '../errors/errors.ts';
import { asEntity } from '../federation/entities.ts';
import { idArgument } from '../ids.ts';
import { loadedField, ownId, type RowRef, rowFields } from '../row.ts';
import { ahead, partOf, type Unconfirmed } from '../unconfirmed.ts';
import { codeIn, DueDateStrategy, GradingStrategy } from './enums.ts';
import { Section } from './section.ts';
import type { SyllabusRef } from './syllabus.ts';

/** An assignment, and its section if it was reached through one. */
export interface AssignmentRef extends RowRef<AssignmentRow> {
  section?: SyllabusRef | undefined;
}

export const Assignment = builder.objectRef<AssignmentRef>('Assignment');

const row = rowFields<AssignmentRow, AssignmentRef>(
  'Assignment',
  (ref, { loaders: { assignments } }, position) => {
    const sectionId = ref.section?.id;
    if (sectionId && !('id' in ref)) return assignments.request(sectionId);
    return assignments.load({ id: ref.id, sectionId }, position);
  },
  ['assignments'],
);

Assignment.implement({
  lookUpPrice: { each: 1, by: ['syllabus'] },
  lookUpCalls: ['GetAssignments', 'GetAssignment'],
  description: 'An assignment of a section, such as a test.',
  fields: (t) => ({
    id: t.id({ nullable: false, description: 'Id of the assignment.', resolve: ownId }),
    section: t.field({
      type: Section,
      resultIs: 'syllabus',
      description:
        'Section that contains the assignment. It is that of the query: fails with `NOT_REPORTED` if the assignment was reached through neither a section nor an enrollment, since the REST API does not report it.',
      resolve: ({ id, section }) => {
        if (section) return section;
        throw new NotReportedError(
          `The REST API does not report the section of assignment ${id}. Query the assignment through Section.assignments or SectionEnrollment.assignmentStatuses.`,
        );
      },
    }),
    title: t.string({ description: 'Title of the assignment.', resolve: row('title') }),
    pacingDurationHours: t.float({
      description: 'Pacing duration of the assignment, in hours.',
      resolve: row('pacingDurationHours'),
    }),
    weight: t.float({ description: 'Weight of the assignment in the weighted score.', resolve: row('weight') }),
    dueDateDeduction: t.float({
      description:
        'Late penalty: deduction for work submitted after the due date. The REST API does not document the unit.',
      resolve: row('dueDateDeduction'),
    }),
    dueDateStrategy: t.field({
      type: DueDateStrategy,
      description: 'Rule for work submitted after the due date.',
      resolve: row('dueDateStrategy', codeIn('dueDateStrategy')),
    }),
    dueDateStrategyCode: t.int({ description: 'Numeric code of `dueDateStrategy`.', resolve: row('dueDateStrategy') }),
    dueAt: t.field({
      type: 'DateTime',
      description: 'Due date. Null if the assignment has no due date.',
      resolve: row('utcDueDate'),
    }),
    startsAt: t.field({
      type: 'DateTime',
      description: 'When learners can start the assignment. Null if there is no start date.',
      resolve: row('utcStartDate'),
    }),
    lockOutHours: t.float({
      description: 'Lockout period of the assignment, in hours. The REST API does not document its effect.',
      resolve: row('lockOutHours'),
    }),
    updatedAt: t.field({
      type: 'DateTime',
      description: 'When the assignment was last modified.',
      resolve: row('utcDateModified'),
    }),
    addedAt: t.field({
      type: 'DateTime',
      description: 'When the assignment was added to the section.',
      resolve: row('utcDateAdded'),
    }),
    gradingStrategy: t.field({
      type: GradingStrategy,
      description: 'How the assignment is graded.',
      resolve: row('gradingStrategy', codeIn('gradingStrategy')),
    }),
    gradingStrategyCode: t.int({ description: 'Numeric code of `gradingStrategy`.', resolve: row('gradingStrategy') }),
    maxScore: t.float({ description: 'Maximum possible score.', resolve: row('maxScore') }),
    masteryScore: t.float({ description: 'Minimum score to pass.', resolve: row('masteryScore') }),
    displayOrder: t.int({
      description: 'Position in the list of assignments, lowest first.',
      resolve: row('displayOrder'),
    }),
    type: t.string({
      description: 'Type of the assignment, as named by the REST API.',
      resolve: row('assignmentType'),
    }),
    attemptLimit: t.int({
      description: 'Maximum number of attempts. Null if the REST API does not report a limit.',
      resolve: row('attemptLimit'),
    }),
    instructions: t.string({
      price: { each: 1 },
      calls: ['GetAssignmentInstructions'],
      description: 'Instructions for learners, as an unrendered VTL template. Null if there are none.',
      resolve: loadedField(
        'Assignment',
        ({ id }, { loaders }) => loaders.assignmentInstructions.load(id),
        ({ assignmentInstructions }) => assignmentInstructions,
      ),
    }),
  }),
});

export const AssignmentConnection = builder.connectionObject(
  {
    type: Assignment,
    name: 'AssignmentConnection',
    provides: 'all',
    feedsLater: ['assignments'],
    description: 'A page of assignments.',
  },
  { description: 'An assignment with its cursor.' },
);

builder.queryField('assignment', (t) =>
  t.field({
    type: Assignment,
    price: { each: 1 },
    provides: 'all',
    feeds: ['assignments'],
    calls: ['GetAssignments', 'GetAssignment'],
    description: 'The assignment with this id. Null if it is not found.',
    args: { id: t.arg.id({ required: true, validate: idArgument, description: 'Id of the assignment.' }) },
    resolve: (_, args, context, info) => ahead(context, info, (position) => findAssignment(args.id, context, position)),
  }),
);

asEntity(Assignment, {
  key: 'id',
  price: { each: 1 },
  resolveReference: ({ id }, context, _, position) => findAssignment(id, context, position),
});

function findAssignment(
  id: string,
  { loaders }: GraphContext,
  position?: QueryPosition,
): Unconfirmed<AssignmentRef | null> {
  const known: AssignmentRef = { id };
  const confirmed = loaders.assignments
    .load({ id }, position)
    .then((assignment) => assignment && assignmentRef(assignment));
  return { known, confirmed };
}

/** An assignment of a section, if it is not known which one. */
export function assignmentIn(section: SyllabusRef): AssignmentRef {
  return partOf<AssignmentRef>({ section, row: undefined });
}

/** A reference to an assignment with its complete row. */
export function assignmentRef(row: AssignmentRow, section?: SyllabusRef): AssignmentRef {
  return { id: row.assignmentId, section, row };
}
