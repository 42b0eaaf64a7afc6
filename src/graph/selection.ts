import {
  type FieldNode,
  type FragmentSpreadNode,
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  type InlineFragmentNode,
  Kind,
  type SelectionNode,
} from 'graphql';
import { isTypeDependent } from '../execution/type-dependent.ts';

/** True if any of these fields is selected directly under the field that is being resolved. */
export function selects(info: GraphQLResolveInfo, names: readonly string[]): boolean {
  const isOneOfThem = (selection: SelectionNode): boolean => {
    if (selection.kind === Kind.FIELD) return names.includes(selection.name.value);
    return includedIn(selection, info).some(isOneOfThem);
  };
  return info.fieldNodes.some((node) => includedIn(node, info).some(isOneOfThem));
}

/**
 * True if only these fields are selected directly under the field that is being resolved.
 *
 * @param typeNames fragments on other types do not count. Without them, all fragments count
 */
export function selectsOnly(
  info: GraphQLResolveInfo,
  names: readonly string[],
  typeNames?: readonly string[],
): boolean {
  const isOneOfThem = (selection: SelectionNode): boolean => {
    if (selection.kind === Kind.FIELD) return names.includes(selection.name.value);
    const condition = conditionOf(selection, info);
    if (typeNames && condition !== undefined && !typeNames.includes(condition)) return true;
    return includedIn(selection, info).every(isOneOfThem);
  };
  return info.fieldNodes.every((node) => includedIn(node, info).every(isOneOfThem));
}

/** True if a field directly under the field that is being resolved is selected with arguments. */
export function selectsWithArguments(info: GraphQLResolveInfo, name: string): boolean {
  const hasArguments = (selection: SelectionNode): boolean =>
    selection.kind === Kind.FIELD
      ? selection.name.value === name && Boolean(selection.arguments?.length)
      : includedIn(selection, info).some(hasArguments);
  return info.fieldNodes.some((node) => includedIn(node, info).some(hasArguments));
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
    return includedIn(selection, info).some((inner) => isLater(inner, areInnerDeferred));
  };
  return info.fieldNodes.some((node) => includedIn(node, info).some((selection) => isLater(selection, false)));
}

/** For each field, whether its type matters; null if that depends on `@skip` or `@include`. */
const typeMattersTo = new WeakMap<FieldNode, boolean | null>();

/**
 * True if the response depends on the concrete type of an interface value: `__typename`, a fragment on a concrete type or
 * a field that each type finds in its own way is selected. Otherwise the type does not have to be found.
 */
export function typeMatters(info: GraphQLResolveInfo, interfaceName: string): boolean {
  const mattersTo = (node: FieldNode, counts: Counts) =>
    selectionsOf(node, info).some((selection) => dependsOnType(selection, info, interfaceName, counts));
  return info.fieldNodes.some((node) => {
    let matters = typeMattersTo.get(node);
    if (matters === undefined) {
      const mayMatter = mattersTo(node, () => true);
      matters = mayMatter && !mattersTo(node, isUnconditional) ? null : mayMatter;
      typeMattersTo.set(node, matters);
    }
    return matters ?? mattersTo(node, (selection) => isIncluded(selection, info.variableValues));
  });
}

/** True if a selection counts. */
type Counts = (selection: SelectionNode) => boolean;

const isUnconditional: Counts = ({ directives }) => !directives?.length;

function dependsOnType(
  selection: SelectionNode,
  info: GraphQLResolveInfo,
  interfaceName: string,
  counts: Counts,
): boolean {
  if (!counts(selection)) return false;
  if (selection.kind === Kind.FIELD) {
    const { value: name } = selection.name;
    return name === '__typename' || isTypeDependent(info.schema.getType(interfaceName), name);
  }
  const condition = conditionOf(selection, info);
  if (condition !== undefined && condition !== interfaceName) return true;
  return selectionsOf(selection, info).some((inner) => dependsOnType(inner, info, interfaceName, counts));
}

/** The type that a fragment is on. Undefined if it names none. */
function conditionOf(
  fragment: FragmentSpreadNode | InlineFragmentNode,
  { fragments }: GraphQLResolveInfo,
): string | undefined {
  return fragment.kind === Kind.INLINE_FRAGMENT
    ? fragment.typeCondition?.name.value
    : fragments[fragment.name.value]?.typeCondition.name.value;
}

/** True unless `@skip` or `@include` excludes a selection (specification sections 3.13.1 and 3.13.2). */
export function isIncluded(selection: SelectionNode, variables: Readonly<Record<string, unknown>>): boolean {
  if (isUnconditional(selection)) return true;
  try {
    return (
      getDirectiveValues(GraphQLSkipDirective, selection, variables)?.if !== true &&
      getDirectiveValues(GraphQLIncludeDirective, selection, variables)?.if !== false
    );
  } catch {
    // The condition is a variable that is null. The execution reports it.
    return true;
  }
}

/** The selections directly under a field or a fragment, without those that are excluded. */
function includedIn(node: FieldNode | SelectionNode, info: GraphQLResolveInfo): readonly SelectionNode[] {
  const selections = selectionsOf(node, info);
  if (selections.every(isUnconditional)) return selections;
  return selections.filter((selection) => isIncluded(selection, info.variableValues));
}

function selectionsOf(node: FieldNode | SelectionNode, info: GraphQLResolveInfo): readonly SelectionNode[] {
  if (node.kind === Kind.FRAGMENT_SPREAD) return info.fragments[node.name.value]?.selectionSet.selections ?? [];
  return node.selectionSet?.selections ?? [];
}
