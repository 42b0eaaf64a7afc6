import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { type CallOptions, instant, required, startTestSandbox, type TestSandbox } from './support.ts';

let subject: TestSandbox;
beforeAll(async () => {
  subject = await startTestSandbox();
});
beforeEach(() => subject.sandbox.reset());
afterAll(() => subject.close());

const search = (query: NonNullable<CallOptions['query']> = {}): Promise<Page> =>
  subject
    .call('SearchEnrollments', { query, body: { org_ids: [wellKnown.organizationId] } })
    .then(({ status, body, headers }) => ({ status, items: body.enrollments, headers, body }));
const list = (query: NonNullable<CallOptions['query']> = {}): Promise<Page> =>
  subject
    .call('GetCategories', { query: { catalog_id: wellKnown.catalogId, ...query } })
    .then(({ status, body, headers }) => ({ status, items: body, headers, body }));

interface Page {
  status: number;
  items: Record<string, string>[];
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: two shapes of answers
  body: any;
}

test.each([
  [undefined, 30],
  [0, 30],
  [-5, 30],
  [1, 1],
  [7, 7],
  [1000, 1000],
  [1001, 1000],
  [5000, 1000],
])('a requested page size of %s gives %i items', async (perPage, served) => {
  const { body, headers, items } = await search({ per_page: perPage });
  expect(body.page_size).toBe(served);
  expect(headers.get('x-per-page')).toBe(String(served));
  expect(items).toHaveLength(Math.min(served, body.total_count));
});

test.each([undefined, 0, -1, 1])('page %s is the first', async (page) => {
  const first = await search({ page, per_page: 3 });
  expect(first.body.page).toBe(1);
  expect(first.items).toEqual((await search({ page: 1, per_page: 3 })).items);
});

test.each(['search', 'list'] as const)('the pages of a %s contain every item once, in one order', async (kind) => {
  const call = kind === 'search' ? search : list;
  const whole = await call({ per_page: 1000 });
  const total = Number(whole.headers.get('x-total-count'));
  expect(whole.items).toHaveLength(Math.min(total, 1000));
  const size = Math.ceil(whole.items.length / 4);
  const pages = await Promise.all([1, 2, 3, 4].map((page) => call({ page, per_page: size })));
  expect(pages.flatMap(({ items }) => items).slice(0, whole.items.length)).toEqual(whole.items);
  expect(pages.map(({ headers }) => headers.get('x-page'))).toEqual(['1', '2', '3', '4']);
});

test.each(['search', 'list'] as const)('a page past the end of a %s is empty, with its totals', async (kind) => {
  const { status, items, headers } = await (kind === 'search' ? search : list)({ page: 9999 });
  expect(status).toBe(200);
  expect(items).toEqual([]);
  expect(Number(headers.get('x-total-count'))).toBeGreaterThan(0);
});

test('the totals of a search are in its body, those of a bare list in the headers only', async () => {
  const { body, headers } = await search({ page: 2, per_page: 5 });
  expect(body).toMatchObject({ page: 2, page_size: 5, total_count: Number(headers.get('x-total-count')) });
  expect(Array.isArray((await list()).body)).toBe(true);
});

test('the totals of catalogs are in the headers', async () => {
  const { headers, body } = await subject.call('GetCatalogs', {
    body: { group_id: wellKnown.organizationId, catalog_access_option: 2 },
  });
  expect(headers.get('x-total-count')).toBe(String(body.catalogs.length));
  expect(body).not.toHaveProperty('total_count');
});

test('student sessions take their page from the body', async () => {
  const { user_id, org_id } = required(subject.sandbox.world.studentSessions[0]);
  const call = async (paging?: object) =>
    (await subject.call('GetStudentSessions', { body: { user_id, org_id, from_date: '2000-01-01T00:00:00Z', paging } }))
      .body;
  const all = await call({ page: 1, per_page: 1000 });
  expect(all.sessions.length).toBeGreaterThan(1);
  expect(all).toMatchObject({ page: 1, page_size: 1000, total_count: all.sessions.length });
  expect(await call({ page: 2, per_page: 1 })).toMatchObject({ page: 2, page_size: 1, sessions: [all.sessions[1]] });
  expect(await call()).toMatchObject({ page: 1, page_size: 30 });
});

test('the maximum page size can be lowered, as a real server may do', async () => {
  subject.sandbox.behave({ maxPerPage: 4 });
  expect((await list({ per_page: 100 })).items).toHaveLength(4);
  const { body, items } = await search({ per_page: 100 });
  expect(items).toHaveLength(4);
  expect(body.page_size).toBe(4);
});

test.each([
  ['all', ['x-page', 'x-per-page', 'x-total-count']],
  ['total', ['x-total-count']],
  ['perPage', ['x-per-page']],
  ['none', []],
] as const)('with page headers set to %s a list carries %j', async (pageHeaders, expected) => {
  subject.sandbox.behave({ pageHeaders });
  const { headers } = await list();
  expect(['x-page', 'x-per-page', 'x-total-count'].filter((name) => headers.has(name))).toEqual(expected);
});

