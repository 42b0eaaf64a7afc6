import { type GraphQLResolveInfo, isAbstractType, isObjectType } from 'graphql';
import { argumentsOf } from './arguments.ts';
import type { Execution } from './execution.ts';
import { feedsAtOnce } from './feeds.ts';
import type { SharedRow } from './field-promises.ts';
import { isPromise } from './is-promise.ts';
import type { AbstractPlan, FieldPlan, QueryPosition, SelectionPlan, TypePlan } from './plan.ts';
import { fieldPath, type ResponseSlot } from './response-slot.ts';
import { isTypeDependent } from './type-dependent.ts';

/** Lets a resolver run the selection of its field on the known part of a value that is being confirmed. */
export interface AheadRunner {
  /**
   * Runs the selection of a field until the value is confirmed, or is not. Everything is dropped: results, errors and
   * warnings. Only the loaders of the request keep what they load, so that the execution finds it afterwards. Batches
   * no longer wait for the value, but for the fields of its selection that need more of it than is known.
   *
   * @param known part of the value, or of an item of the list. Resolvers that need more of it must throw
   * @param confirmed the value of the resolver. Null if the value is there and only its parts are being confirmed
   * @param knownLater a larger part, with which the selection runs again. Null if there is none
   */
  runAhead(known: unknown, confirmed: PromiseLike<unknown> | null, knownLater?: PromiseLike<unknown>): void;
  /**
   * The same for an object whose type is being found out, with the type that it probably has: from the start, or as soon
   * as there is one.
   */
  runAheadAsType(
    object: object,
    probableType: string | PromiseLike<string | null>,
    confirmed: PromiseLike<unknown>,
  ): void;
}

/** A resolver that runs ahead throws it if its value comes with the confirmation: then it adds no keys to a batch. */
export const comesWithConfirmation = new Error('This value comes with the confirmation.');

/** The selections that run on the known part of one value. */
interface Run {
  /** True when the value is confirmed, or is not: then the execution goes on with it, or drops it. */
  isOver: boolean;
  /** True if batches wait for the run in place of the value. */
  readonly isCounted: boolean;
  /** The batches that the confirmation waits in. */
  readonly suspended: number;
  /** Changes by the run to the number of pending values, by `feeds` of their position. */
  readonly counted: Map<number, number>;
  /** The runs that resolvers of this one started. */
  readonly inner: Run[];
  /** The objects that each selection runs on already. */
  readonly visited: Map<SelectionPlan, Set<unknown>>;
}

/** @param outer the run of the resolver; null if the execution calls it */
function runAhead(
  execution: Execution,
  outer: Run | null,
  field: FieldPlan,
  known: unknown,
  confirmed: PromiseLike<unknown> | null,
  knownLater?: PromiseLike<unknown>,
): void {
  const ahead = aheadOf(execution);
  if (!ahead) return;
  const own = confirmed && field.definition ? feedsAtOnce(field.definition) : 0;
  const start = (part: unknown) => {
    const run = startRun(ahead, outer, own, field.position, confirmed);
    complete(ahead, run, field, Array.isArray(part) ? field.type : itemOf(field), part);
    return run;
  };
  const first = start(known);
  const startAgain = (part: unknown) => {
    endRun(ahead, first);
    start(part);
  };
  if (knownLater !== undefined) whenKnown(knownLater, () => first.isOver, startAgain);
}

function runAheadAsType(
  execution: Execution,
  outer: Run | null,
  field: FieldPlan,
  object: object,
  probableType: string | PromiseLike<string | null>,
  confirmed: PromiseLike<unknown>,
): void {
  const ahead = aheadOf(execution);
  if (!ahead) return;
  const plan = itemOf(field) as AbstractPlan;
  const start = (typeName: string) => {
    const run = startRun(ahead, outer, feedsAtOnce(plan.type), field.typePosition, confirmed);
    completeAsType(ahead, run, plan, typeName, object);
  };
  if (typeof probableType === 'string') {
    start(probableType);
    return;
  }
  let isConfirmed = false;
  const end = () => {
    isConfirmed = true;
  };
  confirmed.then(end, end);
  whenKnown(probableType, () => isConfirmed || outer?.isOver === true, start);
}

