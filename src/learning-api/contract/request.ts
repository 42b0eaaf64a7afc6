import type { Cancellation } from '../resilience/cancellation.ts';
import type { TransportRequest } from '../transport.ts';
import { wireOperations, wireShapes } from './generated.ts';
import { factsOf, type OperationName } from './operations.ts';

/** A call, ready to be sent. */
export interface Request extends TransportRequest {
  operation: OperationName;
  /** The parameters by their names in code. */
  parameters: object;
  /** Equal for calls that differ only in their token. Holds no secret. */
  keyWithoutToken: string;
}

interface RequestOptions {
  token: string;
  cancellation?: Cancellation | undefined;
  headers?: Readonly<Record<string, string>> | undefined;
}

/**
 * Builds the call for an operation. The parameters have their names in code; one that is undefined is not sent.
 *
 * @throws TypeError if a parameter is null, because leaving it out would change what the call means
 */
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
    parameters,
    keyWithoutToken: body === null ? `${operation}?${search}` : `${operation}?${search} ${body}`,
    effect,
    method,
    path: `${path}?${search}access_token=${encoded(token)}`,
    body,
    headers,
    cancellation: effect === 'read' ? cancellation : undefined,
  };
}

/** The query string without the token. Each parameter ends with `&`. */
function searchFor(operation: OperationName, values: Readonly<Record<string, unknown>>): string {
  const names: Readonly<Record<string, string>> = wireOperations[operation].query;
  let search = '';
  for (const name in names) {
    const value = values[name];
    if (isGiven(name, value)) search += `${names[name]}=${encoded(String(value))}&`;
  }
  return search;
}

/** URL-encodes a text. Lone surrogates, which cannot be encoded, become U+FFFD. */
function encoded(text: string): string {
  // Ids, numbers and most tokens stay as they are, which is found out faster than they are encoded.
  return isUnreserved.test(text) ? text : encodeURIComponent(text.toWellFormed());
}

/** RFC 3986, section 2.3. */
const isUnreserved = /^[\w.~-]*$/;

const namesByOperation = new Map<OperationName, readonly string[]>();

/** The names of an operation's parameters in code, in the order of the contract. */
export function parameterNames(operation: OperationName): readonly string[] {
  const known = namesByOperation.get(operation);
  if (known) return known;
  const { query, body } = wireOperations[operation];
  const inBody = body ? Object.values(wireShapes[body]).map(([name]) => name) : [];
  const names = [...Object.keys(query), ...inBody];
  namesByOperation.set(operation, names);
  return names;
}

function toWire(shape: string, values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const wire: Record<string, unknown> = {};
  for (const [wireName, [name, kind]] of Object.entries(wireShapes[shape as keyof typeof wireShapes])) {
    const value = values[name];
    if (!isGiven(name, value)) continue;
    wire[wireName] = kind in wireShapes ? toWire(kind, value as Record<string, unknown>) : value;
  }
  return wire;
}

function isGiven(name: string, value: unknown): boolean {
  if (value === null) throw new TypeError(`The parameter ${name} is null.`);
  return value !== undefined;
}
