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
import { isConnectionName, isStart, type PageArguments, pageSizeOf } from '../../graph/page.ts';
import { callsOf as operationsOf } from '../../graph/plugins/permissions.ts';
import {
  entityCost,
  fieldCost,
  type Price,
  type PricePart,
  type Provided,
  typeCost,
} from '../../graph/plugins/prices.ts';
import { isIncluded } from '../../graph/selection.ts';
import { conditionNames } from '../../graph/types/enrollment-conditions.ts';
import {
  type Estimate,
  type EstimatedCalls,
  inParallel,
  inSequence,
  noCallsAtAll,
  notEstimated,
  oneOf,
  oneRound,
} from './estimate.ts';
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
 * @returns infinite calls if the estimate would take too many steps; null if the operation cannot be executed, because the
 * document has no such operation or the variables are invalid
 */
export function estimateCalls({ schema, document, operationName, variableValues }: Options): Estimate | null {
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
  const memo = new Map<string, Estimate>();

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
  ): Estimate => {
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
  ): Estimate => {
    if (isObjectType(type)) return costOfFields(type, collect(type, merged), count, provided, paid);
    if (!isAbstractType(type)) return noCallsAtAll;
    const isTypeKnown = provides(provided, '__typename');
    const needsType = !isTypeKnown && tellsTypesApart(merged.sets, type);
    const price = needsType ? typeCost(type).typenamePrice : undefined;
    const typeCalls = callsOf(price, count);
    const estimates = schema.getPossibleTypes(type).map((possible) => {
      const lookedUp = isInterfaceType(type) && !isTypeKnown && !needsType ? type : possible;
      return costOfFields(possible, collect(possible, merged), count, provided, union(paid, typeCalls), lookedUp);
    });
    const about = { reason: 'TYPE', fields: [`${type.name}.__typename`], operations: operationsOf(type) } as const;
    return inSequence(charge(price, count, paid, about), oneOf(estimates));
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
  ): Estimate => {
    const parts: Estimate[] = [];
    /** Parts below fields of the row, which has to be looked up first. */
    const partsOfRow: Estimate[] = [];
    const lookedUpFields: string[] = [];
    for (const { field, args, below } of selected) {
      steps += 1;
      if (steps > maxSteps) return notEstimated;
      const {
        price,
        provides: providedBelow = nothing,
        needsOnlyId = field.name === 'id',
        sharesLookUps,
        pagePrice,
      } = fieldCost(field);
      const coordinate = coordinateOf(type, field.name);
      const named = getNamedType(field.type);
      const isPage = isObjectType(named) && isConnectionName(named.name);
      const isOfRow = !price && !isPage && !needsOnlyId && !provides(provided, field.name);
      if (isOfRow) lookedUpFields.push(coordinate);
      if (isPage) {
        const about = { reason: 'PAGE', fields: [coordinate], operations: operationsOf(field) } as const;
        parts.push(costOfPage(named, args, below, count, about, args && pagePrice?.(args)));
        continue;
      }
      const { paid: multiplier, reached } = multipliersOf(field, args);
      const about = { reason: 'FIELD', fields: [coordinate], operations: operationsOf(field) } as const;
      const own = charge(price, count * multiplier, noCalls, about);
      const inner =
        below.sets.length === 0
          ? noCallsAtAll
          : named.name === '_Entity'
            ? costOfEntities(args, below)
            : costOfObjects(named, below, count * reached, providedBelow, sharesLookUps ? paid : noCalls);
      (isOfRow ? partsOfRow : parts).push(inSequence(own, inner));
    }
    const lookUp =
      lookedUpFields.length > 0
        ? charge(typeCost(lookedUp).lookUpPrice, count, paid, {
            reason: 'LOOK_UP',
            fields: lookedUpFields,
            operations: operationsOf(lookedUp),
          })
        : noCallsAtAll;
    return inParallel([inSequence(lookUp, inParallel(partsOfRow)), inBranches(type, parts)]);
  };

  /** Mutations run one after the other. */
  const inBranches = (type: GraphQLObjectType, parts: readonly Estimate[]): Estimate =>
    type === schema.getMutationType() ? inSequence(...parts) : inParallel(parts);

  const costOfPage = (
    connection: GraphQLObjectType,
    args: PageArguments | null,
    merged: MergedSets,
    count: number,
    about: Pick<EstimatedCalls, 'reason' | 'fields' | 'operations'>,
    price: Price | null | undefined,
  ): Estimate => {
    const size = args ? Math.max(0, pageSizeOf(args)) : 0;
    const selected = collect(connection, merged);
    if (selected.length === 0) return noCallsAtAll;
    const asksOn = selected.some(({ field }) => field.name === 'pageInfo');
    const isOffGrid = args !== null && !isStart(args);
    const asksLength = typeof args?.last === 'number' && typeof args.before !== 'string';
    const pages = Math.ceil(size / rowsPerCall) + Number(isOffGrid) + Number(asksOn) + Number(asksLength);
    const { provides: provided = nothing } = typeCost(connection);
    const own = price
      ? charge(price, count, noCalls, about)
      : oneRound([{ ...about, objects: count, calls: count * Math.max(1, pages) }]);
    const nodes: Estimate[] = [];
    for (const { field, below } of selected) {
      const named = getNamedType(field.type);
      if (field.name === 'nodes') nodes.push(costOfObjects(named, below, count * size, provided));
      if (field.name !== 'edges' || !isObjectType(named)) continue;
      for (const edge of collect(named, below)) {
        if (edge.field.name !== 'node') continue;
        nodes.push(costOfObjects(getNamedType(edge.field.type), edge.below, count * size, provided));
      }
    }
    return inSequence(own, inParallel(nodes));
  };

  const costOfEntities = (args: Record<string, unknown> | null, merged: MergedSets): Estimate =>
    inParallel(
      [...byType(args?.representations)].map(([typeName, representations]) => {
        const type = schema.getType(typeName);
        const entity = type && entityCost(type);
        if (!type || !entity) return noCallsAtAll;
        const lookUps = entity.lookUps(representations);
        const calls = callsOf(entity.price, lookUps);
        const possible = isAbstractType(type) ? schema.getPossibleTypes(type) : isObjectType(type) ? [type] : [];
        const about = { reason: 'ENTITY', fields: ['Query._entities'], operations: operationsOf(type) } as const;
        const fields = possible.map((concrete) =>
          costOfFields(concrete, collect(concrete, merged), representations.length, entity.provides, calls),
        );
        return inSequence(charge(entity.price, lookUps, noCalls, about), oneOf(fields));
      }),
    );

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

