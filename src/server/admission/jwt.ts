import { createRemoteJWKSet, errors, type JWTVerifyResult, jwtVerify } from 'jose';

/** Who a token was made for, or why it proves nobody. */
export type Proof = { subject: string } | { problem: string; isOurs: boolean };

export interface JwtOptions {
  /** Where the keys are published that tokens are signed with. */
  jwksUri: string;
  issuer: string;
  audience: string;
}

/** Only keys of which one half is public: what everybody can read must not be what signs. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
const clockToleranceSeconds = 30;

/**
 * Checks tokens of one identity provider: signature, issuer, audience, expiry and subject. Keys are fetched when
 * first needed, every ten minutes, and at most every 30 seconds for a key that is not known yet.
 */
export function createJwtVerifier({ jwksUri, issuer, audience }: JwtOptions): (token: string) => Promise<Proof> {
  const keys = createRemoteJWKSet(new URL(jwksUri));
  const options = {
    issuer,
    audience,
    algorithms,
    clockTolerance: clockToleranceSeconds,
    requiredClaims: ['exp', 'sub'],
  };
  return (token) => jwtVerify(token, keys, options).then(subjectOf, problemOf);
}

function subjectOf({ payload: { sub } }: JWTVerifyResult): Proof {
  return sub ? { subject: sub } : { problem: claimProblems.sub, isOurs: false };
}

/** Errors of the library hold what stood in the token, so that only their codes are looked at. */
function problemOf(error: unknown): Proof {
  if (error instanceof errors.JWTClaimValidationFailed) {
    const problem = claimProblems[error.claim as keyof typeof claimProblems] ?? 'One of its claims does not fit.';
    return { problem, isOurs: false };
  }
  const problem = error instanceof errors.JOSEError ? tokenProblems[error.code] : undefined;
  return problem
    ? { problem, isOurs: false }
    : { problem: 'The keys that prove callers cannot be fetched.', isOurs: true };
}

const claimProblems = {
  iss: 'It is from another issuer.',
  aud: 'It is for another audience.',
  exp: 'It does not say when it expires.',
  nbf: 'It is not good yet.',
  sub: 'It does not say whom it was made for.',
};

const notJwt = 'It is no signed JWT.';
const tokenProblems: Readonly<Record<string, string>> = {
  [errors.JWTExpired.code]: 'It has expired.',
  [errors.JWTInvalid.code]: notJwt,
  [errors.JWSInvalid.code]: notJwt,
  [errors.JOSENotSupported.code]: notJwt,
  [errors.JOSEAlgNotAllowed.code]: `It is signed with another algorithm than ${algorithms.join(', ')}.`,
  [errors.JWKSNoMatchingKey.code]: 'It is signed with a key that its issuer does not publish.',
  [errors.JWKSMultipleMatchingKeys.code]: 'It does not say which key it is signed with.',
  [errors.JWSSignatureVerificationFailed.code]: 'Its signature does not fit.',
};
