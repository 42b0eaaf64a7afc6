import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { wellKnown } from '../../../src/sandbox/http/server.ts';
import { callsOf, callsTo, focused, inBrowser, keysOf, peopleToEnroll, said, see, violations } from './in-browser.ts';

const address = `/administration/${wellKnown.sectionId}`;

inBrowser('the administration', (application) => {
  test('offers the sections of all catalogs without asking for each', async () => {
    const page = await application().open('/administration');
    await page.getByRole('combobox', { name: 'Section' }).waitFor();
    expect(await page.getByRole('option').count()).toBeGreaterThan(30);
    expect(await callsOf(application(), 'OfferedSections')).toMatchObject({ GetCatalogs: 1, GetCatalogSyllabi: 3 });
    expect(await callsOf(application(), 'ManagedRoster')).toEqual({ GetSectionEnrollments: 1 });
  });

  test('enrolls a class: progress grows as outcomes come in, each refusal is shown with its learner', async () => {
    const { sandbox, session, open, requests } = application();
    sandbox.behave({ latencyMsByOperation: { CreateEnrollment: 120 } });
    const fresh = peopleToEnroll(application());
    const [refused, unsure, ...others] = fresh;
    if (!refused || !unsure) throw new Error('The sandbox has too few users.');
    sandbox.addFault({
      kind: 'status',
      status: 403,
      message: 'No subscriptions left',
      operation: 'CreateEnrollment',
      parameters: { user_id: refused.id },
    });
    sandbox.addFault({ kind: 'resetAfter', operation: 'CreateEnrollment', parameters: { user_id: unsure.id } });
    const page = await open(address);
    await see(page, '10 in this section');
    const ids = [refused, unsure, ...others.slice(0, 37)].map(({ id }) => id);
    await page.getByLabel(/^Ids of others/).fill([...ids, session.learnerId].join('\n'));
    await page.getByRole('button', { name: 'Enroll 40 learners…' }).click();
    await see(page, 'Enroll 39. 1 is already enrolled.');
    await page.getByRole('button', { name: 'Enroll 39 learners', exact: true }).click();

    const bar = page.getByRole('progressbar');
    const seen = new Set<number>();
    await expect
      .poll(
        async () => {
          const value = Number(await bar.getAttribute('aria-valuenow'));
          seen.add(value);
          return value;
        },
        { interval: 30, timeout: 20_000 },
      )
      .toBe(39);
    expect([...seen]).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.size).toBeGreaterThan(3);

    await see(page, 'Done');
    const outcomes = await page
      .getByRole('list', { name: 'Outcomes to look at' })
      .getByRole('listitem')
      .allInnerTexts();
    expect(outcomes).toHaveLength(2);
    expect(outcomes[0]).toMatch(new RegExp(`^${refused.name}[\\s\\S]*No subscriptions left`));
    expect(outcomes[1]).toMatch(new RegExp(`^${unsure.name}[\\s\\S]*To be checked`));
    await see(page, '48 in this section');
    expect(callsTo(application(), 'CreateEnrollment').map(({ user_id }) => user_id)).toEqual(ids);
    // The cache reads the roster again when it learns of the first new enrollment, the screen when all are done.
    const rosters = requests.filter(({ operationName }) => operationName === 'ManagedRoster').length;
    expect([2, 3]).toContain(rosters);
  });

  test('can be stopped: no other enrollment begins, each learner has an outcome, and the rest can be tried again', async () => {
    const { sandbox, open } = application();
    sandbox.behave({ latencyMsByOperation: { CreateEnrollment: 150 } });
    const page = await open(address);
    const keys = keysOf(page, 'EnrollClass');
    await page.getByRole('checkbox', { name: /^All in the directory/ }).check();
    await page.getByRole('button', { name: 'Enroll 240 learners…' }).click();
    await page.getByRole('button', { name: /^Enroll \d+ learners$/ }).click();
    await expect.poll(() => focused(page)).toMatch(/^\d+ of 2\d\d$/);
    await page
      .getByRole('list')
      .filter({ hasText: /\d+ Enrolled$/ })
      .waitFor();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Stop');
    await page.keyboard.press('Enter');
    await see(page, 'Stopped');
    expect(await focused(page)).toMatch(/^\d+ of 2\d\d$/);
    await see(page, 'You stopped first, or the connection was lost.');
    const began = callsTo(application(), 'CreateEnrollment').length;
    expect(began).toBeLessThan(200);
    await see(page, new RegExp(`^${began} of 230$`));
    const total = Number(/of (\d+)$/.exec(await focused(page))?.[1]);
    await page.getByRole('button', { name: `Try ${total - began} learners again…` }).waitFor();
    expect(keys).toEqual([null, expect.stringMatching(/^"[0-9a-f-]{36}"$/), keys[1]]);
    expect(await violations(page)).toEqual([]);
  });

  test('shows which id is not valid, at the input', async () => {
    const page = await application().open(address);
    const field = page.getByLabel(/^Ids of others/);
    await field.fill('12345');
    await page.getByRole('button', { name: 'Enroll 1 learner…' }).click();
    await see(page, '"12345" is not a valid id');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await page.evaluate('document.activeElement.value')).toBe('12345');
    expect(await page.getByRole('progressbar').count()).toBe(0);
  });

  test('sets custom fields, and shows an unknown key at its input', async () => {
    const page = await openEnrollment(await application().open(address));
    await page.getByLabel('Cost center').fill('9001');
    await page.getByRole('button', { name: 'Save fields' }).click();
    await see(page, 'Saved.');
    const stored = application().sandbox.world.enrollments.find(
      ({ enrollment_id }) => enrollment_id === wellKnown.enrollmentId,
    );
    expect(stored?.custom_values.cost_center).toBe('9001');

    const key = page.getByLabel('Another field, by its key');
    await key.fill('shoe_size');
    await page.getByLabel('Its value').fill('44');
    await page.getByRole('button', { name: 'Save fields' }).click();
    await see(page, 'This organization has no field with this key. Other values may have been saved.');
    expect(await key.getAttribute('aria-invalid')).toBe('true');
    expect(await key.getAttribute('aria-describedby')).toBe(await page.locator('.field-problem').getAttribute('id'));
  });

  test('shows at a custom field that its value is too long, and that the permission is missing', async () => {
    const { sandbox, open } = application();
    const page = await openEnrollment(await open(address));
    const field = page.getByLabel('License number');
    await field.fill('x'.repeat(10_001));
    await page.getByRole('button', { name: 'Save fields' }).click();
    await see(page, 'Must be at most 10000 characters long.');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await field.fill('KS-1');
    sandbox.addFault({
      kind: 'status',
      status: 403,
      message: 'May not update enrollments',
      operation: 'SetCustomEnrollmentFieldValues',
    });
    await page.getByRole('button', { name: 'Save fields' }).click();
    await see(page, 'May not update enrollments');
    expect(await field.inputValue()).toBe('KS-1');
  });

  test('drops an enrollment after asking, and says at the enrollment when it was dropped already', async () => {
    const page = await openEnrollment(await application().open(address));
    const drop = async () => {
      await page.getByRole('button', { name: 'Drop the enrollment…' }).click();
      await page.getByRole('button', { name: 'Drop', exact: true }).click();
    };
    await drop();
    await see(page, 'Dropped.');
    await page.getByRole('button', { name: /^Jamal Almeida Finished/ }).waitFor();
    await drop();
    await page.locator('.drop .field-problem').waitFor();
    expect(callsTo(application(), 'DropEnrollment')).toHaveLength(2);
  });

  test('asks before it drops: the question keeps the focus, Escape leaves everything, the focus returns', async () => {
    const page = await openEnrollment(await application().open(address));
    const ask = page.getByRole('button', { name: 'Drop the enrollment…' });
    await ask.focus();
    await page.keyboard.press('Enter');
    const question = page.getByRole('dialog', { name: 'Drop Jamal Almeida?' });
    await question.waitFor();
    expect(await focused(page)).toBe('Keep');
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violations(page)).toEqual([]);
    for (let presses = 0; presses < 5; presses++) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(`document.querySelectorAll('main :focus:not(dialog *)').length`)).toBe(0);
    }
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'hidden' });
    expect(await focused(page)).toBe('Drop the enrollment…');
    expect(callsTo(application(), 'DropEnrollment')).toEqual([]);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await see(page, 'Dropped.');
    expect(await focused(page)).toBe('Drop the enrollment…');
  });

  test('shows that it is loading, that no one is enrolled, and which parts cannot be read', async () => {
    const { sandbox, open } = application();
    sandbox.behave({ latencyMsByOperation: { GetCatalogs: 400 } });
    sandbox.override('GetSectionEnrollments', () => ({ body: [] }));
    let page = await open('/administration');
    await see(page, 'Loading the sections');
    await see(page, 'No one is enrolled in this section yet.');
    sandbox.reset();
    sandbox.addFault({ kind: 'status', status: 500, operation: 'GetSectionEnrollments' });
    sandbox.addFault({
      kind: 'status',
      status: 500,
      operation: 'GetCatalogSyllabi',
      parameters: { catalog_id: wellKnown.catalogId },
    });
    page = await open(address);
    await see(page, 'The enrollments could not be shown.');
    await see(page, 'Some of the sections could not be shown.');
    expect(await said(page)).toContain('Enroll a class');
    sandbox.reset();
    sandbox.addFault({ kind: 'status', status: 503, operation: 'GetCatalogs' });
    page = await open('/administration');
    await see(page, 'The sections could not be shown.');
  });
});

async function openEnrollment(page: Page): Promise<Page> {
  await page.getByRole('button', { name: /^Jamal Almeida/ }).click();
  await page.getByLabel('Cost center').waitFor();
  return page;
}
