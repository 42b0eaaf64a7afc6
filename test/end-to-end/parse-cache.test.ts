import { expect, onTestFinished, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { type AnswerProxy, startProxy } from '../support/changed-answers/proxy.ts';
import { type Harness, harnessForThisTest } from '../support/harness.ts';

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

test('a warning of an empty page is reported each time, also if all items come from pages that are cached', async () => {
  const { query, sandbox } = await harnessForThisTest({ config: { CACHE: 'off' } });
  const total = (await query(enrollments)).data.user.enrollments.totalCount;
  sandbox.behave({ maxPerPage: total, pageHeaders: 'none' });
  const parameters = { page: 2 };
  sandbox.addFault({ kind: 'warnings', messages: ['Careful'], operation: 'SearchEnrollments', parameters });
  const all = `{ user(id: "${wellKnown.userId}") { enrollments(first: ${total + 5}) { nodes { phaseCode } } } }`;
  for (const _ of [1, 2, 3, 4]) {
    const { data, extensions } = await query(all);
    expect(data.user.enrollments.nodes).toHaveLength(total);
    expect(extensions).toMatchObject({ warnings: [{ message: 'Careful' }] });
  }
});

/** A gateway whose responses of the REST API a test can change. */
async function changedGateway(config: Record<string, string>): Promise<{ harness: Harness; proxy: AnswerProxy }> {
  const proxy = await startProxy();
  onTestFinished(() => proxy.close());
  const harness = await harnessForThisTest({ config: { CACHE: 'off', LEARNING_API_URL: proxy.url, ...config } });
  proxy.target = harness.sandbox.url;
  return { harness, proxy };
}

test('a response with a value that is nested deep is answered the same each time', async () => {
  const { harness, proxy } = await changedGateway({ CONTRACT_CHECK_EVERY: '0' });
  const deep = `${'{"a":'.repeat(6000)}1${'}'.repeat(6000)}`;
  proxy.change('SearchEnrollments', (answer) => ({
    ...answer,
    body: Buffer.from(String(answer.body).replace('{"enrollments":[{', `{"enrollments":[{"X":${deep},`)),
  }));
  const first = await harness.query(enrollments);
  expect(first.errors).toEqual([]);
  for (const _ of [1, 2, 3]) expect(await harness.query(enrollments)).toEqual(first);
});

test('a response that fails is not the one that is compared with the contract', async () => {
  const { harness, proxy } = await changedGateway({ UPSTREAM_RETRIES: 'false' });
  proxy.change('SearchEnrollments', (answer) => ({
    ...answer,
    body: Buffer.from(String(answer.body).replace('{"enrollments":[{', '{"enrollments":[{"added_field":5,')),
  }));
  harness.sandbox.addFault({ kind: 'status', status: 503, operation: 'SearchEnrollments', times: 1 });
  expect((await harness.query(enrollments)).errors).not.toEqual([]);
  await harness.query(enrollments);
  expect(harness.log.filter(({ event }) => event === 'contract_drift')).toHaveLength(1);
});

test('one response in CONTRACT_CHECK_EVERY is compared with the contract, also if all have the same bytes', async () => {
  const { harness, proxy } = await changedGateway({ CONTRACT_CHECK_EVERY: '5' });
  const drifts = () => harness.log.filter(({ event }) => event === 'contract_drift');
  await harness.query(enrollments);
  proxy.change('SearchEnrollments', (answer) => ({
    ...answer,
    body: Buffer.from(String(answer.body).replace('{"enrollments":[{', '{"enrollments":[{"added_field":5,')),
  }));
  for (const _ of [1, 2, 3, 4]) await harness.query(enrollments);
  expect(drifts()).toEqual([]);
  await harness.query(enrollments);
  expect(drifts()).toMatchObject([{ operation: 'SearchEnrollments', kind: 'new' }]);
});
