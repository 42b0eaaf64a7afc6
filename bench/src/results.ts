import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, release, totalmem, type } from 'node:os';
import type { RowResult } from './measure.ts';

/** Everything that one run of the benchmark showed. */
export interface Results {
  date: string;
  machine: string;
  node: string;
  /** Versions of the packages that decide over speed. */
  versions: Record<string, string>;
  systems: SystemResult[];
  rows: RowResult[];
}

/** What a system showed by itself. */
export interface SystemResult {
  name: string;
  title: string;
  kind: 'floor' | 'gateway' | 'peer';
  startMs: number;
  idleMb: number | null;
  loadedMb: number | null;
}

/** The machine that this runs on. */
export function describeMachine(): string {
  const [cpu] = cpus();
  return `${cpus().length} cores of ${cpu?.model.trim() || 'an unnamed processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, ${type()} ${release()}`;
}

/** The versions of packages as they are installed in a folder. */
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
