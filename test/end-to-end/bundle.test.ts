import { readFileSync } from 'node:fs';
import { expect, onTestFinished, test } from 'vitest';
import { startSandbox, wellKnown } from '../../src/sandbox/http/server.ts';
import { eventually } from '../support/eventually.ts';
import { type GatewayProcess, gatewayProcess } from '../support/gateway-process.ts';
import { startIdentityProvider } from '../support/identity-provider.ts';
import { withProgram } from '../support/programs.ts';
import { redisForThisTest } from '../support/redis.ts';
import { traceCollectorForThisTest } from '../support/trace-collector.ts';

const query = `{ section(id: "${wellKnown.sectionId}") { id title assignments { nodes { title } } } _service { sdl } }`;

test('what operators run has the graph, its pages, metrics and traces', async () => {
  const sandbox = await startSandbox({ port: 0 });
  onTestFinished(() => sandbox.close());
  const collector = await traceCollectorForThisTest();
  const gateway = await gatewayProcess({
    LEARNING_API_URL: sandbox.url,
    METRICS_PORT: '0',
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    CODES_FILE: 'src/sandbox/codes.yaml',
  });

  const { data, errors } = await ask(gateway, sandbox.tokens.full);
  expect(errors).toBeUndefined();
  expect(data.section).toMatchObject({ id: wellKnown.sectionId, assignments: { nodes: expect.any(Array) } });
  expect(data._service.sdl).toBe(readFileSync('schema.graphql', 'utf8'));
  for (const path of ['/graphql', '/docs']) {
    const page = await fetch(new URL(path, gateway.url), { headers: { accept: 'text/html' } });
    expect([path, page.status, page.headers.get('content-type')]).toEqual([
      path,
      200,
      expect.stringMatching('text/html'),
    ]);
    expect((await page.text()).length).toBeGreaterThan(1_000);
  }
  expect(await (await fetch(gateway.metricsUrl ?? '')).text()).toContain('graphql_requests_total');
  await eventually(() => expect(collector.spans).not.toEqual([]));
});

withProgram('redis-server').test(
  'what operators run checks JWTs, counts requests and shares its cache in Redis',
  async () => {
    const sandbox = await startSandbox({ port: 0 });
    onTestFinished(() => sandbox.close());
    const redis = await redisForThisTest();
    const provider = await startIdentityProvider();
    const settings = {
      ...provider.settings,
      LEARNING_API_URL: sandbox.url,
      CACHE: 'redis',
      REDIS_URL: redis.url,
      RATE_LIMIT_PER_MINUTE: '3',
    };
    const [first, second] = [await gatewayProcess(settings), await gatewayProcess(settings)];
    const token = await provider.token();
    await redis.connected(2);

    expect((await ask(first, token)).data.section.id).toBe(wellKnown.sectionId);
    sandbox.clearCalls();
    expect((await ask(second, token)).data.section.id).toBe(wellKnown.sectionId);
    expect(sandbox.calls()).toEqual([]);
    expect((await ask(first, 'no JWT')).errors?.[0].extensions.code).toBe('UNAUTHENTICATED');
    await ask(first, token);
    expect((await ask(second, token)).errors?.[0].extensions.code).toBe('RATE_LIMITED');
  },
);

async function ask(
  { url }: GatewayProcess,
  token: string,
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's, and tests assert on all of it
): Promise<{ data: any; errors?: any[] }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  });
  return response.json() as Promise<{ data: object; errors?: object[] }>;
}
