import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { present, wellKnown } from '../../src/sandbox/http/server.ts';
import { type Harness, harnessForThisTest, startHarness } from '../support/harness.ts';

const config = { CACHE: 'off', DEFAULT_ORGANIZATION_ID: wellKnown.organizationId };
let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ config });
});
beforeEach(() => harness.sandbox.reset());
afterAll(() => harness.close());

const { organizationId, userId, sectionId, trainingPlanId } = wellKnown;
const period = { after: '2020-01-01T00:00:00Z', before: '2030-01-01T00:00:00Z' };
const variables = { period };
const counts = `total isComplete gap byPhase { phase count } byStatus { status count } overdue expiring(withinDays: 90) completed(period: $period)`;
const all = (field: string, selection = counts) => `query ($period: DateTimeRange!) { ${field} { ${selection} } }`;

type World = Harness['sandbox']['world'];
const isOf: Record<string, (row: World['enrollments'][number]) => boolean> = {
  user: ({ user_id }) => user_id === userId,
  section: ({ syllabus_id }) => syllabus_id === sectionId,
  trainingPlan: ({ syllabus_id }) => syllabus_id === trainingPlanId,
};

/** What the world says, counted row by row. */
function expected(rows: World['enrollments']) {
  const day = 24 * 60 * 60 * 1000;
  const now = present;
  const unfinished = rows.filter(({ phase }) => phase !== 2).map((row) => Date.parse(String(row.expiration_date)));
  const within = (date: number, from: number, to: number) => date > from && date < to;
  return {
    total: rows.length,
    isComplete: true,
    gap: null,
    overdue: unfinished.filter((date) => date < now).length,
    expiring: unfinished.filter((date) => within(date, now, now + 90 * day)).length,
    completed: rows.filter(({ completion_date }) =>
      within(Date.parse(String(completion_date)), Date.parse(period.after), Date.parse(period.before)),
    ).length,
  };
}

describe('a summary counts', () => {
  test.each([
    ['user', `user(id: "${userId}") { enrollmentSummary {`],
    ['section', `section(id: "${sectionId}") { enrollmentSummary {`],
    ['trainingPlan', `trainingPlan(id: "${trainingPlanId}") { enrollmentSummary {`],
  ])('the enrollments of a %s by phase, status and dates', async (name, open) => {
    const { data, errors } = await harness.query(`query ($period: DateTimeRange!) { ${open} ${counts} } } }`, {
      variables,
    });
    expect(errors).toEqual([]);
    const rows = harness.sandbox.world.enrollments.filter(isOf[name] ?? (() => false));
    const { byPhase, byStatus, ...others } = data[name].enrollmentSummary;
    expect(rows.length).toBeGreaterThan(0);
    expect(others).toEqual(expected(rows));
    for (const [code, phase] of ['NOT_STARTED', 'IN_PROGRESS', 'FINISHED'].entries()) {
      const found = byPhase.find((one: { phase: string }) => one.phase === phase);
      expect(found?.count ?? 0).toBe(rows.filter((row) => row.phase === code).length);
    }
    const sum = byStatus.reduce((total: number, { count }: { count: number }) => total + count, 0);
    expect(sum).toBe(rows.length);
  });

  test('the enrollments of an organization and of a filter, as the lists have them', async () => {
    const { data, errors } = await harness.query(`{
      organization(id: "${organizationId}") { enrollmentSummary { total } enrollments(first: 1) { totalCount } }
      enrollmentSummary(filter: { userIds: ["${userId}"], organizationIds: ["${organizationId}"] }) { total }
      enrollments(filter: { userIds: ["${userId}"], organizationIds: ["${organizationId}"] }, first: 1) { totalCount }
    }`);
    expect(errors).toEqual([]);
    expect(data.organization.enrollmentSummary.total).toBe(data.organization.enrollments.totalCount);
    expect(data.enrollmentSummary.total).toBe(data.enrollments.totalCount);
  });

  test('completed enrollments within both the filter and the period', async () => {
    const filter = '{ completedAt: { after: "2024-06-01T00:00:00Z" } }';
    const { data, errors } = await harness.query(
      `{ user(id: "${userId}") {
        enrollmentSummary(filter: ${filter}) { total completed(period: { after: "2020-01-01T00:00:00Z", before: "2025-06-01T00:00:00Z" }) }
        enrollments(filter: { completedAt: { after: "2024-06-01T00:00:00Z", before: "2025-06-01T00:00:00Z" } }, first: 1) { totalCount }
      } }`,
    );
    expect(errors).toEqual([]);
    expect(data.user.enrollmentSummary.completed).toBe(data.user.enrollments.totalCount);
  });
});

