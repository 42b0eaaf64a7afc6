import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { expect, onTestFinished, test } from 'vitest';
import { loadConfig } from '../../src/config/config.ts';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { countCalls, type Harness, harnessForThisTest } from '../support/harness.ts';
import { startIdentityProvider } from '../support/identity-provider.ts';

const operations = {
  section: `"""Shows the title of a section."""
    query SectionTitle("""Id of the section.""" $id: ID!) { section(id: $id) { title } }`,
  search: `# Lists enrollments of a learner.
    # The newest come first.
    query Enrollments($userId: ID!, $first: Int = 5, $names: [String!]) {
      user(id: $userId) { enrollments(first: $first, filter: { syllabusUniqueNames: $names }) { nodes { id } } }
    }`,
  catalog: 'query CatalogName($id: ID!) { catalog(id: $id) { name } }',
  drop: `"""Drops enrollments."""
    mutation Drop($ids: [ID!]!, $dryRun: Boolean) {
      dropEnrollments(input: { ids: $ids, dryRun: $dryRun }) {
        __typename
        ... on DropEnrollmentsSuccess { outcomes { __typename } }
      }
    }`,
  unmarked:
    'mutation Other($ids: [ID!]!, $dryRun: Boolean) { dropEnrollments(input: { ids: $ids, dryRun: $dryRun }) { __typename } }',
  unnamed: '{ __typename }',
};

interface McpHarness extends Harness {
  file: string;
  mcpUrl: string;
  token(): Promise<string>;
  connect(token?: string): Promise<Client>;
}

async function start(settings: Record<string, string> = {}): Promise<McpHarness> {
  const provider = await startIdentityProvider();
  const file = join(mkdtempSync(join(tmpdir(), 'mcp-')), 'operations.json');
  writeFileSync(file, JSON.stringify(operations));
  const harness = await harnessForThisTest({
    operationsPollMs: 20,
    config: {
      CACHE: 'off',
      ...provider.settings,
      MCP: 'true',
      MCP_MUTATIONS: 'Drop',
      PERSISTED_OPERATIONS_FILE: file,
      ...settings,
    },
  });
  await expect.poll(() => harness.log.some(({ event }) => event === 'signed_in')).toBe(true);
  harness.sandbox.clearCalls();
  const mcpUrl = new URL('/mcp', harness.url).href;
  return {
    ...harness,
    file,
    mcpUrl,
    token: () => provider.token(),
    connect: async (token) => {
      const client = new Client({ name: 'test', version: '1.0.0' });
      const authorization = `Bearer ${token ?? (await provider.token())}`;
      await client.connect(
        new StreamableHTTPClientTransport(new URL(mcpUrl), { requestInit: { headers: { authorization } } }),
      );
      onTestFinished(() => client.close());
      return client;
    },
  };
}

const textsOf = ({ content }: { content?: unknown }) => (content as { text: string }[]).map(({ text }) => text);

