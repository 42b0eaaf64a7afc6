import { type FailureKind, LearningApiError } from '../errors.ts';
import type { Source } from '../redaction.ts';
import type { TransportResponse } from '../transport.ts';
import { reportedFailure, vendorDetails } from './rows.ts';

/**
 * The JSON that an operation answered with.
 *
 * @throws LearningApiError for an answer that tells of a failure, in its status or inside, or that cannot be read
 */
export function readBody(from: Source, response: TransportResponse): unknown {
  demandAnswer(from, response);
  const body = parse(from, response);
  const failure = reportedFailure(body, from, response.status);
  if (failure) throw failure;
  return body;
}

/** @throws LearningApiError for what cannot be an answer, whatever its body says */
export function demandAnswer(from: Source, response: TransportResponse): void {
  refuseFailure(from, response);
  refuseOtherTypes(from, response);
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

function refuseFailure(from: Source, { status, headers, body }: TransportResponse): void {
  if (status === 200) return;
  throw new LearningApiError({
    kind: kindsByStatus[status] ?? (status < 400 ? 'malformed' : 'failed'),
    operation: from.operation,
    httpStatus: status,
    ...vendorDetails(readJson(body), from),
    ...retryAfter(headers['retry-after']),
  });
}

/** `Retry-After` comes as seconds or as a date. */
function retryAfter(header: string | string[] | undefined): { retryAfterSeconds?: number } {
  if (typeof header !== 'string') return {};
  const seconds = /^\d+$/.test(header) ? Number(header) : Math.ceil((Date.parse(header) - Date.now()) / 1000);
  return Number.isFinite(seconds) ? { retryAfterSeconds: Math.max(0, seconds) } : {};
}

function refuseOtherTypes({ operation }: Source, { status, headers }: TransportResponse): void {
  const type = headers['content-type'];
  if (type === undefined || /[/+]json\b/i.test(String(type))) return;
  throw new LearningApiError({ kind: 'malformed', operation, httpStatus: status });
}

function parse({ operation }: Source, { status, body }: TransportResponse): unknown {
  const value = readJson(body);
  if (value === undefined) throw new LearningApiError({ kind: 'malformed', operation, httpStatus: status });
  return value;
}

const utf8 = new TextDecoder('utf-8');

/** The value, or undefined where the bytes are no JSON. */
function readJson(body: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(body));
  } catch {
    return undefined;
  }
}
