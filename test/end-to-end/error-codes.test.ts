import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ErrorCode } from '../../src/graph/errors/error-codes.ts';
import { demoTokens, wellKnown } from '../../src/sandbox/http/server.ts';
import {
  type Harness,
  type HarnessOptions,
  harnessForThisTest,
  type QueryOptions,
  startHarness,
} from '../support/harness.ts';

let harness: Harness;
beforeAll(async () => {
  harness = await startHarness({
    config: {
      DEFAULT_ORGANIZATION_ID: wellKnown.organizationId,
      BULK_BUDGET_MS: '0',
      UPSTREAM_CONCURRENCY: '4',
      UPSTREAM_QUEUE: '0',
    },
  });
});
beforeEach(() => harness.sandbox.reset());
afterAll(() => harness.close());

const persistedOperations = fileURLToPath(new URL('../support/persisted-operations.json', import.meta.url));
const section = `{ section(id: "${wellKnown.sectionId}") { title } }`;
const unknownId = '99999999-9999-4999-8999-999999999999';
const fault =
  (kind: object) =>
  ({ sandbox }: Harness) =>
    sandbox.addFault({ operation: 'GetSections', ...kind } as never);
const impatient = { UPSTREAM_TIMEOUT_MS: '1000' };
const mutation = (field: string) => `mutation { ${field} { ... on Error { code } } }`;

interface Provocation {
  /** undefined sends none. */
  query: string | undefined;
  prepare?: (harness: Harness) => unknown;
  options?: QueryOptions;
  /** For a gateway of its own. */
  config?: HarnessOptions['config'];
}

/** One way to come by each code; a code that is missing here does not compile. */
const provoke: Record<ErrorCode, Provocation> = {
  UNAUTHENTICATED: { query: section, options: { token: null } },
  FORBIDDEN: { query: section, options: { token: demoTokens.limited } },
  NOT_FOUND: {
    query: `{ user(id: "${wellKnown.userId}") { enrollments(first: 1) { nodes { syllabus { createdAt } } } } }`,
    prepare: ({ sandbox }) =>
      sandbox.override('SearchEnrollments', () => ({
        body: {
          enrollments: [
            {
              enrollment_id: unknownId,
              syllabus_id: unknownId,
              user_id: wellKnown.userId,
              phase: 0,
              result: 0,
              enrollment_date: '2025-01-01T00:00:00Z',
            },
          ],
        },
      })),
  },
  NOT_REPORTED: { query: `{ assignment(id: "${wellKnown.assignmentId}") { section { id } } }` },
  BAD_USER_INPUT: { query: '{ section(id: "x") { id } }' },
  ALREADY_ENROLLED: {
    query: mutation(
      `createEnrollment(input: { organizationId: "${wellKnown.organizationId}", userId: "${wellKnown.userId}", syllabusId: "${wellKnown.sectionId}", membershipGroupIds: [] })`,
    ),
  },
  CONFLICT: {
    query: mutation(
      `createEnrollment(input: { organizationId: "${wellKnown.organizationId}", userId: "${wellKnown.userId}", syllabusId: "${wellKnown.sectionId}" })`,
    ),
    prepare: fault({ kind: 'status', status: 500, operation: 'SearchEnrollments' }),
  },
  ALREADY_DROPPED: {
    query: mutation(`dropEnrollment(input: { id: "${wellKnown.enrollmentId}" })`),
    prepare: ({ sandbox }) =>
      sandbox.override('DropEnrollment', () => ({
        body: { enrollment_id: wellKnown.enrollmentId, is_dropped_or_deleted: false },
      })),
  },
  NOT_DELETED: {
    query: mutation(`deleteEnrollment(input: { id: "${wellKnown.enrollmentId}" })`),
    prepare: ({ sandbox }) =>
      sandbox.override('DeleteEnrollment', () => ({
        body: { enrollment_id: wellKnown.enrollmentId, is_dropped_or_deleted: false },
      })),
  },
  UNKNOWN_CUSTOM_FIELD: {
    query: mutation(
      `setCustomEnrollmentFieldValues(input: { enrollmentId: "${wellKnown.enrollmentId}", values: [{ key: "nonsense", value: "" }] })`,
    ),
  },
  OUTCOME_UNKNOWN: {
    query: mutation(`deleteEnrollment(input: { id: "${wellKnown.enrollmentId}" })`),
    prepare: fault({ kind: 'hang', operation: 'DeleteEnrollment' }),
    config: impatient,
  },
  NOT_ATTEMPTED: {
    query: `mutation { dropEnrollments(input: { ids: ["${wellKnown.enrollmentId}"] }) { ... on DropEnrollmentsSuccess { outcomes { result { ... on Error { code } } } } } }`,
  },
  IDEMPOTENCY_KEY_REUSED: {
    query: mutation(`dropEnrollment(input: { id: "${wellKnown.enrollmentId}" })`),
    options: { headers: { 'idempotency-key': '"used"' } },
    prepare: ({ query }) =>
      query(mutation(`deleteEnrollment(input: { id: "${unknownId}" })`), { headers: { 'idempotency-key': '"used"' } }),
  },
  IDEMPOTENCY_UNAVAILABLE: {
    query: mutation(`dropEnrollment(input: { id: "${wellKnown.enrollmentId}" })`),
    options: { headers: { 'idempotency-key': '"new"' } },
    config: { REDIS_URL: 'redis://127.0.0.1:1' },
  },
  RATE_LIMITED: { query: section, prepare: fault({ kind: 'status', status: 429 }) },
  UPSTREAM_ERROR: { query: section, prepare: fault({ kind: 'malformed' }) },
  UPSTREAM_TIMEOUT: { query: section, prepare: fault({ kind: 'hang' }), config: impatient },
  UPSTREAM_UNAVAILABLE: { query: section, prepare: fault({ kind: 'resetBefore' }) },
  OVERLOADED: {
    query: `{ ${Array.from({ length: 5 }, (_, n) => `a${n}: assignment(id: "${unknownId.slice(0, -1)}${n}") { id }`).join(' ')} }`,
  },
  CALL_LIMIT_REACHED: {
    query: 'query ($ids: [ID!]!) { sections(ids: $ids) { title } }',
    options: {
      variables: { ids: Array.from({ length: 1000 }, (_, n) => unknownId.slice(0, -3) + (n + 1000).toString(16)) },
    },
    prepare: fault({ kind: 'status', status: 403 }),
    config: { UPSTREAM_QUEUE: '1000' },
  },
  QUERY_TOO_LARGE: { query: `{ ${'a: __typename '.repeat(3000)} }` },
  QUERY_TOO_EXPENSIVE: {
    query: `{ section(id: "${wellKnown.sectionId}") { enrollments(first: 1000) { nodes { user { enrollments(first: 1000) { nodes { syllabus { enrollments(first: 1000) { nodes { id } } } } } } } } } }`,
  },
  ORIGIN_NOT_ALLOWED: { query: section, options: { headers: { origin: 'https://elsewhere.example' } } },
  METHOD_NOT_ALLOWED: { query: section, options: { method: 'PUT' } },
  INTROSPECTION_DISABLED: { query: '{ __schema { description } }', config: { INTROSPECTION: 'false' } },
  PERSISTED_QUERY_NOT_FOUND: {
    query: undefined,
    options: { parameters: { documentId: 'sha256:unknown' } },
    config: { PERSISTED_OPERATIONS_FILE: persistedOperations },
  },
  PERSISTED_QUERY_NOT_SUPPORTED: { query: undefined, options: { parameters: { documentId: 'sha256:unknown' } } },
  PERSISTED_QUERY_REQUIRED: {
    query: section,
    config: { PERSISTED_OPERATIONS_FILE: persistedOperations, PERSISTED_ONLY: 'true' },
  },
  NOT_ACCEPTABLE: { query: section, options: { headers: { accept: 'text/html' } } },
  UNSUPPORTED_MEDIA_TYPE: { query: section, options: { headers: { 'content-type': 'text/plain' } } },
  REQUEST_ENTITY_TOO_LARGE: { query: `{ __typename } #${'x'.repeat(300_000)}` },
  BAD_REQUEST: { query: section, options: { variables: [] as never } },
  OPERATION_RESOLUTION_FAILURE: { query: 'query A { __typename } query B { __typename }' },
  GRAPHQL_PARSE_FAILED: { query: '{' },
  GRAPHQL_VALIDATION_FAILED: { query: '{ nonsense }' },
  INTERNAL_SERVER_ERROR: {
    query: section,
    prepare: ({ api }) => {
      api.call = () => {
        throw new TypeError('a secret of the code');
      };
    },
  },
};

