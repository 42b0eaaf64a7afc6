import {
  astFromValue,
  type GraphQLArgument,
  type GraphQLEnumValue,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  print,
} from 'graphql';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildSchema } from '../../src/graph/schema.ts';
import { type Harness, startHarness } from '../support/harness.ts';
import { withProgram } from '../support/programs.ts';

let harness: Harness;
let url: string;
let page: string;
beforeAll(async () => {
  harness = await startHarness();
  url = new URL('/docs', harness.url).href;
  page = await (await fetch(url)).text();
});
afterAll(() => harness.close());

type Member = GraphQLField<unknown, unknown> | GraphQLInputField | GraphQLEnumValue | GraphQLArgument;

const schema = buildSchema();
const roots = [schema.getQueryType(), schema.getMutationType()].map((type) => type?.name);
const types = Object.values(schema.getTypeMap()).filter(
  (type) => !type.name.startsWith('_') && !isSpecifiedScalarType(type),
);

function membersOf(type: GraphQLNamedType): Member[] {
  if (isEnumType(type)) return [...type.getValues()];
  if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) return Object.values(type.getFields());
  return [];
}

/** Every member and argument by its coordinate. */
const members = types.flatMap((type) =>
  membersOf(type)
    .filter(({ name }) => !name.startsWith('_'))
    .flatMap((member): [string, Member][] => [
      [`${type.name}.${member.name}`, member],
      ...('args' in member ? member.args : []).map((argument): [string, Member] => [
        `${type.name}.${member.name}.${argument.name}`,
        argument,
      ]),
    ]),
);

/** Each place in the page with the text of the first code after it. */
function signatures(): Map<string, string> {
  const found = page.matchAll(/ id="([\w.]+)">\s*(?:<h\d>)?<code>(.*?)<\/code>/g);
  return new Map(Array.from(found, ([, id = '', html = '']) => [id, html.replaceAll(/<[^>]+>/g, '')]));
}

