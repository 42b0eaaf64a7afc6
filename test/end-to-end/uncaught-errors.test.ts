import { resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startSandbox, wellKnown } from '../../src/sandbox/http/server.ts';
import { gatewayProcess } from '../support/gateway-process.ts';

test('errors that nothing catches are logged, and the gateway keeps answering', async () => {
  const sandbox = await startSandbox();
  onTestFinished(() => sandbox.close());
  const gateway = await gatewayProcess({
    LEARNING_API_URL: sandbox.url,
    NODE_OPTIONS: `--import ${resolve('test/support/uncaught.mjs')}`,
  });
  gateway.process.kill('SIGUSR2');
  const logged = () => gateway.log.filter(({ event }) => event === 'unexpected_error');
  await expect
    .poll(logged)
    .toMatchObject([
      { err: { type: 'TypeError', message: 'a rejection that nothing handles', stack: expect.any(String) } },
      { err: { type: 'TypeError', message: 'an exception that nothing catches', stack: expect.any(String) } },
    ]);
  const response = await fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${sandbox.tokens.full}` },
    body: JSON.stringify({ query: `{ section(id: "${wellKnown.sectionId}") { title } }` }),
  });
  expect(await response.json()).toEqual({ data: { section: { title: expect.any(String) } } });
});
