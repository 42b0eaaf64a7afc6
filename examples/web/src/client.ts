import { Client, fetchExchange } from 'urql';

/**
 * A client for the graph, which has the origin of the page. It has no cache: urql's document cache would refetch every
 * list of users for each streamed outcome, and administrators need current enrollments.
 */
export function createClient(): Client {
  return new Client({ url: '/graphql', preferGetMethod: false, exchanges: [fetchExchange] });
}
