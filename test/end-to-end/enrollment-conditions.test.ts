import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Behavior, present, wellKnown } from '../../src/sandbox/http/server.ts';
import { type Harness, harnessForThisTest, startHarness } from '../support/harness.ts';

const { organizationId, userId, sectionId, trainingPlanId } = wellKnown;
const day = 24 * 60 * 60 * 1000;
// The numbers of the sandbox, so that assignments without a grade are known.
const config = { CACHE: 'off', DEFAULT_ORGANIZATION_ID: organizationId, CODES_FILE: 'src/sandbox/codes.yaml' };
let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ config });
});
beforeEach(() => {
  harness.sandbox.reset();
  prepare(harness);
});
afterAll(() => harness.close());

type World = Harness['sandbox']['world'];
type Row = World['enrollments'][number];

/** Every third enrollment expires soon, some assignments are due soon, and some work waits for a grade. */
function prepare({ sandbox: { world } }: Harness): void {
  world.enrollments.forEach((row, index) => {
    row.expiration_date = new Date(present + ((index % 3) * 40 - 20) * day).toISOString();
  });
  world.assignments.forEach((assignment, index) => {
    if (index % 2 === 0) assignment.utc_due_date = new Date(present + ((index % 6) * 20 - 20) * day).toISOString();
  });
  world.assignmentStatuses.forEach((status, index) => {
    if (status.phase === 2 && index % 4 === 0) status.result = 0;
  });
}

const conditions = {
  expiresWithin: ({ phase, expiration_date }: Row) => phase !== 2 && isSoon(expiration_date, 30),
  dueWithin: (row: Row, world: World) =>
    row.phase !== 2 &&
    world.assignments.some(
      ({ section_id, assignment_id, utc_due_date }) =>
        section_id === row.syllabus_id &&
        isSoon(utc_due_date, 30) &&
        !statusesOf(row, world).some((status) => status.assignment_id === assignment_id && status.phase === 2),
    ),
  awaitingGrade: (row: Row, world: World) =>
    row.phase !== 0 &&
    statusesOf(row, world).some(
      ({ phase, result, assignment_id }) =>
        phase === 2 &&
        result === 0 &&
        world.assignments.find((one) => one.assignment_id === assignment_id)?.grading_strategy !== 2,
    ),
};
type Condition = keyof typeof conditions;
const argument: Record<Condition, string> = {
  expiresWithin: 'expiresWithin: 30',
  dueWithin: 'dueWithin: 30',
  awaitingGrade: 'awaitingGrade: true',
};

function isSoon(date: string | null | undefined, days: number): boolean {
  const time = Date.parse(String(date));
  return time > present && time < present + days * day;
}

function statusesOf({ enrollment_id }: Row, { assignmentStatuses }: World) {
  return assignmentStatuses.filter((status) => status.enrollment_id === enrollment_id);
}

interface List {
  open(args: string): string;
  close: string;
  isOf(row: Row): boolean;
}
const ofUser = ({ user_id }: Row) => user_id === userId;
const ofSection = ({ syllabus_id }: Row) => syllabus_id === sectionId;
const lists: Record<string, List> = {
  'User.enrollments': {
    open: (args) => `user(id: "${userId}") { enrollments(${args})`,
    close: '}',
    isOf: ofUser,
  },
  'Query.enrollments': {
    open: (args) => `enrollments(filter: { userIds: ["${userId}"] }, ${args})`,
    close: '',
    isOf: ofUser,
  },
  'Organization.enrollments': {
    open: (args) =>
      `organization(id: "${organizationId}") { enrollments(filter: { syllabusIds: ["${sectionId}", "${trainingPlanId}"] }, ${args})`,
    close: '}',
    isOf: (row) => ofSection(row) || row.syllabus_id === trainingPlanId,
  },
  'Query.sectionEnrollments': {
    open: (args) => `sectionEnrollments(filter: { userId: "${userId}" }, ${args})`,
    close: '',
    isOf: (row) => ofUser(row) && row.kind === 'section',
  },
  'Query.trainingPlanEnrollments': {
    open: (args) => `trainingPlanEnrollments(filter: { userId: "${userId}" }, ${args})`,
    close: '',
    isOf: (row) => ofUser(row) && row.kind === 'trainingPlan',
  },
  'Section.enrollments': {
    open: (args) => `section(id: "${sectionId}") { enrollments(${args})`,
    close: '}',
    isOf: ofSection,
  },
  'TrainingPlan.enrollments': {
    open: (args) => `trainingPlan(id: "${trainingPlanId}") { enrollments(${args})`,
    close: '}',
    isOf: ({ syllabus_id }) => syllabus_id === trainingPlanId,
  },
};
const section = lists['Section.enrollments'] as List;
const user = lists['User.enrollments'] as List;
const organization = lists['Organization.enrollments'] as List;
const combinations: Condition[][] = [
  ['expiresWithin'],
  ['dueWithin'],
  ['awaitingGrade'],
  ['expiresWithin', 'dueWithin', 'awaitingGrade'],
];
const sizes = [7, 20, 12];
const cases = Object.entries(lists).flatMap(([name, list]) =>
  combinations
    .filter((chosen) => !/trainingPlan/i.test(name) || chosen.join() === 'expiresWithin')
    .map((chosen) => ({ name, list, chosen, title: chosen.join(', ') })),
);
const selection =
  '{ totalCount isComplete gap edges { cursor node { id } } nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }';

