import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './processes.ts';
import type { QueryName } from './queries.ts';

/** A server that answers the queries from the upstream it is told of. */
export interface System {
  name: string;
  title: string;
  kind: 'floor' | 'gateway' | 'peer';
  command: readonly string[];
  env?: Readonly<Record<string, string>>;
  /** Where its graph is; `/graphql` where it does not say. */
  path?: string;
  /** The queries that it can answer; all where it does not say. */
  queries?: readonly QueryName[];
  /** Whether it takes so long to start and to answer that a quick run passes it over. */
  isSlow?: boolean;
}

const node = process.execPath;
const floor = [node, `${root}bench/dist/floor.js`];
/** As many connections as the rows with latency need; every system has them. */
const gatewayEnv = { UPSTREAM_CONCURRENCY: '512', LOG_LEVEL: 'info', HOST: '127.0.0.1' };
/** Longer than a run takes: an answer says so when it is too old, and is longer than the others then. */
const longLifetimes = Object.fromEntries(
  ['GetSections', 'GetAssignments', 'GetCatalogs', 'GetCategories', 'GetCatalogSyllabi', 'GetCategorySyllabi'].map(
    (operation) => [operation, 86_400],
  ),
);
/** What `npm start` runs. */
const { scripts } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { scripts: { start: string } };
const gateway = [node, ...scripts.start.split(' ').slice(1)];

/** Everything that can be measured, in the order in which it is. */
export const systems: readonly System[] = [
  { name: 'floor', title: 'the floor: node:http and Pool.request by hand', kind: 'floor', command: floor },
  {
    name: 'floor-dispatch',
    title: 'the floor with Pool.dispatch',
    kind: 'floor',
    command: floor,
    env: { FLOOR_CALLS: 'dispatch' },
  },
  {
    name: 'floor-at-once',
    title: 'the floor, each call as soon as its data allows',
    kind: 'floor',
    command: floor,
    env: { FLOOR_ORDER: 'at-once' },
  },
  { name: 'gateway', title: 'this gateway', kind: 'gateway', command: gateway, env: gatewayEnv },
  {
    name: 'gateway-memory',
    title: 'this gateway, CACHE=memory',
    kind: 'gateway',
    command: gateway,
    env: { ...gatewayEnv, CACHE: 'memory', CACHE_LIFETIMES: JSON.stringify(longLifetimes) },
  },
  peer('mercurius', 'Mercurius with graphql-jit'),
  peer('apollo-undici', 'Apollo Server over undici'),
  peer('apollo-rest', 'Apollo Server over RESTDataSource'),
  peer('yoga-pothos', 'Yoga and Pothos, plain'),
  tailcall('tailcall', 'Tailcall as it comes', '/dedupe: true/d'),
  tailcall('tailcall-dedupe', 'Tailcall with dedupe', ''),
  { ...peer('hive', 'Hive Gateway over GraphQL Mesh, as they come'), isSlow: true },
  {
    ...peer('hive', 'Hive Gateway with deduplicate-request'),
    name: 'hive-dedupe',
    env: { HIVE_DEDUPE: 'true' },
    isSlow: true,
  },
];

/** The packages of the peers whose versions the results name. */
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

function peer(name: string, title: string): System {
  return { name, title, kind: 'peer', command: [node, `${root}bench/dist/peers/${name}.js`] };
}

/** Tailcall takes its port from its configuration only, so a copy is made for each start. */
function tailcall(name: string, title: string, edit: string): System {
  const program = `${root}bench/node_modules/@tailcallhq/core-linux-x64-gnu/bin/tailcall`;
  const script = `sed -e "s/port: 8000/port: $PORT/" -e "$1" "$2" > "$3-$PORT.graphql" && exec "$0" start "$3-$PORT.graphql"`;
  return {
    name,
    title,
    kind: 'peer',
    command: ['sh', '-c', script, program, edit, `${root}bench/peers/tailcall/graph.graphql`, join(tmpdir(), name)],
    env: { TAILCALL_LOG_LEVEL: 'error' },
    queries: ['enrollments'],
  };
}
