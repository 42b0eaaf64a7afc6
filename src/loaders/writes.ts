import type { Parameters, ResponseOf, WriteOperation } from '../learning-api/contract/operations.ts';
import type { Call } from './call.ts';

/**
 * Carries out one write: one call, sent once, whatever becomes of it. Whatever was read of enrollments before is
 * forgotten before the answer, or the error, is given.
 */
export type Writes = <Name extends WriteOperation>(
  operation: Name,
  parameters: Parameters<Name>,
) => Promise<ResponseOf<Name>>;

export function createWrites(call: Call, forgetEnrollments: () => void): Writes {
  return async (operation, parameters) => {
    try {
      return (await call(operation, parameters)).data;
    } finally {
      forgetEnrollments();
    }
  };
}
