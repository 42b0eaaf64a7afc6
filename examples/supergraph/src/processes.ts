import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { close, listen, type Running } from './listen.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const here = fileURLToPath(new URL('../', import.meta.url));

export interface LearningGateway extends Running {
  /** The lines of its log. */
  log: readonly Record<string, unknown>[];
}

/** Starts the gateway of this repository in a separate process. */
export async function startLearningGateway(env: Record<string, string>): Promise<LearningGateway> {
  const child = start(['--import', 'tsx', 'src/main.ts'], { cwd: root, env: { HOST: '127.0.0.1', PORT: '0', ...env } });
  const output = collectOutput(child.stderr);
  const log: Record<string, unknown>[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`The gateway did not start:\n${output()}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const entry = JSON.parse(line) as Record<string, unknown>;
      log.push(entry);
      if (entry.event === 'listening') resolve(String(entry.url));
    });
  });
  return { url, log, close: () => stop(child) };
}

/** Starts Hive Gateway with the configuration of this example in a separate process. */
export async function startHiveGateway({
  supergraphFile,
  port,
}: {
  supergraphFile: string;
  port: number;
}): Promise<Running> {
  const actualPort = port || (await freePort());
  const child = start(
    [
      'node_modules/@graphql-hive/gateway/dist/bin.js',
      'supergraph',
      '--config-path',
      'gateway.config.ts',
      '--host',
      '127.0.0.1',
      '--port',
      `${actualPort}`,
    ],
    { cwd: here, env: { SUPERGRAPH_FILE: supergraphFile } },
  );
  const output = collectOutput(child.stdout, child.stderr);
  const origin = `http://127.0.0.1:${actualPort}`;
  while (!(await isReady(`${origin}/readiness`))) {
    if (child.exitCode !== null) throw new Error(`Hive Gateway did not start:\n${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { url: `${origin}/graphql`, close: () => stop(child) };
}

function start(parameters: string[], { cwd, env }: { cwd: string; env: Record<string, string> }) {
  // In its own process group, so that Ctrl+C does not reach it before this process stops it.
  const child = spawn(process.execPath, parameters, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  child.once('exit', () => process.off('exit', kill));
  return child;
}

function collectOutput(...streams: Readable[]): () => string {
  let output = '';
  for (const stream of streams) {
    stream.on('data', (text: Buffer) => {
      output += text;
    });
  }
  return () => output;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  const killTimer = setTimeout(() => child.kill('SIGKILL'), 5000);
  await exited;
  clearTimeout(killTimer);
}

function isReady(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** A free port below those that the system gives to other programs while this one is passed on. */
async function freePort(): Promise<number> {
  const port = 10_000 + Math.floor(Math.random() * 20_000);
  const server = createServer();
  try {
    await listen(server, port);
    await close(server);
    return port;
  } catch {
    return freePort();
  }
}
