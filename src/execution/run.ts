import {
  type ExecutionResult,
  type GraphQLError,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  getArgumentValues,
  isObjectType,
  locatedError,
} from 'graphql';
import { type SharingResult, sharedParts } from './json.ts';
import { type FieldPlan, onlySourceOf, type Plan, type SelectionPlan, type TypePlan } from './plan.ts';

type Path = NonNullable<GraphQLResolveInfo['path']>;
type Data = NonNullable<ExecutionResult['data']> | null;
type Container = Record<string | number, unknown>;

/** Where an object or a list of the answer stands, so that it can be replaced by null. */
interface Spot {
  container: Container;
  key: string | number;
  isNullable: boolean;
  /** Where the container stands; null for the answer as a whole. */
  outer: Spot | null;
}

/** Where in a query a resolver runs: the same for all items of a list. Resolvers find it in `info.place`. */
export interface Place {
  /** Whether more values may still come to this place, since something above it is not known yet. */
  mayGrow(): boolean;
}

/** What one run of a plan keeps. */
interface Run {
  plan: Plan;
  context: unknown;
  rootValue: unknown;
  variableValues: Readonly<Record<string, unknown>>;
  errors: GraphQLError[];
  /** The arguments of varied fields, or the error that they are; worked out when first needed. */
  args: (Readonly<Record<string, unknown>> | Error | undefined)[];
  /** Promises that are not settled yet. */
  pending: number;
  /** Values that are not there yet, by field. */
  awaited: Uint32Array;
  /** The places of fields, and of what is inside them. */
  places: (Place | undefined)[];
  /** Where objects that links led to stand, by what is asked of them. */
  linked: Map<TypePlan, Map<unknown, Spot>>;
  /** What is to be the same as what stands elsewhere; null once that is settled. */
  twins: Twin[] | null;
  /** The parts of the answer that stand in it more than once, where these are many. */
  shared: Set<unknown> | null;
  /** Whether resolvers noted something that belongs to a path. */
  hasNotes(): boolean;
  /** What is filled; it stands under `data`. */
  answer: Container;
  /** Gives the answer to who waits for it; null as long as nobody has to. */
  resolve: ((result: SharingResult) => void) | null;
}

/** A link that leads to an object of which the same was asked before. */
interface Twin {
  original: Spot;
  field: FieldPlan;
  type: CompositePlan;
  value: unknown;
  place: Spot;
  /** Of the object that the field belongs to. */
  path: Path | undefined;
}

type CompositePlan = Extract<TypePlan, { kind: 'object' | 'abstract' }>;

/**
 * Answers a planned query as the executor of graphql-js does, without making promises of what is known at once. What
 * links to one and the same object lead to is worked out once, so resolvers must depend on nothing but the object, the
 * arguments and the context; where they noted something that belongs to a path, or failed, they run for every path.
 *
 * @param variableValues as graphql-js coerces them
 */
export function runPlan(
  plan: Plan,
  { rootValue, contextValue, variableValues, hasNotes }: RunOptions,
): ExecutionResult | Promise<ExecutionResult> {
  const run: Run = {
    plan,
    context: contextValue,
    rootValue,
    variableValues,
    errors: [],
    args: [],
    awaited: new Uint32Array(plan.fieldCount),
    places: [],
    linked: new Map(),
    twins: [],
    shared: null,
    hasNotes,
    pending: 0,
    answer: { data: undefined },
    resolve: null,
  };
  const place: Spot = { container: run.answer, key: 'data', isNullable: true, outer: null };
  fill(run, plan.root, rootValue, place, undefined);
  if (run.pending === 0 && endsHere(run)) return resultOf(run);
  return new Promise((resolve) => {
    run.resolve = resolve;
  });
}

function resultOf({ answer, errors, shared }: Run): SharingResult {
  const data = answer.data as Data;
  if (errors.length > 0) return { errors, data };
  return shared ? { data, [sharedParts]: shared } : { data };
}

export interface RunOptions {
  rootValue: unknown;
  contextValue: unknown;
  variableValues: Readonly<Record<string, unknown>>;
  hasNotes(): boolean;
}

