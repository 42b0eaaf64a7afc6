import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';
import { onTestFinished } from 'vitest';
import { demoAccount } from '../../src/sandbox/http/server.ts';

/** An answer with a status and a body, or one of the ways in which a server fails. */
export type KeysBehavior = 'works' | 'hangs' | 'drips' | 'resets' | 'sends 100 MB' | { status: number; body?: string };

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
  /** How many fetches it has neither answered nor lost. */
  openFetches(): number;
  /** How much it sent while it sends 100 MB, in all responses together. */
  sentBytes(): number;
  /** What it does from now on when it is asked for its keys. */
  behave(behavior: KeysBehavior): void;
}

/** Starts one on a free port, until the test that started it is over. */
export async function startIdentityProvider(): Promise<IdentityProvider> {
  let published: JWK[] = [];
  let sign: (claims: JWTPayload) => Promise<string>;
  let fetches = 0;
  let behavior: KeysBehavior = 'works';
  let sentBytes = 0;
  let openFetches = 0;

  const server = createServer((_, response) => {
    fetches += 1;
    openFetches += 1;
    response.on('close', () => {
      openFetches -= 1;
    });
    response.on('error', () => undefined);
    const keys = JSON.stringify({ keys: published });
    const answer = (status: number, body: string) =>
      response.writeHead(status, { 'content-type': 'application/json', location: '/elsewhere' }).end(body);
    if (behavior === 'works') answer(200, keys);
    else if (behavior === 'hangs') return;
    else if (behavior === 'drips') response.writeHead(200).write('{');
    else if (behavior === 'resets') response.destroy();
    else if (behavior === 'sends 100 MB') {
      const chunk = Buffer.alloc(1_000_000, ' ');
      let left = 100_000_000;
      const send = () => {
        while (left > 0 && !response.destroyed) {
          left -= chunk.length;
          sentBytes += chunk.length;
          if (!response.write(chunk)) return response.once('drain', send);
        }
        return response.end(keys);
      };
      send();
    } else answer(behavior.status, behavior.body ?? keys);
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
    openFetches: () => openFetches,
    sentBytes: () => sentBytes,
    behave: (next) => {
      behavior = next;
    },
  };
}
