import type { Server } from 'node:http';

/** A server cannot listen on its configured address. The message names the setting and the reason. */
export class ListenError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ListenError';
  }
}

/** Where to listen, with the names of the settings. */
interface Address {
  port: { setting: string; value: number };
  host: { setting: string; value: string };
}

/**
 * Resolves to the server's origin, `http://host:port`, when it listens.
 *
 * @throws ListenError if the port or the address is not available
 */
export function listen(server: Server, { port, host }: Address): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => {
      const problem = portProblems[error.code ?? ''];
      const [{ setting, value }, reason] = problem ? [port, problem] : [host, hostProblem];
      reject(new ListenError(`${setting} ${value} ${reason} (${error.code}).`));
    };
    server.once('error', fail);
    server.listen(port.value, host.value, () => {
      server.off('error', fail);
      resolve(`http://${hostInUrl(host.value)}:${portOf(server)}`);
    });
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server does not listen on a port.');
  return address.port;
}

function hostInUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost';
  return host.includes(':') ? `[${host}]` : host;
}

const portProblems: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use by another process',
  EACCES: 'requires elevated privileges',
};
const hostProblem = 'is not an address of this machine';
