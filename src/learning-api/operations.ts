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

export interface OperationFacts {
  /** A write is sent once and never again, whatever becomes of it. */
  effect: 'read' | 'write';
  /** Where the page number goes. */
  paging?: 'query' | 'body';
  /** The field of the answer that holds the list, where the answer is no bare list. */
  list?: string;
  /** How many ids one call takes. The API names no limit; this one keeps a body under 40 kB. */
  idsPerCall?: number;
}

/**
 * The operations of the REST API. HTTP 409 means "not found" for all of them but CreateEnrollment,
 * where it may also mean that the enrollment exists.
 */
export const operations = {
  SearchEnrollments: { effect: 'read', paging: 'query', list: 'enrollments', idsPerCall: 1000 },
  GetSectionEnrollments: { effect: 'read', paging: 'query' },
  GetTrainingPlanEnrollments: { effect: 'read', paging: 'query' },
  GetCustomEnrollmentFields: { effect: 'read' },
  GetDefaultCustomEnrollmentFieldSetting: { effect: 'read' },
  GetCustomEnrollmentFieldValues: { effect: 'read' },
  SetCustomEnrollmentFieldValues: { effect: 'write' },
  DropEnrollment: { effect: 'write' },
  DeleteEnrollment: { effect: 'write' },
  CreateEnrollment: { effect: 'write' },
  GetAssignmentStatuses: { effect: 'read', paging: 'query' },
  GetCertificateUrl: { effect: 'read' },
  GetSection: { effect: 'read' },
  GetSections: { effect: 'read', list: 'sections', idsPerCall: 1000 },
  GetSectionDescription: { effect: 'read' },
  GetSectionObjectives: { effect: 'read' },
  GetStudentSessions: { effect: 'read', paging: 'body', list: 'sessions' },
  GetTrainingPlan: { effect: 'read' },
  GetTrainingPlanDescription: { effect: 'read' },
  GetAssignments: { effect: 'read', paging: 'query' },
  GetAssignment: { effect: 'read' },
  GetAssignmentInstructions: { effect: 'read' },
  GetOrganizations: { effect: 'read', paging: 'query' },
  GetCatalogs: { effect: 'read', paging: 'query', list: 'catalogs' },
  GetCatalog: { effect: 'read' },
  GetCatalogDescription: { effect: 'read' },
  GetCatalogCreditHours: { effect: 'read' },
  GetCategories: { effect: 'read', paging: 'query' },
  GetCatalogSyllabi: { effect: 'read', paging: 'query' },
  GetCategorySyllabi: { effect: 'read', paging: 'query' },
  GetTestAttempts: { effect: 'read', paging: 'query' },
  GetCmiData: { effect: 'read', paging: 'query' },
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
