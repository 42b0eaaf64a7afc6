import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Fault } from '../../src/sandbox/http/server.ts';
import { demoTokens, wellKnown } from '../../src/sandbox/http/server.ts';
import { type Harness, startHarness } from '../support/harness.ts';

const unknownId = '86cafa11-531d-4d0e-8837-6ebc3b59549e';
const section = `{ section(id: "${wellKnown.sectionId}") { title } }`;

let harness: Harness;
let withoutDefault: Harness;
beforeAll(async () => {
  harness = await startHarness({ config: { DEFAULT_ORGANIZATION_ID: wellKnown.organizationId } });
  withoutDefault = await startHarness();
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

describe('whoever makes a mistake is told what to do next', () => {
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
      advice: /send the header `Authorization: Bearer <token>` with an access token of NexPort Campus\.$/,
    },
    {
      mistake: 'an organization that the token may not look in',
      token: demoTokens.limited,
      query: `{ enrollment(id: "${wellKnown.enrollmentId}", organizationId: "${wellKnown.otherOrganizationId}") { id } }`,
      code: 'FORBIDDEN',
      advice:
        /Ask an administrator of the organization for the permission, or look in an organization where you have it\.$/,
    },
    {
      mistake: 'an organization header that holds no id',
      headers: { 'x-organization-id': 'Prairie' },
      query: section,
      code: 'BAD_USER_INPUT',
      advice: /^x-organization-id: the header holds no id; give one like /,
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

test.each<[string, Fault, RegExp]>([
  ['RATE_LIMITED', { kind: 'status', status: 429, retryAfterSeconds: 60 }, /\. Wait 60 s, then try again\.$/],
  ['UPSTREAM_UNAVAILABLE', { kind: 'status', status: 503, retryAfterSeconds: 60 }, /\. Try again later\.$/],
  [
    'UPSTREAM_ERROR',
    { kind: 'html' },
    /could not be read\. Try again later; if it stays, tell the operator the requestId\.$/,
  ],
  ['UPSTREAM_ERROR', { kind: 'status', status: 500 }, /\. Try again later; if it stays, tell the operator/],
])('%s says what to do when the REST API fails (%#)', async (code, fault, advice) => {
  harness.sandbox.addFault({ ...fault, operation: 'GetSections' });
  const { errors } = await harness.query(section);
  expect(errors[0]?.extensions.code).toBe(code);
  expect(errors[0]?.message).toMatch(advice);
});

test.each([
  ['NotFoundError', unknownId, demoTokens.full, /^Enrollment not found\. Check the id\.$/],
  [
    'ForbiddenError',
    wellKnown.enrollmentId,
    demoTokens.limited,
    /^Not authorized in this organization\. Ask an administrator/,
  ],
])('a %s of a mutation says what to do', async (type, id, token, advice) => {
  const { data } = await harness.query(
    `mutation { dropEnrollment(input: { id: "${id}" }) { __typename ... on Error { message } } }`,
    { token },
  );
  expect(data.dropEnrollment.__typename).toBe(type);
  expect(data.dropEnrollment.message).toMatch(advice);
});
