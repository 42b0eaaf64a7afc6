import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OutcomeCheck } from '../../src/graph/errors/errors.ts';
import type { WriteOperation } from '../../src/learning-api/contract/operations.ts';
import { type Fault, wellKnown } from '../../src/sandbox/http/server.ts';
import { type Answered, type Harness, startHarness } from '../support/harness.ts';

let withDefault: Harness;
let withoutDefault: Harness;
beforeAll(async () => {
  withDefault = await startHarness({ config: { DEFAULT_ORGANIZATION_ID: wellKnown.organizationId } });
  withoutDefault = await startHarness();
});
beforeEach(() => {
  withDefault.sandbox.reset();
  withoutDefault.sandbox.reset();
});
afterAll(() => Promise.all([withDefault.close(), withoutDefault.close()]));

const unknownId = '99999999-9999-4999-8999-999999999999';
const { enrollmentId, organizationId } = wellKnown;

/** A mutation that makes one write, and the field of the response that tells its outcome. */
interface Write {
  field: string;
  operation: WriteOperation;
  query: string;
  variables: Record<string, unknown>;
}

const errorFields = '... on Error { __typename code message }';
const drop = (id: string, organization?: string): Write => ({
  field: 'dropEnrollment',
  operation: 'DropEnrollment',
  query: `mutation ($input: DropEnrollmentInput!) { dropEnrollment(input: $input) { ... on DropEnrollmentSuccess { id } ${errorFields} } }`,
  variables: { input: { id, organizationId: organization } },
});
const remove = (id: string): Write => ({
  field: 'deleteEnrollment',
  operation: 'DeleteEnrollment',
  query: `mutation ($input: DeleteEnrollmentInput!) { deleteEnrollment(input: $input) { ... on DeleteEnrollmentSuccess { id } ${errorFields} } }`,
  variables: { input: { id } },
});
const set = (id: string): Write => ({
  field: 'setCustomEnrollmentFieldValues',
  operation: 'SetCustomEnrollmentFieldValues',
  query: `mutation ($input: SetCustomEnrollmentFieldValuesInput!) { setCustomEnrollmentFieldValues(input: $input) { ... on SetCustomEnrollmentFieldValuesSuccess { id } ${errorFields} } }`,
  variables: { input: { enrollmentId: id, values: [{ key: wellKnown.customFieldKey, value: '4711' }] } },
});
const create = (input: Record<string, unknown>): Write => ({
  field: 'createEnrollment',
  operation: 'CreateEnrollment',
  query: `mutation ($input: CreateEnrollmentInput!) { createEnrollment(input: $input) { ... on CreateEnrollmentSuccess { id } ${errorFields} ... on AlreadyEnrolledError { enrollment { id phase } } } }`,
  variables: { input },
});

/** A section of the organization, and a user who is not enrolled in it. */
function freePlace({ sandbox: { world } }: Harness, organization: string) {
  const enrolled = new Set(world.enrollments.map(({ user_id, syllabus_id }) => `${user_id} ${syllabus_id}`));
  for (const { syllabus_id: syllabusId, unique_name: uniqueName } of world.sections) {
    const user = world.users.find(({ user_id }) => !enrolled.has(`${user_id} ${syllabusId}`));
    if (user && uniqueName) return { organizationId: organization, userId: user.user_id, syllabusId, uniqueName };
  }
  throw new Error('Everybody is enrolled in everything.');
}

function enrollmentIn({ sandbox: { world } }: Harness, isWanted: (organization: string) => boolean): string {
  const found = world.enrollments.find(
    ({ org_id, is_dropped, phase }) => isWanted(org_id) && !is_dropped && phase !== 2,
  );
  if (!found) throw new Error('No such enrollment.');
  return found.enrollment_id;
}

const send = (harness: Harness, { query, variables }: Write) => harness.query(query, { variables });

