import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { type Harness, harnessForThisTest } from '../support/harness.ts';
import manifest from '../support/persisted-operations.json' with { type: 'json' };

const file = fileURLToPath(new URL('../support/persisted-operations.json', import.meta.url));
const [[hash, text] = ['', '']] = Object.entries(manifest);
const variables = { id: wellKnown.sectionId };
const secret = 'a secret of the router, long enough';

const byHash = { extensions: { persistedQuery: { version: 1, sha256Hash: hash } } };
const codesOf = (errors: { extensions: Record<string, unknown> }[]) => errors.map(({ extensions }) => extensions.code);

describe('with a file of operations', () => {
  const start = () => harnessForThisTest({ config: { CACHE: 'off', PERSISTED_OPERATIONS_FILE: file } });

  test.each([
    ["in Apollo's way", byHash],
    ['as a document id', { documentId: `sha256:${hash}` }],
    ['as a bare document id', { documentId: hash }],
  ])('a hash %s is answered as its text, the first time and later', async (_, parameters) => {
    const { query } = await start();
    const whole = await query(text, { variables });
    expect(whole.data.section.title).toEqual(expect.any(String));
    for (const _time of ['first', 'later']) {
      const answered = await query(undefined, { variables, parameters });
      expect(answered).toMatchObject({ status: 200, data: whole.data, calls: { GetSections: 1 } });
    }
  });

  test.each([
    ["in Apollo's way", { extensions: JSON.stringify(byHash.extensions) }],
    ['as a document id', { documentId: hash }],
  ])('a hash %s may come by GET', async (_, parameters) => {
    const { url, sandbox } = await start();
    const search = new URLSearchParams({ ...parameters, variables: JSON.stringify(variables) });
    const response = await fetch(`${url}?${search}`, { headers: { authorization: `Bearer ${sandbox.tokens.full}` } });
    expect(await response.json()).toEqual({ data: { section: { title: expect.any(String) } } });
  });

  test('a hash that is not known is refused in the words that clients wait for, and the text is run', async () => {
    const { query } = await start();
    const parameters = { extensions: { persistedQuery: { version: 1, sha256Hash: 'unknown' } } };
    const refused = await query(undefined, { variables, parameters });
    expect(refused).toMatchObject({ status: 200, calls: {} });
    const headers = { accept: 'application/graphql-response+json' };
    expect(await query(undefined, { variables, parameters, headers })).toMatchObject({ status: 400, calls: {} });
    expect(refused.errors).toMatchObject([
      { message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } },
    ]);
    expect((await query(text, { variables, parameters })).data.section).not.toBeNull();
  });

  test('names of objects are no hashes', async () => {
    const { query } = await start();
    for (const documentId of ['constructor', '__proto__', '']) {
      expect(codesOf((await query(undefined, { parameters: { documentId } })).errors)).toEqual([
        'PERSISTED_QUERY_NOT_FOUND',
      ]);
    }
  });

  test('a request by hash needs a token like any other', async () => {
    const { query } = await start();
    expect(codesOf((await query(undefined, { variables, parameters: byHash, token: null })).errors)).toEqual([
      'UNAUTHENTICATED',
    ]);
  });
});

describe('with PERSISTED_ONLY', () => {
  const start = () =>
    harnessForThisTest({
      config: { PERSISTED_OPERATIONS_FILE: file, PERSISTED_ONLY: 'true', ROUTER_SECRET: secret },
    });
  const ask = ({ query }: Harness, headers: Record<string, string> = {}) => query(text, { variables, headers });

  test('texts are refused, be they known or not, by POST and by GET; hashes are answered', async () => {
    const harness = await start();
    for (const query of [text, '{ __typename }', '{ nonsense', text]) {
      const refused = await harness.query(query, { variables, parameters: byHash });
      expect(refused).toMatchObject({ status: 400, calls: {} });
      expect(codesOf(refused.errors)).toEqual(['PERSISTED_QUERY_REQUIRED']);
    }
    const byGet = await fetch(`${harness.url}?query={__typename}`);
    expect(await byGet.json()).toMatchObject({ errors: [{ extensions: { code: 'PERSISTED_QUERY_REQUIRED' } }] });
    expect((await harness.query(undefined, { variables, parameters: byHash })).data.section).not.toBeNull();
    expect((await ask(harness)).status).toBe(400);
  });

  test('a router that proves itself may send texts, nobody else', async () => {
    const harness = await start();
    expect((await ask(harness, { 'x-router-secret': secret })).data.section).not.toBeNull();
    for (const wrong of ['', 'x', `${secret}.`, secret.toUpperCase()]) {
      expect(codesOf((await ask(harness, { 'x-router-secret': wrong })).errors)).toEqual(['PERSISTED_QUERY_REQUIRED']);
    }
  });
});

test('without a secret of its own, nobody is a router', async () => {
  const { query } = await harnessForThisTest({
    config: { PERSISTED_OPERATIONS_FILE: file, PERSISTED_ONLY: 'true' },
  });
  for (const headers of [{ 'x-router-secret': '' }, { 'x-router-secret': 'undefined' }]) {
    expect((await query(text, { variables, headers })).status).toBe(400);
  }
});

test('without a file, clients that ask by hash are told to send texts, and a router to send this text', async () => {
  const { query } = await harnessForThisTest({ config: { ROUTER_SECRET: secret } });
  const refused = await query(undefined, { variables, parameters: byHash });
  expect(refused).toMatchObject({ status: 200, calls: {} });
  expect(refused.errors).toMatchObject([
    { message: 'PersistedQueryNotSupported', extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED' } },
  ]);
  const ofRouter = await query(undefined, { variables, parameters: byHash, headers: { 'x-router-secret': secret } });
  expect(ofRouter).toMatchObject({ status: 200, calls: {} });
  expect(ofRouter.errors).toMatchObject([
    { message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } },
  ]);
  expect((await query(text, { variables, parameters: byHash })).data.section).not.toBeNull();
});

test.each([
  ['invalid JSON', '{', 'must be a JSON object of texts by hash'],
  ['values that are not texts', '{"a":1}', 'must be a JSON object of texts by hash'],
  ['an unknown field', '{"a":"{ nonsense }"}', 'a: Cannot query field "nonsense"'],
  ['a syntax error', '{"a":"{"}', 'a: Syntax Error'],
  ['a document above the limits', JSON.stringify({ a: `{ ${'a: __typename '.repeat(1001)} }` }), 'a: The query has'],
])('a file with %s keeps the gateway from starting, and the error says why', async (_, content, problem) => {
  const path = join(mkdtempSync(join(tmpdir(), 'manifest-')), 'manifest.json');
  writeFileSync(path, content);
  const start = harnessForThisTest({ config: { PERSISTED_OPERATIONS_FILE: path } });
  await expect(start).rejects.toThrow('PERSISTED_OPERATIONS_FILE');
  await expect(start).rejects.toThrow(problem);
});
