/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Who are to be enrolled in what. */
export type CreateEnrollmentsInput = {
  /** The groups that the learner is made a member of on the way; may be empty. */
  membershipGroupIds: Array<string>;
  /** The organization that is to own the enrollment. */
  organizationId: string;
  /** The section or training plan. Either this or `syllabusUniqueName`. */
  syllabusId?: string | null | undefined;
  /** The unique name of the section or training plan. Either this or `syllabusId`. */
  syllabusUniqueName?: string | null | undefined;
  /** The learners, at most 500, none of them twice. */
  userIds: Array<string>;
};

/** What kind of value a custom enrollment field holds. */
export type CustomEnrollmentFieldType =
  /** Yes or no. */
  | 'BOOLEAN'
  /** A date without a time. */
  | 'DATE_ONLY'
  /** A date with a time, in UTC. */
  | 'DATE_TIME'
  /** An e-mail address. */
  | 'EMAIL'
  /** A number. */
  | 'NUMERIC'
  /** Any number of a list of choices. */
  | 'SELECT_CHECKBOX'
  /** One of a list of choices. */
  | 'SELECT_DROP_DOWN'
  /** Any text. */
  | 'TEXT'
  /** A number whose meaning is not known here; it stands in the field of the same name that ends in `Code`. */
  | 'UNKNOWN';

/** A custom enrollment field and the value to give it. */
export type CustomEnrollmentFieldValueInput = {
  /** The key of the field. */
  key: string;
  /** The value, as text; dates in UTC. */
  value: string;
};

/** Which enrollment is to be dropped. */
export type DropEnrollmentInput = {
  /** The id of the enrollment. */
  id: string;
  /** The organization to read the enrollment in afterwards. Without it: the default organization. */
  organizationId?: string | null | undefined;
};

/** How far a learner has come with an enrollment or an assignment. */
export type EnrollmentPhase =
  /** Finished, passed or not. */
  | 'FINISHED'
  /** Begun and not finished. */
  | 'IN_PROGRESS'
  /** Nothing has been opened yet. */
  | 'NOT_STARTED'
  /** A number whose meaning is not known here; it stands in the field of the same name that ends in `Code`. */
  | 'UNKNOWN';

/** Where an enrollment stands, as NexPort Campus shows it to people: phase and result in one word. */
export type EnrollmentStatus =
  /** Finished and failed. */
  | 'FAILED'
  /** Begun, and failing so far. */
  | 'FAILING'
  /** Begun, without a grade so far. */
  | 'IN_PROGRESS'
  /** Not started. */
  | 'NOT_STARTED'
  /** Finished and passed. */
  | 'PASSED'
  /** Begun, and passing so far. */
  | 'PASSING';

/** What kind of error it is, and so what to do. */
export type ErrorCode =
  /** The REST API did not drop the enrollment; as a rule it is dropped already. */
  | 'ALREADY_DROPPED'
  /** The user has an enrollment in this syllabus that is not finished. */
  | 'ALREADY_ENROLLED'
  /** The body is not one JSON object with a `query`; the message says what is wrong with it. */
  | 'BAD_REQUEST'
  /** The query or an argument breaks a rule; the message names it and says what to give. */
  | 'BAD_USER_INPUT'
  /** The token does not permit this in this organization. Ask an administrator for the permission. */
  | 'FORBIDDEN'
  /** The document is no GraphQL. */
  | 'GRAPHQL_PARSE_FAILED'
  /** The document does not fit the graph. */
  | 'GRAPHQL_VALIDATION_FAILED'
  /** Something nobody foresaw. Tell the operator the requestId. */
  | 'INTERNAL_SERVER_ERROR'
  /** The time for a bulk mutation ran out before this item. Nothing was sent; ask for it again. */
  | 'NOT_ATTEMPTED'
  /** The REST API did not delete the enrollment. */
  | 'NOT_DELETED'
  /** What a link or a mutation pointed to does not exist, or not any more. */
  | 'NOT_FOUND'
  /** The document has several operations, or none of the name given. Name one of them in `operationName`. */
  | 'OPERATION_RESOLUTION_FAILURE'
  /** A write was sent and got no readable answer, so it may have taken effect or not. Query what it was to change before trying again. */
  | 'OUTCOME_UNKNOWN'
  /** The gateway has more to do than it can. Nothing was sent for this; try again in a moment. */
  | 'OVERLOADED'
  /** The query may cause more calls to the REST API than are allowed; `allowed` and `actual` say how many. Ask for smaller pages. */
  | 'QUERY_TOO_EXPENSIVE'
  /** The document has more of something than any client needs; `limit`, `allowed` and `actual` say of what. */
  | 'QUERY_TOO_LARGE'
  /** Too many requests. Wait for `retryAfterSeconds` if given, then try again. */
  | 'RATE_LIMITED'
  /** The body of the request is larger than the gateway takes. */
  | 'REQUEST_ENTITY_TOO_LARGE'
  /** There is no token, or the REST API refused it. Sign in again. */
  | 'UNAUTHENTICATED'
  /** The organization has no custom enrollment field with this key. No value was set. */
  | 'UNKNOWN_CUSTOM_FIELD'
  /** The request is no JSON by its content type. Send `application/json`. */
  | 'UNSUPPORTED_MEDIA_TYPE'
  /** The REST API failed, or sent what cannot be read. Try again later; tell the operator the requestId. */
  | 'UPSTREAM_ERROR'
  /** The REST API did not answer in time. Try again, or ask for less at once. */
  | 'UPSTREAM_TIMEOUT'
  /** The REST API cannot be reached. Try again later. */
  | 'UPSTREAM_UNAVAILABLE';