describe('a write is a success only if the response says so', () => {
  const isDropped = { enrollment_id: enrollmentId, is_dropped_or_deleted: true };
  const failed = { Message: 'An error has occurred.' };
  const cases: [string, (harness: Harness) => Write, unknown, number, string | null][] = [
    ['a set without an outcome', () => set(enrollmentId), {}, 200, 'OUTCOME_UNKNOWN'],
    ['a set with a message only', () => set(enrollmentId), failed, 200, 'OUTCOME_UNKNOWN'],
    ['a set with a text as the outcome', () => set(enrollmentId), { error: 'true' }, 200, 'OUTCOME_UNKNOWN'],
    ['a set with a number as the outcome', () => set(enrollmentId), { error: 1 }, 200, 'OUTCOME_UNKNOWN'],
    ['a set with null as the outcome', () => set(enrollmentId), { error: null }, 200, 'OUTCOME_UNKNOWN'],
    ['a set with an error', () => set(enrollmentId), { error: true }, 200, 'UNKNOWN_CUSTOM_FIELD'],
    ['a set without an error', () => set(enrollmentId), { error: false }, 200, null],
    ['a drop without an outcome', () => drop(enrollmentId), { enrollment_id: enrollmentId }, 200, 'OUTCOME_UNKNOWN'],
    [
      'a drop with a text',
      () => drop(enrollmentId),
      { ...isDropped, is_dropped_or_deleted: 'true' },
      200,
      'OUTCOME_UNKNOWN',
    ],
    ['a drop with a message only', () => drop(enrollmentId), failed, 200, 'OUTCOME_UNKNOWN'],
    [
      'a drop of another enrollment',
      () => drop(enrollmentId),
      { ...isDropped, enrollment_id: unknownId },
      200,
      'OUTCOME_UNKNOWN',
    ],
    [
      'a drop that did nothing',
      () => drop(enrollmentId),
      { ...isDropped, is_dropped_or_deleted: false },
      200,
      'ALREADY_DROPPED',
    ],
    ['a drop', () => drop(enrollmentId), isDropped, 200, null],
    [
      'a deletion with a text',
      () => remove(enrollmentId),
      { ...isDropped, is_dropped_or_deleted: 'true' },
      200,
      'OUTCOME_UNKNOWN',
    ],
    [
      'a deletion of another enrollment',
      () => remove(enrollmentId),
      { ...isDropped, enrollment_id: unknownId },
      200,
      'OUTCOME_UNKNOWN',
    ],
    [
      'a deletion that did nothing',
      () => remove(enrollmentId),
      { ...isDropped, is_dropped_or_deleted: false },
      200,
      'NOT_DELETED',
    ],
    ['a creation with an id', (harness) => create(inputOf(harness)), { enrollment_id: unknownId }, 200, null],
    [
      'a creation with HTTP 201 and an id',
      (harness) => create(inputOf(harness)),
      { enrollment_id: unknownId },
      201,
      null,
    ],
    ['a creation with HTTP 201 and no id', (harness) => create(inputOf(harness)), {}, 201, 'OUTCOME_UNKNOWN'],
    [
      'a creation with HTTP 202',
      (harness) => create(inputOf(harness)),
      { enrollment_id: unknownId },
      202,
      'OUTCOME_UNKNOWN',
    ],
    [
      'a creation without a valid id',
      (harness) => create(inputOf(harness)),
      { enrollment_id: 'x' },
      200,
      'OUTCOME_UNKNOWN',
    ],
  ];
  test.each(cases)('%s', async (_, writeOf, body, status, code) => {
    const write = writeOf(withDefault);
    withDefault.sandbox.override(write.operation, () => ({ status, body }));
    const { data, errors, calls } = await send(withDefault, write);
    const result = data[write.field];
    expect(calls).toEqual({ [write.operation]: 1 });
    expect(errors[0]?.extensions.code ?? result.code ?? null).toBe(code);
    if (code === null) expect(result).toEqual({ id: expect.any(String) });
  });

  const inputOf = (harness: Harness) => {
    const { uniqueName: _, ...input } = freePlace(harness, organizationId);
    return input;
  };
});

