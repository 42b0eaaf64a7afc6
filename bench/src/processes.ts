import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

/** The folder of the gateway. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Where a process may run: what is measured has a core to itself, what drives it has the others. */
type Place = 'measured' | 'driver';

interface Start {
  command: readonly string[];
  place: Place;
  env?: Readonly<Record<string, string>>;
  cwd?: string;
  /** A file descriptor for what it prints. */
  stdout?: number;
  hasChannel?: boolean;
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const canPin = availableParallelism() > 1 && existsSync('/usr/bin/taskset');

/** Starts a process that ends with this one at the latest. */
export function start({ command, place, env, cwd = root, stdout, hasChannel = false }: Start): ChildProcess {
  const [program = '', ...args] = [...pinned(place), ...command];
  const child = spawn(program, args, {
    cwd,
    env: { PATH: process.env.PATH ?? '', NODE_ENV: 'production', ...env },
    stdio: ['ignore', stdout ?? 'ignore', 'inherit', ...(hasChannel ? (['ipc'] as const) : [])],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

function pinned(place: Place): string[] {
  if (!canPin) return [];
  const last = availableParallelism() - 1;
  return ['taskset', '-c', place === 'measured' ? `${last}` : `0-${last - 1}`];
}

/** Asks a process to end, and waits until it has. */
export async function stop(child: ChildProcess, patienceMs = 10_000): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  await ended;
  clearTimeout(timer);
}

/** Sends an order over a process's channel and waits for the report. */
export function ask<Report>(child: ChildProcess, order: object): Promise<Report> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('a process of the benchmark ended early'));
    child.once('exit', ended);
    child.once('message', (report) => {
      child.off('exit', ended);
      resolve(report as Report);
    });
    child.send(order);
  });
}

/** The first thing that a process reports. */
export function firstReport<Report>(child: ChildProcess): Promise<Report> {
  return new Promise((resolve, reject) => {
    child.once('message', (report) => resolve(report as Report));
    child.once('exit', () => reject(new Error('a process of the benchmark ended early')));
  });
}

/** A port that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** Milliseconds of CPU time that a process has used, all its threads together; null where the system does not tell. */
export function cpuMsOf({ pid }: ChildProcess): number | null {
  try {
    const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    const [user, system] = fields.split(' ').slice(11, 13).map(Number);
    return ((user ?? 0) + (system ?? 0)) * 10;
  } catch {
    return null;
  }
}

/** Megabytes of memory that a process holds; null where the system does not tell. */
export function memoryMbOf({ pid }: ChildProcess): number | null {
  try {
    const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  } catch {
    return null;
  }
}
