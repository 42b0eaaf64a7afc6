import type { Server } from 'node:http';
import { Server as SocketServer } from 'node:net';
import { setImmediate, setTimeout as wait } from 'node:timers/promises';

/** Takes a server out of service without aborting requests. */
export interface Drain {
  /** While `draining`, load balancers should stop sending requests. While `closing`, connections are closed. */
  readonly phase: 'serving' | 'draining' | 'closing';
  /**
   * Keeps serving for a while, so that load balancers notice, then closes each connection after its last response.
   *
   * @param delayMs how long to keep serving; 0 without a load balancer
   */
  run(delayMs: number): Promise<void>;
}

/** How long a connection stays open without a request while the server closes, in milliseconds. */
export const defaultIdleMs = 1_000;

/**
 * @param server must send `connection: close` with its responses while the phase is `closing`
 * @param idleMs how long an idle connection stays open, because a request may already be on its way
 */
export function createDrain(server: Server, idleMs = defaultIdleMs): Drain {
  let phase: Drain['phase'] = 'serving';
  return {
    get phase() {
      return phase;
    },
    run: async (delayMs) => {
      phase = 'draining';
      await wait(delayMs);
      phase = 'closing';
      // Connections are closed after sockets were read: one that has a request is busy then, and none waits to be accepted.
      await setImmediate();
      // Not http.Server.close, which closes idle connections at once: a caller may just be sending on one of them.
      const closed = new Promise((resolve) => SocketServer.prototype.close.call(server, resolve));
      const closing = setInterval(async () => {
        await setImmediate();
        server.closeIdleConnections();
      }, idleMs);
      if (delayMs === 0) server.closeIdleConnections();
      await closed;
      clearInterval(closing);
      server.close();
    },
  };
}
