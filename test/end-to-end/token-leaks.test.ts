import { createServer, type RequestListener } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { startSandbox, wellKnown } from '../../src/sandbox/http/server.ts';
import { exampleQueries } from '../../src/server/pages/example-queries.ts';
import { type GatewayProcess, gatewayProcess } from '../support/gateway-process.ts';
import { findSecret, formsOf } from '../support/secrets.ts';
import { traceCollectorForThisTest } from '../support/trace-collector.ts';

const tabs = exampleQueries(wellKnown);
const json = { 'content-type': 'application/json' };

test('a secret is found however it is written', () => {
  const secret = 'a/b+c=d&e f';
  for (const form of formsOf(secret)) expect(findSecret(`before ${form} behind`, secret)).not.toEqual([]);
  for (const before of ['', 'x', 'xy']) {
    const encoded = Buffer.from(`${before}${secret} and more`).toString('base64');
    expect(findSecret(encoded, secret)).not.toEqual([]);
  }
  expect(findSecret('nothing to be found', secret)).toEqual([]);
});

test('a token is in no line, answer, header, metric, span or page, whatever is asked and whatever fails', async () => {
  const sandbox = await startSandbox({ port: 0 });
  onTestFinished(() => sandbox.close());
  const { full: token } = sandbox.tokens;
  const { gateway, seen, ask, everything } = await watchedGateway(sandbox.url, token);

  for (const { query, variables } of tabs) {
    const body = { query, variables: JSON.parse(variables ?? '{}') };
    await ask({ body });
    await ask({ body, headers: { accept: 'multipart/mixed' } });
    await ask({ body, headers: { accept: 'text/event-stream', 'x-debug': 'upstream' } });
    await ask({ method: 'GET', path: `/graphql?${new URLSearchParams({ query, variables: variables ?? '{}' })}` });
  }

  const [search] = tabs;
  const query = `{
    section(id: "${wellKnown.sectionId}") { title ... @defer { enrollments(first: 2) { nodes { id user { id } } } } }
    catalog(id: "${wellKnown.catalogId}") { name categories(first: 5) { nodes { name } } }
  }`;
  for (const fault of faults) {
    sandbox.faults.clear();
    sandbox.addFault(fault as never);
    await ask({ body: { query: search?.query, variables: JSON.parse(search?.variables ?? '{}') } });
    await ask({ body: { query }, headers: { accept: 'multipart/mixed' } });
    await ask({
      body: { query: `mutation { dropEnrollment(input: { id: "${wellKnown.enrollmentId}" }) { __typename } }` },
    });
  }
  sandbox.faults.clear();

  await badRequests(gateway, token, ask);
  expect(sandbox.calls().length).toBeGreaterThan(100);
  expect(gateway.log.filter(({ event }) => event === 'request').length).toBeGreaterThan(100);
  expect(findSecret(await everything(), token)).toEqual([]);
  expect(seen()).toContain('"data"');
});

