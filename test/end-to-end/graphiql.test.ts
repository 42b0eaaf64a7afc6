import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildSchema } from '../../src/graph/schema.ts';
import { demoTokens, wellKnown } from '../../src/sandbox/http/server.ts';
import { exampleQueries } from '../../src/server/pages/example-queries.ts';
import { type Harness, harnessForThisTest, startHarness } from '../support/harness.ts';
import { withProgram } from '../support/programs.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({
    config: {
      CACHE: 'off',
      DEFAULT_ORGANIZATION_ID: wellKnown.organizationId,
      GRAPHIQL_EXAMPLE_VALUES: JSON.stringify({ ...wellKnown, token: demoTokens.full }),
    },
  });
});
afterAll(() => harness.close());

test('every tab answers as it stands, in the order of the tabs, any number of times', async () => {
  const tabs = exampleQueries(wellKnown);
  expect(tabs.map(({ query }) => nameOf(query))).toEqual([
    'Learner',
    'Roster',
    'Catalog',
    'TrainingPlan',
    'Progress',
    'Summary',
    'Enroll',
    'CustomFields',
    'BulkPreview',
    'Entity',
  ]);
  const runAll = async () => {
    const answers = [];
    for (const { query, variables } of tabs) {
      const { data, errors } = await harness.query(query, { variables: JSON.parse(variables) });
      expect({ query, errors }).toEqual({ query, errors: [] });
      answers.push(data);
    }
    return answers;
  };
  const first = await runAll();
  expect(first).toMatchObject([
    { user: { enrollments: { totalCount: 60 } } },
    { section: { enrollments: { totalCount: 10 } } },
    { catalog: { name: 'Consortium Core Catalog' } },
    { trainingPlan: { name: expect.any(String) } },
    { enrollment: { certificate: { isReady: false } } },
    { organization: { enrollmentSummary: { isComplete: true } } },
    {
      createEnrollment: { enrollmentId: wellKnown.newEnrollmentId },
      dropEnrollment: { dropped: true, enrollment: { phase: 'FINISHED' } },
      deleteEnrollment: { deleted: true },
    },
    { setCustomEnrollmentFieldValues: { __typename: 'SetCustomEnrollmentFieldValuesSuccess' } },
    {
      createEnrollments: {
        outcomes: [{ result: { prediction: 'NO_OBSTACLE_FOUND' } }, { result: { __typename: 'AlreadyEnrolledError' } }],
      },
      setCustomEnrollmentFieldValuesForEnrollments: predicted,
      dropEnrollments: predicted,
      deleteEnrollments: predicted,
    },
    { _entities: [{ title: 'Workplace Safety Orientation' }] },
  ]);
  const withoutTime = (answers: unknown) => JSON.stringify(answers).replace(/"completedAt":"[^"]+"/g, '');
  const second = withoutTime(await runAll());
  expect(withoutTime(await runAll()) === second).toBe(true);
});

test('there is a tab for every mutation', () => {
  const queries = exampleQueries({})
    .map(({ query }) => query)
    .join('\n');
  const mutations = Object.keys(buildSchema().getMutationType()?.getFields() ?? {});
  expect(mutations.filter((name) => !queries.includes(`  ${name}(`))).toEqual([]);
});

test('without a sandbox the tabs have placeholders', async () => {
  const { url } = await harnessForThisTest({});
  const page = await (await fetch(url, { headers: { accept: 'text/html' } })).text();
  expect(page).toContain('Bearer <your access token>');
  expect(page).toContain('00000000-0000-0000-0000-000000000000');
  expect(page).not.toContain(demoTokens.full);
});

test.each(['br', 'gzip'])(
  'page and script come compressed with %s, and no token is in the script',
  async (encoding) => {
    const ask = (url: URL | string, headers: Record<string, string>) =>
      fetch(url, { headers: { accept: 'text/html', 'accept-encoding': encoding, ...headers } });
    const page = await ask(harness.url, {});
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(page.headers.get('content-encoding')).toBe(encoding);
    const again = await ask(harness.url, { 'if-none-match': page.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
    const [, path = ''] = /<script src="([^"]+)">/.exec(await page.text()) ?? [];
    const script = await ask(new URL(path, harness.url), {});
    expect(script.headers.get('content-encoding')).toBe(encoding);
    expect(script.headers.get('cache-control')).toContain('immutable');
    expect(await script.text()).not.toContain(demoTokens.full);
  },
);

