import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

/** The root folder of the repository. */
export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Where a process may run: the measured system has one core, the processes that drive it have the others. */
type Cpus = 'measured' | 'driver';

interface Start {
  command: readonly string[];
  cpus: Cpus;
  env?: Readonly<Record<string, string>>;
  cwd?: string;
  /** A file descriptor for the standard output. */
  stdout?: number;
  hasChannel?: boolean;
}

const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const canPin = availableParallelism() > 1 && existsSync('/usr/bin/taskset');

/** Starts a process. It is killed when this process exits. */
export function startProcess({ command, cpus, env, cwd = root, stdout, hasChannel = false }: Start): ChildProcess {
  const [program = '', ...args] = [...pinTo(cpus), ...command];
  const child = spawn(program, args, {
    cwd,
    env: { PATH: process.env.PATH ?? '', NODE_ENV: 'production', ...env },
    stdio: ['ignore', stdout ?? 'ignore', 'inherit', ...(hasChannel ? (['ipc'] as const) : [])],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

function pinTo(cpus: Cpus): string[] {
  if (!canPin) return [];
  const last = availableParallelism() - 1;
  return ['taskset', '-c', cpus === 'measured' ? `${last}` : `0-${last - 1}`];
}

/** Stops a process and waits for its exit. Kills it after the timeout. */
export async function stopProcess(child: ChildProcess, timeoutMs = 10_000): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  await ended;
  clearTimeout(timer);
}

/** Sends an order to a process and waits for its report. */
export function sendOrder<Report>(child: ChildProcess, order: object): Promise<Report> {
  return new Promise((resolve, reject) => {
    const ended = () => reject(new Error('A process of the benchmark exited unexpectedly.'));
    child.once('exit', ended);
    child.once('message', (report) => {
      child.off('exit', ended);
      resolve(report as Report);
    });
    child.send(order);
  });
}

/** The report that a process sends after its start. */
export function firstReport<Report>(child: ChildProcess): Promise<Report> {
  return new Promise((resolve, reject) => {
    child.once('message', (report) => resolve(report as Report));
    child.once('exit', () => reject(new Error('A process of the benchmark exited unexpectedly.')));
  });
}

/** A port that is not in use. */
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

/** CPU time of a process, all threads, in milliseconds; null if the operating system does not report it. */
export function cpuMsOf({ pid }: ChildProcess): number | null {
  try {
    const [, fields = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    const [user, system] = fields.split(' ').slice(11, 13).map(Number);
    return ((user ?? 0) + (system ?? 0)) * 10;
  } catch {
    return null;
  }
}

/** Resident memory of a process in megabytes; null if the operating system does not report it. */
export function memoryMbOf({ pid }: ChildProcess): number | null {
  try {
    const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  } catch {
    return null;
  }
}
