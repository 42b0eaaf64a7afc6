import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ExecutionResult } from 'graphql';
import { jsonOf } from '../../execution/json.ts';
import type { RequestInput } from './context.ts';
import type { InFlightQueries } from './in-flight-queries.ts';
import type { OperationRequest, PersistedOperations } from './persisted-operations.ts';
import type { ExtendResult, Result } from './result-extensions.ts';
import { checkVariables } from './variable-limits.ts';
import type { GraphQLHandler } from './yoga.ts';

interface FastPathOptions {
  graphql: GraphQLHandler;
  operations: PersistedOperations;
  /** Null if equal requests do not share executions. */
  inFlight: InFlightQueries | null;
  maxBodyBytes: number;
  extendResult: ExtendResult;
}

/** The parameters of a request, from its JSON body. */
interface Params {
  query: string;
  variables: Record<string, unknown> | null;
  operationName: string | null;
}

type Respond = (request: IncomingMessage, response: ServerResponse, input: RequestInput) => Promise<void>;

/**
 * Responds to a plain POST of a query whose document is already known to be valid, without Yoga's HTTP layer and hooks:
 * nearly every request. Yoga responds to all others and to every request that must be refused, and the result is the
 * same. Therefore, whether a document is valid must depend on nothing but the document.
 */
export function createFastPath({
  graphql,
  operations,
  inFlight,
  maxBodyBytes,
  extendResult,
}: FastPathOptions): Respond {
  const leaveToYoga: Respond = async (request, response, input) => {
    await graphql.handle(request, response, input);
  };

  return async (request, response, input) => {
    const contentType = responseType(request.headers.accept);
    if (!contentType || !isPlainPost(request, maxBodyBytes)) return leaveToYoga(request, response, input);
    const text = await readBody(request);
    // Yoga takes a body that was already read from this property.
    Object.assign(request, { body: text });
    const body = await respond(text, input).catch(() => null);
    if (response.destroyed) return;
    if (body === null) return leaveToYoga(request, response, input);
    response.writeHead(200, { 'content-type': contentType, 'content-length': body.length }).end(body);
  };

  /** The response as JSON. Null if nothing was executed. */
  async function respond(text: string, input: RequestInput): Promise<Buffer | null> {
    if (inFlight && input.headers['x-debug'] === undefined)
      return inFlight.respond(text, input, (shared) => execute(text, shared));
    const result = await execute(text, input);
    if (!result) return null;
    extendResult(result as Result, input.record);
    return jsonOf(result);
  }

  /** The result. Null if nothing was executed. */
  async function execute(text: string, input: RequestInput): Promise<ExecutionResult | null> {
    const params = paramsIn(text, (requested) => operations.textFor(requested, input.hasRouterSecret));
    const document = params && graphql.validDocument(params.query);
    if (!document) return null;
    const { variables, operationName } = params;
    return graphql.execute({ document, variableValues: variables, operationName }, input);
  }
}

const jsonType = 'application/json; charset=utf-8';
const graphqlType = 'application/graphql-response+json; charset=utf-8';

/** The first content type of an undivided response that the caller accepts. Null if there is none. */
function responseType(accept: string | undefined): string | null {
  if (accept === undefined || accept === '*/*' || accept === 'application/json') return jsonType;
  for (const part of accept.toLowerCase().replace(/\s/g, '').split(',')) {
    const [type, ...parameters] = part.split(';');
    if (parameters.some((parameter) => parameter.startsWith('charset=') && parameter !== 'charset=utf-8')) continue;
    if (type === 'application/graphql-response+json') return graphqlType;
    if (type === 'application/json' || type === 'application/*' || type === '*/*') return jsonType;
  }
  return null;
}

function isPlainPost({ method, url, headers }: IncomingMessage, maxBodyBytes: number): boolean {
  const length = headers['content-length'];
  return (
    method === 'POST' &&
    url === '/graphql' &&
    headers['content-encoding'] === undefined &&
    length !== undefined &&
    Number(length) <= maxBodyBytes
  );
}

function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', () => resolve(Buffer.concat(chunks).toString()));
    request.once('error', reject);
  });
}

function paramsIn(text: string, textFor: (requested: OperationRequest) => string | null): Params | null {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(body)) return null;
  const { query, variables, operationName, extensions, documentId, ...others } = body;
  const isNameValid = operationName === undefined || operationName === null || typeof operationName === 'string';
  const areVariablesValid = variables === undefined || variables === null || isObject(variables);
  const areExtensionsValid = extensions === undefined || isObject(extensions);
  if (!isNameValid || !areVariablesValid || !areExtensionsValid || Object.keys(others).length > 0) return null;
  if (checkVariables(variables)) return null;
  const operation = textFor({ query, documentId, extensions });
  if (operation === null) return null;
  return { query: operation, variables: variables ?? null, operationName: operationName ?? null };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
