import { expect, test } from 'vitest';
import { wellKnown } from '../../../src/sandbox/http/server.ts';
import { callsOf, callsTo, hold, inBrowser, said, see } from './in-browser.ts';

inBrowser('the dashboard', (application) => {
  test('shows enrollments of both kinds by status, due assignments, and certificates', async () => {
    const page = await application().open('/');
    await see(page, '60 enrollments');
    await expect.poll(() => page.getByRole('button', { name: /Passing$/ }).innerText()).toMatch(/^18\b/);
    await page.getByRole('button', { name: /Failed$/ }).click();
    await see(page, '5 enrollments');
    await expect.poll(() => page.locator('.ledger-row').count()).toBe(5);
    await expect.poll(() => page.locator('.due li').count()).toBe(7);
    await expect.poll(() => page.locator('.certificates li').count()).toBe(6);
    await expect.poll(() => page.title()).toBe('My learning · Learning');
  });

  test('costs two REST calls for the list, then one for each course and certificate in detail', async () => {
    await application().open('/');
    expect(await callsOf(application(), 'LearnerCourses')).toEqual({ GetSectionEnrollments: 1 });
    expect(await callsOf(application(), 'LearnerPlans')).toEqual({ GetTrainingPlanEnrollments: 1 });
    expect(await callsOf(application(), 'DueAssignments')).toEqual({
      SearchEnrollments: 1,
      GetSections: 1,
      GetAssignments: 6,
      GetAssignmentStatuses: 6,
    });
    expect(await callsOf(application(), 'EarnedCertificates')).toMatchObject({ GetCertificateUrl: 6 });
  });

  test('shows that it is loading, and shows the list while due assignments are loading', async () => {
    const enrollments = hold(application(), 'GetSectionEnrollments');
    const assignments = hold(application(), 'GetAssignments');
    const page = await application().open('/');
    await see(page, 'Loading enrollments');
    enrollments.release();
    await see(page, '60 enrollments');
    await see(page, 'Loading assignments');
    assignments.release();
    await page.locator('.due li').first().waitFor();
  });

  test('explains empty lists', async () => {
    const { sandbox, open } = application();
    sandbox.override('GetSectionEnrollments', () => ({ body: [] }));
    sandbox.override('GetTrainingPlanEnrollments', () => ({ body: [] }));
    const page = await open('/');
    await see(page, 'There are no enrollments yet.');
    await see(page, 'Certificates appear here when a course is passed.');
    await see(page, 'No courses are in progress.');
  });

  test('shows the courses when the training plans fail, and both after a retry', async () => {
    const { sandbox, open } = application();
    sandbox.addFault({ kind: 'status', status: 503, operation: 'GetTrainingPlanEnrollments' });
    const page = await open('/');
    await see(page, 'The training plans could not be shown.');
    await see(page, '48 enrollments');
    sandbox.faults.clear();
    await page.getByRole('button', { name: 'Try again' }).click();
    await see(page, '60 enrollments');
    await expect.poll(() => page.getByRole('alert').count()).toBe(0);
  });

  test('shows all other enrollments when one cannot be read', async () => {
    const { sandbox, open } = application();
    sandbox.addFault({ kind: 'errorCode', code: 5, item: 2, operation: 'GetSectionEnrollments' });
    const page = await open('/');
    await see(page, 'An enrollment could not be read.');
    await see(page, '59 enrollments');
  });

  test('shows the other certificates and assignments when some fail', async () => {
    const { sandbox, open } = application();
    const page = await open('/');
    const certificate = await page.locator('.certificates a').first().getAttribute('href');
    const section = await page.locator('.due a').first().getAttribute('href');
    const [enrollment_id, section_id] = [certificate, section].map((href) => href?.match(/[0-9a-f-]{36}/)?.[0]);
    sandbox.addFault({ kind: 'status', status: 500, operation: 'GetCertificateUrl', parameters: { enrollment_id } });
    sandbox.addFault({ kind: 'status', status: 500, operation: 'GetAssignments', parameters: { section_id } });
    await page.reload();
    await see(page, /^The certificate of .+ could not be read\./);
    await see(page, /^The assignments of .+ could not be read\./);
    await expect.poll(() => page.locator('.certificates li').count()).toBe(6);
    await expect.poll(() => page.locator('.due li').count()).toBeGreaterThan(1);
  });

  test('shows what to do, and what to give support, when nothing can be read', async () => {
    const { sandbox, open, requests } = application();
    sandbox.addFault({ kind: 'status', status: 401 });
    const page = await open('/');
    await see(page, 'The enrollments could not be shown.');
    await see(page, 'The system did not accept your sign-in. Sign in again.');
    await page.getByText('For support').click();
    await expect.poll(() => said(page)).toContain('UNAUTHENTICATED');
    const isShown = async () => {
      const text = await said(page);
      return requests.some(({ requestId }) => text.includes(String(requestId)));
    };
    await expect.poll(isShown).toBe(true);
  });

  test('shows every enrollment of a learner who has more than a page of them', async () => {
    const { sandbox, open } = application();
    const row = sandbox.world.enrollments.find(
      ({ user_id, kind }) => user_id === wellKnown.userId && kind === 'section',
    );
    const rows = Array.from({ length: 430 }, (_, index) => ({
      ...row,
      enrollment_id: `0c000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
      section: { section_id: wellKnown.sectionId },
      api_error_entity: { error_code: 0 },
    }));
    sandbox.override('GetSectionEnrollments', ({ page, per_page }) => ({
      body: rows.slice((Number(page) - 1) * Number(per_page), Number(page) * Number(per_page)),
    }));
    const page = await open('/');
    await see(page, '442 enrollments');
    expect(callsTo(application(), 'GetSectionEnrollments').length).toBeGreaterThan(2);
  });

  test('never says that nothing is there while something could not be read', async () => {
    const { sandbox, open } = application();
    sandbox.addFault({ kind: 'status', status: 503, operation: 'GetSectionEnrollments' });
    sandbox.override('GetTrainingPlanEnrollments', () => ({ body: [] }));
    let page = await open('/');
    await see(page, 'The courses could not be shown.');
    await see(page, 'It is not known whether anything is due');
    await see(page, 'It is not known whether a course is passed');
    expect(await said(page)).not.toMatch(
      /There are no enrollments|No courses are|No assignments are|Certificates appear/,
    );
    sandbox.reset();
    sandbox.addFault({ kind: 'status', status: 500, operation: 'GetAssignmentStatuses' });
    page = await open('/');
    await see(page, /^The progress in .+ could not be read\./);
    await expect.poll(() => page.locator('.due li').count()).toBe(0);
    await see(page, 'It is not known whether anything is due');
  });

  test('says how many courses and certificates it has looked at, and shows the others on request', async () => {
    const page = await application().open('/');
    await see(page, /^6 of \d+ courses$/);
    await page.getByRole('button', { name: 'Look in 6 more courses' }).click();
    await see(page, /^12 of \d+ courses$/);
    await see(page, /^6 of \d+ passed$/);
    const before = await page.locator('.certificates li').count();
    await page.locator('.certificates ~ button').click();
    await expect.poll(() => page.locator('.certificates li').count()).toBeGreaterThan(before);
  });
});
