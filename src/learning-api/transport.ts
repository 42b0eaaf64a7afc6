import { type Dispatcher, Pool } from 'undici';
import { type FailureKind, LearningApiError } from './errors.ts';
import { codingIn, decode } from './http-content.ts';
import type { Cancellation, CancellationListener, CancellationReason } from './resilience/cancellation.ts';
import { type Unreachable, unreachableBy } from './unreachable.ts';

export interface Transport {
  send(request: TransportRequest): Promise<TransportResponse>;
  /** Waits for the calls in flight, then closes the connections. */
  close(): Promise<void>;
}

export interface TransportRequest {
  operation: string;
  /** Writes have their own connections, without anything that could send them twice. */
  effect: 'read' | 'write';
  method: 'GET' | 'POST';
  /** Path and query. Secret: it contains the token. */
  path: string;
  body: string | null;
  /** Additional headers. */
  headers?: Readonly<Record<string, string>> | undefined;
  cancellation?: Cancellation | undefined;
}

export interface TransportResponse {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

export interface TransportOptions {
  /** Scheme, host and port of the REST API. Calls are sent nowhere else. */
  origin: string;
  /** Milliseconds from the start of a call to the last byte of its response. */
  timeoutMs: number;
  connections: number;
  /** Maximum size of a response, uncompressed. */
  maxResponseBytes: number;
}

/** Asks for uncompressed responses, since the network is near. If a response is compressed anyway, it is decoded. */
const readHeaders = { accept: 'application/json', 'accept-encoding': 'identity' };
const bodyHeaders = { ...readHeaders, 'content-type': 'application/json' };

/**
 * A server may close an idle connection just as a write is sent on it, and then it is unknown whether the write arrived.
 * Servers keep idle connections for longer than a second: five in Node, a minute and more elsewhere. A server that announces
 * less than three seconds gets a new connection for each write, since undici subtracts two.
 */
const writeKeepAlive = { keepAliveTimeout: 1000, keepAliveMaxTimeout: 1000 };

/** Sends calls over keep-alive connections, each with one timeout from its start to the last byte. */
export function createTransport(options: TransportOptions): Transport {
  const { origin, connections } = options;
  // Both undici timers are off: they run on a one-second grid and a dripping body never trips them.
  const pool = (keepAlive: Pool.Options) =>
    new Pool(origin, { connections, headersTimeout: 0, bodyTimeout: 0, ...keepAlive });
  const dispatchers = { read: pool({}), write: pool(writeKeepAlive) };
  return {
    send: (request) => dispatch(dispatchers[request.effect], request, options),
    close: async () => {
      await Promise.all([dispatchers.read.close(), dispatchers.write.close()]);
    },
  };
}

function dispatch(
  dispatcher: Dispatcher,
  request: TransportRequest,
  { origin, timeoutMs, maxResponseBytes }: TransportOptions,
): Promise<TransportResponse> {
  const { effect, method, path, body } = request;
  const common = body === null ? readHeaders : bodyHeaders;
  const headers = request.headers ? { ...common, ...request.headers } : common;
  return new Promise((resolve, reject) => {
    const exchange = new Exchange(request, maxResponseBytes, resolve, reject);
    if (exchange.begin(timeoutMs))
      dispatcher.dispatch({ origin, path, method, headers, body, idempotent: effect === 'read' }, exchange);
  });
}

/** One call in flight. A class, since closures for each event would be more garbage to collect. */
class Exchange implements Dispatcher.DispatchHandler, CancellationListener {
  readonly #request: TransportRequest;
  readonly #maxBytes: number;
  readonly #resolve: (response: TransportResponse) => void;
  readonly #reject: (error: LearningApiError) => void;
  #controller: Dispatcher.DispatchController | undefined;
  #timer: NodeJS.Timeout | undefined;
  #status = 0;
  #headers: TransportResponse['headers'] = {};
  #chunks: Buffer[] = [];
  #bytes = 0;
  #isSettled = false;

  constructor(
    request: TransportRequest,
    maxBytes: number,
    resolve: (response: TransportResponse) => void,
    reject: (error: LearningApiError) => void,
  ) {
    this.#request = request;
    this.#maxBytes = maxBytes;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  /** Starts the timeout. Returns false if the call is cancelled already and must not be sent. */
  begin(timeoutMs: number): boolean {
    const { cancellation } = this.#request;
    this.#timer = setTimeout(() => this.#timeOut(), timeoutMs);
    if (cancellation?.reason) this.cancel(cancellation.reason);
    else cancellation?.add(this);
    return !this.#isSettled;
  }

  cancel(reason: CancellationReason): void {
    this.#fail(reason);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    const { operation } = this.#request;
    if (this.#isSettled) controller.abort(new LearningApiError({ kind: 'cancelled', operation }));
  }

  onResponseStart(_: unknown, status: number, headers: TransportResponse['headers']): void {
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_: unknown, chunk: Buffer): void {
    this.#bytes += chunk.length;
    if (this.#bytes > this.#maxBytes) this.#fail('tooLarge');
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    if (this.#isSettled) return;
    const chunks = this.#chunks;
    const body = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
    const header = this.#headers['content-encoding'];
    const coding = header === undefined ? null : codingIn(String(header));
    if (coding === null) this.#finish(body);
    else if (coding === undefined) this.#fail('malformed');
    else
      decode(body, coding, this.#maxBytes).then(
        (content) => this.#finish(content),
        ({ code }: NodeJS.ErrnoException) => this.#fail(code === 'ERR_BUFFER_TOO_LARGE' ? 'tooLarge' : 'malformed'),
      );
  }

  onResponseError(_: unknown, error: Error): void {
    this.#fail(this.#status === 0 ? 'unavailable' : 'malformed', unreachableBy(error));
  }

  /** The controller exists only after the connection is established. */
  #timeOut(): void {
    const cause = this.#controller ? 'timeout' : 'connectTimeout';
    this.#fail('timeout', { cause, code: 'ETIMEDOUT' });
  }

  #finish(body: Buffer): void {
    if (this.#isSettled) return;
    this.#settle();
    this.#resolve({ status: this.#status, headers: this.#headers, body });
  }

  /** Settles at once, also if the call still waits for a connection. It is aborted before it is sent. */
  #fail(kind: FailureKind, unreachable?: Unreachable): void {
    if (this.#isSettled) return;
    this.#settle();
    const error = new LearningApiError({
      kind,
      operation: this.#request.operation,
      wasSent: this.#controller !== undefined,
      ...(this.#status !== 0 && kind === 'tooLarge' && { httpStatus: this.#status }),
      ...(unreachable && { unreachable }),
    });
    this.#reject(error);
    this.#controller?.abort(error);
  }

  #settle(): void {
    this.#isSettled = true;
    clearTimeout(this.#timer);
    this.#request.cancellation?.remove(this);
  }
}
