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
const graphWithoutSecondKey = composeSupergraph([
  learning,
  users,
  { name: 'commerce', url: 'http://127.0.0.1:1/graphql', sdl: commerceSdl },
  { name: 'people', url: 'http://127.0.0.1:2/graphql', sdl: peopleSdl },
]);
const supergraph = Supergraph.build(graphWithoutSecondKey, { supportedFeatures: null });
const apollo = new ApolloPlanner(supergraph);
const hive = new HivePlanner(graphWithoutSecondKey);

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

test('neither planner would use a second key of Enrollment, and the planner of Hive would look references up twice', () => {
  const key = '@key(fields: "id")';
  const withSecondKey = learning.sdl.replace(
    /(interface Enrollment|type (Section|TrainingPlan)Enrollment)\b[^{]*/g,
    (head) => head.replace(key, `${key}\n  @key(fields: "id user { id }")`),
  );
  const ofUsers = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.6", import: ["@key", "@interfaceObject"])
    type Query { payments: [Payment!]! }
    type Payment { enrollment: Enrollment }
    type Enrollment @key(fields: "id user { id }", resolvable: false) @interfaceObject { id: ID! user: User }
    type User @key(fields: "id", resolvable: false) { id: ID! }`;
  const sdl = composeSupergraph([
    { ...learning, sdl: withSecondKey },
    users,
    { name: 'commerce', url: 'http://127.0.0.1:1/graphql', sdl: commerceSdl },
    { name: 'payments', url: 'http://127.0.0.1:2/graphql', sdl: ofUsers },
  ]);
  const graph = Supergraph.build(sdl, { supportedFeatures: null });
  const planByApollo = (query: string) =>
    new ApolloPlanner(graph).buildQueryPlan(operationFromDocument(graph.apiSchema(), parse(query)));
  const payments = '{ payments { enrollment { status } } }';
  expect(servicesIn(planByApollo(payments))).toEqual(['payments', 'learning']);
  expect(JSON.stringify(planByApollo(payments))).not.toContain('"user"');

  const invoices = '{ invoices { enrollment { status } } }';
  expect(servicesIn(planByApollo(invoices))).toEqual(['commerce', 'learning']);
  const planByHive = (of: string) => servicesIn(new HivePlanner(of).plan(invoices, null, new Set(), 0));
  expect(planByHive(graphWithoutSecondKey)).toEqual(['commerce', 'learning']);
  expect(planByHive(sdl)).toEqual(['commerce', 'learning', 'commerce', 'learning']);
});

/** The subgraph of each fetch in a plan. */
function servicesIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(servicesIn);
  if (typeof node !== 'object' || node === null) return [];
  const { serviceName } = node as { serviceName?: unknown };
  return [...(typeof serviceName === 'string' ? [serviceName] : []), ...Object.values(node).flatMap(servicesIn)];
}
