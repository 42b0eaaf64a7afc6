import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A running server. */
export interface Running {
  url: string;
  close(): Promise<void>;
}

/** Listens on the loopback interface and returns the origin. Port 0 takes a free port. */
export async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export async function close(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