/** Which values an enrollment is to have in which custom fields. */
export type SetCustomEnrollmentFieldValuesInput = {
  /** The id of the enrollment. */
  enrollmentId: string;
  /** The organization to read the enrollment in afterwards. Without it: the default organization. */
  organizationId?: string | null | undefined;
  /** The values, at least one, and no key twice. Fields that are not named keep their values. */
  values: Array<CustomEnrollmentFieldValueInput>;
};

/** The two kinds of syllabus. */
export type SyllabusType =
  /** A course section. */
  | 'SECTION'
  /** A training plan. */
  | 'TRAINING_PLAN'
  /** A number whose meaning is not known here; it stands in the field of the same name that ends in `Code`. */
  | 'UNKNOWN';

export type OfferedSectionsQueryVariables = Exact<{
  organizationId: string;
}>;


export type OfferedSectionsQuery = { catalogs: { nodes: Array<{ id: string, name: string | null, syllabi: { nodes: Array<
          | { title: string | null, number: string | null, id: string }
          | { id: string }
         | null> | null } } | null> | null } };

export type EnrollClassMutationVariables = Exact<{
  input: CreateEnrollmentsInput;
}>;


export type EnrollClassMutation = { createEnrollments:
    | { __typename: 'CreateEnrollmentsSuccess', outcomes: Array<{ user: { id: string }, result:
          | { __typename: 'AlreadyEnrolledError', code: ErrorCode, message: string }
          | { __typename: 'CreateEnrollmentSuccess', id: string, warnings: Array<string> }
          | { __typename: 'FailedError', code: ErrorCode, message: string }
          | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
          | { __typename: 'NotAttemptedError', code: ErrorCode, message: string }
          | { __typename: 'NotFoundError', code: ErrorCode, message: string }
          | { __typename: 'OutcomeUnknownError', code: ErrorCode, message: string }
          | { __typename: 'ValidationError', code: ErrorCode, message: string }
         }> | null }
    | { __typename: 'ValidationError', message: string, problems: Array<{ field: string, message: string }> }
   };

export type CustomFieldValuesQueryVariables = Exact<{
  organizationId: string;
  enrollmentId: string;
}>;


export type CustomFieldValuesQuery = { organization: { id: string, customEnrollmentFields: Array<{ key: string, name: string | null, type: CustomEnrollmentFieldType | null }> | null } | null, enrollment:
    | { id: string, customFieldValues: Array<{ key: string, value: string | null }> | null }
    | { id: string, customFieldValues: Array<{ key: string, value: string | null }> | null }
   | null };

export type SetCustomFieldValuesMutationVariables = Exact<{
  input: SetCustomEnrollmentFieldValuesInput;
}>;


export type SetCustomFieldValuesMutation = { setCustomEnrollmentFieldValues:
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'SetCustomEnrollmentFieldValuesSuccess', id: string, warnings: Array<string>, values: Array<{ key: string, value: string | null }> | null }
    | { __typename: 'UnknownCustomFieldError', code: ErrorCode, message: string }
    | { __typename: 'ValidationError', code: ErrorCode, message: string, problems: Array<{ field: string, message: string }> }
   };

