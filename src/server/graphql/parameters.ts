import type { GraphQLError } from 'graphql';
import { isObject } from '../../learning-api/contract/json-object.ts';
import type { OperationRequest } from './persisted-operations.ts';
import { requestError } from './request-error.ts';
import { checkVariables, type VariableLimits } from './variable-limits.ts';

/** The parameters of a GraphQL request, by POST or by GET. Unknown ones are ignored, as the specification demands. */
export interface Parameters extends OperationRequest {
  variables: Record<string, unknown> | null;
  operationName: string | null;
}

/** @param search the query string of the URL, which may name a persisted operation */
export function parametersInBody(
  text: string,
  search: URLSearchParams | null,
  limits: VariableLimits,
): Parameters | GraphQLError {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return badRequest('The body is not valid JSON. Send a JSON object with `query`.');
  }
  if (Array.isArray(body)) return badRequest('Batches are not supported. Send each operation separately.');
  if (!isObject(body)) return badRequest('The body must be a JSON object with `query`.');
  const documentId = body.documentId ?? search?.get('documentId') ?? undefined;
  return checked({ ...body, documentId }, limits);
}

export function parametersInSearch(search: URLSearchParams, limits: VariableLimits): Parameters | GraphQLError {
  const repeated = [...search.keys()].find((name) => names.includes(name) && search.getAll(name).length > 1);
  if (repeated) return badRequest(`The parameter \`${repeated}\` occurs more than once. Send it once.`);
  const given = (name: string) => search.get(name) ?? undefined;
  const variables = jsonIn(search, 'variables');
  const extensions = jsonIn(search, 'extensions');
  if (variables === notJson || extensions === notJson) {
    const name = variables === notJson ? 'variables' : 'extensions';
    return badRequest(`The parameter \`${name}\` is not valid JSON. Send a JSON object.`);
  }
  const documentId = given('documentId');
  const operationName = given('operationName');
  return checked({ query: given('query'), operationName, documentId, variables, extensions }, limits);
}

const names = ['query', 'variables', 'operationName', 'extensions', 'documentId'];

const notJson = Symbol('not JSON');

/** An empty parameter is the same as none. */
function jsonIn(search: URLSearchParams, name: string): unknown {
  const text = search.get(name);
  if (!text) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return notJson;
  }
}

function checked(
  { query, variables, operationName, extensions, documentId }: Record<string, unknown>,
  limits: VariableLimits,
): Parameters | GraphQLError {
  if (isPresent(query) && typeof query !== 'string') return badRequest('`query` must be a string.');
  if (isPresent(operationName) && typeof operationName !== 'string')
    return badRequest('`operationName` must be a string.');
  if (isPresent(documentId) && typeof documentId !== 'string') return badRequest('`documentId` must be a string.');
  if (isPresent(variables) && !isObject(variables)) return badRequest('`variables` must be an object.');
  if (isPresent(extensions) && !isObject(extensions)) return badRequest('`extensions` must be an object.');
  // An empty name is the same as none.
  const name = typeof operationName === 'string' && operationName !== '' ? operationName : null;
  return (
    checkVariables(variables, limits) ?? {
      query,
      documentId,
      extensions,
      variables: isObject(variables) ? variables : null,
      operationName: name,
    }
  );
}

function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function badRequest(message: string): GraphQLError {
  return requestError('BAD_REQUEST', message, { http: { status: 400 } });
}
