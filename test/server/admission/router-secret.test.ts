import { expect, test } from 'vitest';
import { createRouterSecretCheck } from '../../../src/server/admission/router-secret.ts';

const secret = 'the secret of the router';

test('a request with the router secret passes', () => {
  expect(createRouterSecretCheck(secret)({ 'x-router-secret': secret })).toBe(true);
});

test.each([undefined, '', `${secret} `, secret.slice(1), 'another', [secret]])('a request with %j does not', (sent) => {
  expect(createRouterSecretCheck(secret)({ 'x-router-secret': sent })).toBe(false);
});

test.each([undefined, '', 'undefined'])('without a router secret, no request passes, not with %j either', (sent) => {
  expect(createRouterSecretCheck(undefined)({ 'x-router-secret': sent })).toBe(false);
});
