import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished, test } from 'vitest';
import { demoTokens, wellKnown } from '../../src/sandbox/http/server.ts';

test('the sandbox runs without a gateway on the configured host and port, until it gets SIGTERM', async () => {
  const sandbox = spawn(process.execPath, ['--import', 'tsx', 'src/sandbox/api-only.ts'], {
    env: { ...process.env, SANDBOX_HOST: '0.0.0.0', SANDBOX_PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void sandbox.kill('SIGKILL'));
  const [printed] = await once(sandbox.stdout, 'data');
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(String(printed))?.[0];
  const parameters = new URLSearchParams({ access_token: demoTokens.full, catalog_id: wellKnown.catalogId });
  const answer = await fetch(`${url}/api/v1/LearningApi/GetCatalog?${parameters}`);
  expect(answer.status).toBe(200);
  expect(await (await fetch(`${url}/_sandbox/calls`)).json()).toMatchObject([{ operation: 'GetCatalog' }]);

  const ended = once(sandbox, 'exit');
  sandbox.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
});
