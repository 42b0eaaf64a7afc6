import { type GraphQLField, getNullableType, isLeafType } from 'graphql';
import { promisesOf } from './field-promises.ts';
import type { FieldPlan, ListPlan, MemoizedObject, PageMemoPlan, SelectionPlan, TypePlan } from './plan.ts';

/** Plans the memo of a field that returns a page; null for any other field. */
export function planPageMemo({ name, definition, type, fixedArguments: args }: FieldPlan): PageMemoPlan | null {
  const memoKey = definition && promisesOf(definition).pageMemoKey;
  if (!memoKey || !args || type.kind !== 'object') return null;
  const inner = type.selection.fields.filter((field) => field.type.kind !== 'leaf');
  const lists = inner.flatMap((field) =>
    field.type.kind === 'list' && field.type.memo ? { name: field.name, memo: field.type.memo } : [],
  );
  return lists.length === inner.length ? { name, args, memoKey, lists } : null;
}

/** True if objects with these fields can be memoized: each field depends on one object, or returns a page. */
export function isMemoizable(fields: readonly FieldPlan[], pages: readonly PageMemoPlan[]): boolean {
  const resolved = fields.filter(({ type: { kind }, definition }) => kind !== 'leaf' || definition);
  return resolved.every((field) => memoKeyOfLeaf(field) || pages.some(({ name }) => name === field.name));
}

/** True if some items of a list can be memoized, and none of them has pages. */
export function hasMemoizableItems(item: TypePlan): boolean {
  if (item.kind === 'abstract') return item.isMemoizable;
  return item.kind === 'object' && item.selection.memo !== null && item.selection.pages.length === 0;
}

/** The same for the items of an abstract type, by the fields that the query selects on each possible type. */
export function canMemoizeItems(selections: readonly (readonly GraphQLField<unknown, unknown>[])[]): boolean {
  const hasKey = (field: GraphQLField<unknown, unknown>) =>
    isLeafType(getNullableType(field.type)) && promisesOf(field).memoKey;
  const isPage = (field: GraphQLField<unknown, unknown>) => promisesOf(field).pageMemoKey;
  return selections.some((fields) => fields.every(hasKey)) && !selections.some((fields) => fields.some(isPage));
}

const memoKeyOfLeaf = ({ definition, type }: FieldPlan) =>
  type.kind === 'leaf' && definition ? promisesOf(definition).memoKey : undefined;

/** The one object that all leaves of a selection depend on; null if there is none. */
export function memoKeyOf({ fields, memo }: SelectionPlan, source: unknown): object | null {
  if (!memo) return null;
  let only: object | null = null;
  for (const field of fields) {
    if (!field.definition || field.type.kind !== 'leaf') continue;
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

/** True if the pages in a memoized object still depend on the same lists. */
export function arePagesUnchanged(
  context: unknown,
  { pages }: SelectionPlan,
  source: unknown,
  memoized: MemoizedObject,
): boolean {
  return pages.every(({ args, memoKey }, index) => memoKey(source, args, context) === memoized.pageKeys[index]);
}

/** The lists that the pages in a result object depend on; null if a page depends on more. */
export function pageKeysOf(
  context: unknown,
  { pages }: SelectionPlan,
  source: unknown,
  object: Readonly<Record<string | number | symbol, unknown>>,
): object[] | null {
  const keys: object[] = [];
  for (const { name, args, memoKey, lists } of pages) {
    const key = memoKey(source, args, context);
    const page = object[name] as Readonly<Record<string, unknown>> | null;
    if (!key || !page || !lists.every((list) => list.memo.get(key) === page[list.name])) return null;
    keys.push(key);
  }
  return keys;
}