const ascending = (values: (string | number)[]) =>
  values.every((value, index) => index === 0 || required(values[index - 1]) <= value);
const descending = (values: (string | number)[]) => ascending([...values].reverse());
type Item = Record<string, string>;

const orders: [operation: string, order: string, options: () => CallOptions, holds: (items: Item[]) => boolean][] = [
  [
    'SearchEnrollments',
    'by enrollment date, earliest first',
    () => ({ query: { per_page: 1000 }, body: { org_ids: [wellKnown.organizationId] } }),
    (items) => ascending(items.map(({ enrollment_date }) => instant(required(enrollment_date)))),
  ],
  [
    'GetSectionEnrollments',
    'by enrollment date, latest first',
    () => ({ query: { org_id: wellKnown.organizationId, syllabus_id: wellKnown.sectionId, per_page: 1000 } }),
    (items) => descending(items.map(({ enrollment_date }) => instant(required(enrollment_date)))),
  ],
  [
    'GetTrainingPlanEnrollments',
    'by enrollment date, latest first',
    () => ({ query: { org_id: wellKnown.organizationId, syllabus_id: wellKnown.trainingPlanId, per_page: 1000 } }),
    (items) => descending(items.map(({ enrollment_date }) => instant(required(enrollment_date)))),
  ],
  [
    'GetAssignments',
    'by display order, then by date added',
    () => ({ query: { section_id: wellKnown.sectionId, per_page: 1000 } }),
    (items) => {
      const { assignments } = subject.sandbox.world;
      const byId = new Map<string, (typeof assignments)[number]>(assignments.map((item) => [item.assignment_id, item]));
      return ascending(
        items.map(({ assignment_id }) => {
          const { display_order, utc_date_added } = required(byId.get(required(assignment_id)));
          return `${String(display_order ?? 0).padStart(6, '0')} ${utc_date_added ?? ''}`;
        }),
      );
    },
  ],
  [
    'GetOrganizations',
    'by name',
    () => ({ query: { org_id: wellKnown.organizationId } }),
    (items) => ascending(items.map(({ name }) => required(name))),
  ],
  [
    'GetCatalogs',
    'by name',
    () => ({ body: { group_id: wellKnown.organizationId, catalog_access_option: 2 } }),
    (items) => ascending(items.map(({ name }) => required(name))),
  ],
  [
    'GetCategories',
    'by creation date, latest first',
    () => ({ query: { catalog_id: wellKnown.catalogId, per_page: 1000 } }),
    (items) => {
      const { categories } = subject.sandbox.world;
      const dates = new Map<string, string>(categories.map((item) => [item.category_id, item.date_created ?? '']));
      return descending(items.map(({ category_id }) => required(dates.get(required(category_id)))));
    },
  ],
  [
    'GetCatalogSyllabi',
    'by title',
    () => ({ query: { catalog_id: wellKnown.catalogId, per_page: 1000 } }),
    (items) => ascending(items.map(({ syllabus_name }) => required(syllabus_name))),
  ],
];

test.each(orders)('%s is ordered %s', async (operation, _order, options, holds) => {
  const { body } = await subject.call(operation, options());
  const items: Item[] = Array.isArray(body) ? body : required(Object.values<Item[]>(body).find(Array.isArray));
  expect(items.length).toBeGreaterThan(1);
  expect(holds(items)).toBe(true);
});

test('test attempts are ordered by index, highest first', async () => {
  const { testAttempts } = subject.sandbox.world;
  const several = required(
    testAttempts.find((attempt) => (attempt.attempt_index ?? 0) > 1),
    'a second attempt',
  );
  const { enrollment_id, assignment_id } = several;
  const { body } = await subject.call('GetTestAttempts', { query: { enrollment_id, assignment_id } });
  expect(body.length).toBeGreaterThan(1);
  expect(descending(body.map((attempt: Item) => attempt.attempt_index))).toBe(true);
});

test('assignment statuses are ordered by creation date, latest first', async () => {
  const { assignmentStatuses } = subject.sandbox.world;
  const { body } = await subject.call('GetAssignmentStatuses', {
    query: { enrollment_id: wellKnown.enrollmentId, per_page: 1000 },
  });
  const created = new Map<string, string>(
    assignmentStatuses.map((status) => [status.assignment_status_id, status.utc_creation_date ?? '']),
  );
  expect(body.length).toBeGreaterThan(1);
  expect(descending(body.map((status: Item) => required(created.get(required(status.assignment_status_id)))))).toBe(
    true,
  );
});

test('GetSections leaves out unknown ids and duplicates, and returns another order', async () => {
  const ids = subject.sandbox.world.sections.slice(0, 5).map(({ syllabus_id }) => syllabus_id);
  const { body } = await subject.call('GetSections', {
    body: { sections: [...ids, '99999999-9999-4999-8999-999999999999', ...ids] },
  });
  const answered = body.sections.map(({ syllabus_id }: Item) => syllabus_id);
  expect(answered).not.toEqual(ids);
  expect([...answered].sort()).toEqual([...ids].sort());
  for (const section of body.sections) expect(section.id).toBe(section.syllabus_id);
});