/** Runs with a value that becomes known later, unless it is null or comes too late. */
function whenKnown<Value>(
  value: PromiseLike<Value | null>,
  isTooLate: () => boolean,
  run: (value: Value) => void,
): void {
  const runInTime = (known: Value | null) => {
    if (known !== null && !isTooLate()) run(known);
  };
  value.then(runInTime, () => undefined);
}

function itemOf({ type }: FieldPlan): TypePlan {
  let item = type;
  while (item.kind === 'list') item = item.item;
  return item;
}

/** The execution ahead of another one: the same query and pending values with another context, and without a response. */
function aheadOf(execution: Execution): Execution | null {
  if (execution.isAhead) return execution;
  const { contextAhead } = execution;
  if (!contextAhead) return null;
  execution.ahead ??= { ...execution, context: contextAhead(), isAhead: true };
  return execution.ahead;
}

/**
 * @param suspended the batches that the confirmation waits in
 * @param position of the value that the run is ahead of
 */
function startRun(
  ahead: Execution,
  outer: Run | null,
  suspended: number,
  position: QueryPosition,
  confirmed: PromiseLike<unknown> | null,
): Run {
  const run: Run = {
    isOver: false,
    isCounted: confirmed !== null,
    suspended: suspended | (outer?.suspended ?? 0),
    counted: new Map(),
    inner: [],
    visited: new Map(),
  };
  outer?.inner.push(run);
  if (!confirmed) return run;
  count(ahead, run, position.feeds & ~(outer?.suspended ?? 0), -1);
  const end = () => endRun(ahead, run);
  // A look-up that would add keys to a suspended batch fails. It is repeated after the outer run, with which this one ends.
  const isRepeated = outer !== null && (outer.suspended & suspended) !== 0;
  confirmed.then(end, isRepeated ? () => undefined : end);
  return run;
}

function endRun(ahead: Execution, run: Run): void {
  if (run.isOver) return;
  run.isOver = true;
  for (const [feeds, change] of run.counted) ahead.pendingValues.change(feeds, -change);
  for (const inner of run.inner) endRun(ahead, inner);
}

/** Counts pending values until the run has ended. */
function count(ahead: Execution, { counted }: Run, feeds: number, change: 1 | -1): void {
  counted.set(feeds, (counted.get(feeds) ?? 0) + change);
  ahead.pendingValues.change(feeds, change);
}

function complete(ahead: Execution, run: Run, field: FieldPlan, type: TypePlan, value: unknown): void {
  if (isPromise(value)) completeWhenSettled(ahead, run, field, type, value);
  else if (typeof value !== 'object' || value === null || value instanceof Error || type.kind === 'leaf') return;
  else if (type.kind === 'object') runSelection(ahead, run, type.selection, value);
  else if (type.kind === 'abstract') completeAbstract(ahead, run, field, type, value);
  else if (Symbol.iterator in value)
    for (const item of value as Iterable<unknown>) complete(ahead, run, field, type.item, item);
}

/** A separate function: otherwise V8 would allocate the context of the closures for every value. */
function completeWhenSettled(
  ahead: Execution,
  run: Run,
  field: FieldPlan,
  type: TypePlan,
  value: PromiseLike<unknown>,
) {
  const next = (later: unknown) => complete(ahead, run, field, type, later);
  completeLater(ahead, run, field.position.feeds, value, next, (error) => feedsAfter(error, field));
}

/**
 * @param feeds the batches that the value may add keys to while it is pending. It counts until it settles, even if the run
 * ends before: a key that it added waits in a batch
 * @param feedsAgain the same if it fails before the confirmation
 */
