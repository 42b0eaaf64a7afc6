import { type FailureKind, LearningApiError } from '../errors.ts';
import { charsetIn } from '../http-content.ts';
import type { ResponseContext } from '../redaction.ts';
import type { TransportResponse } from '../transport.ts';
import { holdExactNumbers } from './exact-numbers.ts';
import { wireOperations, wireShapes } from './generated.ts';
import { factsOf, type OperationName } from './operations.ts';
import { reportedFailure, vendorDetails } from './rows.ts';

/**
 * Parses the JSON of a response.
 *
 * @throws LearningApiError if the response reports a failure, in its status or in its body, or cannot be parsed
 */
export function readBody(context: ResponseContext, response: TransportResponse): unknown {
  assertResponse(context, response);
  const body = parse(context, response);
  const failure = reportedFailure(body, context, response.status);
  if (failure) throw failure;
  return body;
}

/** @throws LearningApiError if the status or the content type shows a failure, regardless of the body */
export function assertResponse(context: ResponseContext, response: TransportResponse): void {
  assertSuccess(context, response);
  assertJson(context, response);
}

export const kindsByStatus: Record<number, FailureKind> = {
  401: 'unauthenticated',
  403: 'forbidden',
  409: 'conflict',
  422: 'invalid',
  429: 'rateLimited',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
};

function assertSuccess(context: ResponseContext, { status, headers, body }: TransportResponse): void {
  const isCreated = status === 201 && factsOf(context.operation)?.effect === 'write';
  if (status === 200 || isCreated || isNone(context.operation, status)) return;
  throw new LearningApiError({
    kind: kindsByStatus[status] ?? (status < 400 ? 'malformed' : 'failed'),
    operation: context.operation,
    httpStatus: status,
    ...vendorDetails(readJson(context.operation, headers, body), context),
    ...retryAfter(headers['retry-after']),
  });
}

/** `Retry-After` holds seconds or a date (RFC 9110, section 10.2.3). */
function retryAfter(header: string | string[] | undefined): { retryAfterSeconds?: number } {
  if (typeof header !== 'string') return {};
  const seconds = /^\d+$/.test(header) ? Number(header) : Math.ceil((Date.parse(header) - Date.now()) / 1000);
  return Number.isFinite(seconds) ? { retryAfterSeconds: Math.max(0, seconds) } : {};
}

function assertJson({ operation }: ResponseContext, { status, headers }: TransportResponse): void {
  const type = headers['content-type'];
  if (type === undefined || /[/+]json\b/i.test(String(type))) return;
  throw new LearningApiError({ kind: 'malformed', operation, httpStatus: status });
}

/** True for a response without a body that stands for JSON null: ASP.NET sends 204 for a null result. */
function isNone(operation: string, status: number): boolean {
  return status === 204 && wireOperations[operation as OperationName]?.isNullable === true;
}

function parse({ operation }: ResponseContext, { status, headers, body }: TransportResponse): unknown {
  if (isNone(operation, status)) return null;
  const value = readJson(operation, headers, body);
  if (value === undefined) throw new LearningApiError({ kind: 'malformed', operation, httpStatus: status });
  return value;
}

/** Fatal: otherwise bytes in another encoding would silently become U+FFFD. */
const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The parsed value. Undefined if the bytes are not JSON. */
function readJson(operation: string, { 'content-type': type }: TransportResponse['headers'], body: Buffer): unknown {
  try {
    const charset = charsetIn(type === undefined ? type : String(type));
    const decoder = charset === 'utf-8' ? utf8 : new TextDecoder(charset, { fatal: true });
    const text = decoder.decode(body);
    return JSON.parse(operationsWithObjects.has(operation) ? holdExactNumbers(text) : text);
  } catch {
    return undefined;
  }
}

/** The operations that return objects without published fields, which are handed on as they are. */
const operationsWithObjects: ReadonlySet<string> = new Set(
  Object.entries(wireOperations).flatMap(([name, { answer }]) => {
    const shape: Readonly<Record<string, readonly unknown[]>> = wireShapes[answer];
    return Object.values(shape).some(([, kind]) => kind === 'object[]') ? [name] : [];
  }),
);
