import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
  typeFromAST,
} from 'graphql';

export interface Collection {
  schema: GraphQLSchema;
  /** The fragment with a name. */
  fragment(name: string): FragmentDefinitionNode | undefined;
  /** False if `@skip` or `@include` excludes a selection. */
  isIncluded(selection: SelectionNode): boolean;
}

/**
 * The field nodes that selection sets select together on objects of a type, by response name, in their order:
 * specification section 6.3.2, "Field Collection".
 */
export function collectFields(
  { schema, fragment, isIncluded }: Collection,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): Map<string, FieldNode[]> {
  const collected = new Map<string, FieldNode[]>();
  const visited = new Set<string>();

  const collect = ({ selections }: SelectionSetNode): void => {
    for (const selection of selections) {
      if (!isIncluded(selection)) continue;
      if (selection.kind === Kind.FIELD) {
        const name = selection.alias?.value ?? selection.name.value;
        const nodes = collected.get(name);
        if (nodes) nodes.push(selection);
        else collected.set(name, [selection]);
        continue;
      }
      const isSpread = selection.kind === Kind.FRAGMENT_SPREAD;
      if (isSpread && visited.has(selection.name.value)) continue;
      if (isSpread) visited.add(selection.name.value);
      const selected = isSpread ? fragment(selection.name.value) : selection;
      if (!selected) continue;
      // DoesFragmentTypeApply of the same section.
      const condition = selected.typeCondition && typeFromAST(schema, selected.typeCondition);
      const applies =
        !condition || condition === type || (isAbstractType(condition) && schema.isSubType(condition, type));
      if (applies) collect(selected.selectionSet);
    }
  };

  for (const set of sets) collect(set);
  return collected;
}
