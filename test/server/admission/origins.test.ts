import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { createOriginPolicy } from '../../../src/server/admission/origins.ts';

const app = 'https://app.example';
const host = 'gateway.example';

type Headers = Record<string, string | undefined>;
const request = (headers: Headers, method = 'POST') =>
  ({ method, headers: { host, ...headers } }) as unknown as IncomingMessage;

test.each<[string, Headers, boolean]>([
  ['no browser', {}, true],
  ['a page of the gateway', { 'sec-fetch-site': 'same-origin', origin: `https://${host}` }, true],
  ['the address bar', { 'sec-fetch-site': 'none' }, true],
  ['another page of the site', { 'sec-fetch-site': 'same-site', origin: 'https://other.gateway.example' }, false],
  ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example' }, false],
  ['another site without Origin', { 'sec-fetch-site': 'cross-site' }, false],
  [
    'another site that names the host of the gateway',
    { 'sec-fetch-site': 'cross-site', origin: `https://${host}` },
    false,
  ],
  ['an older browser, on a page of the gateway', { origin: `https://${host}` }, true],
  ['an older browser, on another site', { origin: 'https://elsewhere.example' }, false],
  ['an older browser, on a file', { origin: 'null' }, false],
  ['an older browser, if no host is named', { origin: 'https://elsewhere.example', host: undefined }, false],
  ['an allowed page', { 'sec-fetch-site': 'cross-site', origin: app }, true],
  ['an allowed page in an older browser', { origin: app }, true],
])('a request from %s (%j) is allowed: %s', (_, headers, isAllowed) => {
  const refusal = createOriginPolicy([app]).check(request(headers));
  expect(refusal).toEqual(
    isAllowed
      ? null
      : {
          status: 403,
          code: 'ORIGIN_NOT_ALLOWED',
          message: 'Requests from this origin are not allowed. The operator can allow it with CORS_ORIGINS.',
        },
  );
});

/** The answer of the policy to a request: whether it is answered with that, and the headers. */
function answerTo(allowed: string[], method: string) {
  const headers: Record<string, string> = {};
  const response = {
    getHeader: (name: string) => headers[name.toLowerCase()],
    setHeader: (name: string, value: string) => {
      headers[name.toLowerCase()] = String(value);
    },
    end: () => undefined,
  } as unknown as ServerResponse;
  const isAnswered = createOriginPolicy(allowed).answerPreflight(request({ origin: app }, method), response);
  return { isAnswered, headers };
}

test('a preflight of an allowed page is answered', () => {
  const { isAnswered, headers } = answerTo([app], 'OPTIONS');
  expect(isAnswered).toBe(true);
  expect(headers).toMatchObject({
    'access-control-allow-origin': app,
    'access-control-allow-methods': 'GET,POST',
    'access-control-max-age': '3600',
  });
});

test('another request of an allowed page goes on, and the page may read the headers of its answer', () => {
  const { isAnswered, headers } = answerTo([app], 'POST');
  expect(isAnswered).toBe(false);
  expect(headers).toMatchObject({
    'access-control-allow-origin': app,
    'access-control-expose-headers':
      'x-request-id,retry-after,idempotent-replayed,ratelimit,ratelimit-policy,server-timing',
  });
});

test('if no page is allowed, nothing is answered and no header is added', () => {
  expect(answerTo([], 'OPTIONS')).toEqual({ isAnswered: false, headers: {} });
});
