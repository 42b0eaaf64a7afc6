import { factsOf } from './contract/operations.ts';

/**
 * Why an operation gave no answer. `unauthenticated`: the token was refused (HTTP 401);
 * `signInFailed`: the account of the gateway itself was refused, or its token; `forbidden`: HTTP 403;
 * `conflict`: HTTP 409, an entity that does not exist or one that exists already; `invalid`: HTTP 422;
 * `rateLimited`: HTTP 429; `unavailable`: no connection, or HTTP 502, 503, 504; `timeout`: no whole answer in time;
 * `deadline`: the time of the whole request was over; `circuitOpen`: not asked, since calls of this class keep
 * failing; `overloaded`: not asked, since too many calls wait already; `cancelled`: the caller left; `malformed`: an
 * answer that cannot be read; `tooLarge`: an answer with more bytes than may be; `outcomeUnknown`: a write was sent
 * and nobody can tell whether it took effect; `failed`: everything else, among it an error code inside a 200.
 */
export type FailureKind =
  | 'unauthenticated'
  | 'signInFailed'
  | 'forbidden'
  | 'conflict'
  | 'invalid'
  | 'rateLimited'
  | 'unavailable'
  | 'timeout'
  | 'deadline'
  | 'circuitOpen'
  | 'overloaded'
  | 'cancelled'
  | 'malformed'
  | 'tooLarge'
  | 'outcomeUnknown'
  | 'failed';

export interface Failure {
  kind: FailureKind;
  operation: string;
  httpStatus?: number;
  /** The vendor's own number for the error; which number means what is not published. */
  errorCode?: number;
  /** The vendor's own words. */
  vendorMessage?: string;
  retryAfterSeconds?: number;
  /** Whether the call was sent, as far as the gateway can tell. */
  wasSent?: boolean;
  /** Where one item of a list failed: the ids it carries, so that the failure finds those who asked for it. */
  itemIds?: string[];
}

/** Every way in which a call can fail. Holds no URL, since a URL holds the caller's token. */
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
  timeout: 'no answer in time',
  deadline: 'the request ran out of time',
  circuitOpen: 'the LearningApi keeps failing, so nothing was sent',
  overloaded: 'too many calls are waiting, so nothing was sent',
  cancelled: 'the caller left',
  malformed: 'the answer could not be read',
  tooLarge: 'the answer is too large',
  outcomeUnknown: 'it is not known whether this took effect',
  failed: 'the LearningApi reported an error',
};

/** Why a call failed: the vendor's own words, or ours if it gave none. */
export function reasonOf({ kind, operation, vendorMessage }: Failure): string {
  if (vendorMessage !== undefined) return vendorMessage;
  const mayBeDuplicate = kind === 'conflict' && factsOf(operation)?.conflict === 'notFoundOrDuplicate';
  return mayBeDuplicate ? 'not found, or it exists already' : reasons[kind];
}
