import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './processes.ts';
import { type Query, queries, screens } from './queries.ts';
import { recordedOrganizationId } from './recording.ts';

/** A server to measure. It answers the queries with data of the upstream. */
export interface System {
  name: string;
  title: string;
  kind: 'floor' | 'gateway' | 'peer';
  command: readonly string[];
  env?: Readonly<Record<string, string>>;
  /** The path of its endpoint. Default: `/graphql`. */
  path?: string;
  /** The queries that it can answer. Default: all. */
  queries?: readonly Query[];
  /** True if it is so slow that quick runs skip it. */
  isSlow?: boolean;
}

const node = process.execPath;
const floor = [node, `${root}bench/dist/floor.js`];
/** Enough connections for the rows with latency. Every system has as many. */
const gatewayEnv = {
  UPSTREAM_CONCURRENCY: '512',
  LOG_LEVEL: 'info',
  HOST: '127.0.0.1',
  DEFAULT_ORGANIZATION_ID: recordedOrganizationId,
};
/** Longer than a run: an expired entry would add its age to the response, which would then have another length. */
const longLifetimes = Object.fromEntries(
  ['GetSections', 'GetAssignments', 'GetCatalogs', 'GetCategories', 'GetCatalogSyllabi', 'GetCategorySyllabi'].map(
    (operation) => [operation, 86_400],
  ),
);
/** The command of `npm start`. */
const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { scripts: { start: string } };
const gateway = [node, ...scripts.start.split(' ').slice(1)];

/** All systems, in the order of measurement. */
export const systems: readonly System[] = [
  { name: 'floor', title: 'The floor: node:http and Pool.request, without GraphQL', kind: 'floor', command: floor },
  {
    name: 'floor-dispatch',
    title: 'The floor with Pool.dispatch',
    kind: 'floor',
    command: floor,
    env: { FLOOR_CALLS: 'dispatch' },
  },
  {
    name: 'floor-at-once',
    title: 'The floor, with each call sent as early as possible',
    kind: 'floor',
    command: floor,
    env: { FLOOR_ORDER: 'at-once' },
  },
  {
    name: 'replay-floor',
    title: 'The floor for recorded queries: each call as early as possible, each answer parsed, the same JSON',
    kind: 'floor',
    command: [node, `${root}bench/dist/replay-floor.js`],
    queries: screens,
  },
  { name: 'gateway', title: 'This gateway', kind: 'gateway', command: gateway, env: gatewayEnv },
  {
    name: 'gateway-memory',
    title: 'This gateway, CACHE=memory',
    kind: 'gateway',
    command: gateway,
    env: { ...gatewayEnv, CACHE: 'memory', CACHE_LIFETIMES: JSON.stringify(longLifetimes) },
  },
  {
    name: 'gateway-observed',
    title: 'This gateway with metrics, and traces of 1 % of the requests',
    kind: 'gateway',
    command: gateway,
    // Nothing listens at the collector: spans are created, batched and dropped.
    env: { ...gatewayEnv, METRICS_PORT: '0', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9', TRACE_RATIO: '0.01' },
  },
  peer('mercurius', 'Mercurius with graphql-jit'),
  peer('apollo-undici', 'Apollo Server over undici'),
  peer('apollo-rest', 'Apollo Server over RESTDataSource'),
  peer('yoga-pothos', 'Yoga and Pothos, plain'),
  tailcall('tailcall', 'Tailcall with default settings', '/dedupe: true/d'),
  tailcall('tailcall-dedupe', 'Tailcall with dedupe', ''),
  { ...peer('hive', 'Hive Gateway over GraphQL Mesh, with default settings'), isSlow: true },
  {
    ...peer('hive', 'Hive Gateway with deduplicate-request'),
    name: 'hive-dedupe',
    env: { HIVE_DEDUPE: 'true' },
    isSlow: true,
  },
];

/** The packages of the peers whose versions are part of the results. */
export const peerPackages: readonly string[] = [
  '@apollo/datasource-rest',
  '@apollo/server',
  '@graphql-hive/gateway-runtime',
  '@graphql-mesh/plugin-deduplicate-request',
  '@graphql-mesh/transport-rest',
  '@omnigraph/openapi',
  '@tailcallhq/core-linux-x64-gnu',
  'fastify',
  'graphql-jit',
  'mercurius',
];

/** The query that shows that a system is running. */
export function firstQueryOf({ queries: [query = queries.enrollments] = [] }: System): Query {
  return query;
}

function peer(name: string, title: string): System {
  return { name, title, kind: 'peer', command: [node, `${root}bench/dist/peers/${name}.js`] };
}

/** Tailcall reads its port from the configuration only, so that each start needs its own copy. */
function tailcall(name: string, title: string, edit: string): System {
  const program = `${root}bench/node_modules/@tailcallhq/core-linux-x64-gnu/bin/tailcall`;
  const script = `sed -e "s/port: 8000/port: $PORT/" -e "$1" "$2" > "$3-$PORT.graphql" && exec "$0" start "$3-$PORT.graphql"`;
  return {
    name,
    title,
    kind: 'peer',
    command: ['sh', '-c', script, program, edit, `${root}bench/peers/tailcall/graph.graphql`, join(tmpdir(), name)],
    env: { TAILCALL_LOG_LEVEL: 'error' },
    queries: [queries.enrollments],
  };
}
