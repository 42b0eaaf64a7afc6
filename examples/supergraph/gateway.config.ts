import { defineConfig } from '@graphql-hive/gateway';
import { unifiedGraphHandler } from '@graphql-hive/router-runtime';

/** Hive Gateway for the supergraph: `hive-gateway supergraph`. The tests use this file. */
export const gatewayConfig = defineConfig({
  supergraph: process.env.SUPERGRAPH_FILE ?? './supergraph.graphql',
  // Plans queries as Hive Router does. The default engine cannot resolve fields that another subgraph adds to an interface by
  // `@interfaceObject`, if the objects come from the learning graph.
  unifiedGraphHandler,

  // Only these headers are sent to subgraphs.
  propagateHeaders: {
    fromClientToSubgraphs: ({ request: { headers }, subgraphName }) => ({
      authorization: headers.get('authorization'),
      'x-organization-id': headers.get('x-organization-id'),
      'idempotency-key': headers.get('idempotency-key'),
      traceparent: headers.get('traceparent'),
      // Proves to the learning graph that the request comes from the router. Other subgraphs must not get it.
      ...(subgraphName.toLowerCase() === 'learning' && { 'x-router-secret': process.env.ROUTER_SECRET ?? null }),
    }),
  },
  // Taken from `x-request-id` or generated, and sent to the subgraphs, so that all logs have the same id.
  requestId: true,

  // Longer than the longest request of the learning graph: BULK_BUDGET_MS plus one UPSTREAM_TIMEOUT_MS. Then the learning
  // graph's own timeouts apply, which give an error for one field and a known outcome for each write.
  upstreamTimeout: 75_000,
  // Cancel the calls of a client that disconnects.
  executionCancellation: true,
  upstreamCancellation: true,
  // No `upstreamRetry`: it would repeat mutations.

  disableWebsockets: true,
});
