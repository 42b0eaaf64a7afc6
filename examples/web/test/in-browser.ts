import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect } from 'vitest';
import { wellKnown } from '../../../src/sandbox/http/server.ts';
import { type Application, executablePath, startApplication } from './application.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

if (!executablePath) {
  console.warn('Chromium was not found, so the tests of the application are skipped. Set CHROMIUM_PATH to its path.');
}

/**
 * Tests of the built application in Chromium. The sandbox is reset before each.
 *
 * @param settings more settings of the gateway
 */
export function inBrowser(
  name: string,
  tests: (application: () => Application) => void,
  settings: Record<string, string> = {},
): void {
  describe.skipIf(!executablePath)(name, () => {
    let application: Application;
    beforeAll(async () => {
      application = await startApplication(settings);
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

/** Waits until the page has the answers to all of its requests, and shows them. */
export async function loaded({ graphRequestsOf }: Application, page: Page): Promise<void> {
  const missing = async () => graphRequestsOf(page).waiting.size + (await page.locator('.loading').count());
  await expect.poll(missing).toBe(0);
}

/** Holds back the REST API's responses to an operation, so that a test can look at what is shown until they arrive. */
export function hold({ sandbox }: Application, operation: string) {
  let letThrough = sandbox.hold(operation);
  return {
    /** Lets those through that wait, and holds the ones after them. */
    next: () => {
      letThrough();
      letThrough = sandbox.hold(operation);
    },
    release: () => letThrough(),
  };
}

/** The text of the page's main part, with single spaces. */
export async function said(page: Page): Promise<string> {
  return (await page.locator('main').innerText()).replace(/\s+/g, ' ');
}

/** Waits until the gateway has logged an operation, and returns its REST calls. */
export async function callsOf({ requests }: Application, operationName: string): Promise<unknown> {
  const logged = () => requests.find((line) => line.operationName === operationName);
  await expect.poll(logged).toBeDefined();
  return logged()?.upstreamCalls;
}

/** The parameters of the calls of an operation that the REST API received. */
export function callsTo({ sandbox }: Application, operation: string): Readonly<Record<string, unknown>>[] {
  return sandbox
    .calls()
    .filter((call) => call.operation === operation)
    .map(({ parameters }) => parameters);
}

/** Ids in groups of eight, each in a fixed order: the page sends eight writes at once, and they arrive in any order. */
export function inEights(ids: readonly unknown[]): unknown[][] {
  const groups: unknown[][] = [];
  for (let start = 0; start < ids.length; start += 8) groups.push(ids.slice(start, start + 8).sort());
  return groups;
}

/** The idempotency keys of a page's requests with an operation from now on; null for requests without a key. */
export function keysOf(page: Page, operationName: string): (string | null)[] {
  const keys: (string | null)[] = [];
  page.on('request', (request) => {
    if (!request.url().endsWith('/graphql')) return;
    const body = request.postDataJSON() as { operationName?: string };
    if (body.operationName === operationName) keys.push(request.headers()['idempotency-key'] ?? null);
  });
  return keys;
}

/** Loses the next answer to an operation: the gateway carries the request out, and the page sees a broken connection. */
export async function loseAnswer(page: Page, operationName: string): Promise<void> {
  let isLost = false;
  await page.route('**/graphql', async (route) => {
    const { operationName: name } = route.request().postDataJSON() as { operationName?: string };
    if (isLost || name !== operationName) return route.fallback();
    isLost = true;
    await route.fetch();
    await route.abort();
  });
}

/** People who are not enrolled in the well-known section. */
export function peopleToEnroll({ sandbox, session }: Application) {
  const enrolled = new Set(
    sandbox.world.enrollments
      .filter(({ syllabus_id }) => syllabus_id === wellKnown.sectionId)
      .map(({ user_id }) => user_id),
  );
  return session.people.filter(({ id }) => !enrolled.has(id));
}

/** The text of the focused element. */
export function focused(page: Page): Promise<string> {
  return page.evaluate('document.activeElement.innerText');
}

/** The violations that axe finds, each with its elements. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const found = (await page.evaluate('axe.run({ resultTypes: ["violations"] })')) as {
    violations: { id: string; help: string; nodes: { target: string[] }[] }[];
  };
  return found.violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target).join(', ')})`,
  );
}
