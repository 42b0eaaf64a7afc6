import { ApolloClient, type FieldPolicy, HttpLink, InMemoryCache, type TypePolicies } from '@apollo/client';
import { GraphQL17Alpha9Handler } from '@apollo/client/incremental';
import facts from './schema-facts.json' with { type: 'json' };

interface Page {
  nodes?: readonly unknown[];
  edges?: readonly unknown[];
  pageInfo?: { endCursor?: string | null };
}

/** A list whose pages are joined, whether a query reads `nodes` or `edges`. */
const list: FieldPolicy<Page> = {
  // The pages of a list differ only in `after`. Lists with other arguments are stored separately.
  keyArgs: (args) => JSON.stringify({ ...args, after: undefined }),
  merge: (existing, incoming, { args }) => {
    if (!args?.after || !existing) return incoming;
    // This page was joined before, for example after a double click.
    if (existing.pageInfo?.endCursor !== args.after) return existing;
    return {
      ...incoming,
      ...(incoming.nodes && { nodes: [...(existing.nodes ?? []), ...incoming.nodes] }),
      ...(incoming.edges && { edges: [...(existing.edges ?? []), ...incoming.edges] }),
    };
  },
};

const typePolicies: TypePolicies = {
  ...Object.fromEntries(facts.typesWithoutId.map((type) => [type, { keyFields: false, merge: true }])),
  // One category can be in several catalogs. Select `catalog { id }` with each category.
  Category: { keyFields: ({ catalog }) => (catalog ? ['id', 'catalog', ['id']] : false) },
};
for (const [type, fields] of Object.entries(facts.lists)) {
  typePolicies[type] = { ...typePolicies[type], fields: Object.fromEntries(fields.map((field) => [field, list])) };
}

declare module '@apollo/client' {
  namespace ApolloClient {
    namespace DeclareDefaultOptions {
      interface Query {
        errorPolicy: 'all';
      }
      interface WatchQuery {
        errorPolicy: 'all';
      }
      interface Mutate {
        errorPolicy: 'all';
      }
    }
  }
}

/** @param getToken the NexPort access token of the person who is signed in */
export function createApolloClient(url: string, getToken: () => string): ApolloClient {
  return new ApolloClient({
    link: new HttpLink({
      uri: url,
      fetch: (input, init) =>
        fetch(input, { ...init, headers: { ...init?.headers, authorization: `Bearer ${getToken()}` } }),
    }),
    cache: new InMemoryCache({ possibleTypes: facts.possibleTypes, typePolicies }),
    incrementalHandler: new GraphQL17Alpha9Handler(),
    // A response can have data and errors: show both.
    defaultOptions: {
      query: { errorPolicy: 'all' },
      watchQuery: { errorPolicy: 'all' },
      mutate: { errorPolicy: 'all' },
    },
  });
}
