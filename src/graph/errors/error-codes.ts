import type { FailureKind } from '../../learning-api/errors.ts';

/**
 * Every error code, in `extensions.code` or in the `code` of an error type, with its meaning and what the caller should
 * do. `npm run generate` writes the table in docs/errors.md from it.
 */
export const errorCodes = {
  UNAUTHENTICATED: 'The token is missing or was rejected. Sign in again.',
  FORBIDDEN:
    'The token does not have the required permission in this organization. Ask an administrator for the permission.',
  NOT_FOUND: 'The REST API did not find an object that the query refers to. The message says what to check.',
  NOT_REPORTED: 'The REST API does not report this value on the path of the query. The message says how to query it.',
  BAD_USER_INPUT: 'An argument or input field is invalid. The message names it and says what is allowed.',
  ALREADY_ENROLLED: 'The user is already enrolled in this syllabus.',
  CONFLICT:
    'Either an object that the input refers to was not found, or the user is already enrolled. The gateway could not find out which.',
  ALREADY_DROPPED: 'The REST API did not drop the enrollment. It may be dropped already: check its current state.',
  NOT_DELETED: 'The REST API did not delete the enrollment. Check its current state.',
  UNKNOWN_CUSTOM_FIELD: 'The organization has no custom enrollment field with one of the keys. Correct the key.',
  OUTCOME_UNKNOWN:
    'The change was sent, but no readable response arrived, so it may have taken effect. Wait for `check.waitSeconds` and send the query in `check` before trying again.',
  NOT_ATTEMPTED: 'The bulk mutation stopped before this item. Nothing was sent. See `reason`, then try the item again.',
  IDEMPOTENCY_KEY_REUSED:
    'The Idempotency-Key belongs to another request. Nothing was sent. Use a new key for a new request.',
  IDEMPOTENCY_UNAVAILABLE:
    'The gateway cannot remember the Idempotency-Key now. Nothing was sent. Try again later with the same key.',
  RATE_LIMITED: 'Too many requests. Wait for `retryAfterSeconds` if present, then try again.',
  UPSTREAM_ERROR:
    'The REST API failed or returned an unreadable response. Try again later. If it persists, give the operator the requestId.',
  UPSTREAM_TIMEOUT: 'The REST API did not respond in time. Try again, or request less at once.',
  UPSTREAM_UNAVAILABLE: 'The REST API, or the server that publishes the JWT keys, is unavailable. Try again later.',
  OVERLOADED: 'The gateway is overloaded. Nothing was sent. Try again shortly.',
  QUERY_TOO_LARGE:
    'The document or its variables exceed a limit. See `limit`, `allowed` and `actual`, then send a smaller operation.',
  QUERY_TOO_EXPENSIVE:
    'The query could cause too many REST calls. See `allowed` and `actual`, then request smaller pages.',
  CALL_LIMIT_REACHED:
    'The request made as many REST calls as allowed, so this part of it failed. Select less, or request smaller pages.',
  ORIGIN_NOT_ALLOWED: 'Requests from this origin are not allowed. The operator can allow it in CORS_ORIGINS.',
  METHOD_NOT_ALLOWED: 'The HTTP method is not allowed for this request. Use POST.',
  INTROSPECTION_DISABLED: 'Introspection is disabled. Use schema.graphql instead.',
  PERSISTED_QUERY_NOT_FOUND:
    'No operation with this hash is known. Send the operation as text, if the gateway accepts text.',
  PERSISTED_QUERY_NOT_SUPPORTED: 'Persisted operations are not enabled. Send the operation as text.',
  PERSISTED_QUERY_REQUIRED: 'Only persisted operations are accepted. Send a hash instead of the text.',
  NOT_ACCEPTABLE:
    'The Accept header names no type that the gateway has. Accept application/graphql-response+json or application/json.',
  UNSUPPORTED_MEDIA_TYPE: 'The content type is not supported. Set Content-Type to application/json.',
  REQUEST_ENTITY_TOO_LARGE: 'The request body is too large. Send a smaller request.',
  BAD_REQUEST: 'The request is not valid GraphQL over HTTP. The message says what to correct.',
  OPERATION_RESOLUTION_FAILURE:
    'The document has several operations, or none with the given name. Set `operationName` to one of its operations.',
  GRAPHQL_PARSE_FAILED: 'The document has a syntax error. The message says where.',
  GRAPHQL_VALIDATION_FAILED: 'The document does not match the schema. The message says where.',
  INTERNAL_SERVER_ERROR: 'Unexpected error. Give the operator the requestId.',
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** The error code for each kind of failed REST call. */
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
  callLimit: 'CALL_LIMIT_REACHED',
  cancelled: 'UPSTREAM_ERROR',
  malformed: 'UPSTREAM_ERROR',
  tooLarge: 'UPSTREAM_ERROR',
  outcomeUnknown: 'OUTCOME_UNKNOWN',
  failed: 'UPSTREAM_ERROR',
};
