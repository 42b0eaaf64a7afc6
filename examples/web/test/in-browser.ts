import type { Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect } from 'vitest';
import { type Application, executablePath, startApplication } from './application.ts';

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
