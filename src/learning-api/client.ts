import { type FailureKind, LearningApiError } from './errors.ts';
import { wireOperations, wireShapes } from './generated.ts';
import { type Answer, type OperationFacts, type OperationName, operations, type Parameters } from './operations.ts';
import { type PageFacts, pageFacts } from './pages.ts';
import { decodeRow, decodeRows, reportedFailure, vendorDetails } from './rows.ts';
import { createTransport, type TransportRequest, type TransportResponse } from './transport.ts';

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
  close(): Promise<void>;
}

export interface CallOptions {
  token: string;
  /** Ends a read; a write that was sent is left to finish. */
  signal?: AbortSignal | undefined;
}

export interface Answered<Name extends OperationName> {
  data: Answer<Name>;
  page: PageFacts;
}

interface ClientOptions {
  origin: string;
  timeoutMs: number;
  connections: number;
}

/** A client of the REST API at one origin. */
export function createLearningApi(options: ClientOptions): LearningApi {
  const transport = createTransport(options);
  return {
    async call(operation, parameters, callOptions) {
      const request = toRequest(operation, parameters as object, callOptions);
      try {
        const response = await transport.send(request);
        refuseFailure(operation, response);
        const body = parse(operation, response);
        const data = toRows(operation, body, response.status);
        return { data: data as never, page: pageFacts(response.headers, data) };
      } catch (error) {
        throw request.effect === 'write' ? admitIgnorance(error) : error;
      }
    },
    close: () => transport.close(),
  };
}

/** A write that was sent and got no answer, or none that can be read, may have taken effect or not. */
function admitIgnorance(error: unknown): unknown {
  if (!(error instanceof LearningApiError)) return error;
  const { kind, httpStatus, wasSent } = error.failure;
  const isUnanswered = ['timeout', 'unavailable', 'cancelled'].includes(kind) && wasSent === true;
  const isUnclear = kind === 'malformed' || (httpStatus !== undefined && httpStatus >= 500);
  return isUnanswered || isUnclear ? new LearningApiError({ ...error.failure, kind: 'outcomeUnknown' }) : error;
}

function toRequest(operation: OperationName, parameters: object, { token, signal }: CallOptions): TransportRequest {
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

function refuseFailure(operation: OperationName, { status, headers, body }: TransportResponse): void {
  if (status === 200) return;
  const retryAfter = Number(headers['retry-after']);
  throw new LearningApiError({
    kind: kindsByStatus[status] ?? (status < 400 ? 'malformed' : 'failed'),
    operation,
    httpStatus: status,
    ...vendorDetails(readJson(body)),
    ...(Number.isFinite(retryAfter) && { retryAfterSeconds: retryAfter }),
  });
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
