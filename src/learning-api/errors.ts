import { factsOf } from './contract/operations.ts';
import type { Unreachable } from './unreachable.ts';

/** Why a call failed. */
export type FailureKind =
  /** HTTP 401: the token was refused. */
  | 'unauthenticated'
  /** The account of the gateway, or its token, was refused. */
  | 'signInFailed'
  /** HTTP 403. */
  | 'forbidden'
  /** HTTP 409: something was not found, or exists already. The operations table says which. */
  | 'conflict'
  /** HTTP 422. */
  | 'invalid'
  /** HTTP 429. */
  | 'rateLimited'
  /** No connection, or HTTP 502, 503 or 504. */
  | 'unavailable'
  /** The response was not complete in time. */
  | 'timeout'
  /** The time for the whole request ran out. */
  | 'deadline'
  /** Not sent: the circuit breaker of the operation is open. */
  | 'circuitOpen'
  /** Not sent: the queue is full. */
  | 'overloaded'
  /** Not sent: the request, or the search for refused ids, made as many calls as it may. */
  | 'callLimit'
  /** The caller left. */
  | 'cancelled'
  /** The response could not be parsed. */
  | 'malformed'
  /** The response has more bytes than allowed. */
  | 'tooLarge'
  /** A write was sent, and it is unknown whether it took effect. */
  | 'outcomeUnknown'
  /** Everything else, such as an error code in a response with HTTP 200. */
  | 'failed';

/** The kinds with which the REST API refuses a call: the caller may not make it, or something in it does not exist. */
export const refusals: ReadonlySet<FailureKind> = new Set<FailureKind>(['forbidden', 'conflict', 'invalid']);

export interface Failure {
  kind: FailureKind;
  operation: string;
  httpStatus?: number;
  /** The vendor's number for the error. Its meaning is not published. */
  errorCode?: number;
  /** The vendor's message. */
  vendorMessage?: string;
  retryAfterSeconds?: number;
  /** True if the gateway knows that the call was sent. */
  wasSent?: boolean;
  /** Set if a connection could not be established or was lost, or the call timed out. */
  unreachable?: Unreachable;
  /** Set if the outcome of a write is unknown: for how many milliseconds the REST API may still be working on it. */
  settlesAfterMs?: number;
  /** Set if one item of a list failed: the ids in that item, so that the loaders can assign the failure to a key. */
  itemIds?: string[];
}

/** A failed call. It never holds a URL, since a URL contains the caller's token. */
export class LearningApiError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(`${failure.operation}: ${reasonOf(failure)}`);
    this.name = 'LearningApiError';
    this.failure = failure;
  }
}

const reasons: Record<FailureKind, string> = {
  unauthenticated: 'the token was refused',
  signInFailed: "the gateway's own account was refused",
  forbidden: 'not permitted',
  conflict: 'not found',
  invalid: 'the request was refused as invalid',
  rateLimited: 'too many requests',
  unavailable: 'the LearningApi is not available',
  timeout: 'no response in time',
  deadline: 'the request ran out of time',
  circuitOpen: 'the LearningApi keeps failing, so nothing was sent',
  overloaded: 'too many calls are waiting, so nothing was sent',
  callLimit: 'as many calls as allowed were made',
  cancelled: 'the caller left',
  malformed: 'the response could not be read',
  tooLarge: 'the response is too large',
  outcomeUnknown: 'it is unknown whether this took effect',
  failed: 'the LearningApi reported an error',
};

/** Why a call failed: the vendor's message, or ours if there is none. */
export function reasonOf({ kind, operation, vendorMessage }: Failure): string {
  if (vendorMessage !== undefined) return vendorMessage;
  const mayBeDuplicate = kind === 'conflict' && factsOf(operation)?.conflict === 'notFoundOrDuplicate';
  return mayBeDuplicate ? 'not found, or it exists already' : reasons[kind];
}