describe('after OUTCOME_UNKNOWN, the query in `check` shows whether the change took effect', () => {
  interface Situation {
    situation: string;
    harness(): Harness;
    writeOf(harness: Harness): Write;
    /** True if the response of the query shows that the change took effect. */
    tookEffect(data: Answered['data']): boolean;
  }
  const other = (organization: string) => organization === wellKnown.otherOrganizationId;
  const own = (organization: string) => organization === organizationId;
  const isEnrolled: Situation['tookEffect'] = ({ enrollments }) =>
    enrollments.nodes.some(({ phase }: { phase: string }) => phase !== 'FINISHED');
  const isDropped: Situation['tookEffect'] = ({ enrollment }) => enrollment.phase === 'FINISHED';
  const isGone: Situation['tookEffect'] = ({ enrollment }) => enrollment === null;
  const isSet: Situation['tookEffect'] = ({ enrollment }) =>
    enrollment.customFieldValues.some(
      ({ key, value }: Record<string, string>) => key === wellKnown.customFieldKey && value === '4711',
    );
  const places = [
    { place: 'in the default organization', harness: () => withDefault, isHere: own, organization: organizationId },
    {
      place: 'outside the default organization',
      harness: () => withDefault,
      isHere: other,
      organization: wellKnown.otherOrganizationId,
    },
    {
      place: 'without a default organization',
      harness: () => withoutDefault,
      isHere: own,
      organization: organizationId,
    },
  ];
  const situations = places.flatMap(({ place, harness, isHere, organization }): Situation[] => {
    const idIn = (running: Harness) => enrollmentIn(running, isHere);
    return [
      {
        situation: `a creation by id ${place}`,
        harness,
        writeOf: (running) => {
          const { uniqueName: _, ...input } = freePlace(running, organization);
          return create(input);
        },
        tookEffect: isEnrolled,
      },
      {
        situation: `a creation by unique name ${place}`,
        harness,
        writeOf: (running) => {
          const { syllabusId: _, uniqueName, ...input } = freePlace(running, organization);
          return create({ ...input, syllabusUniqueName: uniqueName });
        },
        tookEffect: isEnrolled,
      },
      {
        situation: `a drop ${place}`,
        harness,
        writeOf: (running) => drop(idIn(running), organization),
        tookEffect: isDropped,
      },
      { situation: `a deletion ${place}`, harness, writeOf: (running) => remove(idIn(running)), tookEffect: isGone },
      {
        situation: `a set ${place}`,
        harness,
        writeOf: (running) => {
          const { customFields } = running.sandbox.world;
          const field = customFields.find(({ key }) => key === wellKnown.customFieldKey);
          if (field && organization !== field.org_id) customFields.push({ ...field, org_id: organization });
          return set(idIn(running));
        },
        tookEffect: isSet,
      },
    ];
  });

  test.each(situations)('of $situation', async ({ harness, writeOf, tookEffect }) => {
    const running = harness();
    const outcomes: [Fault, boolean, wait: number][] = [
      [{ kind: 'status', status: 500 }, false, 0],
      [{ kind: 'resetBefore' }, true, 120],
    ];
    for (const [fault, expected, wait] of outcomes) {
      const write = writeOf(running);
      running.sandbox.addFault({ ...fault, operation: write.operation, times: 1 });
      const { errors } = await send(running, write);
      expect(errors).toMatchObject([{ path: [write.field], extensions: { code: 'OUTCOME_UNKNOWN' } }]);
      const [{ extensions, message } = { extensions: {}, message: '' }] = errors;
      const { query, variables, waitSeconds, meaning } = extensions.check as OutcomeCheck;
      expect(waitSeconds).toBe(wait);
      expect(message).toContain(wait === 0 ? 'Send the query' : `Wait ${wait} seconds, then send the query`);
      expect(message).toContain(meaning);
      const answered = await running.query(query, { variables: { ...variables } });
      expect(answered.errors).toEqual([]);
      expect(tookEffect(answered.data)).toBe(expected);
    }
  });

  test('also for an item of a bulk mutation', async () => {
    const { userId, syllabusId } = freePlace(withDefault, organizationId);
    withDefault.sandbox.addFault({ kind: 'resetBefore', operation: 'CreateEnrollment' });
    const { data } = await withDefault.query(
      `mutation ($input: CreateEnrollmentsInput!) { createEnrollments(input: $input) { ... on CreateEnrollmentsSuccess {
        outcomes { result { ... on OutcomeUnknownError { check { waitSeconds query variables meaning } } } }
      } } }`,
      { variables: { input: { organizationId, userIds: [userId], syllabusId } } },
    );
    const { waitSeconds, query, variables } = data.createEnrollments.outcomes[0].result.check;
    expect(waitSeconds).toBe(120);
    expect(isEnrolled((await withDefault.query(query, { variables })).data)).toBe(true);
  });
});

