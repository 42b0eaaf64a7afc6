import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { type Harness, startHarness } from '../support/harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ config: { CACHE: 'off', DEFAULT_ORGANIZATION_ID: wellKnown.organizationId } });
});
beforeEach(() => harness.sandbox.reset());
afterAll(() => harness.close());

const { userId, sectionId, trainingPlanId, enrollmentId, trainingPlanEnrollmentId, catalogId } = wellKnown;
const ofUser = (fields: string) => `{ user(id: "${userId}") { enrollments(first: 60) { nodes { ${fields} } } } }`;

interface Titled {
  title: string | null;
  percentComplete: number | null;
}

test('a list of enrollments shows title and progress without a fragment, for the calls of the fragments', async () => {
  const plain = await harness.query(ofUser('id title percentComplete'));
  const byFragments = await harness.query(
    ofUser(`id ... on SectionEnrollment { title percentComplete: percentAssignmentsComplete }
      ... on TrainingPlanEnrollment { title: name percentComplete: percentRequirementsFulfilled }`),
  );
  expect(plain.errors).toEqual([]);
  expect(plain.data).toEqual(byFragments.data);
  const nodes: Titled[] = plain.data.user.enrollments.nodes;
  expect(nodes.every(({ title, percentComplete }) => title !== null && percentComplete !== null)).toBe(true);
  harness.sandbox.reset();
  expect(plain.calls).toEqual(byFragments.calls);
});

test.each([
  ['an enrollment in a section', enrollmentId, 'GetSectionEnrollments'],
  ['an enrollment in a training plan', trainingPlanEnrollmentId, 'GetTrainingPlanEnrollments'],
])('%s has title and progress by its id, in the graph and for a router', async (_, id, operation) => {
  const { data, errors } = await harness.query(
    `query ($of: [_Any!]!) {
      enrollment(id: "${id}") { title percentComplete }
      _entities(representations: $of) { ... on Enrollment { title percentComplete } }
    }`,
    { variables: { of: [{ __typename: 'Enrollment', id }] } },
  );
  expect(errors).toEqual([]);
  const rows: { syllabus_id: string; title?: unknown; name?: unknown }[] = [];
  const { world } = harness.sandbox;
  const syllabusId = world.enrollments.find(({ enrollment_id }) => enrollment_id === id)?.syllabus_id;
  rows.push(...world.sections, ...world.trainingPlans);
  const syllabus = rows.find((row) => row.syllabus_id === syllabusId);
  expect(data.enrollment.title).toBe(operation === 'GetSectionEnrollments' ? syllabus?.title : syllabus?.name);
  expect(data._entities).toEqual([data.enrollment]);
});

test.each([
  ['section', sectionId],
  ['training plan', trainingPlanId],
])('a %s has description and roster as a syllabus, new and met before', async (_, id) => {
  const roster = 'description enrollments(first: 3) { __typename totalCount nodes { id title } edges { cursor } }';
  const query = `query { syllabus(id: "${id}") { ${roster} } }`;
  const [first, again] = [await harness.query(query), await harness.query(query)];
  const own = await harness.query(
    `{ it: ${id === sectionId ? 'section' : 'trainingPlan'}(id: "${id}") { ${roster} } }`,
  );
  expect(first.errors).toEqual([]);
  expect(first.data.syllabus).toEqual(own.data.it);
  expect(again.data).toEqual(first.data);
  expect(first.data.syllabus.enrollments.nodes).toHaveLength(3);
  const description = id === sectionId ? 'GetSectionDescription' : 'GetTrainingPlanDescription';
  // Nothing is read for the other type, whose resolvers would ask for an id that they do not know.
  for (const { calls } of [first, again])
    expect(Object.keys(calls).filter((name) => name.endsWith('Description'))).toEqual([description]);
});

test('the syllabi of a catalog show their descriptions, each by its own operation', async () => {
  const { data, errors, calls } = await harness.query(
    `{ catalog(id: "${catalogId}") { syllabi(first: 20) { nodes { __typename description } } } }`,
  );
  expect(errors).toEqual([]);
  const { nodes } = data.catalog.syllabi;
  const count = (name: string) => nodes.filter((node: { __typename: string }) => node.__typename === name).length;
  expect(count('TrainingPlan')).toBeGreaterThan(0);
  expect(calls).toMatchObject({
    GetSectionDescription: count('Section'),
    GetTrainingPlanDescription: count('TrainingPlan'),
  });
});

test('a syllabus whose type is not selected is not looked up, unless a field depends on the type', async () => {
  expect((await harness.query(ofUser('syllabus { id }'))).calls).toEqual({ SearchEnrollments: 1 });
  const { calls } = await harness.query(ofUser('syllabus { description }'));
  expect(calls.GetSections).toBe(1);
});

test('a dropped enrollment is finished without a grade, and nothing more is claimed', async () => {
  const id = harness.sandbox.world.enrollments.find(
    ({ user_id, phase, result, is_dropped }) => user_id === userId && phase === 1 && result === 0 && !is_dropped,
  )?.enrollment_id;
  const dropped = await harness.query(
    `mutation { dropEnrollment(input: { id: "${id}" }) { ... on DropEnrollmentSuccess { enrollment { phase status } } } }`,
  );
  expect(dropped.data.dropEnrollment.enrollment).toEqual({ phase: 'FINISHED', status: 'FINISHED' });
  const read = await harness.query(`{ enrollment(id: "${id}") { phase status } }`);
  expect(read.data.enrollment).toEqual(dropped.data.dropEnrollment.enrollment);
});
