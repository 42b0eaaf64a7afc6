import {
  type ExecutionResult,
  type GraphQLError,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  getArgumentValues,
  isObjectType,
  locatedError,
} from 'graphql';
import { ownJson, type SharingResult, sharedParts } from './json.ts';
import {
  type FieldPlan,
  type MadeObject,
  onlySourceOf,
  originOf,
  type Plan,
  type SelectionPlan,
  type TypePlan,
} from './plan.ts';

type Path = NonNullable<GraphQLResolveInfo['path']>;
type Data = NonNullable<ExecutionResult['data']> | null;
type Container = Record<string | number | symbol, unknown>;

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
  /** How many objects of the answer were made before, for another. */
  madeBefore: number;
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
    madeBefore: 0,
    hasNotes,
    pending: 0,
    answer: { data: undefined },
    resolve: null,
  };
  const place: Spot = { container: run.answer, key: 'data', isNullable: true, outer: null };
  fill(run, plan.root, rootValue, place);
  if (run.pending === 0 && endsHere(run)) return resultOf(run);
  return new Promise((resolve) => {
    run.resolve = resolve;
  });
}

function resultOf({ answer, errors, shared, madeBefore }: Run): SharingResult {
  const data = answer.data as Data;
  if (errors.length > 0) return { errors, data };
  const parts = shared ?? (madeBefore >= worthCopying ? nothingShared : null);
  return parts ? { data, [sharedParts]: parts } : { data };
}

/** With so many objects whose JSON is known, copying that is faster than having V8 write all anew. */
const worthCopying = 10;
const nothingShared: ReadonlySet<unknown> = new Set();

export interface RunOptions {
  rootValue: unknown;
  contextValue: unknown;
  variableValues: Readonly<Record<string, unknown>>;
  hasNotes(): boolean;
}

/** Puts an object into its place and fills it, unless the very same was filled before. */
function fill(run: Run, selection: SelectionPlan, source: unknown, place: Spot): void {
  const { type, fields, blank, made } = selection;
  const only = made && onlySourceOf(selection, source);
  const known = only && made.get(only);
  if (known && isAsBefore(run, selection, source, known)) {
    place.container[place.key] = known.object;
    run.madeBefore += 1;
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
      value = resolve(run, field, source, place);
    } catch (error) {
      fail(run, field, error, object, field.name, field.type.isNullable, place);
      if (place.container[place.key] !== object) return;
      continue;
    }
    if (field.type.kind === 'leaf' && typeof value === field.type.asIs) {
      object[field.name] = value;
      continue;
    }
    complete(run, field, field.type, value, object, field.name, place);
    if (errors.length > errorsBefore && place.container[place.key] !== object) return;
  }
  if (!only || errors.length > errorsBefore || run.pending > pending) return;
  const pages = pagesIn(run, selection, source, object);
  if (!pages) return;
  object[ownJson] = '';
  made.set(only, { object, pages }, fields.length);
}

/** Whether the pages in an object that was filled before would be the same again. */
function isAsBefore({ context }: Run, { pages }: SelectionPlan, source: unknown, known: MadeObject): boolean {
  return pages.every(({ args, madeOf }, index) => madeOf(source, args, context) === known.pages[index]);
}

/** The lists that the pages in an object are made of; null where one of them is made of more. */
function pagesIn({ context }: Run, { pages }: SelectionPlan, source: unknown, object: Container): object[] | null {
  const origins: object[] = [];
  for (const { name, args, madeOf, lists } of pages) {
    const origin = madeOf(source, args, context);
    const page = object[name] as Container | null;
    if (!origin || !page || !lists.every((list) => list.made.get(origin) === page[list.name])) return null;
    origins.push(origin);
  }
  return origins;
}

