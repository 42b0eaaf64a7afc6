import { type Dispatcher, Pool } from 'undici';
import { type FailureKind, LearningApiError } from './errors.ts';

export interface Transport {
  send(request: TransportRequest): Promise<TransportResponse>;
  /** Waits for the calls in flight, then closes the connections. */
  close(): Promise<void>;
}

export interface TransportRequest {
  operation: string;
  /** A write goes through connections of its own, with nothing in between that could send it twice. */
  effect: 'read' | 'write';
  method: 'GET' | 'POST';
  /** Path and query. Secret: it holds the token. */
  path: string;
  body: string | null;
  signal?: AbortSignal | undefined;
}

export interface TransportResponse {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

interface TransportOptions {
  /** Scheme, host and port of the REST API: the only place that calls ever go to. */
  origin: string;
  /** Milliseconds from the start of a call to the last byte of its answer. */
  timeoutMs: number;
  connections: number;
}

const utf8 = new TextDecoder('utf-8');

/** Sends calls over keep-alive connections, each under one deadline from its start to its last byte. */
export function createTransport({ origin, timeoutMs, connections }: TransportOptions): Transport {
  // Both undici timers are off: they run on a one-second grid and a dripping body never trips them.
  const pool = (pipelining: number) => new Pool(origin, { connections, pipelining, headersTimeout: 0, bodyTimeout: 0 });
  // A write opens a connection of its own: one that was kept alive may be gone by the time it is used, and then
  // nobody could tell whether the write arrived.
  const dispatchers = { read: pool(1), write: pool(0) };
  return {
    send: (request) => dispatch(dispatchers[request.effect], origin, request, timeoutMs),
    close: async () => {
      await Promise.all([dispatchers.read.close(), dispatchers.write.close()]);
    },
  };
}

function dispatch(dispatcher: Dispatcher, origin: string, request: TransportRequest, timeoutMs: number) {
  const { operation, method, path, body, signal } = request;
  return new Promise<TransportResponse>((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined;
    let status = 0;
    let headers: TransportResponse['headers'] = {};
    const chunks: Buffer[] = [];
    let settled = false;

    // A call that still waits for a connection is settled here and now, and stopped before it is sent.
    const fail = (kind: FailureKind) => {
      if (settled) return;
      settle();
      const error = new LearningApiError({ kind, operation, wasSent: controller !== undefined });
      reject(error);
      controller?.abort(error);
    };
    const settle = () => {
      settled = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
    };
    const cancel = () => fail('cancelled');
    const timer = setTimeout(() => fail('timeout'), timeoutMs);
    if (signal?.aborted) return cancel();
    signal?.addEventListener('abort', cancel);

    dispatcher.dispatch(
      {
        origin,
        path,
        method,
        headers:
          body === null
            ? { accept: 'application/json' }
            : { accept: 'application/json', 'content-type': 'application/json' },
        body,
        idempotent: request.effect === 'read',
      },
      {
        onRequestStart(started) {
          controller = started;
          if (settled) started.abort(new LearningApiError({ kind: 'cancelled', operation }));
        },
        onResponseStart(_, statusCode, responseHeaders) {
          status = statusCode;
          headers = responseHeaders;
        },
        onResponseData(_, chunk) {
          chunks.push(chunk);
        },
        onResponseEnd() {
          if (settled) return;
          settle();
          resolve({ status, headers, body: utf8.decode(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)) });
        },
        onResponseError() {
          fail(status === 0 ? 'unavailable' : 'malformed');
        },
      },
    );
  });
}
