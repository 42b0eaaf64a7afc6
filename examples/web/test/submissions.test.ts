import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { wellKnown } from '../../../src/sandbox/http/server.ts';
import type { Application } from './application.ts';
import {
  callsOf,
  callsTo,
  focused,
  hold,
  inBrowser,
  inEights,
  keysOf,
  loseAnswer,
  peopleToEnroll,
  see,
  violations,
} from './in-browser.ts';

const address = `/administration/${wellKnown.sectionId}`;
const key = /^"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"$/;

inBrowser('a preview', (application) => {
  test('says for each learner what would happen, and nothing is written until it is confirmed', async () => {
    const page = await application().open(address);
    const people = peopleToEnroll(application()).slice(0, 3);
    const { open, finished } = enrolled(application());
    const keys = keysOf(page, 'EnrollClass');
    await ask(page, [...people.map(({ id }) => id), ...open.slice(0, 3), finished]);
    await see(page, 'Enroll 3. 3 are already enrolled. 1 cannot be determined.');
    expect(await callsOf(application(), 'EnrollClass')).toEqual({ SearchEnrollments: 1, GetSections: 1 });
    await expect.poll(() => focused(page)).toBe('Enroll 7 learners?');
    const listed = await outcomes(page, 'Preview');
    expect(listed).toHaveLength(7);
    expect(listed[0]).toMatch(/Cannot be determined · The user has an enrollment that is finished/);
    expect(listed[1]).toBe('Jamal Almeida Already enrolled');
    expect(listed.slice(4)).toEqual(people.map(({ name }) => `${name} Can be enrolled`));
    expect(await violations(page)).toEqual([]);

    await page.getByRole('button', { name: 'Back' }).click();
    await expect.poll(() => page.getByText('Nothing has been changed yet.').count()).toBe(0);
    await expect.poll(() => focused(page)).toBe('Enroll 7 learners…');
    expect(callsTo(application(), 'CreateEnrollment')).toEqual([]);

    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Enroll 3 learners', exact: true }).click();
    await see(page, '3 of 3');
    await see(page, 'Done');
    // Calls that are sent at the same time arrive in any order.
    expect(usersOf(application()).sort()).toEqual(people.map(({ id }) => id).sort());
    expect(keys).toEqual([null, null, expect.stringMatching(key)]);
  });

  test('leaves it to the person to try those that cannot be determined', async () => {
    const page = await application().open(address);
    const { finished } = enrolled(application());
    await ask(page, [finished]);
    await page.getByRole('button', { name: 'Enroll 0 learners' }).press('Enter');
    expect(callsTo(application(), 'CreateEnrollment')).toEqual([]);
    await page.getByRole('checkbox', { name: 'Also try the 1 that cannot be determined' }).check();
    await page.getByRole('button', { name: 'Enroll 1 learner', exact: true }).click();
    await see(page, '1 of 1');
    expect(usersOf(application())).toEqual([finished]);
  });

  test('shows why it cannot tell, and can be repeated if it does not arrive', async () => {
    const { sandbox, open } = application();
    const page = await open(address);
    const people = peopleToEnroll(application()).slice(0, 2);
    sandbox.addFault({ kind: 'status', status: 503, operation: 'SearchEnrollments' });
    await ask(
      page,
      people.map(({ id }) => id),
    );
    await see(page, 'Enroll 0. 2 cannot be determined.');
    expect(await outcomes(page, 'Preview')).toEqual(
      people.map(({ name }) => `${name} Cannot be determined · The learning system is not available. Try again later.`),
    );
    sandbox.faults.clear();
    await loseAnswer(page, 'EnrollClass');
    await page.getByRole('button', { name: 'Enroll 2 learners…' }).click();
    await see(page, 'The preview could not be shown.');
    await page.getByRole('button', { name: 'Try again' }).click();
    await see(page, 'Enroll 2.');
    expect(callsTo(application(), 'CreateEnrollment')).toEqual([]);
  });

  test('precedes the change of selected enrollments: a field is set, then they are dropped, then deleted', async () => {
    const { sandbox, open } = application();
    const page = await open(address);
    const { open: learners } = enrolled(application());
    const ids = sandbox.world.enrollments
      .filter(
        ({ syllabus_id, user_id }) => syllabus_id === wellKnown.sectionId && learners.slice(0, 2).includes(user_id),
      )
      .map(({ enrollment_id }) => enrollment_id);
    const select = async () => {
      for (const learner of learners.slice(0, 2)) {
        const name = application().session.people.find(({ id }) => id === learner)?.name;
        await page.getByRole('checkbox', { name: `Select ${name}` }).check();
      }
    };
    await select();
    await page.getByRole('button', { name: 'Set a field…' }).click();
    await page.getByLabel('Value for all').fill('x'.repeat(10_001));
    await page.getByRole('button', { name: 'Set the field…' }).click();
    await see(page, 'Must be at most 10000 characters long.');
    await expect.poll(() => page.evaluate('document.activeElement.value.length')).toBe(10_001);
    await page.getByLabel('Value for all').fill('9001');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Set the field…' }).click();
    await see(page, 'Change 2.');
    expect(callsTo(application(), 'SetCustomEnrollmentFieldValues')).toEqual([]);
    await page.getByRole('button', { name: 'Change 2 enrollments' }).click();
    await see(page, '2 of 2');
    await page.getByText('Done', { exact: true }).waitFor();
    expect(idsOf(callsTo(application(), 'SetCustomEnrollmentFieldValues'))).toEqual(sorted(ids));

    for (const verb of ['Drop', 'Delete']) {
      const operation = `${verb}Enrollment`;
      await select();
      await page.getByRole('button', { name: `${verb}…`, exact: true }).click();
      await see(page, `${verb} 2.`);
      expect(await callsOf(application(), `${verb}Enrollments`)).toEqual({ SearchEnrollments: 1 });
      expect(callsTo(application(), operation)).toEqual([]);
      await page.getByRole('button', { name: `${verb} 2 enrollments` }).click();
      await see(page, '2 of 2');
      await page.getByText('Done', { exact: true }).waitFor();
      expect(idsOf(callsTo(application(), operation))).toEqual(sorted(ids));
    }
    await see(page, '8 in this section');
  });

  test('fits a phone', async () => {
    const page = await application().open(address, { viewport: { width: 320, height: 700 } });
    await ask(page, [...enrolled(application()).open, enrolled(application()).finished]);
    await see(page, /^Enroll 0\. \d are already enrolled\./);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
  });
});

