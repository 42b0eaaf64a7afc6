/**
 * The integer codes of the REST API with the vendor's names. Only codes that are certain or likely are listed: the
 * numbers of the others are not published, and a wrong guess could show a failed learner as passed.
 */
export const defaultCodes: CodeTables = {
  enrollmentPhase: { 0: 'NotStarted', 1: 'InProgress', 2: 'Finished' },
  enrollmentResult: { 0: 'NotGraded' },
  publishingModel: { 0: 'AvailableToMembers', 1: 'ForSaleInMarketPlace', 2: 'Hidden' },
  syllabusType: { 0: 'Section', 1: 'TrainingPlan' },
  pricingModel: { 0: 'None', 1: 'ChargePerHour', 2: 'ChargePerItem' },
  customFieldType: {},
  dueDateStrategy: {},
  gradingStrategy: {},
};

/** The vendor's names for the codes of each table. */
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
/** The name of each number, by table. */
export type CodeTables = { readonly [Table in CodeTable]: Readonly<Record<number, CodeName<Table>>> };

/** The codes of this deployment. */
export interface Codes {
  /** The name of a number. Null if it has none. */
  nameOf<Table extends CodeTable>(table: Table, code: number): CodeName<Table> | null;
  /** The number of a name. Null if it has none. */
  numberOf<Table extends CodeTable>(table: Table, name: CodeName<Table>): number | null;
}

/** How many codes without a name are reported. A REST API that sends ever new ones must not fill the memory or the log. */
export const maxReportedCodes = 1_000;

/**
 * Combines the default codes with those that an operator supplies for a deployment. Supplied codes take precedence.
 *
 * @param onUnknown is called once for each number without a name, up to `maxReportedCodes`
 */
export function createCodes(supplied: Partial<CodeTables>, onUnknown: (table: CodeTable, code: number) => void): Codes {
  const reported = new Set<string>();
  const name = <Table extends CodeTable>(table: Table, code: number): CodeName<Table> | undefined =>
    supplied[table]?.[code] ?? defaultCodes[table][code];
  return {
    nameOf: (table, code) => {
      const found = name(table, code);
      if (found !== undefined) return found;
      const key = `${table} ${code}`;
      if (!reported.has(key) && reported.size < maxReportedCodes) {
        reported.add(key);
        onUnknown(table, code);
      }
      return null;
    },
    numberOf: (table, requested) => {
      const numbers = Object.keys({ ...defaultCodes[table], ...supplied[table] }).map(Number);
      return numbers.find((code) => name(table, code) === requested) ?? null;
    },
  };
}
