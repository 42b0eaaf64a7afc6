import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Fault, wellKnown } from '../../src/sandbox/http/server.ts';
import { type Harness, harnessForThisTest, startHarness } from '../support/harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({ config: { DEFAULT_ORGANIZATION_ID: wellKnown.organizationId } });
});
beforeEach(() => {
  harness.sandbox.reset();
  harness.log.length = 0;
});
afterAll(() => harness.close());

const unknownId = '99999999-9999-4999-8999-999999999999';
const errorFields = '... on Error { __typename message code }';

/** A user and a section of the top organization that the user is not enrolled in. */
function freePlace() {
  const { world } = harness.sandbox;
  const section = world.sections.find(({ syllabus_id }) => syllabus_id === wellKnown.sectionId);
  const user = world.users.find(
    ({ user_id }) =>
      !world.enrollments.some((other) => other.user_id === user_id && other.syllabus_id === wellKnown.sectionId),
  );
  return { userId: user?.user_id ?? '', sectionId: wellKnown.sectionId, uniqueName: section?.unique_name ?? '' };
}

const create = (selection: string) => `mutation ($input: CreateEnrollmentInput!) {
  createEnrollment(input: $input) { ... on CreateEnrollmentSuccess { ${selection} } ${errorFields} ... on ValidationError { field problems { field message } } ... on AlreadyEnrolledError { enrollment { id } } }
}`;
const drop = (selection: string) => `mutation ($id: ID!) {
  dropEnrollment(input: { id: $id }) { ... on DropEnrollmentSuccess { ${selection} } ${errorFields} }
}`;
const remove = `mutation ($id: ID!) {
  deleteEnrollment(input: { id: $id }) { ... on DeleteEnrollmentSuccess { enrollmentId deleted warnings } ${errorFields} }
}`;
const set = (selection: string) => `mutation ($id: ID!, $values: [CustomEnrollmentFieldValueInput!]!) {
  setCustomEnrollmentFieldValues(input: { enrollmentId: $id, values: $values }) {
    ... on SetCustomEnrollmentFieldValuesSuccess { ${selection} } ${errorFields} ... on ValidationError { field }
  }
}`;

