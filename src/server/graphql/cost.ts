import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getNullableType,
  getOperationAST,
  getVariableValues,
  isAbstractType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type SelectionSetNode,
  typeFromAST,
} from 'graphql';
import { pageArguments } from '../../graph/connection.ts';
import { isConnectionName, type PageArguments } from '../../graph/page.ts';
import { fieldCost, type Price, type Provided, typeCost } from '../../graph/plugins/prices.ts';
import { fragmentsOf } from './fragments.ts';

/** Maximum number of rows that one call returns. */
export const rowsPerCall = 1000;
/** Assumed length of a list, if neither the query nor the REST API limits it. */
export const assumedLength = 10;

interface Options {
  schema: GraphQLSchema;
  document: DocumentNode;
  operationName: string | null | undefined;
  variableValues: Readonly<Record<string, unknown>> | null | undefined;
}

interface Selected {
  node: FieldNode;
  field: GraphQLField<unknown, unknown>;
}

/**
 * The maximum number of REST calls that an operation can cause, estimated from its text and its variables. A bulk
 * look-up counts once, an individual look-up counts for every object, and a page counts as full.
 */
export function costOf({ schema, document, operationName, variableValues }: Options): number {
  const operation = getOperationAST(document, operationName ?? undefined);
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root) return 0;
  const fragments = fragmentsOf(document);
  const { coerced: variables } = getVariableValues(schema, operation.variableDefinitions ?? [], variableValues ?? {}, {
    maxErrors: 1,
  });
  // Invalid variables are rejected before any call.
  if (!variables) return 0;

  /** The fields that are selected on objects of a type (GraphQL, section 6.3.2, CollectFields). */
  const collect = (type: GraphQLObjectType, sets: readonly SelectionSetNode[]): Selected[] => {
    const found: Selected[] = [];
    const walk = ({ selections }: SelectionSetNode) => {
      for (const selection of selections) {
        if (selection.kind === Kind.FIELD) {
          const field = type.getFields()[selection.name.value];
          if (field) found.push({ node: selection, field });
          continue;
        }
        const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
        if (!fragment) continue;
        const condition = fragment.typeCondition && typeFromAST(schema, fragment.typeCondition);
        const applies =
          !condition || condition === type || (isAbstractType(condition) && schema.isSubType(condition, type));
        if (applies) walk(fragment.selectionSet);
      }
    };
    for (const set of sets) walk(set);
    return found;
  };

  /** @param count the maximum number of objects */
  const costOfObjects = (
    type: GraphQLNamedType,
    sets: readonly SelectionSetNode[],
    count: number,
    provided: Provided,
  ): number => {
    if (isObjectType(type)) return costOfFields(type, collect(type, sets), count, provided);
    if (!isAbstractType(type)) return 0;
    const needsTypename = !provides(provided, '__typename') && tellsTypesApart(sets, fragments, type.name);
    const costs = schema.getPossibleTypes(type).map((possible) => {
      const lookedUp = isInterfaceType(type) ? type : possible;
      return costOfFields(possible, collect(possible, sets), count, provided, lookedUp);
    });
    return (needsTypename ? priceOf(typeCost(type).typenamePrice, count) : 0) + Math.max(0, ...costs);
  };

  /** @param lookedUp the type whose look-up price is paid if a selected field is not provided */
  const costOfFields = (
    type: GraphQLObjectType,
    selected: readonly Selected[],
    count: number,
    provided: Provided,
    lookedUp: GraphQLNamedType = type,
  ): number => {
    let cost = 0;
    let needsLookUp = false;
    for (const { node, field } of selected) {
      const { price, provides: providedBelow = [] } = fieldCost(field);
      const named = getNamedType(field.type);
      const isPage = isObjectType(named) && isConnectionName(named.name);
      if (!price && !isPage && field.name !== 'id' && !provides(provided, field.name)) needsLookUp = true;
      const args = argumentsOf(field, node, variables);
      const sets = node.selectionSet ? [node.selectionSet] : [];
      if (isPage) {
        cost += costOfPage(named, args ?? {}, sets, count);
        continue;
      }
      const { paid, reached } = multipliersOf(field, args);
      cost += priceOf(price, count * paid);
      if (sets.length === 0) continue;
      if (named.name === '_Entity' && isAbstractType(named)) cost += costOfEntities(named, sets, count * reached);
      else cost += costOfObjects(named, sets, count * reached, providedBelow);
    }
    return cost + (needsLookUp ? priceOf(typeCost(lookedUp).lookUpPrice, count) : 0);
  };

  const costOfPage = (
    connection: GraphQLObjectType,
    { first = 0, after, offset }: Partial<PageArguments>,
    sets: readonly SelectionSetNode[],
    count: number,
  ): number => {
    const size = Math.max(0, first);
    const selected = collect(connection, sets);
    const asksOn = selected.some(({ field }) => field.name === 'pageInfo');
    const isOffGrid = (after !== undefined && after !== null) || Boolean(offset);
    const pages = Math.ceil(size / rowsPerCall) + Number(isOffGrid) + Number(asksOn);
    const { provides: provided = [] } = typeCost(connection);
    let cost = selected.length > 0 ? count * Math.max(1, pages) : 0;
    for (const { node, field } of selected) {
      if (!node.selectionSet) continue;
      const named = getNamedType(field.type);
      if (field.name === 'nodes') cost += costOfObjects(named, [node.selectionSet], count * size, provided);
      if (field.name !== 'edges' || !isObjectType(named)) continue;
      for (const edge of collect(named, [node.selectionSet])) {
        if (edge.field.name !== 'node' || !edge.node.selectionSet) continue;
        cost += costOfObjects(getNamedType(edge.field.type), [edge.node.selectionSet], count * size, provided);
      }
    }
    return cost;
  };

  /** Each representation pays a look-up. Its type is unknown here, so the most expensive fragment counts. */
  const costOfEntities = (union: GraphQLAbstractType, sets: readonly SelectionSetNode[], count: number): number => {
    const costs = schema.getPossibleTypes(union).map((type) => {
      const selected = collect(type, sets);
      if (selected.length === 0) return 0;
      return priceOf(typeCost(type).lookUpPrice, count) + costOfFields(type, selected, count, 'all');
    });
    return Math.max(0, ...costs);
  };

  return costOfFields(root, collect(root, [operation.selectionSet]), 1, 'all');
}

