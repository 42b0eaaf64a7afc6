import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { gatewayProcess } from '../support/gateway-process.ts';

/** What a command of ours says and exits with when it cannot start. */
async function start(entry: string, env: Record<string, string>): Promise<{ code: number | null; stderr: string }> {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [...(entry.endsWith('.ts') ? ['--import', 'tsx'] : []), entry], {
    env: { PATH, ...env },
  });
  onTestFinished(() => {
    child.kill();
  });
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, stderr };
}

/** A port that somebody listens on. */
async function takenPort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => {
    server.close();
  });
  return String((server.address() as AddressInfo).port);
}

const gateway = { LEARNING_API_URL: 'http://127.0.0.1:1', HOST: '127.0.0.1', PORT: '0' };

test('a port that is taken ends the gateway with one line', async () => {
  const PORT = await takenPort();
  expect(await start('dist/main.js', { ...gateway, PORT })).toEqual({
    code: 1,
    stderr: `PORT ${PORT} is in use by another process (EADDRINUSE).\n`,
  });
});

test('a port for metrics that is taken ends the gateway with one line', async () => {
  const METRICS_PORT = await takenPort();
  expect(await start('dist/main.js', { ...gateway, METRICS_PORT })).toEqual({
    code: 1,
    stderr: `METRICS_PORT ${METRICS_PORT} is in use by another process (EADDRINUSE).\n`,
  });
});

test('a gateway that cannot listen ends although it waits for Redis', async () => {
  const PORT = await takenPort();
  const { code } = await start('dist/main.js', { ...gateway, PORT, CACHE: 'redis', REDIS_URL: 'redis://127.0.0.1:1' });
  expect(code).toBe(1);
});

test('an address of another machine ends the gateway with one line', async () => {
  expect(await start('dist/main.js', { ...gateway, HOST: '192.0.2.1' })).toEqual({
    code: 1,
    stderr: 'HOST 192.0.2.1 is not an address of this machine (EADDRNOTAVAIL).\n',
  });
});

test('an invalid setting ends the gateway with its name and no stack', async () => {
  expect(await start('dist/main.js', { ...gateway, PORT: 'abc' })).toEqual({
    code: 1,
    stderr: 'The configuration is not valid:\n- PORT must be a whole number from 0 to 65535.\n',
  });
});

test.each(['abc', '70000', '-1'])('SANDBOX_PORT=%s ends the sandbox with one line', async (SANDBOX_PORT) => {
  expect(await start('src/sandbox/main.ts', { SANDBOX_PORT })).toEqual({
    code: 1,
    stderr: 'SANDBOX_PORT: must be an integer from 0 to 65535\n',
  });
});

test('an address of another machine ends the sandbox with one line, alone as well', async () => {
  const SANDBOX_HOST = '192.0.2.1';
  for (const entry of ['src/sandbox/main.ts', 'src/sandbox/api-only.ts']) {
    expect(await start(entry, { SANDBOX_HOST, SANDBOX_PORT: '0' })).toEqual({
      code: 1,
      stderr: 'SANDBOX_HOST: 192.0.2.1 is not an address of this machine (EADDRNOTAVAIL)\n',
    });
  }
});

test('a port that is taken ends the sandbox with one line, be it its own or the one of the gateway', async () => {
  const taken = await takenPort();
  expect(await start('src/sandbox/main.ts', { SANDBOX_PORT: taken })).toEqual({
    code: 1,
    stderr: `SANDBOX_PORT: ${taken} is in use by another process\n`,
  });
  expect(await start('src/sandbox/main.ts', { SANDBOX_PORT: '0', PORT: taken, HOST: '127.0.0.1' })).toEqual({
    code: 1,
    stderr: `PORT ${taken} is in use by another process (EADDRINUSE).\n`,
  });
});

test('in production, a gateway executes queries before it listens, which reach no REST API and no metric', async () => {
  let calls = 0;
  const api = createHttpServer((_, response) => {
    calls += 1;
    response.end();
  }).listen(0, '127.0.0.1');
  onTestFinished(() => {
    api.close();
  });
  await once(api, 'listening');
  const { log, metricsUrl = '' } = await gatewayProcess({
    NODE_ENV: 'production',
    LEARNING_API_URL: `http://127.0.0.1:${(api.address() as AddressInfo).port}`,
    METRICS_PORT: '0',
  });
  expect(log.map(({ event }) => event)).toEqual(['warmed_up', 'listening']);
  expect(log[0]?.queries).toBeGreaterThanOrEqual(8);
  expect(calls).toBe(0);
  const metrics = await (await fetch(metricsUrl)).text();
  expect(metrics).toContain('# TYPE graphql_requests_total counter');
  expect(metrics).not.toMatch(/^(graphql_requests_total|learning_api_calls_total)\{/m);
});
