import type { AdminApi, IssuedToken } from './admin-api.ts';
import type { Credentials } from './credentials.ts';
import { type Failure, type FailureKind, LearningApiError } from './errors.ts';

/** The gateway's own account, for deployments whose callers have no token of the REST API. */
export interface ServiceAccount extends Required<Omit<Credentials, 'owner'>> {
  /** A token that is probably valid. Signs in if there is none; concurrent callers share one sign-in. */
  token(): Promise<string>;
}

export interface ServiceAccountOptions {
  adminApi: Pick<AdminApi, 'authenticate' | 'validate'>;
  username: string;
  password: string;
  observer: SignInObserver;
  /** Milliseconds of a monotonic clock. Default: `performance.now`. */
  now?: () => number;
}

/** Is notified of every attempt to sign in, never of secrets. Must not throw. */
export interface SignInObserver {
  signedIn(facts: { lifeSeconds: number; durationMs: number }): void;
  failed(failure: Failure): void;
}

interface CurrentToken {
  token: string;
  issuedAt: number;
  lifeMs: number;
  /** When the token was last known to be valid. */
  validAt: number;
}

/** When the gateway signs in, in milliseconds. */
export const signInTimes = {
  /** A token is renewed in the last part of its life, but not earlier than one minute before its end. */
  renewal: { share: 0.1, atMost: 60_000 },
  /** A token this young is not replaced when it is refused: the next token would be refused for the same reason. */
  young: 5_000,
  /** How long a token counts as valid after it was issued or validated, so that HTTP 403 does not double the traffic. */
  trust: 60_000,
  /** Pause after a failed sign-in. Longer if the account was refused, since more attempts may lock it. */
  pause: { refused: 60_000, failed: 1_000 },
};
const { renewal, young, trust, pause } = signInTimes;

/** Signs in when a token is first needed, and again before it expires or after it was refused. */
export function createServiceAccount({
  adminApi,
  username,
  password,
  observer,
  now = () => performance.now(),
}: ServiceAccountOptions): ServiceAccount {
  let current: CurrentToken | null = null;
  let lastFailure: { error: LearningApiError; until: number } | null = null;

  const signIn = shareInFlight(async () => {
    if (lastFailure && now() < lastFailure.until) throw lastFailure.error;
    const issuedAt = now();
    const issued = await adminApi.authenticate({ username, password }).catch(pauseAfterFailure);
    observer.signedIn({ lifeSeconds: issued.lifeSeconds, durationMs: Math.round(now() - issuedAt) });
    lastFailure = null;
    current = { token: issued.token, issuedAt, validAt: issuedAt, lifeMs: issued.lifeSeconds * 1000 };
    return current.token;
  });

  function pauseAfterFailure(error: unknown): IssuedToken {
    if (!(error instanceof LearningApiError)) throw error;
    observer.failed(error.failure);
    const pauseMs = isRefused(error.failure) ? pause.refused : pause.failed;
    lastFailure = { error: forCallers(error.failure), until: now() + pauseMs };
    throw lastFailure.error;
  }

  const validate = shareInFlight(async (token: string) => {
    const isValid = await adminApi.validate(token).catch((error: unknown) => !isAboutToken(error));
    if (isValid && current?.token === token) current.validAt = now();
    return isValid;
  });

  return {
    token: async () => {
      const age = current ? now() - current.issuedAt : 0;
      if (!current || age >= current.lifeMs) return signIn();
      // No call waits for the next token while this one is valid. The observer is notified if the sign-in fails.
      const isEnding = age >= current.lifeMs - Math.min(current.lifeMs * renewal.share, renewal.atMost);
      if (isEnding) signIn().catch(() => undefined);
      return current.token;
    },
    renewal: {
      invalidate: (token) => {
        if (current?.token === token && now() - current.issuedAt >= young) current = null;
      },
      isValid: async (token) => {
        if (current?.token !== token) return false;
        return now() - current.validAt < trust || validate(token);
      },
    },
  };
}

/** Concurrent calls share one result. */
function shareInFlight<Arguments extends unknown[], Result>(work: (...args: Arguments) => Promise<Result>) {
  let inFlight: Promise<Result> | null = null;
  return (...args: Arguments): Promise<Result> => {
    inFlight ??= work(...args).finally(() => {
      inFlight = null;
    });
    return inFlight;
  };
}

const refusedKinds: readonly FailureKind[] = ['unauthenticated', 'forbidden', 'conflict', 'invalid'];

/** True if the account was refused, false if the API failed or did not respond. */
function isRefused({ kind, httpStatus = 0 }: Failure): boolean {
  return refusedKinds.includes(kind) || (kind === 'failed' && httpStatus < 500);
}

/** True if the validation failed because of the token, false if the server cannot validate tokens. */
function isAboutToken(error: unknown): boolean {
  if (!(error instanceof LearningApiError)) return false;
  const { kind, httpStatus } = error.failure;
  return kind === 'unauthenticated' || kind === 'forbidden' || (kind === 'failed' && httpStatus === 200);
}

/** Callers learn that the sign-in failed, but not what the API said about an account that is not theirs. */
function forCallers(failure: Failure): LearningApiError {
  const { errorCode: _, vendorMessage: __, ...facts } = failure;
  return new LearningApiError({ ...facts, kind: isRefused(failure) ? 'signInFailed' : failure.kind });
}
