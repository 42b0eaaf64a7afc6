import { createHash } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type Config, loadConfig } from '../../../src/config/config.ts';
import { createIdentification, type Identity } from '../../../src/server/admission/identity.ts';
import type { Log } from '../../../src/server/telemetry/log.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const issuer = 'https://identity.example';
const jwksUri = 'https://identity.example/keys';
// Nothing listens at this port, so every attempt to sign in fails at once.
const learningApi = 'http://127.0.0.1:1';
const accountSettings = {
  IDENTITY: 'SERVICE_ACCOUNT',
  SERVICE_ACCOUNT_USERNAME: 'gateway',
  SERVICE_ACCOUNT_PASSWORD: 'the password',
  JWKS_URI: jwksUri,
  JWT_ISSUER: issuer,
  JWT_AUDIENCE: 'learning',
};

const { privateKey, publicKey } = await generateKeyPair('ES256');
const keys = JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256' }] });
const jwt = (subject: string, iss = issuer) =>
  new SignJWT()
    .setProtectedHeader({ alg: 'ES256', kid: 'one' })
    .setIssuer(iss)
    .setAudience('learning')
    .setSubject(subject)
    .setExpirationTime('5m')
    .sign(privateKey);

/** Identifies callers as configured. Each log line is its event and its fields. */
async function identification(settings: Record<string, string> = {}) {
  const lines: object[] = [];
  const write = (line: object) => lines.push(line);
  const config = loadConfig({ LEARNING_API_URL: learningApi, ...settings });
  const { identify, start, ...rest } = await createIdentification(config, {
    info: write,
    error: write,
  } as unknown as Log);
  let closing: Promise<void> | undefined;
  const close = () => {
    closing ??= rest.close();
    return closing;
  };
  onTestFinished(close);
  return {
    start,
    close,
    lines,
    /** Identifies the bearer of a token. */
    identify: (token: string | null, deadline = performance.now() + 60_000) =>
      identify(token === null ? undefined : `Bearer ${token}`, deadline),
  };
}

/** A caller who is not identified: status, challenge, code and message. */
function refusalOf(identity: Awaited<ReturnType<Awaited<ReturnType<typeof identification>>['identify']>>) {
  if (identity.caller !== null) throw new Error('The caller was identified.');
  const { code, http } = identity.error.extensions as unknown as {
    code: string;
    http: { status: number; headers?: Record<string, string> };
  };
  return [http.status, http.headers?.['www-authenticate'] ?? null, code, identity.error.message];
}

describe('with tokens of the REST API', () => {
  test('a caller has the token that was sent, and is known by its hash', async () => {
    const { identify, start } = await identification();
    start();
    const { caller, credentials } = (await identify('abc')) as Identity;
    expect(credentials.token()).toBe('abc');
    expect(credentials.renewal).toBeUndefined();
    expect(credentials.owner).toBe(sha256('abc'));
    expect(caller).toBe(sha256('abc').slice(0, 16));
  });

  test('a caller without a token learns what to send', async () => {
    const { identify } = await identification();
    expect(refusalOf(await identify(null))).toEqual([
      401,
      'Bearer',
      'UNAUTHENTICATED',
      'Authentication is required. Send the header `Authorization: Bearer <token>` with a NexPort Campus access token.',
    ]);
  });

  test('a token may be as long as MAX_TOKEN_LENGTH, and not longer', async () => {
    const { identify } = await identification({ MAX_TOKEN_LENGTH: '100' });
    expect((await identify('x'.repeat(100))).caller).toEqual(expect.any(String));
    expect(refusalOf(await identify('x'.repeat(101)))).toEqual([
      401,
      'Bearer error="invalid_token"',
      'UNAUTHENTICATED',
      'The token has 101 characters, but at most 100 are allowed. Send a valid token.',
    ]);
  });
});

