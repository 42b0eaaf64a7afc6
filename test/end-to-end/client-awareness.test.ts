import { request } from 'node:http';
import { expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { eventually } from '../support/eventually.ts';
import { type Harness, harnessForThisTest } from '../support/harness.ts';
import { formsOf } from '../support/secrets.ts';

const section = `{ section(id: "${wellKnown.sectionId}") { title } }`;
const obsolete = `{ organization(id: "${wellKnown.organizationId}") { subOrganizations(first: 1) { nodes { id } } } }`;

/** Log lines of requests, when there are so many. */
const requestLines = ({ log }: Harness, count: number) =>
  eventually(() => {
    const lines = log.filter(({ event }) => event === 'request');
    expect(lines).toHaveLength(count);
    return lines;
  });

test.each<[string, Record<string, string>, string | undefined, string | undefined]>([
  ["Apollo's headers", { 'apollographql-client-name': 'web', 'apollographql-client-version': '1.2.3' }, 'web', '1.2.3'],
  ['the headers of others', { 'graphql-client-name': 'web', 'graphql-client-version': '1.2.3' }, 'web', '1.2.3'],
  ["Apollo's headers first", { 'graphql-client-name': 'b', 'apollographql-client-name': 'a' }, 'a', undefined],
  ['no header', {}, undefined, undefined],
  ['an empty name', { 'graphql-client-name': '' }, undefined, undefined],
  ['a long name', { 'graphql-client-name': 'portal-'.repeat(100) }, 'portal-'.repeat(100).slice(0, 64), undefined],
  [
    'a commit as the version',
    { 'graphql-client-version': '4f8c2d9a1b3e5f7081a2b3c4d5e6f708192a3b4c' },
    undefined,
    '4f8c2d9a1b3e5f7081a2b3c4d5e6f708192a3b4c',
  ],
  ['a JWT', { 'graphql-client-name': 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl' }, '(not shown)', undefined],
  [
    'a token of another caller',
    { 'graphql-client-name': 'web f00dF00D000040008000000000000042' },
    '(not shown)',
    undefined,
  ],
])('%s in the log', async (_, headers, clientName, clientVersion) => {
  const harness = await harnessForThisTest({});
  await harness.query(section, { headers });
  const [line] = await requestLines(harness, 1);
  expect([line?.clientName, line?.clientVersion]).toEqual([clientName, clientVersion]);
});

test('a name has no control characters and keeps its letters, whatever bytes the client sends', async () => {
  const harness = await harnessForThisTest({});
  const send = (name: Buffer) =>
    new Promise((resolve, reject) => {
      const sent = request(
        harness.url,
        {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'graphql-client-name': name.toString('latin1') },
        },
        (response) => response.resume().once('end', resolve),
      );
      sent.once('error', reject);
      // With a text, Node would write the headers in UTF-8 too.
      sent.end(Buffer.from(JSON.stringify({ query: '{ __typename }' })));
    });
  for (const name of ['Café\u{85}\u{200b}\u{202e}\u{2028} 学', 'a\tb']) await send(Buffer.from(name));
  await send(Buffer.from('Café\u{85}', 'latin1'));
  const lines = await requestLines(harness, 3);
  expect(lines.map(({ clientName }) => clientName)).toEqual(['Café 学', 'ab', 'Café']);
});

test("a caller's own token is not in the log and the metrics, in no form", async () => {
  const harness = await harnessForThisTest({ config: { METRICS_PORT: '0', CLIENT_NAMES: 'web' } });
  const { full: token } = harness.sandbox.tokens;
  const forms = [
    ...formsOf(token),
    token.toUpperCase(),
    token.replaceAll('-', ''),
    token.replaceAll('-', '.'),
    `{${token}}`,
  ];
  for (const form of forms) {
    await harness.query(section, { headers: { 'graphql-client-name': `web ${form}`, 'graphql-client-version': form } });
  }
  const lines = await requestLines(harness, forms.length);
  expect(new Set(lines.flatMap(({ clientName, clientVersion }) => [clientName, clientVersion]))).toEqual(
    new Set(['(not shown)']),
  );
});

test('metrics count the requests and calls of clients by name, of the others together', async () => {
  const harness = await harnessForThisTest({
    config: { METRICS_PORT: '0', CLIENT_NAMES: 'web, mobile app', CACHE: 'off' },
  });
  const names = ['web', 'web', 'mobile app', 'WEB', 'x', '"} 1\n', undefined];
  for (const name of names)
    await harness.query(section, { headers: name ? { 'graphql-client-name': name.trim() } : {} });
  await requestLines(harness, names.length);
  const text = await (await fetch(harness.metricsUrl)).text();
  expect(text.match(/^graphql_client_\w+\{.*$/gm)?.sort()).toEqual([
    'graphql_client_calls_total{client="mobile app"} 1',
    'graphql_client_calls_total{client="none"} 1',
    'graphql_client_calls_total{client="other"} 3',
    'graphql_client_calls_total{client="web"} 2',
    'graphql_client_requests_total{client="mobile app",outcome="OK"} 1',
    'graphql_client_requests_total{client="none",outcome="OK"} 1',
    'graphql_client_requests_total{client="other",outcome="OK"} 3',
    'graphql_client_requests_total{client="web",outcome="OK"} 2',
  ]);
});

test.each(['off', 'memory'])(
  'the log and the metrics tell who uses what is deprecated, with CACHE=%s',
  async (CACHE) => {
    const harness = await harnessForThisTest({ config: { METRICS_PORT: '0', CACHE } });
    await harness.query(section);
    const release = harness.sandbox.hold('GetOrganizations');
    const both = Promise.all(
      ['a', 'b'].map((name) => harness.query(obsolete, { headers: { 'graphql-client-name': name } })),
    );
    release();
    await both;
    const lines = await requestLines(harness, 3);
    expect(lines.map(({ deprecated }) => deprecated)).toEqual([
      undefined,
      ['Organization.subOrganizations'],
      ['Organization.subOrganizations'],
    ]);
    expect(
      lines
        .slice(1)
        .map(({ clientName }) => clientName)
        .sort(),
    ).toEqual(['a', 'b']);
    const series =
      (await (await fetch(harness.metricsUrl)).text()).match(/^graphql_deprecated_usage_total\{.*$/gm) ?? [];
    expect(series).toContain('graphql_deprecated_usage_total{coordinate="Organization.subOrganizations"} 2');
    expect(series).toContain('graphql_deprecated_usage_total{coordinate="Query.testAttempts"} 0');
  },
);