async function ask(list: List, args: string, of = harness) {
  const { data, errors, calls } = await of.query(`{ ${list.open(args)} ${selection} ${list.close} }`);
  expect(errors).toEqual([]);
  let page = data;
  while (!('pageInfo' in page)) [page] = Object.values(page) as [typeof page];
  return { page, calls };
}

/** The ids of all pages, from the first to the last. */
async function walk(list: List, args: string, first: number) {
  const ids: string[] = [];
  for (let after: string | null = null, turn = 0; turn < 100; turn += 1) {
    const { page } = await ask(list, `${args}, first: ${first}${after ? `, after: "${after}"` : ''}`);
    expect(page.pageInfo.hasPreviousPage).toBe(turn > 0);
    expect(page.nodes).toEqual(page.edges.map(({ node }: { node: object }) => node));
    expect(page.edges.length).toBeLessThanOrEqual(first);
    ids.push(...page.nodes.map(({ id }: { id: string }) => id));
    if (!page.pageInfo.hasNextPage) return ids;
    after = page.pageInfo.endCursor;
  }
  throw new Error('The walk does not end.');
}

describe('conditions that the gateway applies find what the data says:', () => {
  test.each(cases)('$name with $title', async ({ list, chosen }) => {
    const { world } = harness.sandbox;
    const args = chosen.map((name) => argument[name]).join(', ');
    const { page: plain } = await ask(list, 'first: 1000');
    const rows = new Map(world.enrollments.filter(list.isOf).map((row) => [row.enrollment_id, row]));
    const expected = plain.nodes
      .map(({ id }: { id: string }) => id)
      .filter((id: string) => chosen.every((name) => conditions[name](rows.get(id) as Row, world)));
    expect(plain).toMatchObject({ isComplete: true, gap: null, totalCount: rows.size });
    if (chosen.length === 1) expect(expected.length).toBeGreaterThan(0);

    const { page } = await ask(list, `${args}, first: 1000`);
    expect(page).toMatchObject({ totalCount: expected.length, isComplete: true, gap: null });
    expect(page.nodes.map(({ id }: { id: string }) => id)).toEqual(expected);
    const behaviors: Partial<Behavior>[] = [{}, { pageHeaders: 'none' }, { maxPerPage: 7, pageHeaders: 'total' }];
    if (list !== section && list !== user) return;
    for (const [index, behavior] of behaviors.entries()) {
      harness.sandbox.behave(behavior);
      expect(await walk(list, args, sizes[index] ?? 1)).toEqual(expected);
    }
  });
});

/** Answers a roster with many enrollments, of which none but the last has work. */
function manyLearners(count: number, { sandbox } = harness): void {
  const id = (index: number) => `77777777-7777-4777-8777-${String(index).padStart(12, '0')}`;
  const rows = Array.from({ length: count }, (_, index) => ({
    enrollment_id: id(index),
    user_id: id(index),
    syllabus_id: sectionId,
    phase: 1,
    result: 0,
    enrollment_date: '2025-01-01T00:00:00Z',
    expiration_date: new Date(present + 10 * day).toISOString(),
  }));
  sandbox.override('GetSectionEnrollments', ({ page, per_page }) => {
    const [from, size] = [(Number(page) - 1) * Number(per_page), Number(per_page)];
    return { body: rows.slice(from, from + size) };
  });
  const last = id(count - 1);
  const work = {
    assignment_status_id: last,
    assignment_id: wellKnown.assignmentId,
    enrollment_id: last,
    user_id: last,
    phase: 2,
    result: 0,
  };
  sandbox.override('GetAssignmentStatuses', ({ enrollment_id }) => ({ body: enrollment_id === last ? [work] : [] }));
}

