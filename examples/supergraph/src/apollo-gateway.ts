import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { GraphQLError } from 'graphql';
import type { Running } from './listen.ts';

interface Caller {
  headers: Record<string, string | string[] | undefined>;
}

const forwardedHeaders = [
  'authorization',
  'x-organization-id',
  'x-request-id',
  'idempotency-key',
  'traceparent',
] as const;

interface SubgraphError {
  message: string;
  extensions?: Record<string, unknown>;
}

interface ApolloGatewayOptions {
  supergraph: string;
  port: number;
  /** True to send the hash of a query to subgraphs before its text. */
  apq?: boolean;
}

/** Starts @apollo/gateway for a supergraph. It forwards only the headers named here. */
export async function startApolloGateway({ supergraph, port, apq = false }: ApolloGatewayOptions): Promise<Running> {
  const gateway = new ApolloGateway({
    supergraphSdl: supergraph,
    buildService: ({ name, url }) =>
      new RemoteGraphQLDataSource<Caller>({
        ...(url !== undefined && { url }),
        apq,
        // Without it, clients see only the status, such as "413: Payload Too Large", and the URL of the subgraph.
        async errorFromResponse(response) {
          const body = (await this.parseBody?.(response)) as { errors?: readonly SubgraphError[] } | string;
          const [error] = (typeof body === 'object' && body.errors) || [];
          return new GraphQLError(error?.message ?? `${name} responded with HTTP ${response.status}.`, {
            extensions: { ...error?.extensions },
          });
        },
        willSendRequest({ request, context }) {
          for (const header of forwardedHeaders) {
            const value = context.headers?.[header];
            if (typeof value === 'string') request.http?.headers.set(header, value);
          }
          // Proves to the learning graph that the request comes from the router. Other subgraphs must not get it.
          const { ROUTER_SECRET } = process.env;
          if (name === 'learning' && ROUTER_SECRET) request.http?.headers.set('x-router-secret', ROUTER_SECRET);
        },
      }),
  });
  const server = new ApolloServer<Caller>({ gateway, includeStacktraceInErrorResponses: false });
  const { url } = await startStandaloneServer(server, {
    listen: { port, host: '127.0.0.1' },
    context: async ({ req }) => ({ headers: req.headers }),
  });
  return { url, close: () => server.stop() };
}