export type DropEnrollmentMutationVariables = Exact<{
  input: DropEnrollmentInput;
}>;


export type DropEnrollmentMutation = { dropEnrollment:
    | { __typename: 'AlreadyDroppedError', code: ErrorCode, message: string }
    | { __typename: 'DropEnrollmentSuccess', id: string, warnings: Array<string> }
    | { __typename: 'ForbiddenError', code: ErrorCode, message: string }
    | { __typename: 'NotFoundError', code: ErrorCode, message: string }
    | { __typename: 'ValidationError', code: ErrorCode, message: string }
   };

export type ManagedRosterQueryVariables = Exact<{
  organizationId: string;
  sectionId: string;
  first: number;
  offset: number;
}>;


export type ManagedRosterQuery = { sectionEnrollments: { totalCount: number | null, pageInfo: { hasNextPage: boolean }, nodes: Array<{ id: string, status: EnrollmentStatus | null, phase: EnrollmentPhase | null, user: { id: string } } | null> | null } };

export type CatalogsQueryVariables = Exact<{
  organizationId: string;
}>;


export type CatalogsQuery = { catalogs: { nodes: Array<{ id: string, name: string | null } | null> | null } };

export type CatalogContentsQueryVariables = Exact<{
  id: string;
}>;


export type CatalogContentsQuery = { catalog: { id: string, categories: { nodes: Array<{ id: string, name: string | null, parent: { id: string } | null } | null> | null }, syllabi: { ' $fragmentRefs'?: { 'OfferedSyllabiFragment': OfferedSyllabiFragment } } } | null };

export type CategoryContentsQueryVariables = Exact<{
  id: string;
  catalogId: string;
}>;


export type CategoryContentsQuery = { category: { id: string, name: string | null, syllabi: { ' $fragmentRefs'?: { 'OfferedSyllabiFragment': OfferedSyllabiFragment } } } | null };

export type OfferedSyllabiFragment = { totalCount: number | null, edges: Array<{ productId: string | null, syllabusType: SyllabusType | null, node:
      | { __typename: 'Section', duration: string | null, creditHours: number | null, id: string, title: string | null }
      | { __typename: 'TrainingPlan', id: string, title: string | null }
     | null }> | null } & { ' $fragmentName'?: 'OfferedSyllabiFragment' };

export type EarnedCertificatesQueryVariables = Exact<{
  userId: string;
  enrollmentIds: Array<string> | string;
}>;


export type EarnedCertificatesQuery = { enrollments: { nodes: Array<
      | { id: string, certificate: { url: string | null, isReady: boolean | null, isNotAssigned: boolean | null } }
      | { id: string, certificate: { url: string | null, isReady: boolean | null, isNotAssigned: boolean | null } }
     | null> | null } };

export type DueAssignmentsQueryVariables = Exact<{
  userId: string;
  enrollmentIds: Array<string> | string;
}>;


export type DueAssignmentsQuery = { enrollments: { nodes: Array<
      | { id: string, section: { id: string, title: string | null, assignments: { nodes: Array<{ id: string, title: string | null, dueAt: string | null } | null> | null } }, assignmentStatuses: { nodes: Array<{ phase: EnrollmentPhase | null, assignment: { id: string } } | null> | null } }
      | { id: string }
     | null> | null } };

export type LearnerEnrollmentsQueryVariables = Exact<{
  organizationId: string;
  userId: string;
}>;


export type LearnerEnrollmentsQuery = { sectionEnrollments: { nodes: Array<{ __typename: 'SectionEnrollment', id: string, status: EnrollmentStatus | null, phase: EnrollmentPhase | null, title: string | null, weightedScore: number | null, maxWeightedScore: number | null, enrolledAt: string, expiresAt: string | null, completedAt: string | null, lastActivityAt: string | null, percent: number | null, section: { id: string } } | null> | null }, trainingPlanEnrollments: { nodes: Array<{ __typename: 'TrainingPlanEnrollment', id: string, status: EnrollmentStatus | null, phase: EnrollmentPhase | null, enrolledAt: string, expiresAt: string | null, completedAt: string | null, lastActivityAt: string | null, title: string | null, percent: number | null } | null> | null } };

