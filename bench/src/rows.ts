import { type Query, queries, screens } from './queries.ts';

/** A comparison of systems with a baseline: one query, one kind of load. */
export interface Row {
  name: string;
  title: string;
  query: Query;
  /** The name of the recorded query. Absent in the other rows. */
  screen?: string;
  /** The page size of the enrollments. */
  first: number;
  latencyMs: number;
  connections: number;
  tokens: 'distinct' | 'one';
  /** How many learners the requests alternate between. */
  learners: number;
  /** The system that the others are compared with. */
  baseline: string;
  /** The systems to measure: these, or all except those in `not`. */
  systems: readonly string[] | { not: readonly string[] };
  /** The compared number: requests per second (more is better), or the median duration (less is better). */
  compares: 'rate' | 'p50';
}

const common = {
  query: queries.enrollments,
  first: 50,
  latencyMs: 0,
  connections: 16,
  tokens: 'distinct',
  learners: 16,
  baseline: 'floor',
  compares: 'rate',
} as const;

const sharing = ['gateway-memory'];
/** Measured in the first row only. */
const observed = ['gateway-observed'];
const ours = ['floor', 'gateway'];
const quickestPeer = ['mercurius'];

/** All rows, in the order of measurement. */
export const rows: readonly Row[] = [
  {
    ...common,
    name: 'distinct-0ms',
    title: 'Distinct callers, upstream at 0 ms, 16 connections',
    systems: { not: ['floor-at-once'] },
  },
  {
    ...common,
    name: 'distinct-20ms',
    title: 'Distinct callers, upstream at 20 ms, 64 connections',
    latencyMs: 20,
    connections: 64,
    systems: { not: observed },
  },
  {
    ...common,
    name: 'latency-20ms',
    title: 'Request duration, upstream at 20 ms, 4 connections',
    latencyMs: 20,
    connections: 4,
    baseline: 'floor-at-once',
    compares: 'p50',
    systems: { not: [...sharing, ...observed] },
  },
  {
    ...common,
    name: 'one-token',
    title: 'One token for all callers, upstream at 0 ms, 16 connections',
    tokens: 'one',
    learners: 1,
    systems: { not: ['floor-at-once', ...observed] },
  },
  {
    ...common,
    name: 'warm-reference',
    title: 'One token, enrollments of distinct learners, reference data in the cache',
    tokens: 'one',
    learners: 10_000,
    systems: [...ours, ...sharing, ...quickestPeer],
  },
  {
    ...common,
    name: 'catalogs-0ms',
    title: 'The catalog tree, distinct callers, upstream at 0 ms, 16 connections',
    query: queries.catalogs,
    systems: { not: ['floor-at-once', ...observed] },
  },
  {
    ...common,
    name: 'catalogs-20ms',
    title: 'The catalog tree, distinct callers, upstream at 20 ms, 64 connections',
    query: queries.catalogs,
    latencyMs: 20,
    connections: 64,
    systems: [...ours, ...quickestPeer],
  },
  ...[10, 100, 1_000].map(
    (first): Row => ({
      ...common,
      name: `page-${first}`,
      title: `A page of ${first} enrollments, upstream at 0 ms, 1 connection`,
      first,
      connections: 1,
      compares: 'p50',
      systems: ours,
    }),
  ),
  ...screens.flatMap(rowsOfScreen),
];

/** The rows of a recorded query. */
function rowsOfScreen(query: Query): Row[] {
  const { operationName: screen } = query;
  const ofScreen = {
    ...common,
    query,
    screen,
    learners: 1,
    baseline: 'replay-floor',
    systems: ['replay-floor', 'gateway'],
  };
  return [
    {
      ...ofScreen,
      name: `${screen}-0ms`,
      title: `${screen}, upstream at 0 ms, 16 connections`,
    },
    {
      ...ofScreen,
      name: `${screen}-100ms`,
      title: `${screen}, upstream at 100 ms, 4 connections`,
      latencyMs: 100,
      connections: 4,
      compares: 'p50',
    },
  ];
}
