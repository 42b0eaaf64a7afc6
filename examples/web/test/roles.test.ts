import { expect, test } from 'vitest';
import { present, wellKnown } from '../../../src/sandbox/http/server.ts';
import { callsOf, inBrowser, said, see } from './in-browser.ts';

inBrowser('the screens of other roles', (application) => {
  test('an instructor sees the work that waits for a grade, oldest first, and the scores of ten learners', async () => {
    const page = await application().open(`/teaching/${wellKnown.sectionId}`);
    await see(page, '3 in this section');
    await expect.poll(() => page.locator('.queue li').count()).toBe(3);
    await expect.poll(() => page.locator('.gradebook tbody tr').count()).toBe(10);
    await expect.poll(() => page.locator('.gradebook .waiting', { hasText: 'to grade' }).count()).toBe(3);
    expect(await callsOf(application(), 'Gradebook')).toEqual({
      GetSections: 1,
      GetAssignments: 1,
      GetSectionEnrollments: 1,
      GetAssignmentStatuses: 10,
    });
  });

  test('an instructor is not told that nothing waits while work could not be read', async () => {
    const { sandbox, open } = application();
    sandbox.addFault({ kind: 'status', status: 500, operation: 'GetAssignmentStatuses' });
    const page = await open(`/teaching/${wellKnown.sectionId}`);
    await see(page, 'It is not known whether work waits for a grade');
    await expect.poll(() => page.getByText('The scores could not be read.').count()).toBe(10);
    sandbox.reset();
    sandbox.override('GetSectionEnrollments', () => ({ body: [] }));
    await page.reload();
    await see(page, 'No one is enrolled in this section yet.');
  });

  test('a training plan shows the progress of the signed-in person and its roster', async () => {
    const page = await application().open(`/plans/${wellKnown.trainingPlanId}`);
    await page.getByRole('heading', { level: 1, name: 'New Employee Onboarding' }).waitFor();
    await see(page, /^\d+ enrolled$/);
    await expect.poll(() => said(page)).toMatch(/Your progress Not started Requirements fulfilled: 0%/);
    expect(await callsOf(application(), 'PlanPage')).toEqual({
      GetTrainingPlan: 1,
      GetTrainingPlanDescription: 1,
      GetTrainingPlanEnrollments: 2,
    });
    await page.goto(new URL('/plans/0a000000-0000-4000-8000-00000000dead', application().url).href);
    await see(page, 'No training plan was found with the id in the address.');
  });

  test('a manager sees the numbers of a team and of each person', async () => {
    const { open, session, sandbox } = application();
    const page = await open('/team');
    const organization = session.people.find(({ id }) => id === session.learnerId)?.organization;
    const team = session.people.filter((person) => person.organization === organization);
    await see(page, 'Overdue');
    await page.locator('.team tbody tr').first().waitFor();
    await expect.poll(() => page.locator('.team tbody tr').count()).toBe(team.length);
    await expect
      .poll(() => page.getByRole('row', { name: /^Jamal Almeida/ }).innerText())
      .toMatch(/\b5\b[\s\S]*\b11\b[\s\S]*\b3\b/);
    expect(await callsOf(application(), 'TeamEnrollments')).toEqual({
      SearchEnrollments: 1,
      GetSections: 1,
      GetTrainingPlan: 5,
    });
    expect(await callsOf(application(), 'TeamSummary')).toMatchObject({ SearchEnrollments: 2, GetSections: 1 });
    await see(page, 'Only enrollments in Prairie Training Consortium are counted');
    // In the present of the sandbox, on whichever day the test runs.
    const ids = new Set(team.map(({ id }) => id));
    const overdue = sandbox.world.enrollments.filter(
      ({ user_id, org_id, phase, expiration_date }) =>
        ids.has(user_id) &&
        org_id === wellKnown.organizationId &&
        phase !== 2 &&
        Date.parse(expiration_date ?? '') < present,
    );
    expect(overdue.length).toBeGreaterThan(0);
    await expect.poll(() => page.locator('.numbers').innerText()).toMatch(`Overdue\n${overdue.length}\n`);
  });

  test('a manager is told which numbers are missing, and which are too low', async () => {
    const { sandbox, open } = application();
    sandbox.addFault({ kind: 'status', status: 503, operation: 'GetSectionEnrollments' });
    const page = await open('/team');
    await see(page, 'Some numbers could not be shown.');
    await expect.poll(() => page.locator('.numbers').innerText()).toMatch(/Overdue\s+could not be read/);
    sandbox.reset();
    sandbox.addFault({ kind: 'errorCode', code: 5, item: 2, operation: 'SearchEnrollments' });
    await page.reload();
    await see(page, 'at least');
    await see(page, 'Only the enrollments that could be read are counted.');
  });
});
