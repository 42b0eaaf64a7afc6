import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ReadableStream } from 'node:stream/web';
import { isAsyncIterable } from 'graphql-yoga';
import { isObject } from '../../learning-api/contract/json-object.ts';
import { type HttpRefusal, refuse } from '../admission/http-refusal.ts';
import type { AnonymousIdentity } from '../admission/identity.ts';
import type { OriginPolicy } from '../admission/origins.ts';
import type { ExecuteTool, ToolCall, ToolHandler } from '../mcp/handler.ts';
import type { RequestLifetime } from '../request/request-lifetime.ts';
import type { RequestRecord } from '../request/request-record.ts';
import type { RequestInput } from './context.ts';
import { finished } from './finish-result.ts';
import { checkForm, type RequestLimits, readRequest } from './read-request.ts';
import { httpOf } from './request-error.ts';
import type { ExtendResult } from './result-extensions.ts';
import type { createRunner } from './run-request.ts';
import { send } from './write-response.ts';

/** A request whose record has begun. */
export interface BegunRequest {
  record: RequestRecord;
  lifetime: RequestLifetime;
}

interface McpEndpointOptions {
  begin(request: IncomingMessage, response: ServerResponse, requestId: string): BegunRequest;
  origins: OriginPolicy;
  admit(request: IncomingMessage, response: ServerResponse, begun: BegunRequest): Promise<RequestInput | null>;
  requestLimits: RequestLimits;
  run: ReturnType<typeof createRunner>;
  extendResult: ExtendResult;
  tools: ToolHandler;
}

/** The endpoint /mcp: the steps of /graphql, with a message of the Model Context Protocol instead of an operation. */
export function createMcpEndpoint({
  begin,
  origins,
  admit,
  requestLimits,
  run,
  extendResult,
  tools,
}: McpEndpointOptions) {
  return async (request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> => {
    const begun = begin(request, response, requestId);
    const { record } = begun;
    const refusal = origins.check(request) ?? checkForm(request, false);
    if (refusal) return refuse(response, record, refusal);
    const input = await admit(request, response, begun);
    if (!input) return;
    if (input.identity.caller === null) return refuse(response, record, refusalOf(input.identity));
    response.on('close', input.memory.release);
    const unread = await readRequest(request, requestLimits, input.memory);
    // The caller left.
    if (unread === null) return;
    if ('status' in unread) return refuse(response, record, unread);
    const message = parsed(unread.text);
    if (!isObject(message)) return refuse(response, record, noMessage);
    record.mcpMethod = methods.has(String(message.method)) ? String(message.method) : 'other';
    const answer = await tools.answer(webRequest(request, unread.text), executeFor(input));
    await write(response, answer);
  };

  function executeFor(input: RequestInput): ExecuteTool {
    return async (call) => {
      const { record } = input;
      const { outcome, json } = await run(requestFor(call), withKey(input, call));
      if (isAsyncIterable(outcome)) throw new Error('A tool has no result in parts.');
      const { result, json: text } = finished({ outcome, json }, record, extendResult);
      return { json: String(text), hasData: Boolean(result.data) };
    };
  }
}

function requestFor({ tool, variables }: ToolCall) {
  const parameters = { documentId: tool.hash, operationName: tool.name, variables };
  return {
    text: JSON.stringify(parameters),
    readParameters: () => parameters,
    isGet: false,
    acceptsParts: false,
    acceptsWhole: true,
    wantsRows: false,
  };
}

function withKey(input: RequestInput, { idempotencyKey }: ToolCall): RequestInput {
  const { 'idempotency-key': _, 'x-debug': __, ...headers } = input.headers;
  return {
    ...input,
    headers: idempotencyKey === null ? headers : { ...headers, 'idempotency-key': `"${idempotencyKey}"` },
  };
}

/** The request without the caller's token and cookies, which the tools do not need. */
function webRequest({ headers }: IncomingMessage, body: string): Request {
  const passed = Object.entries(headers).filter(([name]) => name === 'accept' || /^(content-type|mcp-.+)$/.test(name));
  return new Request('http://gateway/mcp', {
    method: 'POST',
    headers: passed.map(([name, value]): [string, string] => [name, String(value)]),
    body,
  });
}

async function write(response: ServerResponse, { status, headers, body }: Response): Promise<void> {
  if (response.destroyed) return;
  response.writeHead(status, Object.fromEntries(headers));
  if (!body) return void response.end();
  await send(body as ReadableStream<Uint8Array>, response);
}

function refusalOf({ error }: AnonymousIdentity): HttpRefusal {
  const { status = 401, headers } = httpOf(error) ?? {};
  return {
    status,
    code: error.extensions.code as HttpRefusal['code'],
    message: error.message,
    ...(headers && { headers }),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The methods that the log names. */
const methods: ReadonlySet<string> = new Set([
  'initialize',
  'notifications/cancelled',
  'notifications/initialized',
  'ping',
  'server/discover',
  'tools/call',
  'tools/list',
]);

const noMessage: HttpRefusal = {
  status: 400,
  code: 'BAD_REQUEST',
  message: 'The body must be one message of the Model Context Protocol: a JSON object.',
};
