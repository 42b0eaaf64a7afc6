import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ExecutionResult } from 'graphql';
import { jsonOf } from '../../execution/json.ts';
import type { Handover } from './context.ts';
import type { SharedAnswers } from './in-flight-queries.ts';
import type { AskedFor, PersistedOperations } from './persisted-operations.ts';
import type { Finish, Result } from './result-extensions.ts';
import { refusalOfVariables } from './variable-limits.ts';
import type { GraphQLHandler } from './yoga.ts';

interface DirectOptions {
  graphql: GraphQLHandler;
  operations: PersistedOperations;
  /** Lets equal requests share one execution; null where none do. */
  shared: SharedAnswers | null;
  maxBodyBytes: number;
  finish: Finish;
}

/** The parameters of a query as a JSON body brings them. */
interface Params {
  query: string;
  variables: Record<string, unknown> | null;
  operationName: string | null;
}

type Answer = (request: IncomingMessage, response: ServerResponse, handover: Handover) => Promise<void>;

/**
 * Answers what nearly every request is, a plain POST of a query that came before and is answered as a whole, without
 * Yoga's HTTP layer and hooks. Everything else, and every refusal, is left to Yoga as if this were not here. So
 * whether a document is valid must depend on nothing but the document.
 */
export function createDirectAnswers({ graphql, operations, shared, maxBodyBytes, finish }: DirectOptions): Answer {
  const leaveToYoga: Answer = async (request, response, handover) => {
    await graphql.handle(request, response, handover);
  };

  return async (request, response, handover) => {
    const contentType = answerType(request.headers.accept);
    if (!contentType || !isPlainPost(request, maxBodyBytes)) return leaveToYoga(request, response, handover);
    const text = await readBody(request);
    // Yoga takes a body that was read already from here.
    Object.assign(request, { body: text });
    const body = await answer(text, handover).catch(() => null);
    if (response.destroyed) return;
    if (body === null) return leaveToYoga(request, response, handover);
    response.writeHead(200, { 'content-type': contentType, 'content-length': body.length }).end(body);
  };

  /** The answer as JSON, or null where nothing was executed. */
  async function answer(text: string, handover: Handover): Promise<Buffer | null> {
    if (shared && handover.headers['x-debug'] === undefined)
      return shared.answer(text, handover, (by) => run(text, by));
    const result = await run(text, handover);
    if (!result) return null;
    finish(result as Result, handover.record);
    return jsonOf(result);
  }

  /** The result, or null where nothing was executed. */
  async function run(text: string, handover: Handover): Promise<ExecutionResult | null> {
    const params = paramsIn(text, (asked) => operations.textFor(asked, handover.isRouter));
    const document = params && graphql.validDocument(params.query);
    if (!document) return null;
    const { variables, operationName } = params;
    return graphql.execute({ document, variableValues: variables, operationName }, handover);
  }
}

const jsonType = 'application/json; charset=utf-8';
const graphqlType = 'application/graphql-response+json; charset=utf-8';

/** The first content type for whole answers that a caller accepts; null where there is none. */
function answerType(accept: string | undefined): string | null {
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

function paramsIn(text: string, textFor: (asked: AskedFor) => string | null): Params | null {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(body)) return null;
  const { query, variables, operationName, extensions, documentId, ...others } = body;
  const isName = operationName === undefined || operationName === null || typeof operationName === 'string';
  const areVariables = variables === undefined || variables === null || isObject(variables);
  const areExtensions = extensions === undefined || isObject(extensions);
  if (!isName || !areVariables || !areExtensions || Object.keys(others).length > 0) return null;
  if (refusalOfVariables(variables)) return null;
  const operation = textFor({ query, documentId, extensions });
  if (operation === null) return null;
  return { query: operation, variables: variables ?? null, operationName: operationName ?? null };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
