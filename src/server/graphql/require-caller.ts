import type { BeforeExecution } from './execution-checks.ts';
import { rootFields } from './root-fields.ts';

/** Fields that tell about the graph itself and need no token. */
const openFields = new Set(['__typename', '__schema', '__type', '_service']);

/** The token of an `Authorization: Bearer …` header; null where there is none. */
export function bearerToken(header: string | null | undefined): string | null {
  return /^Bearer +(\S+) *$/i.exec(header ?? '')?.[1] ?? null;
}

/** Refuses, before anything is sent, every operation that needs a caller where it is not known who it is. */
export const demandCaller: BeforeExecution = ({ document, operationName, contextValue: { identity } }) => {
  if (identity.caller !== null) return null;
  const asked = rootFields(document, operationName);
  return [...asked].some((name) => !openFields.has(name)) ? identity.refusal : null;
};
