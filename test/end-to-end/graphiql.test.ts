import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demoTokens, wellKnown } from '../../src/sandbox/server.ts';
import { type Harness, startHarness } from '../support/harness.ts';

const executablePath = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path && existsSync(path));
if (!executablePath)
  console.warn('No Chromium found: the tests of GraphiQL in a browser are skipped. CHROMIUM_PATH names one.');

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({
    config: {
      DEFAULT_ORGANIZATION_ID: wellKnown.organizationId,
      GRAPHIQL_EXAMPLE_VALUES: JSON.stringify({ ...wellKnown, token: demoTokens.full }),
    },
  });
});
afterAll(() => harness.close());

test('the page is compressed, has an ETag, and comes again only when it changed', async () => {
  const ask = (headers: Record<string, string>) => fetch(harness.url, { headers: { accept: 'text/html', ...headers } });
  const first = await ask({ 'accept-encoding': 'gzip' });
  expect(first.headers.get('content-type')).toContain('text/html');
  expect(first.headers.get('content-encoding')).toBe('gzip');
  const again = await ask({ 'if-none-match': first.headers.get('etag') ?? '' });
  expect(again.status).toBe(304);
});

describe.skipIf(!executablePath)('in a browser without any network but the gateway', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: executablePath ?? '',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
    });
  }, 60_000);
  afterAll(() => browser.close());

  test('every tab answers as it stands, nothing is loaded from elsewhere, and no token is kept', {
    timeout: 60_000,
  }, async () => {
    const page = await browser.newPage();
    const strangers: string[] = [];
    await page.route('**/*', (route) => {
      const url = route.request().url();
      if (url.startsWith(new URL(harness.url).origin) || /^(data|blob):/.test(url)) return route.continue();
      strangers.push(url);
      return route.abort();
    });
    const answers = new Map<string, { data?: object; errors?: object[] }>();
    page.on('response', async (response) => {
      if (response.request().method() !== 'POST') return;
      const { operationName, query } = response.request().postDataJSON() as { operationName?: string; query: string };
      answers.set(
        operationName ?? /(?:query|mutation) (\w+)/.exec(query)?.[1] ?? query,
        await response.json().catch(() => ({})),
      );
    });
    await page.goto(harness.url);
    const tabs = page.locator('.graphiql-tab');
    await tabs.first().waitFor();
    const count = await tabs.count();
    expect(count).toBeGreaterThanOrEqual(9);
    for (let index = 0; index < count; index += 1) {
      const button = tabs.nth(index).locator('.graphiql-tab-button');
      const name = (await button.textContent()) ?? '';
      // GraphiQL takes a moment to change tabs and passes over clicks until then.
      const poll = expect.poll(
        async () => {
          await button.click();
          await page.locator('.graphiql-execute-button').click();
          return answers.get(name);
        },
        { timeout: 20_000, interval: 300 },
      );
      await poll.toBeDefined();
      const answer = answers.get(name);
      expect(answer?.errors).toBeUndefined();
      expect(Object.values(answer?.data ?? {})[0]).toBeTruthy();
    }
    expect(strangers).toEqual([]);
    const stored = await page.evaluate('JSON.stringify(Object.entries(localStorage))');
    expect(stored).not.toContain(harness.sandbox.tokens.full);
  });
});