test('the reference has a place for every type, and no link that leads nowhere', () => {
  const places = new Set(Array.from(page.matchAll(/ id="([^"]+)"/g), ([, id]) => id));
  const names = types.map(({ name }) => name).filter((name) => !roots.includes(name));
  expect(names.filter((name) => !places.has(name))).toEqual([]);
  const links = Array.from(page.matchAll(/ href="#([^"]+)"/g), ([, place]) => place);
  expect(links.length).toBeGreaterThan(500);
  expect(links.filter((place) => !places.has(place))).toEqual([]);
});

test('the reference shows every field, argument and enum value with its whole type and default', () => {
  const shown = signatures();
  const expected = members.map(([id, member]) => {
    const type = 'type' in member ? `: ${member.type}` : '';
    const value = 'defaultValue' in member ? astFromValue(member.defaultValue, member.type) : null;
    return [id, `${member.name}${type}${value ? ` = ${print(value)}` : ''}`];
  });
  expect(expected.filter(([id = '', text]) => shown.get(id) !== text)).toEqual([]);
  expect(shown.get('Query.sections.ids')).toBe('ids: [ID!]!');
  expect(shown.get('Section.enrollments.first')).toBe('first: Int = 30');
});

test('the reference shows every deprecation, and tells where a type is used and implemented', () => {
  const deprecated = members.filter(([, { deprecationReason }]) => deprecationReason);
  expect(page.split('class="deprecated"').length - 1).toBe(deprecated.length);
  const [, syllabus = ''] = /<section class="entry" id="Syllabus">([\s\S]*?)<\/section>/.exec(page) ?? [];
  const linksOf = (title: string) => {
    const [, links = ''] = new RegExp(`<dt>${title}</dt><dd>(.*?)</dd>`).exec(syllabus) ?? [];
    return Array.from(links.matchAll(/href="#([^"]+)"/g), ([, place]) => place);
  };
  expect(linksOf('Implemented by')).toEqual(['Section', 'TrainingPlan']);
  expect(linksOf('Used by')).toEqual(expect.arrayContaining(['Query.syllabus', 'Enrollment.syllabus']));
});

test('the reference loads nothing and may run only its own script', async () => {
  const { headers } = await fetch(url);
  expect(page).not.toMatch(/<script [^>]*src|<link|<img|@import|url\(/);
  expect(headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'sha256-[^']+';/);
});

test.each(['br', 'gzip'])(
  'the reference comes compressed with %s, and again only when it changed',
  async (encoding) => {
    const response = await fetch(url, { headers: { 'accept-encoding': encoding } });
    expect(response.headers.get('content-encoding')).toBe(encoding);
    expect(Number(response.headers.get('content-length'))).toBeLessThan(60_000);
    const again = await fetch(url, { headers: { 'if-none-match': response.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
  },
);

const chromiumProgram = withProgram('Chromium');

chromiumProgram.describe('in a browser', { timeout: 120_000 }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: chromiumProgram.path,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
    });
  }, 120_000);
  afterAll(() => browser.close());

  /** The page at a width, with what it requests and what goes wrong in it. */
  async function open(width: number): Promise<{ tab: Page; requests: string[]; problems: string[] }> {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: 'dark' });
    const tab = await context.newPage();
    const requests: string[] = [];
    const problems: string[] = [];
    tab.on('request', (request) => requests.push(request.url()));
    tab.on('console', (message) => problems.push(message.text()));
    tab.on('pageerror', ({ message }) => problems.push(message));
    await tab.goto(url);
    return { tab, requests, problems };
  }

  const searchOf = (tab: Page) => tab.getByRole('searchbox', { name: 'Search', exact: true });
  const resultsOf = (tab: Page) => tab.locator('#results code').allTextContents();

  test('the search finds fields by their names and descriptions, names first, without a request', async () => {
    const { tab, requests, problems } = await open(1280);
    const search = searchOf(tab);
    for (const [words, first, others] of [
      ['due date', 'DueDateStrategy', ['Assignment.dueAt', 'Assignment.dueDateStrategy']],
      ['progress', 'EnrollmentPhase.IN_PROGRESS', ['Enrollment.phase', 'TrainingPlanEnrollment.phase']],
      ['expired', 'EnrollmentSummary.expiring', ['Enrollment.expiresAt', 'SectionEnrollment.expiresAt']],
      ['learner', null, ['Enrollment.user', 'SectionEnrollment.user']],
      ['roster', 'Section', ['Section.enrollments', 'TrainingPlan.enrollments']],
      ['certificate', 'Certificate', ['Enrollment.certificate', 'Certificate.url']],
      ['Certificates of the Enrollment', 'Enrollment.certificate', []],
      ['dueDateStrategy'.toLowerCase(), 'DueDateStrategy', ['Assignment.dueDateStrategy']],
    ] as const) {
      await search.fill(words);
      const results = await resultsOf(tab);
      if (first !== null) expect(results[0], words).toBe(first);
      expect(results, words).toEqual(expect.arrayContaining([...others]));
      await expect.poll(() => tab.getByRole('status').textContent()).toMatch(/^\d+ matches/);
    }
    await search.fill('zebra');
    expect(await resultsOf(tab)).toEqual([]);
    expect(await tab.getByRole('status').textContent()).toBe('No matches.');
    expect(requests).toEqual([url]);
    expect(problems).toEqual([]);
  });

  test('the search works with the keyboard alone', async () => {
    const { tab } = await open(1280);
    const focused = () => tab.evaluate('document.activeElement.getAttribute("href") ?? document.activeElement.id');
    await tab.keyboard.press('/');
    expect(await focused()).toBe('search');
    await tab.keyboard.type('enrolledAt');
    await tab.keyboard.press('ArrowDown');
    await tab.keyboard.press('ArrowDown');
    expect(await focused()).toBe('#EnrollmentFilter.enrolledAt');
    await tab.keyboard.press('Enter');
    await expect.poll(() => new URL(tab.url()).hash).toBe('#EnrollmentFilter.enrolledAt');
    await tab.keyboard.press('/');
    await tab.keyboard.type('roster');
    await tab.keyboard.press('Enter');
    await expect.poll(() => new URL(tab.url()).hash).toBe('#Section');
    await tab.keyboard.press('/');
    await tab.keyboard.press('ArrowDown');
    await tab.keyboard.press('Escape');
    expect(await focused()).toBe('search');
    expect(await searchOf(tab).inputValue()).toBe('');
    expect(await resultsOf(tab)).toEqual([]);
  });

  test('on a phone a result leads to its place, and nothing is wider than the screen', async () => {
    const { tab, problems } = await open(390);
    expect(await tab.evaluate('document.documentElement.scrollWidth')).toBe(390);
    await searchOf(tab).fill('due date');
    await tab.getByRole('link', { name: 'Assignment.dueAt' }).click();
    expect(await resultsOf(tab)).toEqual([]);
    const box = await tab.locator('[id="Assignment.dueAt"]').boundingBox();
    const bar = await tab.getByRole('search').boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual((bar?.y ?? 0) + (bar?.height ?? 0));
    expect(box?.y).toBeLessThan(400);
    expect(problems).toEqual([]);
  });
});