/** The coordinate of a field, in the interface that declares it if there is one. */
function coordinateOf(type: GraphQLObjectType, fieldName: string): string {
  const declaredIn = type.getInterfaces().find((parent) => parent.getFields()[fieldName]);
  return `${(declaredIn ?? type).name}.${fieldName}`;
}

function provides(provided: Provided, fieldName: string): boolean {
  return provided === 'all' || provided.includes(fieldName);
}

function partsOf(price: Price = []): readonly PricePart[] {
  return Array.isArray(price) ? (price as readonly PricePart[]) : [price as PricePart];
}

function callsOfPart({ each = 0, most = Number.POSITIVE_INFINITY, bulk = 0 }: PricePart, count: number): number {
  const thousands = Math.ceil(count / rowsPerCall);
  return thousands > 0 ? Math.min(each * count, most * thousands) + bulk * thousands : 0;
}

function callsOf(price: Price | undefined, count: number): Calls {
  return new Map(partsOf(price).map((part) => [part.loader ?? part, callsOfPart(part, count)]));
}

/** The calls of a price that are not paid yet. */
function charge(
  price: Price | undefined,
  count: number,
  paid: Calls,
  about: Pick<EstimatedCalls, 'reason' | 'fields' | 'operations'>,
): Estimate {
  return oneRound(
    partsOf(price).flatMap((part) => {
      const calls = Math.max(0, callsOfPart(part, count) - (paid.get(part.loader ?? part) ?? 0));
      return calls > 0 ? [{ ...about, operations: part.operations ?? about.operations, objects: count, calls }] : [];
    }),
  );
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

/** The arguments in a schema that can change the cost of a query. */
export interface CostArguments {
  /** True for an argument of a field with this name, in any type. */
  has(fieldName: string, argumentName: string): boolean;
}

export function costArguments(schema: GraphQLSchema): CostArguments {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  const fields = types.flatMap((type) => Object.values(type.getFields()));
  const sized = new Set(
    fields.flatMap((field) => (typeof fieldCost(field).multiplier === 'function' ? field.name : [])),
  );
  const anywhere = new Set<string>([...Object.keys(pageArguments), ...conditionNames]);
  return { has: (fieldName, argumentName) => sized.has(fieldName) || anywhere.has(argumentName) };
}
