import { afterAll, beforeAll, expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { createState } from '../../src/sandbox/world/state.ts';
import { enrollmentOf } from './examples.ts';
import { instant, required, startTestSandbox, type TestSandbox } from './support.ts';

let subject: TestSandbox;
beforeAll(async () => {
  subject = await startTestSandbox();
});
afterAll(() => subject.close());
const world = () => subject.sandbox.world;

test('the same seed gives the same world, another seed another one with the same well-known ids', () => {
  expect(createState(1).world).toEqual(createState(1).world);
  const other = createState(2).world;
  expect(other).not.toEqual(createState(1).world);
  expect(other.users.map(({ user_id }) => user_id)).toContain(wellKnown.userId);
  expect(other.sections.map(({ syllabus_id }) => syllabus_id)).toContain(wellKnown.sectionId);
  expect(other.catalogs.map(({ catalog_id }) => catalog_id)).toContain(wellKnown.catalogId);
});

test('a reset undoes what a test changed by hand', async () => {
  const { sandbox } = subject;
  const before = structuredClone(sandbox.world);
  sandbox.reset();
  required(sandbox.world.sections[0]).title = 'Changed by hand';
  sandbox.world.enrollments.length = 0;
  sandbox.reset();
  expect(sandbox.world).toEqual(before);
});

test('the world is as large as promised', () => {
  const { organizations, users, sections, trainingPlans, catalogs, enrollments } = world();
  expect(organizations.length).toBeGreaterThanOrEqual(4);
  expect(users.length).toBeGreaterThanOrEqual(200);
  expect(sections.length).toBeGreaterThanOrEqual(80);
  expect(trainingPlans.length).toBeGreaterThanOrEqual(15);
  expect(catalogs.length).toBeGreaterThanOrEqual(6);
  expect(enrollments.length).toBeGreaterThanOrEqual(2000);
  for (const phase of [0, 1, 2]) {
    expect(enrollments.filter((item) => item.phase === phase).length).toBeGreaterThan(100);
  }
});

test('one organization has suborganizations, another has none', () => {
  const { organizations } = world();
  const children = (id: string) => organizations.filter(({ parent_org_id }) => parent_org_id === id);
  const tops = organizations.filter(({ parent_org_id }) => parent_org_id === null);
  expect(tops.length).toBeGreaterThan(1);
  expect(tops.some(({ org_id }) => children(org_id).length > 0)).toBe(true);
});

test('categories nest three levels deep, and one catalog needs more than one page of them', () => {
  const { categories } = world();
  const parents = new Map<string, string | null | undefined>(
    categories.map(({ category_id, parent_category_id }) => [category_id, parent_category_id]),
  );
  const depth = (id: string | null | undefined): number => (id ? 1 + depth(parents.get(id)) : 0);
  expect(Math.max(...categories.map(({ category_id }) => depth(category_id)))).toBe(3);
  expect(Math.max(...counts(categories.map(({ catalog_id }) => catalog_id)))).toBeGreaterThan(30);
});

test('the score of a section enrollment is the mean of its graded work by weight', () => {
  const { enrollments, assignmentStatuses } = world();
  const graded = assignmentStatuses.filter((status) => typeof status.assignment_score === 'number');
  const wrong = enrollments.filter(({ enrollment_id: id, weighted_score: total }) => {
    const work = graded.filter(({ enrollment_id }) => enrollment_id === id);
    const weights = sum(work.map(({ assignment_weight: weight }) => weight ?? 0));
    const points = sum(
      work.map(({ assignment_score: score, assignment_weight: weight }) => (score ?? 0) * (weight ?? 0)),
    );
    return work.length > 0 && Math.abs(points / weights - (total ?? 0)) > 0.01;
  });
  expect(graded.length).toBeGreaterThan(500);
  expect(wrong).toEqual([]);
});

test('rosters have the sizes that paging tests need', () => {
  const { enrollments } = world();
  const sizes = counts(enrollments.map(({ syllabus_id }) => syllabus_id));
  expect(Math.max(...sizes)).toBeGreaterThan(100);
  expect(sizes).toContain(10);
  expect(enrollments.filter(({ user_id }) => user_id === wellKnown.userId).length).toBeGreaterThanOrEqual(30);
});

test('progress, results and scores agree', () => {
  const { enrollments } = world();
  const sections = enrollments.filter(({ kind }) => kind === 'section');
  const hasNoWork = ({ completed_assignment_count: count }: (typeof sections)[number]) => count === 0;
  const unfinished = sections.filter(({ phase }) => phase !== 2);
  expect(
    unfinished.filter((item) => hasNoWork(item) && (item.result !== 0 || item.weighted_score !== undefined)),
  ).toEqual([]);
  expect(
    sections.filter((item) => item.phase === 2 && item.result === 1 && item.percent_assignments_complete !== 100),
  ).toEqual([]);
  expect(enrollments.filter((item) => item.is_dropped && item.percent_requirements_fulfilled === 100)).toEqual([]);
  expect(sections.filter((item) => (item.weighted_score ?? 0) > (item.max_weighted_score ?? 0))).toEqual([]);
});

test('titles of assignments differ within a section, and few sections share one', () => {
  const { assignments, sections } = world();
  expect(Math.max(...counts(assignments.map(({ section_id, title }) => `${section_id} ${title}`)))).toBe(1);
  const middle = assignments.filter(({ title }) => !/Why it matters|Final review/.test(title ?? ''));
  expect(Math.max(...counts(middle.map(({ title }) => title ?? '')))).toBeLessThan(sections.length / 5);
});

test('one section has no assignments and one has a dozen', () => {
  const { sections, assignments } = world();
  const sizes = sections.map(
    ({ syllabus_id }) => assignments.filter(({ section_id }) => section_id === syllabus_id).length,
  );
  expect(sizes).toContain(0);
  expect(Math.max(...sizes)).toBeGreaterThanOrEqual(10);
});

test('every reference points to an existing object', () => {
  const all = world();
  const ids = {
    organization: new Set<string>(all.organizations.map(({ org_id }) => org_id)),
    user: new Set<string>(all.users.map(({ user_id }) => user_id)),
    syllabus: new Set<string>([...all.sections, ...all.trainingPlans].map(({ syllabus_id }) => syllabus_id)),
    section: new Set<string>(all.sections.map(({ syllabus_id }) => syllabus_id)),
    subscription: new Set<string>(all.subscriptions.map(({ subscription_id }) => subscription_id)),
    assignment: new Set<string>(all.assignments.map(({ assignment_id }) => assignment_id)),
    enrollment: new Set<string>(all.enrollments.map(({ enrollment_id }) => enrollment_id)),
    catalog: new Set<string>(all.catalogs.map(({ catalog_id }) => catalog_id)),
    category: new Set<string>(all.categories.map(({ category_id }) => category_id)),
    field: new Set<string>(all.customFields.map(({ field_id }) => field_id)),
  };
  const dangling = [
    ...all.enrollments.filter(
      (item) =>
        !ids.user.has(item.user_id) ||
        !ids.syllabus.has(item.syllabus_id) ||
        !ids.subscription.has(item.subscription_id) ||
        !ids.organization.has(item.org_id),
    ),
    ...all.assignmentStatuses.filter(
      (item) => !ids.enrollment.has(item.enrollment_id) || !ids.assignment.has(item.assignment_id),
    ),
    ...all.assignments.filter(({ section_id }) => !ids.section.has(section_id)),
    ...all.categories.filter(
      (item) =>
        !ids.catalog.has(item.catalog_id) || (item.parent_category_id && !ids.category.has(item.parent_category_id)),
    ),
    ...all.products.filter(
      (item) =>
        !ids.catalog.has(item.catalog_id) ||
        !ids.syllabus.has(item.syllabus_id) ||
        item.category_ids.some((id) => !ids.category.has(id)),
    ),
    ...all.testAttempts.filter(
      (item) => !ids.enrollment.has(item.enrollment_id) || !ids.assignment.has(item.assignment_id),
    ),
    ...all.scos.filter((item) => !ids.enrollment.has(item.enrollment_id) || !ids.assignment.has(item.assignment_id)),
    ...all.customFieldDefaults.filter(({ field_id }) => !ids.field.has(field_id)),
  ];
  expect(dangling).toEqual([]);
});

test('ids are unique', () => {
  const all = world();
  const ids = [
    ...all.organizations.map(({ org_id }) => org_id),
    ...all.users.map(({ user_id }) => user_id),
    ...[...all.sections, ...all.trainingPlans].map(({ syllabus_id }) => syllabus_id),
    ...all.assignments.map(({ assignment_id }) => assignment_id),
    ...all.enrollments.map(({ enrollment_id }) => enrollment_id),
    ...all.catalogs.map(({ catalog_id }) => catalog_id),
    ...all.categories.map(({ category_id }) => category_id),
    ...all.products.map(({ product_id }) => product_id),
  ];
  expect(new Set(ids).size).toBe(ids.length);
});

test('phases, results and dates of an enrollment agree', () => {
  const odd = world().enrollments.filter((item) => {
    const { phase, result, completion_date, enrollment_date, is_dropped, kind } = item;
    return (
      (phase !== 2 && completion_date) ||
      (phase === 0 && (result !== 0 || item.first_activity_date)) ||
      (completion_date && completion_date < enrollment_date) ||
      (is_dropped && phase !== 2) ||
      (kind === 'section' && (item.completed_assignment_count ?? 0) > (item.assignment_count ?? 0))
    );
  });
  expect(odd).toEqual([]);
});

test('every kind of certificate occurs', () => {
  const kinds = new Set(
    world().enrollments.map(({ certificate }) =>
      certificate.certificate_ready ? 'ready' : certificate.certificate_not_assigned ? 'not assigned' : 'not ready',
    ),
  );
  expect([...kinds].sort()).toEqual(['not assigned', 'not ready', 'ready']);
});

test('texts for people are not filler', () => {
  const { sections, trainingPlans, assignments, users, catalogs } = world();
  const texts = [
    ...sections.flatMap(({ title, description, objectives }) => [title, description, objectives]),
    ...trainingPlans.flatMap(({ title, name, description }) => [title, name, description]),
    ...assignments.map(({ title }) => title),
    ...catalogs.map(({ name }) => name),
    ...users.flatMap(({ first_name, last_name }) => [first_name, last_name]),
  ];
  for (const text of texts) expect(text ?? '').not.toMatch(/lorem|ipsum|^text$|^test\b|\bfoo\b|undefined|\[object/i);
  expect(new Set(sections.map(({ title }) => title)).size).toBeGreaterThan(40);
});

test('the demo user has enrollments of both kinds, in several phases', () => {
  const mine = world().enrollments.filter(({ user_id }) => user_id === wellKnown.userId);
  expect(new Set(mine.map(({ kind }) => kind))).toEqual(new Set(['section', 'trainingPlan']));
  expect(new Set(mine.map(({ phase }) => phase)).size).toBeGreaterThan(1);
  expect(enrollmentOf(world(), wellKnown.enrollmentId).kind).toBe('section');
  expect(enrollmentOf(world(), wellKnown.trainingPlanEnrollmentId).kind).toBe('trainingPlan');
});

test('the demo catalog offers sections and training plans', async () => {
  const { body } = await subject.call('GetCatalogSyllabi', { query: { catalog_id: wellKnown.catalogId } });
  expect(new Set(body.map((item: { syllabus_type: number }) => item.syllabus_type))).toEqual(new Set([0, 1]));
});

test('dates have all formats of the real API, and the value of the world', async () => {
  const { body } = await subject.call('SearchEnrollments', {
    query: { per_page: 1000 },
    body: { org_ids: [wellKnown.organizationId] },
  });
  const forms = { milliseconds: /\.\d{3}Z$/, sevenDigits: /\.\d{7}Z$/, offset: /\+00:00$/, zoneless: /\d$/ };
  const dates: string[] = body.enrollments.map(({ enrollment_date }: { enrollment_date: string }) => enrollment_date);
  for (const form of Object.values(forms)) expect(dates.some((date) => form.test(date))).toBe(true);
  const real = new Map<string, string>(world().enrollments.map((item) => [item.enrollment_id, item.enrollment_date]));
  for (const { enrollment_id, enrollment_date } of body.enrollments) {
    expect(instant(enrollment_date)).toBe(instant(required(real.get(enrollment_id))));
  }
});

test('absent values are mostly left out, sometimes null, and sometimes a "none" value', async () => {
  const { body } = await subject.call('GetSectionEnrollments', {
    query: { org_id: wellKnown.organizationId, user_id: wellKnown.userId, per_page: 1000 },
  });
  const statuses = await Promise.all(
    body
      .slice(0, 20)
      .map(({ enrollment_id }: { enrollment_id: string }) =>
        subject.call('GetAssignmentStatuses', { query: { enrollment_id, per_page: 1000 } }),
      ),
  );
  const rows: Record<string, unknown>[] = [...body, ...statuses.flatMap((answer) => answer.body)];
  const values = rows.flatMap((row) => Object.values(row));
  expect(values).toContain(null);
  expect(values).toContain('0001-01-01T00:00:00');
  expect(values).toContain('00000000-0000-0000-0000-000000000000');
  const nulls = values.filter((value) => value === null).length;
  const missing = rows.filter((row) => !('completion_date' in row) && !('utc_completion_date' in row)).length;
  expect(missing).toBeGreaterThan(0);
  expect(nulls).toBeLessThan(values.length / 4);
});

test('a sandbox starts quickly', async () => {
  const before = process.cpuUsage();
  await (await startTestSandbox({ seed: 3 })).close();
  const { user, system } = process.cpuUsage(before);
  // The goal is half a second. Processor time, because other processes do not add to it.
  expect((user + system) / 1000).toBeLessThan(2000);
});

/** The number of occurrences of each value. */
function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function counts(values: string[]): number[] {
  const byValue = new Map<string, number>();
  for (const value of values) byValue.set(value, (byValue.get(value) ?? 0) + 1);
  return [...byValue.values()];
}