test('a REST API that hands the token back, in every place it can, has no one to tell', async () => {
  const token = 's3nt1n3l/of+the=caller%7e&more';
  const asked = vi.fn();
  const upstream = createServer((request, response) => {
    const given = new URL(request.url ?? '', 'http://x').searchParams.get('access_token') ?? '';
    asked(given);
    const answer = echoes[asked.mock.calls.length % echoes.length];
    answer?.(given, request.url ?? '')(request, response);
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void upstream.close());
  await new Promise((resolve) => upstream.once('listening', resolve));
  const url = `http://127.0.0.1:${(upstream.address() as AddressInfo).port}`;
  const { gateway, ask, everything } = await watchedGateway(url, token);

  for (let round = 0; round < echoes.length; round += 1) {
    for (const { query, variables } of tabs) {
      await ask({ body: { query, variables: JSON.parse(variables ?? '{}') }, headers: { 'x-debug': 'upstream' } });
    }
  }
  await badRequests(gateway, token, ask);
  expect(asked).toHaveBeenCalledWith(token);
  expect(gateway.text()).toContain('request');
  expect(findSecret(await everything(), token)).toEqual([]);
});

const faults = [
  ...[400, 401, 403, 404, 409, 422, 429, 500, 502, 503, 504].map((status) => ({ kind: 'status', status })),
  { kind: 'errorCode', code: 3 },
  { kind: 'errorCode', code: 3, item: 0 },
  { kind: 'warnings', messages: ['Careful.'] },
  ...[
    'malformed',
    'truncated',
    'empty',
    'html',
    'bom',
    'redirect',
    'wrongType',
    'resetBefore',
    'resetAfter',
    'hang',
    'drip',
  ].map((kind) => ({ kind })),
  { kind: 'gzipBomb', bytes: 50_000_000 },
];

/** Ways in which a REST API could hand a token back. */
const echoes: ((token: string, url: string) => RequestListener)[] = [
  ...[400, 401, 403, 409, 422, 429, 500, 503].map(
    (status) =>
      (token: string, url: string): RequestListener =>
      (_, response) => {
        const message = `Token ${token} is wrong, see http://127.0.0.1${url} or ${Buffer.from(token).toString('base64')}`;
        response
          .writeHead(status, { ...json, 'x-token': token, 'retry-after': '0' })
          .end(JSON.stringify({ api_error_entity: { error_code: 1, error_message: message } }));
      },
  ),
  (token, url) => (_, response) => {
    response.writeHead(302, { location: `http://127.0.0.1:1${url}&again=${token}` }).end(token);
  },
  (token) => (_, response) => {
    response.writeHead(200, json).end(`{ "broken": "${token}`);
  },
  (token) => (_, response) => {
    response.writeHead(200, { 'content-type': `text/html; token=${token}` }).end(`<h1>${token}</h1>`);
  },
  (token) => (_, response) => {
    const entity = { error_code: 7, error_message: `No rights for ${token}`, warning_messages: [token] };
    response.writeHead(200, json).end(JSON.stringify({ api_error_entity: entity }));
  },
  (token) => (_, response) => {
    const entity = { error_code: 0, warning_messages: [`The token ${token} ends soon`] };
    const item = { api_error_entity: { error_code: 3, error_message: token } };
    response
      .writeHead(200, json)
      .end(JSON.stringify({ api_error_entity: entity, enrollments: [item], sections: [item], catalogs: [item] }));
  },
  () => (request) => {
    request.socket.resetAndDestroy();
  },
];

interface Asked {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: object | string;
}

/** A gateway of which everything that comes out is kept. */
async function watchedGateway(learningApiUrl: string, token: string) {
  const collector = await traceCollectorForThisTest();
  const gateway = await gatewayProcess({
    LEARNING_API_URL: learningApiUrl,
    LOG_LEVEL: 'trace',
    METRICS_PORT: '0',
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    DEFAULT_ORGANIZATION_ID: wellKnown.organizationId,
    UPSTREAM_TIMEOUT_MS: '300',
    REQUEST_TIMEOUT_MS: '1000',
    BREAKER_PROBE_AFTER_MS: '10',
    DRAIN_DELAY_MS: '0',
  });
  let seen = '';

  const ask = async ({ method = 'POST', path = '/graphql', headers = {}, body }: Asked) => {
    const response = await fetch(new URL(path, gateway.url), {
      method,
      redirect: 'manual',
      headers: { ...json, authorization: `Bearer ${token}`, ...headers },
      ...(method === 'POST' && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    seen += `${response.status} ${JSON.stringify([...response.headers])}\n${await response.text()}\n`;
  };

  /** Everything that came out until the gateway ended. */
  const everything = async () => {
    const metrics = await (await fetch(gateway.metricsUrl ?? '')).text();
    expect(metrics).toContain('learning_api_calls_total{');
    gateway.process.kill('SIGTERM');
    expect(await gateway.ended).toBe(0);
    expect(collector.spans.filter(({ kind }) => kind === 3)).not.toEqual([]);
    return [seen, gateway.text(), metrics, collector.text()].join('\n');
  };
  return { gateway, ask, everything, seen: () => seen };
}

/** Requests with the token in places where it does not belong. */
async function badRequests(
  { url }: GatewayProcess,
  token: string,
  ask: (asked: Asked) => Promise<void>,
): Promise<void> {
  const encoded = encodeURIComponent(token);
  const query = `{ section(id: "${wellKnown.sectionId}") { title } }`;
  const body = { query };
  await ask({ body, headers: { authorization: token } });
  await ask({ body, headers: { authorization: `Basic ${Buffer.from(`user:${token}`).toString('base64')}` } });
  await ask({ body, headers: { authorization: `Bearer ${token} and more` } });
  await ask({ body, headers: { 'x-request-id': token } });
  await ask({ body, headers: { 'x-organization-id': token } });
  await ask({ body, headers: { 'content-type': `text/plain; token=${token}` } });
  await ask({ body, headers: { accept: token, origin: `http://${encoded}.example`, cookie: `t=${token}` } });
  await ask({ body, headers: { traceparent: token, tracestate: `t=${encoded}`, baggage: `t=${encoded}` } });
  await ask({ body, path: `/graphql?access_token=${encoded}` });
  await ask({ body: `{ "query": "${token}` });
  await ask({ body: { query, [token]: token } });
  await ask({ body: { query, variables: { [token]: token }, extensions: { token } } });
  await ask({ body: { query, operationName: token } });
  await ask({ method: 'GET', path: `/graphql?query={__typename}&access_token=${encoded}` });
  await ask({ method: 'GET', path: `/${encoded}` });
  await ask({ method: 'GET', path: `/?access_token=${encoded}` });
  await ask({ method: 'GET', path: `/ready?access_token=${encoded}` });
  await ask({ method: 'GET', path: `/graphql?access_token=${encoded}`, headers: { accept: 'text/html' } });
  for (const method of ['PUT', 'DELETE', 'OPTIONS']) await ask({ method, path: `/graphql?access_token=${encoded}` });
  await sendRaw(url, `POST /graphql HTTP/1.1\r\nauthorization: Bearer ${token}\r\n${token}\r\n\r\n`);
  await sendRaw(url, `${token} /graphql HTTP/1.1\r\n\r\n`);
}

/** Bytes that are no HTTP. */
function sendRaw(url: string, text: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.end(text));
    socket.resume().once('close', () => resolve());
  });
}