inBrowser('a submission', (application) => {
  test('has a key of its own', async () => {
    const page = await openEnrollment(await application().open(address));
    const keys = keysOf(page, 'SetCustomFieldValues');
    for (const value of ['9001', '9002']) {
      await page.getByLabel('Cost center').fill(value);
      await page.getByRole('button', { name: 'Save fields' }).click();
      await see(page, /^Saved\./);
    }
    expect(keys).toEqual([expect.stringMatching(key), expect.stringMatching(key)]);
    expect(new Set(keys).size).toBe(2);
  });

  test('whose answer was lost is sent again with the same key, and is carried out once', async () => {
    const page = await openEnrollment(await application().open(address));
    const keys = keysOf(page, 'DropEnrollment');
    await loseAnswer(page, 'DropEnrollment');
    await drop(page);
    await see(page, 'There was no answer, so it is not known whether the enrollment was dropped.');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Send again' }).click();
    await see(page, /^Dropped\./);
    expect(keys).toEqual([expect.stringMatching(key), keys[0]]);
    expect(callsTo(application(), 'DropEnrollment')).toHaveLength(1);
  });

  test('of a class whose answer was lost is sent again with the same key: each learner is enrolled once', async () => {
    const page = await application().open(address);
    const people = peopleToEnroll(application()).slice(0, 20);
    await ask(
      page,
      people.map(({ id }) => id),
    );
    await see(page, 'Enroll 20.');
    const keys = keysOf(page, 'EnrollClass');
    await loseAnswer(page, 'EnrollClass');
    await page.getByRole('button', { name: 'Enroll 20 learners', exact: true }).click();
    await see(page, 'The connection was lost before all outcomes arrived.');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Send again' }).click();
    await see(page, '20 of 20');
    await see(page, 'Done');
    expect(keys).toEqual([expect.stringMatching(key), keys[0]]);
    // Calls that are sent at the same time arrive in any order.
    expect(usersOf(application()).sort()).toEqual(people.map(({ id }) => id).sort());
  });
});