function resolve(run: Run, field: FieldPlan, source: unknown, place: Spot): unknown {
  const { definition } = field;
  if (!definition) return null;
  const { resolve: resolver, name } = definition;
  if (!resolver) {
    const property = (source as Container | null | undefined)?.[name];
    if (typeof property !== 'function') return property;
    return property.call(source, argumentsOf(run, field), run.context, new Info(run, field, place));
  }
  return resolver(source, argumentsOf(run, field), run.context, new Info(run, field, place));
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
  readonly #object: Spot;
  readonly #isInside: boolean;

  /**
   * @param object where the object stands that the field belongs to
   * @param isInside whether what is asked for is about the values of the field, such as their type
   */
  constructor(run: Run, field: FieldPlan, object: Spot, isInside = false) {
    this.#run = run;
    this.#field = field;
    this.#object = object;
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
    return pathTo(this.#object, this.#field);
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

/** @param object where the object stands that the field belongs to */
function pathTo(object: Spot, { name, parentType, above }: FieldPlan): Path {
  return { prev: pathOf(object, above), key: name, typename: parentType.name };
}

/** @param field whose value stands there, or has it among its items */
function pathOf({ key, outer }: Spot, field: FieldPlan | null): Path | undefined {
  if (!outer || !field) return undefined;
  if (typeof key === 'number') return { prev: pathOf(outer, field), key, typename: undefined };
  return pathTo(outer, field);
}

/**
 * Turns a resolved value into its part of the answer.
 *
 * @param key a number for an item of a list
 * @param outer where the container stands
 */
function complete(
  run: Run,
  field: FieldPlan,
  type: TypePlan,
  value: unknown,
  container: Container,
  key: string | number,
  outer: Spot,
): void {
  if (isPromise(value)) {
    completeLater(run, field, type, value, container, key, outer);
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
    if (type.kind === 'list') completeList(run, field, type, value, place);
    else if (typeof key === 'number' || !isTwin(run, field, type, value, place))
      completeOne(run, field, type, value, place);
  } catch (error) {
    fail(run, field, error, container, key, type.isNullable, outer);
  }
}

// Of its own, as V8 keeps a record of all that is used here at each call.
function completeLater(
  run: Run,
  field: FieldPlan,
  type: TypePlan,
  value: PromiseLike<unknown>,
  container: Container,
  key: string | number,
  outer: Spot,
): void {
  run.pending += 1;
  countAwaited(run, field, 1);
  value.then(
    (settled) => {
      countAwaited(run, field, -1);
      complete(run, field, type, settled, container, key, outer);
      settle(run);
    },
    (error: unknown) => {
      countAwaited(run, field, -1);
      fail(run, field, error, container, key, type.isNullable, outer);
      settle(run);
    },
  );
}

function completeOne(run: Run, field: FieldPlan, type: CompositePlan, value: unknown, place: Spot): void {
  if (type.kind === 'object') completeObject(run, field, type.type, type.selection, value, place);
  else completeAbstract(run, field, type, value, place);
}

/** Whether the same was asked of the same object before; then its place is filled when all else is known. */
function isTwin({ linked, twins }: Run, field: FieldPlan, type: CompositePlan, value: unknown, place: Spot): boolean {
  if (!twins) return false;
  const places = linked.get(type) ?? new Map<unknown, Spot>();
  linked.set(type, places);
  const original = places.get(value);
  if (original) twins.push({ original, field, type, value, place });
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
  for (const { original, place, field, type, value } of twins ?? []) {
    const { container, key, outer } = place;
    if (isClean) {
      const part = original.container[original.key];
      container[key] = part;
      if (part !== null) shared?.add(part);
    } else if (outer && isPartOfAnswer(container, outer)) complete(run, field, type, value, container, key, outer);
  }
  return run.pending === 0;
}

type ListPlan = Extract<TypePlan, { kind: 'list' }>;

function completeList(run: Run, field: FieldPlan, { item, made }: ListPlan, value: unknown, place: Spot): void {
  if (typeof value !== 'object' || value === null || !(Symbol.iterator in value)) {
    throw new Error(
      `Expected Iterable, but did not find one for field "${field.parentType.name}.${field.definition?.name ?? field.name}".`,
    );
  }
  const origin = made && originOf(field, value);
  const known = origin && made?.get(origin);
  if (known) {
    place.container[place.key] = known;
    run.madeBefore += known.length;
    return;
  }
  const items = Array.isArray(value) ? value : [...(value as Iterable<unknown>)];
  const list: unknown[] = new Array(items.length).fill(null);
  place.container[place.key] = list;
  const container = list as unknown as Container;
  for (let index = 0; index < items.length; index += 1) {
    complete(run, field, item, items[index], container, index, place);
    if (place.container[place.key] !== list) return;
  }
  if (!origin || !list.every(isMade)) return;
  container[ownJson] = '';
  made?.set(origin, list, list.length);
}

/** Whether a part of an answer will stand in others as it is. */
function isMade(part: unknown): boolean {
  return typeof (part as Container | null)?.[ownJson] === 'string';
}

function completeObject(
  run: Run,
  field: FieldPlan,
  type: GraphQLObjectType,
  selection: SelectionPlan,
  value: unknown,
  place: Spot,
): void {
  if (type.isTypeOf) completeChecked(run, field, type, selection, value, place);
  else fill(run, selection, value, place);
}

function completeChecked(
  run: Run,
  field: FieldPlan,
  type: GraphQLObjectType,
  selection: SelectionPlan,
  value: unknown,
  place: Spot,
): void {
  const isIt = type.isTypeOf?.(value, run.context, new Info(run, field, objectOf(place), true));
  const demand = (known: boolean | undefined) => {
    if (!known) throw new Error(`Expected value of type "${type}" but got: ${typeof value}.`);
    fill(run, selection, value, place);
  };
  if (isPromise(isIt)) waitFor(run, field, isIt, place, demand);
  else demand(isIt);
}

type AbstractPlan = Extract<TypePlan, { kind: 'abstract' }>;

function completeAbstract(run: Run, field: FieldPlan, plan: AbstractPlan, value: unknown, place: Spot): void {
  const { type } = plan;
  const resolveType = type.resolveType ?? ((given: unknown) => (given as { __typename?: string }).__typename);
  const name = resolveType(value, run.context, new Info(run, field, objectOf(place), true), type);
  if (isPromise(name)) completeAsLater(run, field, plan, name, value, place);
  else completeAs(run, field, plan, name, value, place);
}

function completeAsLater(
  run: Run,
  field: FieldPlan,
  plan: AbstractPlan,
  name: PromiseLike<string | null | undefined>,
  value: unknown,
  place: Spot,
): void {
  waitFor(run, field, name, place, (known) => completeAs(run, field, plan, known, value, place));
}

function completeAs(
  run: Run,
  field: FieldPlan,
  { type, selectionOf }: AbstractPlan,
  name: string | null | undefined,
  value: unknown,
  place: Spot,
): void {
  const { schema } = run.plan;
  const concrete = name === undefined || name === null ? undefined : schema.getType(name);
  if (!isObjectType(concrete) || !schema.isSubType(type, concrete)) {
    throw new Error(
      `Abstract type "${type}" must resolve to an Object type at runtime for field "${field.parentType.name}.${field.definition?.name ?? field.name}".`,
    );
  }
  completeObject(run, field, concrete, selectionOf(concrete), value, place);
}

/** Where the object stands to whose field a value in a place belongs, be it as an item of a list. */
function objectOf({ key, outer }: Spot): Spot {
  if (!outer) throw new Error('The query itself belongs to no field.');
  return typeof key === 'number' ? objectOf(outer) : outer;
}

/** Goes on with a value when it is known. */
function waitFor<Value>(
  run: Run,
  field: FieldPlan,
  value: PromiseLike<Value>,
  { container, key, isNullable, outer }: Spot,
  goOn: (value: Value) => void,
): void {
  const giveUp = (error: unknown) => fail(run, field, error, container, key, isNullable, outer);
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
): void {
  if (!isPartOfAnswer(container, outer)) return;
  run.errors.push(locatedError(error, field.nodes, keysTo(key, outer)));
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

/** The path of what stands under a key, without `data`, in which everything stands. */
function keysTo(key: string | number, outer: Spot | null): (string | number)[] {
  const keys = [key];
  for (let place = outer; place?.outer; place = place.outer) keys.unshift(place.key);
  return keys;
}

/** Whether a value is not there yet. */
export function isPromise<Value>(value: Value | PromiseLike<Value>): value is PromiseLike<Value> {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}
