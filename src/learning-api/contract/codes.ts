/**
 * What the integer codes of the REST API mean, by the vendor's names. Only codes that are certain or likely stand
 * here; the numbers of the others are not published, and a wrong guess would show a failed learner as passed.
 */
export const knownCodes: CodeTables = {
  enrollmentPhase: { 0: 'NotStarted', 1: 'InProgress', 2: 'Finished' },
  enrollmentResult: { 0: 'NotGraded' },
  publishingModel: { 0: 'AvailableToMembers', 1: 'ForSaleInMarketPlace', 2: 'Hidden' },
  syllabusType: { 0: 'Section', 1: 'TrainingPlan' },
  pricingModel: { 0: 'None', 1: 'ChargePerHour', 2: 'ChargePerItem' },
  customFieldType: {},
  dueDateStrategy: {},
  gradingStrategy: {},
};

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
} as const satisfies Record<string, readonly string[]>;

export type CodeTable = keyof typeof codeNames;
export type CodeName<Table extends CodeTable> = (typeof codeNames)[Table][number];
/** For each table, the name of each number. */
export type CodeTables = { readonly [Table in CodeTable]: Readonly<Record<number, CodeName<Table>>> };

/** The codes in force. */
export interface Codes {
  /** The name of a number; null where no table has one. */
  nameOf<Table extends CodeTable>(table: Table, code: number): CodeName<Table> | null;
  /** The number of a name; null where no table has one. */
  numberOf<Table extends CodeTable>(table: Table, name: CodeName<Table>): number | null;
}

/**
 * The codes that are known everywhere, and those that an operator supplies for a deployment, which come first.
 *
 * @param onUnknown is told of every number without a name, once
 */
export function createCodes(supplied: Partial<CodeTables>, onUnknown: (table: CodeTable, code: number) => void): Codes {
  const told = new Set<string>();
  const name = <Table extends CodeTable>(table: Table, code: number): CodeName<Table> | undefined =>
    supplied[table]?.[code] ?? knownCodes[table][code];
  return {
    nameOf: (table, code) => {
      const known = name(table, code);
      if (known !== undefined) return known;
      if (!told.has(`${table} ${code}`)) onUnknown(table, code);
      told.add(`${table} ${code}`);
      return null;
    },
    numberOf: (table, wanted) => {
      const numbers = Object.keys({ ...knownCodes[table], ...supplied[table] }).map(Number);
      return numbers.find((code) => name(table, code) === wanted) ?? null;
    },
  };
}
