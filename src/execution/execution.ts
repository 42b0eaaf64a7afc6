import type { GraphQLError } from 'graphql';
import type { SharedPartsResult } from './json.ts';
import type { PendingCounts, PendingValues } from './pending-values.ts';
import type { CompositePlan, FieldPlan, Plan, TypePlan } from './plan.ts';
import { maxResponseBytes } from './response-size.ts';
import type { Container, ResponseSlot } from './response-slot.ts';

export interface ExecutionInput {
  rootValue: unknown;
  contextValue: unknown;
  /** The coerced variables. */
  variableValues: Readonly<Record<string, unknown>>;
  /** True if resolvers recorded something that belongs to a path, such as a warning. */
  hasNotes(): boolean;
  /** The context of resolvers that run ahead of a confirmation: it records nothing. Null to run nothing ahead. */
  contextAhead: (() => unknown) | null;
  /** Called before the first resolver, so that loaders know what may still come. */
  onStart?(pending: PendingValues): void;
  /** False to execute a selection for every link to an object. Otherwise it is executed once for each object. */
  oncePerObject?: boolean;
  /** True to call the resolver of every field, also of fields that share a row. A trace needs it. */
  callsEveryResolver?: boolean;
  /** Maximum size of the response. */
  maxResponseBytes?: number;
}

/** The state of one execution of a plan. */
export interface Execution {
  plan: Omit<Plan, 'root'>;
  context: unknown;
  rootValue: unknown;
  variableValues: Readonly<Record<string, unknown>>;
  errors: GraphQLError[];
  /** The coerced arguments of fields with variables, or the error of the coercion, by field; added when needed. */
  args: (Readonly<Record<string, unknown>> | Error | undefined)[];
  /** The number of pending promises. */
  pending: number;
  /** The pending values, for loaders. */
  pendingValues: PendingCounts;
  /** The slots of the objects that links led to first, by plan and object. */
  originals: Map<TypePlan, Map<unknown, ResponseSlot>>;
  /** The slots that get copies of originals; null if every link is executed, and after they got the copies. */
  duplicates: DeferredDuplicate[] | null;
  /** True if fields of an object that share a row load it once, without their resolvers. */
  sharesRows: boolean;
  /** The parts that occur more than once in the response, if there are many. */
  shared: Set<unknown> | null;
  /** The size of the response so far, in bytes, without the parts that are copied. */
  size: number;
  maxSize: number;
  /** True if resolvers recorded something that belongs to a path, such as a warning. */
  hasNotes(): boolean;
  /** The context of resolvers that run ahead of a confirmation. Null if nothing runs ahead. */
  contextAhead: (() => unknown) | null;
  /** The execution of selections that run ahead of confirmations; null until there is one, and in itself. */
  ahead: Execution | null;
  /** True for an execution of selections that run ahead. */
  isAhead: boolean;
  /** The response. Its `data` is filled during the execution. */
  response: Container;
  /** Resolves the promise of the result; null as long as the caller has none. */
  resolve: ((result: SharedPartsResult) => void) | null;
}

/** A link to an object on which the same selection is already executed. */
export interface DeferredDuplicate {
  original: ResponseSlot;
  field: FieldPlan;
  type: CompositePlan;
  value: unknown;
  slot: ResponseSlot;
}

export function createExecution(
  plan: Execution['plan'],
  {
    rootValue,
    contextValue,
    variableValues,
    hasNotes,
    contextAhead,
    oncePerObject = true,
    callsEveryResolver = false,
    maxResponseBytes: maxSize = maxResponseBytes,
  }: ExecutionInput,
  pendingValues: PendingCounts,
): Execution {
  return {
    plan,
    context: contextValue,
    rootValue,
    variableValues,
    errors: [],
    args: [],
    pendingValues,
    originals: new Map(),
    duplicates: oncePerObject ? [] : null,
    sharesRows: !callsEveryResolver,
    shared: null,
    size: 0,
    maxSize,
    hasNotes,
    contextAhead,
    ahead: null,
    isAhead: false,
    pending: 0,
    response: { data: undefined },
    resolve: null,
  };
}
