import type { Cancellation } from '../resilience/cancellation.ts';
import type { TransportRequest } from '../transport.ts';
import { wireOperations, wireShapes } from './generated.ts';
import { factsOf, type OperationName } from './operations.ts';

/** A call as it is sent. */
export interface Request extends TransportRequest {
  operation: OperationName;
  /** What is asked, whoever asks it: the same for all calls that differ in nothing but their token. */
  question: string;
}

interface RequestOptions {
  token: string;
  cancellation?: Cancellation | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
}

/** The call for one operation with its parameters under their names in code. */
export function requestFor(
  operation: OperationName,
  parameters: object,
  { token, cancellation, headers }: RequestOptions,
): Request {
  const { method, path, body: shape } = wireOperations[operation];
  const { effect } = factsOf(operation);
  const values = parameters as Readonly<Record<string, unknown>>;
  const search = searchFor(operation, values);
  const body = shape ? JSON.stringify(toWire(shape, values)) : null;
  return {
    operation,
    question: body === null ? `${operation}?${search}` : `${operation}?${search} ${body}`,
    effect,
    method,
    path: `${path}?${search}access_token=${encoded(token)}`,
    body,
    headers,
    cancellation: effect === 'read' ? cancellation : undefined,
  };
}

/** The query of the URL, as far as it is no secret; whatever there is ends with `&`. */
function searchFor(operation: OperationName, values: Readonly<Record<string, unknown>>): string {
  const names: Readonly<Record<string, string>> = wireOperations[operation].query;
  let search = '';
  for (const name in names) {
    const value = values[name];
    if (value !== undefined && value !== null) search += `${names[name]}=${encoded(String(value))}&`;
  }
  return search;
}

/** A text as a URL has it. Halves of pairs, of which no URL can be made, become the sign for what cannot be read. */
function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed());
}

function toWire(shape: string, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const wire: Record<string, unknown> = {};
  for (const [wireName, [name, kind]] of Object.entries(wireShapes[shape as keyof typeof wireShapes])) {
    const value = values[name];
    if (value === undefined || value === null) continue;
    wire[wireName] = kind in wireShapes ? toWire(kind, value as Record<string, unknown>) : value;
  }
  return wire;
}
