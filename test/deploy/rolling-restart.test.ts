// cspell:ignore scgi uwsgi fastcgi
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { loadConfig } from '../../src/config/config.ts';
import { type Gateway, startGateway } from '../../src/gateway.ts';
import { demoTokens, type Sandbox, startSandbox, wellKnown } from '../../src/sandbox/http/server.ts';
import { createLog } from '../../src/server/telemetry/log.ts';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/free-port.ts';
import { withProgram } from '../support/programs.ts';
import { testSettings } from '../support/settings.ts';
import { readText } from './support.ts';

const nginx = withProgram('nginx');
const query = `{ section(id: "${wellKnown.sectionId}") { title } }`;

// A request that arrives in the instant in which a gateway closes the port can fail, so a second try is allowed.
nginx.test('all requests succeed in a rolling restart with the documented nginx file', { retry: 2 }, async () => {
  const sandbox = await startSandbox({ port: 0 });
  onTestFinished(() => sandbox.close());
  const ports = [await freePort(), await freePort()];
  const gateways = await Promise.all(ports.map((port) => start(sandbox, port)));
  onTestFinished(async () => void (await Promise.all(gateways.map((gateway) => gateway.close()))));
  const url = await startNginx(ports);

  let isOver = false;
  const statuses = new Map<string, number>();
  const ask = async () => {
    while (!isOver) {
      const answer = await post(url);
      statuses.set(answer, (statuses.get(answer) ?? 0) + 1);
    }
  };
  const load = Promise.all(Array.from({ length: 4 }, ask));
  const answered = () => [...statuses.values()].reduce((sum, count) => sum + count, 0);
  const someMore = async () => {
    const before = answered();
    await eventually(() => expect(answered()).toBeGreaterThan(before + 30));
  };
  for (const [index, port] of ports.entries()) {
    await someMore();
    await gateways[index]?.close(100);
    // Nothing listens on the port, as between the end of one process and the start of the next.
    await someMore();
    gateways[index] = await start(sandbox, port);
  }
  await someMore();
  isOver = true;
  await load;

  expect(Object.fromEntries(statuses)).toEqual({ '200': answered() });
});

function start(sandbox: Sandbox, port: number): Promise<Gateway> {
  const config = loadConfig({ ...testSettings, LEARNING_API_URL: sandbox.url, PORT: String(port) });
  return startGateway(config, { log: createLog('silent') });
}

async function post(url: string): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${demoTokens.full}` },
    body: JSON.stringify({ query }),
  });
  await response.arrayBuffer();
  return String(response.status);
}

/** Starts the nginx of docs/operations.md, without TLS, in front of gateways on these ports. */
async function startNginx(ports: readonly number[]): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'nginx-'));
  const listen = await freePort();
  const [, documented = ''] = /```nginx\n([\s\S]*?)```/.exec(readText('docs/operations.md')) ?? [];
  const servers = ports[Symbol.iterator]();
  const config = documented
    .replace('listen 443 ssl;', `listen 127.0.0.1:${listen};`)
    .replaceAll(/server 10\.0\.0\.\d:4000/g, () => `server 127.0.0.1:${servers.next().value}`);
  expect(config).toContain(`server 127.0.0.1:${ports[1]} max_fails=0;`);
  const paths = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${directory}/${name};`,
  );
  await writeFile(
    join(directory, 'nginx.conf'),
    `daemon off; pid nginx.pid; error_log stderr; events {} http { access_log off; ${paths.join(' ')} ${config} }`,
  );
  const child = spawn(nginx.path, ['-p', directory, '-c', 'nginx.conf', '-e', 'stderr'], { stdio: 'ignore' });
  onTestFinished(async () => {
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
    await rm(directory, { recursive: true });
  });
  const origin = `http://127.0.0.1:${listen}/campus`;
  await eventually(async () => expect((await fetch(`${origin}/health`)).status).toBe(200));
  return `${origin}/graphql`;
}
