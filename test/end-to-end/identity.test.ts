import { createHmac } from 'node:crypto';
import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config/config.ts';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { type Harness, harnessForThisTest } from '../support/harness.ts';
import { type IdentityProvider, startIdentityProvider } from '../support/identity-provider.ts';

const section = `{ section(id: "${wellKnown.sectionId}") { number } }`;
const now = () => Math.floor(Date.now() / 1000);

/** A gateway that takes tokens of a provider of its own. */
async function provenHarness(): Promise<Harness & { provider: IdentityProvider }> {
  const provider = await startIdentityProvider();
  const harness = await harnessForThisTest({ config: provider.settings });
  return { ...harness, provider };
}

test.each(['off', 'memory'])(
  "nothing is shared between callers' tokens, however their requests mix, with CACHE=%s",
  async (CACHE) => {
    const { sandbox, query } = await harnessForThisTest({ config: { CACHE } });
    const { full, limited } = sandbox.tokens;
    sandbox.behave({ latencyMs: 20 });
    const within = sandbox.world.sections.find(({ org_id }) => org_id === wellKnown.limitedOrganizationId);
    const ids = [wellKnown.sectionId, within?.syllabus_id];
    const both = `{ ${ids.map((id, index) => `s${index}: section(id: "${id}") { number }`).join(' ')} user(id: "${wellKnown.userId}") { enrollments(first: 2) { totalCount } } }`;
    const alone = { full: await query(both, { token: full }), limited: await query(both, { token: limited }) };
    expect(alone.full.errors).toEqual([]);
    expect(alone.limited.errors.map(({ extensions }) => extensions.code)).toContain('FORBIDDEN');

    const answers = await Promise.all(
      Array.from({ length: 40 }, (_, index) => query(both, { token: index % 2 === 0 ? full : limited })),
    );
    answers.forEach(({ data }, index) => {
      expect(data).toEqual(index % 2 === 0 ? alone.full.data : alone.limited.data);
    });
  },
);

test('a caller who proves themselves is served in the name of the account, and their JWT goes no further', async () => {
  const { sandbox, query, provider, log } = await provenHarness();
  const token = await provider.token();
  const { data, errors } = await query(section, { token });
  expect(errors).toEqual([]);
  expect(data.section.number).toEqual(expect.any(String));
  expect(sandbox.calls().filter(({ operation }) => operation !== 'Authenticate')).toMatchObject([
    { operation: 'GetSections', caller: 'account' },
  ]);
  expect(JSON.stringify(log)).not.toContain(token);
});

test('callers are told apart by whom their JWT was made for, not by the account', async () => {
  const { query, provider, log } = await provenHarness();
  const drop = `mutation { dropEnrollment(input: { id: "${wellKnown.enrollmentId}" }) { __typename } }`;
  const subjects = ['ada', 'ada', 'grace'];
  for (const sub of subjects) await query(drop, { token: await provider.token({ sub, jti: crypto.randomUUID() }) });
  const callers = log.filter(({ event }) => event === 'write').map(({ caller }) => caller);
  expect(callers).toHaveLength(3);
  expect(callers[0]).toBe(callers[1]);
  expect(callers[0]).not.toBe(callers[2]);
  const requests = () => log.filter(({ event }) => event === 'request').map(({ caller }) => caller);
  await expect.poll(requests).toEqual(callers);
  expect(JSON.stringify(callers)).not.toContain('ada');
});

const forged = async (provider: IdentityProvider) => {
  const { kid } = JSON.parse(atob((await provider.token()).split('.')[0] ?? '')) as { kid: string };
  const { privateKey } = await generateKeyPair('ES256');
  return new SignJWT({ iss: provider.issuer, aud: provider.audience, sub: 'somebody', exp: now() + 300 })
    .setProtectedHeader({ alg: 'ES256', kid })
    .sign(privateKey);
};
const unsigned = async ({ issuer, audience }: IdentityProvider) =>
  new UnsecuredJWT({ iss: issuer, aud: audience, sub: 'somebody', exp: now() + 300 }).encode();
/** Signed with the public key as if it were a shared secret. */
const confused = async (provider: IdentityProvider) => {
  const { keys } = (await (await fetch(provider.settings.JWKS_URI)).json()) as { keys: [{ kid: string }] };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { iss: provider.issuer, aud: provider.audience, sub: 'somebody', exp: now() + 300 };
  const content = `${part({ alg: 'HS256', kid: keys[0].kid })}.${part(claims)}`;
  return `${content}.${createHmac('sha256', JSON.stringify(keys[0])).update(content).digest('base64url')}`;
};
const unpublished = async (provider: IdentityProvider) => {
  await provider.rotate({ isPublished: false });
  return provider.token();
};