describe('the calls of a page', () => {
  test('are those of the roster, if it has the dates', async () => {
    const { calls } = await ask(section, 'expiresWithin: 30, first: 2');
    expect(calls).toEqual({ GetSections: 1, GetSectionEnrollments: 1 });
  });

  test('are one for sections and one for training plans, for the dates of a user', async () => {
    const { calls } = await ask(user, 'expiresWithin: 30, first: 2');
    expect(calls).toEqual({ SearchEnrollments: 1, GetSectionEnrollments: 1, GetTrainingPlanEnrollments: 1 });
  });

  test('are one for each enrollment that was started and the assignments once, for work that waits for a grade', async () => {
    const { world } = harness.sandbox;
    const started = world.enrollments.filter((row) => ofSection(row) && row.phase !== 0).length;
    const query = `{ section(id: "${sectionId}") { enrollments(awaitingGrade: true, first: 10) {
      nodes { id assignmentStatuses(first: 50) { nodes { id assignment { title } } } } } } }`;
    const { errors, calls } = await harness.query(query);
    expect(errors).toEqual([]);
    // The statuses of the matches and their assignments are not read again.
    expect(calls).toEqual({
      GetSections: 1,
      GetSectionEnrollments: 1,
      GetAssignmentStatuses: started,
      GetAssignments: 1,
    });
  });

  test('are at most as many as its price', async () => {
    manyLearners(2000);
    const { extensions = {} } = await harness.query(
      `{ section(id: "${sectionId}") { enrollments(awaitingGrade: true) { nodes { id } } } }`,
      {
        headers: { 'x-debug': 'plan' },
      },
    );
    const plan = extensions.plan as { cost: number; calls: object[] };
    const { calls } = await ask(section, 'awaitingGrade: true');
    expect(Object.values(calls).reduce((sum, count) => sum + count)).toBeLessThanOrEqual(plan.cost);
    expect(plan.calls).toContainEqual({
      operations: ['GetSectionEnrollments'],
      calls: 22,
      objects: 1,
      reason: 'PAGE',
      fields: ['Syllabus.enrollments'],
    });
  });
});

describe('a page that is not complete says so:', () => {
  test('with as many look-ups as it may make, and the next page continues there', async () => {
    manyLearners(250);
    const pages = [];
    for (let after = ''; pages.length < 10; ) {
      const { page, calls } = await ask(section, `awaitingGrade: true, first: 5${after}`);
      const lookUps = (calls.GetAssignments ?? 0) + (calls.GetAssignmentStatuses ?? 0);
      if (page.gap === 'LIMIT') expect(lookUps).toBe(100);
      else expect(lookUps).toBeLessThan(100);
      pages.push({ found: page.nodes.length, gap: page.gap, isComplete: page.isComplete, total: page.totalCount });
      if (!page.pageInfo.hasNextPage) break;
      after = `, after: "${page.pageInfo.endCursor}"`;
    }
    expect(pages).toEqual([
      { found: 0, gap: 'LIMIT', isComplete: false, total: null },
      { found: 0, gap: 'LIMIT', isComplete: false, total: null },
      { found: 1, gap: null, isComplete: true, total: null },
    ]);
  });

  test('with as many pages as it may read', async () => {
    manyLearners(11_000);
    const { page, calls } = await ask(section, 'expiresWithin: 5');
    expect(page).toMatchObject({ nodes: [], gap: 'LIMIT', totalCount: null, pageInfo: { hasNextPage: true } });
    // No totals are reported, so for each page one more call finds out whether the list goes on.
    expect(calls.GetSectionEnrollments).toBe(20);
    const { page: next } = await ask(section, `expiresWithin: 5, after: "${page.pageInfo.endCursor}"`);
    expect(next).toMatchObject({ nodes: [], gap: null, totalCount: null, pageInfo: { hasNextPage: false } });
  });

  test('with calls that the budget of the request does not allow', async () => {
    const limited = await harnessForThisTest({ config: { ...config, COST_LIMIT: '400' }, callLimit: 40 });
    manyLearners(100, limited);
    const ids = [];
    let pages = 0;
    for (let after = ''; pages < 10; pages += 1) {
      const { page } = await ask(section, `awaitingGrade: true, first: 50${after}`, limited);
      ids.push(...page.nodes);
      if (!page.pageInfo.hasNextPage) break;
      expect(page).toMatchObject({ isComplete: false, gap: 'CALL_LIMIT', totalCount: null });
      after = `, after: "${page.pageInfo.endCursor}"`;
    }
    expect(pages).toBeGreaterThan(1);
    expect(ids).toHaveLength(1);
  });

  test.each([
    ['an enrollment', 'GetSectionEnrollments', section, 'expiresWithin: 30'],
    ['the statuses of an enrollment', 'GetAssignmentStatuses', section, 'dueWithin: 30'],
    ['an enrollment of a search', 'SearchEnrollments', organization, 'expiresWithin: 30'],
  ] as const)('with %s that cannot be read', async (_, operation, list, args) => {
    const { page: whole } = await ask(list, `${args}, first: 100`);
    harness.sandbox.addFault({ kind: 'errorCode', code: 5, item: 0, operation });
    const { page } = await ask(list, `${args}, first: 100`);
    expect(page).toMatchObject({ isComplete: false, gap: 'UNREADABLE', totalCount: null });
    const ids = whole.nodes.map(({ id }: { id: string }) => id);
    for (const { id } of page.nodes) expect(ids).toContain(id);
  });

  test('with dates that the token may not read, for those enrollments only', async () => {
    harness.sandbox.addFault({ kind: 'status', status: 403, operation: 'GetTrainingPlanEnrollments' });
    const { page } = await ask(user, 'expiresWithin: 30, first: 1000');
    expect(page).toMatchObject({ isComplete: false, gap: 'UNREADABLE' });
    expect(page.nodes.length).toBeGreaterThan(0);
  });
});

