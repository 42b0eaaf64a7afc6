import { infiniteQueryOptions } from '@tanstack/react-query';
import { initGraphQLTada, type TadaDocumentNode } from 'gql.tada';
import { print } from 'graphql';
import { GraphQLClient } from 'graphql-request';
import type { introspection } from './graphql-env.d.ts';

/** Documents whose types come from schema.client.graphql. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  scalars: { DateTime: string; ID: string; JSON: unknown };
}>();

/** @param getToken the NexPort access token of the person who is signed in */
export function createGraphQLClient(url: string, getToken: () => string): GraphQLClient {
  return new GraphQLClient(url, {
    headers: () => ({ authorization: `Bearer ${getToken()}` }),
    // A response can have data and errors: `rawRequest` returns both.
    errorPolicy: 'all',
  });
}

/** Sends an operation. Returns the data and the errors, because a response can have both. */
export function send<Result, Variables extends object>(
  client: GraphQLClient,
  document: TadaDocumentNode<Result, Variables>,
  variables: Variables,
) {
  return client.rawRequest<Result, Variables>(print(document), variables);
}

const roster = graphql(`
  query Roster($sectionId: ID!, $after: String) {
    section(id: $sectionId) {
      title
      enrollments(first: 4, after: $after) {
        nodes { id phase user { id } }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`);

/** The pages of a section's roster, for `useInfiniteQuery`. */
export function rosterPages(client: GraphQLClient, sectionId: string) {
  return infiniteQueryOptions({
    queryKey: ['roster', sectionId],
    queryFn: ({ pageParam }) => send(client, roster, { sectionId, after: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ data }) => {
      const pageInfo = data.section?.enrollments.pageInfo;
      return pageInfo?.hasNextPage ? pageInfo.endCursor : null;
    },
  });
}
