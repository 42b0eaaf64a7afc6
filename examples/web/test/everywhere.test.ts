import { readFileSync } from 'node:fs';
import { assertEnumType, buildSchema } from 'graphql';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { operations } from '../../../src/learning-api/contract/operations.ts';
import { wellKnown } from '../../../src/sandbox/http/server.ts';
import { focused, hold, inBrowser, loaded, see, violations } from './in-browser.ts';

interface Screen {
  name: string;
  path: string;
  /** A text that is visible when the screen is loaded. */
  sign: string | RegExp;
  /** Opens the parts that are closed at first. */
  open?: (page: Page) => Promise<void>;
}

const screens: Screen[] = [
  { name: 'the dashboard', path: '/', sign: '60 enrollments' },
  { name: 'a section', path: `/sections/${wellKnown.sectionId}`, sign: '10 enrolled' },
  { name: 'a training plan', path: `/plans/${wellKnown.trainingPlanId}`, sign: /^\d+ enrolled$/ },
  { name: 'teaching', path: `/teaching/${wellKnown.sectionId}`, sign: '10 enrolled' },
  { name: 'the team', path: '/team', sign: 'Overdue' },
  { name: 'the catalog', path: `/catalog/${wellKnown.catalogId}`, sign: /^\d+ offers$/ },
  {
    name: 'the administration',
    path: `/administration/${wellKnown.sectionId}`,
    sign: '10 in this section',
    open: openEnrollment,
  },
];

/** Each screen that loads, and the operation whose answers arrive last if its parts arrive one after the other. */
const loadingScreens: { name: string; path: string; last?: string }[] = [
  { name: 'the dashboard', path: '/', last: 'GetTrainingPlanEnrollments' },
  { name: 'the dashboard, with the courses last,', path: '/', last: 'GetSectionEnrollments' },
  { name: 'the dashboard of another', path: `/learners/${wellKnown.userId}`, last: 'GetAssignments' },
  { name: 'a section', path: `/sections/${wellKnown.sectionId}`, last: 'GetSectionEnrollments' },
  { name: 'a training plan', path: `/plans/${wellKnown.trainingPlanId}` },
  { name: 'the catalogs', path: '/catalog', last: 'GetCategories' },
  { name: 'a catalog', path: `/catalog/${wellKnown.catalogId}`, last: 'GetCatalogSyllabi' },
  { name: 'teaching', path: '/teaching', last: 'GetAssignmentStatuses' },
  { name: 'the gradebook of a section', path: `/teaching/${wellKnown.sectionId}`, last: 'GetAssignmentStatuses' },
  { name: 'the team', path: '/team', last: 'GetSectionEnrollments' },
  { name: 'the administration', path: `/administration/${wellKnown.sectionId}`, last: 'GetSectionEnrollments' },
];
const operationNames = Object.keys(operations);

