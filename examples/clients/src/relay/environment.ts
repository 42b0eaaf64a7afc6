import {
  Environment,
  type FetchFunction,
  type GraphQLSingularResponse,
  Network,
  RecordSource,
  Store,
} from 'relay-runtime';
import { errorsByPath } from '../errors-by-path.ts';
import facts from '../schema-facts.json' with { type: 'json' };

/** @param getToken the NexPort access token of the person who is signed in */
export function createRelayEnvironment(url: string, getToken: () => string): Environment {
  const fetchOperation: FetchFunction = async ({ name, text }, variables) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${getToken()}` },
      body: JSON.stringify({ operationName: name, query: text, variables }),
    });
    return withoutMerging((await response.json()) as GraphQLSingularResponse);
  };
  return new Environment({
    network: Network.create(fetchOperation),
    store: new Store(new RecordSource()),
    getDataID,
  });
}

/** The gateway reports errors of a list with the same cause once. Relay looks for an error at the path of each field. */
function withoutMerging(response: GraphQLSingularResponse): GraphQLSingularResponse {
  if (!('errors' in response) || !response.errors) return response;
  return { ...response, errors: errorsByPath(response.errors) } as GraphQLSingularResponse;
}

/** Ids are unique for each type. Objects of some types are known by the place they are at. */
function getDataID({ id, catalog }: Record<string, unknown>, type: string): unknown {
  if (facts.typesWithoutId.includes(type)) return undefined;
  // One category can be in several catalogs. Select `catalog { id }` with each category.
  if (type === 'Category') return catalog && `Category:${id}:${(catalog as { id: unknown }).id}`;
  return id && `${type}:${id}`;
}
