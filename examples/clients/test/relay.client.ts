import { Window } from 'happy-dom';
import { createElement, Suspense, useEffect } from 'react';
import { commitMutation, createOperationDescriptor, fetchQuery, type GraphQLTaggedNode } from 'relay-runtime';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { rosterQuery$data } from '../src/relay/__generated__/rosterQuery.graphql.ts';
import { createRelayEnvironment } from '../src/relay/environment.ts';
import { phasesIn } from '../src/relay/phases.ts';
import { gateway, wellKnown } from './support.ts';

const { sectionId, userId, organizationId, enrollmentId, catalogId } = wellKnown;
const harness = gateway();
const connect = () => createRelayEnvironment(harness.current.url, () => harness.current.sandbox.tokens.full);

/** What `relay-compiler` generated of the documents in src/relay. */
const generated = async (name: string): Promise<GraphQLTaggedNode> =>
  (await import(`../src/relay/__generated__/${name}.graphql.ts`)).default;

const variables = { sectionId, userId, organizationId, enrollmentId, catalogId };

beforeAll(() => {
  const window = new Window();
  vi.stubGlobal('window', window);
  vi.stubGlobal('document', window.document);
  vi.stubGlobal('navigator', window.navigator);
});
afterAll(() => vi.unstubAllGlobals());

describe.each([
  ['listsSectionRoster', 'section', 'enrollments', `section(id: "${sectionId}") { list: enrollments`],
  [
    'listsEnrollmentStatuses',
    'enrollment',
    'assignmentStatuses',
    `enrollment(id: "${enrollmentId}") { ... on SectionEnrollment { list: assignmentStatuses`,
  ],
  ['listsCatalogSyllabi', 'catalog', 'syllabi', `catalog(id: "${catalogId}") { list: syllabi`],
  ['listsUserEnrollments', 'user', 'enrollments', `user(id: "${userId}") { list: enrollments`],
])('%s', (fragment, parent, field, path) => {
  test('usePaginationFragment fetches page after page, then the list again', async () => {
    const { createRoot } = await import('react-dom/client');
    const { RelayEnvironmentProvider, useLazyLoadQuery, usePaginationFragment } = await import('react-relay');
    const [query, node] = [await generated('listsQuery'), await generated(fragment)];
    let shown: any;
    const List = () => {
      const list = usePaginationFragment<any, any>(node, useLazyLoadQuery<any>(query, variables) as any);
      useEffect(() => {
        shown = list;
      });
      return null;
    };
    const root = createRoot(document.createElement('div'));
    const environment = connect();
    const list = createElement(Suspense, { fallback: null }, createElement(List));
    root.render(createElement(RelayEnvironmentProvider, { environment }, list));
    const items = (): { node: { id: string } }[] => shown.data[parent][field].edges;
    await vi.waitFor(() => expect(shown).toBeDefined(), 60_000);
    const first = items().length;
    for (let page = 0; page < 2 && shown.hasNext; page += 1) {
      const { length } = items();
      shown.loadNext(first);
      await vi.waitFor(() => expect(items().length).toBeGreaterThan(length), 60_000);
    }
    const { data } = await harness.current.query(
      `{ ${path}(first: ${items().length}) { nodes { id } } } ${'}'.repeat(path.split('{').length - 1)}`,
    );
    const nodes: { id: string }[] = data[parent].list.nodes;
    expect(items().length).toBeGreaterThan(first);
    expect(items().map((edge) => edge.node.id)).toEqual(nodes.map(({ id }) => id));
    shown.refetch({ first: 2 }, { fetchPolicy: 'network-only' });
    await vi.waitFor(() => expect(items()).toHaveLength(2), 60_000);
    root.unmount();
  });
});

test('after a mutation, its enrollment is current wherever it is shown', async () => {
  const environment = connect();
  const query = await generated('statusQuery');
  await fetchQuery(environment, query, { enrollmentId, organizationId }).toPromise();
  const read = async () => {
    const { getRequest } = await import('relay-runtime');
    const operation = createOperationDescriptor(getRequest(query), { enrollmentId, organizationId });
    return (environment.lookup(operation.fragment).data as any).enrollment.status;
  };
  const before = await read();
  const mutation = await generated('statusDropMutation');
  const response = await new Promise<Record<string, unknown>>((onCompleted, onError) => {
    commitMutation(environment, {
      mutation,
      variables: { input: { id: enrollmentId, organizationId } },
      onCompleted: onCompleted as never,
      onError,
    });
  });
  expect(response).toMatchObject({ dropEnrollment: { __typename: 'DropEnrollmentSuccess' } });
  expect(await read()).not.toBe(before);
});

test.each([
  ['an item', { kind: 'errorCode', code: 5, item: 1 }],
  ['the list', { kind: 'status', status: 500 }],
] as const)(
  'fields that are null only with an error are read without a check, and reading throws if %s failed',
  async (_, fault) => {
    const query = await generated('rosterQuery');
    const read = () => fetchQuery<any>(connect(), query, { sectionId }).toPromise();
    expect(phasesIn((await read()) as rosterQuery$data)).toHaveLength(4);
    const { faults, addFault } = harness.current.sandbox;
    addFault({ ...fault, operation: 'GetSectionEnrollments' });
    await expect(read()).rejects.toThrow('Unexpected response payload');
    faults.clear();
  },
);
