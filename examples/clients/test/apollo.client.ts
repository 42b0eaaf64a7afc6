import { gql } from '@apollo/client';
import { expect, test, vi } from 'vitest';
import { createApolloClient } from '../src/apollo.ts';
import { gateway, queries, wellKnown, withoutTypeNames } from './support.ts';

const { sectionId, userId, organizationId, catalogId } = wellKnown;
const harness = gateway();
const connect = () => createApolloClient(harness.current.url, () => harness.current.sandbox.tokens.full);

test.each(queries)('$name: the cache gives what the gateway sent', async ({ query, variables }) => {
  const client = connect();
  const { data } = await harness.current.query(query, { variables });
  const first = await client.query({ query: gql(query), variables });
  expect(withoutTypeNames(first.data)).toEqual(withoutTypeNames(data));
  harness.current.sandbox.clearCalls();
  const again = await client.query({ query: gql(query), variables });
  expect(again.data).toEqual(first.data);
  expect(harness.current.sandbox.calls()).toEqual([]);
});

test('one after the other, the queries do not change what others see', async () => {
  const client = connect();
  for (const { query, variables } of queries) await client.query({ query: gql(query), variables });
  for (const { query, variables } of queries) {
    const cached = client.readQuery({ query: gql(query), variables });
    const { data } = await harness.current.query(query, { variables });
    expect(withoutTypeNames(cached)).toEqual(withoutTypeNames(data));
  }
});

test.each(['nodes { id phase }', 'edges { cursor node { id phase } }', 'nodes { id } edges { node { id } }'])(
  'pages that are read by %s are joined, even if one is asked for twice',
  async (fields) => {
    const query = gql(`query ($after: String) { section(id: "${sectionId}") { id enrollments(first: 4, after: $after) {
      totalCount ${fields} pageInfo { hasNextPage endCursor } } } }`);
    const client = connect();
    const watched = client.watchQuery({ query });
    const subscription = watched.subscribe(() => {});
    await vi.waitFor(() => expect(watched.getCurrentResult().loading).toBe(false), 60_000);
    const page = () => (watched.getCurrentResult().data as any).section.enrollments;
    while (page().pageInfo.hasNextPage) {
      const { endCursor } = page().pageInfo;
      const variables = { after: endCursor };
      await Promise.all([watched.fetchMore({ variables }), watched.fetchMore({ variables })]);
      await vi.waitFor(() => expect(page().pageInfo.endCursor).not.toBe(endCursor), 60_000);
    }
    const whole = await harness.current.query(
      `{ section(id: "${sectionId}") { enrollments(first: 1000) { totalCount nodes { id } } } }`,
    );
    const ids = whole.data.section.enrollments.nodes.map(({ id }: { id: string }) => id);
    expect(ids.length).toBeGreaterThan(8);
    const items = page().nodes ?? page().edges.map(({ node }: { node: object }) => node);
    expect(items.map(({ id }: { id: string }) => id)).toEqual(ids);
    await watched.refetch();
    expect((page().nodes ?? page().edges).length).toBe(4);
    subscription.unsubscribe();
  },
);

test('a category is another object in each catalog', async () => {
  const client = connect();
  const query = gql(
    `{ organization(id: "${organizationId}") { id catalogs(first: 5) { nodes { id categories(first: 3) { nodes { id name catalog { id } } } } } } }`,
  );
  const { data } = await client.query<any>({ query });
  const categories = data.organization.catalogs.nodes.flatMap((catalog: any) => catalog.categories.nodes);
  const stored = Object.keys(client.cache.extract() as object).filter((key) => key.startsWith('Category:'));
  expect(stored).toHaveLength(new Set(categories.map(({ id, catalog }: any) => `${id} ${catalog.id}`)).size);
  expect(stored.some((key) => key.includes(catalogId))).toBe(true);
});

test('after a mutation, its enrollment is current wherever it is shown, and lists are fetched again', async () => {
  const client = connect();
  const list = gql(`{ user(id: "${userId}") { id enrollments(first: 100) { nodes { id status } } } }`);
  const watched = client.watchQuery({ query: list });
  const subscription = watched.subscribe(() => {});
  const nodes = () =>
    (watched.getCurrentResult().data as any).user.enrollments.nodes as { id: string; status: string }[];
  await vi.waitFor(() => expect(watched.getCurrentResult().loading).toBe(false), 60_000);
  const { length } = nodes();
  const { enrollmentId } = wellKnown;
  expect(nodes().find(({ id }) => id === enrollmentId)?.status).not.toBe('DROPPED');

  const drop = gql(`mutation ($input: DropEnrollmentInput!) { dropEnrollment(input: $input) {
    __typename ... on DropEnrollmentSuccess { enrollmentId enrollment { id status } } ... on Error { code message } } }`);
  const { data } = await client.mutate<any>({
    mutation: drop,
    variables: { input: { organizationId, id: enrollmentId } },
  });
  expect(data.dropEnrollment.__typename).toBe('DropEnrollmentSuccess');
  expect(nodes().find(({ id }) => id === enrollmentId)?.status).toBe(data.dropEnrollment.enrollment.status);

  const remove = gql(`mutation ($input: DeleteEnrollmentInput!) { deleteEnrollment(input: $input) {
    __typename ... on DeleteEnrollmentSuccess { enrollmentId } ... on Error { code message } } }`);
  await client.mutate({
    mutation: remove,
    variables: { input: { id: enrollmentId } },
    refetchQueries: [list],
    awaitRefetchQueries: true,
  });
  expect(nodes()).toHaveLength(length - 1);
  subscription.unsubscribe();
});

test('errors come beside the data', async () => {
  harness.current.sandbox.addFault({ kind: 'status', status: 403, operation: 'GetSectionDescription' });
  const { data, error } = await connect().query<any>({
    query: gql(`{ section(id: "${sectionId}") { title description } }`),
  });
  expect(data.section).toMatchObject({ title: expect.any(String), description: null });
  expect(JSON.stringify(error)).toContain('FORBIDDEN');
});
