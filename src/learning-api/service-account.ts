import { readBody } from './answer.ts';
import type { Credentials } from './credentials.ts';
import { type Failure, type FailureKind, LearningApiError } from './errors.ts';
import type { components, paths } from './generated.ts';
import { createTransport, type TransportOptions } from './transport.ts';

/** An account of the gateway's own, for deployments whose callers have no token of the REST API. */
export interface ServiceAccount extends Required<Credentials> {
  /** A token that is good as far as is known; signs in where there is none, with one call however many wait. */
  token(): Promise<string>;
  /** Gives up a sign-in under way and closes the connections. */
  close(): Promise<void>;
}

export interface ServiceAccountOptions extends Omit<TransportOptions, 'connections'> {
  username: string;
  password: string;
  /** Told of every attempt to sign in, never of the secrets. Must not throw. */
  observer: SignInObserver;
}

export interface SignInObserver {
  signedIn(facts: { lifeSeconds: number; durationMs: number }): void;
  failed(failure: Failure): void;
}

interface Held {
  token: string;
  givenAt: number;
  lifeMs: number;
}

const operation = 'Authenticate';
const path = '/api/v1/AdminApi/Authenticate' satisfies keyof paths;
/** Likely, where the answer does not say. */
const usualLifeSeconds = 3600;
/** A token is renewed within the last tenth of its life, and within the last minute of a long one. */
const renewal = { share: 0.1, atMostMs: 60_000 };
/** A token this young is not replaced when it is refused: the next one would be refused for the same reason. */
const youngMs = 5_000;
/** After a failure, nothing is tried for a while: long where the account was refused, since more tries may lock it. */
const pauseMs = { refused: 60_000, failed: 1_000 };

/** Signs in when a token is first asked for, and again before it expires or after it was refused. */
export function createServiceAccount({
  username,
  password,
  observer,
  ...transportOptions
}: ServiceAccountOptions): ServiceAccount {
  const transport = createTransport({ ...transportOptions, connections: 1 });
  const body: components['schemas']['AuthenticateRequest'] = { username, password, grant_type: 'password' };
  const closing = new AbortController();
  let held: Held | null = null;
  let signingIn: Promise<Held> | null = null;
  let lastFailure: { error: LearningApiError; until: number } | null = null;

  async function authenticate(): Promise<Held> {
    const givenAt = Date.now();
    const response = await transport.send({
      operation,
      effect: 'write',
      method: 'POST',
      path,
      body: JSON.stringify(body),
      signal: closing.signal,
    });
    const { token, lifeSeconds } = readToken(readBody(operation, response));
    observer.signedIn({ lifeSeconds, durationMs: Date.now() - givenAt });
    return { token, givenAt, lifeMs: lifeSeconds * 1000 };
  }

  function signIn(): Promise<Held> {
    if (signingIn) return signingIn;
    if (lastFailure && Date.now() < lastFailure.until) return Promise.reject(lastFailure.error);
    signingIn = authenticate()
      .then(
        (given) => {
          lastFailure = null;
          held = given;
          return given;
        },
        (error: unknown) => {
          if (!(error instanceof LearningApiError)) throw error;
          observer.failed(withoutSecret(error.failure, password));
          const pause = isRefusal(error.failure) ? pauseMs.refused : pauseMs.failed;
          lastFailure = { error: forCallers(error.failure), until: Date.now() + pause };
          throw lastFailure.error;
        },
      )
      .finally(() => {
        signingIn = null;
      });
    return signingIn;
  }

  return {
    token: async () => {
      if (!held || age(held) >= held.lifeMs) return (await signIn()).token;
      const marginMs = Math.min(held.lifeMs * renewal.share, renewal.atMostMs);
      // Nobody waits for the next token as long as this one is good; whether it came is told to the observer.
      if (age(held) >= held.lifeMs - marginMs) signIn().catch(() => undefined);
      return held.token;
    },
    refused: (token) => {
      if (held?.token === token && age(held) >= youngMs) held = null;
    },
    close: async () => {
      closing.abort();
      await transport.close();
    },
  };
}

function age({ givenAt }: Held): number {
  return Date.now() - givenAt;
}

function readToken(body: unknown): { token: string; lifeSeconds: number } {
  const { access_token: token, expires_in: lifeSeconds } = (body ??
    {}) as components['schemas']['AuthenticateResponse'];
  if (typeof token !== 'string' || token === '') throw new LearningApiError({ kind: 'malformed', operation });
  const isKnown = typeof lifeSeconds === 'number' && lifeSeconds > 0;
  return { token, lifeSeconds: isKnown ? lifeSeconds : usualLifeSeconds };
}

const refusals: readonly FailureKind[] = ['unauthenticated', 'forbidden', 'conflict', 'invalid'];

/** Whether the account was refused, rather than that nothing was heard of it. */
function isRefusal({ kind, httpStatus = 0 }: Failure): boolean {
  return refusals.includes(kind) || (kind === 'failed' && httpStatus < 500);
}

/** Callers are told that it failed, not what was said about an account that is none of theirs. */
function forCallers(failure: Failure): LearningApiError {
  const { errorCode: _, vendorMessage: __, ...facts } = failure;
  return new LearningApiError({ ...facts, kind: isRefusal(failure) ? 'signInFailed' : failure.kind });
}

function withoutSecret({ vendorMessage, ...failure }: Failure, secret: string): Failure {
  return { ...failure, ...(vendorMessage && { vendorMessage: vendorMessage.replaceAll(secret, '…') }) };
}
