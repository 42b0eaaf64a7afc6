import type { Plugin } from 'graphql-yoga';
import type { OperationName } from '../../learning-api/contract/operations.ts';
import type { RequestInput } from './context.ts';

/**
 * Lets browsers cache responses to persisted queries by GET that needed only reference data: privately, for the
 * shortest lifetime of that data, in seconds.
 */
export function useCacheControl(cacheSeconds: (operation: OperationName) => number): Plugin<object, RequestInput> {
  return {
    onResponse({ request, response, serverContext }) {
      const { record } = serverContext as RequestInput;
      const isPersisted = request.method === 'GET' && !new URL(request.url, 'http://gateway').searchParams.has('query');
      const isComplete = response.status === 200 && record.errorCodes.length === 0 && record.stale.size === 0;
      const seconds = Math.min(...[...record.operations].map(cacheSeconds));
      if (!isPersisted || !isComplete || !Number.isFinite(seconds) || seconds === 0) return;
      response.headers.set('cache-control', `private, max-age=${seconds}`);
      response.headers.set('vary', 'authorization, x-organization-id, origin');
    },
  };
}
