import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { Handover } from './context.ts';
import { finish } from './finish.ts';
import type { Log } from './log.ts';
import { isPlannable } from './planned-execution.ts';
import type { GraphQLHandler } from './yoga.ts';

interface DirectOptions {
  graphql: GraphQLHandler;
  schema: GraphQLSchema;
  maxBodyBytes: number;
  log: Log;
}

/** The parameters of a query as a JSON body brings them. */
interface Params {
  query: string;
  variables: Record<string, unknown> | null;
  operationName: string | null;
}

type Answer = (request: IncomingMessage, response: ServerResponse, handover: Handover) => Promise<void>;

/**
 * Answers what nearly every request is, a plain POST of a query that came before and is answered as a whole, by Yoga's
 * engine but without its HTTP layer. Everything else, and every refusal, is left to Yoga as if this were not here. So
 * whether a document is valid must depend on nothing but the document.
 */
export function createDirectAnswers({ graphql, schema, maxBodyBytes, log }: DirectOptions): Answer {
  const leaveToYoga: Answer = async (request, response, handover) => {
    await graphql.handle(request, response, handover);
  };

  return async (request, response, handover) => {
    const contentType = answerType(request.headers.accept);
    if (!contentType || !isPlainPost(request, maxBodyBytes)) return leaveToYoga(request, response, handover);
    const text = await readBody(request);
    // Yoga takes a body that was read already from here.
    Object.assign(request, { body: text });
    const params = paramsIn(text);
    if (!params) return leaveToYoga(request, response, handover);

    const result = await runQuery(params, handover).catch(() => null);
    if (!result) return leaveToYoga(request, response, handover);
    finish(result as object, handover.record, log);
    const body = JSON.stringify(result);
    response.writeHead(200, { 'content-type': contentType, 'content-length': Buffer.byteLength(body) }).end(body);
  };

  /** The result, or null where nothing was executed. */
  async function runQuery(
    { query, variables, operationName }: Params,
    handover: Handover,
  ): Promise<ExecutionResult | null> {
    const document = graphql.validDocument(query);
    if (!document || !isPlannable(schema, document, operationName)) return null;
    const { contextFactory, execute } = graphql.getEnveloped(handover);
    const contextValue: unknown = await contextFactory();
    const result: ExecutionResult = await execute({
      schema,
      document,
      contextValue,
      variableValues: variables ?? undefined,
      operationName: operationName ?? undefined,
    });
    return 'data' in result ? result : null;
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

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function paramsIn(text: string): Params | null {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(body)) return null;
  const { query, variables, operationName, extensions, ...others } = body as Record<string, unknown>;
  const isPlain =
    (operationName === undefined || operationName === null || typeof operationName === 'string') &&
    (variables === undefined || variables === null || isObject(variables)) &&
    (extensions === undefined || (isObject(extensions) && !('persistedQuery' in extensions))) &&
    Object.keys(others).length === 0;
  if (!isPlain || typeof query !== 'string') return null;
  return { query, variables: variables ?? null, operationName: operationName ?? null };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
