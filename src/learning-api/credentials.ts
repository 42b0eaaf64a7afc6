import type { Answered, CallOptions, LearningApi } from './client.ts';
import { factsOf, type OperationName, type Parameters } from './contract/operations.ts';
import { type FailureKind, LearningApiError } from './errors.ts';
import type { Cancellation, CancellationReason } from './resilience/cancellation.ts';

/** Where the token comes from that calls are made with. */
export interface Credentials {
  /** A token that is good as far as is known. */
  token(): string | Promise<string>;
  /** Whose answers are shared and kept together. Leads back to no token. */
  owner: string;
  /** Only there where another token can be had. */
  renewal?: Renewal;
}

export interface Renewal {
  /** Told that a token was refused, so that another one is given from now on. */
  refused(token: string): void;
  /** Whether a token with which a call was forbidden is good all the same. */
  isGood(token: string): Promise<boolean>;
}

/**
 * Calls one operation with a token from its credentials. Where a refused token can be replaced, a read is sent once
 * more with another; a write is not, and fails.
 */
export function callWith<Name extends OperationName>(
  api: LearningApi,
  credentials: Credentials,
  operation: Name,
  parameters: Parameters<Name>,
  options: Omit<CallOptions, 'token' | 'owner'>,
): Promise<Answered<Name>> {
  const attempt = (token: string) => api.call(operation, parameters, { token, owner: credentials.owner, ...options });
  const held = credentials.token();
  const { renewal } = credentials;
  return typeof held === 'string' && !renewal
    ? attempt(held)
    : withRenewal(attempt, held, credentials, operation, options.cancellation);
}

async function withRenewal<Result>(
  attempt: (token: string) => Promise<Result>,
  held: string | Promise<string>,
  credentials: Credentials,
  operation: OperationName,
  cancellation: Cancellation | undefined,
): Promise<Result> {
  const whileWanted = <Waited>(work: Promise<Waited>) => unlessOver(work, operation, cancellation);
  const token = typeof held === 'string' ? held : await whileWanted(held);
  const { renewal } = credentials;
  if (!renewal) return attempt(token);
  try {
    return await attempt(token);
  } catch (error) {
    const kind = kindOf(error);
    // HTTP 403 does not tell whether it is the token or the permission, so that the REST API is asked.
    const isRefused =
      kind === 'unauthenticated' || (kind === 'forbidden' && !(await whileWanted(renewal.isGood(token))));
    if (!isRefused) throw error;
    renewal.refused(token);
    const { effect } = factsOf(operation);
    const other = effect === 'read' ? await whileWanted(Promise.resolve(credentials.token())) : token;
    if (other === token) throw ownRefusal(operation, error);
    return attempt(other).catch((again: unknown) => {
      throw kindOf(again) === 'unauthenticated' ? ownRefusal(operation, again) : again;
    });
  }
}

/** Others may wait for the same work, so that it cannot be stopped, only no longer be waited for. */
function unlessOver<Result>(
  work: Promise<Result>,
  operation: OperationName,
  cancellation: Cancellation | undefined,
): Promise<Result> {
  if (!cancellation) return work;
  return new Promise((resolve, reject) => {
    const waiter = {
      cancel: (kind: CancellationReason) => reject(new LearningApiError({ kind, operation, wasSent: false })),
    };
    if (cancellation.reason) waiter.cancel(cancellation.reason);
    cancellation.add(waiter);
    work.then(resolve, reject).finally(() => cancellation.remove(waiter));
  });
}

function kindOf(error: unknown): FailureKind | null {
  return error instanceof LearningApiError ? error.failure.kind : null;
}

/** The token was not the caller's own, so the caller is not to be told to sign in. */
function ownRefusal(operation: OperationName, error: unknown): LearningApiError {
  const httpStatus = error instanceof LearningApiError ? error.failure.httpStatus : undefined;
  return new LearningApiError({ kind: 'signInFailed', operation, ...(httpStatus !== undefined && { httpStatus }) });
}
