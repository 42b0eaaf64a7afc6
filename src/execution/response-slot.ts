import type { GraphQLResolveInfo } from 'graphql';
import type { FieldPlan } from './plan.ts';

type Path = NonNullable<GraphQLResolveInfo['path']>;

/** An object or a list of the response. */
export type Container = Record<string | number | symbol, unknown>;

/** The position of an object or a list in the response, so that null can replace it. */
export interface ResponseSlot {
  container: Container;
  /** A number in a list. */
  key: string | number;
  isNullable: boolean;
  /** The slot of the container; null for `data`. */
  outer: ResponseSlot | null;
  /** The path of its value, as graphql-js passes it to resolvers; undefined until a resolver needs it. */
  path?: Path | undefined;
}

/** True if a container is still a part of the response: no error replaced it, or anything around it, by null. */
export function isInResponse(container: Container, outer: ResponseSlot | null): boolean {
  let part = container;
  for (let slot = outer; slot; slot = slot.outer) {
    if (slot.container[slot.key] !== part) return false;
    part = slot.container;
  }
  return true;
}

/** The slot of the object that a value's field belongs to. The value may be an item of a list. */
export function objectSlot({ key, outer }: ResponseSlot): ResponseSlot {
  if (!outer) throw new Error('The root object does not belong to a field.');
  return typeof key === 'number' ? objectSlot(outer) : outer;
}

/** The path of a key in a container, without `data`: the `path` of an error, specification section 7.1.2. */
export function errorPath(key: string | number, outer: ResponseSlot | null): (string | number)[] {
  const keys = [key];
  for (let slot = outer; slot?.outer; slot = slot.outer) keys.unshift(slot.key);
  return keys;
}

/**
 * The path of a field, as graphql-js passes it to resolvers.
 *
 * @param object the slot of the object that the field belongs to
 */
export function fieldPath(object: ResponseSlot, { name, parentType, parent }: FieldPlan): Path {
  return { prev: valuePath(object, parent), key: name, typename: parentType.name };
}

/** @param field the field whose value, or an item of whose value, is in the slot */
function valuePath(slot: ResponseSlot, field: FieldPlan | null): Path | undefined {
  const { key, outer } = slot;
  if (!outer || !field) return undefined;
  slot.path ??=
    typeof key === 'number' ? { prev: valuePath(outer, field), key, typename: undefined } : fieldPath(outer, field);
  return slot.path;
}
