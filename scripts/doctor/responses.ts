import { isObject } from '../../src/learning-api/contract/json-object.ts';

/** An object of a response, by the names of the REST API. */
export type WireObject = Record<string, unknown>;

/** The objects in a list. An object with exactly one list stands for that list. Empty for all other values. */
export function itemsOf(body: unknown): WireObject[] {
  if (Array.isArray(body)) return body.filter(isObject);
  if (!isObject(body)) return [];
  const lists = Object.values(body).filter((value) => Array.isArray(value));
  return lists.length === 1 ? itemsOf(lists[0]) : [];
}

/** The texts in a field of objects. */
export function textsIn(items: readonly WireObject[], field: string): string[] {
  return items.flatMap((item) => {
    const value = item[field];
    return typeof value === 'string' ? value : [];
  });
}

/** True if a response reports an error in its body, although its status is 200. */
export function errorCodeOf(body: unknown): unknown {
  const envelope = isObject(body) ? body.api_error_entity : undefined;
  const code = isObject(envelope) ? envelope.error_code : undefined;
  return code === 0 ? undefined : code;
}
