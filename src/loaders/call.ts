import type { CallResult } from '../learning-api/client.ts';
import type { OperationName, Parameters } from '../learning-api/contract/operations.ts';

/** Calls one operation for the caller of this request. */
export type Call = <Name extends OperationName>(
  operation: Name,
  parameters: Parameters<Name>,
) => Promise<CallResult<Name>>;

/** The cached result of a read, synchronously. Null if it is missing or stale. */
export type CachedRead = <Name extends OperationName>(
  operation: Name,
  parameters: Parameters<Name>,
) => CallResult<Name> | null;
