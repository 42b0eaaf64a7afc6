import type { AssignmentRow } from '../../loaders/assignments.ts';
import { builder } from '../builder.ts';
import { asEntity } from '../federation/entities.ts';
import { id } from '../ids.ts';
import { link, ownId, ownOperation, type RowRef, rowFields } from '../row.ts';
import { codeIn, DueDateStrategy, GradingStrategy } from './enums.ts';
import { Section } from './section.ts';

/** An assignment, and its section where the path came through one. */
export interface AssignmentRef extends RowRef<AssignmentRow> {
  sectionId?: string | undefined;
}

export const Assignment = builder.objectRef<AssignmentRef>('Assignment');

const row = rowFields<AssignmentRow, AssignmentRef>('Assignment', (ref, { loaders }, place) =>
  loaders.assignments.load(ref, place),
);

Assignment.implement({
  description: 'A piece of work in a section: a test, a reading, something to hand in.',
  fields: (t) => ({
    id: t.id({ nullable: false, description: 'The id of the assignment.', resolve: ownId }),
    section: t.field({
      type: Section,
      description:
        'The section it belongs to. Null where the path did not come through a section: the REST API does not tell.',
      resolve: ({ sectionId }) => link(sectionId ?? null),
    }),
    title: t.string({ description: 'The title that learners see.', resolve: row('title') }),
    pacingDurationHours: t.float({
      description: 'The hours that learners are meant to take for it.',
      resolve: row('pacingDurationHours'),
    }),
    weight: t.float({ description: 'How much it counts in the grade of the section.', resolve: row('weight') }),
    dueDateDeduction: t.float({
      description:
        'What is taken off the score of work that is handed in after its due date. The REST API does not publish the unit.',
      resolve: row('dueDateDeduction'),
    }),
    dueDateStrategy: t.field({
      type: DueDateStrategy,
      description: 'What happens when it is handed in after its due date.',
      resolve: row('dueDateStrategy', codeIn('dueDateStrategy')),
    }),
    dueDateStrategyCode: t.int({ description: 'The number of `dueDateStrategy`.', resolve: row('dueDateStrategy') }),
    dueAt: t.field({
      type: 'DateTime',
      description: 'The due date. Null when it has none.',
      resolve: row('utcDueDate'),
    }),
    startsAt: t.field({
      type: 'DateTime',
      description: 'From when on it can be worked on.',
      resolve: row('utcStartDate'),
    }),
    lockOutHours: t.float({
      description: 'The hours that a learner has to wait before the next attempt.',
      resolve: row('lockOutHours'),
    }),
    updatedAt: t.field({ type: 'DateTime', description: 'When it was last changed.', resolve: row('utcDateModified') }),
    addedAt: t.field({
      type: 'DateTime',
      description: 'When it was added to its section.',
      resolve: row('utcDateAdded'),
    }),
    gradingStrategy: t.field({
      type: GradingStrategy,
      description: 'How it gets its grade.',
      resolve: row('gradingStrategy', codeIn('gradingStrategy')),
    }),
    gradingStrategyCode: t.int({ description: 'The number of `gradingStrategy`.', resolve: row('gradingStrategy') }),
    maxScore: t.float({ description: 'The highest score that can be reached.', resolve: row('maxScore') }),
    masteryScore: t.float({ description: 'The score from which on it is passed.', resolve: row('masteryScore') }),
    displayOrder: t.int({ description: 'Its place in the list of assignments.', resolve: row('displayOrder') }),
    type: t.string({
      description: 'What kind of assignment it is, in the words of the REST API.',
      resolve: row('assignmentType'),
    }),
    attemptLimit: t.int({ description: 'How many attempts a learner has.', resolve: row('attemptLimit') }),
    instructions: t.string({
      description: 'What learners are told to do: the raw VTL template, not what it renders to.',
      resolve: ownOperation(
        ({ id }, { loaders }) => loaders.assignmentInstructions.load(id),
        ({ assignmentInstructions }) => assignmentInstructions,
      ),
    }),
  }),
});

export const AssignmentConnection = builder.connectionObject(
  { type: Assignment, name: 'AssignmentConnection', description: 'A page of assignments.' },
  { description: 'An assignment in a page.' },
);

builder.queryField('assignment', (t) =>
  t.field({
    type: Assignment,
    description: 'An assignment by its id; null when there is none.',
    args: { id: t.arg.id({ required: true, validate: id, description: 'The id of the assignment.' }) },
    resolve: async (_, args, { loaders }) => {
      const assignment = await loaders.assignments.load({ id: args.id });
      return assignment && assignmentRef(assignment);
    },
  }),
);

asEntity(Assignment, {
  key: 'id',
  resolveReference: async ({ id }, { loaders }) => {
    const assignment = await loaders.assignments.load({ id });
    return assignment && assignmentRef(assignment);
  },
});

/** An assignment of which everything is known that its operation tells. */
export function assignmentRef(row: AssignmentRow, sectionId?: string): AssignmentRef {
  return { id: row.assignmentId, sectionId, row };
}
