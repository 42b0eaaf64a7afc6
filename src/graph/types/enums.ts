import type { CodeName, CodeTable } from '../../learning-api/contract/codes.ts';
import { builder } from '../builder.ts';
import type { GraphContext } from '../context.ts';

const unknown = {
  description: 'A number whose meaning is not known here; it stands in the field of the same name that ends in `Code`.',
};

export const EnrollmentPhase = builder.enumType('EnrollmentPhase', {
  description: 'How far a learner has come with an enrollment or an assignment.',
  values: {
    NOT_STARTED: { value: 'NotStarted', description: 'Nothing has been opened yet.' },
    IN_PROGRESS: { value: 'InProgress', description: 'Begun and not finished.' },
    FINISHED: { value: 'Finished', description: 'Finished, passed or not.' },
    UNKNOWN: unknown,
  } as const,
});

export const EnrollmentResult = builder.enumType('EnrollmentResult', {
  description: 'How a learner is doing in an enrollment or an assignment.',
  values: {
    NOT_GRADED: { value: 'NotGraded', description: 'No grade yet.' },
    PASSING: { value: 'Passing', description: 'The grade is enough to pass.' },
    FAILING: { value: 'Failing', description: 'The grade is not enough to pass.' },
    UNKNOWN: unknown,
  } as const,
});

export const EnrollmentStatus = builder.enumType('EnrollmentStatus', {
  description: 'Where an enrollment stands, as NexPort Campus shows it to people: phase and result in one word.',
  values: {
    NOT_STARTED: { description: 'Enrolled, and nothing has been opened yet.' },
    IN_PROGRESS: { description: 'Begun, without a grade so far.' },
    PASSING: { description: 'Begun, and passing so far.' },
    FAILING: { description: 'Begun, and failing so far.' },
    PASSED: { description: 'Finished and passed.' },
    FAILED: { description: 'Finished and failed.' },
  } as const,
});

export const PublishingModel = builder.enumType('PublishingModel', {
  description: 'Who a catalog is offered to.',
  values: {
    AVAILABLE_TO_MEMBERS: { value: 'AvailableToMembers', description: 'Members of the organization can use it.' },
    FOR_SALE_IN_MARKETPLACE: {
      value: 'ForSaleInMarketPlace',
      description: 'Anyone can buy from it in the marketplace.',
    },
    HIDDEN: { value: 'Hidden', description: 'Hidden from learners.' },
    UNKNOWN: unknown,
  } as const,
});

export const PricingModel = builder.enumType('PricingModel', {
  description: 'What a catalog charges for.',
  values: {
    NONE: { value: 'None', description: 'Nothing is charged.' },
    CHARGE_PER_HOUR: { value: 'ChargePerHour', description: 'Charged by the hour.' },
    CHARGE_PER_ITEM: { value: 'ChargePerItem', description: 'Charged by the item.' },
    UNKNOWN: unknown,
  } as const,
});

export const SyllabusType = builder.enumType('SyllabusType', {
  description: 'The two kinds of syllabus.',
  values: {
    SECTION: { value: 'Section', description: 'A course that learners are enrolled in.' },
    TRAINING_PLAN: {
      value: 'TrainingPlan',
      description: 'A plan of requirements that learners are enrolled in as a whole.',
    },
    UNKNOWN: unknown,
  } as const,
});

export const CustomEnrollmentFieldType = builder.enumType('CustomEnrollmentFieldType', {
  description: 'What kind of value a custom enrollment field holds.',
  values: {
    TEXT: { value: 'Text', description: 'Text of any kind.' },
    DATE_TIME: { value: 'DateTime', description: 'A date with a time, in UTC.' },
    BOOLEAN: { value: 'Boolean', description: 'Yes or no.' },
    NUMERIC: { value: 'Numeric', description: 'A number.' },
    EMAIL: { value: 'Email', description: 'An e-mail address.' },
    SELECT_DROP_DOWN: { value: 'SelectDropDown', description: 'One of a list of choices.' },
    DATE_ONLY: { value: 'DateOnly', description: 'A date without a time.' },
    SELECT_CHECKBOX: { value: 'SelectCheckbox', description: 'Any number of a list of choices.' },
    UNKNOWN: unknown,
  } as const,
});

export const DueDateStrategy = builder.enumType('DueDateStrategy', {
  description: 'What happens when an assignment is handed in after its due date.',
  values: {
    TAKE_NO_ACTION: { value: 'TakeNoAction', description: 'Nothing happens: it counts as if it were in time.' },
    APPLY_PENALTY: { value: 'ApplyPenalty', description: 'The score is lowered by `dueDateDeduction`.' },
    FAIL_AFTER_DUE_DATE: { value: 'FailAfterDueDate', description: 'The assignment is failed.' },
    UNKNOWN: unknown,
  } as const,
});

export const GradingStrategy = builder.enumType('GradingStrategy', {
  description: 'How an assignment gets its grade.',
  values: {
    INTERNAL: { value: 'Internal', description: 'NexPort Campus grades it.' },
    MANUALLY_GRADED: { value: 'ManuallyGraded', description: 'A person grades it.' },
    NO_GRADE: { value: 'NoGrade', description: 'It is not graded.' },
    UNKNOWN: unknown,
  } as const,
});

/**
 * A reader for rowFields that names a code by the tables in force: null for none, UNKNOWN for a number that no
 * table has a name for.
 */
export function codeIn<Table extends CodeTable>(table: Table) {
  return (code: number | null, { codes }: GraphContext): CodeName<Table> | 'UNKNOWN' | null =>
    code === null ? null : (codes.nameOf(table, code) ?? 'UNKNOWN');
}
