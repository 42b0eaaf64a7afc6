import { expect, test } from 'vitest';
import { wellKnown } from '../../../src/sandbox/http/server.ts';
import { inBrowser, loaded, said } from './in-browser.ts';

/** Each screen, with an operation that it calls last. */
const screens = [
  { name: 'the dashboard', path: '/', last: 'GetCertificateUrl' },
  { name: 'a section', path: `/sections/${wellKnown.sectionId}`, last: 'GetSectionEnrollments' },
  { name: 'a training plan', path: `/plans/${wellKnown.trainingPlanId}`, last: 'GetTrainingPlanEnrollments' },
  { name: 'the catalog', path: `/catalog/${wellKnown.catalogId}`, last: 'GetCatalogSyllabi' },
  { name: 'teaching', path: `/teaching/${wellKnown.sectionId}`, last: 'GetAssignmentStatuses' },
  { name: 'the team', path: '/team', last: 'GetTrainingPlanEnrollments' },
  { name: 'the administration', path: `/administration/${wellKnown.sectionId}`, last: 'GetSectionEnrollments' },
];

/** Claims that something is not there. */
const nothing =
  /nothing (is|waits)|none of|no (one|certificates|courses|assignments) |has no |there (is|are) no |\b0 (enroll|offer|in )/i;

inBrowser('if a REST operation fails', (application) => {
  test.each(screens)('$name says so, and does not claim that something is not there', async ({ path, last }) => {
    const { sandbox, open, url } = application();
    const page = await open('/nowhere');
    /** The text of the screen after it has called an operation and has all answers. */
    const textAfter = async (operation: string) => {
      await page.goto(new URL(path, url).href);
      await expect.poll(() => sandbox.calls().map((call) => call.operation)).toContain(operation);
      await loaded(application(), page);
      return said(page);
    };
    const whole = await textAfter(last);
    expect(whole).not.toMatch(nothing);
    for (const operation of new Set(sandbox.calls().map((call) => call.operation))) {
      sandbox.reset();
      sandbox.addFault({ kind: 'status', status: 500, operation });
      const text = await textAfter(operation);
      // Without some operations, the screen still shows everything.
      if (text !== whole) expect([operation, text]).toEqual([operation, expect.stringMatching(/could not be /)]);
      expect([operation, nothing.exec(text)?.[0]]).toEqual([operation, undefined]);
    }
  });
});
