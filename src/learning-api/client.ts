import { createBreakers } from './breakers.ts';
import { createBulkhead, OverloadedError } from './bulkhead.ts';
import { type FailureKind, LearningApiError } from './errors.ts';
import { wireOperations, wireShapes } from './generated.ts';
import { type ClientState, nobody, type Observer } from './observer.ts';
import { type Answer, type OperationFacts, type OperationName, operations, type Parameters } from './operations.ts';
import { type PageFacts, pageFacts } from './pages.ts';
import { createRetries } from './retries.ts';
import { decodeRow, decodeRows, reportedFailure, vendorDetails } from './rows.ts';
import {
  createTransport,
  failureOf,
  type TransportOptions,
  type TransportRequest,
  type TransportResponse,
} from './transport.ts';

export interface LearningApi {
  /**
   * Calls one operation as the holder of a token. Resolves with the answer as rows and with what the answer
   * tells of its page; rejects with a LearningApiError, whatever went wrong.
   */
  call<Name extends OperationName>(
    operation: Name,
    parameters: Parameters<Name>,
    options: CallOptions,
  ): Promise<Answered<Name>>;
  /** What the client is doing right now. */
  state(): ClientState;
  close(): Promise<void>;
}

export interface CallOptions {
  token: string;
  /** The GraphQL request that the call is for: calls of one request share its part of the concurrency. */
  request?: object | undefined;
  /** Ends a read; a write that was sent is left to finish. A reason named TimeoutError says that time is over. */
  signal?: AbortSignal | undefined;
  /** When the whole request must be over, as of `performance.now()`; nothing is sent after it. */
  deadline?: number | undefined;
  /** Headers to send along, such as those that carry a trace on. */
  headers?: Readonly<Record<string, string>> | undefined;
}

export interface Answered<Name extends OperationName> {
  data: Answer<Name>;
  page: PageFacts;
  /** Whether the REST API was asked for it, or a copy of an earlier answer was good enough. */
  source: 'wire' | 'cache';
}

export interface ClientOptions extends Omit<TransportOptions, 'connections'> {
  /** Most calls under way at once, which is also the most connections. */
  concurrency: number;
  /** Most calls of one request under way at once. */
  concurrencyPerRequest: number;
  /** Most calls that wait for others to end; beyond it they fail at once. */
  queue: number;
  /** Whether reads that fail for a passing reason are sent again. */
  retries: boolean;
  /** Milliseconds for which a class of operations that keeps failing is left alone. */
  breakerProbeAfterMs: number;
  observer?: Observer;
}

/** A client of the REST API at one origin. */
export function createLearningApi(options: ClientOptions): LearningApi {
  const { concurrency, concurrencyPerRequest, queue, breakerProbeAfterMs, observer = nobody } = options;
  const transport = createTransport({ ...options, connections: concurrency });
  const bulkhead = createBulkhead({ concurrency, perRequest: concurrencyPerRequest, queue });
  const retries = createRetries(options.retries);
  const breakers = createBreakers({
    probeAfterMs: breakerProbeAfterMs,
    changed: (operationClass, state) => observer.breakerChanged({ operationClass, state }),
  });

  async function sendAndRead<Name extends OperationName>(
    operation: Name,
    request: TransportRequest,
  ): Promise<Answered<Name>> {
    const startedAt = performance.now();
    const tell = (outcome: 'OK' | FailureKind) =>
      observer.called({ operation, outcome, durationMs: performance.now() - startedAt });
    try {
      const answered = readAnswer(operation, await transport.send(request));
      tell('OK');
      return answered;
    } catch (error) {
      tell(error instanceof LearningApiError ? error.failure.kind : 'failed');
      throw error;
    }
  }

  /** One attempt: a place, an API that is not known to be down, and the call. */
  async function attempt<Name extends OperationName>(
    operation: Name,
    request: TransportRequest,
    { request: caller = request, deadline = Number.POSITIVE_INFINITY }: CallOptions,
  ): Promise<Answered<Name>> {
    const { effect, signal } = request;
    if (signal?.aborted) throw new LearningApiError({ kind: failureOf(signal), operation, wasSent: false });
    breakers.demandClosed(operation);
    try {
      await bulkhead.enter(caller, signal);
    } catch (error) {
      const kind = error instanceof OverloadedError ? 'overloaded' : signal ? failureOf(signal) : 'cancelled';
      throw new LearningApiError({ kind, operation, wasSent: false });
    }
    try {
      if (performance.now() >= deadline) throw new LearningApiError({ kind: 'deadline', operation, wasSent: false });
      const send = () => sendAndRead(operation, request);
      return await (effect === 'read' ? breakers.read(operation, send) : send());
    } finally {
      bulkhead.leave(caller);
    }
  }

  async function read<Name extends OperationName>(operation: Name, request: TransportRequest, options: CallOptions) {
    return retries.run(() => attempt(operation, request, options), {
      deadline: options.deadline ?? Number.POSITIVE_INFINITY,
      signal: options.signal,
      again: () => observer.retried({ operation }),
    });
  }

  async function write<Name extends OperationName>(operation: Name, request: TransportRequest, options: CallOptions) {
    try {
      return await attempt(operation, request, options);
    } catch (error) {
      throw admitIgnorance(error);
    }
  }

  return {
    call(operation, parameters, callOptions) {
      const request = toRequest(operation, parameters as object, callOptions);
      return request.effect === 'read' ? read(operation, request, callOptions) : write(operation, request, callOptions);
    },
    state: () => ({ inFlight: bulkhead.inFlight, queued: bulkhead.queued, breakers: breakers.states() }),
    close: () => transport.close(),
  };
}