/** Null if the arguments are invalid: then the field fails without a call. */
function argumentsOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Record<string, unknown>,
): Record<string, unknown> | null {
  try {
    return getArgumentValues(field, node, variables);
  } catch {
    return null;
  }
}

function provides(provided: Provided, fieldName: string): boolean {
  return provided === 'all' || provided.includes(fieldName);
}

function priceOf({ each = 0, bulk = 0 }: Price = {}, count: number): number {
  return each * count + bulk * Math.ceil(count / rowsPerCall);
}

/** The number of objects that the price of a field is paid for, and the number of resulting objects. */
function multipliersOf(
  field: GraphQLField<unknown, unknown>,
  args: Record<string, unknown> | null,
): { paid: number; reached: number } {
  const { multiplier } = fieldCost(field);
  if (typeof multiplier === 'function' && args) {
    const size = multiplier(args);
    return { paid: size, reached: size };
  }
  const assumed = isListType(getNullableType(field.type)) ? assumedLength : 1;
  return { paid: 1, reached: typeof multiplier === 'number' ? multiplier : assumed };
}

/** The names of all arguments in a schema that can change the cost of a query. */
export function costArguments(schema: GraphQLSchema): ReadonlySet<string> {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  const fields = types.flatMap((type) => Object.values(type.getFields()));
  const sized = fields.filter((field) => typeof fieldCost(field).multiplier === 'function');
  return new Set([...Object.keys(pageArguments), ...sized.flatMap(({ args }) => args.map(({ name }) => name))]);
}

function tellsTypesApart(
  sets: readonly SelectionSetNode[],
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  typeName: string,
): boolean {
  return sets.some(({ selections }) =>
    selections.some((selection) => {
      if (selection.kind === Kind.FIELD) return selection.name.value === '__typename';
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
      if (!fragment) return false;
      const condition = fragment.typeCondition?.name.value;
      if (condition !== undefined && condition !== typeName) return true;
      return tellsTypesApart([fragment.selectionSet], fragments, typeName);
    }),
  );
}
