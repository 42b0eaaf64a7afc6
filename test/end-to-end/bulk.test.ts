import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { wellKnown } from '../../src/sandbox/http/server.ts';
import { eventually } from '../support/eventually.ts';
import { type Harness, harnessForThisTest, startHarness } from '../support/harness.ts';
import { queryInParts } from '../support/parts.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ config: { DEFAULT_ORGANIZATION_ID: wellKnown.organizationId } });
});
beforeEach(() => harness.sandbox.reset());
afterAll(() => harness.close());

const createMany = `mutation ($userIds: [ID!]!, $syllabusId: ID) {
  createEnrollments(input: { organizationId: "${wellKnown.organizationId}", userIds: $userIds, syllabusId: $syllabusId, membershipGroupIds: [] }) {
    ... on CreateEnrollmentsSuccess {
      outcomes { user { id } result { __typename ... on CreateEnrollmentSuccess { enrollmentId } ... on Error { code message } } }
    }
    ... on ValidationError { field message }
  }
}`;
const dropMany = `mutation ($ids: [ID!]!) {
  dropEnrollments(input: { ids: $ids }) {
    ... on DropEnrollmentsSuccess { outcomes { id result { __typename ... on Error { code } } } }
    ... on ValidationError { field message }
  }
}`;
interface Outcome {
  id?: string;
  user?: { id: string };
  result: { __typename: string; code?: string };
}

test('500 enrollments are dropped with one call each, and the outcomes come in the order asked, whatever became of the neighbors', async () => {
  const open = harness.sandbox.world.enrollments.filter(({ is_dropped }) => !is_dropped).slice(0, 497);
  const dropped = harness.sandbox.world.enrollments.find(({ is_dropped }) => is_dropped);
  const unknown = '99999999-9999-4999-8999-999999999999';
  const ids = [
    unknown,
    ...open.map(({ enrollment_id }) => enrollment_id),
    dropped?.enrollment_id ?? '',
    wellKnown.userId,
  ];
  harness.sandbox.addFault({
    kind: 'status',
    status: 500,
    operation: 'DropEnrollment',
    parameters: { enrollment_id: ids[10] },
  });
  harness.sandbox.addFault({ kind: 'resetAfter', operation: 'DropEnrollment', parameters: { enrollment_id: ids[20] } });
  harness.sandbox.addFault({
    kind: 'status',
    status: 429,
    operation: 'DropEnrollment',
    parameters: { enrollment_id: ids[30] },
  });
  const { data, errors, calls } = await harness.query(dropMany, { variables: { ids } });
  expect(errors).toEqual([]);
  const outcomes: Outcome[] = data.dropEnrollments.outcomes;
  expect(outcomes.map(({ id }) => id)).toEqual(ids);
  const kinds = outcomes.map(({ result }) => result.code ?? result.__typename);
  expect(kinds[0]).toBe('NOT_FOUND');
  expect(kinds[10]).toBe('OUTCOME_UNKNOWN');
  expect(kinds[20]).toBe('OUTCOME_UNKNOWN');
  expect(kinds[30]).toBe('RATE_LIMITED');
  expect(kinds[498]).toBe('ALREADY_DROPPED');
  expect(kinds[499]).toBe('NOT_FOUND');
  expect(kinds.filter((kind) => kind === 'DropEnrollmentSuccess')).toHaveLength(494);
  expect(calls).toEqual({ DropEnrollment: 500 });
});

test('a class is enrolled, and those who are in it already are told so', async () => {
  const { world } = harness.sandbox;
  const enrolled = new Set(
    world.enrollments.filter((e) => e.syllabus_id === wellKnown.sectionId && e.phase !== 2).map((e) => e.user_id),
  );
  const userIds = world.users.slice(0, 40).map(({ user_id }) => user_id);
  const { data, errors, calls } = await harness.query(createMany, {
    variables: { userIds, syllabusId: wellKnown.sectionId },
  });
  expect(errors).toEqual([]);
  const outcomes: Outcome[] = data.createEnrollments.outcomes;
  expect(outcomes.map(({ user }) => user?.id)).toEqual(userIds);
  for (const { user, result } of outcomes) {
    expect(result.__typename).toBe(enrolled.has(user?.id ?? '') ? 'AlreadyEnrolledError' : 'CreateEnrollmentSuccess');
  }
  expect(calls.CreateEnrollment).toBe(40);
});

