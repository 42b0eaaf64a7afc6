import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A response of the REST API, before or after a change. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
  /** True if the connection is closed after half of the body. */
  breaksOff?: boolean;
}

/** A server between the gateway and the sandbox that changes responses. */
export interface AnswerProxy {
  url: string;
  /** Where the requests go. */
  target: string;
  /** Changes the responses of an operation with status 200 from now on. */
  change(operation: string, change: (answer: Answer, parameters: Parameters) => Answer): void;
  /** Changes all responses from now on. */
  changeAll(change: AnswerChange): void;
  /** Passes everything on unchanged again. */
  restore(): void;
  close(): Promise<void>;
}

/** The parameters of a call, by their names in the REST API. */
export type Parameters = Readonly<Record<string, unknown>>;

type AnswerChange = (operation: string, answer: Answer, parameters: Parameters) => Answer;

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
    const inBody = chunks.length > 0 ? (JSON.parse(String(Buffer.concat(chunks))) as Parameters) : {};
    const sent = changed(url.pathname.split('/').at(-1) ?? '', answer, {
      ...Object.fromEntries(url.searchParams),
      ...inBody,
    });
    const { 'transfer-encoding': _, connection: __, ...rest } = sent.headers;
    if (sent.headers === headers || !sent.breaksOff) delete rest['content-length'];
    response.writeHead(sent.status, rest);
    if (!sent.breaksOff) response.end(sent.body);
    else response.write(sent.body.subarray(0, -2), () => response.destroy());
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const proxy: AnswerProxy = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    target: '',
    change: (operation, change) => {
      changed = (called, answer, parameters) =>
        called === operation && answer.status === 200 ? change(answer, parameters) : answer;
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
