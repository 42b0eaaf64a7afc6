import type { Server } from 'node:http';

/** A server that cannot listen where it is told to; the message names the setting and says why. */
export class ListenError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ListenError';
  }
}

/** Where a server is to listen, by the values and the names of its settings. */
interface Place {
  port: { setting: string; value: number };
  host: { setting: string; value: string };
}

/**
 * Resolves when a server listens, with its origin: `http://host:port`.
 *
 * @throws ListenError where the port or the address cannot be had
 */
export function listen(server: Server, { port, host }: Place): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => {
      const problem = portProblems[error.code ?? ''];
      const [{ setting, value }, reason] = problem ? [port, problem] : [host, hostProblem];
      reject(new ListenError(`${setting}: ${value} ${reason} (${error.code})`));
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
  EADDRINUSE: 'is taken by another process',
  EACCES: 'may not be used without further rights',
};
const hostProblem = 'is no address of this machine';
