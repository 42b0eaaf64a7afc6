import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
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
  /** Headers beyond those that every call has. */
  headers?: Readonly<Record<string, string>> | undefined;
  signal?: AbortSignal | undefined;
}

export interface TransportResponse {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

export interface TransportOptions {
  /** Scheme, host and port of the REST API: the only place that calls ever go to. */
  origin: string;
  /** Milliseconds from the start of a call to the last byte of its answer. */
  timeoutMs: number;
  connections: number;
  /** The largest answer, in bytes as they are when unpacked. */
  maxResponseBytes: number;
}

/** Answers are asked for unpacked, since the network is near; one that comes packed all the same is read. */
const readHeaders = { accept: 'application/json', 'accept-encoding': 'identity' };
const bodyHeaders = { ...readHeaders, 'content-type': 'application/json' };

/** Sends calls over keep-alive connections, each under one deadline from its start to its last byte. */
export function createTransport(options: TransportOptions): Transport {
  const { origin, connections } = options;
  // Both undici timers are off: they run on a one-second grid and a dripping body never trips them.
  const pool = (pipelining: number) => new Pool(origin, { connections, pipelining, headersTimeout: 0, bodyTimeout: 0 });
  // A write opens a connection of its own: one that was kept alive may be gone by the time it is used, and then
  // nobody could tell whether the write arrived.
  const dispatchers = { read: pool(1), write: pool(0) };
  return {
    send: (request) => dispatch(dispatchers[request.effect], request, options),
    close: async () => {
      await Promise.all([dispatchers.read.close(), dispatchers.write.close()]);
    },
  };
}

/** The failure that an aborted signal stands for. */
export function failureOf(signal: AbortSignal): FailureKind {
  return signal.reason instanceof DOMException && signal.reason.name === 'TimeoutError' ? 'deadline' : 'cancelled';
}

function dispatch(
  dispatcher: Dispatcher,
  request: TransportRequest,
  { origin, timeoutMs, maxResponseBytes }: TransportOptions,
) {
  const { operation, method, path, body, signal } = request;
  return new Promise<TransportResponse>((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined;
    let status = 0;
    let headers: TransportResponse['headers'] = {};
    const chunks: Buffer[] = [];
    let bytes = 0;
    let settled = false;

    // A call that still waits for a connection is settled here and now, and stopped before it is sent.
    const fail = (kind: FailureKind) => {
      if (settled) return;
      settle();
      const error = new LearningApiError({
        kind,
        operation,
        wasSent: controller !== undefined,
        ...(status !== 0 && kind === 'tooLarge' && { httpStatus: status }),
      });
      reject(error);
      controller?.abort(error);
    };
    const settle = () => {
      settled = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
    };
    const cancel = () => fail(signal ? failureOf(signal) : 'cancelled');
    const timer = setTimeout(() => fail('timeout'), timeoutMs);
    if (signal?.aborted) return cancel();
    signal?.addEventListener('abort', cancel);

    const common = body === null ? readHeaders : bodyHeaders;
    dispatcher.dispatch(
      {
        origin,
        path,
        method,
        headers: request.headers ? { ...common, ...request.headers } : common,
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
          bytes += chunk.length;
          if (bytes > maxResponseBytes) return fail('tooLarge');
          chunks.push(chunk);
        },
        onResponseEnd() {
          if (settled) return;
          const packed = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
          const finish = (content: Buffer) => {
            if (settled) return;
            settle();
            resolve({ status, headers, body: content });
          };
          const coding = headers['content-encoding'];
          if (coding === undefined || coding === 'identity') return finish(packed);
          unpack(packed, String(coding), maxResponseBytes).then(finish, (error: NodeJS.ErrnoException) =>
            fail(error.code === 'ERR_BUFFER_TOO_LARGE' ? 'tooLarge' : 'malformed'),
          );
        },
        onResponseError() {
          fail(status === 0 ? 'unavailable' : 'malformed');
        },
      },
    );
  });
}

const unpackers = { gzip: promisify(gunzip), deflate: promisify(inflate), br: promisify(brotliDecompress) } as const;

async function unpack(packed: Buffer, coding: string, maxOutputLength: number): Promise<Buffer> {
  if (!(coding in unpackers)) throw new Error('unknown content coding');
  return unpackers[coding as keyof typeof unpackers](packed, { maxOutputLength });
}
