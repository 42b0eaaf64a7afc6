import type { GraphQLField } from 'graphql';

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
  /** The same for a list that the field returned. Each item depends on a part of the object. */
  listMemoKey?(list: object): object | null;
}

/** The promises of a field, from its extensions: a wrapper of its resolver does not hide them. */
export function promisesOf({ extensions }: GraphQLField<unknown, unknown>): FieldPromises<unknown> {
  return extensions.promises ?? none;
}

/** The extensions of a field that keeps its promises. */
export function promiseExtensions(promises: FieldPromises): { promises: FieldPromises } {
  return { promises };
}

const none: FieldPromises = {};
