import {
  CompactSign,
  createLocalJWKSet,
  errors,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  type JWTPayload,
  SignJWT,
} from 'jose';
import { describe, expect, test } from 'vitest';
import { createJwtVerifier } from '../../../src/server/admission/jwt.ts';

const issuer = 'https://identity.example';
const audience = 'learning';
const now = () => Math.floor(Date.now() / 1000);

const { privateKey, publicKey } = await generateKeyPair('ES256');
const other = await generateKeyPair('ES256');
const published: JWK = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256' };

type Claims = { [Claim in keyof JWTPayload]: JWTPayload[Claim] | undefined };

/** A token that is valid, but for what is changed; undefined leaves a claim out. */
const signed = (claims: Claims = {}, key: CryptoKey | Uint8Array = privateKey, header = {}) =>
  new SignJWT({ iss: issuer, aud: audience, sub: 'ada', exp: now() + 300, ...claims } as JWTPayload)
    .setProtectedHeader({ alg: 'ES256', kid: 'one', ...header })
    .sign(key);

/** A token with any payload, which may demand that an extension is understood. */
const compact = (payload: string, header: object) =>
  new CompactSign(Buffer.from(payload))
    .setProtectedHeader({ alg: 'ES256', kid: 'one', ...header })
    .sign(privateKey, { crit: { unknown: true } });

const verifierWith = (...keys: JWK[]) => createJwtVerifier({ keys: createLocalJWKSet({ keys }), issuer, audience });
const verify = verifierWith(published);
const rejected = (problem: string) => ({ problem, isRejected: true });

test.each<[string, Claims]>([
  ['valid', {}],
  ['20 s after its expiry', { exp: now() - 20 }],
  ['20 s before it is valid', { nbf: now() + 20 }],
  ['for several audiences', { aud: ['another', audience] }],
])('a token that is %s has its subject', async (_, claims) => {
  expect(await verify(await signed(claims))).toEqual({ subject: 'ada' });
});

test.each<[string, Claims]>([
  ['The token has the wrong issuer (iss).', { iss: 'https://other.example' }],
  ['The token has the wrong audience (aud).', { aud: 'another' }],
  ['The token has no expiry (exp).', { exp: undefined }],
  ['The token has expired.', { exp: now() - 40 }],
  ['The token is not valid yet (nbf).', { nbf: now() + 60 }],
  ['The token has no subject (sub).', { sub: undefined }],
  ['The token has no subject (sub).', { sub: '' }],
  ['The token has no subject (sub).', { sub: 42 as never }],
  ['The token has no subject (sub).', { sub: { id: 'ada' } as never }],
  ['A claim of the token is not valid.', { iat: 'today' as never }],
])('%s', async (problem, claims) => {
  expect(await verify(await signed(claims))).toEqual(rejected(problem));
});

test.each<[string, () => Promise<string>]>([
  ['The token is not a signed JWT.', async () => 'nonsense'],
  ['The token is not a signed JWT.', async () => 'a.b.c'],
  ['The token is not a signed JWT.', () => compact('text', {})],
  ['The token is not a signed JWT.', () => compact('{}', { crit: ['unknown'], unknown: true })],
  ['The signature of the token is not valid.', () => signed({}, other.privateKey)],
  [
    'The token is signed with a key that the issuer does not publish.',
    () => signed({}, privateKey, { kid: 'unpublished' }),
  ],
  [
    'The token is not signed with one of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA.',
    () =>
      new SignJWT({ iss: issuer, aud: audience, sub: 'ada', exp: now() + 300 })
        .setProtectedHeader({ alg: 'HS256', kid: 'one' })
        .sign(Buffer.from(JSON.stringify(published))),
  ],
])('%s (%o)', async (problem, token) => {
  expect(await verify(await token())).toEqual(rejected(problem));
});

test('a token must name its key if several keys fit', async () => {
  const another: JWK = { ...(await exportJWK(other.publicKey)), kid: 'two', alg: 'ES256' };
  const token = await signed({}, privateKey, { kid: undefined });
  expect(await verify(token)).toEqual({ subject: 'ada' });
  expect(await verifierWith(published, another)(token)).toEqual(
    rejected('The token does not name its signing key (kid).'),
  );
});

const rsa = await generateKeyPair('RS256', { extractable: true });

test.each(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'])(
  'a token that is signed with %s is accepted',
  async (alg) => {
    const pair = /^[RP]S/.test(alg) ? rsa : await generateKeyPair(alg, { extractable: true });
    const key = { ...(await exportJWK(pair.publicKey)), kid: alg, alg };
    const token = signed({}, await importJWK({ ...(await exportJWK(pair.privateKey)), alg }), { alg, kid: alg });
    expect(await verifierWith(key)(await token)).toEqual({ subject: 'ada' });
  },
);

describe('if the keys cannot be had, the token may be valid', () => {
  test.each([new Error('ours'), new errors.JWKSTimeout(), null])('%o', async (error) => {
    const keys = () => Promise.reject(error);
    expect(await createJwtVerifier({ keys, issuer, audience })(await signed())).toEqual({
      problem: 'The keys to verify tokens cannot be fetched.',
      isRejected: false,
    });
  });
});
