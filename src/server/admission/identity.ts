import { hash } from 'node:crypto';
import { GraphQLError } from 'graphql';
import type { Config } from '../../config/config.ts';
import type { Credentials } from '../../learning-api/credentials.ts';
import { createServiceAccount } from '../../learning-api/service-account.ts';
import type { Log } from '../telemetry/log.ts';
import { bearerToken } from './bearer-token.ts';

/** Who sent a request, and what the calls for it go out with. */
export interface Identity {
  /** The same for the same caller, and no way back to a token: what logs and limits go by. */
  caller: string;
  credentials: Credentials;
}

/** A request of which it is not known who sent it. */
export interface Nobody {
  caller: null;
  /** What to answer, unless nothing that needs a caller was asked for. */
  refusal: GraphQLError;
}

/** Tells who sends a request. */
export interface Identification {
  /** @param authorization the header of that name */
  identify(authorization: string | null | undefined): Promise<Identity | Nobody>;
  /** Told once the gateway listens. */
  start(): void;
  close(): Promise<void>;
}

/** Identifies callers in the way that the configuration asks for. */
export async function createIdentification(config: Config, log: Log): Promise<Identification> {
  return config.IDENTITY === 'SERVICE_ACCOUNT' ? provenCallers(config, log) : callersTokens;
}

/** The caller's own token is passed on, and the REST API decides what it may see. */
const callersTokens: Identification = {
  identify: async (authorization) => {
    const token = bearerToken(authorization);
    if (token === null)
      return unauthenticated(
        'This needs a token: send the header `Authorization: Bearer <token>` with an access token of NexPort Campus.',
      );
    const owner = digest(token);
    return { caller: shortened(owner), credentials: { token: () => token, owner } };
  },
  start: () => undefined,
  close: async () => undefined,
};

/** Callers prove themselves by JWT, which goes no further; the calls go out in the name of the gateway's account. */
async function provenCallers(config: Config, log: Log): Promise<Identification> {
  const { createJwtVerifier } = await import('./jwt.ts');
  const jwksUri = needed(config, 'JWKS_URI');
  const issuer = needed(config, 'JWT_ISSUER');
  const username = needed(config, 'SERVICE_ACCOUNT_USERNAME');
  const prove = createJwtVerifier({ jwksUri, issuer, audience: needed(config, 'JWT_AUDIENCE') });
  const account = createServiceAccount({
    origin: config.LEARNING_API_URL,
    timeoutMs: config.UPSTREAM_TIMEOUT_MS,
    maxResponseBytes: config.UPSTREAM_MAX_RESPONSE_BYTES,
    username,
    password: needed(config, 'SERVICE_ACCOUNT_PASSWORD'),
    observer: {
      signedIn: (facts) => log.info({ event: 'signed_in', ...facts }),
      failed: (failure) => log.error({ event: 'sign_in_failed', ...failure }),
    },
  });
  return {
    identify: async (authorization) => {
      const token = bearerToken(authorization);
      if (token === null)
        return unauthenticated(
          `This needs a token: send the header \`Authorization: Bearer <token>\` with a JWT of ${issuer}.`,
        );
      const proof = await prove(token);
      if ('subject' in proof) {
        const { subject } = proof;
        // What is kept may be kept where other gateways keep theirs: those of other accounts have other rights.
        const owner = digest(JSON.stringify([config.LEARNING_API_URL, username, issuer, subject]));
        return { caller: shortened(digest(`${issuer} ${subject}`)), credentials: { ...account, owner } };
      }
      if (!proof.isOurs)
        return unauthenticated(`The token was refused. ${proof.problem}`, 'Bearer error="invalid_token"');
      log.error({ event: 'jwks_unavailable', jwksUri });
      return unprovable(proof.problem);
    },
    // A wrong password shows itself in the log when the gateway starts, and not only to the first caller.
    start: () => {
      account.token().catch(() => undefined);
    },
    close: () => account.close(),
  };
}

/** A setting that loadConfig has seen to; an empty one would switch a check off. */
function needed(
  config: Config,
  name: 'JWKS_URI' | 'JWT_ISSUER' | 'JWT_AUDIENCE' | 'SERVICE_ACCOUNT_USERNAME' | 'SERVICE_ACCOUNT_PASSWORD',
): string {
  const value = config[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

function digest(secret: string): string {
  return hash('sha256', secret);
}

/** What is enough to tell callers apart by in a log. */
function shortened(owner: string): string {
  return owner.slice(0, 16);
}

function unauthenticated(message: string, challenge = 'Bearer'): Nobody {
  const http = { status: 401, headers: { 'www-authenticate': challenge } };
  return { caller: null, refusal: new GraphQLError(message, { extensions: { code: 'UNAUTHENTICATED', http } }) };
}

function unprovable(problem: string): Nobody {
  const message = `${problem} Try again later.`;
  const http = { status: 503 };
  return { caller: null, refusal: new GraphQLError(message, { extensions: { code: 'UPSTREAM_UNAVAILABLE', http } }) };
}
