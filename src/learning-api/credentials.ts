import type { CallOptions, CallResult, LearningApi } from './client.ts';
import { factsOf, type OperationName, type Parameters } from './contract/operations.ts';
import { type FailureKind, LearningApiError } from './errors.ts';
import type { Cancellation, CancellationReason } from './resilience/cancellation.ts';

/** Where calls get their token. */
export interface Credentials {
  /** A token that is probably valid. */
  token(): string | Promise<string>;
  /** Identifies whose results are shared and cached. No token can be derived from it. */
  owner: string;
  /** Set if a refused token can be replaced. */
  renewal?: Renewal;
}

export interface Renewal {
  /** Reports a refused token, so that the next token is another one. */
  invalidate(token: string): void;
  /** True if a token is valid although a call with it was forbidden. */
  isValid(token: string): Promise<boolean>;
}

/**
 * Calls one operation with a token of the credentials. If the token is refused and can be replaced, a read is sent once
 * more with another token. A write is not sent again, and fails.
 */
export function callWith<Name extends OperationName>(
  api: LearningApi,
  credentials: Credentials,
  operation: Name,
  parameters: Parameters<Name>,
  options: Omit<CallOptions, 'token' | 'owner'>,
): Promise<CallResult<Name>> {
  const attempt = (token: string) => api.call(operation, parameters, { token, owner: credentials.owner, ...options });
  const token = credentials.token();
  const { renewal } = credentials;
  return typeof token === 'string' && !renewal
    ? attempt(token)
    : withRenewal(attempt, token, credentials, operation, options.cancellation);
}

async function withRenewal<Result>(
  attempt: (token: string) => Promise<Result>,
  pendingToken: string | Promise<string>,
  credentials: Credentials,
  operation: OperationName,
  cancellation: Cancellation | undefined,
): Promise<Result> {
  const waitFor = <Value>(work: Promise<Value>) => untilCancelled(work, operation, cancellation);
  const token = typeof pendingToken === 'string' ? pendingToken : await waitFor(pendingToken);
  const { renewal } = credentials;
  if (!renewal) return attempt(token);
  try {
    return await attempt(token);
  } catch (error) {
    const kind = kindOf(error);
    // HTTP 403 may be about the token or about the permission, so the REST API validates the token.
    const isRefused = kind === 'unauthenticated' || (kind === 'forbidden' && !(await waitFor(renewal.isValid(token))));
    if (!isRefused) throw error;
    renewal.invalidate(token);
    const { effect } = factsOf(operation);
    const nextToken = effect === 'read' ? await waitFor(Promise.resolve(credentials.token())) : token;
    if (nextToken === token) throw signInFailure(operation, error);
    return attempt(nextToken).catch((nextError: unknown) => {
      throw kindOf(nextError) === 'unauthenticated' ? signInFailure(operation, nextError) : nextError;
    });
  }
}

/** Stops waiting when the call is cancelled. The work goes on, since others may wait for it too. */
function untilCancelled<Result>(
  work: Promise<Result>,
  operation: OperationName,
  cancellation: Cancellation | undefined,
): Promise<Result> {
  if (!cancellation) return work;
  return new Promise((resolve, reject) => {
    const listener = {
      cancel: (kind: CancellationReason) => reject(new LearningApiError({ kind, operation, wasSent: false })),
    };
    if (cancellation.reason) listener.cancel(cancellation.reason);
    cancellation.add(listener);
    work.then(resolve, reject).finally(() => cancellation.remove(listener));
  });
}

function kindOf(error: unknown): FailureKind | null {
  return error instanceof LearningApiError ? error.failure.kind : null;
}

/** The refused token was not the caller's, so signing in again would not help the caller. */
function signInFailure(operation: OperationName, error: unknown): LearningApiError {
  const httpStatus = error instanceof LearningApiError ? error.failure.httpStatus : undefined;
  return new LearningApiError({ kind: 'signInFailed', operation, ...(httpStatus !== undefined && { httpStatus }) });
}
