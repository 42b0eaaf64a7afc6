import type { CodeName, CodeTable } from '../../learning-api/contract/codes.ts';
import { builder } from '../builder.ts';
import type { GraphContext } from '../context.ts';

const unknown = {
  description: 'A code without a known name. See the field of the same name ending in `Code`.',
};

export const EnrollmentPhase = builder.enumType('EnrollmentPhase', {
  description: 'Progress of a learner in an enrollment or an assignment.',
  values: {
    NOT_STARTED: { value: 'NotStarted', description: 'The learner has not started.' },
    IN_PROGRESS: { value: 'InProgress', description: 'The learner has started but not finished.' },
    FINISHED: { value: 'Finished', description: 'The learner has finished, with any result.' },
    UNKNOWN: unknown,
  } as const,
});

export const EnrollmentResult = builder.enumType('EnrollmentResult', {
  description: 'Result of a learner in an enrollment or an assignment.',
  values: {
    NOT_GRADED: { value: 'NotGraded', description: 'No grade.' },
    PASSING: { value: 'Passing', description: 'A passing grade.' },
    FAILING: { value: 'Failing', description: 'A failing grade.' },
    UNKNOWN: unknown,
  } as const,
});

export const EnrollmentStatus = builder.enumType('EnrollmentStatus', {
  description: 'Enrollment status as shown in NexPort Campus, derived from phase and result.',
  values: {
    NOT_STARTED: { description: 'The learner is enrolled and has not started.' },
    IN_PROGRESS: { description: 'The learner has started and has no grade.' },
    PASSING: { description: 'In progress, with a passing grade so far.' },
    FAILING: { description: 'In progress, with a failing grade so far.' },
    PASSED: { description: 'Finished with a passing grade.' },
    FAILED: { description: 'Finished with a failing grade.' },
    FINISHED: {
      description:
        'Finished without a grade: dropped, or completed without a grade. The REST API does not report which.',
    },
  } as const,
});

export const PublishingModel = builder.enumType('PublishingModel', {
  description: 'How a catalog is published.',
  values: {
    AVAILABLE_TO_MEMBERS: { value: 'AvailableToMembers', description: 'The catalog is available to members.' },
    FOR_SALE_IN_MARKETPLACE: {
      value: 'ForSaleInMarketPlace',
      description: 'The catalog is for sale in the marketplace.',
    },
    HIDDEN: { value: 'Hidden', description: 'The catalog is hidden.' },
    UNKNOWN: unknown,
  } as const,
});

export const PricingModel = builder.enumType('PricingModel', {
  description: 'How a catalog is priced.',
  values: {
    NONE: { value: 'None', description: 'There is no charge.' },
    CHARGE_PER_HOUR: { value: 'ChargePerHour', description: 'The catalog charges per hour.' },
    CHARGE_PER_ITEM: { value: 'ChargePerItem', description: 'The catalog charges per item.' },
    UNKNOWN: unknown,
  } as const,
});

export const SyllabusType = builder.enumType('SyllabusType', {
  description: 'Type of a syllabus: section or training plan.',
  values: {
    SECTION: { value: 'Section', description: 'The syllabus is a section.' },
    TRAINING_PLAN: {
      value: 'TrainingPlan',
      description: 'The syllabus is a training plan.',
    },
    UNKNOWN: unknown,
  } as const,
});

export const CustomEnrollmentFieldType = builder.enumType('CustomEnrollmentFieldType', {
  description: 'Type of the value of a custom enrollment field.',
  values: {
    TEXT: { value: 'Text', description: 'Free text.' },
    DATE_TIME: { value: 'DateTime', description: 'A date with a time of day, in UTC.' },
    BOOLEAN: { value: 'Boolean', description: 'True or false.' },
    NUMERIC: { value: 'Numeric', description: 'Any number.' },
    EMAIL: { value: 'Email', description: 'An email address.' },
    SELECT_DROP_DOWN: { value: 'SelectDropDown', description: 'A choice from a drop-down list.' },
    DATE_ONLY: { value: 'DateOnly', description: 'A date without a time.' },
    SELECT_CHECKBOX: { value: 'SelectCheckbox', description: 'A choice made with checkboxes.' },
    UNKNOWN: unknown,
  } as const,
});

export const DueDateStrategy = builder.enumType('DueDateStrategy', {
  description: 'Rule for assignments that are submitted after their due date.',
  values: {
    TAKE_NO_ACTION: { value: 'TakeNoAction', description: 'No action is taken for late work.' },
    APPLY_PENALTY: { value: 'ApplyPenalty', description: 'A penalty is applied to late work. See `dueDateDeduction`.' },
    FAIL_AFTER_DUE_DATE: { value: 'FailAfterDueDate', description: 'The assignment fails after its due date.' },
    UNKNOWN: unknown,
  } as const,
});

export const GradingStrategy = builder.enumType('GradingStrategy', {
  description: 'How an assignment is graded.',
  values: {
    INTERNAL: { value: 'Internal', description: 'The assignment is graded internally.' },
    MANUALLY_GRADED: { value: 'ManuallyGraded', description: 'A person grades the assignment.' },
    NO_GRADE: { value: 'NoGrade', description: 'The assignment is not graded.' },
    UNKNOWN: unknown,
  } as const,
});

/**
 * Reads a code for rowFields and returns its name in the configured tables: null for null, UNKNOWN for a number
 * without a name.
 */
export function codeIn<Table extends CodeTable>(table: Table) {
  return <Code extends number | null>(
    code: Code,
    { codes }: GraphContext,
  ): CodeName<Table> | 'UNKNOWN' | (Code & null) =>
    code === null ? (code as Code & null) : (codes.nameOf(table, code) ?? 'UNKNOWN');
}

export const phaseName = codeIn('enrollmentPhase');
export const resultName = codeIn('enrollmentResult');