/** Puts an object into its place and fills it, unless the very same was filled before. */
function fill(run: Run, selection: SelectionPlan, source: unknown, place: Spot, path: Path | undefined): void {
  const { type, fields, blank, made } = selection;
  const only = made && onlySourceOf(selection, source);
  const known = only && made.get(only);
  if (known) {
    place.container[place.key] = known;
    return;
  }
  const object: Container = { ...blank };
  place.container[place.key] = object;
  const { errors, pending } = run;
  const errorsBefore = errors.length;
  for (const field of fields) {
    if (field.definition === null) {
      object[field.name] = type.name;
      continue;
    }
    let value: unknown;
    try {
      value = resolve(run, field, source, path);
    } catch (error) {
      fail(run, field, error, object, field.name, field.type.isNullable, place, pathTo(path, field));
      if (place.container[place.key] !== object) return;
      continue;
    }
    if (field.type.kind === 'leaf' && typeof value === field.type.asIs) {
      object[field.name] = value;
      continue;
    }
    complete(run, field, field.type, value, object, field.name, place, path, undefined);
    if (errors.length > errorsBefore && place.container[place.key] !== object) return;
  }
  if (only && errors.length === errorsBefore && run.pending === pending) made.set(only, object);
}

function resolve(run: Run, field: FieldPlan, source: unknown, path: Path | undefined): unknown {
  const { definition } = field;
  if (!definition) return null;
  const { resolve: resolver, name } = definition;
  if (!resolver) {
    const property = (source as Container | null | undefined)?.[name];
    if (typeof property !== 'function') return property;
    return property.call(source, argumentsOf(run, field), run.context, new Info(run, field, path));
  }
  return resolver(source, argumentsOf(run, field), run.context, new Info(run, field, path));
}

function argumentsOf(run: Run, field: FieldPlan): Readonly<Record<string, unknown>> {
  if (field.fixedArguments) return field.fixedArguments;
  const known = run.args[field.index];
  const args = known ?? workOut(run, field);
  if (args instanceof Error) throw args;
  return args;
}

function workOut(run: Run, { definition, nodes: [node], index }: FieldPlan): Readonly<Record<string, unknown>> | Error {
  let args: Readonly<Record<string, unknown>> | Error;
  try {
    args = definition && node ? getArgumentValues(definition, node, run.variableValues) : {};
  } catch (error) {
    args = error as Error;
  }
  run.args[index] = args;
  return args;
}

/** What a resolver is told of where it runs; worked out when it is looked at, which few resolvers do. */
class Info implements GraphQLResolveInfo {
  readonly #run: Run;
  readonly #field: FieldPlan;
  readonly #above: Path | undefined;
  readonly #isInside: boolean;

  /** @param isInside whether what is asked for is about the values of the field, such as their type */
  constructor(run: Run, field: FieldPlan, above: Path | undefined, isInside = false) {
    this.#run = run;
    this.#field = field;
    this.#above = above;
    this.#isInside = isInside;
  }

