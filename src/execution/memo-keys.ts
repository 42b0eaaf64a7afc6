import { type GraphQLField, getNullableType, isLeafType } from 'graphql';
import { promisesOf } from './field-promises.ts';
import type { FieldPlan, ListPlan, SelectionPlan, TypePlan } from './plan.ts';

/** True if objects with these fields can be memoized: each field is a leaf that depends on one object. */
export function isMemoizable(fields: readonly FieldPlan[]): boolean {
  return fields.every((field) => !field.definition || memoKeyOfLeaf(field));
}

/** True if some items of a list can be memoized. */
export function hasMemoizableItems(item: TypePlan): boolean {
  if (item.kind === 'abstract') return item.isMemoizable;
  return item.kind === 'object' && item.selection.memo !== null;
}

/** The same for the items of an abstract type, by the fields that the query selects on each possible type. */
export function canMemoizeItems(selections: readonly (readonly GraphQLField<unknown, unknown>[])[]): boolean {
  const hasKey = (field: GraphQLField<unknown, unknown>) =>
    isLeafType(getNullableType(field.type)) && promisesOf(field).memoKey;
  return selections.some((fields) => fields.every(hasKey));
}

const memoKeyOfLeaf = ({ definition, type }: FieldPlan) =>
  type.kind === 'leaf' && definition ? promisesOf(definition).memoKey : undefined;

/** The one object that all fields of a selection depend on; null if there is none. */
export function memoKeyOf({ fields, memo }: SelectionPlan, source: unknown): object | null {
  if (!memo) return null;
  let only: object | null = null;
  for (const field of fields) {
    if (!field.definition) continue;
    const object = memoKeyOfLeaf(field)?.(source) ?? null;
    if (!object || (only && object !== only)) return null;
    only = object;
  }
  return only;
}

/** The one object that a list depends on; null if there is none. */
export function listMemoKeyOf({ definition }: FieldPlan, list: object): object | null {
  return (definition && promisesOf(definition).listMemoKey?.(list)) ?? null;
}

/** The memoized result of a list, if there is one. */
export function memoizedList(field: FieldPlan, { memo }: ListPlan, list: object): readonly unknown[] | undefined {
  const memoKey = memo && listMemoKeyOf(field, list);
  return memoKey ? memo.get(memoKey) : undefined;
}
