import {
  type ArgumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLBoolean,
  GraphQLID,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLString,
  getArgumentValues,
  isAbstractType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  typeFromAST,
  type ValueNode,
} from 'graphql';
import { hasMemoizableItems, isMemoizable, planPageMemo } from './memo-keys.ts';
import type { FieldPlan, Plan, SelectionPlan, TypePlan } from './plan.ts';
import { ResultMemo } from './result-memo.ts';

/**
 * Plans a query of a valid document. Null for operations that have no plan: mutations, introspection queries, and
 * queries with `@defer` or `@stream`.
 *
 * @param conditions the values of the variables in `@skip` and `@include`
 */
export function planQuery(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  fragments: Readonly<Record<string, FragmentDefinitionNode>>,
  conditions: Readonly<Record<string, unknown>>,
): Plan | null {
  const root = schema.getQueryType();
  if (operation.operation !== 'query' || !root) return null;
  let fieldCount = 0;

  /** Merges the selection sets of a field on one type: MergeSelectionSets of specification section 6.4.3. */
  const planSelection = (
    type: GraphQLObjectType,
    sets: readonly SelectionSetNode[],
    parent: FieldPlan | null,
  ): SelectionPlan => {
    const collected = new Map<string, FieldNode[]>();
    const visited = new Set<string>();
    for (const set of sets) collectFields(type, set, collected, visited);
    const fields = [...collected].map(([name, nodes]) => planField(type, name, nodes, parent));
    // Copies of an object that JSON.parse made keep its compact form in V8. An object filled name by name has another.
    const blank = JSON.parse(JSON.stringify(Object.fromEntries([...collected.keys()].map((name) => [name, null]))));
    const pages = fields.flatMap((field) => planPageMemo(field) ?? []);
    return { type, fields, blank, memo: isMemoizable(fields, pages) ? new ResultMemo() : null, pages };
  };

  /** Specification section 6.3.2, "Field Collection". */
  const collectFields = (
    type: GraphQLObjectType,
    { selections }: SelectionSetNode,
    collected: Map<string, FieldNode[]>,
    visited: Set<string>,
  ): void => {
    for (const selection of selections) {
      if (!isIncluded(selection.directives ?? [], conditions)) continue;
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
      const fragment = isSpread ? fragments[selection.name.value] : selection;
      if (!fragment) continue;
      // DoesFragmentTypeApply of the same section.
      const condition = fragment.typeCondition && typeFromAST(schema, fragment.typeCondition);
      const applies =
        !condition || condition === type || (isAbstractType(condition) && schema.isSubType(condition, type));
      if (applies) collectFields(type, fragment.selectionSet, collected, visited);
    }
  };

  const planField = (
    parentType: GraphQLObjectType,
    name: string,
    nodes: readonly FieldNode[],
    parent: FieldPlan | null,
  ): FieldPlan => {
    const [node] = nodes as [FieldNode];
    const definition = node.name.value === '__typename' ? null : parentType.getFields()[node.name.value];
    if (definition === undefined) throw new NotPlannable();
    const hasVariables = node.arguments?.some(({ value }) => dependsOnVariable(value)) ?? false;
    const field: FieldPlan = {
      index: fieldCount++,
      parent,
      name,
      nodes,
      parentType,
      definition,
      type: typename,
      fixedArguments: definition && !hasVariables ? getArgumentValues(definition, node) : null,
    };
    if (definition) field.type = planType(definition.type, field);
    return field;
  };

  const planType = (type: GraphQLOutputType, field: FieldPlan): TypePlan => {
    const isNullable = !isNonNullType(type);
    const inner = isNonNullType(type) ? type.ofType : type;
    if (isListType(inner)) {
      const item = planType(inner.ofType, field);
      return { kind: 'list', isNullable, item, memo: hasMemoizableItems(item) ? new ResultMemo() : null };
    }
    if (isLeafType(inner)) return planLeaf(inner, isNullable);
    const sets = field.nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    if (isObjectType(inner))
      return { kind: 'object', isNullable, type: inner, selection: planSelection(inner, sets, field) };
    const byType = new Map(
      schema.getPossibleTypes(inner).map((possible) => [possible, planSelection(possible, sets, field)]),
    );
    return {
      kind: 'abstract',
      isNullable,
      type: inner,
      selections: [...byType.values()],
      selectionOf: (concrete) => byType.get(concrete) ?? planSelection(concrete, sets, field),
    };
  };

  try {
    const selection = planSelection(root, [operation.selectionSet], null);
    return { schema, operation, fragments, root: selection, fieldCount };
  } catch (error) {
    if (error instanceof NotPlannable) return null;
    throw error;
  }
}

class NotPlannable extends Error {}

const planLeaf = (type: GraphQLLeafType, isNullable: boolean): TypePlan => ({
  kind: 'leaf',
  isNullable,
  type,
  asIs: type === GraphQLString || type === GraphQLID ? 'string' : type === GraphQLBoolean ? 'boolean' : null,
});
const typename = planLeaf(GraphQLString, false);

/** Specification sections 3.13.1, "@skip", and 3.13.2, "@include". */
function isIncluded(
  directives: readonly { name: { value: string }; arguments?: readonly ArgumentNode[] }[],
  conditions: Readonly<Record<string, unknown>>,
): boolean {
  return directives.every(({ name, arguments: args }) => {
    if (name.value === 'defer' || name.value === 'stream') throw new NotPlannable();
    if (name.value !== 'skip' && name.value !== 'include') return true;
    const value = args?.find((argument) => argument.name.value === 'if')?.value;
    const condition =
      value?.kind === Kind.VARIABLE ? conditions[value.name.value] : value?.kind === Kind.BOOLEAN && value.value;
    return name.value === 'include' ? condition === true : condition !== true;
  });
}

function dependsOnVariable(value: ValueNode): boolean {
  if (value.kind === Kind.VARIABLE) return true;
  if (value.kind === Kind.LIST) return value.values.some(dependsOnVariable);
  return value.kind === Kind.OBJECT && value.fields.some((field) => dependsOnVariable(field.value));
}