test('no more than eight writes are under way at once', async () => {
  const { sandbox, api } = harness;
  const inFlight: number[] = [];
  sandbox.override('DropEnrollment', () => {
    inFlight.push(sandbox.calls().filter(({ status }) => status === null).length);
    return undefined;
  });
  const release = sandbox.hold('DropEnrollment');
  const ids = sandbox.world.enrollments.slice(0, 60).map(({ enrollment_id }) => enrollment_id);
  const asked = harness.query(dropMany, { variables: { ids } });
  await eventually(() => expect(sandbox.calls()).toHaveLength(8));
  expect(api.state()).toMatchObject({ inFlight: 8, queued: 0 });
  release();
  await asked;
  expect(inFlight).toHaveLength(60);
  expect(Math.max(...inFlight)).toBe(8);
});

test('when the time is up what is under way finishes, and the rest is reported as not attempted', async () => {
  const budgetMs = 2_000;
  const hasty = await harnessForThisTest({ config: { BULK_BUDGET_MS: String(budgetMs) } });
  const release = hasty.sandbox.hold('DropEnrollment');
  const ids = hasty.sandbox.world.enrollments
    .filter((e) => !e.is_dropped)
    .slice(0, 100)
    .map(({ enrollment_id }) => enrollment_id);
  const asked = hasty.query(dropMany, { variables: { ids } });
  await eventually(() => expect(hasty.sandbox.calls()).toHaveLength(8));
  await setTimeout(budgetMs);
  release();
  const { data, errors, calls } = await asked;
  expect(errors).toEqual([]);
  const kinds = (data.dropEnrollments.outcomes as Outcome[]).map(({ result }) => result.code ?? result.__typename);
  expect(kinds.filter((kind) => kind === 'DropEnrollmentSuccess')).toHaveLength(8);
  expect(kinds.filter((kind) => kind === 'NOT_ATTEMPTED')).toHaveLength(92);
  expect(calls).toEqual({ DropEnrollment: 8 });
});

test.each([
  [[], 'must contain at least one id.'],
  [
    Array.from({ length: 501 }, (_, index) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`),
    'must contain at most 500 ids.',
  ],
  [[wellKnown.userId, wellKnown.userId.toUpperCase()], 'must contain each id only once.'],
])('ids that break a rule are refused before anything is sent (%#)', async (ids, message) => {
  const { data, calls } = await harness.query(dropMany, { variables: { ids } });
  expect(data.dropEnrollments).toEqual({ field: 'input.ids', message: `input.ids ${message}` });
  expect(calls).toEqual({});
});

test('with @stream the outcomes come in as they are known', async () => {
  const release = harness.sandbox.hold('DropEnrollment');
  const ids = harness.sandbox.world.enrollments
    .filter((e) => !e.is_dropped)
    .slice(0, 24)
    .map(({ enrollment_id }) => enrollment_id);
  const parts = queryInParts(harness, dropMany.replace('outcomes {', 'outcomes @stream {'), { variables: { ids } });
  await parts.next();
  await eventually(() => expect(harness.sandbox.calls()).toHaveLength(8));
  release();
  const releaseRest = harness.sandbox.hold('DropEnrollment');
  let text = '';
  const succeeded = () => text.split('DropEnrollmentSuccess').length - 1;
  for await (const part of parts) {
    text += JSON.stringify(part);
    if (succeeded() === 8) {
      expect(harness.sandbox.calls().length).toBeLessThan(24);
      releaseRest();
    }
  }
  expect(succeeded()).toBe(24);
});
