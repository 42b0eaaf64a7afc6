import {
  defaultTypeResolver,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLObjectType,
  isObjectType,
  OperationTypeNode,
} from 'graphql';
import { argumentsOf } from './arguments.ts';
import { createExecution, type Execution, type ExecutionInput } from './execution.ts';
import { handleFieldError } from './field-error.ts';
import { inTurns, runsAtOnce, type SharedRow } from './field-promises.ts';
import { isPromise } from './is-promise.ts';
import { type SharedPartsResult, sharedParts } from './json.ts';
import { PendingCounts } from './pending-values.ts';
import type {
  AbstractPlan,
  CompositePlan,
  FieldPlan,
  ListPlan,
  Plan,
  QueryPosition,
  SelectionPlan,
  TypePlan,
} from './plan.ts';
import { bytesPerValue, ResponseTooLargeError, resultTooLarge } from './response-size.ts';
import { type Container, isInResponse, objectSlot, type ResponseSlot } from './response-slot.ts';
import { memoKeyOf } from './result-memo.ts';
import { RunnerInfo } from './run-ahead.ts';

/**
 * Executes a planned query or mutation: specification section 6.2. The result is the same as that of graphql-js, but values
 * that are not promises do not become promises.
 *
 * The selection of a link is executed once for each object, however many links lead to it. So resolvers may only
 * depend on their source, their arguments and the context. After errors, and if resolvers recorded something that
 * belongs to a path, the selection is executed for every link.
 */
export function executePlan(plan: Plan, input: ExecutionInput): ExecutionResult | Promise<ExecutionResult> {
  const execution = createExecution(plan, input, new PendingCounts());
  input.onStart?.(execution.pendingValues);
  const slot: ResponseSlot = { container: execution.response, key: 'data', isNullable: true, outer: null };
  if (plan.operation.operation === OperationTypeNode.MUTATION)
    return executeSerially(execution, plan.root, input.rootValue, slot);
  executeSelection(execution, plan.root, input.rootValue, slot);
  return finish(execution);
}

/**
 * Executes the fields of a mutation: specification section 6.2.2. Each is complete before the next one is executed, but
 * neighbors that change nothing are executed at once. The result is the same, as the section "Conforming Algorithms" asks
 * for: none of them can notice another one, and their errors are put into the order of the fields.
 */
async function executeSerially(
  execution: Execution,
  { type, fields, blank }: SelectionPlan,
  source: unknown,
  slot: ResponseSlot,
): Promise<ExecutionResult> {
  const oncePerObject = execution.duplicates !== null;
  const data: Container = { ...blank };
  slot.container[slot.key] = data;
  for (const { name, definition } of fields) if (definition === null) data[name] = type.name;
  const resolved = fields.filter(({ definition }) => definition !== null);
  for (const group of inTurns(resolved, (field) => changesNothing(execution, field))) {
    const errorsBefore = execution.errors.length;
    for (const field of group) {
      try {
        const value = resolveFieldValue(execution, field, source, slot);
        completeValue(execution, field, field.type, value, data, field.name, slot);
      } catch (error) {
        handleFieldError(execution, field, error, data, field.name, field.type.isNullable, slot);
      }
    }
    await finish(execution);
    if (slot.container[slot.key] !== data || execution.size > execution.maxSize) break;
    if (group.length > 1) sortErrors(execution, errorsBefore, group);
    execution.originals = new Map();
    if (oncePerObject) execution.duplicates = [];
  }
  return resultOf(execution);
}

function changesNothing(execution: Execution, field: FieldPlan): boolean {
  const isRead = field.definition && runsAtOnce(field.definition);
  if (!isRead) return false;
  try {
    return isRead(argumentsOf(execution, field));
  } catch {
    // The field fails with this error when it is executed.
    return false;
  }
}

/** Puts the errors of fields that were executed at once into the order of the fields. */
function sortErrors(execution: Execution, from: number, fields: readonly FieldPlan[]): void {
  const names = fields.map(({ name }) => name);
  const place = ({ path }: GraphQLError) => names.indexOf(String(path?.[0]));
  const sorted = execution.errors.slice(from).sort((one, other) => place(one) - place(other));
  execution.errors = [...execution.errors.slice(0, from), ...sorted];
}

/** The result, as soon as no promises are pending. */
function finish(execution: Execution): SharedPartsResult | Promise<SharedPartsResult> {
  const result = finishUnlessPending(execution);
  if (result) return result;
  return new Promise((resolve) => {
    execution.resolve = resolve;
  });
}

