import type { Server } from 'node:http';
import { Server as SocketServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** How a server goes out of service without cutting a request. */
export interface Drain {
  /** Where it is: load balancers are to send nothing more while `draining`, connections end while `closing`. */
  readonly phase: 'serving' | 'draining' | 'closing';
  /**
   * Goes on as before for a while, until load balancers know; then ends every connection after its last answer.
   *
   * @param delayMs 0 where nobody has to be told
   */
  run(delayMs: number): Promise<void>;
}

/** How long a connection stays open for a request that may be on its way already. */
const idleMs = 100;

/** @param server whose answers have `connection: close` while the phase is `closing` */
export function createDrain(server: Server): Drain {
  let phase: Drain['phase'] = 'serving';
  return {
    get phase() {
      return phase;
    },
    run: async (delayMs) => {
      phase = 'draining';
      await wait(delayMs);
      phase = 'closing';
      // Not the HTTP server's own `close`: it cuts idle connections at once, on which a caller may just be sending.
      const closed = new Promise((resolve) => SocketServer.prototype.close.call(server, resolve));
      const closing = setInterval(() => server.closeIdleConnections(), idleMs);
      if (delayMs === 0) server.closeIdleConnections();
      await closed;
      clearInterval(closing);
      server.close();
    },
  };
}
