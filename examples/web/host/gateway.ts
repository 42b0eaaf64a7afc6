import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/** A gateway in a separate process. */
export interface Gateway {
  /** The URL of the graph. */
  url: string;
  close(): Promise<void>;
}

/** Starts the gateway of this repository, in the present of the sandbox. */
export async function startGateway(env: Record<string, string>, onLog: (line: LogLine) => void): Promise<Gateway> {
  // In its own process group, so that Ctrl+C does not reach it before this process stops it.
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/sandbox/gateway-only.ts'], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', () => reject(new Error('The gateway did not start.')));
    createInterface({ input: child.stdout }).on('line', (text) => {
      const line = JSON.parse(text) as LogLine;
      onLog(line);
      if (line.event === 'listening') resolve(String(line.url));
    });
  });
  return {
    url,
    close: async () => {
      process.off('exit', kill);
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}

/** One line of the gateway's log. */
export interface LogLine {
  event: string;
  [field: string]: unknown;
}
