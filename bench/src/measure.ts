import { demandSameAnswers } from './check.ts';
import type { LoadOrder } from './load.ts';
import { bodyOf, queries } from './queries.ts';
import type { Row } from './rows.ts';
import type { Actor, Burst, Stage } from './stage.ts';

/** What a row showed of one system. */
export interface Measured {
  system: string;
  /** Compared with the baseline of the same round: the median of all rounds, the lowest and the highest. */
  ratio: Spread;
  /** The same of CPU time, where the operating system tells of it: less is better. */
  cpuRatio: Spread | null;
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  cpuMsPerRequest: number | null;
  memoryMb: number | null;
  /** Calls for one request that is alone and the first, and for each request on average under load. */
  callsAlone: Record<string, number>;
  callsUnderLoad: number;
}

export interface Spread {
  median: number;
  low: number;
  high: number;
}

export interface RowResult {
  row: Row;
  rounds: number;
  burstMs: number;
  measured: Measured[];
}

interface Effort {
  rounds: number;
  burstMs: number;
  warmUpMs: number;
  /** Told before every burst. */
  tell(step: string): void;
}

/** Measures a row: the systems take turns in short bursts, so that what disturbs one disturbs all. */
export async function measureRow(
  stage: Stage,
  row: Row,
  actors: readonly Actor[],
  { rounds, burstMs, warmUpMs, tell }: Effort,
): Promise<RowResult> {
  const alone = await demandSameAnswers(stage, actors, row.query, row.first);
  const load = loadOf(row);
  const bursts = new Map<Actor, Burst[]>(actors.map((actor) => [actor, []]));

  const one = async (actor: Actor, durationMs: number, step: string) => {
    tell(`${step}, ${actor.system.name}`);
    const burst = await stage.burst(actor, { ...load, durationMs }, row.latencyMs);
    if (burst.failures > 0) {
      throw new Error(`${row.name}: ${actor.system.name} failed ${burst.failures} of ${burst.requests} requests`);
    }
    return burst;
  };
  for (const actor of actors) await one(actor, warmUpMs, 'warming up');
  for (let round = 1; round <= rounds; round += 1) {
    for (const actor of actors) bursts.get(actor)?.push(await one(actor, burstMs, `round ${round} of ${rounds}`));
  }

  const baseline = [...bursts].find(([{ system }]) => system.name === row.baseline)?.[1] ?? [];
  const measured = [...bursts].map(([{ system }, own]): Measured => {
    const compared = ({ requests, durationMs, p50Ms }: Burst) =>
      row.compares === 'rate' ? requests / durationMs : p50Ms;
    const isKnown = own.every(({ cpuMsPerRequest }) => cpuMsPerRequest !== null);
    return {
      system: system.name,
      ratio: ratios(own.map(compared), baseline.map(compared)),
      cpuRatio: isKnown ? ratios(own.map(cpuOf), baseline.map(cpuOf)) : null,
      requestsPerSecond: median(own.map(({ requests, durationMs }) => (1000 * requests) / durationMs)),
      p50Ms: median(own.map(({ p50Ms }) => p50Ms)),
      p99Ms: median(own.map(({ p99Ms }) => p99Ms)),
      cpuMsPerRequest: isKnown ? median(own.map(cpuOf)) : null,
      memoryMb: own.at(-1)?.memoryMb ?? null,
      callsAlone: alone.get(system.name) ?? {},
      callsUnderLoad: median(own.map(({ calls }) => sum(Object.values(calls)))),
    };
  });
  return { row, rounds, burstMs, measured };
}

/** What is sent for a row, and how. */
export function loadOf({ query, learners, first, connections, tokens }: Row): Omit<LoadOrder, 'url' | 'durationMs'> {
  const bodies = Array.from({ length: learners }, (_, learner) => bodyOf(queries[query], learner, first));
  return { bodies, connections, tokens };
}

function cpuOf({ cpuMsPerRequest }: Burst): number {
  return cpuMsPerRequest ?? 0;
}

function ratios(own: readonly number[], baseline: readonly number[]): Spread {
  const each = own.map((value, round) => value / (baseline[round] ?? Number.NaN));
  return { median: median(each), low: Math.min(...each), high: Math.max(...each) };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low = Number.NaN, high = low] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return (low + high) / 2;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
