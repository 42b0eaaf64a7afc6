import type { FailureKind } from '../../learning-api/errors.ts';

/**
 * Every code that an error can carry, in `extensions.code` or in the `code` of an error type, and what it tells a
 * caller to do. `npm run generate` writes the table in docs/errors.md from it.
 */
export const errorCodes = {
  UNAUTHENTICATED: 'There is no token, or it was refused; the message says why if the gateway knows. Sign in again.',
  FORBIDDEN: 'The token does not permit this in this organization. Ask an administrator for the permission.',
  NOT_FOUND: 'What a link or a mutation pointed to does not exist, or not any more.',
  BAD_USER_INPUT: 'The query or an argument breaks a rule; the message names it and says what to give.',
  ALREADY_ENROLLED: 'The user has an enrollment in this syllabus that is not finished.',
  ALREADY_DROPPED: 'The REST API did not drop the enrollment; as a rule it is dropped already.',
  NOT_DELETED: 'The REST API did not delete the enrollment.',
  UNKNOWN_CUSTOM_FIELD: 'The organization has no custom enrollment field with this key. No value was set.',
  OUTCOME_UNKNOWN:
    'A write was sent and got no readable answer, so it may have taken effect or not. Query what it was to change before trying again.',
  NOT_ATTEMPTED: 'The time for a bulk mutation ran out before this item. Nothing was sent; ask for it again.',
  RATE_LIMITED: 'Too many requests. Wait for `retryAfterSeconds` if given, then try again.',
  UPSTREAM_ERROR: 'The REST API failed, or sent what cannot be read. Try again later; tell the operator the requestId.',
  UPSTREAM_TIMEOUT: 'The REST API did not answer in time. Try again, or ask for less at once.',
  UPSTREAM_UNAVAILABLE: 'The REST API, or where the keys of callers are published, cannot be reached. Try again later.',
  OVERLOADED: 'The gateway has more to do than it can. Nothing was sent for this; try again in a moment.',
  QUERY_TOO_LARGE:
    'The document has more of something than any client needs; `limit`, `allowed` and `actual` say of what.',
  QUERY_TOO_EXPENSIVE:
    'The query may cause more calls to the REST API than are allowed; `allowed` and `actual` say how many. Ask for smaller pages.',
  ORIGIN_NOT_ALLOWED: 'The page that asks is of an origin that may not. The operator can allow it by CORS_ORIGINS.',
  METHOD_NOT_ALLOWED: 'Queries by GET are switched off, or a mutation came by GET. Send it by POST.',
  INTROSPECTION_DISABLED: 'The gateway does not tell its schema. Read schema.graphql instead.',
  PERSISTED_QUERY_NOT_FOUND: 'No operation with this hash is known. Send the text, if the gateway takes texts.',
  PERSISTED_QUERY_NOT_SUPPORTED: 'The gateway knows no operations by hash. Send the text.',
  PERSISTED_QUERY_REQUIRED: 'Only operations that are known by their hash are answered. Send a hash, and no text.',
  UNSUPPORTED_MEDIA_TYPE: 'The request is no JSON by its content type. Send `application/json`.',
  REQUEST_ENTITY_TOO_LARGE: 'The body of the request is larger than the gateway takes.',
  BAD_REQUEST: 'The body is not one JSON object with a `query`; the message says what is wrong with it.',
  OPERATION_RESOLUTION_FAILURE:
    'The document has several operations, or none of the name given. Name one of them in `operationName`.',
  GRAPHQL_PARSE_FAILED: 'The document is no GraphQL.',
  GRAPHQL_VALIDATION_FAILED: 'The document does not fit the graph.',
  INTERNAL_SERVER_ERROR: 'Something nobody foresaw. Tell the operator the requestId.',
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** The code that tells of a failed call to the REST API. */
export const codeOfFailure: Record<FailureKind, ErrorCode> = {
  unauthenticated: 'UNAUTHENTICATED',
  signInFailed: 'UPSTREAM_ERROR',
  forbidden: 'FORBIDDEN',
  conflict: 'NOT_FOUND',
  invalid: 'BAD_USER_INPUT',
  rateLimited: 'RATE_LIMITED',
  unavailable: 'UPSTREAM_UNAVAILABLE',
  timeout: 'UPSTREAM_TIMEOUT',
  deadline: 'UPSTREAM_TIMEOUT',
  circuitOpen: 'UPSTREAM_UNAVAILABLE',
  overloaded: 'OVERLOADED',
  cancelled: 'UPSTREAM_ERROR',
  malformed: 'UPSTREAM_ERROR',
  tooLarge: 'UPSTREAM_ERROR',
  outcomeUnknown: 'OUTCOME_UNKNOWN',
  failed: 'UPSTREAM_ERROR',
};
