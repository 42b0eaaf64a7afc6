import type { Client } from '@urql/core';
import { minifyIntrospectionQuery } from '@urql/introspection';
import { introspectionFromSchema } from 'graphql';
import { expect, test, vi } from 'vitest';
import { createUrqlClient } from '../src/urql.ts';
import { gateway, queries, schema, wellKnown, withoutTypeNames } from './support.ts';

const { sectionId, userId, organizationId, enrollmentId } = wellKnown;
const harness = gateway();
const introspection = minifyIntrospectionQuery(introspectionFromSchema(schema));
const connect = () => createUrqlClient(harness.current.url, () => harness.current.sandbox.tokens.full, introspection);

test.each(queries)('$name: the cache gives what the gateway sent', async ({ query, variables }) => {
  const client = connect();
  const { data } = await harness.current.query(query, { variables });
  const first = await client.query(query, variables);
  expect(first.error).toBeUndefined();
  expect(withoutTypeNames(first.data)).toEqual(withoutTypeNames(data));
  harness.current.sandbox.clearCalls();
  const again = await client.query(query, variables);
  expect(again.data).toEqual(first.data);
  expect(harness.current.sandbox.calls()).toEqual([]);
});

test('one after the other, the queries do not change what others see', async () => {
  const client = connect();
  for (const { query, variables } of queries) await client.query(query, variables);
  for (const { query, variables } of queries) {
    const cached = await client.query(query, variables, { requestPolicy: 'cache-only' });
    const { data } = await harness.current.query(query, { variables });
    expect(withoutTypeNames(cached.data)).toEqual(withoutTypeNames(data));
  }
});

test.each(['nodes { id phase }', 'edges { cursor node { id phase } }'])(
  'pages that are read by %s are joined',
  async (fields) => {
    const client = connect();
    const query = `query ($after: String) { section(id: "${sectionId}") { id enrollments(first: 4, after: $after) {
    totalCount ${fields} pageInfo { hasNextPage endCursor } } } }`;
    let page = (await client.query(query, { after: null })).data.section.enrollments;
    while (page.pageInfo.hasNextPage) {
      page = (await client.query(query, { after: page.pageInfo.endCursor })).data.section.enrollments;
    }
    const whole = await harness.current.query(
      `{ section(id: "${sectionId}") { enrollments(first: 1000) { nodes { id } } } }`,
    );
    const items: { id: string }[] = page.nodes ?? page.edges.map(({ node }: { node: object }) => node);
    expect(items.map(({ id }) => id)).toEqual(whole.data.section.enrollments.nodes.map(({ id }: { id: string }) => id));
  },
);

test('after a mutation, its enrollment is current wherever it is shown', async () => {
  const client = connect();
  const list = `{ user(id: "${userId}") { id enrollments(first: 100) { nodes { id status } } } }`;
  const shown = watch(client, list);
  const statusOf = () =>
    shown.data?.user.enrollments.nodes.find(({ id }: { id: string }) => id === enrollmentId)?.status;
  await vi.waitFor(() => expect(statusOf()).toBeDefined(), 60_000);
  const before = statusOf();
  const { data, error } = await client.mutation(
    `mutation ($input: DropEnrollmentInput!) { dropEnrollment(input: $input) {
      __typename ... on DropEnrollmentSuccess { enrollmentId enrollment { id status } } ... on Error { code message } } }`,
    { input: { organizationId, id: enrollmentId } },
  );
  expect(error).toBeUndefined();
  const { status } = data.dropEnrollment.enrollment;
  expect(status).not.toBe(before);
  await vi.waitFor(() => expect(statusOf()).toBe(status), 60_000);
  shown.stop();
});

test('a deferred part comes after the rest', async () => {
  const client = connect();
  const states: string[] = [];
  const shown = watch(client, `{ section(id: "${sectionId}") { id title ... @defer { description } } }`, (result) => {
    states.push(`${result.hasNext} ${typeof result.data?.section?.description}`);
  });
  await vi.waitFor(() => expect(states.at(-1)).toBe('false string'), 60_000);
  expect(states.length).toBeGreaterThan(1);
  shown.stop();
});

test('errors come beside the data', async () => {
  harness.current.sandbox.addFault({ kind: 'status', status: 403, operation: 'GetSectionDescription' });
  const { data, error } = await connect().query(`{ section(id: "${sectionId}") { id title description } }`, {});
  expect(data.section).toMatchObject({ title: expect.any(String), description: null });
  expect(error?.graphQLErrors[0]?.extensions.code).toBe('FORBIDDEN');
});

test('errors that the gateway merged are at the path of each field', async () => {
  const query = `{ user(id: "${userId}") { id enrollments(first: 5) { nodes { id expiresAt } } } }`;
  for (const operation of ['GetSectionEnrollments', 'GetTrainingPlanEnrollments'] as const) {
    harness.current.sandbox.addFault({ kind: 'status', status: 403, operation });
  }
  const { toldErrors } = await harness.current.query(query);
  expect(toldErrors[0]?.extensions.count).toBeGreaterThan(1);
  const { error } = await connect().query(query, {});
  expect(error?.graphQLErrors.map(({ path }) => path)).toEqual(
    toldErrors.flatMap(({ extensions }) => extensions.paths),
  );
});

function watch(client: Client, query: string, onResult: (result: any) => void = () => {}) {
  const shown = {
    data: undefined as any,
    stop: () => {},
  };
  const { unsubscribe } = client.query(query, {}).subscribe((result) => {
    shown.data = result.data;
    onResult(result);
  });
  shown.stop = unsubscribe;
  return shown;
}
