import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { QueryPlanner as ApolloPlanner } from '@apollo/query-planner';
import { QueryPlanner as HivePlanner } from '@graphql-hive/router-query-planner';
import { parse } from 'graphql';
import { expect, test } from 'vitest';
import { composeSupergraph, subgraphs } from '../src/compose.ts';
import { commerceSdl } from './neighbors/commerce.ts';
import { peopleSdl } from './neighbors/people.ts';
import { crossingQueries } from './neighbors/queries.ts';

const { learning, users } = subgraphs();
const sdl = composeSupergraph([
  learning,
  users,
  { name: 'commerce', url: 'http://127.0.0.1:1/graphql', sdl: commerceSdl },
  { name: 'people', url: 'http://127.0.0.1:2/graphql', sdl: peopleSdl },
]);
const supergraph = Supergraph.build(sdl, { supportedFeatures: null });
const apollo = new ApolloPlanner(supergraph);
const hive = new HivePlanner(sdl);

test.each(crossingQueries)('both planners use the same subgraphs for: $title', ({ query }) => {
  const byApollo = apollo.buildQueryPlan(operationFromDocument(supergraph.apiSchema(), parse(query)));
  const byHive = hive.plan(query, null, new Set(), 0);
  const servicesOfHive = servicesIn(byHive);
  expect(new Set(servicesOfHive)).toEqual(new Set(servicesIn(byApollo)));
  // Hive's planner puts fetches for several places into one request.
  const toLearning = (services: readonly string[]) =>
    services.filter((name) => name.toLowerCase() === 'learning').length;
  expect(toLearning(servicesOfHive)).toBeLessThanOrEqual(toLearning(servicesIn(byApollo)));
});

/** The subgraph of each fetch in a plan. */
function servicesIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(servicesIn);
  if (typeof node !== 'object' || node === null) return [];
  const { serviceName } = node as { serviceName?: unknown };
  return [...(typeof serviceName === 'string' ? [serviceName] : []), ...Object.values(node).flatMap(servicesIn)];
}
