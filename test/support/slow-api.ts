import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** A call as a proxy sees it, without its token: operation and parameters. */
export type SeenCall = string;

/** A proxy in front of a REST API that answers late. */
export interface SlowApi {
  url: string;
  forwardTo(url: string): void;
  /** Milliseconds before a call is forwarded. Infinity: it hangs. */
  delayOf: (call: SeenCall) => number;
  close(): Promise<void>;
}

/** Starts a proxy that forwards every call at once until `delayOf` is set. */
export async function startSlowApi(): Promise<SlowApi> {
  let target = '';
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const url = new URL(request.url ?? '/', target);
    const milliseconds = api.delayOf(seenCall(url, body));
    if (milliseconds === Number.POSITIVE_INFINITY) return;
    if (milliseconds > 0) await delay(milliseconds);
    const forwarded = send(url, { method: request.method, headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 0, answer.headers);
      answer.pipe(response);
    });
    forwarded.on('error', () => response.destroy());
    forwarded.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const api: SlowApi = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    forwardTo: (url) => {
      target = url;
    },
    delayOf: () => 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return api;
}

function seenCall({ pathname, searchParams }: URL, body: Buffer): SeenCall {
  const parameters = [...searchParams].filter(([name]) => name !== 'access_token').sort();
  return `${pathname.slice(pathname.lastIndexOf('/') + 1)} ${new URLSearchParams(parameters)} ${body}`;
}
