import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { wellKnown } from '../../../src/sandbox/world/well-known.ts';
import { startApolloGateway } from '../src/apollo-gateway.ts';
import { centsOf, startCommerceSubgraph } from './neighbors/commerce.ts';
import { startPeopleSubgraph } from './neighbors/people.ts';
import { crossingQueries } from './neighbors/queries.ts';
import { randomQuery, seededRandom } from './neighbors/random-queries.ts';
import { type QueryResult, type Router, type Routers, startRouters } from './support.ts';

vi.stubEnv('ROUTER_SECRET', `secret-${randomUUID()}`);

let routers: Routers;
beforeAll(async () => {
  routers = await startRouters([startCommerceSubgraph, startPeopleSubgraph]);
});
afterAll(async () => {
  await routers?.close();
  vi.unstubAllEnvs();
});

const bothRouters: readonly Router[] = ['hive', 'apollo'];

describe.each(crossingQueries)('$title', ({ query, calls }) => {
  test('both routers return the same, without errors', async () => {
    const hive = await routers.query('hive', query);
    const apollo = await routers.query('apollo', query);
    expect([hive.errors, apollo.errors]).toEqual([[], []]);
    expect(hive.data).toEqual(apollo.data);
    expect(JSON.stringify(hive.data)).not.toContain(':null');
    expect(hive.calls).toEqual(calls);
    expect(Object.keys(apollo.calls).sort()).toEqual(Object.keys(calls).sort());
  });
});

describe('random queries', () => {
  const errorsOf = ({ errors }: QueryResult) =>
    errors.map(({ path, extensions }) => `${path?.join('.')} ${extensions.code}`).sort();

  test.each([1, 2])(
    'about the learning graph alone cost and return the same through routers and directly (seed %i)',
    async (seed) => {
      const random = seededRandom(seed);
      let refused = 0;
      for (let count = 0; count < 25; count += 1) {
        const query = randomQuery(random, true);
        const options = random() < 0.3 ? { token: routers.sandbox.tokens.limited } : {};
        const direct = await routers.query('direct', query, options);
        for (const router of bothRouters) {
          const routed = await routers.query(router, query, options);
          expect(routed.data, `${router} ${query}`).toEqual(direct.data);
          expect(errorsOf(routed), `${router} ${query}`).toEqual(errorsOf(direct));
          expect(routed.calls, `${router} ${query}`).toEqual(direct.calls);
        }
        refused += direct.errors.length;
      }
      expect(refused).toBeGreaterThan(0);
    },
  );

  test.each([3, 4])('across four graphs return the same through both routers (seed %i)', async (seed) => {
    const random = seededRandom(seed);
    let added = 0;
    for (let count = 0; count < 25; count += 1) {
      const query = randomQuery(random, false);
      const hive = await routers.query('hive', query);
      const apollo = await routers.query('apollo', query);
      expect(hive.data, query).toEqual(apollo.data);
      expect([errorsOf(hive), errorsOf(apollo)], query).toEqual([[], []]);
      expect(Object.keys(hive.calls).sort(), query).toEqual(Object.keys(apollo.calls).sort());
      for (const { id, priceCents, paidCents } of objectsIn(hive.data)) {
        for (const cents of [priceCents, paidCents]) {
          if (typeof id !== 'string' || cents === undefined) continue;
          expect(cents, query).toBe(centsOf(id));
          added += 1;
        }
      }
    }
    expect(added).toBeGreaterThan(5);
  });
});