test('dates of enrollments in an organization that was not searched are an error that says where it looked', async () => {
  const otherId = wellKnown.otherOrganizationId;
  const selections = ['enrollmentSummary { overdue }', 'enrollments(first: 10) { nodes { expiresAt } }'];
  for (const selection of selections) {
    const { errors } = await harness.query(`{ user(id: "${userId}") { ${selection} } }`, {
      headers: { 'x-organization-id': otherId },
    });
    expect(new Set(errors.map(({ message, extensions }) => `${extensions.code}: ${message}`))).toEqual(
      new Set([
        `NOT_FOUND: The enrollment was not found in the organization ${otherId}. Set the organization that it belongs to with \`organizationIds\`, \`organizationId\` or the header \`x-organization-id\`.`,
      ]),
    );
  }
});

test.each([
  ['long before all dates', '2000-01-01T00:00:00Z', 'none'],
  ['long after all dates', '2100-01-01T00:00:00Z', 'all'],
])('what is overdue counts from the time of day of the gateway: %s', async (_, time, expectedOverdue) => {
  const { query, sandbox } = await harnessForThisTest({
    timeOfDay: () => Date.parse(time),
    config: { DEFAULT_ORGANIZATION_ID: organizationId },
  });
  const { data } = await query(`{ section(id: "${sectionId}") { enrollmentSummary { overdue } } }`);
  const dated = sandbox.world.enrollments.filter(
    ({ syllabus_id, phase, expiration_date }) => syllabus_id === sectionId && phase !== 2 && expiration_date,
  );
  expect(dated.length).toBeGreaterThan(0);
  expect(data.section.enrollmentSummary.overdue).toBe(expectedOverdue === 'all' ? dated.length : 0);
});