/** Writes the deferred duplicates and returns the result; null as long as promises are pending. */
function finishUnlessPending(execution: Execution): SharedPartsResult | null {
  if (execution.pending > 0) return null;
  writeDuplicates(execution);
  // Duplicates that are executed after all may have added promises.
  return execution.pending > 0 ? null : resultOf(execution);
}

function resultOf({ response, errors, shared, size, maxSize }: Execution): SharedPartsResult {
  if (size > maxSize) return resultTooLarge(new ResponseTooLargeError(maxSize));
  const data = response.data as NonNullable<ExecutionResult['data']> | null;
  if (errors.length > 0) return { errors, data };
  return shared ? { data, [sharedParts]: shared } : { data };
}

/**
 * Executes the fields of a selection on an object and writes the result to its slot, or writes the memoized result:
 * specification section 6.3, "Executing Selection Sets".
 */
function executeSelection(execution: Execution, selection: SelectionPlan, source: unknown, slot: ResponseSlot): void {
  const { type, fields, blank, memo } = selection;
  // The response is an error, no matter what else is in it.
  if (execution.size > execution.maxSize) return;
  execution.size += fields.length * bytesPerValue;
  const memoKey = memo && memoKeyOf(selection, source);
  const memoized = memoKey && memo.get(memoKey);
  if (memoized) {
    slot.container[slot.key] = memoized;
    return;
  }
  const object: Container = { ...blank };
  slot.container[slot.key] = object;
  const { errors, pending, sharesRows } = execution;
  const errorsBefore = errors.length;
  let loads: RowLoad[] | null = null;
  for (const field of fields) {
    if (field.definition === null) {
      object[field.name] = type.name;
      continue;
    }
    let value: unknown;
    try {
      if (sharesRows && field.row?.isNeeded(source)) {
        loads = readLater(execution, field, field.row, source, object, slot, loads);
        continue;
      }
      value = resolveFieldValue(execution, field, source, slot);
    } catch (error) {
      handleFieldError(execution, field, error, object, field.name, field.type.isNullable, slot);
      if (slot.container[slot.key] !== object) return;
      continue;
    }
    if (field.type.kind === 'leaf' && typeof value === field.type.asIs) {
      object[field.name] = value;
      if (typeof value === 'string') execution.size += value.length;
      continue;
    }
    completeValue(execution, field, field.type, value, object, field.name, slot);
    if (errors.length > errorsBefore && slot.container[slot.key] !== object) return;
  }
  if (!memoKey || errors.length > errorsBefore || execution.pending > pending) return;
  memo.set(memoKey, object, fields.length);
}

/** Fields of one object that share a row, while it is loaded. */
interface RowLoad {
  load: SharedRow['load'];
  fields: FieldPlan[];
}

/**
 * Adds a field to those that read a row when it is there, and loads the row for the first of them.
 *
 * @param loads the rows that are being loaded for the object
 * @returns the same and the row of the field
 */
function readLater(
  execution: Execution,
  field: FieldPlan,
  { load }: SharedRow<unknown>,
  source: unknown,
  object: Container,
  slot: ResponseSlot,
  loads: RowLoad[] | null,
): RowLoad[] {
  const shared = loads?.find((other) => other.load === load);
  if (loads && shared) {
    shared.fields.push(field);
    return loads;
  }
  const row = load(source, execution.context as never, field.position);
  const fields = [field];
  startPending(execution, field.position);
  row.then(
    (loaded) => {
      execution.pendingValues.settle(field.position);
      const info = new RunnerInfo(execution, field, slot);
      for (const one of fields) readRow(execution, one, loaded, source, info, object, slot);
      endPending(execution);
    },
    (error: unknown) => {
      execution.pendingValues.settle(field.position);
      for (const one of fields) handleFieldError(execution, one, error, object, one.name, one.type.isNullable, slot);
      endPending(execution);
    },
  );
  return [...(loads ?? []), { load, fields }];
}

function readRow(
  execution: Execution,
  field: FieldPlan,
  row: unknown,
  source: unknown,
  info: RunnerInfo,
  object: Container,
  slot: ResponseSlot,
): void {
  let value: unknown;
  try {
    value = field.row?.read(row as never, source, execution.context as never, info);
  } catch (error) {
    handleFieldError(execution, field, error, object, field.name, field.type.isNullable, slot);
    return;
  }
  completeValue(execution, field, field.type, value, object, field.name, slot);
}

