import type { RowResult } from './measure.ts';
import type { Results } from './results.ts';
import { fixed } from './tables.ts';

/** A number that should reach a bound. */
interface Target {
  title: string;
  atLeast?: number;
  atMost?: number;
  /** The measured number; null if the run did not measure it. */
  measured(results: Results): number | null;
}

const targets: readonly Target[] = [
  { title: 'Distinct callers, 0 ms', atLeast: 0.95, measured: ratioOf('distinct-0ms') },
  { title: 'Distinct callers, 0 ms, compared with the best peer', atLeast: 1, measured: toBestPeer('distinct-0ms') },
  { title: 'Distinct callers, 20 ms', atLeast: 0.9, measured: ratioOf('distinct-20ms') },
  { title: 'Distinct callers, 20 ms, compared with the best peer', atLeast: 1, measured: toBestPeer('distinct-20ms') },
  { title: 'Request duration, 20 ms', atMost: 1.1, measured: ratioOf('latency-20ms') },
  { title: 'The catalog tree, 0 ms', atLeast: 0.9, measured: ratioOf('catalogs-0ms') },
  { title: 'The catalog tree, 0 ms, compared with the best peer', atLeast: 1, measured: toBestPeer('catalogs-0ms') },
  { title: 'The catalog tree, 20 ms', atLeast: 0.95, measured: ratioOf('catalogs-20ms') },
  { title: 'The catalog tree, 20 ms, compared with the best peer', atLeast: 1, measured: toBestPeer('catalogs-20ms') },
  { title: 'One token, CACHE=memory', atLeast: 10, measured: ratioOf('one-token', 'gateway-memory') },
  { title: 'Warm reference data, CACHE=memory', atLeast: 3, measured: ratioOf('warm-reference', 'gateway-memory') },
  {
    title: 'Distinct callers, 0 ms, CACHE=memory compared with CACHE=off',
    atLeast: 0.95,
    measured: toGateway('distinct-0ms', 'gateway-memory'),
  },
  {
    title: 'Distinct callers, 0 ms, metrics and 1 % of traces compared with none',
    atLeast: 0.95,
    measured: toGateway('distinct-0ms', 'gateway-observed'),
  },
  { title: 'Published queries, rate at 0 ms, the worst of all', atLeast: 0.75, measured: worstRate },
  { title: 'Published queries, duration at 100 ms, the worst of all', atMost: 1.1, measured: worstDuration },
  { title: 'The first load after the start, compared with the settled rate', atLeast: 0.6, measured: firstLoad },
];

/** All targets as lines of cells, with the measured numbers. Numbers are relative to the floor unless the title says otherwise. */
export function targetTable(results: Results): string[][] {
  return [
    ['what', 'target', 'measured', ''],
    ...targets.flatMap(({ title, atLeast, atMost, measured }) => {
      const number = measured(results);
      if (number === null) return [];
      const isMet = (atLeast === undefined || number >= atLeast) && (atMost === undefined || number <= atMost);
      return [
        [title, atLeast === undefined ? `≤ ${atMost}` : `≥ ${atLeast}`, fixed(number, 2), isMet ? 'met' : 'missed'],
      ];
    }),
  ];
}

function ratioOf(row: string, system = 'gateway'): Target['measured'] {
  return (results) => medianRatio(rowOf(results, row), system);
}

function toGateway(row: string, system: string): Target['measured'] {
  return (results) => quotient(medianRatio(rowOf(results, row), system), medianRatio(rowOf(results, row), 'gateway'));
}

function toBestPeer(row: string): Target['measured'] {
  return (results) => {
    const peers = new Set(results.systems.flatMap(({ kind, name }) => (kind === 'peer' ? [name] : [])));
    const rates = rowOf(results, row)?.measured.flatMap(({ system, ratio }) => (peers.has(system) ? ratio.median : []));
    return rates?.length ? quotient(medianRatio(rowOf(results, row), 'gateway'), Math.max(...rates)) : null;
  };
}

function worstRate({ rows }: Results): number | null {
  return bound(Math.min, ratiosOfScreens(rows, 'rate'));
}

function worstDuration({ rows }: Results): number | null {
  return bound(Math.max, ratiosOfScreens(rows, 'p50'));
}

function firstLoad({ systems }: Results): number | null {
  return systems.find(({ name }) => name === 'gateway')?.firstRatio ?? null;
}

function ratiosOfScreens(rows: readonly RowResult[], compares: 'rate' | 'p50'): number[] {
  return rows.flatMap((result) =>
    result.row.screen && result.row.compares === compares ? (medianRatio(result, 'gateway') ?? []) : [],
  );
}

function rowOf({ rows }: Results, name: string): RowResult | undefined {
  return rows.find(({ row }) => row.name === name);
}

function medianRatio(result: RowResult | undefined, name: string): number | null {
  return result?.measured.find(({ system }) => system === name)?.ratio.median ?? null;
}

function quotient(own: number | null, other: number | null): number | null {
  return own === null || other === null ? null : own / other;
}

function bound(choose: (...numbers: number[]) => number, numbers: readonly number[]): number | null {
  return numbers.length === 0 ? null : choose(...numbers);
}
