import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { testSettings } from './settings.ts';

/** A gateway as operators run it: a process of its own. */
export interface GatewayProcess {
  url: string;
  /** Where its metrics are, if METRICS_PORT is set. */
  metricsUrl: string | undefined;
  process: ChildProcess;
  /** What it logged so far, line by line. */
  log: Record<string, unknown>[];
  /** Everything that it wrote, to standard output and standard error. */
  text(): string;
  /** Its exit code, once it has ended. */
  ended: Promise<number | null>;
}

/** Starts a gateway that is gone when the test is over. */
export async function gatewayProcess(settings: Record<string, string>): Promise<GatewayProcess> {
  return startGatewayProcess(settings, onTestFinished);
}

/**
 * @param whenOver takes what ends the gateway for certain
 * @param nodeArguments options of Node, before the script
 * @param launcher a program and its arguments that starts Node
 */
export async function startGatewayProcess(
  settings: Record<string, string>,
  whenOver: (end: () => void) => void,
  nodeArguments: readonly string[] = [],
  launcher: readonly string[] = [],
): Promise<GatewayProcess> {
  const { PATH = '' } = process.env;
  const [program, ...programArguments] = [...launcher, process.execPath, ...nodeArguments, 'dist/main.js'];
  const child = spawn(program ?? process.execPath, programArguments, {
    env: { PATH, ...testSettings, ...settings },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  whenOver(() => void child.kill('SIGKILL'));
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error('The output of the gateway cannot be read.');
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const log: Record<string, unknown>[] = [];
  let text = '';
  stderr.on('data', (chunk) => {
    text += chunk;
  });
  const listening = new Promise<Record<string, unknown>>((resolve, reject) => {
    createInterface({ input: stdout }).on('line', (line) => {
      text += `${line}\n`;
      const entry: Record<string, unknown> = JSON.parse(line);
      log.push(entry);
      if (entry.event === 'listening') resolve(entry);
    });
    ended.then(() => reject(new Error(`The gateway did not start:\n${text}`)));
  });
  const { url, metricsUrl } = await listening;
  return {
    url: String(url),
    metricsUrl: metricsUrl as string | undefined,
    process: child,
    log,
    text: () => text,
    ended,
  };
}
