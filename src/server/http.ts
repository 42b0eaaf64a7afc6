import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Config } from '../config.ts';
import type { ErrorCode } from '../graph/error-codes.ts';
import { buildSchema } from '../graph/schema.ts';
import type { LearningApi } from '../learning-api/client.ts';
import { type CodeTable, createCodes } from '../learning-api/codes.ts';
import { bearerToken } from './authentication.ts';
import { createContext } from './context.ts';
import { createDirectAnswers } from './direct.ts';
import { createDrain } from './drain.ts';
import { createGraphiql } from './graphiql.ts';
import { readiness } from './health.ts';
import { createIdentification } from './identity.ts';
import { type DocumentLimits, documentLimits } from './limits.ts';
import { listen } from './listen.ts';
import type { Log } from './log.ts';
import { createReference } from './reference.ts';
import { createRequestEnd } from './request-end.ts';
import { logRequest, requestOver } from './request-over.ts';
import { createRequestRecord } from './request-record.ts';
import type { ServeFile } from './static-file.ts';
import type { Telemetry } from './telemetry.ts';
import { createGraphQLHandler, type Timeouts } from './yoga.ts';

interface GatewayOptions {
  config: Config;
  learningApi: LearningApi;
  log: Log;
  telemetry?: Telemetry | undefined;
  /** What one document may hold. */
  limits?: DocumentLimits;
  /** Instead of COST_LIMIT. */
  costLimit?: number;
}

/** A gateway that listens. */
export interface Gateway {
  /** Where the graph is: `http://host:port/graphql`. */
  url: string;
  /**
   * Says that it is not ready any more, lets requests in flight finish, then closes.
   *
   * @param delayMs for which requests are answered as before, until load balancers know
   */
  close(delayMs?: number): Promise<void>;
}

/** Starts the HTTP server in front of the graph. */
export async function startGateway({
  config,
  learningApi,
  log,
  telemetry,
  limits = documentLimits,
  costLimit = config.COST_LIMIT,
}: GatewayOptions): Promise<Gateway> {
  const { metrics, tracing } = telemetry ?? {};
  metrics?.watch(() => learningApi.state());
  const schema = buildSchema();
  const identification = createIdentification(config, log);
  tracing?.instrument(schema);
  const graphql = createGraphQLHandler({
    schema,
    maxBodyBytes: config.MAX_BODY_BYTES,
    limits,
    costLimit,
    timeouts: timeoutsOf(config),
    context: createContext({
      config,
      learningApi,
      identification,
      log,
      codes: createCodes(config.CODES_FILE ?? {}, tellUnknownCode(log)),
    }),
    log,
  });
  const answer = createDirectAnswers({ graphql, schema, maxBodyBytes: config.MAX_BODY_BYTES, log });
  const graphiql = createGraphiql(config.GRAPHIQL_EXAMPLE_VALUES ?? {}, '/graphiql.js');
  const files: Record<string, ServeFile> = { '/graphiql.js': graphiql.script, '/docs': createReference() };

  const server = createServer((request, response) => {
    const requestId = requestIdOf(request);
    response.setHeader('x-request-id', requestId);
    if (drain.phase === 'closing') response.setHeader('connection', 'close');
    const [path = ''] = request.url?.split('?', 1) ?? [];
    if (path === '/health') return sendJson(response, 200, { status: 'ok' });
    if (path === '/ready') {
      const { status, body } = readiness(drain.phase, learningApi.state());
      return sendJson(response, status, body);
    }
    if (path === '/') return void response.writeHead(302, { location: '/graphql' }).end();
    if (path !== '/graphql' && !Object.hasOwn(files, path)) {
      const message = 'Not here. The graph is at /graphql, its reference at /docs.';
      return sendJson(response, 404, { message, requestId });
    }
    const file = asksForPage(request, path) ? graphiql.page : files[path];
    const answered = file ? file(request, response) : answerQuery(request, response, requestId);
    Promise.resolve(answered).catch((error: unknown) => {
      log.error({ event: 'unexpected_error', requestId, err: error });
      response.destroy();
    });
  });
  const drain = createDrain(server);

  async function answerQuery(request: IncomingMessage, response: ServerResponse, requestId: string): Promise<void> {
    const record = createRequestRecord(requestId, request.headers, tracing?.begin(request) ?? null);
    response.on('close', () => {
      const over = requestOver(record, response);
      logRequest(log, record, over);
      metrics?.requestOver(over);
      record.trace?.end(over);
    });
    if (request.method !== 'POST' || isJson(request)) {
      return answer(request, response, { headers: request.headers, record, end: createRequestEnd(response) });
    }
    const code: ErrorCode = 'UNSUPPORTED_MEDIA_TYPE';
    record.errorCodes.push(code);
    sendJson(response, 415, {
      errors: [{ message: 'Send the query as application/json.', extensions: { code, requestId } }],
    });
  }

  await listen(server, {
    port: { setting: 'PORT', value: config.PORT },
    host: { setting: 'HOST', value: config.HOST },
  });
  identification.start();
  return {
    url: `http://${hostInUrl(config.HOST)}:${portOf(server)}/graphql`,
    close: async (delayMs = 0) => {
      await drain.run(delayMs);
      await identification.close();
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

function requestIdOf(request: IncomingMessage): string {
  const { 'x-request-id': given, authorization } = request.headers;
  const isFit = typeof given === 'string' && /^[\w.:-]{1,128}$/.test(given);
  const token = bearerToken(authorization);
  // An id goes into the log, a token never does.
  return isFit && (token === null || !given.includes(token)) ? given : randomUUID();
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

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server does not listen on a port.');
  return address.port;
}

function hostInUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}
