import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';
import { onTestFinished } from 'vitest';
import { demoAccount } from '../../src/sandbox/http/server.ts';

/** An identity provider that publishes its keys over real HTTP and signs tokens with them. */
export interface IdentityProvider {
  issuer: string;
  audience: string;
  /** The settings of a gateway that trusts this provider and calls with the sandbox's account. */
  settings: Record<
    'IDENTITY' | 'SERVICE_ACCOUNT_USERNAME' | 'SERVICE_ACCOUNT_PASSWORD' | 'JWKS_URI' | 'JWT_ISSUER' | 'JWT_AUDIENCE',
    string
  >;
  /** A token that is good for five minutes, but for what is changed; undefined leaves a claim out. */
  token(claims?: { [Claim in keyof JWTPayload]: JWTPayload[Claim] | undefined }): Promise<string>;
  /** Signs with a new key from now on; published in place of the old one unless told otherwise. */
  rotate(options?: { isPublished?: boolean }): Promise<void>;
  /** How often its keys were fetched. */
  fetches(): number;
  /** What it answers from now on when it is asked for its keys. */
  answer(status: number, body?: string): void;
}

/** Starts one on a free port, until the test that started it is over. */
export async function startIdentityProvider(): Promise<IdentityProvider> {
  let published: JWK[] = [];
  let sign: (claims: JWTPayload) => Promise<string>;
  let fetches = 0;
  let wrong: { status: number; body: string } | undefined;

  const server = createServer((_, response) => {
    fetches += 1;
    const { status, body } = wrong ?? { status: 200, body: JSON.stringify({ keys: published }) };
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const audience = 'learning-gateway';

  const rotate = async ({ isPublished = true } = {}) => {
    const { publicKey, privateKey } = await generateKeyPair('ES256');
    const kid = crypto.randomUUID();
    if (isPublished) published = [{ ...(await exportJWK(publicKey)), kid, alg: 'ES256', use: 'sig' }];
    sign = (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'ES256', kid }).sign(privateKey);
  };
  await rotate();

  return {
    issuer,
    audience,
    settings: {
      IDENTITY: 'SERVICE_ACCOUNT',
      SERVICE_ACCOUNT_USERNAME: demoAccount.username,
      SERVICE_ACCOUNT_PASSWORD: demoAccount.password,
      JWKS_URI: `${issuer}/keys`,
      JWT_ISSUER: issuer,
      JWT_AUDIENCE: audience,
    },
    token: (claims) =>
      sign({
        iss: issuer,
        aud: audience,
        sub: 'somebody',
        exp: Math.floor(Date.now() / 1000) + 300,
        ...claims,
      } as JWTPayload),
    rotate,
    fetches: () => fetches,
    answer: (status, body = '') => {
      wrong = { status, body };
    },
  };
}
