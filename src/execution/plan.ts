import {
  type ArgumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  GraphQLBoolean,
  type GraphQLField,
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
import { MadeParts } from './result-memo.ts';

/** What to do for one query, found out once for all the times that it is run. */
export interface Plan {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>;
  readonly root: SelectionPlan;
  /** How many fields there are; each has an index below it. */
  readonly fieldCount: number;
}

/** The fields to fill on an object of one type, in the order of the answer. */
export interface SelectionPlan {
  readonly type: GraphQLObjectType;
  readonly fields: readonly FieldPlan[];
  /** What is filled: null under every name, in the order of the answer. */
  readonly blank: Readonly<Record<string, unknown>>;
  /** Objects that were filled before, by what their leaves were made of; null where they depend on more than that. */
  readonly made: MadeParts<MadeObject> | null;
  /** The fields that lead to what is made of lists of its own. */
  readonly pages: readonly PagePlan[];
}

/** An object that was filled before, and the lists that its pages were made of, in their order. */
export interface MadeObject {
  readonly object: object;
  readonly pages: readonly object[];
}

/** A field that leads to an object of leaves and lists, all of them made of one list. */
export interface PagePlan {
  readonly name: string;
  readonly args: Arguments;
  readonly madeOf: NonNullable<PageOfOneList['pageMadeOf']>;
  readonly lists: readonly { name: string; made: MadeParts<readonly unknown[]> }[];
}

type Arguments = Readonly<Record<string, unknown>>;

/** A resolver that may say that its value is made of one object and nothing else, and will be the same next time. */
interface MadeOfOne {
  /** The object; null where the value of this source depends on more, or the object will not be met again. */
  madeOf?(source: unknown): object | null;
  /** The same of a list that it gave, each item of which is made of its own part of the object. */
  listMadeOf?(list: object): object | null;
}

/** A field, by its extensions, that may say which list the object is made of that it leads to. */
export interface PageOfOneList {
  /** The list, which is another once the object would be; null where the object depends on more. */
  pageMadeOf?(source: unknown, args: Arguments, context: unknown): object | null;
}

export interface FieldPlan {
  /** Its number in the plan. */
  readonly index: number;
  /** The field whose object it is a field of; null for fields of the query itself. */
  readonly above: FieldPlan | null;
  readonly name: string;
  readonly nodes: readonly FieldNode[];
  readonly parentType: GraphQLObjectType;
  /** Null for `__typename`. */
  readonly definition: GraphQLField<unknown, unknown> | null;
  type: TypePlan;
  /** The arguments, where they depend on no variable. */
  readonly fixedArguments: Readonly<Record<string, unknown>> | null;
}

/** How a value becomes a part of the answer. */
export type TypePlan =
  | {
      kind: 'leaf';
      isNullable: boolean;
      type: GraphQLLeafType;
      /** Values of this JavaScript type stand in the answer as they are. */
      asIs: 'string' | 'boolean' | null;
    }
  | {
      kind: 'list';
      isNullable: boolean;
      item: TypePlan;
      /** Lists whose items were all made before, by what the lists were made of; null where items are made of more. */
      made: MadeParts<readonly unknown[]> | null;
    }
  | { kind: 'object'; isNullable: boolean; type: GraphQLObjectType; selection: SelectionPlan }
  | {
      kind: 'abstract';
      isNullable: boolean;
      type: GraphQLAbstractType;
      /** For all types that it may be. */
      selections: readonly SelectionPlan[];
      selectionOf: (type: GraphQLObjectType) => SelectionPlan;
    };

/**
 * Plans a query whose document is valid. Null where it is left to the executor of graphql-js: mutations, queries of the
 * schema itself, and what is answered in parts.
 *
 * @param conditions the values of the variables that `@skip` and `@include` look at
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

  const selectionPlan = (
    type: GraphQLObjectType,
    sets: readonly SelectionSetNode[],
    above: FieldPlan | null,
  ): SelectionPlan => {
    const collected = new Map<string, FieldNode[]>();
    const visited = new Set<string>();
    for (const set of sets) collect(type, set, collected, visited);
    const fields = [...collected].map(([name, nodes]) => fieldPlan(type, name, nodes, above));
    // Copies of an object that was read from JSON keep its compact form, which one filled name by name would lose.
    const blank = JSON.parse(JSON.stringify(Object.fromEntries([...collected.keys()].map((name) => [name, null]))));
    const pages = fields.flatMap((field) => pagePlan(field) ?? []);
    const others = fields.filter(({ type: { kind }, definition }) => kind !== 'leaf' || definition);
    const isMade = others.every((field) => madeOf(field) || pages.some(({ name }) => name === field.name));
    return { type, fields, blank, made: isMade ? new MadeParts() : null, pages };
  };

  const collect = (
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
      const condition = fragment.typeCondition && typeFromAST(schema, fragment.typeCondition);
      const applies =
        !condition || condition === type || (isAbstractType(condition) && schema.isSubType(condition, type));
      if (applies) collect(type, fragment.selectionSet, collected, visited);
    }
  };

  const fieldPlan = (
    parentType: GraphQLObjectType,
    name: string,
    nodes: readonly FieldNode[],
    above: FieldPlan | null,
  ): FieldPlan => {
    const [node] = nodes as [FieldNode];
    const definition = node.name.value === '__typename' ? null : parentType.getFields()[node.name.value];
    if (definition === undefined) throw new NotPlannable();
    const isVaried = node.arguments?.some(({ value }) => dependsOnVariable(value)) ?? false;
    const field: FieldPlan = {
      index: fieldCount++,
      above,
      name,
      nodes,
      parentType,
      definition,
      type: typename,
      fixedArguments: definition && !isVaried ? getArgumentValues(definition, node) : null,
    };
    if (definition) field.type = typePlan(definition.type, field);
    return field;
  };

  const typePlan = (type: GraphQLOutputType, field: FieldPlan): TypePlan => {
    const isNullable = !isNonNullType(type);
    const inner = isNonNullType(type) ? type.ofType : type;
    if (isListType(inner)) {
      const item = typePlan(inner.ofType, field);
      return { kind: 'list', isNullable, item, made: isOfRowsAlone(item) ? new MadeParts() : null };
    }
    if (isLeafType(inner)) return leaf(inner, isNullable);
    const sets = field.nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    if (isObjectType(inner))
      return { kind: 'object', isNullable, type: inner, selection: selectionPlan(inner, sets, field) };
    const known = new Map(
      schema.getPossibleTypes(inner).map((possible) => [possible, selectionPlan(possible, sets, field)]),
    );
    return {
      kind: 'abstract',
      isNullable,
      type: inner,
      selections: [...known.values()],
      selectionOf: (concrete) => known.get(concrete) ?? selectionPlan(concrete, sets, field),
    };
  };

  try {
    const selection = selectionPlan(root, [operation.selectionSet], null);
    return { schema, operation, fragments, root: selection, fieldCount };
  } catch (error) {
    if (error instanceof NotPlannable) return null;
    throw error;
  }
}

class NotPlannable extends Error {}

const leaf = (type: GraphQLLeafType, isNullable: boolean): TypePlan => ({
  kind: 'leaf',
  isNullable,
  type,
  asIs: type === GraphQLString || type === GraphQLID ? 'string' : type === GraphQLBoolean ? 'boolean' : null,
});
const typename = leaf(GraphQLString, false);

/** The one object that a list is made of, where there is one that may be met again. */
export function originOf({ definition }: FieldPlan, list: object): object | null {
  return (definition?.resolve as MadeOfOne | undefined)?.listMadeOf?.(list) ?? null;
}

const madeOf = ({ definition, type }: FieldPlan): MadeOfOne['madeOf'] =>
  type.kind === 'leaf' ? (definition?.resolve as MadeOfOne | undefined)?.madeOf : undefined;

function pagePlan({ name, definition, type, fixedArguments: args }: FieldPlan): PagePlan | null {
  const { pageMadeOf: madeOf } = (definition?.extensions ?? {}) as PageOfOneList;
  if (!madeOf || !args || type.kind !== 'object') return null;
  const inner = type.selection.fields.filter((field) => field.type.kind !== 'leaf');
  const lists = inner.flatMap((field) =>
    field.type.kind === 'list' && field.type.made ? { name: field.name, made: field.type.made } : [],
  );
  return lists.length === inner.length ? { name, args, madeOf, lists } : null;
}

/** Whether there are objects of a type that are made of a row and nothing else, and none that have pages. */
function isOfRowsAlone(type: TypePlan): boolean {
  const selections = type.kind === 'object' ? [type.selection] : type.kind === 'abstract' ? type.selections : [];
  return selections.some(({ made }) => made) && selections.every(({ pages }) => pages.length === 0);
}

/** The one object that all leaves of a selection are made of, where there is one that may be met again. */
export function onlySourceOf({ fields, made }: SelectionPlan, source: unknown): object | null {
  if (!made) return null;
  let only: object | null = null;
  for (const field of fields) {
    if (!field.definition || field.type.kind !== 'leaf') continue;
    const object = madeOf(field)?.(source) ?? null;
    if (!object || (only && object !== only)) return null;
    only = object;
  }
  return only;
}

function isIncluded(
  directives: readonly { name: { value: string }; arguments?: readonly ArgumentNode[] }[],
  conditions: Readonly<Record<string, unknown>>,
): boolean {
  return directives.every(({ name, arguments: args }) => {
    if (name.value === 'defer' || name.value === 'stream') throw new NotPlannable();
    if (name.value !== 'skip' && name.value !== 'include') return true;
    const value = args?.find((argument) => argument.name.value === 'if')?.value;
    const holds =
      value?.kind === Kind.VARIABLE ? conditions[value.name.value] : value?.kind === Kind.BOOLEAN && value.value;
    return name.value === 'include' ? holds === true : holds !== true;
  });
}

function dependsOnVariable(value: ValueNode): boolean {
  if (value.kind === Kind.VARIABLE) return true;
  if (value.kind === Kind.LIST) return value.values.some(dependsOnVariable);
  return value.kind === Kind.OBJECT && value.fields.some((field) => dependsOnVariable(field.value));
}
