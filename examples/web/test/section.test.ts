import { expect, test } from 'vitest';
import { wellKnown } from '../../../src/sandbox/http/server.ts';
import { callsOf, hold, inBrowser, said, see } from './in-browser.ts';

const address = `/sections/${wellKnown.sectionId}`;

inBrowser('a section', (application) => {
  test('shows its description, its assignments by weight and its roster, in five REST calls', async () => {
    const page = await application().open(address);
    await page.getByRole('heading', { level: 1, name: 'Workplace Safety Orientation' }).waitFor();
    await see(page, '10 enrolled');
    await expect.poll(() => page.locator('.assignments li').count()).toBe(8);
    await expect.poll(() => page.getByRole('row').count()).toBe(11);
    expect(await said(page)).not.toContain('<p>');
    expect(await callsOf(application(), 'SectionPage')).toEqual({
      GetSections: 1,
      GetAssignments: 1,
      GetSectionEnrollments: 1,
      GetSectionDescription: 1,
      GetSectionObjectives: 1,
    });
  });

  test('shows everything else while a slow roster is loading', async () => {
    const roster = hold(application(), 'GetSectionEnrollments');
    const page = await application().open(address);
    await page.getByRole('heading', { level: 1, name: 'Workplace Safety Orientation' }).waitFor();
    await see(page, 'Loading the roster');
    roster.release();
    await see(page, '10 enrolled');
  });

  test('pages through a long roster', async () => {
    const { sandbox, open } = application();
    const sizes = new Map<string, number>();
    for (const { syllabus_id, kind } of sandbox.world.enrollments)
      if (kind === 'section') sizes.set(syllabus_id, (sizes.get(syllabus_id) ?? 0) + 1);
    const [crowded, size] = [...sizes].sort((a, b) => b[1] - a[1])[0] ?? [];
    const page = await open(`/sections/${crowded}`);
    await see(page, `1–25 of ${size}`);
    await page.getByRole('button', { name: 'Next' }).click();
    await see(page, `26–50 of ${size}`);
    await expect.poll(() => page.getByRole('row').count()).toBe(26);
  });

  test('shows that a section does not exist, has no assignments, or has no enrollments', async () => {
    const { sandbox, open } = application();
    const page = await open('/sections/0a000000-0000-4000-8000-00000000dead');
    await see(page, 'No section was found with the id in the address.');
    sandbox.override('GetAssignments', () => ({ body: [] }));
    sandbox.override('GetSectionEnrollments', () => ({ body: [] }));
    await page.goto(new URL(address, application().url).href);
    await see(page, 'This section has no assignments.');
    await see(page, 'No one is enrolled yet.');
  });

  test('shows the rest when the description, the assignments or the roster fail', async () => {
    const { sandbox, open } = application();
    sandbox.addFault({ kind: 'status', status: 500, operation: 'GetSectionDescription' });
    let page = await open(address);
    await see(page, 'The description could not be shown.');
    await see(page, '10 enrolled');
    sandbox.reset();
    sandbox.addFault({ kind: 'malformed', operation: 'GetAssignments' });
    page = await open(address);
    await see(page, 'The assignments could not be shown.');
    await see(page, '10 enrolled');
    sandbox.reset();
    sandbox.addFault({ kind: 'status', status: 403, operation: 'GetSectionEnrollments' });
    page = await open(address);
    await see(page, 'The roster could not be shown.');
    await see(page, 'You do not have permission.');
    await expect.poll(() => page.locator('.assignments li').count()).toBe(8);
  });

  test('shows an error when the section itself cannot be read, and can retry', async () => {
    const { sandbox, open } = application();
    sandbox.addFault({ kind: 'status', status: 503, operation: 'GetSections' });
    const page = await open(address);
    await see(page, 'The section could not be shown.');
    sandbox.faults.clear();
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { level: 1, name: 'Workplace Safety Orientation' }).waitFor();
  });
});
