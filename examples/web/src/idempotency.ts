import type { OperationContext } from 'urql';
import type { Failure } from './failures.ts';

/** A key for a new submission. Each repetition of the submission has the same key, so that it is carried out once. */
export function newKey(): string {
  return crypto.randomUUID();
}

/** The context of a request with a key. */
export function withKey(key: string): Partial<OperationContext> {
  return { fetchOptions: { headers: { 'idempotency-key': `"${key}"` } } };
}

const repeatable = new Set(['NO_CONNECTION', 'UPSTREAM_TIMEOUT', 'IDEMPOTENCY_UNAVAILABLE']);

/**
 * True if the request was not answered, so that it can be sent again with the same key. Other errors are answers: the
 * gateway would replay them.
 */
export function isRepeatable(failures: readonly Failure[]): boolean {
  return failures.some(({ code }) => repeatable.has(code));
}