/** Specification section 6.4.2, "Value Resolution". */
function resolveFieldValue(execution: Execution, field: FieldPlan, source: unknown, slot: ResponseSlot): unknown {
  const { definition } = field;
  if (!definition) return null;
  const { resolve, name } = definition;
  if (!resolve) {
    // The default resolver of graphql-js, without an `info` unless the property is a function.
    if ((typeof source !== 'object' || source === null) && typeof source !== 'function') return undefined;
    const property = (source as Container)[name];
    if (typeof property !== 'function') return property;
    const args = argumentsOf(execution, field);
    return property.call(source, args, execution.context, new RunnerInfo(execution, field, slot));
  }
  return resolve(source, argumentsOf(execution, field), execution.context, new RunnerInfo(execution, field, slot));
}

/**
 * Turns a resolved value into its part of the response: specification section 6.4.3, "Value Completion".
 *
 * @param key a number for an item of a list
 * @param outer the slot of the container
 */
function completeValue(
  execution: Execution,
  field: FieldPlan,
  type: TypePlan,
  value: unknown,
  container: Container,
  key: string | number,
  outer: ResponseSlot,
): void {
  if (isPromise(value)) {
    completePromise(execution, field, type, value, container, key, outer);
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
    const slot: ResponseSlot = { container, key, isNullable: type.isNullable, outer, path: undefined };
    if (type.kind === 'list') completeList(execution, field, type, value, slot);
    else if (typeof key === 'number' || !deferIfDuplicate(execution, field, type, value, slot))
      completeComposite(execution, field, type, value, slot);
  } catch (error) {
    handleFieldError(execution, field, error, container, key, type.isNullable, outer);
  }
}

// Separate function: otherwise V8 allocates the closures' context on every call, also for values that are not promises.
function completePromise(
  execution: Execution,
  field: FieldPlan,
  type: TypePlan,
  promise: PromiseLike<unknown>,
  container: Container,
  key: string | number,
  outer: ResponseSlot,
): void {
  startPending(execution, field.position);
  promise.then(
    (value) => {
      execution.pendingValues.settle(field.position);
      completeValue(execution, field, type, value, container, key, outer);
      endPending(execution);
    },
    (error: unknown) => {
      execution.pendingValues.settle(field.position);
      handleFieldError(execution, field, error, container, key, type.isNullable, outer);
      endPending(execution);
    },
  );
}

function startPending(execution: Execution, position: QueryPosition): void {
  execution.pending += 1;
  execution.pendingValues.start(position);
}

/** Counts one promise as completed, and resolves the result if it was the last one. */
function endPending(execution: Execution): void {
  execution.pending -= 1;
  const result = finishUnlessPending(execution);
  if (result) execution.resolve?.(result);
}

function completeComposite(
  execution: Execution,
  field: FieldPlan,
  type: CompositePlan,
  value: unknown,
  slot: ResponseSlot,
): void {
  if (type.kind === 'object') completeObject(execution, field, type.type, type.selection, value, slot);
  else completeAbstract(execution, field, type, value, slot);
}

/**
 * Defers a link if the same selection is already executed on its object, and returns true. Otherwise keeps the slot as
 * the original for later links.
 */
function deferIfDuplicate(
  { originals, duplicates }: Execution,
  field: FieldPlan,
  type: CompositePlan,
  value: unknown,
  slot: ResponseSlot,
): boolean {
  if (!duplicates) return false;
  const slots = originals.get(type) ?? new Map<unknown, ResponseSlot>();
  originals.set(type, slots);
  const original = slots.get(value);
  if (original) duplicates.push({ original, field, type, value, slot });
  else slots.set(value, slot);
  return original !== undefined;
}

/** Writes the results of the originals to the slots of their duplicates, or executes these after all. */
function writeDuplicates(execution: Execution): void {
  const { duplicates } = execution;
  execution.duplicates = null;
  const mayCopy = execution.errors.length === 0 && !execution.hasNotes();
  let originals = 0;
  for (const slots of execution.originals.values()) originals += slots.size;
  const shared = mayCopy && duplicates && duplicates.length >= originals && originals > 0 ? new Set<unknown>() : null;
  execution.shared = shared;
  for (const { original, slot, field, type, value } of duplicates ?? []) {
    const { container, key, outer } = slot;
    if (mayCopy) {
      const part = original.container[original.key];
      container[key] = part;
      if (part !== null) shared?.add(part);
    } else if (outer && isInResponse(container, outer)) {
      completeValue(execution, field, type, value, container, key, outer);
    }
  }
}

