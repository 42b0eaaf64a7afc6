import type { components, operations as WireTypes, wireOperations } from './generated.ts';
import type { CamelCase, Row } from './rows.ts';

export type OperationName = keyof typeof wireOperations;

/** The parameters of an operation, query and body together, by their names in code. */
export type Parameters<Name extends OperationName> = Input<QueryOf<Name>> & Input<BodyOf<Name>>;

/** The response of an operation, as rows. */
export type ResponseOf<Name extends OperationName> = Row<WireResponseOf<Name>>;

/** An object of the contract, as a row. */
export type RowOf<Shape extends keyof components['schemas']> = Row<components['schemas'][Shape]>;

/** The operations that return a list in pages. */
export type PagedOperation = NamesWith<{ paging: string }>;

/** The operations that change something. */
export type WriteOperation = NamesWith<{ effect: 'write' }>;

/** The operations that are cached. */
export type CacheableOperation = NamesWith<{ cacheSeconds: number }>;

/** The operations that require a permission. */
export type RestrictedOperation = NamesWith<{ requires: string }>;

type NamesWith<Fact> = {
  [Name in OperationName]: (typeof operations)[Name] extends Fact ? Name : never;
}[OperationName];

/** An item of a paged operation's list, or the reason why the item failed. */
export type ItemOf<Name extends PagedOperation> =
  ResponseOf<Name> extends (infer Item)[]
    ? Item
    : (typeof operations)[Name] extends { list: infer List extends keyof ResponseOf<Name> }
      ? NonNullable<ResponseOf<Name>[List]> extends (infer Item)[]
        ? Item
        : never
      : never;

/** Everything that the gateway knows about an operation besides its parameters and its response. */
export interface OperationFacts {
  /** A write is sent once and never again, no matter how it fails. */
  effect: 'read' | 'write';
  /** Where the page number goes. */
  paging?: 'query' | 'body';
  /** The field of the response that holds the list, if the response is not a bare array. */
  list?: string;
  /**
   * Set if one call takes many ids: the parameter with the ids, and the field of an item that holds its id. The API
   * names no limit for `idsPerCall`; ours keeps a body under 40 kB.
   */
  bulk?: { parameter: string; id: string; idsPerCall: number };
  /**
   * Seconds for which a response is cached, unless the operator sets another time. Absent if a learner's action can
   * change the response: such responses are never cached.
   */
  cacheSeconds?: number;
  /** The fields of the response, or of each item of its list, that repeat a parameter, with the parameter's name. */
  repeats?: Readonly<Record<string, string>>;
  /** The permission that the vendor's reference names; completes "Requires …". Absent if it names none. */
  requires?: string;
  /** The parameter that chooses the organization in which the permission is checked, if the caller chooses it. */
  organization?: 'orgId' | 'orgIds';
  /** HTTP 409 means that something was not found, or also that it exists already. Default: `notFound`. */
  conflict?: 'notFound' | 'notFoundOrDuplicate';
}