const chromiumProgram = withProgram('Chromium');
/** For a browser to start and for what a page shows. Playwright's 30 s are too short for a slow machine. */
const browserTimeoutMs = 120_000;

chromiumProgram.describe('in a browser without any network but the gateway', () => {
  let browser: Browser;
  let page: Page;
  const strangers: string[] = [];
  const asked: string[] = [];
  const answers = new Map<string, { data?: object; errors?: object[]; extensions?: object }>();

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: chromiumProgram.path,
      timeout: browserTimeoutMs,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
    });
    const context = await openContext();
    context.on('request', (request) => {
      const url = request.url();
      asked.push(`${request.method()} ${new URL(url).pathname}`);
      if (!url.startsWith(new URL(harness.url).origin) && !/^(data|blob):/.test(url)) strangers.push(url);
    });
    context.on('response', async (response) => {
      if (response.request().method() !== 'POST') return;
      const { query } = response.request().postDataJSON() as { query: string };
      answers.set(nameOf(query), await response.json().catch(() => ({})));
    });
    page = await context.newPage();
    await page.goto(harness.url);
    await page.locator('.graphiql-tab').first().waitFor();
  });
  afterAll(() => browser.close());

  async function openContext(options?: BrowserContextOptions): Promise<BrowserContext> {
    const context = await browser.newContext(options);
    context.setDefaultTimeout(browserTimeoutMs);
    return context;
  }

  test.each(['CustomFields', 'Entity', 'Learner'])(
    'the tab %s answers, and tells which REST calls it cost',
    async (name) => {
      const tab = page.locator('.graphiql-tab', { hasText: new RegExp(`^${name}`) });
      await tab.click();
      await expect.poll(() => page.locator('.graphiql-tab-active').textContent()).toContain(name);
      await expect.poll(() => tab.evaluate((element) => getComputedStyle(element).transform)).toBe('none');
      await expect.poll(() => page.locator('.graphiql-query-editor').textContent()).toContain(name);
      await expectAnswer(page, () => answers.get(name)).toBeDefined();
      expect(answers.get(name)).toMatchObject({
        data: {},
        extensions: { upstream: expect.arrayContaining([expect.objectContaining({ count: 1, source: 'wire' })]) },
      });
      expect(answers.get(name)?.errors).toBeUndefined();
    },
  );

  test.each([
    ['certificate', 'Enrollment.certificate'],
    ['due date', 'Assignment.dueDateStrategy'],
    ['hidden', 'Section.isHidden'],
  ])('searching the docs panel for "%s" leads to %s', async (words, place) => {
    const input = page.locator('.graphiql-doc-explorer-search input');
    await page.keyboard.press('Control+Alt+k');
    await input.fill('');
    await input.pressSequentially(words);
    const options = page.locator('.graphiql-doc-explorer-search [role=option]');
    await expect.poll(() => options.allTextContents()).toContain(place);
  });

  test('the button for the plan shows the REST calls of an operation without making one, and then it runs as before', async () => {
    const context = await browser.newContext();
    context.setDefaultTimeout(browserTimeoutMs);
    const visit = await context.newPage();
    const response = async () => (await visit.locator('.graphiql-response').textContent())?.replaceAll(/\s/g, '');
    await visit.goto(harness.url);
    await visit.getByRole('tab', { name: 'Enroll', exact: true }).click();
    await expect.poll(() => visit.locator('.graphiql-query-editor').textContent()).toContain('createEnrollment');
    harness.sandbox.clearCalls();
    const planButton = visit.getByRole('button', { name: 'Show the plan' });
    await expectAnswer(visit, response, planButton).toContain('{"data":{},"extensions":{"plan":{"cost":6,');
    expect(harness.sandbox.calls()).toEqual([]);
    await expectAnswer(visit, response).toContain('"upstream"');
    expect(await response()).not.toContain('"plan"');
    await context.close();
  });

  test('of several operations, the plan is of the one that is chosen; if none is, the next one runs', async () => {
    const context = await browser.newContext();
    context.setDefaultTimeout(browserTimeoutMs);
    const visit = await context.newPage();
    const response = async () => (await visit.locator('.graphiql-response').textContent())?.replaceAll(/\s/g, '');
    const query = `query One { section(id: "${wellKnown.sectionId}") { title } } query Two { __typename }`;
    await visit.goto(`${harness.url}?query=${encodeURIComponent(query)}`);
    await visit.locator('.graphiql-execute-button[aria-haspopup=menu]').waitFor();
    await visit.getByRole('button', { name: 'Show the plan' }).click();
    await visit.getByRole('menuitem', { name: 'One' }).click();
    await expect.poll(response).toContain('"plan":{"cost":1,');
    await visit.getByRole('button', { name: 'Show the plan' }).click();
    await visit.getByRole('menuitem', { name: 'Two' }).waitFor();
    await visit.keyboard.press('Escape');
    await visit.getByRole('menuitem', { name: 'Two' }).waitFor({ state: 'detached' });
    await visit.locator('.graphiql-execute-button').click();
    await visit.getByRole('menuitem', { name: 'Two' }).click();
    await expect.poll(response).toContain('{"data":{"__typename":"Query"}');
    await context.close();
  });

  test('a returning visitor finds the tab of the last visit, and it answers', async () => {
    const again = await page.context().newPage();
    await again.goto(harness.url);
    await again.locator('.graphiql-tab-button', { hasText: 'Catalog' }).click();
    await expect.poll(() => again.locator('.graphiql-query-editor').textContent()).toContain('Catalog');
    const titles = () => again.locator('.graphiql-tab-button').allTextContents();
    const before = await titles();
    await expect.poll(() => storedTab(again)).toBe('Catalog');
    for (let visit = 0; visit < 2; visit += 1) {
      await again.reload();
      await expect.poll(() => again.locator('.graphiql-tab-active').textContent()).toContain('Catalog');
      expect(await titles()).toEqual(before);
      answers.clear();
      await expectAnswer(again, () => answers.get('Catalog')).toMatchObject({ data: { catalog: {} } });
    }
    await again.close();
  });

  test('a link to a query opens it in a tab of its own', async () => {
    const linked = await page.context().newPage();
    await linked.goto(`${harness.url}?query=${encodeURIComponent('query Linked { __typename }')}`);
    await expect.poll(() => linked.locator('.graphiql-tab-active').textContent()).toContain('Linked');
    await expectAnswer(linked, () => answers.get('Linked')).toMatchObject({ data: { __typename: 'Query' } });
    await linked.close();
  });

  test('on a screen of 1280 px, every tab and the title are whole', async () => {
    const context = await openContext({ viewport: { width: 1280, height: 800 } });
    const wide = await context.newPage();
    await wide.goto(harness.url);
    await wide.locator('.graphiql-tab').first().waitFor();
    const cut = () =>
      wide.evaluate(`[...document.querySelectorAll('.graphiql-tab-button, .graphiql-logo')]
      .filter((part) => {
        const { left, right } = part.getBoundingClientRect();
        return left < 0 || right > innerWidth || part.scrollWidth > part.clientWidth;
      })
      .map((part) => part.textContent)`);
    await expect.poll(cut).toEqual([]);
    const edges = async () => {
      const parts = ['.graphiql-tab', '.graphiql-tab-add', '.graphiql-logo'].map((part) => wide.locator(part).last());
      const boxes = await Promise.all(parts.map((part) => part.boundingBox()));
      return boxes.flatMap((box) => (box ? [box.x, box.x + box.width] : []));
    };
    const areInOrder = (found: number[]) =>
      found.length === 6 && found.every((edge, at) => edge >= (found[at - 1] ?? 0));
    await expect.poll(async () => areInOrder(await edges())).toBe(true);
    // The button that closes the active tab covers nothing of its name.
    const close = wide.locator('.graphiql-tab-active .graphiql-tab-close');
    const endOfName = `(() => {
      const name = document.createRange();
      name.selectNodeContents(document.querySelector('.graphiql-tab-active .graphiql-tab-button'));
      return name.getBoundingClientRect().right;
    })()`;
    expect(await wide.evaluate(endOfName)).toBeLessThanOrEqual((await close.boundingBox())?.x ?? 0);
    await context.close();
  });

  test('the history panel brings a query back, also after a reload, and it answers', async () => {
    const context = await openContext();
    const visit = await context.newPage();
    const response = () => visit.locator('.graphiql-response').textContent();
    await visit.goto(harness.url);
    await visit.getByRole('tab', { name: 'Summary', exact: true }).click();
    await expect.poll(() => visit.locator('.graphiql-query-editor').textContent()).toContain('Summary');
    await expectAnswer(visit, response).toContain('isComplete');
    await visit.reload();
    await visit.getByRole('tab', { name: 'Learner', exact: true }).click();
    await visit.getByRole('button', { name: 'Show History' }).click();
    await visit.getByRole('button', { name: 'Set active' }).filter({ hasText: 'Summary' }).first().click();
    await expect.poll(() => visit.locator('.graphiql-query-editor').textContent()).toContain('enrollmentSummary');
    await expectAnswer(visit, response).toContain('isComplete');
    const stored = await visit.evaluate('JSON.stringify(Object.entries(localStorage))');
    expect(stored).toContain('graphiql:queries');
    expect(stored).not.toContain(harness.sandbox.tokens.full);
    await context.close();
  });

  test('everything is reached with the Tab key, in the order of the screen, with a visible focus', async () => {
    const context = await openContext({ viewport: { width: 1280, height: 800 } });
    const visit = await context.newPage();
    await visit.goto(harness.url);
    await visit.getByRole('button', { name: 'Show the plan' }).waitFor();
    const stops: { name: string; outline: string }[] = [];
    for (;;) {
      await visit.keyboard.press('Tab');
      const stop = (await visit.evaluate(focusedPart)) as (typeof stops)[number] | null;
      if (!stop) break;
      stops.push(stop);
      expect(stops.length).toBeLessThan(100);
    }
    const tabs = exampleQueries(wellKnown).flatMap(({ query }) => [nameOf(query), 'Close Tab']);
    expect(stops.map(({ name }) => name)).toEqual([
      'Show Documentation Explorer',
      'Show History',
      'Show GraphiQL Explorer',
      'Re-fetch GraphQL schema',
      'Open short keys dialog',
      'Open settings dialog',
      ...tabs,
      'New tab',
      'query editor',
      'Execute query',
      'Show the plan',
      'Prettify query',
      'Merge fragments into query',
      'Copy query',
      'Variables',
      'Headers',
      'Hide editor tools',
      'variables editor',
      'Result Window',
    ]);
    expect(new Set(stops.map(({ outline }) => outline))).toEqual(new Set(['2px solid rgb(214, 5, 144)']));
    await context.close();
  });

  test('with the keyboard alone, a tab is opened, its query edited, its plan shown, and it is run', async () => {
    const context = await openContext();
    const visit = await context.newPage();
    const response = async () => (await visit.locator('.graphiql-response').textContent())?.replaceAll(/\s/g, '');
    const pressOn = async (name: string) => {
      await expect
        .poll(
          async () => {
            await visit.keyboard.press('Tab');
            return ((await visit.evaluate(focusedPart)) as { name: string } | null)?.name;
          },
          { timeout: browserTimeoutMs, interval: 0 },
        )
        .toBe(name);
      await visit.keyboard.press('Enter');
    };
    await visit.goto(harness.url);
    await visit.getByRole('button', { name: 'Show the plan' }).waitFor();
    await pressOn('Roster');
    await expect.poll(() => visit.locator('.graphiql-query-editor').textContent()).toContain('Roster');
    await pressOn('query editor');
    await visit.keyboard.type('# typed by hand');
    await expect.poll(() => visit.locator('.graphiql-query-editor').textContent()).toMatch(/typed.by.hand/);
    await visit.keyboard.press('Escape');
    await pressOn('Show the plan');
    await expect.poll(response).toContain('"plan":{');
    await visit.keyboard.press('Shift+Tab');
    await visit.keyboard.press('Enter');
    await expect.poll(response).toContain('"section":{"title":"WorkplaceSafetyOrientation"');
    await context.close();
  });

  test.each([
    [1280, 'beside'],
    [390, 'below'],
  ])('on a screen of %i px, query and response can be read %s each other', async (width, arrangement) => {
    const context = await openContext({ viewport: { width, height: 844 } });
    const narrow = await context.newPage();
    await narrow.goto(harness.url);
    const response = narrow.locator('.graphiql-response');
    await expectAnswer(narrow, () => response.textContent()).toContain('totalCount');
    const [query, answer] = await Promise.all([
      narrow.locator('.graphiql-query-editor').boundingBox(),
      response.boundingBox(),
    ]);
    if (!query || !answer) throw new Error('A pane is not visible.');
    for (const pane of [query, answer]) {
      expect(pane.width).toBeGreaterThan(280);
      expect(pane.height).toBeGreaterThan(280);
      expect(pane.x + pane.width).toBeLessThanOrEqual(width);
    }
    if (arrangement === 'beside') expect(answer.x).toBeGreaterThanOrEqual(query.x + query.width);
    else expect(answer.y).toBeGreaterThanOrEqual(query.y + query.height);
    await context.close();
  });

  test('a returning visitor gets the page revalidated and the script from the cache', async () => {
    asked.length = 0;
    const again = await page.context().newPage();
    await again.goto(harness.url);
    await again.locator('.graphiql-tab').first().waitFor();
    expect(asked).toContain('GET /graphql');
    const entries = (await again.evaluate(
      `performance.getEntriesByType('resource').filter(({ name }) => name.includes('graphiql.js')).map(({ transferSize }) => transferSize)`,
    )) as number[];
    expect(entries).toEqual([0]);
    await again.close();
  });

  test('nothing was loaded from elsewhere, and no token is kept', async () => {
    expect(strangers).toEqual([]);
    const stored = await page.evaluate('JSON.stringify(Object.entries(localStorage))');
    expect(stored).toContain('query Learner(');
    expect(stored).not.toContain(harness.sandbox.tokens.full);
  });
});

