import type { ExecutionCheck } from './execution-checks.ts';
import { rootFields } from './root-fields.ts';

/** Fields that describe the graph itself and need no caller. */
const openFields = new Set(['__typename', '__schema', '__type', '_service']);

/** Refuses operations that need a caller if the caller is unknown. */
export const requireCaller: ExecutionCheck = ({ document, operationName, contextValue: { identity } }) => {
  if (identity.caller !== null) return null;
  const requested = rootFields(document, operationName);
  return [...requested].some((name) => !openFields.has(name)) ? identity.error : null;
};
