import { defineConfig } from '@graphql-hive/gateway';

/** Hive Gateway in front of the supergraph: `hive-gateway supergraph`. The tests run this very file. */
export const gatewayConfig = defineConfig({
  supergraph: process.env.SUPERGRAPH_FILE ?? './supergraph.graphql',

  // No header reaches a subgraph unless it is named here.
  propagateHeaders: {
    fromClientToSubgraphs: ({ request: { headers }, subgraphName }) => ({
      authorization: headers.get('authorization'),
      'x-organization-id': headers.get('x-organization-id'),
      // Proves to the learning graph, and to no other, that this is the router.
      ...(subgraphName.toLowerCase() === 'learning' && { 'x-router-secret': process.env.ROUTER_SECRET ?? null }),
    }),
  },
  // Taken from `x-request-id` or made, and sent on to the subgraphs: one id in every log.
  requestId: true,

  // Longer than the learning graph takes at most, which is BULK_BUDGET_MS and one UPSTREAM_TIMEOUT_MS: what takes too
  // long there comes back as an error in its own place, and a write is not left without an answer.
  upstreamTimeout: 75_000,
  // Whoever leaves takes their calls along.
  executionCancellation: true,
  upstreamCancellation: true,
  // `upstreamRetry` is left out on purpose: it would send mutations again.

  disableWebsockets: true,
});
