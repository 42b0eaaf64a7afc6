import type { OperationRequest } from './operation.ts';

/** A text parameter; an empty text counts as absent. */
export function textParameter({ parameters }: OperationRequest, name: string): string | undefined {
  const value = parameters[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** An id parameter, in lower case. */
export function idParameter(request: OperationRequest, name: string): string | undefined {
  return textParameter(request, name)?.toLowerCase();
}

/** A list parameter; an empty list counts as absent. */
export function listParameter({ parameters }: OperationRequest, name: string): string[] | undefined {
  const value = parameters[name];
  return Array.isArray(value) && value.length > 0 ? value.map((item) => String(item)) : undefined;
}