describe('a summary counts nothing wrong:', () => {
  test('dates of an enrollment that its details do not show are an error, not none', async () => {
    harness.sandbox.override('GetSectionEnrollments', () => ({ body: [] }));
    harness.sandbox.override('GetTrainingPlanEnrollments', () => ({ body: [] }));
    const { data, errors } = await harness.query(
      `{ user(id: "${userId}") { enrollmentSummary { isComplete overdue expiring(withinDays: 90) } } }`,
    );
    expect(data.user.enrollmentSummary).toEqual({ isComplete: true, overdue: null, expiring: null });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
  });

  test.each([
    ['a user', `user(id: "${userId}")`],
    ['a section', `section(id: "${sectionId}")`],
  ])('completions of %s need a period with an end, as a search without one finds all enrollments', async (_, owner) => {
    const { data, errors } = await harness.query(
      `{ owner: ${owner} { enrollmentSummary { a: completed(period: {}) b: completed(period: { after: null }) } } }`,
    );
    expect(data.owner.enrollmentSummary).toEqual({ a: null, b: null });
    expect(errors.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
    expect(errors[0]?.message).toContain('Specify after or before.');
  });
});

describe('the calls of a summary', () => {
  test('are the pages of the list for everything but dates', async () => {
    const { calls } = await harness.query(
      `{ user(id: "${userId}") { enrollmentSummary { total byStatus { count } } } }`,
    );
    expect(calls).toEqual({ SearchEnrollments: 1 });
    const section = await harness.query(
      all('section(id: $id) { enrollmentSummary', `${counts} }`).replace('(', '($id: ID!, '),
      { variables: { ...variables, id: sectionId } },
    );
    expect(section.errors).toEqual([]);
    expect(section.calls).toEqual({ GetSections: 1, GetSectionEnrollments: 1 });
  });

  test('for dates of a user are one for sections and one for training plans', async () => {
    const { calls, errors } = await harness.query(
      `{ user(id: "${userId}") { enrollmentSummary { overdue expiring(withinDays: 30) } } }`,
    );
    expect(errors).toEqual([]);
    expect(calls).toMatchObject({ SearchEnrollments: 1, GetSectionEnrollments: 1, GetTrainingPlanEnrollments: 1 });
  });

  test('for dates are refused where they would be too many, and the other numbers are there', async () => {
    const rows = Array.from({ length: 60 }, (_, index) => {
      const id = `77777777-7777-4777-8777-7777777777${String(index).padStart(2, '0')}`;
      return {
        enrollment_id: id,
        user_id: id,
        syllabus_id: id,
        phase: 0,
        result: 0,
        enrollment_date: '2025-01-01T00:00:00Z',
      };
    });
    harness.sandbox.override('SearchEnrollments', () => ({ body: { enrollments: rows } }));
    const { data, errors, calls } = await harness.query(
      `{ organization(id: "${organizationId}") { enrollmentSummary { total overdue } } }`,
    );
    expect(data.organization.enrollmentSummary).toEqual({ total: 60, overdue: null });
    expect(errors).toMatchObject([
      { path: ['organization', 'enrollmentSummary', 'overdue'], extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    expect(errors[0]?.message).toContain('Narrow the filter');
    expect(Object.keys(calls)).toEqual(['SearchEnrollments']);
  });
});

describe('an incomplete summary says so:', () => {
  test('with a limit that the list exceeds', async () => {
    const manyRows = (page: number) =>
      Array.from({ length: 1000 }, (_, index) => ({
        enrollment_id: `${String(page).padStart(8, '0')}-0000-4000-8000-${String(index).padStart(12, '0')}`,
        user_id: userId,
        syllabus_id: sectionId,
        phase: 1,
        result: 0,
        enrollment_date: '2025-01-01T00:00:00Z',
      }));
    harness.sandbox.override('SearchEnrollments', ({ page }) => ({
      body: { enrollments: manyRows(Number(page)) },
    }));
    const ask = (limit: number) =>
      harness.query(`{ user(id: "${userId}") { enrollmentSummary(limit: ${limit}) { total isComplete gap } } }`);
    const cut = await ask(2000);
    expect(cut.data.user.enrollmentSummary).toEqual({ total: 3000, isComplete: false, gap: 'LIMIT' });
    // Three pages, and two questions whether the list goes on, as no total is reported.
    expect(cut.calls).toEqual({ SearchEnrollments: 5 });
    expect((await ask(0)).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test('with pages that the budget of calls does not allow', async () => {
    const rows = (page: number) =>
      Array.from({ length: 100 }, (_, index) => ({
        enrollment_id: `${String(page).padStart(8, '0')}-0000-4000-8000-${String(index).padStart(12, '0')}`,
        user_id: userId,
        syllabus_id: sectionId,
        phase: 1,
        result: 0,
        enrollment_date: '2025-01-01T00:00:00Z',
      }));
    // A server that returns at most 100 at a time needs ten calls for 1000.
    const limited = await harnessForThisTest({ config: { ...config, COST_LIMIT: '30' } });
    limited.sandbox.override('SearchEnrollments', ({ page }) => ({
      body: { enrollments: rows(Number(page)), page, page_size: 100 },
    }));
    const { data, errors, calls } = await limited.query(
      `{ user(id: "${userId}") { enrollmentSummary { total isComplete gap } } }`,
    );
    expect(errors).toEqual([]);
    const { total, ...others } = data.user.enrollmentSummary;
    expect(others).toEqual({ isComplete: false, gap: 'CALL_LIMIT' });
    expect([1000, 2000, 3000]).toContain(total);
    expect(calls.SearchEnrollments).toBeLessThanOrEqual(30);
  });

  test('with an item that cannot be read', async () => {
    harness.sandbox.addFault({ kind: 'errorCode', code: 5, item: 0, operation: 'GetSectionEnrollments' });
    const { data } = await harness.query(
      `{ section(id: "${sectionId}") { enrollmentSummary { total isComplete gap } } }`,
    );
    expect(data.section.enrollmentSummary).toEqual({ total: 9, isComplete: false, gap: 'UNREADABLE' });
  });

  test('and a list that cannot be read at all is an error, not zero', async () => {
    harness.sandbox.addFault({ kind: 'status', status: 403, operation: 'SearchEnrollments' });
    const { data, errors } = await harness.query(`{ user(id: "${userId}") { enrollmentSummary { total } } }`);
    expect(data.user.enrollmentSummary).toBeNull();
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });
});
