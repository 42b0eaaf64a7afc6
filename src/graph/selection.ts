import { type FieldNode, type GraphQLResolveInfo, getDirectiveValues, Kind, type SelectionNode } from 'graphql';

/** True if any of these fields is selected directly under the field that is being resolved. */
export function selects(info: GraphQLResolveInfo, names: readonly string[]): boolean {
  const isOneOfThem = (selection: SelectionNode): boolean => {
    if (selection.kind === Kind.FIELD) return names.includes(selection.name.value);
    return selectionsOf(selection, info).some(isOneOfThem);
  };
  return info.fieldNodes.some((node) => selectionsOf(node, info).some(isOneOfThem));
}

/** True if only these fields are selected directly under the field that is being resolved. */
export function selectsOnly(info: GraphQLResolveInfo, names: readonly string[]): boolean {
  const isOneOfThem = (selection: SelectionNode): boolean =>
    selection.kind === Kind.FIELD
      ? names.includes(selection.name.value)
      : selectionsOf(selection, info).every(isOneOfThem);
  return info.fieldNodes.every((node) => selectionsOf(node, info).every(isOneOfThem));
}

/** True if a field directly under the field that is being resolved is selected with arguments. */
export function selectsWithArguments(info: GraphQLResolveInfo, name: string): boolean {
  const hasArguments = (selection: SelectionNode): boolean =>
    selection.kind === Kind.FIELD
      ? selection.name.value === name && Boolean(selection.arguments?.length)
      : selectionsOf(selection, info).some(hasArguments);
  return info.fieldNodes.some((node) => selectionsOf(node, info).some(hasArguments));
}

/** True if `@stream` or `@defer` delivers a field directly under the field that is being resolved later than the rest. */
export function isDeliveredLater(info: GraphQLResolveInfo, name: string): boolean {
  const has = (selection: SelectionNode, directiveName: 'defer' | 'stream'): boolean => {
    const directive = info.schema.getDirective(directiveName);
    return Boolean(directive && getDirectiveValues(directive, selection, info.variableValues)?.if);
  };
  const isLater = (selection: SelectionNode, isDeferred: boolean): boolean => {
    if (selection.kind === Kind.FIELD) return selection.name.value === name && (isDeferred || has(selection, 'stream'));
    const areInnerDeferred = isDeferred || has(selection, 'defer');
    return selectionsOf(selection, info).some((inner) => isLater(inner, areInnerDeferred));
  };
  return info.fieldNodes.some((node) => selectionsOf(node, info).some((selection) => isLater(selection, false)));
}

const typeMattersTo = new WeakMap<FieldNode, boolean>();

/**
 * True if the response depends on the concrete type of an interface value: `__typename` or a fragment on a concrete
 * type is selected. Otherwise the type does not have to be found.
 */
export function typeMatters(info: GraphQLResolveInfo, interfaceName: string): boolean {
  return info.fieldNodes.some((node) => {
    const memoized = typeMattersTo.get(node);
    if (memoized !== undefined) return memoized;
    const matters = selectionsOf(node, info).some((selection) => dependsOnType(selection, info, interfaceName));
    typeMattersTo.set(node, matters);
    return matters;
  });
}

function dependsOnType(selection: SelectionNode, info: GraphQLResolveInfo, interfaceName: string): boolean {
  if (selection.kind === Kind.FIELD) return selection.name.value === '__typename';
  const condition =
    selection.kind === Kind.INLINE_FRAGMENT
      ? selection.typeCondition?.name.value
      : info.fragments[selection.name.value]?.typeCondition.name.value;
  if (condition !== undefined && condition !== interfaceName) return true;
  return selectionsOf(selection, info).some((inner) => dependsOnType(inner, info, interfaceName));
}

function selectionsOf(node: FieldNode | SelectionNode, info: GraphQLResolveInfo): readonly SelectionNode[] {
  if (node.kind === Kind.FRAGMENT_SPREAD) return info.fragments[node.name.value]?.selectionSet.selections ?? [];
  return node.selectionSet?.selections ?? [];
}
