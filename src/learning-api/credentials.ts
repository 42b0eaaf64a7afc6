import type { Answered, CallOptions, LearningApi } from './client.ts';
import { LearningApiError } from './errors.ts';
import { type OperationFacts, type OperationName, operations, type Parameters } from './operations.ts';
import { failureOf } from './transport.ts';

/** Where the token comes from that calls are made with. */
export interface Credentials {
  /** A token that is good as far as is known. */
  token(): string | Promise<string>;
  /** Told that the REST API refused a token; only there where another one can be had. */
  refused?(token: string): void;
}

/**
 * Calls one operation with a token from its credentials. Where a refused token can be replaced, a read is sent once
 * more with another; a write is not, and fails.
 */
export async function callWith<Name extends OperationName>(
  api: LearningApi,
  credentials: Credentials,
  operation: Name,
  parameters: Parameters<Name>,
  options: Omit<CallOptions, 'token'>,
): Promise<Answered<Name>> {
  const attempt = (token: string) => api.call(operation, parameters, { ...options, token });
  const token = await tokenOf(credentials, operation, options.signal);
  if (!credentials.refused) return attempt(token);
  try {
    return await attempt(token);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    credentials.refused(token);
    const { effect }: OperationFacts = operations[operation];
    const other = effect === 'read' ? await tokenOf(credentials, operation, options.signal) : token;
    if (other === token) throw ownRefusal(error);
    return attempt(other).catch((again: unknown) => {
      throw isRefusal(again) ? ownRefusal(again) : again;
    });
  }
}

function tokenOf(
  credentials: Credentials,
  operation: OperationName,
  signal: AbortSignal | undefined,
): string | Promise<string> {
  const token = credentials.token();
  return typeof token === 'string' || !signal ? token : whileWanted(token, operation, signal);
}

/** Others may wait for the same token, so that getting it cannot be stopped, only no longer be waited for. */
function whileWanted(token: Promise<string>, operation: OperationName, signal: AbortSignal): Promise<string> {
  return new Promise((resolve, reject) => {
    const give = () => reject(new LearningApiError({ kind: failureOf(signal), operation, wasSent: false }));
    if (signal.aborted) give();
    signal.addEventListener('abort', give);
    token.then(resolve, reject).finally(() => signal.removeEventListener('abort', give));
  });
}

function isRefusal(error: unknown): error is LearningApiError {
  return error instanceof LearningApiError && error.failure.kind === 'unauthenticated';
}

/** The token was not the caller's own, so the caller is not to be told to sign in. */
function ownRefusal({ failure: { operation, httpStatus } }: LearningApiError): LearningApiError {
  return new LearningApiError({ kind: 'signInFailed', operation, ...(httpStatus !== undefined && { httpStatus }) });
}
