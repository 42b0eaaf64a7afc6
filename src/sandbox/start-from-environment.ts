import { type Sandbox, startSandbox } from './http/server.ts';

/**
 * Starts a sandbox on SANDBOX_HOST and SANDBOX_PORT; by default only this machine can reach it. If it cannot listen
 * there, ends the process with a one-line message.
 */
export async function startFromEnvironment(env: Readonly<Record<string, string | undefined>>): Promise<Sandbox> {
  const host = env.SANDBOX_HOST || '127.0.0.1';
  const port = env.SANDBOX_PORT || '4001';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) exitWith('SANDBOX_PORT: must be an integer from 0 to 65535');
  return startSandbox({ host, port: Number(port) }).catch(({ code }: NodeJS.ErrnoException) => {
    const problem = portProblems[code ?? ''];
    return exitWith(
      problem
        ? `SANDBOX_PORT: ${port} ${problem}`
        : `SANDBOX_HOST: ${host} is not an address of this machine (${code})`,
    );
  });
}

const portProblems: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use by another process',
  EACCES: 'requires more privileges',
};

function exitWith(message: string): never {
  console.error(message);
  process.exit(1);
}
