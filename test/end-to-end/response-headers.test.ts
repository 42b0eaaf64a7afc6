import { expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { type Harness, harnessForThisTest } from '../support/harness.ts';

const section = `{ section(id: "${wellKnown.sectionId}") { title } }`;

async function headersOf({ url, sandbox }: Harness, headers: Record<string, string> = {}): Promise<Headers> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${sandbox.tokens.full}`, ...headers },
    body: JSON.stringify({ query: section }),
  });
  await response.text();
  return response.headers;
}

test.each(['application/json', 'multipart/mixed', 'text/event-stream'])(
  'SERVER_TIMING tells the time in the gateway, the queue and the API, with %s',
  async (accept) => {
    const harness = await harnessForThisTest({ config: { SERVER_TIMING: 'true', CACHE: 'off' } });
    harness.sandbox.behave({ latencyMs: 20 });
    const header = (await headersOf(harness, { accept })).get('server-timing') ?? '';
    expect(header).toMatch(/^gateway;dur=\d+\.\d, queue;dur=\d+\.\d, api;dur=\d+\.\d$/);
    expect(Number(/api;dur=([\d.]+)/.exec(header)?.[1])).toBeGreaterThan(10);
  },
);

test('without SERVER_TIMING and a rate limit, no response has their headers', async () => {
  const headers = await headersOf(await harnessForThisTest({}));
  for (const name of ['server-timing', 'ratelimit', 'ratelimit-policy']) expect(headers.get(name)).toBeNull();
});

test('with a rate limit, each response tells the limit and what is left of it, for each caller', async () => {
  const harness = await harnessForThisTest({
    config: { RATE_LIMIT_PER_MINUTE: '2', CORS_ORIGINS: 'https://app.example' },
  });
  const limited = { authorization: `Bearer ${harness.sandbox.tokens.limited}` };
  const seen = [
    await headersOf(harness),
    await headersOf(harness, { origin: 'https://app.example' }),
    await headersOf(harness),
    await headersOf(harness, limited),
  ];
  expect(seen.map((headers) => headers.get('ratelimit-policy'))).toEqual(Array(4).fill('"requests";q=2;w=60'));
  const left = seen.map((headers) => /^"requests";r=(\d+);t=(\d+)$/.exec(headers.get('ratelimit') ?? ''));
  expect(left.map((match) => match?.[1])).toEqual(['1', '0', '0', '1']);
  for (const match of left) {
    expect(Number(match?.[2])).toBeGreaterThan(0);
    expect(Number(match?.[2])).toBeLessThanOrEqual(60);
  }
  expect(seen[1]?.get('access-control-expose-headers')).toContain('ratelimit,ratelimit-policy');
});