describe('creating an enrollment', () => {
  test('by the id of the syllabus costs one call, and reads nothing that was not asked for', async () => {
    const { userId, sectionId } = freePlace();
    const input = { organizationId: wellKnown.organizationId, userId, syllabusId: sectionId, membershipGroupIds: [] };
    const { data, errors, calls } = await harness.query(
      create('enrollmentId id warnings enrollment { id user { id } syllabus { id } }'),
      { variables: { input } },
    );
    expect(errors).toEqual([]);
    const { enrollmentId, id, enrollment, warnings } = data.createEnrollment;
    expect(enrollment).toEqual({ id: enrollmentId, user: { id: userId }, syllabus: { id: sectionId } });
    expect(id).toBe(enrollmentId);
    expect(warnings).toEqual([]);
    expect(calls).toEqual({ CreateEnrollment: 1 });
  });

  test('by the unique name of the syllabus gives the enrollment with its syllabus and user, read afterwards', async () => {
    const { userId, sectionId, uniqueName } = freePlace();
    const input = {
      organizationId: wellKnown.organizationId,
      userId,
      syllabusUniqueName: uniqueName,
      membershipGroupIds: [],
    };
    const { data, errors, calls } = await harness.query(
      create('enrollment { __typename phase uniqueName user { id } syllabus { id title } }'),
      { variables: { input } },
    );
    expect(errors).toEqual([]);
    expect(data.createEnrollment.enrollment).toMatchObject({
      __typename: 'SectionEnrollment',
      phase: 'NOT_STARTED',
      uniqueName,
      user: { id: userId },
      syllabus: { id: sectionId, title: expect.any(String) },
    });
    expect(calls).toEqual({ CreateEnrollment: 1, GetSectionEnrollments: 1 });
  });

  test('a second time is refused as ALREADY_ENROLLED, with the enrollment that there is', async () => {
    const input = {
      organizationId: wellKnown.organizationId,
      userId: wellKnown.userId,
      syllabusId: wellKnown.sectionId,
      membershipGroupIds: [],
    };
    const { data, errors, calls } = await harness.query(create('id'), { variables: { input } });
    expect(errors).toEqual([]);
    expect(data.createEnrollment).toMatchObject({
      __typename: 'AlreadyEnrolledError',
      code: 'ALREADY_ENROLLED',
      enrollment: { id: wellKnown.enrollmentId },
    });
    expect(calls.CreateEnrollment).toBe(1);
  });

  test('in a syllabus that does not exist, or where the caller may not, is refused as such', async () => {
    const input = { organizationId: wellKnown.organizationId, userId: wellKnown.userId, membershipGroupIds: [] };
    const missing = await harness.query(create('id'), { variables: { input: { ...input, syllabusId: unknownId } } });
    expect(missing.data.createEnrollment).toMatchObject({ __typename: 'NotFoundError', code: 'NOT_FOUND' });
    const forbidden = await harness.query(create('id'), {
      variables: { input: { ...input, syllabusId: wellKnown.sectionId } },
      token: harness.sandbox.tokens.limited,
    });
    expect(forbidden.data.createEnrollment).toMatchObject({ __typename: 'ForbiddenError', code: 'FORBIDDEN' });
  });

  test.each([
    [{}, 'input', 'Specify exactly one of syllabusId and syllabusUniqueName.'],
    [{ syllabusId: unknownId, syllabusUniqueName: 'x' }, 'input', 'Specify exactly one of'],
    [{ syllabusId: 'x' }, 'input.syllabusId', 'is not a valid id'],
    [{ syllabusUniqueName: ' ' }, 'input.syllabusUniqueName', 'Must not be empty.'],
    [{ syllabusId: unknownId, membershipGroupIds: ['x'] }, 'input.membershipGroupIds.0', 'is not a valid id'],
    [{ syllabusId: unknownId, userId: 'x' }, 'input.userId', 'is not a valid id'],
  ])('%j is refused as invalid, naming the field, and nothing is sent', async (wrong, field, message) => {
    const input = {
      organizationId: wellKnown.organizationId,
      userId: wellKnown.userId,
      membershipGroupIds: [],
      ...wrong,
    };
    const { data, errors, calls } = await harness.query(create('id'), { variables: { input } });
    expect(errors).toEqual([]);
    expect(data.createEnrollment).toMatchObject({ __typename: 'ValidationError', code: 'BAD_USER_INPUT', field });
    expect(data.createEnrollment.problems[0]).toEqual({ field, message: expect.stringContaining(message) });
    expect(calls).toEqual({});
  });
});

test('a dropped enrollment comes back as it is now, and a second drop is refused', async () => {
  const variables = { id: wellKnown.enrollmentId };
  const first = await harness.query(drop('id dropped warnings enrollment { phase completedAt }'), { variables });
  expect(first.errors).toEqual([]);
  expect(first.data.dropEnrollment).toEqual({
    id: wellKnown.enrollmentId,
    dropped: true,
    warnings: [],
    enrollment: { phase: 'FINISHED', completedAt: expect.any(String) },
  });
  expect(first.calls).toEqual({ DropEnrollment: 1, GetSectionEnrollments: 1 });
  const second = await harness.query(drop('id'), { variables });
  expect(second.data.dropEnrollment).toMatchObject({ __typename: 'AlreadyDroppedError', code: 'ALREADY_DROPPED' });
});

test('of a deleted enrollment only its id is left', async () => {
  const variables = { id: wellKnown.enrollmentId };
  const { data, calls } = await harness.query(remove, { variables });
  expect(data.deleteEnrollment).toEqual({
    enrollmentId: wellKnown.enrollmentId,
    deleted: true,
    warnings: [],
  });
  expect(calls).toEqual({ DeleteEnrollment: 1 });
  expect((await harness.query(remove, { variables })).data.deleteEnrollment).toMatchObject({
    __typename: 'NotFoundError',
  });
  harness.sandbox.override('DeleteEnrollment', () => ({
    body: { enrollment_id: wellKnown.enrollmentId, is_dropped_or_deleted: false },
  }));
  expect((await harness.query(remove, { variables })).data.deleteEnrollment).toMatchObject({
    __typename: 'NotDeletedError',
    code: 'NOT_DELETED',
  });
});

