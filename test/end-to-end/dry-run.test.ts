import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { eventually } from '../support/eventually.ts';
import { countCalls, type Harness, startHarness } from '../support/harness.ts';

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

const dropOf = (name: string, ids: readonly string[], others = 'dryRun: true') =>
  `${name}: dropEnrollments(input: { ids: ${JSON.stringify(ids)}, ${others} }) { ... on DropEnrollmentsSuccess { outcomes { result { __typename ... on DryRunResult { prediction } } } } }`;
const outcomeOf = ({ outcomes: [{ result }] }: { outcomes: [{ result: Result }] }) =>
  result.prediction ?? result.__typename;

test('dry runs that follow each other send their reads at once, whatever their arguments come from', async () => {
  const { sandbox } = harness;
  const [first, second, third] = ownEnrollments(true);
  const release = sandbox.hold('SearchEnrollments');
  const answered = harness.query(
    `mutation ($dryRun: Boolean, $input: DropEnrollmentsInput!) {
      ${dropOf('a', [first ?? ''])}
      __typename
      ${dropOf('b', [second ?? ''], 'dryRun: $dryRun')}
      c: dropEnrollments(input: $input) { __typename }
    }`,
    { variables: { dryRun: true, input: { ids: [third], dryRun: true } } },
  );
  // None of them is answered yet.
  await eventually(() => expect(countCalls(sandbox)).toEqual({ SearchEnrollments: 3 }));
  release();
  const { data, errors } = await answered;
  expect(errors).toEqual([]);
  expect(Object.keys(data)).toEqual(['a', '__typename', 'b', 'c']);
  expect([outcomeOf(data.a), outcomeOf(data.b)]).toEqual(['NO_OBSTACLE_FOUND', 'NO_OBSTACLE_FOUND']);
});

test.each([
  ['false', {}],
  ['null', {}],
  ['$dryRun', { dryRun: false }],
  ['$dryRun', {}],
])(
  'a dry run after a write with dryRun: %s and %j shows what the write did, and one before it does not',
  async (dryRun, variables) => {
    const [id = ''] = ownEnrollments(true);
    const { data, errors, calls } = await harness.query(
      `mutation ${dryRun === '$dryRun' ? '($dryRun: Boolean)' : ''} { ${dropOf('before', [id])} ${dropOf('write', [id], `dryRun: ${dryRun}`)} ${dropOf('after', [id])} }`,
      { variables },
    );
    expect(errors).toEqual([]);
    expect(outcomeOf(data.before)).toBe('NO_OBSTACLE_FOUND');
    expect(outcomeOf(data.write)).toBe('DropEnrollmentSuccess');
    expect(outcomeOf(data.after)).toBe('UNDETERMINED');
    expect(calls).toEqual({ SearchEnrollments: 2, DropEnrollment: 1 });
  },
);

test('a dry run waits for the write before it, which waits for the dry runs before it', async () => {
  const { sandbox } = harness;
  const [first = '', second = '', third = '', fourth = ''] = ownEnrollments(true);
  const release = sandbox.hold('SearchEnrollments');
  const answered = harness.query(
    `mutation { ${dropOf('a', [first])} ${dropOf('b', [second])} ${dropOf('c', [third], '')} ${dropOf('d', [fourth])} }`,
  );
  await eventually(() => expect(countCalls(sandbox)).toEqual({ SearchEnrollments: 2 }));
  const releaseWrite = sandbox.hold('DropEnrollment');
  release();
  await eventually(() => expect(countCalls(sandbox)).toEqual({ SearchEnrollments: 2, DropEnrollment: 1 }));
  releaseWrite();
  const { calls } = await answered;
  expect(calls).toEqual({ SearchEnrollments: 3, DropEnrollment: 1 });
});

test('two creations in one dry run look for their syllabi with one call', async () => {
  const { outsiders } = people();
  const sections = harness.sandbox.world.sections.slice(0, 2);
  const createIn = (name: string, id: string) =>
    `${name}: createEnrollments(input: { dryRun: true, organizationId: "${wellKnown.organizationId}", userIds: ["${outsiders[0]}"], syllabusId: "${id}", membershipGroupIds: [] }) { __typename }`;
  const { data, errors, calls } = await harness.query(
    `mutation { ${sections.map(({ syllabus_id }, index) => createIn(`f${index}`, syllabus_id)).join(' ')} }`,
  );
  expect(errors).toEqual([]);
  expect(data.f1.__typename).toBe('CreateEnrollmentsSuccess');
  expect(calls).toEqual({ SearchEnrollments: 2, GetSections: 1 });
});

test('an invalid dry run is an error of its field alone, in its place', async () => {
  const [id = ''] = ownEnrollments(true);
  const { data, errors, calls } = await harness.query(
    `mutation ($dryRun: Boolean! = true) { ${dropOf('a', [id])} b: dropEnrollments(input: { ids: [], dryRun: true }) { __typename } ${dropOf('c', [id], 'dryRun: $dryRun')} ${dropOf('d', [id])} }`,
  );
  expect(errors).toEqual([]);
  expect(Object.keys(data)).toEqual(['a', 'b', 'c', 'd']);
  expect(data.b).toEqual({ __typename: 'ValidationError' });
  expect(outcomeOf(data.d)).toBe('NO_OBSTACLE_FOUND');
  expect(calls).toEqual({ SearchEnrollments: 1 });
});