export type SectionAssignmentsFragment = { assignments: { nodes: Array<{ id: string, title: string | null, type: string | null, weight: number | null, dueAt: string | null, masteryScore: number | null } | null> | null } } & { ' $fragmentName'?: 'SectionAssignmentsFragment' };

export type SectionRosterFragment = { enrollments: { totalCount: number | null, pageInfo: { hasNextPage: boolean }, nodes: Array<{ id: string, status: EnrollmentStatus | null, phase: EnrollmentPhase | null, percentAssignmentsComplete: number | null, weightedScore: number | null, maxWeightedScore: number | null, lastActivityAt: string | null, user: { id: string } } | null> | null } } & { ' $fragmentName'?: 'SectionRosterFragment' };

export type SectionPageQueryVariables = Exact<{
  id: string;
  organizationId: string;
  first: number;
  offset: number;
}>;


export type SectionPageQuery = { section: (
    { id: string, title: string | null, number: string | null, ceus: string | null, duration: string | null, creditHours: number | null, enrollmentEndsAt: string | null, finalDropAt: string | null, trainingStartsAt: string | null, trainingEndsAt: string | null, description: string | null, objectives: string | null }
    & { ' $fragmentRefs'?: { 'SectionAssignmentsFragment': SectionAssignmentsFragment } }
  ) & { ' $fragmentRefs'?: { 'SectionRosterFragment': Incremental<SectionRosterFragment> } } | null };

