import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { type Harness, startHarness } from '../support/harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({
    config: { DEFAULT_ORGANIZATION_ID: wellKnown.organizationId, UPSTREAM_RETRIES: 'false' },
  });
});
beforeEach(() => harness.sandbox.reset());
afterAll(() => harness.close());

const unknown = '99999999-9999-4999-8999-999999999999';
const selection =
  'outcomes { result { __typename ... on DryRunResult { prediction code } ... on Error { errorCode: code } ... on AlreadyEnrolledError { enrollment { id } } } }';
const without = (text: string, part: string) => text.replace(part, '');

type Result = { __typename: string; prediction?: string; code?: string; errorCode?: string; enrollment?: object };
/** Runs a bulk mutation without writing. The cost must cover its REST calls; what is missing may take more. */
async function dryRun(field: string, success: string, bound: 'estimated' | 'callLimit' = 'estimated') {
  const fields = field.startsWith('createEnrollments')
    ? selection
    : without(selection, ' ... on AlreadyEnrolledError { enrollment { id } }');
  const { data, errors, calls, extensions } = await harness.query(
    `mutation { result: ${field} { ... on ${success} { ${fields} } ... on ValidationError { message } } }`,
    { headers: { 'x-debug': 'cost' } },
  );
  expect(errors).toEqual([]);
  const made = Object.values(calls).reduce((sum, count) => sum + count, 0);
  expect(made).toBeLessThanOrEqual((extensions as { cost: Record<typeof bound, number> }).cost[bound]);
  return { results: (data.result.outcomes as { result: Result }[]).map(({ result }) => result), calls };
}

const create = (userIds: readonly string[], syllabus = `syllabusId: "${wellKnown.sectionId}"`) =>
  dryRun(
    `createEnrollments(input: { dryRun: true, organizationId: "${wellKnown.organizationId}", userIds: ${JSON.stringify(userIds)}, ${syllabus}, membershipGroupIds: [] })`,
    'CreateEnrollmentsSuccess',
    syllabus.includes(unknown) ? 'callLimit' : 'estimated',
  );
const drop = (ids: readonly string[]) =>
  dryRun(`dropEnrollments(input: { dryRun: true, ids: ${JSON.stringify(ids)} })`, 'DropEnrollmentsSuccess');
const remove = (ids: readonly string[]) =>
  dryRun(`deleteEnrollments(input: { dryRun: true, ids: ${JSON.stringify(ids)} })`, 'DeleteEnrollmentsSuccess');
const set = (enrollmentIds: readonly string[], key: string) =>
  dryRun(
    `setCustomEnrollmentFieldValuesForEnrollments(input: { dryRun: true, enrollmentIds: ${JSON.stringify(enrollmentIds)}, values: [{ key: "${key}", value: "1" }] })`,
    'SetCustomEnrollmentFieldValuesForEnrollmentsSuccess',
  );

/** Users who are not enrolled in the section, and those whose enrollment is open. */
function people() {
  const { enrollments, users } = harness.sandbox.world;
  const inSection = enrollments.filter(({ syllabus_id }) => syllabus_id === wellKnown.sectionId);
  const enrolled = new Set(inSection.map(({ user_id }) => user_id));
  const open = inSection.filter(({ phase }) => phase !== 2).map(({ user_id }) => user_id);
  return { outsiders: users.map(({ user_id }) => user_id).filter((id) => !enrolled.has(id)), open: [...new Set(open)] };
}
const ownEnrollments = (isOpen: boolean) =>
  harness.sandbox.world.enrollments
    .filter(({ org_id, phase }) => org_id === wellKnown.organizationId && (phase !== 2) === isOpen)
    .map(({ enrollment_id }) => enrollment_id);

test('a dry run says who would be enrolled and who already is, with one read of the enrollments for 200 learners', async () => {
  const { outsiders, open } = people();
  const { results, calls } = await create([...outsiders.slice(0, 200), ...open.slice(0, 3)]);
  const expected = results.map(({ prediction, errorCode }) => prediction ?? errorCode);
  expect(expected.slice(0, 200)).toEqual(Array.from({ length: 200 }, () => 'NO_OBSTACLE_FOUND'));
  expect(new Set(expected.slice(200))).toEqual(new Set(['ALREADY_ENROLLED']));
  expect(results.at(-1)?.enrollment).toEqual({ id: expect.any(String) });
  expect(calls).toEqual({ SearchEnrollments: 1, GetSections: 1 });
});

test('a dry run says that the syllabus does not exist', async () => {
  const { results, calls } = await create(people().outsiders.slice(0, 2), `syllabusId: "${unknown}"`);
  expect(results.map(({ errorCode }) => errorCode)).toEqual(['NOT_FOUND', 'NOT_FOUND']);
  expect(calls).toEqual({ SearchEnrollments: 1, GetSections: 1, GetTrainingPlan: 1, GetSection: 1 });
});

test('a dry run does not decide about a finished enrollment', async () => {
  const finished = harness.sandbox.world.enrollments.find(
    ({ phase, user_id, syllabus_id }) =>
      phase === 2 &&
      !harness.sandbox.world.enrollments.some(
        (other) => other.user_id === user_id && other.syllabus_id === syllabus_id && other.phase !== 2,
      ),
  );
  const { results } = await create([finished?.user_id ?? ''], `syllabusId: "${finished?.syllabus_id}"`);
  expect(results).toEqual([{ __typename: 'DryRunResult', prediction: 'UNDETERMINED', code: null }]);
});

test.each([
  [403, 'FORBIDDEN'],
  [500, 'UPSTREAM_ERROR'],
])('a dry run does not decide if a read fails with %i, and gives the code', async (status, code) => {
  harness.sandbox.addFault({ kind: 'status', status, operation: 'SearchEnrollments' });
  const undetermined = { __typename: 'DryRunResult', prediction: 'UNDETERMINED', code };
  const ids = ownEnrollments(true).slice(0, 2);
  const runs = [
    () => create(people().outsiders.slice(0, 2)),
    () => drop(ids),
    () => remove(ids),
    () => set(ids, 'cost_center'),
  ];
  for (const run of runs) expect((await run()).results).toEqual([undetermined, undetermined]);
});

test('a dry run of other changes reads all enrollments with one call', async () => {
  const [open = ''] = ownEnrollments(true);
  const [finished = ''] = ownEnrollments(false);
  const ids = [open, finished, unknown];
  const predictions = ({ results }: { results: Result[] }) => results.map(({ prediction }) => prediction);
  const dropped = await drop(ids);
  expect(predictions(dropped)).toEqual(['NO_OBSTACLE_FOUND', 'UNDETERMINED', 'UNDETERMINED']);
  expect(dropped.calls).toEqual({ SearchEnrollments: 1 });
  const deleted = await remove(ids);
  expect(predictions(deleted)).toEqual(['NO_OBSTACLE_FOUND', 'NO_OBSTACLE_FOUND', 'UNDETERMINED']);
  expect(deleted.calls).toEqual({ SearchEnrollments: 1 });
  const known = await set(ids, 'cost_center');
  expect(predictions(known)).toEqual(['NO_OBSTACLE_FOUND', 'NO_OBSTACLE_FOUND', 'UNDETERMINED']);
  expect(known.calls).toEqual({ SearchEnrollments: 1, GetCustomEnrollmentFields: 1 });
  const unknownKey = await set(ids, 'shoe_size');
  expect(predictions(unknownKey)).toEqual(['UNDETERMINED', 'UNDETERMINED', 'UNDETERMINED']);
});
