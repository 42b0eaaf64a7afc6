import type { Sandbox } from '../../../src/sandbox/http/server.ts';
import type { World } from '../../../src/sandbox/world/world.ts';
import { startApolloGateway } from '../src/apollo-gateway.ts';
import type { ReceivedHeaders, RunningSubgraph } from '../src/subgraph.ts';
import { type Supergraph, startSupergraph } from '../src/supergraph.ts';

export type Router = 'hive' | 'apollo';

/** A router, or the learning graph without one. */
export type Receiver = Router | 'direct';

export interface QueryResult {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's, and tests assert on all of it
  data: any;
  errors: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
  /** The number of REST calls by operation. */
  calls: Record<string, number>;
  /** The number of requests that the learning graph received. */
  learningRequests: number;
  /** The headers of the requests that the users graph received. */
  usersRequests: readonly ReceivedHeaders[];
}

export interface QueryOptions {
  variables?: Record<string, unknown>;
  /** Null sends no token. */
  token?: string | null;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

export interface Routers extends Supergraph {
  /** The URL of each router, and of the learning graph. */
  urls: Record<Receiver, string>;
  /** Sends a query to a router or to the learning graph, by default with the full demo token. */
  query(receiver: Receiver, query: string, options?: QueryOptions): Promise<QueryResult>;
}

/** Starts both routers for the same subgraphs, all on free ports. */
export async function startRouters(
  startNeighbors: readonly ((world: World) => Promise<RunningSubgraph>)[] = [],
): Promise<Routers> {
  const supergraph = await startSupergraph({ sandbox: 0, learning: 0, users: 0, hive: 0 }, undefined, startNeighbors);
  const { sandbox, learning, users, hive, sdl } = supergraph;
  const apollo = await startApolloGateway({ supergraph: sdl, port: 0 });
  const urls = { hive: hive.url, apollo: apollo.url, direct: learning.url };
  return {
    ...supergraph,
    urls,
    query: async (receiver, query, { variables, token = sandbox.tokens.full, headers, signal } = {}) => {
      sandbox.clearCalls();
      users.clearRequests();
      const requestsBefore = requestsIn(learning.log);
      const response = await fetch(urls[receiver], {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token !== null && { authorization: `Bearer ${token}` }),
          ...headers,
        },
        body: JSON.stringify({ query, variables }),
        ...(signal && { signal }),
      });
      const body = (await response.json()) as Pick<QueryResult, 'data' | 'errors'>;
      return {
        status: response.status,
        data: body.data,
        errors: body.errors ?? [],
        calls: countCalls(sandbox),
        learningRequests: requestsIn(learning.log) - requestsBefore,
        usersRequests: users.requests(),
      };
    },
    close: async () => {
      await apollo.close();
      await supergraph.close();
    },
  };
}

function requestsIn(log: readonly Record<string, unknown>[]): number {
  return log.filter(({ event }) => event === 'request').length;
}

function countCalls(sandbox: Sandbox): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { operation } of sandbox.calls()) counts[operation] = (counts[operation] ?? 0) + 1;
  return counts;
}
