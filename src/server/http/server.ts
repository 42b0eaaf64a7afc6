import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Redis } from 'ioredis';
import type { Config } from '../../config/config.ts';
import { buildSchema } from '../../graph/schema.ts';
import type { LearningApi } from '../../learning-api/client.ts';
import { bearerToken } from '../admission/bearer-token.ts';
import { createIdentification } from '../admission/identity.ts';
import { type DocumentLimits, defaultDocumentLimits } from '../graphql/document-limits.ts';
import { createGraphQLEndpoint } from '../graphql/endpoint.ts';

import { createGraphiql } from '../pages/graphiql.ts';
import { createReference } from '../pages/reference.ts';
import type { ServeFile } from '../pages/static-file.ts';
import type { Log } from '../telemetry/log.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { createDrain } from './drain.ts';
import { readiness } from './health.ts';
import { listen } from './listen.ts';
import { defaultReceiveTimeouts, type ReceiveTimeouts, receiveTimeoutOptions } from './receive-timeouts.ts';

/** Limits that no setting changes, for tests. */
export interface ServerLimits {
  documentLimits?: DocumentLimits;
  /** Instead of COST_LIMIT. */
  costLimit?: number;
  receiveTimeouts?: ReceiveTimeouts;
}

interface ServerOptions extends ServerLimits {
  config: Config;
  learningApi: LearningApi;
  log: Log;
  telemetry?: Telemetry | undefined;
  /** Where gateways count requests together. */
  redis?: Redis | undefined;
}

/** A server that listens. */
export interface HttpServer {
  /** URL of the graph: `http://host:port/graphql`. */
  url: string;
  /**
   * Reports not ready, lets requests in flight finish, then closes.
   *
   * @param delayMs how long to answer requests as before, until load balancers notice
   */
  close(delayMs?: number): Promise<void>;
}

/**
 * Starts the HTTP server in front of the graph.
 *
 * @throws ConfigError where a persisted operation does not fit the graph, ListenError where it cannot listen
 */
export async function startServer({
  config,
  learningApi,
  log,
  telemetry,
  redis,
  documentLimits = defaultDocumentLimits,
  costLimit = config.COST_LIMIT,
  receiveTimeouts = defaultReceiveTimeouts,
}: ServerOptions): Promise<HttpServer> {
  telemetry?.metrics?.watch(() => learningApi.state());
  const schema = buildSchema();
  telemetry?.tracing?.instrument(schema);
  const identification = await createIdentification(config, log);
  const answerQuery = await createGraphQLEndpoint({
    config,
    schema,
    learningApi,
    identification,
    redis,
    log,
    telemetry,
    limits: documentLimits,
    costLimit,
  });
  const graphiql = config.GRAPHIQL ? createGraphiql(config.GRAPHIQL_EXAMPLE_VALUES ?? {}, '/graphiql.js') : null;
  const files: Record<string, ServeFile> = graphiql
    ? { '/graphiql.js': graphiql.script, '/docs': createReference() }
    : {};

  const server = createServer(receiveTimeoutOptions(receiveTimeouts), (request, response) => {
    const requestId = requestIdOf(request);
    response.setHeader('x-request-id', requestId);
    if (drain.phase === 'closing') response.setHeader('connection', 'close');
    const [path = ''] = request.url?.split('?', 1) ?? [];
    if (path === '/health') return sendJson(response, 200, { status: 'ok' });
    if (path === '/ready') {
      const { status, body } = readiness(drain.phase, learningApi.state());
      return sendJson(response, status, body);
    }
    if (path === '/' && graphiql) return void response.writeHead(302, { location: '/graphql' }).end();
    if (path !== '/graphql' && !Object.hasOwn(files, path)) {
      const message = graphiql ? 'Not here. The graph is at /graphql, its reference at /docs.' : 'Not here.';
      return sendJson(response, 404, { message, requestId });
    }
    const file = graphiql && asksForPage(request, path) ? graphiql.page : files[path];
    const answered = file ? file(request, response) : answerQuery(request, response, requestId);
    Promise.resolve(answered).catch((error: unknown) => {
      log.error({ event: 'unexpected_error', requestId, err: error });
      response.destroy();
    });
  });
  server.maxConnections = config.MAX_CONNECTIONS;
  const drain = createDrain(server);

  const origin = await listen(server, {
    port: { setting: 'PORT', value: config.PORT },
    host: { setting: 'HOST', value: config.HOST },
  });
  identification.start();
  return {
    url: `${origin}/graphql`,
    close: async (delayMs = 0) => {
      await drain.run(delayMs);
      await identification.close();
    },
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
    !/[?&](query|documentId|extensions)=/.test(url ?? '')
  );
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
