import {
  type DocumentNode,
  type FieldNode,
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
} from 'graphql';
import { type Collection, collectFields } from '../../execution/collect-fields.ts';
import { isTypeDependent } from '../../execution/type-dependent.ts';
import { pageArguments } from '../../graph/connection.ts';
import { isConnectionName, type PageArguments, pageSizeOf } from '../../graph/page.ts';
import {
  entityCost,
  fieldCost,
  type Price,
  type PricePart,
  type Provided,
  typeCost,
} from '../../graph/plugins/prices.ts';
import { isIncluded } from '../../graph/selection.ts';
import { fragmentsOf } from './fragments.ts';

/** Maximum number of rows that one call returns. */
export const rowsPerCall = 1000;
/** Assumed length of a list, if neither the query nor the REST API limits it. */
export const assumedLength = 10;

/**
 * Maximum number of steps of one estimate. Each object of an interface can have another type, and selections merge in a
 * different way for each sequence of types: a hostile document of 400 fields has millions of ways. A step takes about a
 * microsecond.
 */
const maxSteps = 20_000;

interface Options {
  schema: GraphQLSchema;
  document: DocumentNode;
  operationName: string | null | undefined;
  variableValues: Readonly<Record<string, unknown>> | null | undefined;
}

/** A field that is selected on objects of a type. */
interface Selected {
  field: GraphQLField<unknown, unknown>;
  /** Null if the arguments are invalid: then the field fails without a call. */
  args: Record<string, unknown> | null;
  below: MergedSets;
}

/**
 * Calls by the loader that makes them: each number is the calls of one look-up. A loader loads an object once, so that
 * calls for the same objects count once.
 */
type Calls = ReadonlyMap<unknown, number>;

/** The selection sets of one or more nodes of a field: they are collected together. */
interface MergedSets {
  readonly key: string;
  readonly sets: readonly SelectionSetNode[];
}

/**
 * The maximum number of REST calls that an operation can cause, estimated from its text and its variables. A page counts
 * as full, and every look-up as refused or in vain where that takes more calls.
 *
 * @returns infinity if the estimate would take too many steps; null if the operation cannot be executed, because the
 * document has no such operation or the variables are invalid
 */
