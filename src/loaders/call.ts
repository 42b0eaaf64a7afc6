import type { Answered } from '../learning-api/client.ts';
import type { OperationName, Parameters } from '../learning-api/operations.ts';

/** Calls one operation for the caller of this request. */
export type Call = <Name extends OperationName>(
  operation: Name,
  parameters: Parameters<Name>,
) => Promise<Answered<Name>>;
