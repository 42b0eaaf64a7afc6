import {
  type DocumentNode,
  type FieldNode,
  type GraphQLError,
  type GraphQLNamedType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getNullableType,
  getVariableValues,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql';
import { isConnectionName, type PageArguments } from '../../graph/page.ts';
import { isIncluded } from '../../graph/selection.ts';
import { groupBy } from '../../loaders/keyed-loader.ts';
import { maxPageSize } from '../../loaders/page-window.ts';
import type { PendingOperation } from './execution-checks.ts';
import { fragmentsOf } from './fragments.ts';
import { errorsOfVariables } from './operation.ts';
import { requestError } from './request-error.ts';

type Operation = Omit<PendingOperation, 'contextValue'>;

/** A query that walks through the pages of its only list. */
export interface RowQuery {
  node: OperationDefinitionNode;
  /** The operation for the page after a cursor. */
  pageAfter(cursor: string | null): Operation;
  /** The cursor that the first page starts after. */
  start: string | null;
  /** The response names from the root to the list. */
  path: readonly string[];
  /** The response name of the rows: that of `nodes` or `edges`. */
  rows: string;
  /** The response names from a row to each value, joined by periods. */
  columns: readonly string[];
}

/** The response names of the fields that a page needs for the next one. Names of callers rarely begin like this. */
export const pageInfoName = '_rowsPageInfo';
export const gapName = '_rowsGap';
const afterName = '_rowsAfter';

/** A list in a query, and a field node that selects it. */
interface SelectedList {
  path: readonly string[];
  isInList: boolean;
  parent: GraphQLNamedType;
  node: FieldNode;
}

/** Changes an operation so that it reads one page of its list after the other. An error if it does not have one list. */
export function rowQueryOf(operation: Operation, node: OperationDefinitionNode): RowQuery | GraphQLError {
  const { schema, document, operationName, variableValues } = operation;
  if (node.operation !== 'query') return refusal('Only a query can be answered with rows. Accept application/json.');
  const [variableError] = errorsOfVariables(schema, node, variableValues ?? {});
  if (variableError) return variableError;
  const { coerced: variables = {} } = getVariableValues(schema, node.variableDefinitions ?? [], variableValues ?? {});
  const selection = createSelection(schema, document, variables);

  const lists = selection.lists(node.selectionSet);
  const paths = [...new Set(lists.map(({ path }) => path.join('.')))];
  const [first] = lists;
  if (!first)
    return refusal('The query has no list. Select one connection, such as `enrollments`, or accept application/json.');
  if (paths.length > 1)
    return refusal(
      `The query has ${paths.length} lists: ${paths.join(', ')}. Select only one, or accept application/json.`,
    );
  if (first.isInList)
    return refusal(`${paths[0]} is inside another list. Select the list of one object, or accept application/json.`);

  const field = fieldOf(first.parent, first.node);
  if (!field) return refusal('The list is not a field of the schema.');
  let args: PageArguments;
  try {
    args = getArgumentValues(field, first.node, variables);
  } catch (error) {
    return error as GraphQLError;
  }
  if (args.offset != null || args.last != null || args.before != null)
    return refusal(
      'Rows are read from the first to the last. Use only `first`, for the size of the pages, and `after`.',
    );
  const type = getNamedType(field.type);
  const items = selection
    .fieldsOf(
      type,
      lists.map(({ node: { selectionSet } }) => selectionSet),
    )
    .filter(({ node: { name } }) => name.value === 'nodes' || name.value === 'edges');
  const [item] = items;
  if (!item || new Set(items.map(({ name }) => name)).size > 1)
    return refusal('Select either `nodes` or `edges` of the list, once.');
  const itemType = fieldOf(type, item.node)?.type;

  const targets = new Set(lists.map((list) => list.node));
  const changed = withPages(document, node, targets, hasField(type, 'gap'));
  return {
    node: changed.node,
    pageAfter: (cursor) => ({
      schema,
      document: changed.document,
      operationName,
      variableValues: { ...variableValues, [afterName]: cursor },
    }),
    start: args.after ?? null,
    path: first.path,
    rows: item.name,
    columns: itemType
      ? selection.columns(
          getNamedType(itemType),
          items.map(({ node: { selectionSet } }) => selectionSet),
        )
      : [],
  };
}

function refusal(message: string): GraphQLError {
  return requestError('BAD_REQUEST', message, { http: { status: 400 } });
}

/** The selections of a document, with the fields of its fragments in place of the fragments. */
function createSelection(schema: GraphQLSchema, document: DocumentNode, variables: Record<string, unknown>) {
  const fragments = fragmentsOf(document);

  /** The fields directly under selection sets. Of an interface, those of all its types. */
  const fieldsOf = (
    type: GraphQLNamedType,
    sets: readonly (SelectionSetNode | undefined)[],
  ): { name: string; parent: GraphQLNamedType; node: FieldNode }[] =>
    sets
      .flatMap((set) => set?.selections ?? [])
      .flatMap((selection: SelectionNode) => {
        if (!isIncluded(selection, variables)) return [];
        if (selection.kind === Kind.FIELD) return [{ name: responseName(selection), parent: type, node: selection }];
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        const condition = fragment?.typeCondition && schema.getType(fragment.typeCondition.name.value);
        return fragment ? fieldsOf(condition ?? type, [fragment.selectionSet]) : [];
      });

  const listsIn = (
    type: GraphQLNamedType,
    set: SelectionSetNode | undefined,
    path: readonly string[],
    isInList: boolean,
  ): SelectedList[] =>
    fieldsOf(type, [set]).flatMap(({ name, parent, node }) => {
      const field = fieldOf(parent, node);
      if (!field || !node.selectionSet) return [];
      const named = getNamedType(field.type);
      const ownPath = [...path, name];
      const below = listsIn(named, node.selectionSet, ownPath, isInList || isListType(getNullableType(field.type)));
      return isConnectionName(named.name) ? [{ path: ownPath, isInList, parent, node }, ...below] : below;
    });

  const columns = (type: GraphQLNamedType, sets: readonly (SelectionSetNode | undefined)[], prefix = ''): string[] => {
    const byName = groupBy(fieldsOf(type, sets), ({ name }) => name);
    return [...byName].flatMap(([name, selected]) => {
      const types = selected.map(({ parent, node }) => fieldOf(parent, node)?.type);
      const isObject = types.some((one) => one && isCompositeType(getNullableType(one)));
      if (!isObject) return [`${prefix}${name}`];
      const below = selected.flatMap(({ parent, node }) => {
        const own = fieldOf(parent, node)?.type;
        return own ? columns(getNamedType(own), [node.selectionSet], `${prefix}${name}.`) : [];
      });
      return [...new Set(below)];
    });
  };

  const root = schema.getQueryType();
  return {
    fieldsOf,
    columns,
    lists: (set: SelectionSetNode) => (root ? listsIn(root, set, [], false) : []),
  };
}

function responseName({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}

function fieldOf(type: GraphQLNamedType, { name }: FieldNode) {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name.value] : undefined;
}

function hasField(type: GraphQLNamedType, name: string): boolean {
  return (isObjectType(type) || isInterfaceType(type)) && name in type.getFields();
}

const template = parse(
  `query ($${afterName}: String) { list(first: ${maxPageSize}, after: $${afterName}) { ${pageInfoName}: pageInfo { hasNextPage endCursor } ${gapName}: gap } }`,
  { noLocation: true },
);

/** The document with the arguments and the fields that a walk through its list needs. */
function withPages(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  lists: ReadonlySet<FieldNode>,
  hasGap: boolean,
): { document: DocumentNode; node: OperationDefinitionNode } {
  const [{ variableDefinitions = [], selectionSet }] = template.definitions as [OperationDefinitionNode];
  const { arguments: [first, after] = [], selectionSet: page } = selectionSet.selections[0] as FieldNode;
  const added = page?.selections.slice(0, hasGap ? 2 : 1) ?? [];
  let node = operation;
  const changed = visit(document, {
    [Kind.FIELD]: (list) => {
      if (!lists.has(list)) return undefined;
      const given = list.arguments?.filter(({ name }) => name.value !== 'after') ?? [];
      const size = given.some(({ name }) => name.value === 'first') || !first ? [] : [first];
      return {
        ...list,
        arguments: [...given, ...size, ...(after ? [after] : [])],
        selectionSet: { kind: Kind.SELECTION_SET, selections: [...(list.selectionSet?.selections ?? []), ...added] },
      };
    },
    [Kind.OPERATION_DEFINITION]: {
      leave: (definition) => {
        if (definition.name?.value !== operation.name?.value) return undefined;
        node = {
          ...definition,
          variableDefinitions: [...(definition.variableDefinitions ?? []), ...variableDefinitions],
        };
        return node;
      },
    },
  });
  return { document: changed, node };
}
