import type { components, operations as WireTypes, wireOperations } from './generated.ts';
import type { CamelCase, Row } from './rows.ts';

export type OperationName = keyof typeof wireOperations;

/** The parameters of an operation, query and body alike, under their names in code. */
export type Parameters<Name extends OperationName> = Input<QueryOf<Name>> & Input<BodyOf<Name>>;

/** What an operation answers with. */
export type Answer<Name extends OperationName> = Row<AnswerOf<Name>>;

/** One object of the contract as a row. */
export type RowOf<Shape extends keyof components['schemas']> = Row<components['schemas'][Shape]>;

/** The operations whose answer is a list in pages. */
export type PagedOperation = {
  [Name in OperationName]: (typeof operations)[Name] extends { paging: string } ? Name : never;
}[OperationName];

/** One item of a paged operation's list, or the reason why this one item failed. */
export type ItemOf<Name extends PagedOperation> =
  Answer<Name> extends (infer Item)[]
    ? Item
    : (typeof operations)[Name] extends { list: infer List extends keyof Answer<Name> }
      ? NonNullable<Answer<Name>[List]> extends (infer Item)[]
        ? Item
        : never
      : never;

export const operationClasses = [
  'enrollments',
  'progress',
  'syllabi',
  'assignments',
  'catalogs',
  'organizations',
  'customFields',
] as const;
export type OperationClass = (typeof operationClasses)[number];

export interface OperationFacts {
  /** A write is sent once and never again, whatever becomes of it. */
  effect: 'read' | 'write';
  /** What goes down together, as far as one can tell: each class has a circuit breaker of its own. */
  class: OperationClass;
  /** Where the page number goes. */
  paging?: 'query' | 'body';
  /** The field of the answer that holds the list, where the answer is no bare list. */
  list?: string;
  /** Where one call answers many ids: the parameter with the ids, the list of rows, and the field with a row's id. */
  bulk?: { parameter: string; list: string; id: string };
  /** How many ids one call takes. The API names no limit; this one keeps a body under 40 kB. */
  idsPerCall?: number;
}

/**
 * The operations of the REST API. HTTP 409 means "not found" for all of them but CreateEnrollment,
 * where it may also mean that the enrollment exists.
 */
export const operations = {
  SearchEnrollments: { effect: 'read', class: 'enrollments', paging: 'query', list: 'enrollments', idsPerCall: 1000 },
  GetSectionEnrollments: { effect: 'read', class: 'enrollments', paging: 'query' },
  GetTrainingPlanEnrollments: { effect: 'read', class: 'enrollments', paging: 'query' },
  GetCustomEnrollmentFields: { effect: 'read', class: 'customFields' },
  GetDefaultCustomEnrollmentFieldSetting: { effect: 'read', class: 'customFields' },
  GetCustomEnrollmentFieldValues: { effect: 'read', class: 'customFields' },
  SetCustomEnrollmentFieldValues: { effect: 'write', class: 'customFields' },
  DropEnrollment: { effect: 'write', class: 'enrollments' },
  DeleteEnrollment: { effect: 'write', class: 'enrollments' },
  CreateEnrollment: { effect: 'write', class: 'enrollments' },
  GetAssignmentStatuses: { effect: 'read', class: 'progress', paging: 'query' },
  GetCertificateUrl: { effect: 'read', class: 'progress' },
  GetSection: { effect: 'read', class: 'syllabi' },
  GetSections: {
    effect: 'read',
    class: 'syllabi',
    list: 'sections',
    idsPerCall: 1000,
    bulk: { parameter: 'sections', list: 'sections', id: 'syllabusId' },
  },
  GetSectionDescription: { effect: 'read', class: 'syllabi' },
  GetSectionObjectives: { effect: 'read', class: 'syllabi' },
  GetStudentSessions: { effect: 'read', class: 'progress', paging: 'body', list: 'sessions' },
  GetTrainingPlan: { effect: 'read', class: 'syllabi' },
  GetTrainingPlanDescription: { effect: 'read', class: 'syllabi' },
  GetAssignments: { effect: 'read', class: 'assignments', paging: 'query' },
  GetAssignment: { effect: 'read', class: 'assignments' },
  GetAssignmentInstructions: { effect: 'read', class: 'assignments' },
  GetOrganizations: { effect: 'read', class: 'organizations', paging: 'query' },
  GetCatalogs: { effect: 'read', class: 'catalogs', paging: 'query', list: 'catalogs' },
  GetCatalog: { effect: 'read', class: 'catalogs' },
  GetCatalogDescription: { effect: 'read', class: 'catalogs' },
  GetCatalogCreditHours: { effect: 'read', class: 'catalogs' },
  GetCategories: { effect: 'read', class: 'catalogs', paging: 'query' },
  GetCatalogSyllabi: { effect: 'read', class: 'catalogs', paging: 'query' },
  GetCategorySyllabi: { effect: 'read', class: 'catalogs', paging: 'query' },
  GetTestAttempts: { effect: 'read', class: 'progress', paging: 'query' },
  GetCmiData: { effect: 'read', class: 'progress', paging: 'query' },
} as const satisfies Record<OperationName, OperationFacts>;

type QueryOf<Name extends OperationName> = WireTypes[Name]['parameters'] extends { query: infer Query }
  ? Omit<Query, 'access_token' | 'paer_page'>
  : unknown;
type BodyOf<Name extends OperationName> = WireTypes[Name] extends {
  requestBody: { content: { 'application/json': infer Body } };
}
  ? Body
  : unknown;
type AnswerOf<Name extends OperationName> = WireTypes[Name] extends {
  responses: { 200: { content: { 'application/json': infer Body } } };
}
  ? Body
  : never;

type Input<Wire> = Wire extends object
  ? {
      [Field in keyof Wire as CamelCase<Field & string>]: undefined extends Wire[Field]
        ? InputValue<Wire[Field]> | undefined
        : InputValue<Wire[Field]>;
    }
  : unknown;
type InputValue<Wire> = Wire extends readonly unknown[]
  ? Wire
  : Wire extends object
    ? string extends keyof Wire
      ? Wire
      : Input<Wire>
    : Wire;
