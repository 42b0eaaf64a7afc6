import { expect, test } from 'vitest';
import { callsOf, inBrowser, said, see } from './in-browser.ts';

inBrowser('the dashboard', (application) => {
  test('shows enrollments of both kinds by where they stand, what is due, and certificates', async () => {
    const page = await application().open('/');
    await see(page, '60 enrollments');
    expect(await page.getByRole('button', { name: /Passing$/ }).innerText()).toMatch(/^21\b/);
    await page.getByRole('button', { name: /Failed$/ }).click();
    await see(page, '5 enrollments');
    expect(await page.locator('.ledger-row').count()).toBe(5);
    await expect.poll(() => page.locator('.due li').count()).toBe(7);
    await expect.poll(() => page.locator('.certificates li').count()).toBe(6);
    expect(await page.title()).toBe('My learning · Learning');
  });

  test('costs two REST calls for the list, then one for each course and certificate that is looked into', async () => {
    await application().open('/');
    expect(await callsOf(application(), 'LearnerEnrollments')).toEqual({
      GetSectionEnrollments: 1,
      GetTrainingPlanEnrollments: 1,
    });
    expect(await callsOf(application(), 'DueAssignments')).toEqual({
      SearchEnrollments: 1,
      GetSections: 1,
      GetAssignments: 6,
      GetAssignmentStatuses: 6,
    });
    expect(await callsOf(application(), 'EarnedCertificates')).toMatchObject({ GetCertificateUrl: 6 });
  });

  test('says that it is loading, and shows the list while what is due is on its way', async () => {
    const { sandbox, open } = application();
    sandbox.behave({ latencyMsByOperation: { GetSectionEnrollments: 300, GetAssignments: 1_500 } });
    const page = await open('/');
    await see(page, 'Loading enrollments');
    await see(page, '60 enrollments');
    await see(page, 'Loading assignments');
    await page.locator('.due li').first().waitFor();
  });

  test('says where to begin when there is nothing', async () => {
    const { sandbox, open } = application();
    sandbox.override('GetSectionEnrollments', () => ({ body: [] }));
    sandbox.override('GetTrainingPlanEnrollments', () => ({ body: [] }));
    const page = await open('/');
    await see(page, 'There are no enrollments yet.');
    await see(page, 'Certificates appear here when a course is passed.');
    await see(page, 'Nothing is due in the courses under way.');
  });

  test('shows the courses when the training plans fail, and both when they come back', async () => {
    const { sandbox, open } = application();
    sandbox.addFault({ kind: 'status', status: 503, operation: 'GetTrainingPlanEnrollments' });
    const page = await open('/');
    await see(page, 'The training plans could not be shown.');
    await see(page, '48 enrollments');
    sandbox.faults.clear();
    await page.getByRole('button', { name: 'Try again' }).click();
    await see(page, '60 enrollments');
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  test('shows all other enrollments when one is broken', async () => {
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
    expect(await page.locator('.certificates li').count()).toBe(6);
    expect(await page.locator('.due li').count()).toBeGreaterThan(1);
  });

  test('says what to do, and what to tell support, when nothing can be read', async () => {
    const { sandbox, open, requests } = application();
    sandbox.addFault({ kind: 'status', status: 401 });
    const page = await open('/');
    await see(page, 'The enrollments could not be shown.');
    await see(page, 'Your session has ended. Sign in again.');
    await page.getByText('For support').click();
    const text = await said(page);
    expect(text).toContain('UNAUTHENTICATED');
    expect(text).toContain(String(requests[0]?.requestId));
  });
});
