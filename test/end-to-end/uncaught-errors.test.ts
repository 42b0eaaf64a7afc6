import { resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startSandbox, wellKnown } from '../../src/sandbox/http/server.ts';
import { gatewayProcess } from '../support/gateway-process.ts';

async function startGateway() {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  const gateway = await gatewayProcess({
    LEARNING_API_URL: sandbox.url,
    DRAIN_DELAY_MS: '0',
    NODE_OPTIONS: `--import ${resolve('test/support/uncaught.mjs')}`,
  });
  const ask = async () => {
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${sandbox.tokens.full}` },
      body: JSON.stringify({ query: `{ section(id: "${wellKnown.sectionId}") { title } }` }),
    });
    return response.json();
  };
  return { gateway, ask };
}

const answer = { data: { section: { title: expect.any(String) } } };

test('errors that nothing catches are logged, and the gateway keeps answering', async () => {
  const { gateway, ask } = await startGateway();
  gateway.process.kill('SIGUSR2');
  const logged = () => gateway.log.filter(({ event }) => event === 'unexpected_error');
  await expect
    .poll(logged)
    .toMatchObject([
      { err: { type: 'TypeError', message: 'a rejection that nothing handles', stack: expect.any(String) } },
      { err: { type: 'TypeError', message: 'an exception that nothing catches', stack: expect.any(String) } },
    ]);
  expect(await ask()).toEqual(answer);
});

test('if nothing reads the log any more, the gateway keeps answering, and nothing fails over and over', async () => {
  const { gateway, ask } = await startGateway();
  gateway.process.stdout?.destroy();
  expect([await ask(), await ask()]).toEqual([answer, answer]);
  gateway.process.kill('SIGTERM');
  expect(await gateway.ended).toBe(0);
  expect(gateway.text()).not.toContain('uncaught');
});
