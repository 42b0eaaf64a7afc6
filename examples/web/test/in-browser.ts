import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect } from 'vitest';
import { type Application, executablePath, startApplication } from './application.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

if (!executablePath) {
  console.warn('No Chromium found: the tests of the application are skipped. CHROMIUM_PATH names one.');
}

/** Tests of the built application in Chromium; each finds the sandbox as it was at the start. */
export function inBrowser(name: string, tests: (application: () => Application) => void): void {
  describe.skipIf(!executablePath)(name, () => {
    let application: Application;
    beforeAll(async () => {
      application = await startApplication();
      return () => application.close();
    });
    beforeEach(() => {
      application.sandbox.reset();
      application.requests.length = 0;
      return () => application.closePages();
    });
    tests(() => application);
  });
}

/** Waits until the page shows a text. */
export function see(page: Page, text: string | RegExp): Promise<void> {
  return page.getByText(text).first().waitFor();
}

/** What the page's main part says, whitespace aside. */
export async function said(page: Page): Promise<string> {
  return (await page.locator('main').innerText()).replace(/\s+/g, ' ');
}

/** Waits for a request of the gateway and gives the REST calls that it cost. */
export async function callsOf({ requests }: Application, operationName: string): Promise<unknown> {
  const logged = () => requests.find((line) => line.operationName === operationName);
  await expect.poll(logged, { timeout: 10_000 }).toBeDefined();
  return logged()?.upstreamCalls;
}

/** What the element says that has the focus. */
export function focused(page: Page): Promise<string> {
  return page.evaluate('document.activeElement.innerText');
}

/** What axe finds, each with the elements it is about. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = (await page.evaluate('axe.run({ resultTypes: ["violations"] })')) as {
    violations: { id: string; help: string; nodes: { target: string[] }[] }[];
  };
  return found.violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target).join(', ')})`,
  );
}