function completeLater<Value>(
  ahead: Execution,
  run: Run,
  feeds: number,
  promise: PromiseLike<Value>,
  next: (value: Value) => void,
  feedsAgain: (error: unknown) => number,
): void {
  const { pendingValues } = ahead;
  const counted = feeds & ~run.suspended;
  pendingValues.change(counted, 1);
  promise.then(
    (value) => {
      pendingValues.change(counted, -1);
      if (!run.isOver) next(value);
    },
    (error: unknown) => {
      pendingValues.change(counted, -1);
      countUnknown(ahead, run, feedsAgain(error));
    },
  );
}

/** Has batches wait for a field that needs more than is known, until the run has ended. */
function countUnknown(ahead: Execution, run: Run, feeds: number): void {
  if (run.isCounted && !run.isOver) count(ahead, run, feeds & ~run.suspended, 1);
}

function runSelection(ahead: Execution, run: Run, selection: SelectionPlan, source: object): void {
  const visited = run.visited.get(selection) ?? new Set();
  if (visited.has(source)) return;
  run.visited.set(selection, visited.add(source));
  runFields(ahead, run, selection.fields, source);
}

function runFields(ahead: Execution, run: Run, fields: readonly FieldPlan[], source: object): void {
  let loads: SharedRow['load'][] | null = null;
  for (const field of fields) {
    const { definition, type, row } = field;
    // Only resolvers load something.
    if (!definition || (!definition.resolve && type.kind === 'leaf')) continue;
    let value: unknown;
    try {
      // A row that the object has is only read.
      if (row && !row.isNeeded(source)) continue;
      if (row && ahead.sharesRows) {
        const { load } = row;
        // Values of leaves are dropped. Only the row matters, once for the object.
        if (loads?.includes(load)) continue;
        value = load(source, ahead.context as never, positionAhead(run, field.position));
        loads ??= [];
        loads.push(load);
      } else
        value = definition.resolve
          ? definition.resolve(
              source,
              argumentsOf(ahead, field),
              ahead.context,
              infoAhead(ahead, run, field, field.position),
            )
          : (source as Record<string, unknown>)[definition.name];
    } catch (error) {
      // It needs what is not known yet, or it fails after the confirmation, too.
      countUnknown(ahead, run, feedsAfter(error, field));
      continue;
    }
    complete(ahead, run, field, type, value);
  }
}

function completeAbstract(ahead: Execution, run: Run, field: FieldPlan, plan: AbstractPlan, value: object): void {
  const { type } = plan;
  const resolveType = type.resolveType ?? ((given: unknown) => (given as { __typename?: string }).__typename);
  let typeName: ReturnType<typeof resolveType>;
  try {
    typeName = resolveType(value, ahead.context, infoAhead(ahead, run, field, field.typePosition), type);
  } catch {
    typeName = type.name;
  }
  if (isPromise(typeName)) {
    const next = (name: string | null | undefined) => completeAsType(ahead, run, plan, name, value);
    const { feeds } = field.typePosition;
    completeLater(ahead, run, feeds, typeName, next, () => feeds | feedsAtOnce(type));
  } else completeAsType(ahead, run, plan, typeName, value);
}

/** @param typeName of an interface if the type is not known yet: then only what each possible type has is run */
function completeAsType(
  ahead: Execution,
  run: Run,
  { selectionOf }: AbstractPlan,
  typeName: string | null | undefined,
  value: object,
): void {
  const { schema } = ahead.plan;
  const type = schema.getType(typeName ?? '');
  if (isObjectType(type)) runSelection(ahead, run, selectionOf(type), value);
  if (!isAbstractType(type)) return;
  const selections = schema.getPossibleTypes(type).map((possible) => selectionOf(possible).fields);
  const canRun = (field: FieldPlan) =>
    isCommon(field, selections) && !isTypeDependent(type, field.definition?.name ?? '');
  runFields(ahead, run, (selections[0] ?? []).filter(canRun), value);
  const rest = selections.flat().filter((field) => !canRun(field));
  countUnknown(
    ahead,
    run,
    rest.reduce((feeds, field) => feeds | feedsOf(field), feedsAtOnce(type)),
  );
}