function completeList(
  execution: Execution,
  field: FieldPlan,
  { item }: ListPlan,
  value: unknown,
  slot: ResponseSlot,
): void {
  if (typeof value !== 'object' || value === null || !(Symbol.iterator in value)) {
    throw new Error(
      `Expected Iterable, but did not find one for field "${field.parentType.name}.${field.definition?.name ?? field.name}".`,
    );
  }
  const items = Array.isArray(value) ? value : [...(value as Iterable<unknown>)];
  const list: unknown[] = new Array(items.length).fill(null);
  slot.container[slot.key] = list;
  const container = list as unknown as Container;
  for (let index = 0; index < items.length; index += 1) {
    completeValue(execution, field, item, items[index], container, index, slot);
    if (slot.container[slot.key] !== list) return;
  }
}

function completeObject(
  execution: Execution,
  field: FieldPlan,
  type: GraphQLObjectType,
  selection: SelectionPlan,
  value: unknown,
  slot: ResponseSlot,
): void {
  if (type.isTypeOf) completeCheckedObject(execution, field, type, selection, value, slot);
  else executeSelection(execution, selection, value, slot);
}

// Separate function for the same reason as above: most types have no `isTypeOf`.
function completeCheckedObject(
  execution: Execution,
  field: FieldPlan,
  type: GraphQLObjectType,
  selection: SelectionPlan,
  value: unknown,
  slot: ResponseSlot,
): void {
  const isOfType = type.isTypeOf?.(
    value,
    execution.context,
    new RunnerInfo(execution, field, objectSlot(slot), field.typePosition),
  );
  const complete = (holds: boolean | undefined) => {
    if (!holds) throw new Error(`Expected value of type "${type}" but got: ${typeof value}.`);
    executeSelection(execution, selection, value, slot);
  };
  if (isPromise(isOfType)) completeAfter(execution, field, isOfType, slot, complete);
  else complete(isOfType);
}

/** ResolveAbstractType of specification section 6.4.3. */
function completeAbstract(
  execution: Execution,
  field: FieldPlan,
  plan: AbstractPlan,
  value: unknown,
  slot: ResponseSlot,
): void {
  const { type } = plan;
  const resolveType = type.resolveType ?? defaultTypeResolver;
  const info = new RunnerInfo(execution, field, objectSlot(slot), field.typePosition);
  const typeName = resolveType(value, execution.context, info, type);
  if (isPromise(typeName)) completeAsPromisedType(execution, field, plan, typeName, value, slot);
  else completeAsType(execution, field, plan, typeName, value, slot);
}

// Separate function for the same reason as above: most types are known at once.
function completeAsPromisedType(
  execution: Execution,
  field: FieldPlan,
  plan: AbstractPlan,
  typeName: PromiseLike<string | null | undefined>,
  value: unknown,
  slot: ResponseSlot,
): void {
  completeAfter(execution, field, typeName, slot, (name) => completeAsType(execution, field, plan, name, value, slot));
}

function completeAsType(
  execution: Execution,
  field: FieldPlan,
  { type, selectionOf }: AbstractPlan,
  typeName: string | null | undefined,
  value: unknown,
  slot: ResponseSlot,
): void {
  const { schema } = execution.plan;
  if (typeof typeName !== 'string') {
    throw new Error(
      `Abstract type "${type}" must resolve to an Object type at runtime for field "${field.parentType.name}.${field.definition?.name ?? field.name}". Either the "${type}" type should provide a "resolveType" function or each possible type should provide an "isTypeOf" function.`,
    );
  }
  const concrete = schema.getType(typeName);
  if (!concrete) {
    throw new Error(
      `Abstract type "${type}" was resolved to a type "${typeName}" that does not exist inside the schema.`,
    );
  }
  if (!isObjectType(concrete))
    throw new Error(`Abstract type "${type}" was resolved to a non-object type "${typeName}".`);
  if (!schema.isSubType(type, concrete)) {
    throw new Error(`Runtime Object type "${concrete}" is not a possible type for "${type}".`);
  }
  completeObject(execution, field, concrete, selectionOf(concrete), value, slot);
}

/** Completes the value of a slot after something about its type is known. */
function completeAfter<Value>(
  execution: Execution,
  field: FieldPlan,
  promise: PromiseLike<Value>,
  { container, key, isNullable, outer }: ResponseSlot,
  complete: (value: Value) => void,
): void {
  const fail = (error: unknown) => handleFieldError(execution, field, error, container, key, isNullable, outer);
  startPending(execution, field.typePosition);
  promise.then(
    (value) => {
      execution.pendingValues.settle(field.typePosition);
      try {
        complete(value);
      } catch (error) {
        fail(error);
      }
      endPending(execution);
    },
    (error: unknown) => {
      execution.pendingValues.settle(field.typePosition);
      fail(error);
      endPending(execution);
    },
  );
}
