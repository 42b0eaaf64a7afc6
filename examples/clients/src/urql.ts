import { Client, CombinedError, fetchExchange, mapExchange } from '@urql/core';
import { cacheExchange, type Resolver } from '@urql/exchange-graphcache';
import { relayPagination } from '@urql/exchange-graphcache/extras';
import { errorsByPath } from './errors-by-path.ts';
import facts from './schema-facts.json' with { type: 'json' };

const keys = {
  ...Object.fromEntries(facts.typesWithoutId.map((type) => [type, () => null])),
  // One category can be in several catalogs. Select `catalog { id }` with each category.
  Category: ({ id, catalog }: { id?: unknown; catalog?: { id?: unknown } }) =>
    catalog?.id ? `${id} in ${catalog.id}` : null,
};

const joined = relayPagination();
/** Joins the pages of a list. `relayPagination` ignores lists that are read without any argument. */
const list: Resolver = (parent, args, cache, info) =>
  Object.keys(args).length > 0 ? joined(parent, args, cache, info) : cache.resolve(info.parentKey, info.fieldName);

const resolvers = Object.fromEntries(
  Object.entries(facts.lists).map(([type, fields]) => [type, Object.fromEntries(fields.map((field) => [field, list]))]),
);

/** The gateway reports errors of a list with the same cause once. The cache looks for an error at the path of each field. */
const withoutMerging = mapExchange({
  onResult: ({ error, ...result }) => ({
    ...result,
    error: error && new CombinedError({ ...error, graphQLErrors: errorsByPath(error.graphQLErrors) }),
  }),
});

/**
 * @param getToken the NexPort access token of the person who is signed in
 * @param schema the introspection result, from schema.client.graphql
 */
export function createUrqlClient(url: string, getToken: () => string, schema: object): Client {
  return new Client({
    url,
    preferGetMethod: false,
    fetchOptions: () => ({ headers: { authorization: `Bearer ${getToken()}` } }),
    exchanges: [
      cacheExchange({ schema: schema as never, keys: keys as never, resolvers: resolvers as never }),
      withoutMerging,
      fetchExchange,
    ],
  });
}
