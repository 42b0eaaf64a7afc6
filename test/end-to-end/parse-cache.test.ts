import { expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { harnessForThisTest } from '../support/harness.ts';

const assignments = `{ section(id: "${wellKnown.sectionId}") { title assignments(first: 2) { nodes { id title weight dueAt } } } }`;
const calls = { GetSections: 1, GetAssignments: 1 };
const enrollments = `{ user(id: "${wellKnown.userId}") { enrollments(first: 5) { totalCount nodes { id phaseCode phase enrolledAt syllabus { title } } } } }`;
const unknownToken = 'f0000000-0000-4000-8000-00000000ffff';

test('every caller gets their own calls, also if the responses are the same', async () => {
  const { query, sandbox } = await harnessForThisTest({ config: { CACHE: 'off' } });
  const first = await query(assignments);
  for (const _ of [1, 2, 3]) expect(await query(assignments)).toMatchObject({ data: first.data, calls });
  const other = await query(assignments, { token: sandbox.tokens.limited });
  expect(other.errors?.map(({ extensions }) => extensions.code)).toContain('FORBIDDEN');
  expect(other.data.section).toBeNull();
});

test('a change in the REST API is visible at once', async () => {
  const { query, sandbox } = await harnessForThisTest({ config: { CACHE: 'off' } });
  for (const _ of [1, 2, 3]) await query(assignments);
  const section = sandbox.world.sections.find(({ syllabus_id }) => syllabus_id === wellKnown.sectionId);
  if (section) section.title = 'New title';
  expect((await query(assignments)).data.section.title).toBe('New title');
});

test('data of a learner reaches only callers to whom the REST API sends it, and as it is now', async () => {
  const { query, sandbox } = await harnessForThisTest({ config: { CACHE: 'off' } });
  const first = await query(enrollments);
  for (const _ of [1, 2, 3]) expect(await query(enrollments)).toEqual(first);
  const unknown = await query(enrollments, { token: unknownToken });
  expect(unknown.errors?.map(({ extensions }) => extensions.code)).toContain('UNAUTHENTICATED');
  expect(JSON.stringify(unknown)).not.toContain('phaseCode');
  const [{ id, phaseCode }] = first.data.user.enrollments.nodes;
  const row = sandbox.world.enrollments.find(({ enrollment_id }) => enrollment_id === id);
  if (row) row.phase = phaseCode === 1 ? 2 : 1;
  for (const _ of [1, 2, 3]) {
    const { data } = await query(enrollments);
    expect(data.user.enrollments.nodes[0]).toMatchObject({ id, phaseCode: phaseCode === 1 ? 2 : 1 });
  }
});

test('warnings and failures of a response are reported to its caller only', async () => {
  const { query, sandbox } = await harnessForThisTest({ config: { CACHE: 'off', UPSTREAM_RETRIES: 'false' } });
  const usual = await query(assignments);
  await query(assignments);
  sandbox.addFault({ kind: 'warnings', messages: ['Careful'], item: 0, operation: 'GetAssignments', times: 1 });
  expect((await query(assignments)).extensions).toMatchObject({ warnings: [{ message: 'Careful' }] });
  const { data, extensions } = await query(assignments);
  expect([data, extensions]).toEqual([usual.data, undefined]);
  sandbox.addFault({ kind: 'status', status: 503, operation: 'GetAssignments', times: 1 });
  expect((await query(assignments)).errors).toHaveLength(1);
  expect((await query(assignments)).data).toEqual(usual.data);
});
