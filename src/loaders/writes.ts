import type { CallResult } from '../learning-api/client.ts';
import type { Parameters, WriteOperation } from '../learning-api/contract/operations.ts';
import type { Call } from './call.ts';

/**
 * Executes one write: one call, sent once. Everything that was read about enrollments is forgotten before the result or
 * the error is returned.
 */
export type Writes = <Name extends WriteOperation>(
  operation: Name,
  parameters: Parameters<Name>,
) => Promise<CallResult<Name>>;

export function createWrites(call: Call, clearEnrollments: () => void): Writes {
  return async (operation, parameters) => {
    try {
      return await call(operation, parameters);
    } finally {
      clearEnrollments();
    }
  };
}
