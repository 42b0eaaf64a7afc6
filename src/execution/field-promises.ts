import { type GraphQLField, type GraphQLResolveInfo, isNonNullType } from 'graphql';
import type { QueryPosition } from './plan.ts';

/**
 * The promises of a field about its values. With them, the executor can use a result for other requests, too. Without a
 * promise, a result is never used again.
 */
export interface FieldPromises<Source = never> {
  /**
   * The object that the value for a source depends on: a pure function of that object, of no argument and of nothing in the
   * context. Null if the value depends on more, or if no other request will get this object.
   */
  memoKey?(source: Source): object | null;
  /** The row that the field reads its value from. The executor loads it once for all fields of an object that share it. */
  row?: SharedRow<Source>;
  /**
   * True if neither a field of the mutation type nor a field below it changes anything with these coerced arguments. Then it
   * is executed at once with its neighbors that change nothing.
   */
  changesNothing?(args: never): boolean;
}

/** A row that several fields of an object read. The resolver of a field does the same for the field alone. */
export interface SharedRow<Source = never> {
  /** True if the source does not have what the field reads. Otherwise its resolver is called. */
  isNeeded(source: Source): boolean;
  /** Loads the row. Fields share it if they have the same function, which may depend on nothing else of the field. */
  load(source: Source, context: never, position: QueryPosition): PromiseLike<unknown>;
  /** The value of the field. `info` is that of the first of the fields that share the row. */
  read(row: never, source: Source, context: never, info: GraphQLResolveInfo): unknown;
}

/** The promises of a field, from its extensions: a wrapper of its resolver does not hide them. */
export function promisesOf({ extensions }: GraphQLField<unknown, unknown>): FieldPromises<unknown> {
  return extensions.promises ?? none;
}

/**
 * Says with which coerced arguments a field of the mutation type is executed at once with its neighbors: it changes nothing.
 * Null for a field that is not nullable: if it fails, no later field may be executed.
 */
export function runsAtOnce(definition: GraphQLField<unknown, unknown>): ((args: object) => boolean) | null {
  const { changesNothing } = promisesOf(definition);
  if (!changesNothing || isNonNullType(definition.type)) return null;
  return (args) => changesNothing(args as never);
}

/** Groups of a mutation's fields that wait for each other: neighbors that change nothing, or one field. */
export function inTurns<Field>(fields: readonly Field[], changesNothing: (field: Field) => boolean): Field[][] {
  const turns: Field[][] = [];
  let isAfterRead = false;
  for (const field of fields) {
    const isRead = changesNothing(field);
    if (isRead && isAfterRead) turns.at(-1)?.push(field);
    else turns.push([field]);
    isAfterRead = isRead;
  }
  return turns;
}

/** The extensions of a field that keeps its promises. */
export function promiseExtensions(promises: FieldPromises): { promises: FieldPromises } {
  return { promises };
}

const none: FieldPromises = {};