export const OfferedSyllabiFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OfferedSyllabi"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CatalogSyllabusConnection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"productId"}},{"kind":"Field","name":{"kind":"Name","value":"syllabusType"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Section"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"duration"}},{"kind":"Field","name":{"kind":"Name","value":"creditHours"}}]}}]}}]}}]}}]} as unknown as DocumentNode<OfferedSyllabiFragment, unknown>;
export const SectionAssignmentsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SectionAssignments"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Section"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"assignments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"weight"}},{"kind":"Field","name":{"kind":"Name","value":"dueAt"}},{"kind":"Field","name":{"kind":"Name","value":"masteryScore"}}]}}]}}]}}]} as unknown as DocumentNode<SectionAssignmentsFragment, unknown>;
export const SectionRosterFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SectionRoster"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Section"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"enrollments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"organizationId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"organizationId"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"offset"},"value":{"kind":"Variable","name":{"kind":"Name","value":"offset"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"phase"}},{"kind":"Field","name":{"kind":"Name","value":"percentAssignmentsComplete"}},{"kind":"Field","name":{"kind":"Name","value":"weightedScore"}},{"kind":"Field","name":{"kind":"Name","value":"maxWeightedScore"}},{"kind":"Field","name":{"kind":"Name","value":"lastActivityAt"}}]}}]}}]}}]} as unknown as DocumentNode<SectionRosterFragment, unknown>;
export const OfferedSectionsDocument = {"__meta__":{"hash":"sha256:57b27698fe06830014b33916331a9f108d084372e6030d7e9eb9be3e8415cf92"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"OfferedSections"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"organizationId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"catalogs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"groupId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"organizationId"}}},{"kind":"Argument","name":{"kind":"Name","value":"access"},"value":{"kind":"EnumValue","value":"BOTH"}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"15"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"syllabi"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Section"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"number"}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<OfferedSectionsQuery, OfferedSectionsQueryVariables>;
export const EnrollClassDocument = {"__meta__":{"hash":"sha256:74e7d0a8866fe44d23baf8b2ffc3317475b4536c91848bea21dbb6352e61e572"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"EnrollClass"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateEnrollmentsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createEnrollments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreateEnrollmentsSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"outcomes"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"stream"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"result"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CreateEnrollmentSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}}]} as unknown as DocumentNode<EnrollClassMutation, EnrollClassMutationVariables>;
export const CustomFieldValuesDocument = {"__meta__":{"hash":"sha256:26b1f25e398c6348281f5a7a7dd3558eef89b4fa21eaf152568530a9b88c7435"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CustomFieldValues"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"organizationId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"enrollmentId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organization"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"organizationId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"customEnrollmentFields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"type"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"enrollment"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"enrollmentId"}}},{"kind":"Argument","name":{"kind":"Name","value":"organizationId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"organizationId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"customFieldValues"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}}]}}]} as unknown as DocumentNode<CustomFieldValuesQuery, CustomFieldValuesQueryVariables>;
export const SetCustomFieldValuesDocument = {"__meta__":{"hash":"sha256:468cbfb0aa7f9c0c1491a238a89615cf135aff172a674310201a914e6fc037fe"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SetCustomFieldValues"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SetCustomEnrollmentFieldValuesInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"setCustomEnrollmentFieldValues"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SetCustomEnrollmentFieldValuesSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"}},{"kind":"Field","name":{"kind":"Name","value":"values"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ValidationError"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"problems"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]}}]} as unknown as DocumentNode<SetCustomFieldValuesMutation, SetCustomFieldValuesMutationVariables>;
export const DropEnrollmentDocument = {"__meta__":{"hash":"sha256:7ff799d6a571d6bef1e82a8162fe5b70444aa2c11a724a327ef6e8a438beb5fa"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DropEnrollment"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"DropEnrollmentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dropEnrollment"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"DropEnrollmentSuccess"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Error"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}}]}}]}}]}}]} as unknown as DocumentNode<DropEnrollmentMutation, DropEnrollmentMutationVariables>;
export const ManagedRosterDocument = {"__meta__":{"hash":"sha256:5d09c3285add03f2e1ae46486dee89905eee10c04c237295ae4fdfeda5cbfbce"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ManagedRoster"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"organizationId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"sectionId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"offset"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sectionEnrollments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"organizationId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"organizationId"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"syllabusId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"sectionId"}}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"offset"},"value":{"kind":"Variable","name":{"kind":"Name","value":"offset"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"phase"}},{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ManagedRosterQuery, ManagedRosterQueryVariables>;
export const CatalogsDocument = {"__meta__":{"hash":"sha256:e7a95342bd037e006399e1e041b8a63a48889bf8fc6ab4d4149fdd7128962729"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Catalogs"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"organizationId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"catalogs"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"groupId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"organizationId"}}},{"kind":"Argument","name":{"kind":"Name","value":"access"},"value":{"kind":"EnumValue","value":"BOTH"}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<CatalogsQuery, CatalogsQueryVariables>;
export const CatalogContentsDocument = {"__meta__":{"hash":"sha256:629ccea8fbf38fb857082b924a9b1ac811c63cdbbdfc3bf799f5cb7fb932c476"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CatalogContents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"catalog"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"categories"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"500"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"parent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"syllabi"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"500"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OfferedSyllabi"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OfferedSyllabi"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CatalogSyllabusConnection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"productId"}},{"kind":"Field","name":{"kind":"Name","value":"syllabusType"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Section"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"duration"}},{"kind":"Field","name":{"kind":"Name","value":"creditHours"}}]}}]}}]}}]}}]} as unknown as DocumentNode<CatalogContentsQuery, CatalogContentsQueryVariables>;
export const CategoryContentsDocument = {"__meta__":{"hash":"sha256:933dfa3c8ea0b2219f82c8c7e0c85de6a65b3dbea435e94a4fb3e5bf986d7264"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CategoryContents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"catalogId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"category"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"catalogId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"catalogId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"syllabi"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"500"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"OfferedSyllabi"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"OfferedSyllabi"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CatalogSyllabusConnection"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"productId"}},{"kind":"Field","name":{"kind":"Name","value":"syllabusType"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Section"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"duration"}},{"kind":"Field","name":{"kind":"Name","value":"creditHours"}}]}}]}}]}}]}}]} as unknown as DocumentNode<CategoryContentsQuery, CategoryContentsQueryVariables>;
export const EarnedCertificatesDocument = {"__meta__":{"hash":"sha256:ff529f81884ec92045da9ec48bad99c88ed9b70867a3087826b8393673bf1b59"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"EarnedCertificates"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"userId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"enrollmentIds"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"enrollments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"userIds"},"value":{"kind":"ListValue","values":[{"kind":"Variable","name":{"kind":"Name","value":"userId"}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"enrollmentIds"},"value":{"kind":"Variable","name":{"kind":"Name","value":"enrollmentIds"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"certificate"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"isReady"}},{"kind":"Field","name":{"kind":"Name","value":"isNotAssigned"}}]}}]}}]}}]}}]} as unknown as DocumentNode<EarnedCertificatesQuery, EarnedCertificatesQueryVariables>;
export const DueAssignmentsDocument = {"__meta__":{"hash":"sha256:f2ae14f8e1f3cb00b4a57e214b690a623c58a8b20a08e2df458a783e79157746"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"DueAssignments"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"userId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"enrollmentIds"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"enrollments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"userIds"},"value":{"kind":"ListValue","values":[{"kind":"Variable","name":{"kind":"Name","value":"userId"}}]}},{"kind":"ObjectField","name":{"kind":"Name","value":"enrollmentIds"},"value":{"kind":"Variable","name":{"kind":"Name","value":"enrollmentIds"}}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"SectionEnrollment"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"section"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"assignments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"dueAt"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"assignmentStatuses"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"phase"}},{"kind":"Field","name":{"kind":"Name","value":"assignment"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<DueAssignmentsQuery, DueAssignmentsQueryVariables>;
export const LearnerEnrollmentsDocument = {"__meta__":{"hash":"sha256:26f97bb4e97a4aa59a941b4ea61a86ef2014d00a7567983a09c4ef50ba1fd327"},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"LearnerEnrollments"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"organizationId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"userId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sectionEnrollments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"organizationId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"organizationId"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"userId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"userId"}}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"200"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"phase"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","alias":{"kind":"Name","value":"percent"},"name":{"kind":"Name","value":"percentAssignmentsComplete"}},{"kind":"Field","name":{"kind":"Name","value":"weightedScore"}},{"kind":"Field","name":{"kind":"Name","value":"maxWeightedScore"}},{"kind":"Field","name":{"kind":"Name","value":"enrolledAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"completedAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastActivityAt"}},{"kind":"Field","name":{"kind":"Name","value":"section"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"trainingPlanEnrollments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"organizationId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"organizationId"}}},{"kind":"ObjectField","name":{"kind":"Name","value":"userId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"userId"}}}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"200"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"phase"}},{"kind":"Field","alias":{"kind":"Name","value":"title"},"name":{"kind":"Name","value":"name"}},{"kind":"Field","alias":{"kind":"Name","value":"percent"},"name":{"kind":"Name","value":"percentRequirementsFulfilled"}},{"kind":"Field","name":{"kind":"Name","value":"enrolledAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"completedAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastActivityAt"}}]}}]}}]}}]} as unknown as DocumentNode<LearnerEnrollmentsQuery, LearnerEnrollmentsQueryVariables>;
export const SectionPageDocument = {"__meta__":{"hash":"sha256:423862686bf2cc4e74a64ec59806ade31cad9beca216104e6bdc9f7751d798ff","deferredFields":{"SectionRoster":["enrollments"]}},"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SectionPage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"organizationId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"offset"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"section"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"number"}},{"kind":"Field","name":{"kind":"Name","value":"ceus"}},{"kind":"Field","name":{"kind":"Name","value":"duration"}},{"kind":"Field","name":{"kind":"Name","value":"creditHours"}},{"kind":"Field","name":{"kind":"Name","value":"enrollmentEndsAt"}},{"kind":"Field","name":{"kind":"Name","value":"finalDropAt"}},{"kind":"Field","name":{"kind":"Name","value":"trainingStartsAt"}},{"kind":"Field","name":{"kind":"Name","value":"trainingEndsAt"}},{"kind":"Field","name":{"kind":"Name","value":"description"}},{"kind":"Field","name":{"kind":"Name","value":"objectives"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"SectionAssignments"}},{"kind":"FragmentSpread","name":{"kind":"Name","value":"SectionRoster"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"defer"}}]}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SectionAssignments"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Section"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"assignments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"type"}},{"kind":"Field","name":{"kind":"Name","value":"weight"}},{"kind":"Field","name":{"kind":"Name","value":"dueAt"}},{"kind":"Field","name":{"kind":"Name","value":"masteryScore"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SectionRoster"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Section"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"enrollments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"organizationId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"organizationId"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"offset"},"value":{"kind":"Variable","name":{"kind":"Name","value":"offset"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"user"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"phase"}},{"kind":"Field","name":{"kind":"Name","value":"percentAssignmentsComplete"}},{"kind":"Field","name":{"kind":"Name","value":"weightedScore"}},{"kind":"Field","name":{"kind":"Name","value":"maxWeightedScore"}},{"kind":"Field","name":{"kind":"Name","value":"lastActivityAt"}}]}}]}}]}}]} as unknown as DocumentNode<SectionPageQuery, SectionPageQueryVariables>;