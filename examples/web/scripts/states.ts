import type { Page } from 'playwright-core';
import { type Sandbox, wellKnown } from '../../../src/sandbox/http/server.ts';

/** A state of a screen, to look at. */
export interface State {
  name: string;
  path: string;
  /** Makes the sandbox answer in a way that leads to the state. */
  prepare?: (sandbox: Sandbox) => void;
  /** What a person does on the screen. */
  act?: (page: Page) => Promise<void>;
}

const { sectionId, trainingPlanId, catalogId } = wellKnown;
const unknownId = '0a000000-0000-4000-8000-00000000dead';

const screens = {
  dashboard: '/',
  section: `/sections/${sectionId}`,
  plan: `/plans/${trainingPlanId}`,
  catalog: `/catalog/${catalogId}`,
  teaching: `/teaching/${sectionId}`,
  team: '/team',
  administration: `/administration/${sectionId}`,
};

const fails =
  (...operations: string[]) =>
  (sandbox: Sandbox) => {
    for (const operation of operations) sandbox.addFault({ kind: 'status', status: 503, operation });
  };
const isEmpty =
  (...operations: string[]) =>
  (sandbox: Sandbox) => {
    for (const operation of operations) sandbox.override(operation, () => ({ body: [] }));
  };

/** Each screen with data, while it loads, and without permission; then the states of single screens. */
export const states: readonly State[] = [
  ...Object.entries(screens).flatMap(([name, path]): State[] => [
    { name: `${name}-data`, path },
    { name: `${name}-loading`, path, prepare: (sandbox) => sandbox.behave({ latencyMs: 60_000 }) },
    {
      name: `${name}-refused`,
      path,
      prepare: (sandbox) => sandbox.addFault({ kind: 'status', status: 403, message: 'No permission' }),
    },
  ]),
  { name: 'dashboard-empty', path: '/', prepare: isEmpty('GetSectionEnrollments', 'GetTrainingPlanEnrollments') },
  {
    name: 'dashboard-partial',
    path: '/',
    prepare: (sandbox) => {
      fails('GetTrainingPlanEnrollments')(sandbox);
      sandbox.addFault({ kind: 'errorCode', code: 5, item: 2, operation: 'GetSectionEnrollments' });
      sandbox.addFault({ kind: 'status', status: 500, operation: 'GetAssignmentStatuses', times: 2 });
      sandbox.addFault({ kind: 'status', status: 500, operation: 'GetCertificateUrl', times: 2 });
    },
  },
  { name: 'dashboard-of-another', path: '', act: openAnother },
  { name: 'section-missing', path: `/sections/${unknownId}` },
  { name: 'section-empty', path: screens.section, prepare: isEmpty('GetSectionEnrollments', 'GetAssignments') },
  {
    name: 'section-partial',
    path: screens.section,
    prepare: (sandbox) => {
      fails('GetSectionDescription', 'GetSectionEnrollments')(sandbox);
      sandbox.addFault({ kind: 'errorCode', code: 5, item: 2, operation: 'GetAssignments' });
    },
  },
  { name: 'plan-missing', path: `/plans/${unknownId}` },
  {
    name: 'plan-partial',
    path: screens.plan,
    prepare: fails('GetTrainingPlanDescription', 'GetTrainingPlanEnrollments'),
  },
  { name: 'catalog-empty', path: screens.catalog, prepare: isEmpty('GetCatalogSyllabi', 'GetCategories') },
  { name: 'catalog-partial', path: screens.catalog, prepare: fails('GetSections', 'GetCategories') },
  {
    name: 'catalog-search',
    path: screens.catalog,
    act: async (page) => {
      await page.getByRole('treeitem', { name: 'Safety', exact: true }).press('ArrowRight');
      await page.getByRole('searchbox').fill('re');
    },
  },
  { name: 'enroll-preview', path: screens.catalog, act: (page) => enrollIn(page, 'Basic Life Support') },
  {
    name: 'enroll-already',
    path: screens.section,
    act: (page) => enrollIn(page, 'Workplace Safety Orientation'),
  },
  {
    name: 'enroll-done',
    path: screens.catalog,
    act: async (page) => {
      await enrollIn(page, 'Basic Life Support');
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /enroll$/i })
        .click();
    },
  },
  {
    name: 'enroll-refused',
    path: screens.catalog,
    prepare: (sandbox) =>
      sandbox.addFault({ kind: 'status', status: 403, message: 'No seats are left', operation: 'CreateEnrollment' }),
    act: async (page) => {
      await enrollIn(page, 'Basic Life Support');
      await page
        .getByRole('dialog')
        .getByRole('button', { name: /enroll$/i })
        .click();
    },
  },
  { name: 'teaching-empty', path: screens.teaching, prepare: isEmpty('GetSectionEnrollments') },
  {
    name: 'teaching-partial',
    path: screens.teaching,
    prepare: (sandbox) =>
      sandbox.addFault({ kind: 'status', status: 500, operation: 'GetAssignmentStatuses', times: 2 }),
  },
  { name: 'team-partial', path: screens.team, prepare: fails('GetTrainingPlanEnrollments', 'GetSectionEnrollments') },
  { name: 'administration-empty', path: screens.administration, prepare: isEmpty('GetSectionEnrollments') },
  {
    name: 'administration-opened',
    path: screens.administration,
    act: (page) => page.locator('.managed-row').first().click(),
  },
  { name: 'administration-preview', path: screens.administration, act: previewClass },
  {
    name: 'administration-outcomes',
    path: screens.administration,
    prepare: (sandbox) => {
      sandbox.addFault({
        kind: 'status',
        status: 403,
        message: 'No seats are left',
        operation: 'CreateEnrollment',
        times: 2,
      });
      sandbox.addFault({ kind: 'resetAfter', operation: 'CreateEnrollment', times: 1 });
    },
    act: async (page) => {
      await previewClass(page);
      await page.getByRole('button', { name: /^Enroll \d+ learners$/ }).click();
    },
  },
  { name: 'unknown-address', path: '/nowhere' },
];

async function openAnother(page: Page): Promise<void> {
  await page.goto(new URL(screens.section, page.url()).href);
  await page.locator('.roster a').nth(2).click();
}

async function enrollIn(page: Page, title: string): Promise<void> {
  await page
    .getByRole('button', { name: `Enroll in ${title}…` })
    .first()
    .click();
}

async function previewClass(page: Page): Promise<void> {
  await page.getByRole('searchbox').fill('ja');
  await page.getByRole('checkbox', { name: /^All found/ }).check();
  await page.getByRole('button', { name: /^Enroll \d+ learners…$/ }).click();
}