inBrowser('everywhere', (application) => {
  for (const { name, path, sign, open } of screens) {
    test(`${name} is accessible in light and dark, and fits a phone without scrolling sideways`, async () => {
      const page = await application().open(path);
      await see(page, sign);
      await open?.(page);
      expect(await violations(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await violations(page)).toEqual([]);
      await page.setViewportSize({ width: 320, height: 700 });
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
    });

    test(`${name} stays accessible when parts of it fail`, async () => {
      const { sandbox } = application();
      sandbox.addFault({ kind: 'status', status: 500, operation: 'GetSectionEnrollments' });
      sandbox.addFault({ kind: 'status', status: 500, operation: 'GetSections' });
      sandbox.addFault({ kind: 'status', status: 500, operation: 'GetTrainingPlanEnrollments' });
      const page = await application().open(path);
      await see(page, /could not be (shown|read)/);
      expect(await violations(page)).toEqual([]);
    });
  }

  for (const { name, path, last } of loadingScreens) {
    test.each([1280, 390])(
      `the parts of ${name} stay where they are when the data arrives, at %i px`,
      async (width) => {
        const held = operationNames.filter((operation) => operation !== last).map((each) => hold(application(), each));
        const heldLast = last && hold(application(), last);
        const page = await application().open(path, { viewport: { width, height: 900 } });
        await page.locator('.loading').first().waitFor();
        await watchShifts(page);
        const answered = page.waitForResponse((response) => response.url().endsWith('/graphql'));
        for (const { release } of held) release();
        if (heldLast) {
          await answered;
          await painted(page);
          heldLast.release();
        }
        await loaded(application(), page);
        await painted(page);
        // Chromium calls a page good up to 0.1: https://web.dev/articles/cls
        expect(await shiftOf(page)).toBeLessThan(0.1);
      },
    );
  }

  test('light and dark follow the system', async () => {
    const paper = async (colorScheme: 'light' | 'dark') => {
      const page = await application().open('/', { colorScheme });
      return page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
    };
    expect(await paper('light')).toBe('rgb(246, 244, 238)');
    expect(await paper('dark')).toBe('rgb(18, 21, 27)');
  });

  test('the keyboard navigates between screens, with a visible focus that moves to the new heading', async () => {
    const page = await application().open('/');
    await see(page, '60 enrollments');
    await page.keyboard.press('Tab');
    await expect.poll(() => focused(page)).toBe('Skip to content');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await expect.poll(() => focused(page)).toBe('Catalog');
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Catalog' }).waitFor();
    await expect.poll(() => focused(page)).toBe('Catalog');
    await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('H1');
    await expect.poll(() => page.getByRole('link', { name: 'Catalog' }).getAttribute('aria-current')).toBe('page');
  });

  test('the keyboard alone narrows the list, opens a section and enrolls two learners', async () => {
    const page = await application().open('/');
    await page.getByRole('button', { name: /Failed$/ }).focus();
    await page.keyboard.press('Space');
    await see(page, '5 enrollments');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Enroll a class' }).waitFor();
    await page.getByRole('link', { name: 'Enroll a class' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('searchbox', { name: 'Find by name or organization' }).focus();
    await page.keyboard.type('al');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    for (const key of ['Space', 'ArrowDown', 'ArrowDown', 'Space']) await page.keyboard.press(key);
    const name = 'Enroll 2 learners…';
    const isFocused = async () => (await focused(page)) === name;
    let stops = 2;
    for (; stops < 10 && !(await isFocused()); stops += 1) await page.keyboard.press('Tab');
    await expect.poll(() => focused(page)).toBe(name);
    expect(stops).toBeLessThan(10);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Enroll \d learners?$/ }).focus();
    await page.keyboard.press('Enter');
    await see(page, /^(\d) of \1$/);
  });

  test('the focus moves to the heading of a part whose button disappears', async () => {
    const { sandbox, open } = application();
    sandbox.addFault({ kind: 'status', status: 503, operation: 'GetTrainingPlanEnrollments' });
    const page = await open('/');
    await page.getByRole('button', { name: 'Try again' }).focus();
    sandbox.faults.clear();
    await page.keyboard.press('Enter');
    await see(page, '60 enrollments');
    await expect.poll(() => focused(page)).toBe('All enrollments');
    await page.getByRole('button', { name: /^Show 48 more/ }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('.ledger-row').count()).toBe(60);
    await expect.poll(() => focused(page)).toBe('All enrollments');
  });

  test('every error says what helps, and offers to try again only if that can help', async () => {
    const page = await application().open('/nowhere');
    let errors: object[] = [];
    await page.route('**/graphql', (route) => route.fulfill({ json: { data: { section: null }, errors } }));
    const schema = buildSchema(readFileSync('../../schema.client.graphql', 'utf8'));
    const codes = assertEnumType(schema.getType('ErrorCode')).getValues();
    const retried: string[] = [];
    const several = ['FORBIDDEN', 'UPSTREAM_TIMEOUT'];
    for (const names of [...codes.map(({ name }) => [name]), several]) {
      errors = names.map((code) => ({ message: `About ${code}`, extensions: { code } }));
      await goTo(page, `/sections/${names.join('-')}`);
      await page.getByText(`About ${names[0]}`).waitFor({ state: 'attached' });
      const advice = await page.locator('.problem > p').innerText();
      const hasButton = (await page.getByRole('button', { name: 'Try again' }).count()) > 0;
      expect([names, advice, /try again/i.test(advice)]).toEqual([names, advice, hasButton]);
      if (hasButton) retried.push(names.join(' and '));
    }
    expect(retried.sort()).toEqual([
      'FORBIDDEN and UPSTREAM_TIMEOUT',
      'IDEMPOTENCY_UNAVAILABLE',
      'INTERNAL_SERVER_ERROR',
      'OVERLOADED',
      'RATE_LIMITED',
      'UPSTREAM_ERROR',
      'UPSTREAM_TIMEOUT',
      'UPSTREAM_UNAVAILABLE',
    ]);
  });

  test('without permission, no part of a screen offers to try again', async () => {
    const { sandbox, open } = application();
    sandbox.addFault({ kind: 'status', status: 403, message: 'No permission' });
    const page = await open('/nowhere');
    for (const { path } of screens) {
      await goTo(page, '/nowhere');
      await page.getByRole('link', { name: 'Back to my learning' }).waitFor();
      await goTo(page, path);
      await see(page, 'You do not have permission. Ask an administrator.');
      await loaded(application(), page);
      expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
    }
  });

  test('an unknown address shows a page that says so', async () => {
    const page = await application().open('/nowhere');
    await page.getByRole('link', { name: 'Back to my learning' }).click();
    await page.getByRole('heading', { level: 1, name: 'My learning' }).waitFor();
  });

  test('an error in a screen leaves the navigation and the other screens intact', async () => {
    const page = await application().open('/nowhere');
    await page.route('**/graphql', (route) => route.fulfill({ json: { data: brokenEnrollments } }));
    await page.getByRole('link', { name: 'Back to my learning' }).click();
    await page.getByRole('heading', { level: 1, name: 'Something went wrong' }).waitFor();
    await page.unroute('**/graphql');
    await page.getByRole('link', { name: 'Catalog' }).click();
    await see(page, /^\d+ offers$/);
  });

  test('the token never reaches the browser', async () => {
    const page = await application().open('/session');
    const everything = await page.content();
    const headers = page.waitForRequest('**/graphql').then((request) => request.allHeaders());
    await page.goto(application().url);
    expect(everything).not.toContain(application().sandbox.tokens.full);
    expect(await headers).not.toHaveProperty('authorization');
  });
});

/** Navigates within the application. */
async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate(`history.pushState(null, '', ${JSON.stringify(path)})`);
}