describe.each(bothRouters)('the router %s', (router) => {
  test('passes traceparent on to the subgraphs', async () => {
    const traceparent = `00-${randomUUID().replaceAll('-', '')}-00f067aa0ba902b7-01`;
    const query = '{ me { name enrollments(first: 1) { totalCount } } }';
    const { usersRequests } = await routers.query(router, query, { headers: { traceparent } });
    expect(usersRequests.map((headers) => headers.traceparent)).toEqual([traceparent]);
  });

  test('shows what to do if a page has more references than the learning graph looks up at once', async () => {
    const { data, errors } = await routers.query(router, '{ invoices(first: 1501) { number enrollment { status } } }');
    expect(data.invoices).toHaveLength(1501);
    expect(errors).toMatchObject([
      { message: expect.stringContaining('raise MAX_VARIABLE_ITEMS'), extensions: { code: 'QUERY_TOO_LARGE' } },
    ]);
  });

  test('shows what to do if a request to the learning graph is larger than its body may be', async () => {
    const ids = () => Array.from({ length: 1450 }, () => randomUUID());
    const query = `query ($users: [ID!], $enrollments: [ID!], $syllabi: [ID!], $organizations: [ID!], $names: [String!]) {
      me { name }
      enrollments(filter: { userIds: $users, enrollmentIds: $enrollments, syllabusIds: $syllabi,
        organizationIds: $organizations, syllabusUniqueNames: $names }) { totalCount } }`;
    const variables = { users: ids(), enrollments: ids(), syllabi: ids(), organizations: ids(), names: ids() };
    expect(JSON.stringify(variables).length).toBeGreaterThan(262_144);
    const { status, errors, calls } = await routers.query(router, query, { variables });
    expect([status, calls]).toEqual([200, {}]);
    expect(errors).toMatchObject([
      {
        message:
          'The body is larger than 262144 bytes. Send a smaller request, or ask the operator to raise MAX_BODY_BYTES.',
        extensions: { code: 'REQUEST_ENTITY_TOO_LARGE', requestId: expect.any(String) },
      },
    ]);
    expect(JSON.stringify(errors)).not.toContain('127.0.0.1');
  });

  test('passes Idempotency-Key on: a mutation that a client sends again is carried out once', async () => {
    const mutation = `mutation { dropEnrollment(input: { id: "${wellKnown.enrollmentId}" }) { __typename } }`;
    const headers = { 'idempotency-key': randomUUID() };
    const first = await routers.query(router, mutation, { headers });
    const second = await routers.query(router, mutation, { headers });
    expect([first.calls.DropEnrollment, second.calls]).toEqual([1, {}]);
    expect(second.data).toEqual(first.data);
    routers.sandbox.reset();
  });

  test('shows a reference to a missing object as an object with null fields, or as null if a field cannot be null', async () => {
    const first = routers.sandbox.world.sections.length + 1;
    const { data, errors } = await routers.query(
      router,
      `{ announcements(first: ${first}) { section { id title priceCents } } }`,
    );
    const missing = data.announcements.at(-1).section;
    expect(errors).toEqual([]);
    expect(missing).toEqual({ id: missing.id, title: null, priceCents: centsOf(missing.id) });
    const withList = await routers.query(
      router,
      `{ announcements(first: ${first}) { section { id assignments(first: 1) { totalCount } } } }`,
    );
    expect(withList.errors).toEqual([]);
    expect(withList.data.announcements.map(({ section }: { section: object | null }) => section === null)).toEqual(
      Array.from({ length: first }, (_, index) => index === first - 1),
    );
  });
});

test('@apollo/gateway with persisted queries for subgraphs sends the text after the hash', async () => {
  const apollo = await startApolloGateway({ supergraph: routers.sdl, port: 0, apq: true });
  try {
    const requestId = randomUUID();
    const response = await fetch(apollo.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${routers.sandbox.tokens.full}`,
        'x-request-id': requestId,
      },
      body: JSON.stringify({ query: `{ section(id: "${wellKnown.sectionId}") { title } }` }),
    });
    expect(await response.json()).toEqual({ data: { section: { title: 'Workplace Safety Orientation' } } });
    const codesOfRequests = () =>
      routers.learning.log.flatMap((line) => (line.requestId === requestId ? [line.outcome] : []));
    await vi.waitFor(() => expect(codesOfRequests()).toEqual(['PERSISTED_QUERY_NOT_FOUND', 'OK']));
  } finally {
    await apollo.close();
  }
});

function objectsIn(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(objectsIn)];
}
