import { meros } from 'meros/browser';
import {
  Environment,
  type FetchFunction,
  type GraphQLResponse,
  Network,
  Observable,
  RecordSource,
  Store,
} from 'relay-runtime';
import facts from '../schema-facts.json' with { type: 'json' };
import { type Part, relayResponses } from './incremental-delivery.ts';

/** @param getToken the NexPort access token of the person who is signed in */
export function createRelayEnvironment(url: string, getToken: () => string): Environment {
  const fetchOperation: FetchFunction = ({ name, text }, variables) =>
    Observable.create<GraphQLResponse>((sink) => {
      const cancellation = new AbortController();
      const send = async () => {
        const response = await fetch(url, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            accept: 'multipart/mixed;deferSpec=20220824, application/json',
            authorization: `Bearer ${getToken()}`,
          },
          body: JSON.stringify({ operationName: name, query: text, variables }),
          signal: cancellation.signal,
        });
        const parts = await meros<Part>(response);
        if (parts instanceof Response) sink.next(relayResponses((await parts.json()) as Part));
        else for await (const part of parts) if (part.json) sink.next(relayResponses(part.body));
        sink.complete();
      };
      send().catch((error) => cancellation.signal.aborted || sink.error(error));
      return () => cancellation.abort();
    });
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