/** A title that React cannot render. */
const brokenEnrollments = {
  __typename: 'Query',
  sectionEnrollments: {
    __typename: 'SectionEnrollmentConnection',
    pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null },
    nodes: [
      {
        __typename: 'SectionEnrollment',
        id: '1',
        title: { broken: true },
        enrolledAt: '2025-01-01',
        section: { __typename: 'Section', id: '2' },
      },
    ],
  },
};

async function openEnrollment(page: Page): Promise<void> {
  await page.locator('.managed-row').first().click();
  await page.getByLabel('Cost center').waitFor();
}

/** Records the shifts of the layout from now on, when the fonts are there. */
async function watchShifts(page: Page): Promise<void> {
  await page.evaluate('document.fonts.ready.then(() => {})');
  await painted(page);
  await page.evaluate(`
    window.shifts = [];
    window.shiftObserver = new PerformanceObserver((list) => window.shifts.push(...list.getEntries()));
    window.shiftObserver.observe({ type: 'layout-shift' });
  `);
}

/** How much the layout has shifted: the sum of Chromium's scores. */
async function shiftOf(page: Page): Promise<number> {
  return page.evaluate<number>(
    '[...window.shifts, ...window.shiftObserver.takeRecords()].reduce((sum, { value }) => sum + value, 0)',
  );
}

/** Waits until the page has been painted. */
async function painted(page: Page): Promise<void> {
  await page.evaluate('new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))');
}
