import { hash } from 'node:crypto';
import { wireOperations, wireShapes } from '../contract/generated.ts';
import { isObject } from '../contract/json-object.ts';
import { factsOf, type OperationName } from '../contract/operations.ts';

/** An entry of the cache as a shared store has it. */
export interface StoredEntry {
  value: unknown;
  /** When it was fetched, as of the gateways' common time. */
  at: number;
}

/** Changes with the contract: rows of another version have other fields. */
export const rowsVersion = hash('sha256', JSON.stringify(wireShapes)).slice(0, 12);

/**
 * Reads an entry of a shared store. Null if it cannot be read or has another shape than the results of the operation:
 * others may write to the store too.
 */
export function readStored(operation: OperationName, text: string): StoredEntry | null {
  let entry: unknown;
  try {
    entry = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(entry)) return null;
  const { value, at } = entry;
  if (typeof at !== 'number' || !Number.isFinite(at)) return null;
  return isValueOf(operation, value) ? { value, at } : null;
}

/** True for a row of a bulk operation, and for a whole result of another one. */
function isValueOf(operation: OperationName, value: unknown): boolean {
  const { answer, isArray, isNullable } = wireOperations[operation];
  const { bulk, list } = factsOf(operation);
  if (bulk && list) {
    const field = Object.values(shapeOf(answer)).find(([name]) => name === list);
    return field !== undefined && isKind(field[1].replace('[]', ''), value);
  }
  if (!isObject(value) || !isObject(value.page) || typeof value.bytes !== 'number') return false;
  const { page, total, perPage } = value.page;
  if (![page, total, perPage].every((count) => count === null || typeof count === 'number')) return false;
  return (isNullable && value.data === null) || isKind(isArray ? `${answer}[]` : answer, value.data);
}

const types: Readonly<Record<string, string>> = {
  text: 'string',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  id: 'string',
  date: 'string',
};

function isKind(kind: string, value: unknown): boolean {
  if (Object.hasOwn(types, kind)) return typeof value === types[kind];
  if (kind.endsWith('[]')) return Array.isArray(value) && value.every((item) => isKind(kind.slice(0, -2), item));
  if (!isObject(value)) return false;
  return Object.entries(shapeOf(kind)).every(([wireName, [name, fieldKind, isRequired]]) => {
    if (wireName === 'api_error_entity') return true;
    const cell = value[name];
    return cell === null ? !isRequired : isKind(fieldKind, cell);
  });
}

type Shape = Readonly<Record<string, readonly [name: string, kind: string, isRequired: boolean]>>;

function shapeOf(kind: string): Shape {
  return (wireShapes as unknown as Readonly<Record<string, Shape>>)[kind] ?? {};
}
