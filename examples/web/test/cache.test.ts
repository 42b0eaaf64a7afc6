import { expect, test } from 'vitest';
import { wellKnown } from '../../../src/sandbox/http/server.ts';
import { inBrowser, loaded, see } from './in-browser.ts';

inBrowser('the cache', (application) => {
  test('going back costs no call, however the screens are visited', async () => {
    const page = await application().open('/');
    await see(page, '60 enrollments');
    await page.locator('.due li').first().waitFor();
    await page.locator('.certificates li').first().waitFor();
    await page.getByRole('link', { name: 'Catalog' }).click();
    await see(page, /^\d+ offers$/);
    await loaded(application(), page);
    await page.getByRole('link', { name: 'Teaching' }).click();
    await page.locator('.gradebook').waitFor();
    await loaded(application(), page);
    await page.getByRole('link', { name: 'Team' }).click();
    await see(page, 'Overdue');
    await page.locator('.team').waitFor();
    await loaded(application(), page);
    const { length } = application().sandbox.calls();
    for (const name of ['Teaching', 'Catalog', 'My learning', 'Team']) {
      await page.getByRole('link', { name }).click();
      await page.getByRole('heading', { level: 1, name }).waitFor();
      await loaded(application(), page);
    }
    await page.goBack();
    await see(page, '60 enrollments');
    await page.locator('.certificates li').first().waitFor();
    await loaded(application(), page);
    expect(application().sandbox.calls().length).toBe(length);
  });

  test('the pages of a roster are read once', async () => {
    const { sandbox, open } = application();
    const crowded = sandbox.world.sections[2]?.syllabus_id;
    const page = await open(`/sections/${crowded}`);
    await see(page, /^1–25 of \d+$/);
    await page.getByRole('button', { name: 'Next' }).click();
    await see(page, /^26–50 of \d+$/);
    await loaded(application(), page);
    const { length } = sandbox.calls();
    await page.getByRole('button', { name: 'Previous' }).click();
    await see(page, /^1–25 of \d+$/);
    await page.getByRole('button', { name: 'Next' }).click();
    await see(page, /^26–50 of \d+$/);
    await loaded(application(), page);
    expect(sandbox.calls().length).toBe(length);
  });

  test('what could not be read is read again, and is never taken for empty', async () => {
    const { sandbox, open } = application();
    sandbox.addFault({ kind: 'status', status: 503, operation: 'GetSectionEnrollments', times: 1 });
    const page = await open('/');
    await see(page, 'The courses could not be shown.');
    await page.getByRole('link', { name: 'Catalog' }).click();
    await see(page, /^\d+ offers$/);
    await page.getByRole('link', { name: 'My learning' }).click();
    await see(page, '60 enrollments');
  });

  test('an enrollment from the catalog is previewed, made once, and then shown', async () => {
    const { sandbox, open } = application();
    const page = await open('/');
    await see(page, '60 enrollments');
    await page.getByRole('link', { name: 'Catalog' }).click();
    const enroll = page.getByRole('button', { name: 'Enroll in Basic Life Support…' }).first();
    await enroll.click();
    await see(page, 'If you confirm, the enrollment is created at once.');
    expect(sandbox.calls().filter(({ operation }) => operation === 'CreateEnrollment')).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Enroll', exact: true }).click();
    await see(page, 'You are enrolled.');
    expect(sandbox.calls().filter(({ operation }) => operation === 'CreateEnrollment')).toHaveLength(1);
    await page.getByRole('dialog').getByRole('link').click();
    await see(page, '61 enrollments');
  });

  test('people see in the navigation what they can do', async () => {
    const { open, session } = application();
    const page = await open('/nowhere');
    await page.route('**/session', (route) => route.fulfill({ json: { ...session, abilities: ['teach'] } }));
    await page.goto(new URL(`/sections/${wellKnown.sectionId}`, application().url).href);
    await page.getByRole('link', { name: 'Gradebook' }).waitFor();
    const links = page.getByRole('navigation', { name: 'Main' }).getByRole('link');
    await expect.poll(() => links.allInnerTexts()).toEqual(['My learning', 'Catalog', 'Teaching']);
    await expect.poll(() => page.getByRole('link', { name: 'Enroll a class' }).count()).toBe(0);
  });
});