const predicted = {
  outcomes: [{ result: { prediction: 'NO_OBSTACLE_FOUND' } }, { result: { prediction: 'NO_OBSTACLE_FOUND' } }],
};

/**
 * Runs the query of the active tab until the answer is as expected. GraphiQL reads the name of a new operation a moment
 * after it is shown, and runs nothing until then.
 */
function expectAnswer(page: Page, answer: () => unknown, button = page.locator('.graphiql-execute-button')) {
  const run = async () => {
    await button.click();
    return answer();
  };
  return expect.poll(run, { timeout: browserTimeoutMs, interval: 1_000 });
}

/** The title of the active tab that GraphiQL stored. */
async function storedTab(page: Page): Promise<string> {
  const state = await page.evaluate("localStorage.getItem('graphiql:tabState')");
  const { tabs, activeTabIndex } = JSON.parse(String(state)) as { tabs: { title: string }[]; activeTabIndex: number };
  return tabs[activeTabIndex]?.title ?? '';
}

function nameOf(query: string): string {
  return /(?:query|mutation) (\w+)/.exec(query)?.[1] ?? query;
}

/** The focused part of the page and its outline. Null after the last part. */
const focusedPart = `(() => {
  const part = document.activeElement;
  if (part === document.body) return null;
  const pane = part.closest('.graphiql-query-editor') ? 'query editor' : 'variables editor';
  const text = part.matches('.graphiql-editor') ? pane : part.getAttribute('aria-label') || part.textContent;
  const { outlineWidth, outlineStyle, outlineColor } = getComputedStyle(part);
  return { name: text.replace(/ \\(.*/, ''), outline: [outlineWidth, outlineStyle, outlineColor].join(' ') };
})()`;
