import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A response of the REST API, before or after a change. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** A server between the gateway and the sandbox that changes responses. */
export interface AnswerProxy {
  url: string;
  /** Where the requests go. */
  target: string;
  /** Changes the responses of an operation with status 200 from now on. */
  change(operation: string, change: (answer: Answer) => Answer): void;
  /** Changes all responses from now on. */
  changeAll(change: AnswerChange): void;
  /** Passes everything on unchanged again. */
  restore(): void;
  close(): Promise<void>;
}

type AnswerChange = (operation: string, answer: Answer) => Answer;

export async function startProxy(): Promise<AnswerProxy> {
  let changed: AnswerChange = (_, answer) => answer;
  const server = createServer((request, response) => {
    // A call that the sandbox breaks off is broken off here too.
    forward(request, response).catch(() => response.destroy());
  });
  const forward = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const url = new URL(request.url ?? '/', proxy.target);
    const forwarded = await fetch(url, {
      method: request.method ?? 'GET',
      headers: forwardedHeaders(request.headers),
      redirect: 'manual',
      ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
    });
    const headers = Object.fromEntries(forwarded.headers);
    const answer = { status: forwarded.status, headers, body: Buffer.from(await forwarded.arrayBuffer()) };
    const sent = changed(url.pathname.split('/').at(-1) ?? '', answer);
    const { 'content-length': _, 'transfer-encoding': __, connection: ___, ...rest } = sent.headers;
    response.writeHead(sent.status, rest).end(sent.body);
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: AnswerProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    target: '',
    change: (operation, change) => {
      changed = (called, answer) => (called === operation && answer.status === 200 ? change(answer) : answer);
    },
    changeAll: (change) => {
      changed = change;
    },
    restore: () => {
      changed = (_, answer) => answer;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return proxy;
}

function forwardedHeaders({ 'content-type': type }: IncomingHttpHeaders): Record<string, string> {
  return type === undefined ? {} : { 'content-type': type };
}