test('custom values are set together, and all values come back', async () => {
  const values = [
    { key: 'cost_center', value: '9999' },
    { key: 'reimbursed', value: 'true' },
  ];
  const { data, errors, calls } = await harness.query(set('id values { key value } enrollment { id }'), {
    variables: { id: wellKnown.enrollmentId, values },
  });
  expect(errors).toEqual([]);
  expect(data.setCustomEnrollmentFieldValues.values).toEqual(expect.arrayContaining(values));
  expect(calls).toEqual({ SetCustomEnrollmentFieldValues: 1, GetCustomEnrollmentFieldValues: 1 });
});

test.each([
  [[{ key: 'nonsense', value: 'x' }], { __typename: 'UnknownCustomFieldError', code: 'UNKNOWN_CUSTOM_FIELD' }, 1],
  [
    [],
    { __typename: 'ValidationError', field: 'input.values', message: 'input.values must contain at least one value.' },
    0,
  ],
  [
    [
      { key: 'a', value: '1' },
      { key: 'a', value: '2' },
    ],
    { __typename: 'ValidationError', message: 'input.values must contain each key only once.' },
    0,
  ],
  [[{ key: '', value: '1' }], { __typename: 'ValidationError', field: 'input.values.0.key' }, 0],
])('the custom values %j are refused', async (values, expected, sent) => {
  const { data, errors, calls } = await harness.query(set('id'), { variables: { id: wellKnown.enrollmentId, values } });
  expect(errors).toEqual([]);
  expect(data.setCustomEnrollmentFieldValues).toMatchObject(expected);
  expect(calls.SetCustomEnrollmentFieldValues ?? 0).toBe(sent);
});

test('warnings of a write come with its success', async () => {
  harness.sandbox.addFault({
    kind: 'warnings',
    messages: ['The final drop date has passed.'],
    operation: 'DropEnrollment',
  });
  const { data } = await harness.query(drop('warnings'), { variables: { id: wellKnown.enrollmentId } });
  expect(data.dropEnrollment.warnings).toEqual(['The final drop date has passed.']);
});

test('identical mutations are calls of their own, one after another in their order, and what is read later is new', async () => {
  const place = freePlace();
  harness.sandbox.behave({ latencyMs: 20 });
  const { data, calls } = await harness.query(
    `mutation ($id: ID!) {
      a: setCustomEnrollmentFieldValues(input: { enrollmentId: $id, values: [{ key: "cost_center", value: "1" }] }) { ...Values }
      b: setCustomEnrollmentFieldValues(input: { enrollmentId: $id, values: [{ key: "cost_center", value: "2" }] }) { ...Values }
      c: dropEnrollment(input: { id: $id }) { ... on DropEnrollmentSuccess { enrollment { phase } } }
      d: dropEnrollment(input: { id: $id }) { __typename }
      e: dropEnrollment(input: { id: $id }) { __typename }
    }
    fragment Values on SetCustomEnrollmentFieldValuesSuccess { enrollment { phase customFieldValues(key: "cost_center") { value } } }`,
    { variables: { id: wellKnown.enrollmentId } },
  );
  expect(place.userId).not.toBe('');
  expect(data.a.enrollment).toEqual({ phase: 'IN_PROGRESS', customFieldValues: [{ value: '1' }] });
  expect(data.b.enrollment.customFieldValues).toEqual([{ value: '2' }]);
  expect(data.c.enrollment.phase).toBe('FINISHED');
  expect(data.d.__typename).toBe('AlreadyDroppedError');
  expect(calls).toMatchObject({ SetCustomEnrollmentFieldValues: 2, DropEnrollment: 3 });
  const writes = harness.sandbox
    .calls()
    .filter(({ operation }) => operation.startsWith('Set') || operation.startsWith('Drop'));
  expect(writes.map(({ operation }) => operation)).toEqual([
    'SetCustomEnrollmentFieldValues',
    'SetCustomEnrollmentFieldValues',
    'DropEnrollment',
    'DropEnrollment',
    'DropEnrollment',
  ]);
});

