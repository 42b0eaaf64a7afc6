import { errors, type JWTVerifyGetKey, type JWTVerifyResult, jwtVerify } from 'jose';

/** The subject of a valid token, or why it could not be verified. */
export type VerifiedToken =
  | { subject: string }
  | {
      problem: string;
      /** True if the token is at fault. False if the keys to verify it are unavailable. */
      isRejected: boolean;
    };

export interface JwtOptions {
  /** Finds the key of a token. */
  keys: JWTVerifyGetKey;
  issuer: string;
  audience: string;
}

/** Asymmetric only: with a symmetric algorithm, the published key could also sign. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
export const clockToleranceSeconds = 30;

/** Verifies tokens of one identity provider: signature, issuer, audience, expiry and subject. */
export function createJwtVerifier({ keys, issuer, audience }: JwtOptions): (token: string) => Promise<VerifiedToken> {
  const options = {
    issuer,
    audience,
    algorithms,
    clockTolerance: clockToleranceSeconds,
    requiredClaims: ['exp', 'sub'],
  };
  return (token) => jwtVerify(token, keys, options).then(subjectOf, problemOf);
}

/** jose checks that `sub` is present, but not that it is text: an object would be the same caller as any other object. */
function subjectOf({ payload: { sub } }: JWTVerifyResult): VerifiedToken {
  return typeof sub === 'string' && sub !== '' ? { subject: sub } : { problem: claimProblems.sub, isRejected: true };
}

/** Looks only at the codes of jose's errors: their messages quote the token. */
function problemOf(error: unknown): VerifiedToken {
  if (error instanceof errors.JWTClaimValidationFailed) {
    const problem = claimProblems[error.claim as keyof typeof claimProblems] ?? 'A claim of the token is not valid.';
    return { problem, isRejected: true };
  }
  const problem = error instanceof errors.JOSEError ? tokenProblems[error.code] : undefined;
  return problem ? { problem, isRejected: true } : keysUnavailable;
}

/** The token may be valid. */
export const keysUnavailable = { problem: 'The keys to verify tokens cannot be fetched.', isRejected: false };

const claimProblems = {
  iss: 'The token has the wrong issuer (iss).',
  aud: 'The token has the wrong audience (aud).',
  exp: 'The token has no expiry (exp).',
  nbf: 'The token is not valid yet (nbf).',
  sub: 'The token has no subject (sub).',
};

const notJwt = 'The token is not a signed JWT.';
const tokenProblems: Readonly<Record<string, string>> = {
  [errors.JWTExpired.code]: 'The token has expired.',
  [errors.JWTInvalid.code]: notJwt,
  [errors.JWSInvalid.code]: notJwt,
  [errors.JOSENotSupported.code]: notJwt,
  [errors.JOSEAlgNotAllowed.code]: `The token is not signed with one of ${algorithms.join(', ')}.`,
  [errors.JWKSNoMatchingKey.code]: 'The token is signed with a key that the issuer does not publish.',
  [errors.JWKSMultipleMatchingKeys.code]: 'The token does not name its signing key (kid).',
  [errors.JWSSignatureVerificationFailed.code]: 'The signature of the token is not valid.',
};
