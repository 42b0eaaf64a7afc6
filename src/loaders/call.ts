import type { CallResult } from '../learning-api/client.ts';
import type { OperationName, Parameters } from '../learning-api/contract/operations.ts';

/** Calls one operation for the caller of this request. */
export type Call = <Name extends OperationName>(
  operation: Name,
  parameters: Parameters<Name>,
) => Promise<CallResult<Name>>;

/** What is kept of an operation's answer and still good, at once; null where it has to be called. */
export type Kept = <Name extends OperationName>(
  operation: Name,
  parameters: Parameters<Name>,
) => CallResult<Name> | null;
