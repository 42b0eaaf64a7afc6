import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
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
import { isConnection } from '../../graph/connection.ts';
import { assumedLength, fieldPrices, kindPrices, knownFields, lookUpPrices, type Price } from '../../graph/costs.ts';
import { fragmentsOf } from './fragments.ts';

/** The most rows that one call brings. */
const rowsPerCall = 1000;

interface Options {
  schema: GraphQLSchema;
  document: DocumentNode;
  operationName: string | null | undefined;
  variableValues: Readonly<Record<string, unknown>> | null | undefined;
}

type Known = readonly string[] | 'all';
interface Selected {
  parent: GraphQLObjectType;
  node: FieldNode;
  field: GraphQLField<unknown, unknown>;
}

/**
 * The calls to the REST API that an operation may cause at most, as far as the query tells: what is asked for in bulk
 * counts once, what is asked for one by one counts for every object, and a page counts as full.
 */
export function costOf({ schema, document, operationName, variableValues }: Options): number {
  const operation = getOperationAST(document, operationName ?? undefined);
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root) return 0;
  const fragments = fragmentsOf(document);
  const { coerced: variables } = getVariableValues(schema, operation.variableDefinitions ?? [], variableValues ?? {}, {
    maxErrors: 1,
  });
  // Variables that cannot be used are refused before anything is called.
  if (!variables) return 0;

  /** The fields selected of an object, and the concrete types that are told apart. */
  const collect = (type: GraphQLObjectType, sets: readonly SelectionSetNode[]): Selected[] => {
    const found: Selected[] = [];
    const walk = ({ selections }: SelectionSetNode) => {
      for (const selection of selections) {
        if (selection.kind === Kind.FIELD) {
          const field = type.getFields()[selection.name.value];
          if (field) found.push({ parent: type, node: selection, field });
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

  /** @param count how many objects there may be */
  const costOfObjects = (typeName: string, sets: readonly SelectionSetNode[], count: number, known: Known): number => {
    const type = schema.getType(typeName);
    if (isObjectType(type)) return costOfFields(type, collect(type, sets), count, known);
    if (!isAbstractType(type)) return 0;
    const kinds = schema.getPossibleTypes(type).map((possible) => collect(possible, sets));
    const isTold = known === 'all' || known.includes('__typename') || !tellsTypesApart(sets, fragments, typeName);
    const kindCost = isTold ? 0 : price(kindPrices[typeName] ?? [], count);
    const costs = schema
      .getPossibleTypes(type)
      .map((possible, index) =>
        costOfFields(possible, kinds[index] ?? [], count, known, isInterfaceType(type) ? typeName : possible.name),
      );
    return kindCost + Math.max(0, ...costs);
  };

  const costOfFields = (
    type: GraphQLObjectType,
    selected: readonly Selected[],
    count: number,
    known: Known,
    lookUpName = type.name,
  ): number => {
    let cost = 0;
    let needsLookUp = false;
    for (const { parent, node, field } of selected) {
      const coordinate = `${parent.name}.${field.name}`;
      const named = getNamedType(field.type);
      const isPage = isConnection(named);
      const own = fieldPrices[coordinate];
      if (!own && !isPage && known !== 'all' && field.name !== 'id' && !known.includes(field.name)) needsLookUp = true;
      const args = argumentsOf(field, node, variables);
      const sets = node.selectionSet ? [node.selectionSet] : [];
      if (isPage) {
        cost += costOfPage(named.name, args as PageArguments, sets, count);
        continue;
      }
      const items = count * lengthOf(parent, field, args);
      cost += price(own ?? [], parent.name === 'Mutation' || parent.name === 'Query' ? items : count);
      if (sets.length === 0) continue;
      if (coordinate === 'Query._entities') cost += costOfEntities(sets, items);
      else cost += costOfObjects(named.name, sets, items, knownFields[coordinate] ?? []);
    }
    return cost + (needsLookUp ? price(lookUpPrices[lookUpName] ?? [], count) : 0);
  };

  const costOfPage = (
    typeName: string,
    { first = 0, after, offset }: PageArguments,
    sets: readonly SelectionSetNode[],
    count: number,
  ): number => {
    const connection = schema.getType(typeName);
    if (!isObjectType(connection)) return 0;
    const size = Math.max(0, first);
    const selected = collect(connection, sets);
    const asksOn = selected.some(({ field }) => field.name === 'pageInfo');
    const isOffGrid = (after !== undefined && after !== null) || Boolean(offset);
    const pages = Math.ceil(size / rowsPerCall) + Number(isOffGrid) + Number(asksOn);
    const known = knownFields[typeName] ?? [];
    let cost = selected.length > 0 ? count * Math.max(1, pages) : 0;
    for (const { node, field } of selected) {
      if (!node.selectionSet) continue;
      const named = getNamedType(field.type);
      if (field.name === 'nodes') cost += costOfObjects(named.name, [node.selectionSet], count * size, known);
      if (field.name !== 'edges' || !isObjectType(named)) continue;
      for (const edge of collect(named, [node.selectionSet])) {
        if (edge.field.name !== 'node' || !edge.node.selectionSet) continue;
        cost += costOfObjects(getNamedType(edge.field.type).name, [edge.node.selectionSet], count * size, known);
      }
    }
    return cost;
  };

  /** Representations are looked up by their type, which the fragments tell. */
  const costOfEntities = (sets: readonly SelectionSetNode[], count: number): number => {
    const entities = schema.getType('_Entity');
    if (!isAbstractType(entities)) return 0;
    const costs = schema.getPossibleTypes(entities).map((type) => {
      const selected = collect(type, sets);
      if (selected.length === 0) return 0;
      return price(lookUpPrices[type.name] ?? [], count) + costOfFields(type, selected, count, 'all');
    });
    return Math.max(0, ...costs);
  };

  return costOfFields(root, collect(root, [operation.selectionSet]), 1, 'all');
}

/** No arguments where they cannot be used: then the field fails without a call. */
function argumentsOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Record<string, unknown>,
): Record<string, unknown> {
  try {
    return getArgumentValues(field, node, variables);
  } catch {
    return {};
  }
}

interface PageArguments {
  first?: number;
  after?: string | null;
  offset?: number | null;
}

function price(prices: readonly Price[], count: number): number {
  let sum = 0;
  for (const one of prices) {
    if (one === 'one') sum += Math.ceil(count / rowsPerCall);
    else sum += one === 'each' ? count : 2 * count;
  }
  return sum;
}

/** How many objects a field gives: as many as ids or inputs were given, or what is assumed of a plain list. */
function lengthOf(
  parent: GraphQLObjectType,
  { type }: GraphQLField<unknown, unknown>,
  args: Record<string, unknown>,
): number {
  const input = args.input as Record<string, unknown> | undefined;
  for (const given of [args.ids, args.representations, input?.ids, input?.userIds]) {
    if (Array.isArray(given)) return given.length;
  }
  // The success of a bulk mutation counts once for each input already.
  const isPlainList = isListType(getNullableType(type)) && !parent.name.endsWith('Success');
  return isPlainList ? assumedLength : 1;
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