/** The operations of the REST API. Everything that depends on an operation is derived from this table. */
export const operations = {
  SearchEnrollments: {
    effect: 'read',
    paging: 'query',
    list: 'enrollments',
    bulk: { parameter: 'enrollmentIds', id: 'enrollmentId', idsPerCall: 1000 },
    repeats: { enrollmentId: 'enrollmentIds', userId: 'userIds', syllabusId: 'syllabusIds' },
    requires:
      'the View Section Enrollments and View Training Plan Enrollments permissions in every organization of the filter, or without one in the organization of the user or of the enrollment',
    organization: 'orgIds',
  },
  GetSectionEnrollments: {
    effect: 'read',
    paging: 'query',
    repeats: { enrollmentId: 'enrollmentId', userId: 'userId', syllabusId: 'syllabusId' },
    requires:
      'the View Section Enrollments permission in the organization searched or that of the subscription, or in one of their ancestors',
    organization: 'orgId',
  },
  GetTrainingPlanEnrollments: {
    effect: 'read',
    paging: 'query',
    repeats: { enrollmentId: 'enrollmentId', userId: 'userId', syllabusId: 'syllabusId' },
    requires:
      'the View Training Plan Enrollments permission in the organization searched or that of the subscription, or in one of their ancestors',
    organization: 'orgId',
  },
  GetCustomEnrollmentFields: { effect: 'read', cacheSeconds: 300, repeats: { fieldId: 'fieldId' } },
  GetDefaultCustomEnrollmentFieldSetting: { effect: 'read', cacheSeconds: 300, repeats: { fieldId: 'fieldId' } },
  GetCustomEnrollmentFieldValues: {
    effect: 'read',
    requires: 'the View Section Enrollments permission in the organization of the enrollment',
  },
  SetCustomEnrollmentFieldValues: {
    effect: 'write',
    requires: "the Update Section Enrollments permission in the organization of the enrollment's subscription",
  },
  DropEnrollment: {
    effect: 'write',
    requires:
      'the Drop Section Enrollments or Drop Training Plan Enrollments permission in the organization of the enrollment or one of its ancestors',
  },
  DeleteEnrollment: {
    effect: 'write',
    requires:
      'the Delete Section Enrollments or Drop Training Plan Enrollments permission in the organization of the enrollment or one of its ancestors',
  },
  CreateEnrollment: {
    effect: 'write',
    requires:
      'the Update Section Enrollments or Update Training Plan Enrollments permission in the organization or one of its ancestors, and the Add Subscriptions and Add Memberships permissions if the user has no subscription or membership there',
    organization: 'orgId',
    conflict: 'notFoundOrDuplicate',
  },
  GetAssignmentStatuses: {
    effect: 'read',
    paging: 'query',
    repeats: { enrollmentId: 'enrollmentId', assignmentId: 'assignmentId' },
    requires:
      'the View Enrollments permission in the organization of the enrollment or the subscription, or in one of their ancestors',
  },
  GetCertificateUrl: { effect: 'read' },
  GetSection: { effect: 'read', cacheSeconds: 60, repeats: { syllabusId: 'syllabusId' } },
  GetSections: {
    effect: 'read',
    list: 'sections',
    bulk: { parameter: 'sections', id: 'syllabusId', idsPerCall: 1000 },
    cacheSeconds: 60,
  },
  GetSectionDescription: { effect: 'read', cacheSeconds: 300 },
  GetSectionObjectives: { effect: 'read', cacheSeconds: 300 },
  GetStudentSessions: {
    effect: 'read',
    paging: 'body',
    list: 'sessions',
    requires: 'the Can View Enrollments permission in the organization',
    organization: 'orgId',
  },
  GetTrainingPlan: { effect: 'read', cacheSeconds: 60, repeats: { syllabusId: 'trainingPlanId' } },
  GetTrainingPlanDescription: { effect: 'read', cacheSeconds: 300 },
  GetAssignments: { effect: 'read', paging: 'query', cacheSeconds: 60 },
  GetAssignment: { effect: 'read', cacheSeconds: 60, repeats: { assignmentId: 'assignmentId' } },
  GetAssignmentInstructions: { effect: 'read', cacheSeconds: 300 },
  GetOrganizations: { effect: 'read', paging: 'query' },
  GetCatalogs: { effect: 'read', paging: 'query', list: 'catalogs', cacheSeconds: 60 },
  GetCatalog: { effect: 'read', cacheSeconds: 60, repeats: { catalogId: 'catalogId' } },
  GetCatalogDescription: { effect: 'read', cacheSeconds: 300 },
  GetCatalogCreditHours: { effect: 'read', cacheSeconds: 300 },
  GetCategories: { effect: 'read', paging: 'query', cacheSeconds: 60, repeats: { catalogId: 'catalogId' } },
  GetCatalogSyllabi: { effect: 'read', paging: 'query', cacheSeconds: 60 },
  GetCategorySyllabi: { effect: 'read', paging: 'query', cacheSeconds: 60 },
  GetTestAttempts: {
    effect: 'read',
    paging: 'query',
    requires:
      'the View Section Enrollments or Update Section Enrollments permission in the organization of the enrollment or one of its ancestors, or being an instructor of the section',
  },
  GetCmiData: {
    effect: 'read',
    paging: 'query',
    requires: 'the View Section Enrollments permission in the organization of the enrollment or one of its ancestors',
  },
} as const satisfies Record<OperationName, OperationFacts>;

/** The facts of an operation. Null for operations of other APIs, such as signing in. */
export function factsOf(operation: OperationName): OperationFacts;
export function factsOf(operation: string): OperationFacts | null;
export function factsOf(operation: string): OperationFacts | null {
  return Object.hasOwn(operations, operation) ? operations[operation as OperationName] : null;
}

/** The names of the operations that are cached. */
export const cacheableOperations = (Object.keys(operations) as OperationName[]).filter(
  (name): name is CacheableOperation => factsOf(name).cacheSeconds !== undefined,
);

type QueryOf<Name extends OperationName> = WireTypes[Name]['parameters'] extends { query: infer Query }
  ? Omit<Query, 'access_token' | 'paer_page'>
  : unknown;
type BodyOf<Name extends OperationName> = WireTypes[Name] extends {
  requestBody: { content: { 'application/json': infer Body } };
}
  ? Body
  : unknown;
type WireResponseOf<Name extends OperationName> = WireTypes[Name] extends {
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
type InputValue<Wire> = Wire extends null
  ? never
  : Wire extends readonly unknown[]
    ? Wire
    : Wire extends object
      ? string extends keyof Wire
        ? Wire
        : Input<Wire>
      : Wire;