test('an enrollment is created, given values, read, dropped and deleted, and the REST API records just that', async () => {
  const { userId, sectionId } = freePlace();
  const input = { organizationId: wellKnown.organizationId, userId, syllabusId: sectionId, membershipGroupIds: [] };
  const created = await harness.query(create('id'), { variables: { input } });
  const { id } = created.data.createEnrollment;
  const values = [{ key: 'cost_center', value: '6020' }];
  const recorded = [created.calls];
  recorded.push((await harness.query(set('id'), { variables: { id, values } })).calls);
  const read = await harness.query(
    `{ enrollment(id: "${id}") { phase user { id } syllabus { id } customFieldValues { key value } } }`,
  );
  expect(read.data.enrollment).toEqual({
    phase: 'NOT_STARTED',
    user: { id: userId },
    syllabus: { id: sectionId },
    customFieldValues: values,
  });
  recorded.push((await harness.query(drop('id'), { variables: { id } })).calls);
  recorded.push((await harness.query(remove, { variables: { id } })).calls);
  expect((await harness.query(`{ enrollment(id: "${id}") { id } }`)).data).toEqual({ enrollment: null });
  expect(recorded).toEqual([
    { CreateEnrollment: 1 },
    { SetCustomEnrollmentFieldValues: 1 },
    { DropEnrollment: 1 },
    { DeleteEnrollment: 1 },
  ]);
});

test('a change that took effect is told as such even when it cannot be read afterwards', async () => {
  for (const operation of ['GetSectionEnrollments', 'GetTrainingPlanEnrollments', 'SearchEnrollments'] as const) {
    harness.sandbox.addFault({ kind: 'status', status: 500, operation });
  }
  const { data, errors } = await harness.query(drop('id dropped enrollment { phase }'), {
    variables: { id: wellKnown.enrollmentId },
  });
  expect(data.dropEnrollment).toEqual({ id: wellKnown.enrollmentId, dropped: true, enrollment: null });
  expect(errors).toMatchObject([{ path: ['dropEnrollment', 'enrollment'], extensions: { code: 'UPSTREAM_ERROR' } }]);
});