/** The batches that a field may add keys to if it is resolved later. */
function feedsOf({ definition, position }: FieldPlan): number {
  return position.feeds | (definition ? feedsAtOnce(definition) : 0);
}

/** The same of a field that failed because it needs more than is known. */
function feedsAfter(error: unknown, field: FieldPlan): number {
  return error === comesWithConfirmation && itemOf(field).kind === 'leaf' ? 0 : feedsOf(field);
}

/** True if the same nodes select a field on several types: then it is a field of their interface. */
function isCommon({ name, nodes }: FieldPlan, selections: readonly (readonly FieldPlan[])[]): boolean {
  return selections.every((fields) =>
    fields.some(
      (other) =>
        other.name === name &&
        other.nodes.length === nodes.length &&
        other.nodes.every((node, index) => node === nodes[index]),
    ),
  );
}

/** The `info` of resolvers, from which they can run their selection ahead. All properties of graphql-js are its own. */
export class RunnerInfo implements GraphQLResolveInfo, AheadRunner {
  readonly fieldName: string;
  readonly fieldNodes: GraphQLResolveInfo['fieldNodes'];
  readonly returnType: GraphQLResolveInfo['returnType'];
  readonly parentType: GraphQLResolveInfo['parentType'];
  readonly path: GraphQLResolveInfo['path'];
  readonly schema: GraphQLResolveInfo['schema'];
  readonly fragments: GraphQLResolveInfo['fragments'];
  readonly rootValue: unknown;
  readonly operation: GraphQLResolveInfo['operation'];
  readonly variableValues: GraphQLResolveInfo['variableValues'];
  readonly position: QueryPosition;
  readonly #execution: Execution;
  readonly #field: FieldPlan;
  /** The run of the resolver; null if the execution calls it. */
  readonly #run: Run | null;

  /**
   * @param object the slot of the object that the field belongs to
   * @param position of the field's value, or of its type
   */
  constructor(
    execution: Execution,
    field: FieldPlan,
    object: ResponseSlot,
    position = field.position,
    run: Run | null = null,
  ) {
    const { plan } = execution;
    const definition = field.definition;
    this.fieldName = definition ? definition.name : field.name;
    this.fieldNodes = field.nodes;
    this.returnType = (definition ? definition.type : undefined) as GraphQLResolveInfo['returnType'];
    this.parentType = field.parentType;
    this.path = fieldPath(object, field);
    this.schema = plan.schema;
    this.fragments = plan.fragments as GraphQLResolveInfo['fragments'];
    this.rootValue = execution.rootValue;
    this.operation = plan.operation;
    this.variableValues = execution.variableValues as GraphQLResolveInfo['variableValues'];
    this.position = position;
    this.#execution = execution;
    this.#field = field;
    this.#run = run;
  }

  runAhead(known: unknown, confirmed: PromiseLike<unknown> | null, knownLater?: PromiseLike<unknown>): void {
    runAhead(this.#execution, this.#run, this.#field, known, confirmed, knownLater);
  }

  runAheadAsType(
    object: object,
    probableType: string | PromiseLike<string | null>,
    confirmed: PromiseLike<unknown>,
  ): void {
    runAheadAsType(this.#execution, this.#run, this.#field, object, probableType, confirmed);
  }
}

/** The `info` of resolvers that run ahead. */
function infoAhead(ahead: Execution, run: Run, field: FieldPlan, position: QueryPosition): RunnerInfo {
  return new RunnerInfo(ahead, field, nowhere, positionAhead(run, position), run);
}

function positionAhead({ suspended }: Run, { feeds }: QueryPosition): QueryPosition {
  return { feeds: feeds & ~suspended, suspended };
}

/** Nothing that runs ahead has a place in the response. */
export const nowhere: ResponseSlot = { container: {}, key: 'data', isNullable: true, outer: null };
