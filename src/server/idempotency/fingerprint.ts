import { hash } from 'node:crypto';

/** The content of a request. */
interface RequestContent {
  /** The text of the document, also if the caller sent its hash. */
  text: string;
  operationName: string | null;
  variables: Record<string, unknown> | null;
  organizationId: string | null;
}

/** A hash that is equal for requests with equal content. The order of the variables does not matter. */
export function fingerprintOf({ text, operationName, variables, organizationId }: RequestContent): string {
  return hash('sha256', JSON.stringify([text, operationName, variables ?? {}, organizationId], sortKeys));
}

function sortKeys(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([first], [second]) => (first < second ? -1 : 1)));
}
