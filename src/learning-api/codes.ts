/**
 * What the integer codes of the REST API mean, by the vendor's names. Only codes that are certain or likely stand
 * here; the numbers of the others are not published, and a wrong guess would show a failed learner as passed.
 */
export const knownCodes = {
  enrollmentPhase: { 0: 'NotStarted', 1: 'InProgress', 2: 'Finished' },
  enrollmentResult: { 0: 'NotGraded' },
  publishingModel: { 0: 'AvailableToMembers', 1: 'ForSaleInMarketPlace', 2: 'Hidden' },
  syllabusType: { 0: 'Section', 1: 'TrainingPlan' },
  pricingModel: { 0: 'None', 1: 'ChargePerHour', 2: 'ChargePerItem' },
  customFieldType: {},
  dueDateStrategy: {},
  gradingStrategy: {},
} as const satisfies Record<string, Record<number, string>>;

export type CodeTable = keyof typeof knownCodes;
/** For each table, the vendor's name of each number. */
export type Codes = Readonly<Record<CodeTable, Readonly<Record<number, string>>>>;

/** The vendor's names of the codes that each table can hold. */
export const codeNames = {
  enrollmentPhase: ['NotStarted', 'InProgress', 'Finished'],
  enrollmentResult: ['NotGraded', 'Passing', 'Failing'],
  publishingModel: ['AvailableToMembers', 'ForSaleInMarketPlace', 'Hidden'],
  syllabusType: ['Section', 'TrainingPlan'],
  pricingModel: ['None', 'ChargePerHour', 'ChargePerItem'],
  customFieldType: ['Text', 'DateTime', 'Boolean', 'Numeric', 'Email', 'SelectDropDown', 'DateOnly', 'SelectCheckbox'],
  dueDateStrategy: ['TakeNoAction', 'ApplyPenalty', 'FailAfterDueDate'],
  gradingStrategy: ['Internal', 'ManuallyGraded', 'NoGrade'],
} as const satisfies Record<CodeTable, readonly string[]>;