  get fieldName(): string {
    return this.#field.definition?.name ?? this.#field.name;
  }
  get fieldNodes() {
    return this.#field.nodes;
  }
  get returnType(): GraphQLResolveInfo['returnType'] {
    return this.#field.definition?.type as GraphQLResolveInfo['returnType'];
  }
  get parentType() {
    return this.#field.parentType;
  }
  get path(): Path {
    return pathTo(this.#above, this.#field);
  }
  get schema() {
    return this.#run.plan.schema;
  }
  get fragments() {
    return this.#run.plan.fragments as GraphQLResolveInfo['fragments'];
  }
  get rootValue() {
    return this.#run.rootValue;
  }
  get operation() {
    return this.#run.plan.operation;
  }
  get variableValues() {
    return this.#run.variableValues as GraphQLResolveInfo['variableValues'];
  }
  get place(): Place {
    return placeOf(this.#run, this.#field, this.#isInside);
  }
}

/** @param isInside whether what is asked for is about the values of the field, such as their type */
function placeOf({ places, awaited }: Run, field: FieldPlan, isInside: boolean): Place {
  const index = field.index * 2 + Number(isInside);
  const known = places[index];
  if (known) return known;
  const place: Place = {
    mayGrow: () => {
      for (let step = isInside ? field : field.above; step; step = step.above) if (awaited[step.index]) return true;
      return false;
    },
  };
  places[index] = place;
  return place;
}

function pathTo(prev: Path | undefined, { name, parentType }: FieldPlan): Path {
  return { prev, key: name, typename: parentType.name };
}

/**
 * Turns a resolved value into its part of the answer.
 *
 * @param outer where the container stands
 * @param path of the object that the field belongs to
 * @param itemPath of the item, below a list
 */
function complete(
  run: Run,
  field: FieldPlan,
  type: TypePlan,
  value: unknown,
  container: Container,
  key: string | number,
  outer: Spot,
  path: Path | undefined,
  itemPath: Path | undefined,
): void {
  if (isPromise(value)) {
    run.pending += 1;
    countAwaited(run, field, 1);
    value.then(
      (settled) => {
        countAwaited(run, field, -1);
        complete(run, field, type, settled, container, key, outer, path, itemPath);
        settle(run);
      },
      (error: unknown) => {
        countAwaited(run, field, -1);
        fail(run, field, error, container, key, type.isNullable, outer, itemPath ?? pathTo(path, field));
        settle(run);
      },
    );
    return;
  }
  try {
    if (value instanceof Error) throw value;
    if (value === null || value === undefined) {
      if (type.isNullable) {
        container[key] = null;
        return;
      }
      throw new Error(
        `Cannot return null for non-nullable field ${field.parentType.name}.${field.definition?.name ?? field.name}.`,
      );
    }
    if (type.kind === 'leaf') {
      const serialized = type.type.serialize(value);
      if (serialized === null || serialized === undefined) {
        throw new Error(
          `Expected \`${type.type}.serialize(${value})\` to return non-nullable value, returned: ${serialized}`,
        );
      }
      container[key] = serialized;
      return;
    }
    const place: Spot = { container, key, isNullable: type.isNullable, outer };
    const ownPath = itemPath ?? pathTo(path, field);
    if (type.kind === 'list') completeList(run, field, type.item, value, place, path, ownPath);
    else if (itemPath || !isTwin(run, field, type, value, place, path))
      completeOne(run, field, type, value, place, path, ownPath);
  } catch (error) {
    fail(run, field, error, container, key, type.isNullable, outer, itemPath ?? pathTo(path, field));
  }
}

function completeOne(
  run: Run,
  field: FieldPlan,
  type: CompositePlan,
  value: unknown,
  place: Spot,
  path: Path | undefined,
  ownPath: Path,
): void {
  if (type.kind === 'object') completeObject(run, field, type.type, type.selection, value, place, path, ownPath);
  else completeAbstract(run, field, type, value, place, path, ownPath);
}

/** Whether the same was asked of the same object before; then its place is filled when all else is known. */
function isTwin(
  { linked, twins }: Run,
  field: FieldPlan,
  type: CompositePlan,
  value: unknown,
  place: Spot,
  path: Path | undefined,
): boolean {
  if (!twins) return false;
  const places = linked.get(type) ?? new Map<unknown, Spot>();
  linked.set(type, places);
  const original = places.get(value);
  if (original) twins.push({ original, field, type, value, place, path });
  else places.set(value, place);
  return original !== undefined;
}

/** Fills the places of twins when all else is known; whether nothing more is to come. */
function endsHere(run: Run): boolean {
  const { twins } = run;
  run.twins = null;
  const isClean = run.errors.length === 0 && !run.hasNotes();
  let originals = 0;
  for (const places of run.linked.values()) originals += places.size;
  const shared = isClean && twins && twins.length >= originals && originals > 0 ? new Set<unknown>() : null;
  run.shared = shared;
  for (const { original, place, field, type, value, path } of twins ?? []) {
    const { container, key, outer } = place;
    if (isClean) {
      const part = original.container[original.key];
      container[key] = part;
      if (part !== null) shared?.add(part);
    } else if (outer && isPartOfAnswer(container, outer))
      complete(run, field, type, value, container, key, outer, path, undefined);
  }
  return run.pending === 0;
}

function completeList(
  run: Run,
  field: FieldPlan,
  item: TypePlan,
  value: unknown,
  place: Spot,
  path: Path | undefined,
  ownPath: Path,
): void {
  if (typeof value !== 'object' || value === null || !(Symbol.iterator in value)) {
    throw new Error(
      `Expected Iterable, but did not find one for field "${field.parentType.name}.${field.definition?.name ?? field.name}".`,
    );
  }
  const items = Array.isArray(value) ? value : [...(value as Iterable<unknown>)];
  const list: unknown[] = new Array(items.length).fill(null);
  place.container[place.key] = list;
  const container = list as unknown as Container;
  for (let index = 0; index < items.length; index += 1) {
    const itemPath = { prev: ownPath, key: index, typename: undefined };
    complete(run, field, item, items[index], container, index, place, path, itemPath);
    if (place.container[place.key] !== list) return;
  }
}

function completeObject(
  run: Run,
  field: FieldPlan,
  type: GraphQLObjectType,
  selection: SelectionPlan,
  value: unknown,
  place: Spot,
  path: Path | undefined,
  ownPath: Path,
): void {
  if (!type.isTypeOf) {
    fill(run, selection, value, place, ownPath);
    return;
  }
  const demand = (isIt: boolean) => {
    if (!isIt) throw new Error(`Expected value of type "${type}" but got: ${typeof value}.`);
    fill(run, selection, value, place, ownPath);
  };
  whenKnown(run, field, type.isTypeOf(value, run.context, new Info(run, field, path, true)), place, ownPath, demand);
}

function completeAbstract(
  run: Run,
  field: FieldPlan,
  { type, selectionOf }: Extract<TypePlan, { kind: 'abstract' }>,
  value: unknown,
  place: Spot,
  path: Path | undefined,
  ownPath: Path,
): void {
  const { schema } = run.plan;
  const resolveType = type.resolveType ?? ((given: unknown) => (given as { __typename?: string }).__typename);
  const resolved = resolveType(value, run.context, new Info(run, field, path, true), type);
  whenKnown(run, field, resolved, place, ownPath, (name) => {
    const concrete = name === undefined || name === null ? undefined : schema.getType(name);
    if (!isObjectType(concrete) || !schema.isSubType(type, concrete)) {
      throw new Error(
        `Abstract type "${type}" must resolve to an Object type at runtime for field "${field.parentType.name}.${field.definition?.name ?? field.name}".`,
      );
    }
    completeObject(run, field, concrete, selectionOf(concrete), value, place, path, ownPath);
  });
}

/** Goes on with a value at once where it is known, else when it is. */
function whenKnown<Value>(
  run: Run,
  field: FieldPlan,
  value: Value | PromiseLike<Value>,
  place: Spot,
  path: Path,
  goOn: (value: Value) => void,
): void {
  if (!isPromise(value)) {
    goOn(value);
    return;
  }
  const giveUp = (error: unknown) =>
    fail(run, field, error, place.container, place.key, place.isNullable, place.outer, path);
  run.pending += 1;
  value.then(
    (known) => {
      try {
        goOn(known);
      } catch (error) {
        giveUp(error);
      }
      settle(run);
    },
    (error: unknown) => {
      giveUp(error);
      settle(run);
    },
  );
}

function countAwaited({ awaited }: Run, { index }: FieldPlan, change: 1 | -1): void {
  awaited[index] = (awaited[index] ?? 0) + change;
}

function settle(run: Run): void {
  run.pending -= 1;
  if (run.pending === 0 && endsHere(run)) run.resolve?.(resultOf(run));
}

/**
 * Notes an error, and puts null in the nearest place that may be null. What became null already took the errors below
 * it along.
 */
function fail(
  run: Run,
  field: FieldPlan,
  error: unknown,
  container: Container,
  key: string | number,
  isNullable: boolean,
  outer: Spot | null,
  path: Path,
): void {
  if (!isPartOfAnswer(container, outer)) return;
  run.errors.push(locatedError(error, field.nodes, keysOf(path)));
  if (isNullable || !outer) {
    container[key] = null;
    return;
  }
  let place: Spot = outer;
  while (!place.isNullable && place.outer) place = place.outer;
  place.container[place.key] = null;
}

function isPartOfAnswer(container: Container, outer: Spot | null): boolean {
  let part = container;
  for (let place = outer; place; place = place.outer) {
    if (place.container[place.key] !== part) return false;
    part = place.container;
  }
  return true;
}

function keysOf(path: Path): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let step: Path | undefined = path; step; step = step.prev) keys.unshift(step.key);
  return keys;
}

/** Whether a value is not there yet. */
export function isPromise<Value>(value: Value | PromiseLike<Value>): value is PromiseLike<Value> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}
