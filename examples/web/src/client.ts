import { Client, fetchExchange } from 'urql';

/**
 * Asks the graph under the page's own origin. There is no cache: urql's would read every list with users in it anew
 * for each streamed outcome, and who administers enrollments wants to see them as they are.
 */
export function createClient(): Client {
  return new Client({ url: '/graphql', preferGetMethod: false, exchanges: [fetchExchange] });
}
