import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, release, totalmem, type } from 'node:os';
import type { RowResult } from './measure.ts';

/** The results of one run of the benchmark. */
export interface Results {
  date: string;
  machine: string;
  node: string;
  /** Versions of the packages that matter for the speed. */
  versions: Record<string, string>;
  systems: SystemResult[];
  rows: RowResult[];
}

/** The start and memory of a system. */
export interface SystemResult {
  name: string;
  title: string;
  kind: 'floor' | 'gateway' | 'peer';
  startMs: number;
  /** Requests per second under the first load after the start, relative to the rate after its code is compiled. */
  firstRatio: number | null;
  idleMb: number | null;
  loadedMb: number | null;
}

/** A short description of this machine. */
export function describeMachine(): string {
  const [cpu] = cpus();
  return `${cpus().length} cores of ${cpu?.model.trim() || 'an unknown processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${type()} ${release()}`;
}

/** The versions of the packages installed in a folder. */
export function installedVersions(folder: string, names: readonly string[]): Record<string, string> {
  const require = createRequire(`${folder}/`);
  return Object.fromEntries(
    names.flatMap((name) => {
      const path = (require.resolve.paths(name) ?? [])
        .map((directory) => `${directory}/${name}/package.json`)
        .find((candidate) => isReadable(candidate));
      return path ? [[name, String(JSON.parse(readFileSync(path, 'utf8')).version)]] : [];
    }),
  );
}

function isReadable(path: string): boolean {
  try {
    readFileSync(path);
    return true;
  } catch {
    return false;
  }
}
