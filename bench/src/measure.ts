import type { Bench, RunningSystem, Sample } from './bench.ts';
import type { LoadOrder } from './load.ts';
import { bodyOf } from './queries.ts';
import type { Row } from './rows.ts';
import { requireSameAnswers } from './same-answers.ts';
import type { UpstreamOrder } from './upstream.ts';

/** The measurements of one system in one row. */
export interface Measured {
  system: string;
  /** Ratio to the baseline's sample of the same round, over all rounds. */
  ratio: Spread;
  /** The same for the CPU time per request (less is better); null if the operating system does not report it. */
  cpuRatio: Spread | null;
  requestsPerSecond: number;
  p50Ms: number;
  p99Ms: number;
  cpuMsPerRequest: number | null;
  memoryMb: number | null;
  /** Upstream calls of a single first request, by operation. */
  callsAlone: Record<string, number>;
  /** Upstream calls per request under load. */
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
  sampleMs: number;
  measured: Measured[];
}

interface Effort {
  rounds: number;
  sampleMs: number;
  warmUpMs: number;
  /** Called before every sample. */
  report(step: string): void;
}

/** Measures a row. The systems take turns in short samples, so that noise on the machine affects all of them. */
export async function measureRow(
  bench: Bench,
  row: Row,
  runningSystems: readonly RunningSystem[],
  { rounds, sampleMs, warmUpMs, report }: Effort,
): Promise<RowResult> {
  const callsAlone = await requireSameAnswers(bench, runningSystems, row.query, row.first);
  const load = loadOf(row);
  const samples = new Map<RunningSystem, Sample[]>(runningSystems.map((running) => [running, []]));

  const takeSample = async (running: RunningSystem, durationMs: number, step: string) => {
    report(`${step}, ${running.system.name}`);
    const sample = await bench.sample(running, { ...load, durationMs }, upstreamOf(row));
    if (sample.failures > 0) {
      throw new Error(`${row.name}: ${running.system.name} failed ${sample.failures} of ${sample.requests} requests`);
    }
    return sample;
  };
  for (const running of runningSystems) await takeSample(running, warmUpMs, 'warming up');
  for (let round = 1; round <= rounds; round += 1) {
    for (const running of runningSystems) {
      samples.get(running)?.push(await takeSample(running, sampleMs, `round ${round} of ${rounds}`));
    }
  }

  const baseline = [...samples].find(([{ system }]) => system.name === row.baseline)?.[1] ?? [];
  const measured = [...samples].map(([{ system }, own]): Measured => {
    const compared = ({ requests, durationMs, p50Ms }: Sample) =>
      row.compares === 'rate' ? requests / durationMs : p50Ms;
    const hasCpuTime = own.every(({ cpuMsPerRequest }) => cpuMsPerRequest !== null);
    return {
      system: system.name,
      ratio: ratios(own.map(compared), baseline.map(compared)),
      cpuRatio: hasCpuTime ? ratios(own.map(cpuOf), baseline.map(cpuOf)) : null,
      requestsPerSecond: median(own.map(({ requests, durationMs }) => (1000 * requests) / durationMs)),
      p50Ms: median(own.map(({ p50Ms }) => p50Ms)),
      p99Ms: median(own.map(({ p99Ms }) => p99Ms)),
      cpuMsPerRequest: hasCpuTime ? median(own.map(cpuOf)) : null,
      memoryMb: own.at(-1)?.memoryMb ?? null,
      callsAlone: callsAlone.get(system.name) ?? {},
      callsUnderLoad: median(own.map(({ calls }) => sum(Object.values(calls)))),
    };
  });
  return { row, rounds, sampleMs, measured };
}

/** The load of a row. */
export function loadOf({ query, learners, first, connections, tokens }: Row): Omit<LoadOrder, 'url' | 'durationMs'> {
  const bodies = Array.from({ length: learners }, (_, learner) => bodyOf(query, learner, first));
  return { bodies, connections, tokens };
}

/** How the upstream answers in a row. */
export function upstreamOf({ latencyMs, query: { recording } }: Row): UpstreamOrder {
  return { latencyMs, recording };
}

function cpuOf({ cpuMsPerRequest }: Sample): number {
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
