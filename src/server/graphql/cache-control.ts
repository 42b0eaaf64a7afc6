import type { OperationName } from '../../learning-api/contract/operations.ts';
import type { RequestRecord } from '../request/request-record.ts';

/**
 * The headers that let browsers cache a response to a persisted query by GET that needed only reference data: privately,
 * for the shortest lifetime of that data, in seconds. Empty for all other responses.
 */
export function cacheHeaders(
  { operations, errorCodes, stale }: RequestRecord,
  cacheSeconds: (operation: OperationName) => number,
): Record<string, string> {
  const seconds = Math.min(...[...operations].map(cacheSeconds));
  const isComplete = errorCodes.length === 0 && stale.size === 0;
  if (!isComplete || !Number.isFinite(seconds) || seconds === 0) return {};
  return { 'cache-control': `private, max-age=${seconds}`, vary: 'authorization, x-organization-id, origin, accept' };
}
