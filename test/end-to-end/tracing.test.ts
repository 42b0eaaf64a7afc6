import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { eventually } from '../support/eventually.ts';
import { startHarness } from '../support/harness.ts';
import manifest from '../support/persisted-operations.json' with { type: 'json' };
import { attributesOf, type Span, traceCollectorForThisTest } from '../support/trace-collector.ts';

type Options = NonNullable<Parameters<typeof startHarness>[0]>;
type Query = Awaited<ReturnType<typeof startHarness>>['query'];

const callersTrace = { id: '4bf92f3577b34da6a3ce929d0e0e4736', span: '00f067aa0ba902b7' };
const traceparent = `00-${callersTrace.id}-${callersTrace.span}-01`;
const roster = `query Roster($id: ID!) {
  section(id: $id) { number description enrollments(first: 3) { nodes { phase syllabus { title } } } }
}`;
const organization = { DEFAULT_ORGANIZATION_ID: wellKnown.organizationId };
const variables = { id: wellKnown.sectionId };

test('a trace has the request, each field that loads, and each call below the field that made it', async () => {
  const spans = await tracesOf(async (query) => {
    await query(roster, { variables, headers: { traceparent } });
  });
  const [request] = spans.filter(({ name }) => name === 'query');
  expect(request).toMatchObject({ traceId: callersTrace.id, parentSpanId: callersTrace.span, kind: 2 });
  expect(attributesOf(request as Span)).toEqual({
    'http.request.method': 'POST',
    'url.path': '/graphql',
    'http.response.status_code': 200,
    'graphql.operation.type': 'query',
    'graphql.operation.name': 'Roster',
  });
  expect(asTree(spans)).toEqual({
    query: {
      'Query.section': { GetSections: {} },
      'Section.description': { GetSectionDescription: {} },
      'SectionEnrollmentConnection.nodes': { GetSectionEnrollments: {} },
    },
  });
  for (const span of spans) {
    expect(span.traceId).toBe(callersTrace.id);
    expect(BigInt(span.endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(span.startTimeUnixNano));
  }
});

test('the trace of a persisted operation has its hash as the id of the document', async () => {
  const file = fileURLToPath(new URL('../support/persisted-operations.json', import.meta.url));
  const [[hash] = ['']] = Object.entries(manifest);
  const spans = await tracesOf(
    async (query) => {
      await query(undefined, { variables, parameters: { documentId: `sha256:${hash}` } });
      await query(roster, { variables });
    },
    { config: { PERSISTED_OPERATIONS_FILE: file } },
  );
  const requests = spans.filter(({ name }) => name === 'query');
  expect(requests.map((span) => attributesOf(span)['graphql.document.id'])).toEqual([hash, undefined]);
});

test('fields of a list that load together are one span, whose batch waited for others', async () => {
  const spans = await tracesOf(async (query) => {
    await query(
      `{ user(id: "${wellKnown.userId}") { enrollments(first: 20) { nodes { id phase syllabus { title } } } } }`,
    );
  });
  const tree = asTree(spans).query as Record<string, object>;
  expect(Object.keys(tree)).toEqual(['EnrollmentConnection.nodes', expect.stringMatching(/^\w+\.\w+$/)]);
  expect(spans.filter(({ name }) => name === 'GetSections')).toHaveLength(1);
});

test('the trace goes on upstream, with each call as the parent', async () => {
  const heard: (string | undefined)[] = [];
  const upstream = createServer((request, response) => {
    heard.push(request.headers.traceparent as string | undefined);
    response.writeHead(409, { 'content-type': 'application/json' }).end('{}');
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void upstream.close());
  await new Promise((resolve) => upstream.once('listening', resolve));
  const url = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
  const spans = await tracesOf(
    async (query) => {
      await query(roster, { variables, headers: { traceparent, tracestate: 'vendor=secret' } });
    },
    { config: { LEARNING_API_URL: url } },
  );
  const calls = spans.filter(({ kind }) => kind === 3);
  expect(heard).toEqual(calls.map(({ spanId }) => `00-${callersTrace.id}-${spanId}-01`));
  expect(heard).not.toEqual([]);
});

test('what fails says why', async () => {
  const spans = await tracesOf(async (query, sandbox) => {
    sandbox.addFault({ kind: 'status', status: 403, operation: 'GetSectionDescription' });
    await query(roster, { variables });
    await query('{ nonsense }');
  });
  const failed = spans.filter(({ status }) => status.code === 2);
  expect(failed.map((span) => [span.name, attributesOf(span)])).toEqual(
    expect.arrayContaining([
      ['GetSectionDescription', { 'error.type': 'forbidden', 'http.response.status_code': 403 }],
      ['query', expect.objectContaining({ 'error.type': 'FORBIDDEN', 'http.response.status_code': 200 })],
      ['GraphQL Operation', expect.objectContaining({ 'error.type': 'GRAPHQL_VALIDATION_FAILED' })],
    ]),
  );
});

test('answers that came from the cache are told from calls, and writes are traced', async () => {
  const spans = await tracesOf(
    async (query) => {
      await query(roster, { variables });
      await query(roster, { variables });
      await query(`mutation { dropEnrollment(input: { id: "${wellKnown.enrollmentId}" }) { __typename } }`);
    },
    { config: { CACHE: 'memory' } },
  );
  const sources = spans.filter(({ name }) => name === 'GetSections').map((span) => attributesOf(span));
  expect(sources).toEqual([{ 'learning_api.source': 'wire' }, { 'learning_api.source': 'hit' }]);
  expect(spans.map(({ name }) => name)).toEqual(expect.arrayContaining(['DropEnrollment', 'Mutation.dropEnrollment']));
});

test('a repeated query is traced without its fields, since none is resolved', async () => {
  const spans = await tracesOf(async (query) => {
    for (const _ of [1, 2, 3]) await query(roster, { variables });
  });
  const trees = tracesIn(spans);
  const calls = { GetSections: {}, GetSectionDescription: {}, GetSectionEnrollments: {} };
  expect(trees[0]).toEqual(trees[1]);
  expect(trees[2]).toEqual({ query: calls });
  const requests = spans.filter(({ name }) => name === 'query').map((span) => attributesOf(span));
  expect(requests.map((request) => request['learning_gateway.is_repeated'])).toEqual([undefined, undefined, true]);
});

test('data that the cache has at once is one span for each field, or one for a repeated query', async () => {
  const text = `{ catalogs(groupId: "${wellKnown.organizationId}", first: 3) { nodes { categories(first: 5) { nodes { name } } } } }`;
  const spans = await tracesOf(
    async (query) => {
      for (const _ of [1, 2, 3]) await query(text);
    },
    { config: { CACHE: 'memory' } },
  );
  const [, fromCache, repeated] = tracesIn(spans);
  expect(fromCache).toEqual({
    query: { 'CatalogConnection.nodes': { GetCatalogs: {} }, 'CategoryConnection.nodes': { GetCategories: {} } },
  });
  expect(repeated).toEqual({ query: { GetCatalogs: {}, GetCategories: {} } });
  const hits = spans.filter((span) => attributesOf(span)['learning_api.source'] === 'hit');
  expect(hits.map(({ name }) => name)).toEqual(['GetCatalogs', 'GetCategories', 'GetCatalogs', 'GetCategories']);
});

test.each(['off', 'memory'])('with CACHE=%s, sampled requests are repeated like all others', async (CACHE) => {
  const { url } = await traceCollectorForThisTest();
  const harness = await startHarness({
    config: { ...organization, OTEL_EXPORTER_OTLP_ENDPOINT: url, TRACE_RATIO: '0.000001', CACHE },
  });
  for (const sampled of [true, false, true, false, true, false])
    await harness.query(roster, { variables, headers: sampled ? { traceparent } : {} });
  await harness.close();
  const lines = harness.log.filter(({ event }) => event === 'request');
  expect(lines.map(({ isRepeated }) => isRepeated)).toEqual([undefined, undefined, true, true, true, true]);
});

test('a caller who decided against a trace gets none, nor does anybody with TRACE_RATIO=0', async () => {
  const notSampled = { traceparent: traceparent.replace(/01$/, '00') };
  expect(await tracesOf(async (query) => void (await query(roster, { variables, headers: notSampled })))).toEqual([]);
  const config = { TRACE_RATIO: '0' };
  for (const headers of [{}, { traceparent }])
    expect(await tracesOf(async (query) => void (await query(roster, { variables, headers })), { config })).toEqual([]);
});

test('the line of a request in the log names its trace', async () => {
  const { url } = await traceCollectorForThisTest();
  const harness = await startHarness({ config: { OTEL_EXPORTER_OTLP_ENDPOINT: url } });
  await harness.query(roster, { variables, headers: { traceparent } });
  await harness.close();
  expect(harness.log).toContainEqual(expect.objectContaining({ event: 'request', traceId: callersTrace.id }));
});

test('a collector that is down harms nobody, and the log says so once', async () => {
  const harness = await startHarness({
    config: { ...organization, OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' },
  });
  expect((await harness.query(roster, { variables })).errors).toEqual([]);
  await harness.close();
  await eventually(() => expect(harness.log.filter(({ event }) => event === 'traces_not_sent')).toHaveLength(1));
});

test('nothing of OpenTelemetry is loaded when nothing is traced', () => {
  const program = `
    import { loadConfig } from './src/config/config.ts';
    import { startTelemetry } from './src/server/telemetry/telemetry.ts';
    import './src/server/http/server.ts';
    await startTelemetry(loadConfig({ LEARNING_API_URL: 'http://127.0.0.1:1' }), console);
    const { createRequire } = await import('node:module');
    const loaded = Object.keys(createRequire(import.meta.url).cache);
    console.log(JSON.stringify(loaded.filter((path) => /opentelemetry|prom-client/.test(path))));`;
  const printed = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    encoding: 'utf8',
  });
  expect(JSON.parse(printed)).toEqual([]);
});

/** The spans that a collector got of what a caller did. */
async function tracesOf(
  act: (query: Query, sandbox: Awaited<ReturnType<typeof startHarness>>['sandbox']) => Promise<void>,
  { config }: Options = {},
): Promise<Span[]> {
  const { url, spans } = await traceCollectorForThisTest();
  const harness = await startHarness({ config: { ...organization, OTEL_EXPORTER_OTLP_ENDPOINT: url, ...config } });
  await act(harness.query, harness.sandbox);
  await harness.close();
  return spans;
}

type Tree = { [name: string]: Tree };

/** The tree of each trace, in the order of their requests. */
function tracesIn(spans: readonly Span[]): Tree[] {
  const requests = spans.filter(({ name }) => name === 'query');
  const inOrder = requests.sort((a, b) => Number(BigInt(a.startTimeUnixNano) - BigInt(b.startTimeUnixNano)));
  return inOrder.map((request) => asTree(spans.filter(({ traceId }) => traceId === request.traceId)));
}

/** The names of spans, each with those below it. */
function asTree(spans: readonly Span[], parent?: Span): Tree {
  const ids = new Set(spans.map(({ spanId }) => spanId));
  const children = spans.filter(({ parentSpanId = '' }) =>
    parent ? parentSpanId === parent.spanId : !ids.has(parentSpanId),
  );
  return Object.fromEntries(children.map((span) => [span.name, asTree(spans, span)]));
}
