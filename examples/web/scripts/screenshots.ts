/** Takes the screenshots of the documentation: `npm run screenshots`. Needs Chromium. */
import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { wellKnown } from '../../../src/sandbox/http/server.ts';
import { startApplication } from '../test/application.ts';

const folder = fileURLToPath(new URL('../../../docs/screenshots/', import.meta.url));
const desktop = { viewport: { width: 1200, height: 860 } };
const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true };

await mkdir(folder, { recursive: true });
const application = await startApplication();
const { sandbox, session } = application;

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
await take('bulk-progress', `/administration/${wellKnown.sectionId}`, desktop, async (page) => {
  await page.getByRole('checkbox', { name: /^All in the directory/ }).check();
  await page.getByRole('button', { name: /^Enroll \d+ learners$/ }).click();
  await page.waitForFunction(`document.querySelector('[role="progressbar"]')?.ariaValueNow > 130`);
  await page.evaluate('scrollTo(0, 0)');
});
await application.close();

async function take(
  name: string,
  path: string,
  options: BrowserContextOptions,
  act: (page: Page) => Promise<void> = async () => {},
): Promise<void> {
  const page = await application.open(path, options);
  await page.waitForLoadState('networkidle');
  await act(page);
  await page.screenshot({ path: `${folder}${name}.png` });
}
