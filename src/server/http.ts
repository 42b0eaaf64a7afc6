import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Config } from '../config.ts';
import { buildSchema } from '../graph/schema.ts';
import type { LearningApi } from '../learning-api/client.ts';
import { type CodeTable, createCodes } from '../learning-api/codes.ts';
import { createContext } from './context.ts';
import { createDirectAnswers } from './direct.ts';
import { createGraphiql } from './graphiql.ts';
import { type DocumentLimits, documentLimits } from './limits.ts';
import type { Log } from './log.ts';
import { createReference } from './reference.ts';
import { createRequestEnd } from './request-end.ts';
import { createRequestRecord, type RequestRecord } from './request-record.ts';
import type { ServeFile } from './static-file.ts';
import { createGraphQLHandler, type Timeouts } from './yoga.ts';

interface GatewayOptions {
  config: Config;
  learningApi: LearningApi;
  log: Log;
  /** What one document may hold. */
  limits?: DocumentLimits;
}

/** A gateway that listens. */
export interface Gateway {
  /** Where the graph is: `http://host:port/graphql`. */
  url: string;
  /** Says that it is not ready any more, lets requests in flight finish, then closes. */
  close(): Promise<void>;
}

/** Starts the HTTP server in front of the graph. */
export async function startGateway({
  config,
  learningApi,
  log,
  limits = documentLimits,
}: GatewayOptions): Promise<Gateway> {
  const schema = buildSchema();
  const graphql = createGraphQLHandler({
    schema,
    maxBodyBytes: config.MAX_BODY_BYTES,
    limits,
    costLimit: config.COST_LIMIT,
    timeouts: timeoutsOf(config),
    context: createContext({
      config,
      learningApi,
      log,
      codes: createCodes(config.CODES_FILE ?? {}, tellUnknownCode(log)),
    }),
    log,
  });
  const answer = createDirectAnswers({ graphql, schema, maxBodyBytes: config.MAX_BODY_BYTES, log });
  const graphiql = createGraphiql(config.GRAPHIQL_EXAMPLE_VALUES ?? {}, '/graphiql.js');
  const files: Record<string, ServeFile> = { '/graphiql.js': graphiql.script, '/docs': createReference() };
  let isDraining = false;

  const server = createServer((request, response) => {
    const record = createRequestRecord(requestIdOf(request), request.headers);
    response.setHeader('x-request-id', record.requestId);
    if (isDraining) response.setHeader('connection', 'close');
    const [path = ''] = request.url?.split('?', 1) ?? [];
    if (path === '/health') return sendJson(response, 200, { status: 'ok' });
    if (path === '/ready')
      return sendJson(response, isDraining ? 503 : 200, { status: isDraining ? 'draining' : 'ready' });
    if (path === '/') return void response.writeHead(302, { location: '/graphql' }).end();
    if (path !== '/graphql' && !Object.hasOwn(files, path))
      return sendJson(response, 404, { message: 'Not here. The graph is at /graphql, its reference at /docs.' });
    if (request.method === 'POST' && !isJson(request)) {
      return sendJson(response, 415, {
        errors: [
          {
            message: 'Send the query as application/json.',
            extensions: { code: 'UNSUPPORTED_MEDIA_TYPE', requestId: record.requestId },
          },
        ],
      });
    }
    const file = asksForPage(request, path) ? graphiql.page : files[path];
    if (!file) response.on('close', () => logRequest(log, record, response));
    const answered = file
      ? file(request, response)
      : answer(request, response, { headers: request.headers, record, end: createRequestEnd(response) });
    Promise.resolve(answered).catch((error: unknown) => {
      log.error({ event: 'unexpected_error', requestId: record.requestId, err: error });
      response.destroy();
    });
  });

  await listen(server, config);
  return {
    url: `http://${hostInUrl(config.HOST)}:${portOf(server)}/graphql`,
    close: async () => {
      isDraining = true;
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeIdleConnections();
      await closed;
    },
  };
}

/** A mutation gets the time of a bulk where that is more. */
function timeoutsOf({ REQUEST_TIMEOUT_MS, BULK_BUDGET_MS, UPSTREAM_TIMEOUT_MS }: Config): Timeouts {
  return {
    queryMs: REQUEST_TIMEOUT_MS,
    mutationMs: Math.max(REQUEST_TIMEOUT_MS, BULK_BUDGET_MS + UPSTREAM_TIMEOUT_MS),
  };
}

function tellUnknownCode(log: Log) {
  return (table: CodeTable, code: number) => {
    log.warn({ event: 'unknown_code', table, code, advice: 'Shown as UNKNOWN. CODES_FILE can give it a name.' });
  };
}

function logRequest(log: Log, record: RequestRecord, response: ServerResponse): void {
  const [firstCode] = record.errorCodes;
  log.info({
    event: 'request',
    requestId: record.requestId,
    operationName: record.operationName,
    operationKind: record.operationKind,
    durationMs: Math.round((performance.now() - record.startedAt) * 10) / 10,
    status: response.statusCode,
    outcome: response.writableFinished ? (firstCode ?? 'OK') : 'CALLER_LEFT',
    errors: record.errorCodes.length,
    upstreamCalls: Object.fromEntries(record.upstreamCalls),
  });
}

function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.:-]{1,128}$/.test(given) ? given : randomUUID();
}

function asksForPage({ method, headers, url }: IncomingMessage, path: string): boolean {
  return (
    path === '/graphql' &&
    method === 'GET' &&
    Boolean(headers.accept?.includes('text/html')) &&
    !url?.includes('?query=')
  );
}

function isJson({ headers }: IncomingMessage): boolean {
  return /^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '');
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function listen(server: Server, { HOST, PORT }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(PORT, HOST, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server does not listen on a port.');
  return address.port;
}

function hostInUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