describe('with a service account', () => {
  const fetched = vi.fn<typeof fetch>();
  beforeEach(() => {
    vi.spyOn(globalThis, 'fetch').mockImplementation(fetched);
    fetched.mockReset().mockImplementation(async () => new Response(keys));
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  const withAccount = (settings: Record<string, string> = {}) => identification({ ...accountSettings, ...settings });
  const ownerOf = async (subject: string, settings: Record<string, string> = {}) => {
    const { identify } = await withAccount(settings);
    return ((await identify(await jwt(subject, settings.JWT_ISSUER))) as Identity).credentials.owner;
  };

  test('a caller is known by issuer and subject, and can have another token of the account', async () => {
    const { identify } = await withAccount();
    const { caller, credentials } = (await identify(await jwt('ada'))) as Identity;
    expect(caller).toBe(sha256(`${issuer} ada`).slice(0, 16));
    expect(credentials.renewal).toBeDefined();
    expect(String(fetched.mock.calls[0]?.[0])).toBe(jwksUri);
  });

  test('results are shared by nobody with another account, REST API, issuer or subject', async () => {
    const owners = [
      await ownerOf('ada'),
      await ownerOf('grace'),
      await ownerOf('ada', { SERVICE_ACCOUNT_USERNAME: 'another' }),
      await ownerOf('ada', { LEARNING_API_URL: 'http://127.0.0.1:2' }),
      await ownerOf('ada', { JWT_ISSUER: 'https://other.example' }),
      // No two lists of names read the same when they are joined.
      await ownerOf('x ada'),
      await ownerOf('ada', { JWT_ISSUER: `${issuer} x` }),
    ];
    expect(new Set(owners).size).toBe(owners.length);
    expect(await ownerOf('ada')).toBe(owners[0]);
    expect(owners.every((owner) => /^[0-9a-f]{64}$/.test(owner))).toBe(true);
  });

  test('a caller without a JWT learns whose to send', async () => {
    const { identify } = await withAccount();
    expect(refusalOf(await identify(null))).toEqual([
      401,
      'Bearer',
      'UNAUTHENTICATED',
      `Authentication is required. Send the header \`Authorization: Bearer <token>\` with a JWT from ${issuer}.`,
    ]);
  });

  test('a caller whose JWT is not valid learns why', async () => {
    const { identify } = await withAccount();
    expect(refusalOf(await identify('nonsense'))).toEqual([
      401,
      'Bearer error="invalid_token"',
      'UNAUTHENTICATED',
      `The token is not a signed JWT. Send a valid JWT from ${issuer}.`,
    ]);
  });

  test('a JWT that is too long is not verified', async () => {
    const { identify } = await withAccount({ MAX_TOKEN_LENGTH: '100' });
    expect(refusalOf(await identify(await jwt('ada')))[3]).toContain('at most 100 are allowed');
    expect(fetched).not.toHaveBeenCalled();
  });

  const unavailable = [
    503,
    null,
    'UPSTREAM_UNAVAILABLE',
    'The keys to verify tokens cannot be fetched. Try again later.',
  ];

  test('while there are no keys, callers are refused with 503, and the log has one line for each change', async () => {
    const { identify, lines } = await withAccount();
    const token = await jwt('ada');
    fetched.mockImplementation(async () => new Response('', { status: 500 }));
    expect(refusalOf(await identify(token))).toEqual(unavailable);
    expect(lines).toEqual([{ event: 'jwks_unavailable', jwksUri, code: 'HTTP_500' }]);
    vi.useFakeTimers({ toFake: ['performance'] });
    vi.advanceTimersByTime(60_000);
    fetched.mockImplementation(async () => new Response(keys));
    expect((await identify(token)).caller).not.toBeNull();
    expect(lines.slice(1)).toEqual([{ event: 'jwks_available', jwksUri }]);
  });

  test('nothing is awaited after the deadline of the request', async () => {
    vi.useFakeTimers({ toFake: ['performance', 'setTimeout', 'clearTimeout'] });
    const { identify } = await withAccount();
    const token = await jwt('ada');
    fetched.mockImplementation(() => new Promise(() => {}));
    vi.advanceTimersByTime(1000);
    let outcome: Awaited<ReturnType<typeof identify>> | undefined;
    void identify(token, performance.now() + 5000).then((identity) => {
      outcome = identity;
    });
    await vi.advanceTimersByTimeAsync(4999);
    expect(outcome).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(outcome && refusalOf(outcome)).toEqual(unavailable);
  });

  test('no timer is left after a JWT was verified', async () => {
    const { identify } = await withAccount();
    const token = await jwt('ada');
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    for (const one of [token, 'nonsense']) await identify(one);
    await new Promise((resolve) => setImmediate(resolve));
    expect(vi.getTimerCount()).toBe(0);
  });

  /** The address of a LearningApi that answers as the test says, until the test is over. */
  async function learningApiWith(answer: RequestListener) {
    const server = createServer(answer).listen(0, '127.0.0.1');
    onTestFinished(() => {
      server.close();
      server.closeAllConnections();
    });
    await new Promise((resolve) => server.once('listening', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  test('the account signs in at the start, which the log says without the token', async () => {
    const url = await learningApiWith((_, response) =>
      response
        .setHeader('content-type', 'application/json')
        .end(JSON.stringify({ access_token: 'the token', expires_in: 600 })),
    );
    const { start, identify, lines } = await withAccount({ LEARNING_API_URL: url });
    start();
    await expect.poll(() => lines).toHaveLength(1);
    expect(lines).toEqual([{ event: 'signed_in', lifeSeconds: 600, durationMs: expect.any(Number) }]);
    const { credentials } = (await identify(await jwt('ada'))) as Identity;
    expect(await credentials.token()).toBe('the token');
  });

  test('a sign-in in flight ends when the gateway does', async () => {
    let asked!: () => void;
    const isAsked = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const url = await learningApiWith(() => asked());
    const { start, close, lines } = await withAccount({ LEARNING_API_URL: url });
    start();
    await isAsked;
    await close();
    await expect.poll(() => lines).toEqual([expect.objectContaining({ event: 'sign_in_failed' })]);
  });

  test('the log says at the start that the account cannot sign in, without its password', async () => {
    const { start, lines } = await withAccount();
    start();
    await expect.poll(() => lines).toHaveLength(1);
    expect(lines).toEqual([expect.objectContaining({ event: 'sign_in_failed', kind: 'unavailable' })]);
    expect(JSON.stringify(lines)).not.toContain(accountSettings.SERVICE_ACCOUNT_PASSWORD);
  });

  test.each(Object.keys(accountSettings).slice(1))('a gateway without %s does not start', async (name) => {
    const config = { ...loadConfig({ LEARNING_API_URL: learningApi, ...accountSettings }), [name]: '' } as Config;
    await expect(createIdentification(config, {} as Log)).rejects.toThrow(`${name} is not set.`);
  });
});
