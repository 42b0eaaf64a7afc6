import { errors } from 'undici';
import { expect, test } from 'vitest';
import { unreachableBy, unreachableCauses, unreachableFor } from '../../src/learning-api/unreachable.ts';

test.each([
  ['ENOTFOUND', 'dns'],
  ['EAI_AGAIN', 'dns'],
  ['ECONNREFUSED', 'refused'],
  ['EHOSTUNREACH', 'noRoute'],
  ['ENETUNREACH', 'noRoute'],
  ['ETIMEDOUT', 'connectTimeout'],
  ['UND_ERR_CONNECT_TIMEOUT', 'connectTimeout'],
  ['ECONNRESET', 'lost'],
  ['EPIPE', 'lost'],
  ['UND_ERR_SOCKET', 'lost'],
  ['EPROTO', 'tls'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
  ['CERT_HAS_EXPIRED', 'tls'],
  ['CERT_NOT_YET_VALID', 'tls'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'tls'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls'],
  ['HOSTNAME_MISMATCH', 'tls'],
  ['EMFILE', 'other'],
])('an error with the code %s is: %s', (code, cause) => {
  expect(unreachableCauses).toContain(cause);
  expect(unreachableBy(Object.assign(new Error('http://secret'), { code }))).toEqual({ cause, code });
});

test('bytes that are not HTTP are told apart by the kind of the error, since its code may be missing', () => {
  const { HTTPParserError } = errors;
  expect(unreachableBy(new HTTPParserError('x'))).toEqual({ cause: 'protocol', code: 'HPE_UNKNOWN' });
  expect(unreachableBy(Object.assign(new HTTPParserError('x'), { code: 'HPE_INVALID_VERSION' }))).toEqual({
    cause: 'protocol',
    code: 'HPE_INVALID_VERSION',
  });
});

test.each([undefined, null, {}, 'ENOTFOUND', { code: 7 }, { code: 'http://secret?access_token=x' }, { code: 'NO' }])(
  'the code of %j is not shown',
  (error) => {
    expect(unreachableBy(error)).toEqual({ cause: 'other', code: 'UNKNOWN' });
  },
);

test.each([
  [501, undefined],
  [502, { cause: 'status', code: 'HTTP_502' }],
  [504, { cause: 'status', code: 'HTTP_504' }],
  [505, undefined],
])('HTTP %i is: %j', (httpStatus, expected) => {
  expect(unreachableFor({ httpStatus })).toEqual(expected);
});

test('the reason of a lost connection comes before the status that was received on it', () => {
  const unreachable = { cause: 'lost', code: 'ECONNRESET' } as const;
  expect(unreachableFor({ httpStatus: 503, unreachable })).toBe(unreachable);
  expect(unreachableFor({})).toBeUndefined();
});
