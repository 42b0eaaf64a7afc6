import { InfiniteQueryObserver, QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { createGraphQLClient, rosterPages } from '../src/graphql-request.ts';
import { gateway, queries, wellKnown } from './support.ts';

const { sectionId } = wellKnown;
const harness = gateway();
const connect = () => createGraphQLClient(harness.current.url, () => harness.current.sandbox.tokens.full);

test.each(queries)('$name: the client gives what the gateway sent', async ({ query, variables }) => {
  const { data } = await harness.current.query(query, { variables });
  expect((await connect().rawRequest(query, variables)).data).toEqual(data);
});

test('the pages of a list are fetched one after the other', async () => {
  const observer = new InfiniteQueryObserver(new QueryClient(), rosterPages(connect(), sectionId));
  let result = await observer.fetchNextPage();
  while (result.hasNextPage) result = await observer.fetchNextPage();
  const ids = result.data?.pages.flatMap(({ data }) => data.section?.enrollments.nodes?.map((node) => node?.id));
  const whole = await harness.current.query(
    `{ section(id: "${sectionId}") { enrollments(first: 1000) { nodes { id } } } }`,
  );
  expect(ids).toEqual(whole.data.section.enrollments.nodes.map(({ id }: { id: string }) => id));
  observer.destroy();
});

test('errors come beside the data', async () => {
  harness.current.sandbox.addFault({ kind: 'status', status: 403, operation: 'GetSectionDescription' });
  const { data, errors } = await connect().rawRequest(`{ section(id: "${sectionId}") { title description } }`);
  expect(data).toMatchObject({ section: { title: expect.any(String), description: null } });
  expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
});
