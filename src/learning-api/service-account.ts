import { createAdminApi, type GivenToken } from './admin-api.ts';
import type { Credentials } from './credentials.ts';
import { type Failure, type FailureKind, LearningApiError } from './errors.ts';
import type { TransportOptions } from './transport.ts';

/** An account of the gateway's own, for deployments whose callers have no token of the REST API. */
export interface ServiceAccount extends Required<Omit<Credentials, 'owner'>> {
  /** A token that is good as far as is known; signs in where there is none, with one call however many wait. */
  token(): Promise<string>;
  close(): Promise<void>;
}

export interface ServiceAccountOptions extends Omit<TransportOptions, 'connections'> {
  username: string;
  password: string;
  observer: SignInObserver;
}

/** Told of every attempt to sign in, never of the secrets. Must not throw. */
export interface SignInObserver {
  signedIn(facts: { lifeSeconds: number; durationMs: number }): void;
  failed(failure: Failure): void;
}

interface Held {
  token: string;
  givenAt: number;
  lifeMs: number;
  /** When it was last known to be good. */
  goodAt: number;
}

/** A token is renewed within the last tenth of its life, and within the last minute of a long one. */
const margin = { share: 0.1, atMostMs: 60_000 };
/** A token this young is not replaced when it is refused: the next one would be refused for the same reason. */
const youngMs = 5_000;
/** How long a token counts as good after it was given or checked, so that forbidden calls do not double the traffic. */
const trustMs = 60_000;
/** After a failure, nothing is tried for a while: long where the account was refused, since more tries may lock it. */
const pauseMs = { refused: 60_000, failed: 1_000 };

/** Signs in when a token is first asked for, and again before it expires or after it was refused. */
export function createServiceAccount({
  username,
  password,
  observer,
  ...transportOptions
}: ServiceAccountOptions): ServiceAccount {
  const adminApi = createAdminApi(transportOptions);
  let held: Held | null = null;
  let lastFailure: { error: LearningApiError; until: number } | null = null;

  const signIn = shared(async () => {
    if (lastFailure && Date.now() < lastFailure.until) throw lastFailure.error;
    const givenAt = Date.now();
    const given = await adminApi.authenticate({ username, password }).catch(giveUp);
    observer.signedIn({ lifeSeconds: given.lifeSeconds, durationMs: Date.now() - givenAt });
    lastFailure = null;
    held = { token: given.token, givenAt, goodAt: givenAt, lifeMs: given.lifeSeconds * 1000 };
    return held.token;
  });

  function giveUp(error: unknown): GivenToken {
    if (!(error instanceof LearningApiError)) throw error;
    observer.failed(error.failure);
    const pause = isRefusal(error.failure) ? pauseMs.refused : pauseMs.failed;
    lastFailure = { error: forCallers(error.failure), until: Date.now() + pause };
    throw lastFailure.error;
  }

  const check = shared(async (token: string) => {
    const isGood = await adminApi.validate(token).catch((error: unknown) => !isAboutToken(error));
    if (isGood && held?.token === token) held.goodAt = Date.now();
    return isGood;
  });

  return {
    token: async () => {
      const age = held ? Date.now() - held.givenAt : 0;
      if (!held || age >= held.lifeMs) return signIn();
      // Nobody waits for the next token as long as this one is good; whether it came is told to the observer.
      const isLate = age >= held.lifeMs - Math.min(held.lifeMs * margin.share, margin.atMostMs);
      if (isLate) signIn().catch(() => undefined);
      return held.token;
    },
    renewal: {
      refused: (token) => {
        if (held?.token === token && Date.now() - held.givenAt >= youngMs) held = null;
      },
      isGood: async (token) => {
        if (held?.token !== token) return false;
        return Date.now() - held.goodAt < trustMs || check(token);
      },
    },
    close: () => adminApi.close(),
  };
}

/** Has everybody who asks while the work is under way wait for the same result. */
function shared<Arguments extends unknown[], Result>(work: (...args: Arguments) => Promise<Result>) {
  let underWay: Promise<Result> | null = null;
  return (...args: Arguments): Promise<Result> => {
    underWay ??= work(...args).finally(() => {
      underWay = null;
    });
    return underWay;
  };
}

const refusals: readonly FailureKind[] = ['unauthenticated', 'forbidden', 'conflict', 'invalid'];

/** Whether the account was refused, rather than that nothing was heard of it. */
function isRefusal({ kind, httpStatus = 0 }: Failure): boolean {
  return refusals.includes(kind) || (kind === 'failed' && httpStatus < 500);
}

/** Whether a token that could not be checked is at fault for that; a server without the check is not. */
function isAboutToken(error: unknown): boolean {
  if (!(error instanceof LearningApiError)) return false;
  const { kind, httpStatus } = error.failure;
  return kind === 'unauthenticated' || kind === 'forbidden' || (kind === 'failed' && httpStatus === 200);
}

/** Callers are told that it failed, not what was said about an account that is none of theirs. */
function forCallers(failure: Failure): LearningApiError {
  const { errorCode: _, vendorMessage: __, ...facts } = failure;
  return new LearningApiError({ ...facts, kind: isRefusal(failure) ? 'signInFailed' : failure.kind });
}