test.each(Object.entries(provoke))('%s', async (code, { query, prepare, options, config }) => {
  const asked = config ? await harnessForThisTest({ config }) : harness;
  await prepare?.(asked);
  const { data, errors } = await asked.query(query, options);
  const told = [
    ...errors.map(({ extensions }) => extensions.code),
    ...JSON.stringify(data ?? '').matchAll(/"code":"(\w+)"/g),
  ].flatMap((item) => (typeof item === 'string' ? item : Array.isArray(item) ? item[1] : []));
  expect(told).toContain(code);
  expect(JSON.stringify(errors)).not.toContain('a secret');
  for (const { extensions } of errors) expect(extensions.requestId).toEqual(expect.any(String));
});

test.each([
  '{',
  '[]',
  '[{ "query": "{ __typename }" }]',
  'null',
  '3',
  '{}',
  '{ "query": 3 }',
  '{ "query": 3, "x": "a secret" }',
])('a body of %s is refused as BAD_REQUEST, and not quoted', async (body) => {
  for (const _ of ['once', 'again']) {
    const response = await fetch(harness.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    const answer = await response.text();
    expect(JSON.parse(answer).errors[0].extensions).toEqual({ code: 'BAD_REQUEST', requestId: expect.any(String) });
    expect(answer).not.toContain('a secret');
  }
});

test.each(['{', '{ nonsense }', 'query A { __typename } query B { __typename }'])(
  'the refusal of %s is the same the second time',
  async (query) => {
    const [once, again] = [await harness.query(query), await harness.query(query)];
    const withoutId = ({ status, errors }: typeof once) => [
      status,
      errors.map(({ message, extensions: { code } }) => [message, code]),
    ];
    expect(withoutId(again)).toEqual(withoutId(once));
  },
);