/** A write that was sent and got no answer, or none that can be read, may have taken effect or not. */
function admitIgnorance(error: unknown): unknown {
  if (!(error instanceof LearningApiError)) return error;
  const { kind, httpStatus, wasSent } = error.failure;
  const isUnanswered = ['timeout', 'unavailable', 'cancelled'].includes(kind) && wasSent === true;
  const isUnclear = kind === 'malformed' || kind === 'tooLarge' || (httpStatus !== undefined && httpStatus >= 500);
  return isUnanswered || isUnclear ? new LearningApiError({ ...error.failure, kind: 'outcomeUnknown' }) : error;
}

function toRequest(
  operation: OperationName,
  parameters: object,
  { token, signal, headers }: CallOptions,
): TransportRequest {
  const { method, path, query, body } = wireOperations[operation];
  const { effect }: OperationFacts = operations[operation];
  const values = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null);
  const queryNames: Record<string, string> = query;
  const search = new URLSearchParams();
  for (const [name, value] of values) {
    const wireName = queryNames[name];
    if (wireName) search.set(wireName, String(value));
  }
  search.set('access_token', token);
  return {
    operation,
    effect,
    method,
    path: `${path}?${search}`,
    body: body ? JSON.stringify(toWire(body, Object.fromEntries(values.filter(([name]) => !queryNames[name])))) : null,
    headers,
    signal: effect === 'read' ? signal : undefined,
  };
}

function toWire(shape: string, values: Record<string, unknown>): Record<string, unknown> {
  const wire: Record<string, unknown> = {};
  for (const [wireName, [name, kind]] of Object.entries(wireShapes[shape as keyof typeof wireShapes])) {
    const value = values[name];
    if (value === undefined || value === null) continue;
    wire[wireName] = kind in wireShapes ? toWire(kind, value as Record<string, unknown>) : value;
  }
  return wire;
}

const kindsByStatus: Record<number, FailureKind> = {
  401: 'unauthenticated',
  403: 'forbidden',
  409: 'conflict',
  422: 'invalid',
  429: 'rateLimited',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
};

function readAnswer<Name extends OperationName>(operation: Name, response: TransportResponse): Answered<Name> {
  refuseFailure(operation, response);
  refuseOtherTypes(operation, response);
  const data = toRows(operation, parse(operation, response), response.status);
  return { data: data as never, page: pageFacts(response.headers, data), source: 'wire' };
}

function refuseFailure(operation: OperationName, { status, headers, body }: TransportResponse): void {
  if (status === 200) return;
  throw new LearningApiError({
    kind: kindsByStatus[status] ?? (status < 400 ? 'malformed' : 'failed'),
    operation,
    httpStatus: status,
    ...vendorDetails(readJson(body)),
    ...retryAfter(headers['retry-after']),
  });
}

/** `Retry-After` comes as seconds or as a date. */
function retryAfter(header: string | string[] | undefined): { retryAfterSeconds?: number } {
  if (typeof header !== 'string') return {};
  const seconds = /^\d+$/.test(header) ? Number(header) : Math.ceil((Date.parse(header) - Date.now()) / 1000);
  return Number.isFinite(seconds) ? { retryAfterSeconds: Math.max(0, seconds) } : {};
}

function refuseOtherTypes(operation: OperationName, { status, headers }: TransportResponse): void {
  const type = headers['content-type'];
  if (type === undefined || /[/+]json\b/i.test(String(type))) return;
  throw new LearningApiError({ kind: 'malformed', operation, httpStatus: status });
}

function parse(operation: OperationName, { status, body }: TransportResponse): unknown {
  const value = readJson(body);
  if (value === undefined) throw new LearningApiError({ kind: 'malformed', operation, httpStatus: status });
  return value;
}

/** The value, or undefined where the text is no JSON. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toRows(operation: OperationName, body: unknown, status: number): unknown {
  const failure = reportedFailure(body, operation, status);
  if (failure) throw failure;
  const { answer, isArray, isNullable } = wireOperations[operation];
  if (isArray) {
    if (!Array.isArray(body)) throw new LearningApiError({ kind: 'malformed', operation, httpStatus: status });
    return decodeRows(answer, body, operation);
  }
  if (body === null && isNullable) return null;
  const row = decodeRow(answer, body, operation);
  if (row instanceof LearningApiError) throw row;
  return row;
}