export function costOf({ schema, document, operationName, variableValues }: Options): number | null {
  const operation = getOperationAST(document, operationName || undefined);
  const root = operation && schema.getRootType(operation.operation);
  if (!operation || !root) return null;
  const fragments = fragmentsOf(document);
  const { coerced: variables } = getVariableValues(schema, operation.variableDefinitions ?? [], variableValues ?? {}, {
    maxErrors: 1,
  });
  if (!variables) return null;

  let steps = 0;
  const collection: Collection = {
    schema,
    fragment: (name) => fragments.get(name),
    isIncluded: (selection) => {
      steps += 1;
      return isIncluded(selection, variables);
    },
  };
  const numbers = new Map<unknown, number>();
  const collected = new Map<string, readonly Selected[]>();
  const memo = new Map<string, number>();

  const numberOf = (thing: unknown): number => {
    const number = numbers.get(thing) ?? numbers.size;
    numbers.set(thing, number);
    return number;
  };
  const merge = (sets: readonly SelectionSetNode[]): MergedSets => ({ key: sets.map(numberOf).join(), sets });

  /** The fields that are selected on objects of a type (specification section 6.3.2, "Field Collection"). */
  const collect = (type: GraphQLObjectType, { key, sets }: MergedSets): readonly Selected[] => {
    const name = `${type.name} ${key}`;
    const memoized = collected.get(name);
    if (memoized) return memoized;
    const nodes = collectFields(collection, type, sets);
    const selected = [...nodes.values()].flatMap((merged): Selected[] => {
      const [node] = merged as [FieldNode];
      const field = type.getFields()[node.name.value];
      if (!field) return [];
      const below = node.selectionSet ? merge(merged.flatMap(({ selectionSet }) => selectionSet ?? [])) : noSets;
      return [{ field, args: argumentsOf(field, node, variables), below }];
    });
    collected.set(name, selected);
    return selected;
  };

  /** @param count the maximum number of objects */
  const costOfObjects = (
    type: GraphQLNamedType,
    merged: MergedSets,
    count: number,
    provided: Provided,
    paid: Calls = noCalls,
  ): number => {
    const key = `${type.name} ${merged.key} ${count} ${numberOf(provided)} ${JSON.stringify([...paid])}`;
    const memoized = memo.get(key);
    if (memoized !== undefined) return memoized;
    const cost = costOfTypes(type, merged, count, provided, paid);
    memo.set(key, cost);
    return cost;
  };

  /** @param paid the calls for these objects that are counted already */
  const costOfTypes = (
    type: GraphQLNamedType,
    merged: MergedSets,
    count: number,
    provided: Provided,
    paid: Calls,
  ): number => {
    if (isObjectType(type)) return costOfFields(type, collect(type, merged), count, provided, paid);
    if (!isAbstractType(type)) return 0;
    const isTypeKnown = provides(provided, '__typename');
    const needsType = !isTypeKnown && tellsTypesApart(merged.sets, type);
    const typeCalls = needsType ? callsOf(typeCost(type).typenamePrice, count) : noCalls;
    const costs = schema.getPossibleTypes(type).map((possible) => {
      const lookedUp = isInterfaceType(type) && !isTypeKnown && !needsType ? type : possible;
      return costOfFields(possible, collect(possible, merged), count, provided, union(paid, typeCalls), lookedUp);
    });
    return sumBeyond(typeCalls, paid) + Math.max(0, ...costs);
  };

  /**
   * @param paid the calls for these objects that are counted already
   * @param lookedUp the type whose look-up price is paid if a selected field is not provided
   */
  const costOfFields = (
    type: GraphQLObjectType,
    selected: readonly Selected[],
    count: number,
    provided: Provided,
    paid: Calls = noCalls,
    lookedUp: GraphQLNamedType = type,
  ): number => {
    let cost = 0;
    let needsLookUp = false;
    for (const { field, args, below } of selected) {
      steps += 1;
      if (steps > maxSteps) return Number.POSITIVE_INFINITY;
      const { price, provides: providedBelow = nothing, sharesLookUps } = fieldCost(field);
      const named = getNamedType(field.type);
      const isPage = isObjectType(named) && isConnectionName(named.name);
      if (!price && !isPage && field.name !== 'id' && !provides(provided, field.name)) needsLookUp = true;
      if (isPage) {
        cost += costOfPage(named, args, below, count);
        continue;
      }
      const { paid: multiplier, reached } = multipliersOf(field, args);
      cost += priceOf(price, count * multiplier);
      if (below.sets.length === 0) continue;
      if (named.name === '_Entity') cost += costOfEntities(args, below);
      else cost += costOfObjects(named, below, count * reached, providedBelow, sharesLookUps ? paid : noCalls);
    }
    return cost + (needsLookUp ? sumBeyond(callsOf(typeCost(lookedUp).lookUpPrice, count), paid) : 0);
  };

  const costOfPage = (
    connection: GraphQLObjectType,
    args: PageArguments | null,
    merged: MergedSets,
    count: number,
  ): number => {
    const size = args ? Math.max(0, pageSizeOf(args)) : 0;
    const selected = collect(connection, merged);
    const asksOn = selected.some(({ field }) => field.name === 'pageInfo');
    const isOffGrid = args !== null && (typeof args.after === 'string' || Boolean(args.offset));
    const pages = Math.ceil(size / rowsPerCall) + Number(isOffGrid) + Number(asksOn);
    const { provides: provided = nothing } = typeCost(connection);
    let cost = selected.length > 0 ? count * Math.max(1, pages) : 0;
    for (const { field, below } of selected) {
      const named = getNamedType(field.type);
      if (field.name === 'nodes') cost += costOfObjects(named, below, count * size, provided);
      if (field.name !== 'edges' || !isObjectType(named)) continue;
      for (const edge of collect(named, below)) {
        if (edge.field.name !== 'node') continue;
        cost += costOfObjects(getNamedType(edge.field.type), edge.below, count * size, provided);
      }
    }
    return cost;
  };

  const costOfEntities = (args: Record<string, unknown> | null, merged: MergedSets): number => {
    let cost = 0;
    for (const [typeName, representations] of byType(args?.representations)) {
      const type = schema.getType(typeName);
      const entity = type && entityCost(type);
      if (!type || !entity) continue;
      const calls = callsOf(entity.price, entity.lookUps(representations));
      const possible = isAbstractType(type) ? schema.getPossibleTypes(type) : isObjectType(type) ? [type] : [];
      const costs = possible.map((concrete) =>
        costOfFields(concrete, collect(concrete, merged), representations.length, entity.provides, calls),
      );
      cost += sumBeyond(calls, noCalls) + Math.max(0, ...costs);
    }
    return cost;
  };

  const tellsTypesApart = (sets: readonly SelectionSetNode[], type: GraphQLNamedType): boolean =>
    sets.some(({ selections }) =>
      selections.some((selection) => {
        steps += 1;
        if (steps > maxSteps || !isIncluded(selection, variables)) return false;
        if (selection.kind === Kind.FIELD)
          return selection.name.value === '__typename' || isTypeDependent(type, selection.name.value);
        const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
        if (!fragment) return false;
        const condition = fragment.typeCondition?.name.value;
        if (condition !== undefined && condition !== type.name) return true;
        return tellsTypesApart([fragment.selectionSet], type);
      }),
    );

  return costOfFields(root, collect(root, merge([operation.selectionSet])), 1, 'all');
}

