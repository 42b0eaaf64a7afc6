import {
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getOperationAST,
  getVariableValues,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';
import { type Collection, collectFields } from '../../execution/collect-fields.ts';
import { inTurns, runsAtOnce } from '../../execution/field-promises.ts';
import { isTypeDependent } from '../../execution/type-dependent.ts';
import {
  callsOfPage,
  callsOfPageInfo,
  callsOfPart,
  multipliersOf,
  type Objects,
  objectsWith,
  partsIn,
} from '../../graph/calls-of-price.ts';
import { pageArguments } from '../../graph/connection.ts';
import { isConnectionName, type PageArguments } from '../../graph/page.ts';
import { callsOf as operationsOf } from '../../graph/plugins/permissions.ts';
import {
  entityCost,
  fieldCost,
  fieldPrice,
  type GroupName,
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
  inRounds,
  inSequence,
  noCallsAtAll,
  notEstimated,
  oneOf,
} from './estimate.ts';
import { fragmentsOf } from './fragments.ts';
import { partDirectivesOf } from './part-directives.ts';

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
  /** `ifMissing`: the calls that come on top if nothing that the operation names exists. Default: those if all exists. */
  counts?: 'ifFound' | 'ifMissing';
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
 * The maximum number of REST calls that an operation causes if nothing is refused and nothing is missing, estimated from
 * its text and its variables. A page counts as full. Calls beyond it are limited by the request's budget.
 *
 * @returns infinite calls if the estimate would take too many steps; null if the operation cannot be executed, because the
 * document has no such operation or the variables are invalid
 */
export function estimateCalls({
  schema,
  document,
  operationName,
  variableValues,
  counts = 'ifFound',
}: Options): Estimate | null {
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
  const partsOf = (price: Price | undefined): readonly PricePart[] =>
    counts === 'ifFound' ? partsIn(price) : partsIn(price).flatMap(({ ifMissing }) => partsIn(ifMissing));
  const numbers = new Map<unknown, number>();
  const collected = new Map<string, readonly Selected[]>();
  const memo = new Map<string, Estimate>();

  const callsOf = (price: Price | undefined, objects: Objects): Calls =>
    new Map(partsOf(price).map((part) => [part.loader ?? part, callsOfPart(part, objects)]));

  /** The calls of a price that are not paid yet. */
  const charge = (
    price: Price | undefined,
    objects: Objects,
    paid: Calls,
    about: Pick<EstimatedCalls, 'reason' | 'fields' | 'operations'>,
  ): Estimate =>
    inSequence(
      ...partsOf(price).map((part) => {
        const calls = Math.max(0, callsOfPart(part, objects) - (paid.get(part.loader ?? part) ?? 0));
        const operations = part.operations ?? about.operations;
        return inRounds([{ ...about, operations, objects: objects.count, calls }], part.rounds ?? 1);
      }),
    );

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

  const costOfObjects = (
    type: GraphQLNamedType,
    merged: MergedSets,
    objects: Objects,
    provided: Provided,
    paid: Calls = noCalls,
    lookUpPrice?: Price,
  ): Estimate => {
    const key = `${type.name} ${merged.key} ${Object.values(objects)} ${numberOf(provided)} ${numberOf(lookUpPrice)} ${JSON.stringify([...paid])}`;
    const memoized = memo.get(key);
    if (memoized !== undefined) return memoized;
    const cost = costOfTypes(type, merged, objects, provided, paid, lookUpPrice);
    memo.set(key, cost);
    return cost;
  };

  /** @param paid the calls for these objects that are counted already */
  const costOfTypes = (
    type: GraphQLNamedType,
    merged: MergedSets,
    objects: Objects,
    provided: Provided,
    paid: Calls,
    lookUpPrice: Price | undefined,
  ): Estimate => {
    if (isObjectType(type)) return costOfFields(type, collect(type, merged), objects, provided, paid, lookUpPrice);
    if (!isAbstractType(type)) return noCallsAtAll;
    const isTypeKnown = provides(provided, '__typename');
    const needsType = !isTypeKnown && tellsTypesApart(merged.sets, type);
    const typePrice = needsType ? (lookUpPrice ?? typeCost(type).typenamePrice) : undefined;
    const paidWithType = union(paid, callsOf(typePrice, objects));
    const about = { reason: 'TYPE', fields: [`${type.name}.__typename`], operations: operationsOf(type) } as const;
    const possible = schema.getPossibleTypes(type);
    const costOf = (concrete: GraphQLObjectType, some: Objects, price = lookUpPrice) =>
      costOfFields(concrete, collect(concrete, merged), some, provided, paidWithType, price);
    const isOfInterface = isInterfaceType(type) && !isTypeKnown && !needsType;
    const estimates = isOfInterface
      ? possible.map((concrete) => costOf(concrete, objects, lookUpPrice ?? typeCost(type).lookUpPrice))
      : mixesOf(possible, objects).map((mix) => inParallel(mix.map(([concrete, some]) => costOf(concrete, some))));
    return inSequence(charge(typePrice, objects, paid, about), oneOf(estimates));
  };

  /**
   * @param paid the calls for these objects that are counted already
   * @param lookUpPrice is paid if a selected field is not provided
   */
  const costOfFields = (
    type: GraphQLObjectType,
    selected: readonly Selected[],
    objects: Objects,
    provided: Provided,
    paid: Calls = noCalls,
    lookUpPrice: Price | undefined = typeCost(type).lookUpPrice,
  ): Estimate => {
    const parts: Estimate[] = [];
    /** Parts below fields of the row, which has to be looked up first. */
    const partsOfRow: Estimate[] = [];
    const lookedUpFields: string[] = [];
    const shared = new Set<PricePart>();
    for (const { field, args, below } of selected) {
      steps += 1;
      if (steps > maxSteps) return notEstimated;
      const cost = fieldCost(field);
      const { provides: providedBelow = nothing, needsOnlyId = field.name === 'id', sharesLookUps } = cost;
      const price = partsIn(fieldPrice(cost, args));
      const unshared = price.filter((part) => !shared.has(part));
      for (const part of price) if (part.isShared) shared.add(part);
      const coordinate = coordinateOf(type, field.name);
      const named = getNamedType(field.type);
      const isPage = isObjectType(named) && isConnectionName(named.name);
      const isProvided = provides(provided, field.name);
      const isOfRow = !cost.price && !isPage && !needsOnlyId && !isProvided;
      if (isOfRow) lookedUpFields.push(coordinate);
      if (isPage) {
        const about = { reason: 'PAGE', fields: [coordinate], operations: operationsOf(field) } as const;
        parts.push(costOfPage(field, args, below, objects, about));
        continue;
      }
      const { paid: multiplier, reached } = multipliersOf(field, args);
      const about = { reason: 'FIELD', fields: [coordinate], operations: operationsOf(field) } as const;
      const isPaid = provided !== 'all' && isProvided;
      const own = isPaid
        ? noCallsAtAll
        : charge(unshared, { ...objects, count: objects.count * multiplier }, noCalls, about);
      const results = resultsOf(field, args, objects, reached);
      const inner =
        below.sets.length === 0
          ? noCallsAtAll
          : named.name === '_Entity'
            ? costOfEntities(args, below)
            : costOfObjects(
                named,
                below,
                results,
                providedBelow,
                sharesLookUps ? paid : noCalls,
                cost.resultLookUpPrice,
              );
      (isOfRow ? partsOfRow : parts).push(inSequence(own, inner));
    }
    const lookUp =
      lookedUpFields.length > 0
        ? charge(lookUpPrice, objects, paid, {
            reason: 'LOOK_UP',
            fields: lookedUpFields,
            operations: operationsOf(type),
          })
        : noCallsAtAll;
    const branches = type === schema.getMutationType() ? estimateTurns(selected, parts) : inParallel(parts);
    return inParallel([inSequence(lookUp, inParallel(partsOfRow)), branches]);
  };

  /**
   * Mutations run one after the other. Neighbors that change nothing run at once, unless `@defer` or `@stream` divide the
   * response.
   */
  const estimateTurns = (selected: readonly Selected[], parts: readonly Estimate[]): Estimate => {
    const isDivided = partDirectivesOf(document).directives.length > 0;
    const changesNothing = ({ field, args }: Selected) =>
      !isDivided && args !== null && (runsAtOnce(field)?.(args) ?? false);
    const fields = parts.map((part, index) => ({ part, selection: selected[index] as Selected }));
    const turns = inTurns(fields, ({ selection }) => changesNothing(selection));
    return inSequence(...turns.map((turn) => inParallel(turn.map(({ part }) => part))));
  };

  const costOfPage = (
    field: GraphQLField<unknown, unknown>,
    args: PageArguments | null,
    merged: MergedSets,
    parents: Objects,
    about: Pick<EstimatedCalls, 'reason' | 'fields' | 'operations'>,
  ): Estimate => {
    const connection = getNamedType(field.type) as GraphQLObjectType;
    const selected = collect(connection, merged);
    if (selected.length === 0) return noCallsAtAll;
    const asksOn = selected.some(({ field }) => field.name === 'pageInfo');
    const page = callsOfPage(args);
    const pages = page.calls + (asksOn ? callsOfPageInfo : 0);
    const { provides: provided = nothing } = typeCost(connection);
    const calls = parents.count * Math.max(1, pages);
    const price = args && fieldCost(field).pagePrice?.(args);
    const own =
      price || counts === 'ifMissing'
        ? charge(price ?? undefined, parents, noCalls, about)
        : inRounds([{ ...about, objects: parents.count, calls }], page.rounds + Number(asksOn));
    const results = resultsOf(field, args as Record<string, unknown> | null, parents, page.size);
    const nodes: Estimate[] = [];
    for (const { field, below } of selected) {
      const named = getNamedType(field.type);
      if (field.name === 'nodes') nodes.push(costOfObjects(named, below, results, provided));
      if (field.name !== 'edges' || !isObjectType(named)) continue;
      for (const edge of collect(named, below)) {
        if (edge.field.name !== 'node') continue;
        nodes.push(costOfObjects(getNamedType(edge.field.type), edge.below, results, provided));
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
        const lookUps = objectsWith(entity.lookUps(representations));
        const objects = objectsWith(representations.length);
        const calls = callsOf(entity.price, lookUps);
        const possible = isAbstractType(type) ? schema.getPossibleTypes(type) : isObjectType(type) ? [type] : [];
        const about = { reason: 'ENTITY', fields: ['Query._entities'], operations: operationsOf(type) } as const;
        const costOf = ([concrete, some]: Mix[number]) =>
          costOfFields(concrete, collect(concrete, merged), some, entity.provides, calls);
        const fields = mixesOf(possible, objects).map((mix) => inParallel(mix.map(costOf)));
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

  return costOfFields(root, collect(root, merge([operation.selectionSet])), objectsWith(1), 'all');
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

/** The objects that a field results in. */
function resultsOf(
  field: GraphQLField<unknown, unknown>,
  args: Record<string, unknown> | null,
  parents: Objects,
  perParent: number,
): Objects {
  const { groups = {}, resultIs } = fieldCost(field);
  const count = (resultIs ? Math.min(parents[resultIs], parents.count) : parents.count) * perParent;
  const groupOf = (name: GroupName): number => {
    const rule = groups[name];
    if (rule === 'object') return parents.count;
    if (rule === 'same') return parents[name];
    return (rule && args ? rule(args as never) : undefined) ?? count;
  };
  return { count, user: groupOf('user'), syllabus: groupOf('syllabus'), catalog: groupOf('catalog') };
}

/** Objects of some types that together are as many as a list can have. */
type Mix = readonly (readonly [GraphQLObjectType, Objects])[];

/** The mixes of types, one of which takes the most calls: all of one type, or as many as can be of the rarer type. */
function mixesOf(types: readonly GraphQLObjectType[], objects: Objects): Mix[] {
  const { count } = objects;
  const [common, rare] = types.toSorted((one, other) => Number(isRare(one)) - Number(isRare(other)));
  if (!common || !rare || types.length > 2 || !isRare(rare)) return types.map((type) => [[type, objects]]);
  const most = typeCost(rare).mostOf?.(count) ?? count;
  const several = Math.min(most, count - 1);
  return [
    [[common, objects]],
    ...(most === count ? [[[rare, objects]] as Mix] : []),
    ...(several > 0
      ? [
          [
            [common, atMost(count - several, objects)],
            [rare, atMost(several, objects)],
          ] as Mix,
        ]
      : []),
  ];
}

function isRare(type: GraphQLObjectType): boolean {
  return typeCost(type).mostOf !== undefined;
}

function atMost(count: number, { user, syllabus, catalog }: Objects): Objects {
  return {
    count,
    user: Math.min(user, count),
    syllabus: Math.min(syllabus, count),
    catalog: Math.min(catalog, count),
  };
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

/** The arguments in a schema that can change the cost of a query. */
export interface CostArguments {
  /** True for an argument of a field with this name, in any type. */
  has(fieldName: string, argumentName: string): boolean;
}

export function costArguments(schema: GraphQLSchema): CostArguments {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  const fields = types.flatMap((type) => Object.values(type.getFields()));
  const sized = new Set(
    fields.flatMap((field) => {
      const { price, multiplier, groups = {} } = fieldCost(field);
      const isSized = [price, multiplier, ...Object.values(groups)].some((part) => typeof part === 'function');
      return isSized ? field.name : [];
    }),
  );
  const anywhere = new Set<string>([...Object.keys(pageArguments), ...conditionNames]);
  return { has: (fieldName, argumentName) => sized.has(fieldName) || anywhere.has(argumentName) };
}
