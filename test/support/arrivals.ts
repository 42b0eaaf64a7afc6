import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { expect, onTestFinished } from 'vitest';
import { eventually } from './eventually.ts';

/** Counts the requests that a gateway of this process has read, from now on. Resolves when it has read so many. */
export function arrivalsAt(url: string): (requests: number) => Promise<void> {
  const port = Number(new URL(url).port);
  let count = 0;
  const onRequest = (message: unknown) => {
    const { request } = message as { request: IncomingMessage };
    if (request.socket.localPort !== port) return;
    request.once('end', () => {
      count += 1;
    });
  };
  subscribe('http.server.request.start', onRequest);
  onTestFinished(() => void unsubscribe('http.server.request.start', onRequest));
  return (requests) => eventually(() => expect(count).toBe(requests));
}
