/** Takes the screenshots of the documentation: `npm run screenshots [-- part of a name]`. Needs Chromium. */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { demoTokens, wellKnown } from '../../../src/sandbox/http/server.ts';
import { startApplication } from '../test/application.ts';

const folder = fileURLToPath(new URL('../../../docs/screenshots/', import.meta.url));
const desktop = { viewport: { width: 1200, height: 860 } };
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

await mkdir(folder, { recursive: true });
const application = await startApplication({
  GRAPHIQL_EXAMPLE_VALUES: JSON.stringify({ ...wellKnown, token: demoTokens.full }),
});
const { sandbox, session } = application;

// Part of a name, to take only some.
const [filter = ''] = process.argv.slice(2);

await take('dashboard', '/', desktop);
await take('catalog-dark', `/catalog/${wellKnown.catalogId}`, { ...desktop, colorScheme: 'dark' }, async (page) => {
  await page.getByRole('treeitem', { name: 'Safety', exact: true }).press('ArrowRight');
  await page.getByRole('searchbox', { name: 'Search by title' }).fill('re');
});
sandbox.addFault({ kind: 'status', status: 503, operation: 'GetTrainingPlanEnrollments' });
sandbox.addFault({ kind: 'errorCode', code: 5, item: 2, operation: 'GetSectionEnrollments' });
await take('dashboard-partial', '/', { viewport: { width: 1200, height: 640 } });
sandbox.reset();
await take('phone', '/', phone);

sandbox.behave({ latencyMsByOperation: { CreateEnrollment: 200 } });
for (const { id } of session.people.slice(11, 13)) {
  sandbox.addFault({
    kind: 'status',
    status: 403,
    message: 'The subscription has no seats left',
    operation: 'CreateEnrollment',
    parameters: { user_id: id },
  });
}
sandbox.addFault({
  kind: 'resetAfter',
  operation: 'CreateEnrollment',
  parameters: { user_id: String(session.people[17]?.id) },
});
const administration = `/administration/${wellKnown.sectionId}`;
await take('bulk-preview', administration, { viewport: { width: 1200, height: 920 } }, async (page) => {
  await preview(page);
  await page.getByRole('button', { name: /^Enroll \d+ learners$/ }).waitFor();
  await page.evaluate('scrollTo(0, 0)');
});
await take('bulk-progress', administration, desktop, async (page) => {
  await preview(page);
  await page.getByRole('button', { name: /^Enroll \d+ learners$/ }).click();
  await page.waitForFunction(`document.querySelector('[role="progressbar"]')?.ariaValueNow > 130`);
  await page.evaluate('scrollTo(0, 0)');
});
sandbox.reset();
sandbox.addFault({ kind: 'resetBefore', operation: 'DropEnrollment' });
await take('outcome-unknown', administration, { viewport: { width: 1200, height: 700 } }, async (page) => {
  await page.locator('.managed-row').last().click();
  await page.getByRole('button', { name: 'Drop the enrollment…' }).click();
  await page.getByRole('button', { name: 'Drop', exact: true }).click();
  await page.getByText('It is not known whether').waitFor();
  await page.locator('.managed-row', { hasText: 'Finished' }).last().waitFor();
  await page.locator('.drop').evaluate((element) => element.scrollIntoView({ block: 'end' }));
});
sandbox.reset();
await take('../graphiql', application.graphUrl, { viewport: { width: 1440, height: 820 } }, async (page) => {
  await page.locator('.graphiql-execute-button').click();
  await page.getByText('"totalCount"').waitFor();
});
await take('graphiql-plan', application.graphUrl, { viewport: { width: 1280, height: 844 } }, async (page) => {
  await page.getByRole('button', { name: /^Show the plan/ }).click();
  await page.getByText('"callLimit"').waitFor();
});
await application.close();

async function preview(page: Page): Promise<void> {
  await page.getByRole('checkbox', { name: /^All in the directory/ }).check();
  await page.getByRole('button', { name: /^Enroll \d+ learners…$/ }).click();
}

async function take(
  name: string,
  path: string,
  options: BrowserContextOptions,
  act: (page: Page) => Promise<void> = async () => {},
): Promise<void> {
  if (!name.includes(filter)) return;
  const page = await application.open('about:blank', options);
  // Unlike in the tests, GraphiQL can be reached too.
  await page.route(`${new URL(application.graphUrl).origin}/**`, (route) => route.continue());
  await page.goto(new URL(path, application.url).href);
  await page.waitForLoadState('networkidle');
  await act(page);
  await page.screenshot({ path: `${folder}${name}.png` });
  await page.close();
}
