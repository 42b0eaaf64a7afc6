import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { root } from './processes.ts';

const folder = `${root}bench`;

/** Installs the packages of the peers if the lock file is newer than the installation, and compiles the peers. */
export function installPeers(): void {
  if (changedAt(`${folder}/node_modules/.package-lock.json`) < changedAt(`${folder}/package-lock.json`)) {
    console.error('Installing the peers. This is done once.');
    execFileSync('npm', ['ci', '--engine-strict', '--prefix', folder], { stdio: ['ignore', 'ignore', 'inherit'] });
  }
  execFileSync('npm', ['run', 'build:peers', '--prefix', folder], { stdio: ['ignore', 'ignore', 'inherit'] });
}

function changedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
