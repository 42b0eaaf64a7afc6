import type { Answered, Harness, QueryOptions } from './harness.ts';

/** An answer to a request with an idempotency key. */
export interface Keyed extends Omit<Answered, 'calls' | 'toldErrors'> {
  /** The header `Idempotent-Replayed`. */
  replayed: string | null;
  requestId: string | null;
}

/** Sends a request with an idempotency key as the holder of the demo token. Does not clear the calls of the sandbox. */
export async function sendKeyed(
  { url, sandbox }: Pick<Harness, 'url' | 'sandbox'>,
  key: string,
  query: string | undefined,
  { variables, token = sandbox.tokens.full, headers, parameters, signal }: QueryOptions & { signal?: AbortSignal } = {},
): Promise<Keyed> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== null && { authorization: `Bearer ${token}` }),
      'idempotency-key': key,
      ...headers,
    },
    body: JSON.stringify({ query, variables, ...parameters }),
    ...(signal && { signal }),
  });
  const { data, errors = [], extensions } = (await response.json()) as Partial<Answered>;
  return {
    status: response.status,
    data,
    errors,
    extensions,
    replayed: response.headers.get('idempotent-replayed'),
    requestId: response.headers.get('x-request-id'),
  };
}
