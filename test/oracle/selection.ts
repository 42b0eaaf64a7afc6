import {
  GraphQLIncludeDirective,
  type GraphQLResolveInfo,
  GraphQLSkipDirective,
  getDirectiveValues,
  getNamedType,
  isAbstractType,
  Kind,
  type SelectionNode,
} from 'graphql';

/** The fields of interfaces whose values each type finds in its own way. */
const byType: Readonly<Record<string, readonly string[]>> = {
  Enrollment: ['title', 'percentComplete'],
  Syllabus: ['description', 'enrollments'],
};

/** True if a field with one of the names is selected below the field that is resolved. */
export function isSelected(info: GraphQLResolveInfo, names: readonly string[]): boolean {
  return selectionsBelow(info).some((item) => item.kind === Kind.FIELD && names.includes(item.name.value));
}

/** True if only these fields are selected, all without arguments, and the last of them is. */
export function selectsOnly(info: GraphQLResolveInfo, names: readonly string[]): boolean {
  const fields = selectionsBelow(info).flatMap((item) => (item.kind === Kind.FIELD ? item : []));
  const areKnown = fields.every(({ name, arguments: args }) => names.includes(name.value) && !args?.length);
  return areKnown && fields.some(({ name }) => name.value === names.at(-1)) && !needsTypename(info);
}

/** True if the selection depends on the concrete type of the field that is resolved. */
export function needsTypename(info: GraphQLResolveInfo): boolean {
  return selectionsBelow(info).some((item) =>
    item.kind === Kind.FIELD
      ? ['__typename', ...(byType[getNamedType(info.returnType).name] ?? [])].includes(item.name.value)
      : item.kind === Kind.INLINE_FRAGMENT &&
        item.typeCondition &&
        !isAbstractType(info.schema.getType(item.typeCondition.name.value)),
  );
}

/** The fields and the fragments below a field. A fragment stands before what it contains. */
function selectionsBelow(info: GraphQLResolveInfo): SelectionNode[] {
  const open = (items: readonly SelectionNode[]): SelectionNode[] =>
    items.filter(isIncluded).flatMap((item): SelectionNode[] => {
      if (item.kind === Kind.FIELD) return [item];
      if (item.kind === Kind.INLINE_FRAGMENT) return [item, ...open(item.selectionSet.selections)];
      const { typeCondition, selectionSet } = info.fragments[item.name.value] ?? {};
      return typeCondition && selectionSet ? open([{ kind: Kind.INLINE_FRAGMENT, typeCondition, selectionSet }]) : [];
    });
  const isIncluded = (item: SelectionNode): boolean =>
    getDirectiveValues(GraphQLSkipDirective, item, info.variableValues)?.if !== true &&
    getDirectiveValues(GraphQLIncludeDirective, item, info.variableValues)?.if !== false;
  return info.fieldNodes.flatMap(({ selectionSet }) => open(selectionSet?.selections ?? []));
}
