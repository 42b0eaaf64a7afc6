import { wireOperations, wireShapes } from './generated.ts';
import { isObject } from './json-object.ts';
import type { OperationName } from './operations.ts';
import { reportsFailure } from './rows.ts';

/** A difference between the structure of a response and the contract. Holds no value. */
export interface Drift {
  /** A field is missing, not in the contract, or has another type. */
  kind: DriftKind;
  /** The field by its names in the REST API, such as `enrollments[].user_id`. Empty for the whole response. */
  path: string;
  /** The type in the contract. Null for a new field. */
  expected: JsonType | null;
  /** The type in the response. Null for a missing field. */
  found: JsonType | null;
}

export const driftKinds = ['gone', 'new', 'type'] as const;
export type DriftKind = (typeof driftKinds)[number];
export type JsonType = 'string' | 'integer' | 'number' | 'boolean' | 'object' | 'array' | 'null';

/** Differences beyond it say nothing more, and each is kept in memory. */
const maxDifferences = 100;

/** The differences between a response and the contract, each place once. Values are not compared. */
export function driftOf(operation: OperationName, body: unknown): Drift[] {
  const differences = new Map<string, Drift>();
  const add = (drift: Drift) => {
    const key = `${drift.kind} ${drift.path}`;
    if (differences.size < maxDifferences && !differences.has(key)) differences.set(key, drift);
  };
  visitResponse(operation, body, {
    gone: (path, kind) => add({ kind: 'gone', path, expected: typeOfKind(kind), found: null }),
    added: (path, value) => add({ kind: 'new', path, expected: null, found: typeOfValue(value) }),
    value: (path, kind, value) => {
      const expected = typeOfKind(kind);
      const found = typeOfValue(value);
      if (expected !== null && expected !== found && !(expected === 'number' && found === 'integer'))
        add({ kind: 'type', path, expected, found });
    },
  });
  return [...differences.values()];
}

/** Is told what a response has and lacks. A kind is one of `wireShapes`. */
export interface ResponseVisitor {
  /** A field of the contract is missing, and not because it is empty. */
  gone?(path: string, kind: string): void;
  /** A field is not in the contract. */
  added?(path: string, value: unknown): void;
  /** A field of the contract, an item of a list, or the whole response. Not called for null where the contract has it. */
  value(path: string, kind: string, value: unknown): void;
}

/** Visits the fields of a response that succeeded, one after another. Objects that report an error are left out. */
export function visitResponse(operation: OperationName, body: unknown, visitor: ResponseVisitor): void {
  const { answer, isArray, isNullable } = wireOperations[operation];
  if (body === null && isNullable) return;
  visitValue('', isArray ? `${answer}[]` : answer, body, visitor);
}

function visitValue(path: string, kind: string, value: unknown, visitor: ResponseVisitor): void {
  visitor.value(path, kind, value);
  const itemKind = kind === 'ids' ? 'id' : kind.endsWith('[]') ? kind.slice(0, -2) : null;
  if (itemKind !== null) {
    if (Array.isArray(value)) for (const item of value) visitValue(`${path}[]`, itemKind, item, visitor);
  } else if (kind in wireShapes && isObject(value) && !reportsFailure(value)) {
    visitFields(path, wireShapes[kind as keyof typeof wireShapes], value, visitor);
  }
}

type Shape = Readonly<Record<string, readonly [name: string, kind: string, isRequired: boolean]>>;

function visitFields(path: string, shape: Shape, object: Record<string, unknown>, visitor: ResponseVisitor): void {
  const prefix = path === '' ? '' : `${path}.`;
  const fields = Object.entries(shape);
  const present = fields.filter(([field]) => object[field] !== undefined);
  for (const [field, [, kind, isRequired]] of fields) {
    const value = object[field];
    if (value === undefined) {
      // The REST API omits empty fields, but not all fields of an object.
      if (isRequired || (present.length === 0 && field !== 'api_error_entity')) visitor.gone?.(prefix + field, kind);
    } else if (value !== null || isRequired || kind.endsWith('[]')) {
      visitValue(prefix + field, kind, value, visitor);
    }
  }
  // The keys of another object than the contract's may be data.
  if (present.length === 0 || !visitor.added) return;
  const added = Object.keys(object).filter((field) => !Object.hasOwn(shape, field));
  const areNames = added.length <= maxNewFields;
  for (const field of added) visitor.added(prefix + (areNames ? nameOf(field) : notShown), object[field]);
}

/** An object with more new fields is a map from data to values. */
const maxNewFields = 20;
const notShown = '(not shown)';

/** Words with a number at the end. Anything else may be data, such as an id, a token or the name of a person. */
function nameOf(field: string): string {
  return field.length <= 40 && /^[A-Za-z]+(_[A-Za-z]+)*(_?\d{1,2})?$/.test(field) ? field : notShown;
}

function typeOfKind(kind: string): JsonType | null {
  if (kind === 'ids' || kind.endsWith('[]')) return 'array';
  return kind in typesOfKinds ? (typesOfKinds[kind] ?? null) : 'object';
}

/** Null for any type. Other kinds are objects. */
const typesOfKinds: Readonly<Record<string, JsonType | null>> = {
  value: null,
  text: 'string',
  id: 'string',
  date: 'string',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
};

function typeOfValue(value: unknown): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value as JsonType;
}