describe('a creation that the REST API rejects with HTTP 409', () => {
  const enrolled = { organizationId, userId: wellKnown.userId, syllabusId: wellKnown.sectionId };

  test('is AlreadyEnrolledError if the user has an enrollment, even a finished one', async () => {
    const finished = withDefault.sandbox.world.enrollments.find(
      ({ org_id, phase, is_dropped }) => org_id === organizationId && phase === 2 && !is_dropped,
    );
    const { user_id: userId = '', syllabus_id: syllabusId = '', enrollment_id: id } = finished ?? {};
    for (const enrollment of withDefault.sandbox.world.enrollments)
      if (enrollment.user_id === userId && enrollment.enrollment_id !== id) enrollment.syllabus_id = unknownId;
    withDefault.sandbox.addFault({ kind: 'status', status: 409, operation: 'CreateEnrollment' });
    const { data } = await send(withDefault, create({ organizationId, userId, syllabusId }));
    expect(data.createEnrollment).toMatchObject({
      __typename: 'AlreadyEnrolledError',
      enrollment: { id, phase: 'FINISHED' },
    });
  });

  const noAnswers: Fault[] = [
    { kind: 'status', status: 500 },
    { kind: 'status', status: 403 },
    { kind: 'malformed' },
    { kind: 'errorCode', code: 7, item: 0 },
  ];
  test.each(noAnswers)('names both causes if the enrollments cannot be read (%j)', async (fault) => {
    withDefault.sandbox.addFault({ ...fault, operation: 'SearchEnrollments' });
    const { data, errors } = await send(withDefault, create(enrolled));
    expect(errors).toEqual([]);
    expect(data.createEnrollment).toMatchObject({ __typename: 'ConflictError', code: 'CONFLICT' });
    expect(data.createEnrollment.message).toMatch(
      /Either an object was not found, or the user is already enrolled.*Check the ids, and query/,
    );
  });

  test('is NotFoundError if the user is not enrolled', async () => {
    const { userId } = freePlace(withDefault, organizationId);
    const { data } = await send(withDefault, create({ ...enrolled, userId, syllabusId: unknownId }));
    expect(data.createEnrollment).toMatchObject({ __typename: 'NotFoundError', code: 'NOT_FOUND' });
  });
});

test('each mutation of a document tells its own outcome', async () => {
  withDefault.sandbox.addFault({ kind: 'resetBefore', operation: 'SetCustomEnrollmentFieldValues', times: 1 });
  const { data, errors, calls } = await withDefault.query(`mutation {
    a: setCustomEnrollmentFieldValues(input: { enrollmentId: "${enrollmentId}", values: [{ key: "cost_center", value: "1" }] }) { __typename }
    b: setCustomEnrollmentFieldValues(input: { enrollmentId: "${enrollmentId}", values: [{ key: "cost_center", value: "2" }] }) { __typename }
    c: dropEnrollment(input: { id: "${enrollmentId}" }) { __typename }
  }`);
  expect(data).toEqual({
    a: null,
    b: { __typename: 'SetCustomEnrollmentFieldValuesSuccess' },
    c: { __typename: 'DropEnrollmentSuccess' },
  });
  expect(errors).toMatchObject([{ path: ['a'], extensions: { code: 'OUTCOME_UNKNOWN' } }]);
  expect(calls).toEqual({ SetCustomEnrollmentFieldValues: 2, DropEnrollment: 1 });
});

test('a creation sends what it was given: the name with its spaces, and no groups if there are none', async () => {
  const { syllabusId: _, uniqueName: __, ...input } = freePlace(withDefault, organizationId);
  await send(withDefault, create({ ...input, syllabusUniqueName: '  My section ' }));
  expect(withDefault.sandbox.calls()[0]?.parameters).toEqual({
    org_id: organizationId,
    user_id: input.userId,
    syllabus_unique_name: '  My section ',
    membership_group_ids: [],
  });
});

test('a membership group that is given twice is refused, and nothing is sent', async () => {
  const { uniqueName: _, ...input } = freePlace(withDefault, organizationId);
  const { data, calls } = await send(
    withDefault,
    create({ ...input, membershipGroupIds: [organizationId, organizationId.toUpperCase()] }),
  );
  expect(data.createEnrollment).toMatchObject({
    __typename: 'ValidationError',
    message: 'input.membershipGroupIds must contain each id only once.',
  });
  expect(calls).toEqual({});
});

test('a rejected key says that other values may have been set, and what to query', async () => {
  const { data } = await withDefault.query(
    `mutation { setCustomEnrollmentFieldValues(input: { enrollmentId: "${enrollmentId}", values: [{ key: "nonsense", value: "x" }] }) { ... on Error { message } } }`,
  );
  expect(data.setCustomEnrollmentFieldValues.message).toBe(
    'No custom enrollment field with the key nonsense. Some of the other values may have been set. Query `enrollment(id) { customFieldValues { key value } }`, then correct the key.',
  );
});

test('an enrollment that cannot be read back after its drop is null with an error that says why', async () => {
  const id = enrollmentIn(withDefault, (organization) => organization === wellKnown.otherOrganizationId);
  const { data, errors } = await withDefault.query(
    `mutation { dropEnrollment(input: { id: "${id}" }) { ... on DropEnrollmentSuccess { dropped enrollment { phase } } } }`,
  );
  expect(data.dropEnrollment).toEqual({ dropped: true, enrollment: null });
  expect(errors).toMatchObject([
    {
      path: ['dropEnrollment', 'enrollment'],
      message: expect.stringMatching(/The change has taken effect, .* Set organizationId to its organization\.$/),
      extensions: { code: 'NOT_FOUND' },
    },
  ]);
});
