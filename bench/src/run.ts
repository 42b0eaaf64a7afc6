import type { Command, Extent } from './command.ts';
import { measureRow, type RowResult } from './measure.ts';
import { memoryMbOf, root } from './processes.ts';
import { createProgress, type Progress } from './progress.ts';
import { bodyOf, queries } from './queries.ts';
import { describeMachine, installedVersions, type Results, type SystemResult } from './results.ts';
import type { Row } from './rows.ts';
import { type Actor, openStage, type Stage } from './stage.ts';
import { peerPackages, type System } from './systems.ts';

interface Effort {
  rounds: number;
  burstMs: number;
  warmUpMs: number;
  /** How long a system is under load once before any row, for its code to be compiled. */
  settleMs: number;
  starts: number;
}

const efforts: Record<Extent, Effort> = {
  full: { rounds: 12, burstMs: 700, warmUpMs: 1_000, settleMs: 5_000, starts: 3 },
  quick: { rounds: 2, burstMs: 300, warmUpMs: 150, settleMs: 1_000, starts: 1 },
  smoke: { rounds: 1, burstMs: 100, warmUpMs: 50, settleMs: 0, starts: 1 },
};

/** Runs what the command asks for. */
export async function runBenchmark({ extent, systems, rows }: Command): Promise<Results> {
  const effort = efforts[extent];
  const planned = rows.map((row) => ({ row, systems: systemsFor(row, systems, extent) }));
  const bursts = planned.reduce((total, { systems: own }) => total + own.length * (effort.rounds + 1), 0);
  const progress = createProgress(systems.length * (effort.starts + 1) + bursts, effort.burstMs + 20);
  const stage = await openStage();
  try {
    const started = await startAll(stage, systems, effort.starts, progress);
    await settle(stage, started, effort.settleMs, progress);
    const results: RowResult[] = [];
    for (const { row, systems: own } of planned) {
      const names = new Set(own.map(({ name }) => name));
      const actors = started.map(({ actor }) => actor).filter(({ system }) => names.has(system.name));
      const tell = (step: string) => progress.tell(`${row.name}: ${step}`);
      results.push(await measureRow(stage, row, actors, { ...effort, tell }));
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
      systems: started.map(({ result, actor }) => ({ ...result, loadedMb: memoryMbOf(actor.process) })),
      rows: results,
    };
  } finally {
    await stage.close();
  }
}

/** The systems of a row: its own, and always the one that it compares with. */
function systemsFor(row: Row, systems: readonly System[], extent: Extent): System[] {
  const { systems: wanted } = row;
  const isWanted = ({ name, kind, queries }: System) => {
    if (queries && !queries.includes(row.query)) return false;
    if (extent === 'quick' && kind === 'peer' && row.name !== 'distinct-0ms') return false;
    return 'not' in wanted ? !wanted.not.includes(name) : wanted.includes(name);
  };
  return systems.filter((system) => system.name === row.baseline || isWanted(system));
}

/** Starts every system, some times over, and keeps the last of each. */
async function startAll(
  stage: Stage,
  systems: readonly System[],
  starts: number,
  progress: Progress,
): Promise<{ actor: Actor; result: SystemResult }[]> {
  const started = [];
  for (const system of systems) {
    const times: number[] = [];
    for (let left = starts; ; left -= 1) {
      progress.tell(`starting: ${system.name}`);
      const actor = await stage.enter(system);
      times.push(actor.startMs);
      if (left > 1) {
        await stage.leave(actor);
        continue;
      }
      const { name, title, kind } = system;
      const startMs = times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
      started.push({
        actor,
        result: { name, title, kind, startMs, idleMb: memoryMbOf(actor.process), loadedMb: null },
      });
      break;
    }
  }
  return started;
}

async function settle(
  stage: Stage,
  started: readonly { actor: Actor }[],
  durationMs: number,
  progress: Progress,
): Promise<void> {
  const bodies = [bodyOf(queries.enrollments, 0, 50)];
  for (const { actor } of started) {
    progress.tell(`settling: ${actor.system.name}`);
    await stage.burst(actor, { bodies, connections: 16, tokens: 'distinct', durationMs }, 0);
  }
}
