import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { Agent, Pool, request } from 'undici';
import { expect, onTestFinished, test } from 'vitest';
import { type Sandbox, startSandbox, wellKnown } from '../../src/sandbox/http/server.ts';
import { eventually } from '../support/eventually.ts';
import { type GatewayProcess, gatewayProcess } from '../support/gateway-process.ts';
import { harnessForThisTest, startHarness } from '../support/harness.ts';

const query = JSON.stringify({ query: `{ section(id: "${wellKnown.sectionId}") { number } }` });

test('told to stop under load, it answers what it was asked, tells load balancers first, and ends by itself', async () => {
  const { sandbox, gateway } = await start({ DRAIN_DELAY_MS: '5000' });
  sandbox.behave({ latencyMs: 40 });
  const load = startLoad(gateway, sandbox);
  await eventually(() => expect(load.outcomes.length).toBeGreaterThan(100));

  gateway.process.kill('SIGTERM');
  await eventually(async () => expect(await readinessOf(gateway)).toEqual([503, 'draining']));
  const answeredBefore = load.outcomes.length;
  // A load balancer that looks rarely still sends for a while.
  await eventually(() => expect(load.outcomes.length).toBeGreaterThan(answeredBefore + 20));
  await load.stop();

  expect(await gateway.ended).toBe(0);
  expect(load.outcomes.filter((outcome) => outcome !== 'whole')).toEqual([]);
  expect(gateway.log.filter(({ outcome }) => outcome === 'CALLER_LEFT')).toEqual([]);
  expect(gateway.log.at(-1)).toMatchObject({ event: 'stopped' });
});

test('callers who go on sending are told on each connection that it ends, and lose nothing', async () => {
  const { url, log, sandbox, close } = await startHarness({ drainIdleMs: 60_000 });
  sandbox.behave({ latencyMs: 20 });
  const connections = Array.from({ length: 10 }, () => sendUntilTold(url, sandbox));
  await eventually(() => expect(log.filter(({ event }) => event === 'request').length).toBeGreaterThan(50));
  const closed = close(100);
  expect(await Promise.all(connections)).toEqual(connections.map(() => 'told'));
  await closed;
});

test('a request that takes long is waited for', async () => {
  const { sandbox, gateway } = await start({ DRAIN_DELAY_MS: '0' });
  sandbox.behave({ latencyMs: 1_000 });
  const answer = send(gateway.url, sandbox);
  await eventually(() => expect(sandbox.calls()).toHaveLength(1));
  gateway.process.kill('SIGTERM');
  expect(await answer).toBe('whole');
  expect(await gateway.ended).toBe(0);
});

test('a request that takes longer than SHUTDOWN_TIMEOUT_MS is cut', async () => {
  const { gateway } = await start({
    DRAIN_DELAY_MS: '0',
    REQUEST_TIMEOUT_MS: '100',
    BULK_BUDGET_MS: '0',
    UPSTREAM_TIMEOUT_MS: '100',
    SHUTDOWN_TIMEOUT_MS: '200',
  });
  const { port } = new URL(gateway.url);
  const socket = connect(Number(port), '127.0.0.1');
  socket.on('error', () => undefined);
  // A body that never comes. Only its receive timeout, of 12 s, would end the request.
  const head = ['POST /graphql HTTP/1.1', 'host: x', 'content-type: application/json', 'content-length: 9'];
  socket.write([...head, 'expect: 100-continue', '', ''].join('\r\n'));
  await once(socket, 'data');
  gateway.process.kill('SIGTERM');
  expect(await gateway.ended).toBe(1);
  expect(gateway.log.at(-1)).toMatchObject({ event: 'stopped_by_timeout' });
});

test('a second signal ends it at once', async () => {
  const { gateway } = await start({ DRAIN_DELAY_MS: '600000', SHUTDOWN_TIMEOUT_MS: '3600000' });
  gateway.process.kill('SIGTERM');
  await eventually(async () => expect(await readinessOf(gateway)).toEqual([503, 'draining']));
  // Two signals right after each other are one keystroke that npm passed on.
  await wait(150);
  gateway.process.kill('SIGINT');
  expect(await gateway.ended).toBe(1);
  expect(gateway.log.at(-1)).toMatchObject({ event: 'stopped_by_second_signal' });
});

test('readiness tells of open breakers and stays, health asks nobody', async () => {
  const { url, query, sandbox } = await harnessForThisTest({ config: { UPSTREAM_RETRIES: 'false' } });
  const ready = new URL('/ready', url);
  expect(await (await fetch(ready)).json()).toEqual({ status: 'ready', breakers: {} });
  sandbox.addFault({ kind: 'status', status: 503, operation: 'GetSections' });
  const tokens = [sandbox.tokens.full, sandbox.tokens.limited];
  for (let asked = 0; asked < 20; asked += 1)
    await query(`{ section(id: "${wellKnown.sectionId}") { number } }`, { token: tokens[asked % 2] ?? null });
  sandbox.clearCalls();
  const response = await fetch(ready);
  expect([response.status, await response.json()]).toEqual([
    200,
    { status: 'ready', breakers: { GetSections: 'open' } },
  ]);
  expect(await (await fetch(new URL('/health', url))).json()).toEqual({ status: 'ok' });
  expect(sandbox.calls()).toEqual([]);
});

async function start(settings: Record<string, string>): Promise<{ sandbox: Sandbox; gateway: GatewayProcess }> {
  const sandbox = await startSandbox({ port: 0 });
  onTestFinished(() => sandbox.close());
  return { sandbox, gateway: await gatewayProcess({ LEARNING_API_URL: sandbox.url, ...settings }) };
}

async function readinessOf({ url }: GatewayProcess): Promise<[number, string]> {
  const response = await fetch(new URL('/ready', url));
  const { status } = (await response.json()) as { status: string };
  return [response.status, status];
}

/** What becomes of one query: `whole`, or what went wrong. */
async function send(url: string, { tokens }: Sandbox, dispatcher = new Agent()): Promise<string> {
  try {
    const { statusCode, body } = await request(url, {
      dispatcher,
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens.full}` },
      body: query,
    });
    const { data } = (await body.json()) as { data?: { section?: { number?: unknown } } };
    return statusCode === 200 && typeof data?.section?.number === 'string' ? 'whole' : `answered ${statusCode}`;
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code ?? error);
  }
}

/** Twenty callers over kept connections, as through a load balancer, until stopped. */
function startLoad({ url }: GatewayProcess, sandbox: Sandbox): { outcomes: string[]; stop(): Promise<void> } {
  const outcomes: string[] = [];
  const pool = new Pool(new URL(url).origin, { connections: 20 });
  const agent = new Agent({ factory: () => pool });
  let isOn = true;
  const callers = Array.from({ length: 20 }, async () => {
    while (isOn) outcomes.push(await send(url, sandbox, agent));
  });
  return {
    outcomes,
    stop: async () => {
      isOn = false;
      await Promise.all(callers);
      await pool.destroy();
    },
  };
}

/** One caller on one connection who sends until told that the connection ends; `told`, or what went wrong. */
async function sendUntilTold(url: string, { tokens }: Sandbox): Promise<string> {
  const pool = new Pool(new URL(url).origin, { connections: 1, pipelining: 1 });
  try {
    for (;;) {
      const { headers, body } = await pool.request({
        path: '/graphql',
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${tokens.full}` },
        body: query,
      });
      await body.json();
      if (headers.connection === 'close') return 'told';
    }
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code ?? error);
  } finally {
    await pool.destroy();
  }
}
