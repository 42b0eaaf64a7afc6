import { Environment, type FetchFunction, type GraphQLResponse, Network, RecordSource, Store } from 'relay-runtime';
import facts from '../schema-facts.json' with { type: 'json' };

/** @param getToken the NexPort access token of the person who is signed in */
export function createRelayEnvironment(url: string, getToken: () => string): Environment {
  const fetchOperation: FetchFunction = async ({ name, text }, variables) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${getToken()}` },
      body: JSON.stringify({ operationName: name, query: text, variables }),
    });
    return (await response.json()) as GraphQLResponse;
  };
  return new Environment({
    network: Network.create(fetchOperation),
    store: new Store(new RecordSource()),
    getDataID,
  });
}

/** Ids are unique for each type. Objects of some types are known by the place they are at. */
function getDataID({ id, catalog }: Record<string, unknown>, type: string): unknown {
  if (facts.typesWithoutId.includes(type)) return undefined;
  // One category can be in several catalogs. Select `catalog { id }` with each category.
  if (type === 'Category') return catalog && `Category:${id}:${(catalog as { id: unknown }).id}`;
  return id && `${type}:${id}`;
}