const nothing: Provided = [];
const noSets: MergedSets = { key: '', sets: [] };
const noCalls: Calls = new Map();
const noArguments = {};

/** Null if the arguments are invalid: then the field fails without a call. */
function argumentsOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
  variables: Record<string, unknown>,
): Record<string, unknown> | null {
  try {
    return field.args.length > 0 ? getArgumentValues(field, node, variables) : noArguments;
  } catch {
    return null;
  }
}

function provides(provided: Provided, fieldName: string): boolean {
  return provided === 'all' || provided.includes(fieldName);
}

function priceOf(price: Price | undefined, count: number): number {
  return sumBeyond(callsOf(price, count), noCalls);
}

function callsOf(price: Price = [], count: number): Calls {
  const thousands = Math.ceil(count / rowsPerCall);
  const parts = Array.isArray(price) ? (price as readonly PricePart[]) : [price as PricePart];
  return new Map(
    parts.map((part) => {
      const { each = 0, most = Number.POSITIVE_INFINITY, bulk = 0, loader } = part;
      return [loader ?? part, thousands > 0 ? Math.min(each * count, most * thousands) + bulk * thousands : 0];
    }),
  );
}

/** The number of calls that are not paid yet. */
function sumBeyond(calls: Calls, paid: Calls): number {
  let sum = 0;
  for (const [loader, number] of calls) sum += Math.max(0, number - (paid.get(loader) ?? 0));
  return sum;
}

function union(one: Calls, other: Calls): Calls {
  const calls = new Map(one);
  for (const [loader, number] of other) calls.set(loader, Math.max(number, calls.get(loader) ?? 0));
  return calls;
}

/** The representations of entities, by the name of their type. */
function byType(representations: unknown): Map<string, Record<string, unknown>[]> {
  const byName = new Map<string, Record<string, unknown>[]>();
  for (const representation of Array.isArray(representations) ? representations : []) {
    const name: unknown = representation?.__typename;
    if (typeof name !== 'string') continue;
    const ofType = byName.get(name);
    if (ofType) ofType.push(representation);
    else byName.set(name, [representation]);
  }
  return byName;
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