describe('every write is sent exactly once, whatever fails', () => {
  const writes: [string, string, (harness: Harness) => Record<string, unknown>][] = [
    [
      'CreateEnrollment',
      create('id'),
      () => ({
        input: {
          organizationId: wellKnown.organizationId,
          userId: freePlace().userId,
          syllabusId: wellKnown.sectionId,
          membershipGroupIds: [],
        },
      }),
    ],
    ['DropEnrollment', drop('id'), () => ({ id: wellKnown.enrollmentId })],
    ['DeleteEnrollment', remove, () => ({ id: wellKnown.enrollmentId })],
    [
      'SetCustomEnrollmentFieldValues',
      set('id'),
      () => ({ id: wellKnown.enrollmentId, values: [{ key: 'cost_center', value: '1' }] }),
    ],
  ];
  const faults: [Fault, string][] = [
    [{ kind: 'status', status: 500 }, 'OUTCOME_UNKNOWN'],
    [{ kind: 'status', status: 502 }, 'OUTCOME_UNKNOWN'],
    [{ kind: 'status', status: 503, retryAfterSeconds: 0 }, 'OUTCOME_UNKNOWN'],
    [{ kind: 'status', status: 504 }, 'OUTCOME_UNKNOWN'],
    [{ kind: 'resetBefore' }, 'OUTCOME_UNKNOWN'],
    [{ kind: 'resetAfter' }, 'OUTCOME_UNKNOWN'],
    [{ kind: 'hang' }, 'OUTCOME_UNKNOWN'],
    [{ kind: 'drip' }, 'OUTCOME_UNKNOWN'],
    [{ kind: 'malformed' }, 'OUTCOME_UNKNOWN'],
    [{ kind: 'truncated' }, 'OUTCOME_UNKNOWN'],
    [{ kind: 'empty' }, 'OUTCOME_UNKNOWN'],
    [{ kind: 'html' }, 'OUTCOME_UNKNOWN'],
    [{ kind: 'redirect' }, 'OUTCOME_UNKNOWN'],
    [{ kind: 'status', status: 429, retryAfterSeconds: 0 }, 'RATE_LIMITED'],
    [{ kind: 'status', status: 401 }, 'UNAUTHENTICATED'],
    [{ kind: 'errorCode', code: 9, message: 'Broken' }, 'UPSTREAM_ERROR'],
  ];
  const table = writes.flatMap(([operation, query, variables]) =>
    faults.map(([fault, code]) => [operation, fault, code, query, variables] as const),
  );
  test.each(table)('%s under %j is %s after one call', async (operation, fault, code, query, variables) => {
    const isEndless = fault.kind === 'hang' || fault.kind === 'drip';
    const asked = isEndless ? await harnessForThisTest({ config: { UPSTREAM_TIMEOUT_MS: '1000' } }) : harness;
    asked.sandbox.addFault({ ...fault, operation });
    const { data, errors, calls } = await asked.query(query, { variables: variables(asked) });
    expect(calls).toEqual({ [operation]: 1 });
    expect(Object.values(data)).toEqual([null]);
    expect(errors).toMatchObject([{ extensions: { code, upstream: { operation } } }]);
    if (code === 'OUTCOME_UNKNOWN')
      expect(errors[0]?.message).toMatch(/was sent, but its outcome is unknown.*end the query in `check`/);
  });

  test('a write that was never sent is a plain failure', async () => {
    const lonely = await startHarness({ config: { LEARNING_API_URL: 'http://127.0.0.1:1' } });
    const { errors } = await lonely.query(remove, { variables: { id: wellKnown.enrollmentId } });
    expect(errors).toMatchObject([{ extensions: { code: 'UPSTREAM_UNAVAILABLE' } }]);
    await lonely.close();
  });

  test('a write that was sent is left to finish when the caller leaves, and its outcome is in the log', async () => {
    const release = harness.sandbox.hold('DeleteEnrollment');
    const leaving = new AbortController();
    const request = fetch(harness.url, {
      method: 'POST',
      signal: leaving.signal,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${harness.sandbox.tokens.full}` },
      body: JSON.stringify({ query: remove, variables: { id: wellKnown.enrollmentId } }),
    });
    await expect.poll(() => harness.sandbox.calls().length).toBe(1);
    leaving.abort();
    await expect(request).rejects.toThrow();
    // A later request is answered later: the gateway has seen the caller leave.
    await fetch(new URL('/health', harness.url));
    release();
    await expect.poll(() => harness.log.find(({ event }) => event === 'write')).toMatchObject({ outcome: 'OK' });
    expect(harness.sandbox.calls()).toHaveLength(1);
    expect(
      harness.sandbox.world.enrollments.some(({ enrollment_id }) => enrollment_id === wellKnown.enrollmentId),
    ).toBe(false);
  });
});

test('every write leaves a line in the log: who, what, which ids, outcome; never the token, never a value', async () => {
  await harness.query(set('id'), {
    variables: { id: wellKnown.enrollmentId, values: [{ key: 'cost_center', value: 'a secret' }] },
  });
  const line = harness.log.find(({ event }) => event === 'write');
  expect(line).toMatchObject({
    operation: 'SetCustomEnrollmentFieldValues',
    caller: expect.stringMatching(/^[0-9a-f]{16}$/),
    ids: { enrollmentId: wellKnown.enrollmentId },
    outcome: 'OK',
    durationMs: expect.any(Number),
    requestId: expect.any(String),
  });
  expect(JSON.stringify(harness.log)).not.toMatch(/a secret|f0000000-0000-4000/);
});
