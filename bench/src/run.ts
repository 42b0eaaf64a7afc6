import { type Bench, openBench, type RunningSystem } from './bench.ts';
import type { Command, Extent } from './command.ts';
import { measureRow, type RowResult } from './measure.ts';
import { memoryMbOf, root } from './processes.ts';
import { createProgress, type Progress } from './progress.ts';
import { bodyOf } from './queries.ts';
import { describeMachine, installedVersions, type Results, type SystemResult } from './results.ts';
import type { Row } from './rows.ts';
import { firstQueryOf, peerPackages, type System } from './systems.ts';

interface Effort {
  rounds: number;
  sampleMs: number;
  /** Load before the samples of each row. */
  warmUpMs: number;
  /** The first load on each system, and the load after its code is compiled, to compare their rates. */
  firstMs: number;
  /** Load on each system between them. */
  compileMs: number;
  starts: number;
}

const efforts: Record<Extent, Effort> = {
  full: { rounds: 8, sampleMs: 700, warmUpMs: 1_000, firstMs: 2_000, compileMs: 5_000, starts: 3 },
  quick: { rounds: 2, sampleMs: 300, warmUpMs: 150, firstMs: 1_000, compileMs: 1_000, starts: 1 },
  smoke: { rounds: 1, sampleMs: 100, warmUpMs: 50, firstMs: 100, compileMs: 0, starts: 1 },
};

/** Measures the systems and rows of a command. */
export async function runBenchmark({ extent, systems, rows }: Command): Promise<Results> {
  const effort = efforts[extent];
  const planned = rows.map((row) => ({ row, systems: systemsFor(row, systems, extent) }));
  const samples = planned.reduce((total, { systems: measured }) => total + measured.length * (effort.rounds + 1), 0);
  const progress = createProgress(systems.length * (effort.starts + 1) + samples, effort.sampleMs + 20);
  const bench = await openBench();
  try {
    const started = await startAll(bench, systems, effort.starts, progress);
    const firstRatios = await compileAll(bench, started, effort, progress);
    const results: RowResult[] = [];
    for (const { row, systems: measured } of planned) {
      const names = new Set(measured.map(({ name }) => name));
      const runningSystems = started.map(({ running }) => running).filter(({ system }) => names.has(system.name));
      const report = (step: string) => progress.report(`${row.name}: ${step}`);
      results.push(await measureRow(bench, row, runningSystems, { ...effort, report }));
    }
    progress.end();
    return {
      date: new Date().toISOString().slice(0, 10),
      machine: describeMachine(),
      node: process.version,
      versions: {
        ...installedVersions(root, ['graphql', 'graphql-yoga', '@pothos/core', 'undici']),
        ...installedVersions(`${root}bench`, peerPackages),
      },
      systems: started.map(({ result, running }, index) => ({
        ...result,
        firstRatio: firstRatios[index] ?? null,
        loadedMb: memoryMbOf(running.process),
      })),
      rows: results,
    };
  } finally {
    await bench.close();
  }
}

/** The systems to measure in a row. The baseline is always one of them. */
function systemsFor(row: Row, systems: readonly System[], extent: Extent): System[] {
  const { systems: selection } = row;
  const isSelected = ({ name, kind, queries }: System) => {
    if (queries && !queries.includes(row.query)) return false;
    if (extent === 'quick' && kind === 'peer' && row.name !== 'distinct-0ms') return false;
    return 'not' in selection ? !selection.not.includes(name) : selection.includes(name);
  };
  return systems.filter((system) => system.name === row.baseline || isSelected(system));
}

/** Starts every system several times, to measure the start, and leaves it running the last time. */
async function startAll(
  bench: Bench,
  systems: readonly System[],
  starts: number,
  progress: Progress,
): Promise<{ running: RunningSystem; result: SystemResult }[]> {
  const started = [];
  for (const system of systems) {
    const times: number[] = [];
    for (let left = starts; ; left -= 1) {
      progress.report(`starting: ${system.name}`);
      const running = await bench.start(system);
      times.push(running.startMs);
      if (left > 1) {
        await bench.stop(running);
        continue;
      }
      const { name, title, kind } = system;
      const startMs = times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
      started.push({
        running,
        result: { name, title, kind, startMs, firstRatio: null, idleMb: memoryMbOf(running.process), loadedMb: null },
      });
      break;
    }
  }
  return started;
}

/** Loads every system until its code is compiled. Returns the rate of each under its first load, relative to the rate after. */
async function compileAll(
  bench: Bench,
  started: readonly { running: RunningSystem }[],
  { firstMs, compileMs }: Effort,
  progress: Progress,
): Promise<number[]> {
  const ratios: number[] = [];
  for (const { running } of started) {
    const query = firstQueryOf(running.system);
    const bodies = [bodyOf(query, 0, 50)];
    const rateFor = async (durationMs: number) => {
      const load = { bodies, connections: 16, tokens: 'distinct', durationMs } as const;
      const sample = await bench.sample(running, load, { latencyMs: 0, recording: query.recording });
      return sample.requests / sample.durationMs;
    };
    progress.report(`compiling: ${running.system.name}`);
    const first = await rateFor(firstMs);
    await rateFor(compileMs);
    ratios.push(first / (await rateFor(firstMs)));
  }
  return ratios;
}
