import { type Sandbox, startSandbox } from './http/server.ts';

/**
 * Starts a sandbox where SANDBOX_HOST and SANDBOX_PORT say; only this machine reaches it unless told otherwise. Ends
 * the process with one line where it cannot listen there.
 */
export async function startFromEnvironment(env: Readonly<Record<string, string | undefined>>): Promise<Sandbox> {
  const host = env.SANDBOX_HOST || '127.0.0.1';
  const port = env.SANDBOX_PORT || '4001';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) giveUp('SANDBOX_PORT: give a whole number from 0 to 65535');
  return startSandbox({ host, port: Number(port) }).catch(({ code }: NodeJS.ErrnoException) => {
    const problem = portProblems[code ?? ''];
    return giveUp(
      problem ? `SANDBOX_PORT: ${port} ${problem}` : `SANDBOX_HOST: ${host} is no address of this machine (${code})`,
    );
  });
}

const portProblems: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is taken by another process',
  EACCES: 'may not be used without further rights',
};

function giveUp(message: string): never {
  console.error(message);
  process.exit(1);
}
