import type { BeforeExecution } from './execution-checks.ts';
import { rootFields } from './root-fields.ts';

/** Fields that describe the graph itself and need no caller. */
const openFields = new Set(['__typename', '__schema', '__type', '_service']);

/** Refuses an operation that needs a caller if the caller is unknown. */
export const requireCaller: BeforeExecution = ({ document, operationName, contextValue: { identity } }) => {
  if (identity.caller !== null) return null;
  const requested = rootFields(document, operationName);
  return [...requested].some((name) => !openFields.has(name)) ? identity.refusal : null;
};
