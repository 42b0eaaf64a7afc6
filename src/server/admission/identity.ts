import { hash } from 'node:crypto';
import { GraphQLError } from 'graphql';
import type { Config } from '../../config/config.ts';
import { createAdminApi } from '../../learning-api/admin-api.ts';
import type { Credentials } from '../../learning-api/credentials.ts';
import { createServiceAccount } from '../../learning-api/service-account.ts';
import type { Log } from '../telemetry/log.ts';
import { bearerToken } from './bearer-token.ts';

/** A known caller, and the credentials for the REST calls of a request. */
export interface Identity {
  /** Hash that identifies the caller in logs and rate limits. No token can be derived from it. */
  caller: string;
  credentials: Credentials;
}

/** The caller is unknown. */
export interface AnonymousIdentity {
  caller: null;
  /** The error of every operation that needs a caller. */
  error: GraphQLError;
}

/** Identifies the caller of a request. */
export interface Identification {
  /**
   * @param authorization value of the Authorization header
   * @param deadline of the request, as of `performance.now()`: nothing is awaited after it
   */
  identify(authorization: string | null | undefined, deadline: number): Promise<Identity | AnonymousIdentity>;
  /** Must be called after the gateway listens. */
  start(): void;
  close(): Promise<void>;
}

/** Identifies callers by token or by JWT, depending on the setting IDENTITY. */
export async function createIdentification(config: Config, log: Log): Promise<Identification> {
  const byToken =
    config.IDENTITY === 'SERVICE_ACCOUNT' ? await identificationByJwt(config, log) : identificationByToken;
  return {
    ...byToken,
    identify: async (authorization, deadline) => {
      const token = bearerToken(authorization);
      const length = token?.length ?? 0;
      return length > config.MAX_TOKEN_LENGTH
        ? tooLong(length, config.MAX_TOKEN_LENGTH)
        : byToken.identify(token, deadline);
    },
  };
}

/** How the token of a request identifies its caller. */
interface TokenIdentification extends Omit<Identification, 'identify'> {
  /** @param token null if the request has none */
  identify(token: string | null, deadline: number): Promise<Identity | AnonymousIdentity>;
}

/** Passes on the caller's own token. The REST API decides what it may access. */
const identificationByToken: TokenIdentification = {
  identify: async (token) => {
    if (token === null)
      return unauthenticated(
        'Authentication is required. Send the header `Authorization: Bearer <token>` with a NexPort Campus access token.',
      );
    const owner = digest(token);
    return { caller: shorten(owner), credentials: { token: () => token, owner } };
  },
  start: () => undefined,
  close: async () => undefined,
};

/** Verifies the caller's JWT, which goes no further. REST calls use the gateway's own account. */
async function identificationByJwt(config: Config, log: Log): Promise<TokenIdentification> {
  const { createJwtVerifier, keysUnavailable } = await import('./jwt.ts');
  const { createSigningKeys, keysAt } = await import('./signing-keys.ts');
  const jwksUri = requiredSetting(config, 'JWKS_URI');
  const issuer = requiredSetting(config, 'JWT_ISSUER');
  const username = requiredSetting(config, 'SERVICE_ACCOUNT_USERNAME');
  const keys = createSigningKeys(keysAt(new URL(jwksUri)), {
    failed: (code) => log.error({ event: 'jwks_unavailable', jwksUri, code }),
    fetched: () => log.info({ event: 'jwks_available', jwksUri }),
  });
  const verify = createJwtVerifier({ keys, issuer, audience: requiredSetting(config, 'JWT_AUDIENCE') });
  const adminApi = createAdminApi({
    origin: config.LEARNING_API_URL,
    timeoutMs: config.UPSTREAM_TIMEOUT_MS,
    maxResponseBytes: config.UPSTREAM_MAX_RESPONSE_BYTES,
  });
  const account = createServiceAccount({
    adminApi,
    username,
    password: requiredSetting(config, 'SERVICE_ACCOUNT_PASSWORD'),
    observer: {
      signedIn: (facts) => log.info({ event: 'signed_in', ...facts }),
      failed: (failure) => log.error({ event: 'sign_in_failed', ...failure }),
    },
  });
  return {
    identify: async (token, deadline) => {
      if (token === null)
        return unauthenticated(
          `Authentication is required. Send the header \`Authorization: Bearer <token>\` with a JWT from ${issuer}.`,
        );
      const verified = await resultBefore(deadline, verify(token), keysUnavailable);
      if ('subject' in verified) {
        const { subject } = verified;
        // Gateways may share one cache, and other accounts have other permissions.
        const owner = digest(JSON.stringify([config.LEARNING_API_URL, username, issuer, subject]));
        return { caller: shorten(digest(`${issuer} ${subject}`)), credentials: { ...account, owner } };
      }
      if (verified.isRejected)
        return unauthenticated(`${verified.problem} Send a valid JWT from ${issuer}.`, 'Bearer error="invalid_token"');
      return unavailable(`${verified.problem} Try again later.`);
    },
    // Signs in now, so that the log reports a wrong password at the start and not at the first request.
    start: () => {
      account.token().catch(() => undefined);
    },
    close: () => adminApi.close(),
  };
}

/** The result of the work, or the other value if the work has not ended at the deadline. */
function resultBefore<Result>(deadline: number, work: Promise<Result>, otherwise: Result): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve(otherwise), Math.max(0, deadline - performance.now()));
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** A setting that loadConfig has required. Checked again because an empty one would turn off a check of the JWT. */
function requiredSetting(
  config: Config,
  name: 'JWKS_URI' | 'JWT_ISSUER' | 'JWT_AUDIENCE' | 'SERVICE_ACCOUNT_USERNAME' | 'SERVICE_ACCOUNT_PASSWORD',
): string {
  const value = config[name];
  if (!value) throw new Error(`${name} is not set.`);
  return value;
}

function digest(secret: string): string {
  return hash('sha256', secret);
}

/** Enough of a hash to tell callers apart in a log. */
function shorten(owner: string): string {
  return owner.slice(0, 16);
}

/** The token goes into URLs. Servers reset connections whose URLs are too long, which would look like an outage. */
function tooLong(length: number, allowed: number): AnonymousIdentity {
  return unauthenticated(
    `The token has ${length} characters, but at most ${allowed} are allowed. Send a valid token.`,
    'Bearer error="invalid_token"',
  );
}

function unauthenticated(message: string, challenge = 'Bearer'): AnonymousIdentity {
  const http = { status: 401, headers: { 'www-authenticate': challenge } };
  return { caller: null, error: new GraphQLError(message, { extensions: { code: 'UNAUTHENTICATED', http } }) };
}

function unavailable(message: string): AnonymousIdentity {
  const http = { status: 503 };
  return { caller: null, error: new GraphQLError(message, { extensions: { code: 'UPSTREAM_UNAVAILABLE', http } }) };
}
