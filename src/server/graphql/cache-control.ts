import type { Plugin } from 'graphql-yoga';
import type { OperationName } from '../../learning-api/contract/operations.ts';
import type { Handover } from './context.ts';

/**
 * Lets browsers keep the answers to persisted queries by GET that needed nothing but reference data: for the shortest
 * lifetime of what they needed, in seconds, and for nobody else.
 */
export function useCacheControl(cacheSeconds: (operation: OperationName) => number): Plugin<object, Handover> {
  return {
    onResponse({ request, response, serverContext }) {
      const { record } = serverContext as Handover;
      const isPersisted = request.method === 'GET' && !new URL(request.url, 'http://gateway').searchParams.has('query');
      const isWhole = response.status === 200 && record.errorCodes.length === 0 && record.stale.size === 0;
      const seconds = Math.min(...[...record.operations].map(cacheSeconds));
      if (!isPersisted || !isWhole || !Number.isFinite(seconds) || seconds === 0) return;
      response.headers.set('cache-control', `private, max-age=${seconds}`);
      response.headers.set('vary', 'authorization, x-organization-id, origin');
    },
  };
}