describe('an error is reported instead of an empty list', () => {
  const fails = async (list: List, args: string) => {
    const { data, errors } = await harness.query(`{ ${list.open(args)} { nodes { id } isComplete } ${list.close} }`);
    expect(JSON.stringify(data)).toContain('{"nodes":null,"isComplete":false}');
    return errors;
  };

  test('if the list cannot be read', async () => {
    harness.sandbox.addFault({ kind: 'status', status: 403, operation: 'GetSectionEnrollments' });
    expect(await fails(section, 'expiresWithin: 30')).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  test('if nothing can be decided', async () => {
    harness.sandbox.addFault({ kind: 'status', status: 403, operation: 'GetAssignmentStatuses' });
    const { world } = harness.sandbox;
    for (const row of world.enrollments.filter(ofSection)) row.phase = 1;
    expect(await fails(section, 'awaitingGrade: true')).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  test.each([
    ['expiresWithin: 0', 'expiresWithin must be between 1 and 3650.'],
    ['dueWithin: 3651', 'dueWithin must be between 1 and 3650.'],
    ...['offset: 5', 'last: 5', 'before: "MQ"'].map((argument) => [
      `expiresWithin: 30, ${argument}`,
      'offset, last and before cannot be combined with expiresWithin. Use first and after.',
    ]),
    [
      'dueWithin: 7, awaitingGrade: true, last: 5',
      'offset, last and before cannot be combined with dueWithin and awaitingGrade. Use first and after.',
    ],
    ['expiresWithin: 30, first: 0', 'first must be between 1 and 1000.'],
    [
      'expiresWithin: 30, after: "MQ"',
      'after is not a valid cursor for this list. Use endCursor or a cursor from the same list.',
    ],
  ])('if the arguments are invalid: %s', async (args, message) => {
    expect(await fails(section, args)).toMatchObject([{ message, extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test('if the cursor belongs to other conditions', async () => {
    const { page } = await ask(section, 'expiresWithin: 30, first: 1');
    for (const args of ['expiresWithin: 31', 'dueWithin: 30', 'first: 5'])
      expect(await fails(section, `${args}, after: "${page.pageInfo.endCursor}"`)).toMatchObject([
        { extensions: { code: 'BAD_USER_INPUT' } },
      ]);
  });
});

test('conditions that are null or false have no effect', async () => {
  const { page } = await ask(section, 'first: 3, expiresWithin: null, awaitingGrade: false, offset: 1');
  expect(page).toMatchObject({ isComplete: true, gap: null });
  expect(page.nodes).toHaveLength(3);
});