test('the costs that one caller requested are in no other result', async () => {
  const { mcpUrl, url, token } = await start();
  const parameters = { documentId: 'section', operationName: 'SectionTitle', variables: { id: wellKnown.sectionId } };
  const call = { name: 'SectionTitle', arguments: { id: wellKnown.sectionId } };
  const post = async (to: string, body: object, debug: Record<string, string> = {}) => {
    const headers = {
      authorization: `Bearer ${await token()}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...debug,
    };
    return (await fetch(to, { method: 'POST', headers, body: JSON.stringify(body) })).text();
  };
  const callTool = (debug?: Record<string, string>) =>
    post(mcpUrl, { jsonrpc: '2.0', id: 1, method: 'tools/call', params: call }, debug);
  for (const _ of [1, 2, 3]) expect(await callTool({ 'x-debug': 'cost, upstream' })).toContain('estimated');
  for (const _ of [1, 2, 3]) {
    expect(await callTool()).not.toContain('estimated');
    expect(await post(url, parameters)).not.toContain('estimated');
  }
  expect(await callTool({ 'x-debug': 'cost' })).toContain('estimated');
});

test('named queries and marked mutations are tools, with descriptions and arguments of their documents', async () => {
  const client = await (await start()).connect();
  const { tools } = await client.listTools();

  expect(tools.map(({ name }) => name).sort()).toEqual(['CatalogName', 'Drop', 'Enrollments', 'SectionTitle']);
  const [section, search, catalog, drop] = ['SectionTitle', 'Enrollments', 'CatalogName', 'Drop'].map((name) =>
    tools.find((tool) => tool.name === name),
  );
  expect(section).toMatchObject({
    description: 'Shows the title of a section.',
    inputSchema: {
      type: 'object',
      properties: { id: { type: 'string', description: 'Id of the section.' } },
      required: ['id'],
      additionalProperties: false,
    },
    annotations: { readOnlyHint: true },
  });
  expect(search).toMatchObject({
    description: 'Lists enrollments of a learner.\nThe newest come first.',
    inputSchema: {
      properties: { first: { type: 'integer', default: 5 }, names: { type: 'array', items: { type: 'string' } } },
      required: ['userId'],
    },
  });
  // Without a description of its own, a tool has that of the field.
  expect(catalog?.description).toMatch(/catalog/i);
  expect(drop).toMatchObject({
    inputSchema: { properties: { ids: { type: 'array' }, idempotencyKey: { type: 'string' } }, required: ['ids'] },
    annotations: { readOnlyHint: false, destructiveHint: true },
  });
  expect(drop?.inputSchema.properties).not.toHaveProperty('dryRun');
});

test('a query is answered with the calls of the service account, and logged like any other', async () => {
  const { connect, sandbox, log } = await start();
  const client = await connect();
  const result = await client.callTool({ name: 'SectionTitle', arguments: { id: wellKnown.sectionId } });

  expect(result.isError).toBeFalsy();
  expect(JSON.parse(textsOf(result)[0] ?? '')).toEqual({ data: { section: { title: expect.any(String) } } });
  expect(sandbox.calls().map(({ operation, caller }) => ({ operation, caller }))).toEqual([
    { operation: 'GetSections', caller: 'account' },
  ]);
  await expect
    .poll(() => log.filter(({ mcpMethod }) => mcpMethod === 'tools/call'))
    .toMatchObject([
      {
        event: 'request',
        operationName: 'SectionTitle',
        operationKind: 'query',
        documentId: 'section',
        outcome: 'OK',
        calls: 1,
      },
    ]);
});

test('a failed query is a result with the errors of the graph, and arguments are checked', async () => {
  const { connect, sandbox } = await start();
  const client = await connect();
  sandbox.addFault({ kind: 'status', status: 500, operation: 'GetSections' });
  const failed = await client.callTool({ name: 'SectionTitle', arguments: { id: wellKnown.sectionId } });
  expect(JSON.parse(textsOf(failed)[0] ?? '')).toMatchObject({
    data: { section: null },
    errors: [{ extensions: { code: 'UPSTREAM_ERROR', requestId: expect.any(String) } }],
  });

  sandbox.clearCalls();
  for (const values of [{}, { id: 5 }, { id: wellKnown.sectionId, other: 1 }]) {
    const refused = await client.callTool({ name: 'SectionTitle', arguments: values }).catch((error: Error) => error);
    expect(refused instanceof Error || refused.isError).toBe(true);
  }
  expect(countCalls(sandbox)).toEqual({});
});

test('a mutation is a preview until it has a key, and is carried out once for each key', async () => {
  const { connect, sandbox } = await start();
  const client = await connect();
  const drop = (values: object) =>
    client.callTool({ name: 'Drop', arguments: { ids: [wellKnown.enrollmentId], ...values } });

  const preview = await drop({});
  expect(textsOf(preview)[1]).toMatch(/^Nothing was written/);
  expect(countCalls(sandbox).DropEnrollment).toBeUndefined();

  const first = await drop({ idempotencyKey: 'a-key' });
  const repeated = await drop({ idempotencyKey: 'a-key' });
  expect(countCalls(sandbox).DropEnrollment).toBe(1);
  expect(JSON.parse(textsOf(repeated)[0] ?? '').data).toEqual(JSON.parse(textsOf(first)[0] ?? '').data);
});

test('callers without a valid token, pages of other origins, other methods and large bodies are refused', async () => {
  const { mcpUrl, token, sandbox } = await start({ MAX_BODY_BYTES: '1000' });
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    authorization: `Bearer ${await token()}`,
  };
  const list = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });
  const ask = (init: RequestInit) => fetch(mcpUrl, { method: 'POST', headers, body: list, ...init });

  expect((await ask({})).status).toBe(200);
  const { authorization: _, ...anonymous } = headers;
  const refused = await ask({ headers: anonymous });
  expect(refused.status).toBe(401);
  expect(refused.headers.get('www-authenticate')).toBe('Bearer');
  // The sandbox's own token is not one of the identity provider.
  expect((await ask({ headers: { ...headers, authorization: `Bearer ${sandbox.tokens.full}` } })).status).toBe(401);
  expect((await ask({ headers: { ...headers, origin: 'https://elsewhere.example' } })).status).toBe(403);
  expect((await fetch(mcpUrl, { headers })).status).toBe(405);
  expect((await ask({ body: `[${list}]` })).status).toBe(400);
  expect((await ask({ body: JSON.stringify({ text: 'x'.repeat(1000) }) })).status).toBe(413);
  expect(countCalls(sandbox)).toEqual({});
});

test('the rate limit counts tools and queries together', async () => {
  const { mcpUrl, token } = await start({ RATE_LIMIT_PER_MINUTE: '2' });
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    authorization: `Bearer ${await token()}`,
  };
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' });
  const statuses = [];
  for (const _ of [1, 2, 3]) statuses.push((await fetch(mcpUrl, { method: 'POST', headers, body })).status);
  expect(statuses).toEqual([200, 200, 429]);
});

test('tools change with the file, and stay if a mutation can no longer be previewed', async () => {
  const { connect, file, log } = await start();
  const names = async () => (await (await connect()).listTools()).tools.map(({ name }) => name).sort();
  const { catalog, drop } = operations;
  writeFileSync(file, JSON.stringify({ catalog, drop }));
  await expect.poll(names).toEqual(['CatalogName', 'Drop']);

  writeFileSync(
    file,
    JSON.stringify({ drop: drop.replaceAll(', dryRun: $dryRun', '').replace(', $dryRun: Boolean', '') }),
  );
  await expect
    .poll(() => log.filter(({ event }) => event === 'persisted_operations_kept'))
    .toMatchObject([{ problems: [expect.stringContaining('MCP_MUTATIONS: Drop must declare the variable $dryRun')] }]);
  expect(await names()).toEqual(['CatalogName', 'Drop']);
});

test('/mcp is not found unless MCP is on', async () => {
  const { url } = await harnessForThisTest({ config: { CACHE: 'off' } });
  expect((await fetch(new URL('/mcp', url), { method: 'POST' })).status).toBe(404);
});

test.each([
  [{ MCP: 'true' }, 'IDENTITY=SERVICE_ACCOUNT is required by MCP: the Model Context Protocol forbids'],
  [{ MCP: 'true' }, 'PERSISTED_OPERATIONS_FILE is required by MCP.'],
  [{ MCP_MUTATIONS: 'Drop' }, 'MCP is required by MCP_MUTATIONS.'],
  [{ MCP: 'true', MCP_MUTATIONS: 'Drop, ' }, 'MCP_MUTATIONS must be a comma-separated list of names of operations.'],
])('%j is refused: %s', (settings, message) => {
  expect(() => loadConfig({ LEARNING_API_URL: 'https://campus.example', ...settings })).toThrow(message);
});

test('a marked mutation that is not there, or cannot be previewed, keeps the gateway from starting', async () => {
  await expect(start({ MCP_MUTATIONS: 'Drop,Missing' })).rejects.toThrow(
    'MCP_MUTATIONS: Missing is not a persisted operation.',
  );
  await expect(start({ MCP_MUTATIONS: 'SectionTitle' })).rejects.toThrow(
    'MCP_MUTATIONS: SectionTitle must declare the variable $dryRun',
  );
});
