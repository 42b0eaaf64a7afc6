import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type OperationName, operations } from '../../src/learning-api/contract/operations.ts';
import type { Fault } from '../../src/sandbox/http/server.ts';
import { demoTokens, wellKnown } from '../../src/sandbox/http/server.ts';
import { type Answered, type Harness, startHarness } from '../support/harness.ts';
import { operationQueries } from '../support/operation-queries.ts';

// cspell:ignore sektion

const unknownId = '86cafa11-531d-4d0e-8837-6ebc3b59549e';
const section = `{ section(id: "${wellKnown.sectionId}") { title } }`;

const settings = { DEFAULT_ORGANIZATION_ID: wellKnown.organizationId, UPSTREAM_RETRIES: 'false' };

let harness: Harness;
let withoutDefault: Harness;
let queries: Record<OperationName, string>;
beforeAll(async () => {
  harness = await startHarness({ config: settings });
  withoutDefault = await startHarness();
  queries = operationQueries(harness.sandbox);
});
beforeEach(() => harness.sandbox.reset());
afterAll(() => Promise.all([harness.close(), withoutDefault.close()]));

interface Mistake {
  mistake: string;
  query: string;
  code: string;
  advice: RegExp;
  token?: string | null;
  headers?: Record<string, string>;
}

describe('the message of an error about a mistake says what to do next', () => {
  const mistakes: Mistake[] = [
    {
      mistake: 'half an id',
      query: '{ section(id: "86cafa11") { title } }',
      code: 'BAD_USER_INPUT',
      advice: /^id: "86cafa11" is not a valid id\. Expected a UUID such as /,
    },
    {
      mistake: 'the placeholder of GraphiQL',
      query: '{ section(id: "00000000-0000-0000-0000-000000000000") { title } }',
      code: 'BAD_USER_INPUT',
      advice: /is a placeholder\. Replace it with a real id\.$/,
    },
    {
      mistake: 'the id of a group that does not exist',
      query: `{ catalogs(groupId: "${unknownId}") { totalCount } }`,
      code: 'NOT_FOUND',
      advice: /^GetCatalogs: Group not found\. Check the id\.$/,
    },
    {
      mistake: 'an expired token',
      token: demoTokens.expired,
      query: section,
      code: 'UNAUTHENTICATED',
      advice: /Sign in again, and send the new token as `Authorization: Bearer <token>`\.$/,
    },
    {
      mistake: 'no token',
      token: null,
      query: section,
      code: 'UNAUTHENTICATED',
      advice: /Send the header `Authorization: Bearer <token>` with a NexPort Campus access token\.$/,
    },
    {
      mistake: 'an organization that the token may not look in',
      token: demoTokens.limited,
      query: `{ enrollment(id: "${wellKnown.enrollmentId}", organizationId: "${wellKnown.otherOrganizationId}") { id } }`,
      code: 'FORBIDDEN',
      advice:
        /Ask an administrator for access, or choose another organization with `organizationId` or the header `x-organization-id`\.$/,
    },
    {
      mistake: 'an organization header without a valid id',
      headers: { 'x-organization-id': 'Prairie' },
      query: section,
      code: 'BAD_USER_INPUT',
      advice: /^x-organization-id is not a valid id\. Expected a UUID such as /,
    },
    {
      mistake: 'a search for everything',
      query: '{ enrollments(filter: {}) { totalCount } }',
      code: 'BAD_USER_INPUT',
      advice: /^filter: Specify userIds or organizationIds\.$/,
    },
    {
      mistake: 'an organization by nothing',
      query: '{ organization { name } }',
      code: 'BAD_USER_INPUT',
      advice: /^Specify exactly one of id and shortName\.$/,
    },
    {
      mistake: 'a field misspelt',
      query: '{ sektion { title } }',
      code: 'GRAPHQL_VALIDATION_FAILED',
      advice: /Did you mean "section"/,
    },
  ];

  test.each(mistakes)('$mistake', async ({ query, code, advice, ...options }) => {
    const { errors } = await harness.query(query, options);
    expect(errors[0]?.extensions.code).toBe(code);
    expect(errors[0]?.message).toMatch(advice);
  });

  test.each([
    ['an enrollment', `{ enrollment(id: "${wellKnown.enrollmentId}") { id } }`],
    ['a roster', `{ section(id: "${wellKnown.sectionId}") { enrollments { totalCount } } }`],
    ['a search', `{ sectionEnrollments(filter: { userId: "${wellKnown.userId}" }) { totalCount } }`],
  ])('no organization for %s', async (_, query) => {
    const { errors } = await withoutDefault.query(query);
    expect(errors[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(errors[0]?.message).toBe(
      'The REST API requires an organization. Pass organizationId as an argument or in the filter, send the x-organization-id header, or ask the operator to set DEFAULT_ORGANIZATION_ID.',
    );
  });
});

/** The permission of each operation whose permission the vendor's reference names. */
const permissions: Partial<Record<OperationName, string>> = {
  SearchEnrollments: 'View Section Enrollments and View Training Plan Enrollments permissions',
  GetSectionEnrollments: 'View Section Enrollments permission',
  GetTrainingPlanEnrollments: 'View Training Plan Enrollments permission',
  GetCustomEnrollmentFieldValues: 'View Section Enrollments permission',
  SetCustomEnrollmentFieldValues: 'Update Section Enrollments permission',
  DropEnrollment: 'Drop Section Enrollments or Drop Training Plan Enrollments permission',
  DeleteEnrollment: 'Delete Section Enrollments or Drop Training Plan Enrollments permission',
  CreateEnrollment: 'Update Section Enrollments or Update Training Plan Enrollments permission',
  GetAssignmentStatuses: 'View Enrollments permission',
  GetStudentSessions: 'Can View Enrollments permission',
  GetTestAttempts: 'View Section Enrollments or Update Section Enrollments permission',
  GetCmiData: 'View Section Enrollments permission',
};
/** How callers choose the organization of an operation, if they do. */
const choices: Partial<Record<OperationName, string>> = {
  SearchEnrollments: '`organizationIds`, `organizationId` or the header `x-organization-id`',
  GetSectionEnrollments: '`organizationId` or the header `x-organization-id`',
  GetTrainingPlanEnrollments: '`organizationId` or the header `x-organization-id`',
  GetStudentSessions: '`organizationId` or the header `x-organization-id`',
  CreateEnrollment: '`organizationId`',
};

interface FailureCase {
  failure: string;
  fault: Fault;
  advice(operation: OperationName): string;
}

const isWrite = (operation: OperationName) => operations[operation].effect === 'write';
/** If a write may have taken effect, the message says how to find out. */
const orFindOut = (advice: string) => (operation: OperationName) =>
  isWrite(operation) ? ' before trying again' : advice;
const laterOrOperator = 'Try again later. If it persists, give the operator the requestId.';

const failures: FailureCase[] = [
  {
    failure: 'HTTP 401',
    fault: { kind: 'status', status: 401 },
    advice: () => 'Sign in again, and send the new token as `Authorization: Bearer <token>`.',
  },
  {
    failure: 'HTTP 403',
    fault: { kind: 'status', status: 403 },
    advice: (operation) => {
      const choice = choices[operation];
      return `Ask an administrator for access${choice ? `, or choose another organization with ${choice}` : ''}.`;
    },
  },
  {
    failure: 'HTTP 409',
    fault: { kind: 'status', status: 409 },
    advice: (operation) =>
      operation === 'CreateEnrollment'
        ? 'Check the ids, and check whether the user is already enrolled.'
        : operation === 'SearchEnrollments'
          ? 'Check the ids.'
          : 'heck the id.',
  },
  {
    failure: 'HTTP 422',
    fault: { kind: 'status', status: 422 },
    advice: () => 'Correct the input, then try again.',
  },
  {
    failure: 'HTTP 429',
    fault: { kind: 'status', status: 429, retryAfterSeconds: 60 },
    advice: () => 'Wait 60 seconds, then try again.',
  },
  {
    failure: 'HTTP 503',
    fault: { kind: 'status', status: 503, retryAfterSeconds: 60 },
    advice: orFindOut('Try again later.'),
  },
  { failure: 'HTTP 500', fault: { kind: 'status', status: 500 }, advice: orFindOut(laterOrOperator) },
  { failure: 'an answer that is not JSON', fault: { kind: 'html' }, advice: orFindOut(laterOrOperator) },
  { failure: 'an error code', fault: { kind: 'errorCode', code: 7 }, advice: () => laterOrOperator },
];

/** All messages of a response: of its errors, and of a mutation's result. */
const messagesIn = ({ data, errors }: Answered): string[] => [
  ...errors.map(({ message }) => message),
  ...Object.values(data ?? {}).flatMap((field) => (field as { message?: string } | null)?.message ?? []),
];

describe.each(failures)('after $failure the message says what to do', ({ fault, advice }) => {
  // A gateway for each kind of failure: breakers count the failures.
  let own: Harness;
  beforeAll(async () => {
    own = await startHarness({ config: settings });
  });
  afterAll(() => own.close());

  test.each(Object.keys(operations) as OperationName[])('for %s', async (operation) => {
    own.sandbox.addFault({ ...fault, operation });
    const messages = messagesIn(await own.query(queries[operation]));
    own.sandbox.reset();
    const isNotFound = fault.kind === 'status' && fault.status === 409;
    // A look-up by an unknown id gives null without an error.
    if (!isNotFound) expect(messages).not.toEqual([]);
    for (const message of messages) {
      expect(message).toContain(advice(operation));
      if (!isWrite(operation)) expect(message).toMatch(/\.$/);
      const isForbidden = fault.kind === 'status' && fault.status === 403;
      const permission = isForbidden ? permissions[operation] : null;
      if (permission) expect(message).toContain(`Requires the ${permission}`);
      else expect(message).not.toContain('Requires');
    }
  });
});

test('ALREADY_ENROLLED points to the existing enrollment and does not say to check the id', async () => {
  const { data } = await harness.query(
    `mutation { createEnrollment(input: { organizationId: "${wellKnown.organizationId}", userId: "${wellKnown.userId}", syllabusId: "${wellKnown.sectionId}", membershipGroupIds: [] }) { ... on AlreadyEnrolledError { message enrollment { id } } } }`,
  );
  expect(data.createEnrollment).toEqual({
    message: 'The user is already enrolled in this syllabus. See `enrollment` for the existing enrollment.',
    enrollment: { id: expect.any(String) },
  });
});

test('the error of a failed item of a bulk mutation says what to do', async () => {
  harness.sandbox.addFault({ kind: 'status', status: 429, retryAfterSeconds: 1, operation: 'DropEnrollment' });
  const { data } = await harness.query(
    `mutation { dropEnrollments(input: { ids: ["${wellKnown.enrollmentId}"] }) { ... on DropEnrollmentsSuccess { outcomes { result { ... on Error { message } } } } } }`,
  );
  expect(data.dropEnrollments.outcomes[0].result.message).toMatch(/\. Wait 1 second, then try again\.$/);
});

test.each([
  ['NotFoundError', unknownId, demoTokens.full, 'Enrollment not found. Check the id.'],
  [
    'ForbiddenError',
    wellKnown.enrollmentId,
    demoTokens.limited,
    'Not authorized in this organization. Requires the Drop Section Enrollments or Drop Training Plan Enrollments permission in the organization of the enrollment or one of its ancestors. Ask an administrator for access.',
  ],
])('%s of a mutation says what to do', async (type, id, token, message) => {
  const { data } = await harness.query(
    `mutation { dropEnrollment(input: { id: "${id}" }) { __typename ... on Error { message } } }`,
    { token },
  );
  expect(data.dropEnrollment).toEqual({ __typename: type, message });
});