inBrowser('a change of unknown outcome', (application) => {
  test('that was not made is sent again with a new key after a check', async () => {
    const { sandbox, open } = application();
    const page = await openEnrollment(await open(address));
    const keys = keysOf(page, 'SetCustomFieldValues');
    sandbox.addFault({ kind: 'status', status: 500, operation: 'SetCustomEnrollmentFieldValues', times: 1 });
    await page.getByLabel('Cost center').fill('9001');
    await page.getByRole('button', { name: 'Save fields' }).click();
    await see(page, 'It is not known whether the values were saved.');
    expect(await violations(page)).toEqual([]);
    await expect.poll(() => page.getByRole('button', { name: 'Send again' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await see(page, 'The change was not made. You can send it again.');
    expect(callsTo(application(), 'SetCustomEnrollmentFieldValues')).toHaveLength(1);
    await page.getByRole('button', { name: 'Send again' }).click();
    await see(page, /^Saved\./);
    expect(callsTo(application(), 'SetCustomEnrollmentFieldValues')).toHaveLength(2);
    expect(new Set(keys).size).toBe(2);
    expect(keys).toHaveLength(2);
  });

  test('that was made is shown as made after a check, and is not sent again', async () => {
    const { sandbox, open } = application();
    const page = await openEnrollment(await open(address));
    sandbox.addFault({ kind: 'html', operation: 'SetCustomEnrollmentFieldValues' });
    await page.getByLabel('Cost center').fill('9001');
    await page.getByRole('button', { name: 'Save fields' }).click();
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await see(page, /^Saved\./);
    await expect.poll(() => page.getByLabel('Cost center').inputValue()).toBe('9001');
    await expect.poll(() => page.getByText('It is not known').count()).toBe(0);
    expect(callsTo(application(), 'SetCustomEnrollmentFieldValues')).toHaveLength(1);
  });

  test('cannot be checked before the time to wait is over', async () => {
    const { sandbox, open } = application();
    const page = await openEnrollment(await open(address));
    await page.clock.install();
    sandbox.addFault({ kind: 'resetBefore', operation: 'DropEnrollment' });
    await drop(page);
    await see(page, /It may still happen\. Wait \d+ seconds, then check\./);
    const check = page.getByRole('button', { name: 'Check', exact: true });
    await expect.poll(() => check.getAttribute('aria-disabled')).toBe('true');
    await page.getByRole('button', { name: /^Jamal Almeida Finished/ }).waitFor();
    sandbox.clearCalls();
    await check.press('Enter');
    expect(sandbox.calls()).toEqual([]);
    await page.clock.runFor(2_000);
    await see(page, /^in 29\d s$/);
    await page.clock.fastForward(400_000);
    await expect.poll(() => check.getAttribute('aria-disabled')).toBe(null);
    await check.click();
    await see(page, /^Dropped\./);
    expect(callsTo(application(), 'DropEnrollment')).toEqual([]);
    await expect.poll(() => page.getByRole('button', { name: 'Send again' }).count()).toBe(0);
  });

  test('can be checked again if a check fails', async () => {
    const { sandbox, open } = application();
    const page = await openEnrollment(await open(address));
    sandbox.addFault({ kind: 'html', operation: 'DropEnrollment' });
    await drop(page);
    await see(page, 'It is not known whether the enrollment was dropped.');
    sandbox.addFault({
      kind: 'status',
      status: 503,
      operation: 'GetSectionEnrollments',
      parameters: { enrollment_id: wellKnown.enrollmentId },
    });
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await see(page, 'The check does not show it. Check again later.');
    await expect.poll(() => page.getByRole('button', { name: 'Send again' }).count()).toBe(0);
    sandbox.faults.clear();
    await page.getByRole('button', { name: 'Check again' }).click();
    await see(page, /^Dropped\./);
    expect(callsTo(application(), 'DropEnrollment')).toHaveLength(1);
  });

  test('in a class delays the next preview until it is settled, so that no one is enrolled twice', async () => {
    const { sandbox, open } = application();
    const page = await open(address);
    await page.clock.install();
    const [person] = peopleToEnroll(application());
    if (!person) throw new Error('The sandbox has too few users.');
    sandbox.addFault({ kind: 'resetBefore', operation: 'CreateEnrollment' });
    await ask(page, [person.id]);
    await page.getByRole('button', { name: 'Enroll 1 learner', exact: true }).click();
    await see(page, /It may still happen\. Wait \d+ seconds, then check\./);
    await see(page, '11 in this section');
    sandbox.clearCalls();
    await ask(page, [person.id]);
    await see(page, /^Earlier changes may still be under way\. The preview follows in \d+ seconds\.$/);
    expect(await violations(page)).toEqual([]);
    expect(sandbox.calls()).toEqual([]);
    await page.clock.fastForward(400_000);
    await see(page, 'Enroll 0. 1 is already enrolled.');
    expect(callsTo(application(), 'CreateEnrollment')).toEqual([]);
  });

  test('in a class is checked for each learner; only those who are not enrolled are tried again, after a preview', async () => {
    const { sandbox, open } = application();
    const page = await open(address);
    const [made, notMade, other] = peopleToEnroll(application());
    if (!made || !notMade || !other) throw new Error('The sandbox has too few users.');
    sandbox.addFault({ kind: 'html', operation: 'CreateEnrollment', parameters: { user_id: made.id } });
    sandbox.addFault({
      kind: 'status',
      status: 500,
      operation: 'CreateEnrollment',
      parameters: { user_id: notMade.id },
      times: 1,
    });
    const keys = keysOf(page, 'EnrollClass');
    await ask(page, [made.id, notMade.id, other.id]);
    await page.getByRole('button', { name: 'Enroll 3 learners', exact: true }).click();
    await see(page, 'It is not known whether 2 learners were enrolled.');
    expect(await violations(page)).toEqual([]);
    await expect.poll(() => page.getByRole('button', { name: /^Try/ }).count()).toBe(0);
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await page.getByRole('button', { name: 'Try 1 learner again…' }).click();
    await see(page, 'Enroll 1.');
    expect(inEights(usersOf(application()))).toEqual(inEights([made.id, notMade.id, other.id]));
    await page.getByRole('button', { name: 'Enroll 1 learner', exact: true }).click();
    await see(page, '1 of 1');
    await page.getByText('Done', { exact: true }).waitFor();
    expect(inEights(usersOf(application()))).toEqual(inEights([made.id, notMade.id, other.id, notMade.id]));
    expect(keys).toEqual([null, expect.stringMatching(key), null, expect.stringMatching(key)]);
    expect(keys[3]).not.toBe(keys[1]);
  });
});

inBrowser('learners who were not attempted', (application) => {
  for (const { name, fault, reason } of [
    {
      name: 'a pause of two minutes that the REST API asked for',
      fault: { kind: 'status', status: 429, retryAfterSeconds: 120 },
      reason: 'The learning system asked for a pause. Wait 120 seconds.',
    },
    {
      name: 'a refused token',
      fault: { kind: 'status', status: 401 },
      reason: 'Your session ended first. Sign in again.',
    },
  ] as const) {
    test(`are shown with the reason after ${name}, and are tried again with a new key`, async () => {
      const { sandbox, open } = application();
      const page = await open(address);
      sandbox.addFault({ ...fault, operation: 'CreateEnrollment', times: 8 });
      const keys = keysOf(page, 'EnrollClass');
      const ids = await enrollTwelve(application(), page);
      await expectNotAttempted(application(), page, ids, reason);
      await tryAgain(application(), page, { keys, attempted: ids.slice(0, 8), again: ids });
    });
  }
});

const bulkBudgetMs = 4_000;

inBrowser(
  'learners who were not attempted',
  (application) => {
    test('are shown with the reason after the time limit, and are tried again with a new key', async () => {
      const page = await application().open(address);
      const created = hold(application(), 'CreateEnrollment');
      const keys = keysOf(page, 'EnrollClass');
      const ids = await enrollTwelve(application(), page);
      await expect.poll(() => callsTo(application(), 'CreateEnrollment').length).toBe(8);
      // The budget began before the first call. So it is over after its length from now.
      await delay(bulkBudgetMs);
      created.release();
      await expectNotAttempted(application(), page, ids, 'The time limit was reached first.');
      await tryAgain(application(), page, { keys, attempted: ids.slice(0, 8), again: ids.slice(8) });
    });
  },
  { BULK_BUDGET_MS: String(bulkBudgetMs) },
);

/** Enrolls twelve learners in the well-known section. Returns their ids. */
async function enrollTwelve(application: Application, page: Page): Promise<string[]> {
  const ids = peopleToEnroll(application)
    .slice(0, 12)
    .map(({ id }) => id);
  await ask(page, ids);
  await page.getByRole('button', { name: 'Enroll 12 learners', exact: true }).click();
  return ids;
}

/** Of twelve learners, the last four were not attempted. */
async function expectNotAttempted(application: Application, page: Page, ids: string[], reason: string): Promise<void> {
  await see(page, '4 Not attempted');
  await see(page, '8 of 12');
  await see(page, 'Incomplete');
  expect(await violations(page)).toEqual([]);
  const listed = await outcomes(page, 'Outcomes to look at');
  const names = new Map(application.session.people.map(({ id, name }) => [id, name]));
  expect(listed.slice(-4)).toEqual(ids.slice(8).map((id) => `${names.get(id)} Not attempted · ${reason}`));
  expect(inEights(usersOf(application))).toEqual(inEights(ids.slice(0, 8)));
}

async function tryAgain(
  application: Application,
  page: Page,
  { keys, attempted, again }: { keys: (string | null)[]; attempted: string[]; again: string[] },
): Promise<void> {
  await page.getByRole('button', { name: `Try ${again.length} learners again…` }).click();
  await page.getByRole('button', { name: `Enroll ${again.length} learners`, exact: true }).click();
  await see(page, `${again.length} of ${again.length}`);
  await see(page, `${again.length} Enrolled`);
  // Calls that are sent at the same time arrive in any order.
  expect(usersOf(application).sort()).toEqual([...attempted, ...again].sort());
  expect(keys).toEqual([null, expect.stringMatching(key), null, expect.stringMatching(key)]);
  expect(keys[3]).not.toBe(keys[1]);
}

/** Asks for the preview of an enrollment. */
async function ask(page: Page, userIds: readonly string[]): Promise<void> {
  await page.getByLabel(/^Ids of others/).fill(userIds.join('\n'));
  await page.getByRole('button', { name: /^Enroll \d+ learners?…$/ }).click();
  await page.getByText('Nothing has been changed yet.').waitFor();
}

async function drop(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Drop the enrollment…' }).click();
  await page.getByRole('button', { name: 'Drop', exact: true }).click();
}

async function openEnrollment(page: Page): Promise<Page> {
  await page.getByRole('button', { name: /^Jamal Almeida/ }).click();
  await page.getByLabel('Cost center').waitFor();
  return page;
}

/** The items of a list, with single spaces. */
async function outcomes(page: Page, name: string): Promise<string[]> {
  const texts = await page.getByRole('list', { name }).getByRole('listitem').allInnerTexts();
  return texts.map((text) => text.replace(/\s+/g, ' '));
}

/** The learners of the well-known section: those with an open enrollment, and one whose only enrollment is finished. */
function enrolled({ sandbox }: Application) {
  const inSection = sandbox.world.enrollments.filter(({ syllabus_id }) => syllabus_id === wellKnown.sectionId);
  const open = inSection.filter(({ phase }) => phase !== 2).map(({ user_id }) => user_id);
  const finished = inSection.find(({ user_id }) => !open.includes(user_id))?.user_id ?? '';
  return { open, finished };
}

function usersOf(application: Application): unknown[] {
  return callsTo(application, 'CreateEnrollment').map(({ user_id }) => user_id);
}

function idsOf(calls: readonly Readonly<Record<string, unknown>>[]): string[] {
  return sorted(calls.map(({ enrollment_id }) => String(enrollment_id)));
}

function sorted(ids: readonly string[]): string[] {
  return [...ids].sort();
}