test.each<[string, (provider: IdentityProvider) => Promise<string>, string]>([
  ['expired', ({ token }) => token({ exp: now() - 60 }), 'The token has expired.'],
  ['not valid yet', ({ token }) => token({ nbf: now() + 60 }), 'The token is not valid yet (nbf).'],
  ['without an expiry', ({ token }) => token({ exp: undefined }), 'The token has no expiry (exp).'],
  ['for another audience', ({ token }) => token({ aud: 'another' }), 'The token has the wrong audience (aud).'],
  ['without an audience', ({ token }) => token({ aud: undefined }), 'The token has the wrong audience (aud).'],
  [
    'from another issuer',
    ({ token }) => token({ iss: 'https://other.example' }),
    'The token has the wrong issuer (iss).',
  ],
  ['without a subject', ({ token }) => token({ sub: undefined }), 'The token has no subject (sub).'],
  ['for an empty subject', ({ token }) => token({ sub: '' }), 'The token has no subject (sub).'],
  ['for a number', ({ token }) => token({ sub: 42 as never }), 'The token has no subject (sub).'],
  ['for an object', ({ token }) => token({ sub: { id: 'ada' } as never }), 'The token has no subject (sub).'],
  ['not signed', unsigned, 'The token is not signed with one of RS256, '],
  ['signed with the public key', confused, 'The token is not signed with one of RS256, '],
  ['signed with another key', forged, 'The signature of the token is not valid.'],
  [
    'signed with a key that is not published',
    unpublished,
    'The token is signed with a key that the issuer does not publish.',
  ],
  [
    'an access token of NexPort Campus',
    async () => 'f0000000-0000-4000-8000-000000000001',
    'The token is not a signed JWT.',
  ],
  ['not a JWT', async () => 'nonsense', 'The token is not a signed JWT.'],
])('a token that is %s is refused with 401 and the reason, and nothing is sent', async (_, make, reason) => {
  const { query, provider, sandbox, url, log } = await provenHarness();
  await expect.poll(() => log.some(({ event }) => event === 'signed_in')).toBe(true);
  const token = await make(provider);
  const { status, data, errors, calls } = await query(section, { token });
  expect(status).toBe(401);
  expect(data).toBeUndefined();
  expect(errors[0]?.message).toContain(reason);
  expect(errors[0]?.extensions.code).toBe('UNAUTHENTICATED');
  expect(calls).toEqual({});

  const raw = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: section }),
  });
  expect(raw.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
  expect((await raw.text()) + JSON.stringify(log) + JSON.stringify(sandbox.calls())).not.toContain(token);
});

test('clocks may differ by half a minute', async () => {
  const { query, provider } = await provenHarness();
  expect((await query(section, { token: await provider.token({ exp: now() - 20 }) })).status).toBe(200);
});

test('without a token the error names the issuer, and introspection still works', async () => {
  const { query, provider } = await provenHarness();
  const { status, errors } = await query(section, { token: null });
  expect(status).toBe(401);
  expect(errors[0]?.message).toContain(`\`Authorization: Bearer <token>\` with a JWT from ${provider.issuer}.`);
  expect((await query('{ __typename }', { token: null })).status).toBe(200);
});

const complete = {
  LEARNING_API_URL: 'https://learning.example',
  IDENTITY: 'SERVICE_ACCOUNT',
  SERVICE_ACCOUNT_USERNAME: 'gateway',
  SERVICE_ACCOUNT_PASSWORD: 'secret',
  JWKS_URI: 'https://identity.example/keys',
  JWT_ISSUER: 'https://identity.example',
  JWT_AUDIENCE: 'learning-gateway',
};
const { LEARNING_API_URL, IDENTITY, ...needed } = complete;

test.each(Object.keys(needed))('a service account does not start without %s', (name) => {
  expect(() => loadConfig({ ...complete, [name]: '' })).toThrow(`${name} is required by IDENTITY=SERVICE_ACCOUNT.`);
});

test.each(Object.entries(needed))('%s alone promises what is not done, and is refused', (name, value) => {
  expect(() => loadConfig({ LEARNING_API_URL, [name]: value })).toThrow(
    `${name} has no effect without IDENTITY=SERVICE_ACCOUNT.`,
  );
});

test('keys come protected, or from this machine', () => {
  expect(loadConfig(complete).IDENTITY).toBe('SERVICE_ACCOUNT');
  expect(loadConfig({ ...complete, JWKS_URI: 'http://localhost:8080/keys' }).IDENTITY).toBe('SERVICE_ACCOUNT');
  for (const uri of ['http://identity.example/keys', 'ftp://identity.example', 'nonsense'])
    expect(() => loadConfig({ ...complete, JWKS_URI: uri })).toThrow('JWKS_URI must be an https URL');
});
