import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { wellKnown } from '../../../src/sandbox/http/server.ts';
import {
  callsOf,
  callsTo,
  focused,
  hold,
  inBrowser,
  inEights,
  keysOf,
  loaded,
  peopleToEnroll,
  said,
  see,
  violations,
} from './in-browser.ts';

const address = `/administration/${wellKnown.sectionId}`;

inBrowser('the administration', (application) => {
  test('offers the sections of all catalogs without asking for each', async () => {
    const page = await application().open('/administration');
    await page.getByRole('combobox', { name: 'Section' }).waitFor();
    await expect.poll(() => page.getByRole('option').count()).toBeGreaterThan(30);
    expect(await callsOf(application(), 'OfferedSections')).toMatchObject({ GetCatalogs: 1, GetCatalogSyllabi: 3 });
    expect(await callsOf(application(), 'ManagedRoster')).toEqual({ GetSectionEnrollments: 1 });
  });

  test('enrolls a class: progress grows as outcomes come in, each refusal is shown with its learner', async () => {
    const { sandbox, session, open, graphRequestsOf } = application();
    const created = hold(application(), 'CreateEnrollment');
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

    const progress = () => page.getByRole('progressbar').getAttribute('aria-valuenow');
    for (const [begun, done] of [
      [8, '0'],
      [16, '8'],
      [24, '16'],
      [32, '24'],
      [39, '32'],
    ] as const) {
      await expect.poll(() => callsTo(application(), 'CreateEnrollment').length).toBe(begun);
      await expect.poll(progress).toBe(done);
      created.next();
    }
    await expect.poll(progress).toBe('39');
    await see(page, 'Done');
    const outcomes = await page
      .getByRole('list', { name: 'Outcomes to look at' })
      .getByRole('listitem')
      .allInnerTexts();
    expect(outcomes).toHaveLength(2);
    expect(outcomes[0]).toMatch(new RegExp(`^${refused.name}[\\s\\S]*No subscriptions left`));
    expect(outcomes[1]).toMatch(new RegExp(`^${unsure.name}[\\s\\S]*To be checked`));
    await see(page, '48 in this section');
    const enrolled = callsTo(application(), 'CreateEnrollment').map(({ user_id }) => user_id);
    expect(inEights(enrolled)).toEqual(inEights(ids));
    await loaded(application(), page);
    expect(graphRequestsOf(page).sent.filter((name) => name === 'ManagedRoster')).toHaveLength(2);
  });

  test('can be stopped: no other enrollment begins, each learner has an outcome, and the rest can be tried again', async () => {
    const created = hold(application(), 'CreateEnrollment');
    const page = await application().open(address);
    const keys = keysOf(page, 'EnrollClass');
    await page.getByRole('checkbox', { name: /^All in the directory/ }).check();
    await page.getByRole('button', { name: 'Enroll 240 learners…' }).click();
    await page.getByRole('button', { name: /^Enroll \d+ learners$/ }).click();
    await expect.poll(() => focused(page)).toBe('0 of 230');
    await expect.poll(() => callsTo(application(), 'CreateEnrollment').length).toBe(8);
    created.next();
    await expect.poll(() => focused(page)).toBe('8 of 230');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Tab');
    await expect.poll(() => focused(page)).toBe('Stop');
    await page.keyboard.press('Enter');
    await see(page, 'Stopped');
    await expect.poll(() => focused(page)).toBe('8 of 230');
    await see(page, 'Waiting for their outcomes');
    // The gateway may notice a moment later that the connection is closed, and begin some more until then.
    const again = page.getByRole('button', { name: /^Try \d+ learners again…$/ });
    const waitForAnswer = async () => {
      created.next();
      return again.count();
    };
    await expect.poll(waitForAnswer, { interval: 500 }).toBe(1);
    await see(page, 'You stopped first, or the connection was lost.');
    const began = callsTo(application(), 'CreateEnrollment').length;
    expect(began).toBeLessThan(230);
    await expect.poll(() => focused(page)).toBe(`${began} of 230`);
    expect(await again.innerText()).toBe(`Try ${230 - began} learners again…`);
    expect(keys).toEqual([null, expect.stringMatching(/^"[0-9a-f-]{36}"$/), keys[1]]);
    expect(await violations(page)).toEqual([]);
  });

  test('shows which id is not valid, at the input', async () => {
    const page = await application().open(address);
    const field = page.getByLabel(/^Ids of others/);
    await field.fill('12345');
    await page.getByRole('button', { name: 'Enroll 1 learner…' }).click();
    await see(page, '"12345" is not a valid id');
    await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true');
    await expect.poll(() => page.evaluate('document.activeElement.value')).toBe('12345');
    await expect.poll(() => page.getByRole('progressbar').count()).toBe(0);
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
    await expect.poll(() => key.getAttribute('aria-invalid')).toBe('true');
    await expect
      .poll(() => key.getAttribute('aria-describedby'))
      .toBe(await page.locator('.field-problem').getAttribute('id'));
  });

  test('shows at a custom field that its value is too long, and that the permission is missing', async () => {
    const { sandbox, open } = application();
    const page = await openEnrollment(await open(address));
    const field = page.getByLabel('License number');
    await field.fill('x'.repeat(10_001));
    await page.getByRole('button', { name: 'Save fields' }).click();
    await see(page, 'Must be at most 10000 characters long.');
    await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true');
    await field.fill('KS-1');
    sandbox.addFault({
      kind: 'status',
      status: 403,
      message: 'May not update enrollments',
      operation: 'SetCustomEnrollmentFieldValues',
    });
    await page.getByRole('button', { name: 'Save fields' }).click();
    await see(page, 'May not update enrollments');
    await expect.poll(() => field.inputValue()).toBe('KS-1');
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
    await expect.poll(() => focused(page)).toBe('Keep');
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violations(page)).toEqual([]);
    for (let presses = 0; presses < 5; presses++) {
      await page.keyboard.press('Tab');
      expect(await page.evaluate(`document.querySelectorAll('main :focus:not(dialog *)').length`)).toBe(0);
    }
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'hidden' });
    await expect.poll(() => focused(page)).toBe('Drop the enrollment…');
    expect(callsTo(application(), 'DropEnrollment')).toEqual([]);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await see(page, 'Dropped.');
    await expect.poll(() => focused(page)).toBe('Drop the enrollment…');
  });

  test('shows that it is loading, that no one is enrolled, and which parts cannot be read', async () => {
    const { sandbox, open } = application();
    const catalogs = hold(application(), 'GetCatalogs');
    sandbox.override('GetSectionEnrollments', () => ({ body: [] }));
    let page = await open('/administration');
    await see(page, 'Loading the sections');
    catalogs.release();
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
    await expect.poll(() => said(page)).toContain('Enroll a class');
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
