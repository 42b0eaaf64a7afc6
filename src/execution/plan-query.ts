import {
  type ArgumentNode,
  BREAK,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLBoolean,
  type GraphQLField,
  GraphQLID,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLString,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
  visit,
} from 'graphql';
import { coerceFixedArguments } from './arguments.ts';
import { type Collection, collectFields } from './collect-fields.ts';
import { createFeeds } from './feeds.ts';
import { promisesOf } from './field-promises.ts';
import type { FieldPlan, Plan, SelectionPlan, TypePlan } from './plan.ts';
import { isMemoizable, type MemoBudget, ResultMemo } from './result-memo.ts';

/** True if an operation of the document may have a plan: no introspection, no `@defer`, no `@stream`. */
export function isPlannable(document: DocumentNode): boolean {
  let isPlannable = true;
  visit(document, {
    [Kind.FIELD]: ({ name: { value } }) => {
      if (!value.startsWith('__') || value === '__typename') return undefined;
      isPlannable = false;
      return BREAK;
    },
    [Kind.DIRECTIVE]: ({ name: { value } }) => {
      if (value !== 'defer' && value !== 'stream') return undefined;
      isPlannable = false;
      return BREAK;
    },
  });
  return isPlannable;
}

interface PlanInput extends FieldPlannerInput {
  /** The query type or the mutation type. */
  root: GraphQLObjectType;
  operation: OperationDefinitionNode;
}

interface FieldPlannerInput {
  schema: GraphQLSchema;
  fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  /** The values of the variables in `@skip` and `@include`. */
  conditions: Readonly<Record<string, unknown>>;
  /** Called for each field that is planned, also during the execution. */
  onField: () => void;
  /** Of the memos in the plan. */
  memoBudget: MemoBudget;
}

/**
 * Plans a query or a mutation of a valid and plannable document. The selection on an interface or a union is planned for a type when
 * the first object of the type is met, so that a plan contains only types that the data has.
 */
export function planQuery({ root, operation, ...input }: PlanInput): Plan {
  const { schema, fragments } = input;
  const { planSelection } = createFieldPlanner(input);
  return { schema, operation, fragments, root: planSelection(root, [operation.selectionSet], null) };
}

/** Plans selections and fields of one operation. */
export function createFieldPlanner({ schema, fragments, conditions, onField, memoBudget }: FieldPlannerInput) {
  let fieldCount = 0;
  const collection: Collection = {
    schema,
    fragment: (name) => fragments[name],
    isIncluded: ({ directives = [] }) => isIncluded(directives, conditions),
  };

  const feeds = createFeeds(collection);

  /** Merges the selection sets of a field on one type: MergeSelectionSets of specification section 6.4.3. */
  const planSelection = (
    type: GraphQLObjectType,
    sets: readonly SelectionSetNode[],
    parent: FieldPlan | null,
  ): SelectionPlan => {
    const collected = collectFields(collection, type, sets);
    // As in graphql-js, the result leaves out fields that the type does not have.
    for (const [name, [node]] of collected) if (!node || !isField(type, node)) collected.delete(name);
    const fields = [...collected].map(([name, nodes]) => planField(type, name, nodes, parent));
    // Copies of an object that JSON.parse made keep its compact form in V8. An object filled name by name has another.
    const blank = JSON.parse(JSON.stringify(Object.fromEntries([...collected.keys()].map((name) => [name, null]))));
    return { type, fields, blank, memo: isMemoizable(fields) ? new ResultMemo(memoBudget) : null };
  };

  const planField = (
    parentType: GraphQLObjectType,
    name: string,
    nodes: readonly FieldNode[],
    parent: FieldPlan | null,
  ): FieldPlan => {
    const [node] = nodes as [FieldNode];
    const definition = definitionOf(parentType, node);
    onField();
    const hasVariables = node.arguments?.some(({ value }) => dependsOnVariable(value)) ?? false;
    const field: FieldPlan = {
      index: fieldCount++,
      parent,
      name,
      nodes,
      parentType,
      definition,
      row: null,
      type: typename,
      fixedArguments: definition && !hasVariables ? coerceFixedArguments(definition, node) : null,
      ...(definition ? feeds.positionsOf(parentType, definition, nodes) : feeds.none),
    };
    if (definition) field.type = planType(definition.type, field);
    if (definition && field.type.kind === 'leaf') field.row = promisesOf(definition).row ?? null;
    return field;
  };

  const planType = (type: GraphQLOutputType, field: FieldPlan): TypePlan => {
    const isNullable = !isNonNullType(type);
    const inner = isNonNullType(type) ? type.ofType : type;
    if (isListType(inner)) return { kind: 'list', isNullable, item: planType(inner.ofType, field) };
    if (isLeafType(inner)) return planLeaf(inner, isNullable);
    const sets = field.nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    if (isObjectType(inner))
      return { kind: 'object', isNullable, type: inner, selection: planSelection(inner, sets, field) };
    const selections = new Map<GraphQLObjectType, SelectionPlan>();
    return {
      kind: 'abstract',
      isNullable,
      type: inner,
      selectionOf: (concrete) => {
        let selection = selections.get(concrete);
        if (!selection) {
          selection = planSelection(concrete, sets, field);
          selections.set(concrete, selection);
        }
        return selection;
      },
    };
  };

  return { planSelection, planField };
}

function isField(type: GraphQLObjectType, node: FieldNode): boolean {
  return node.name.value === '__typename' || definitionOf(type, node) !== null;
}

/** The definition of a field. Null for `__typename` and for a field that the type does not have. */
function definitionOf(type: GraphQLObjectType, { name: { value } }: FieldNode): GraphQLField<unknown, unknown> | null {
  return value === '__typename' ? null : (type.getFields()[value] ?? null);
}

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
