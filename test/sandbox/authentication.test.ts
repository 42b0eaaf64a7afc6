import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { demoAccount, wellKnown } from '../../src/sandbox/http/server.ts';
import { startTestSandbox, type TestSandbox } from './support.ts';

let subject: TestSandbox;
beforeAll(async () => {
  subject = await startTestSandbox();
});
beforeEach(() => {
  subject.sandbox.reset();
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => subject.close());

const signIn = (changes: object = {}) =>
  subject.call('Authenticate', { token: null, body: { ...demoAccount, grant_type: 'password', ...changes } });
const statusWith = async (token: string) =>
  (await subject.call('GetSections', { token, body: { sections: [wellKnown.sectionId] } })).status;

test('the account gets a token for everything, valid for an hour', async () => {
  const { status, body } = await signIn();
  expect([status, body.expires_in, body.token_type]).toEqual([200, 3600, 'bearer']);
  expect(await statusWith(body.access_token)).toBe(200);
  vi.setSystemTime(Date.now() + 3_600_000);
  expect(await statusWith(body.access_token)).toBe(401);
  expect(subject.sandbox.violations()).toEqual([]);
});

test('a token is valid until the requested date, and then its lifetime is not part of the answer', async () => {
  const until = new Date(Date.now() + 10_000).toISOString();
  const { body } = await signIn({ utc_expiration_date: until });
  expect(body).not.toHaveProperty('expires_in');
  expect(await statusWith(body.access_token)).toBe(200);
  vi.setSystemTime(Date.now() + 10_000);
  expect(await statusWith(body.access_token)).toBe(401);
});

test('tokens are valid for the configured time or until they are revoked; a reset keeps them', async () => {
  await subject.control('PATCH', 'behavior', { tokenLifeSeconds: 5 });
  const short = (await signIn()).body;
  const other = (await signIn()).body;
  expect([short.expires_in, short.access_token === other.access_token]).toEqual([5, false]);
  await subject.control('POST', 'reset');
  expect(await statusWith(short.access_token)).toBe(200);
  expect((await subject.control('DELETE', 'tokens')).status).toBe(200);
  expect(await statusWith(short.access_token)).toBe(401);
});

test('a token can be validated', async () => {
  const check = (token: string) => subject.call('ValidateAccessToken', { token });
  const { body } = await signIn();
  expect((await check(body.access_token)).body.utc_expiration_date).toEqual(expect.any(String));
  expect((await check(subject.sandbox.tokens.full)).body.error_message ?? '').toBe('');
  const expired = await check(subject.sandbox.tokens.expired);
  expect([expired.status, expired.body.error_message]).toEqual([200, expect.stringMatching('not valid')]);
});

test('the status for an invalid token can be changed', async () => {
  await subject.control('PATCH', 'behavior', { refusedTokenStatus: 403 });
  expect(await statusWith(subject.sandbox.tokens.expired)).toBe(403);
});

test.each([
  [{ password: 'wrong' }, 401],
  [{ username: 'wrong' }, 401],
  [{ username: undefined }, 422],
  [{ grant_type: 'refresh_token' }, 422],
])('authenticating with %j answers %i', async (changes, status) => {
  const answer = await signIn(changes);
  expect(answer.status).toBe(status);
  expect(answer.body.api_error_entity.error_message).toEqual(expect.any(String));
});

test('the call log has the user name, but not the password', async () => {
  await signIn();
  await signIn({ password: 'wrong-password' });
  expect(subject.sandbox.calls()).toMatchObject([
    { operation: 'Authenticate', caller: null, status: 200, parameters: { username: 'gateway' } },
    { operation: 'Authenticate', caller: null, status: 401 },
  ]);
  const { body } = await subject.control('GET', 'calls');
  for (const secret of [demoAccount.password, 'wrong-password']) expect(JSON.stringify(body)).not.toContain(secret);
});
