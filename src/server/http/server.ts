import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Redis } from 'ioredis';
import type { Config } from '../../config/config.ts';
import { buildSchema } from '../../graph/schema.ts';
import type { LearningApi } from '../../learning-api/client.ts';
import { createIdentification } from '../admission/identity.ts';
import { deprecatedCoordinates } from '../graphql/deprecated-usage.ts';
import { type DocumentLimits, defaultDocumentLimits } from '../graphql/document-limits.ts';
import { createGraphQLEndpoint } from '../graphql/endpoint.ts';
import { createClientSchema } from '../pages/client-schema.ts';
import { createGraphiql } from '../pages/graphiql.ts';
import { createReference } from '../pages/reference.ts';
import { containsCredential } from '../request/credentials.ts';
import type { Log } from '../telemetry/log.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { createDrain } from './drain.ts';
import { readiness } from './health.ts';
import { listen } from './listen.ts';
import { defaultReceiveTimeouts, type ReceiveTimeouts, receiveTimeoutOptions } from './receive-timeouts.ts';
import { isPageRequest, pathOf } from './request-target.ts';
import { limitUnsentResponses } from './unsent-responses.ts';

/** How often the files of persisted operations are looked at, in milliseconds. */
export const defaultOperationsPollMs = 2_000;

/** Limits without a setting, for tests. */
export interface ServerLimits {
  documentLimits?: DocumentLimits;
  /** Instead of COST_LIMIT. */
  costLimit?: number;
  /** Instead of the number of calls that a request may make by its estimated cost. */
  callLimit?: number;
  /** Replaces the time from which `overdue` and `expiring` count, in milliseconds since 1970. */
  timeOfDay?: () => number;
  receiveTimeouts?: ReceiveTimeouts;
  /** How long a draining server leaves idle connections open. */
  drainIdleMs?: number;
  /** False if the executor of graphql-js executes every operation, also those that have a plan. */
  usesPlans?: boolean;
  /** How often the files of persisted operations are looked at, in milliseconds. */
  operationsPollMs?: number;
}

interface ServerOptions extends ServerLimits {
  config: Config;
  learningApi: LearningApi;
  log: Log;
  telemetry?: Telemetry | undefined;
  /** Shared by gateways that count requests together. */
  redis?: Redis | undefined;
}

/** Answers a request for a page. */
type Serve = (request: IncomingMessage, response: ServerResponse) => unknown;

/** A listening server. */
export interface HttpServer {
  /** URL of the graph: `http://host:port/graphql`. */
  url: string;
  /** Reads the persisted operations again. */
  reload(): Promise<void>;
  /**
   * Reports not ready, lets requests in flight finish, then closes every connection.
   *
   * @param delayMs how long to keep accepting requests, so that load balancers notice
   */
  close(delayMs?: number): Promise<void>;
}

/**
 * Starts the HTTP server: health, GraphiQL, the reference, and the graph.
 *
 * @throws ConfigError if a persisted operation is not valid against the schema, ListenError if it cannot listen
 */
export async function startServer({
  config,
  learningApi,
  log,
  telemetry,
  redis,
  documentLimits = defaultDocumentLimits,
  costLimit = config.COST_LIMIT,
  callLimit,
  timeOfDay = Date.now,
  receiveTimeouts = defaultReceiveTimeouts,
  drainIdleMs,
  usesPlans = true,
  operationsPollMs = defaultOperationsPollMs,
}: ServerOptions): Promise<HttpServer> {
  const schema = buildSchema({ wrapResolver: telemetry?.tracing?.wrapResolver });
  telemetry?.metrics?.watch(() => learningApi.state());
  telemetry?.metrics?.expectDeprecated(deprecatedCoordinates(schema));
  const identification = await createIdentification(config, log);
  const endpoint = await createGraphQLEndpoint({
    config,
    schema,
    learningApi,
    identification,
    redis,
    log,
    telemetry,
    limits: documentLimits,
    costLimit,
    callLimit,
    timeOfDay,
    usesPlans,
    operationsPollMs,
  });
  const graphiql = config.GRAPHIQL ? createGraphiql(config.GRAPHIQL_EXAMPLE_VALUES ?? {}, 'graphiql.js') : null;
  const pages: Record<string, Serve> = {
    '/health': (_, response) => sendJson(response, 200, { status: 'ok' }),
    '/ready': (_, response) => {
      const { status, body } = readiness(drain.phase, learningApi.state());
      sendJson(response, status, body);
    },
    ...(graphiql && {
      '/': (_, response) => void response.writeHead(302, { location: 'graphql', 'content-length': 0 }).end(),
      '/graphiql.js': graphiql.script,
      '/docs': createReference(),
    }),
    ...(config.INTROSPECTION && { '/schema.graphql': createClientSchema() }),
  };

  const server = createServer(receiveTimeoutOptions(receiveTimeouts), (request, response) => {
    const requestId = requestIdOf(request);
    response.setHeader('x-request-id', requestId);
    if (drain.phase === 'closing') response.setHeader('connection', 'close');
    Promise.resolve(route(request, response, requestId)).catch((error: unknown) => {
      log.error({ event: 'unexpected_error', requestId, err: error });
      response.destroy();
    });
  });

  /** Addresses in responses are relative, so that they stay true behind a proxy that adds a prefix. */
  function route(request: IncomingMessage, response: ServerResponse, requestId: string): unknown {
    const path = pathOf(request);
    if (path === '/graphql') {
      if (!graphiql || !isPageRequest(request)) return endpoint.answer(request, response, requestId);
      const [target = ''] = request.url?.split('?', 1) ?? [];
      if (!target.endsWith('/')) return graphiql.page(request, response);
      return response.writeHead(308, { location: '../graphql', 'content-length': 0 }).end();
    }
    if (path === '/mcp' && endpoint.answerMcp) return endpoint.answerMcp(request, response, requestId);
    const page = Object.hasOwn(pages, path) ? pages[path] : undefined;
    if (!page) {
      const message = graphiql ? 'Not found. The graph is at /graphql, its reference at /docs.' : 'Not found.';
      return sendJson(response, 404, { message, requestId });
    }
    if (request.method === 'GET' || request.method === 'HEAD') return page(request, response);
    response.setHeader('allow', 'GET, HEAD');
    return sendJson(response, 405, { message: 'Send a GET request.', requestId });
  }

  server.keepAliveTimeout = config.KEEP_ALIVE_MS;
  server.maxConnections = config.MAX_CONNECTIONS;
  limitUnsentResponses(
    server,
    { timeoutMs: config.SEND_TIMEOUT_MS, maxUnsentBytes: config.MAX_UNSENT_BYTES },
    (response) => log.warn({ event: 'response_cut', ...response }),
  );
  const drain = createDrain(server, drainIdleMs);

  const origin = await listen(server, {
    port: { setting: 'PORT', value: config.PORT },
    host: { setting: 'HOST', value: config.HOST },
  });
  identification.start();
  return {
    url: `${origin}/graphql`,
    reload: endpoint.reload,
    close: async (delayMs = 0) => {
      endpoint.close();
      await drain.run(delayMs);
      await identification.close();
    },
  };
}

function requestIdOf(request: IncomingMessage): string {
  const { 'x-request-id': sent, authorization } = request.headers;
  const isValid = typeof sent === 'string' && /^[\w.:-]{1,128}$/.test(sent);
  // The id is logged.
  return isValid && !containsCredential(sent, authorization) ? sent : randomUUID();
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  const json = Buffer.from(JSON.stringify(body));
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': json.length }).end(json);
}
