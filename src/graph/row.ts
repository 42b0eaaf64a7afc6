import type { MaybePromise } from '@pothos/core';
import type { GraphQLResolveInfo } from 'graphql';
import { isCached, warningsOf } from '../learning-api/contract/rows.ts';
import { LearningApiError } from '../learning-api/errors.ts';
import type { QueryPosition } from '../loaders/batch-scheduler.ts';
import type { GraphContext } from './context.ts';
import { NotFoundError } from './errors/errors.ts';
import { noteWarnings } from './warnings.ts';

/** A reference: the id of a thing, and as much of its row as its parent knew. */
export interface RowRef<Row> {
  id: string;
  row?: Readonly<Partial<Row>> | undefined;
  /** The row of another operation that `row` is a part of, under names of its own. */
  origin?: object | undefined;
}

/** A field's resolver: what the parent already knows is given as it is, anything else is loaded. */
type FieldResolver<Ref, Value> = (
  ref: Ref,
  args: object,
  context: GraphContext,
  info: PlacedInfo,
) => MaybePromise<Value>;

/** Where a resolver runs; executors that know it tell whether more of its kind will come. */
export type PlacedInfo = Pick<GraphQLResolveInfo, 'path'> & { position?: QueryPosition };

/**
 * Makes the resolvers of one type. A field that the row of the reference does not have asks the loader, which answers
 * all that ask in the same tick together.
 *
 * @param what the type's name, for the error when a link led to something that does not exist
 */
export function rowFields<Row extends object, Ref extends RowRef<Row>>(
  what: string,
  load: (ref: Ref, context: GraphContext, position?: QueryPosition) => Promise<Row | null>,
) {
  function field<Name extends keyof Row>(name: Name): FieldResolver<Ref, Plain<Row[Name]>>;
  function field<Name extends keyof Row, Value>(
    name: Name,
    read: (value: Plain<Row[Name]>, context: GraphContext) => Value,
  ): FieldResolver<Ref, Value>;
  function field<Name extends keyof Row>(name: Name, read?: (value: never, context: GraphContext) => unknown) {
    const valueIn = (row: Readonly<Partial<Row>>, context: GraphContext, info: PlacedInfo) => {
      if (warningsOf(row).length > 0) noteWarnings(row, context, info.path.prev);
      return read ? read(row[name] as never, context) : row[name];
    };
    const resolve = (ref: Ref, _: object, context: GraphContext, info: PlacedInfo) => {
      if (ref.row && name in ref.row) return valueIn(ref.row, context, info);
      return loaded(ref, context, info);
    };
    // Of its own, as V8 keeps a record of all that is used here at each call.
    const loaded = (ref: Ref, context: GraphContext, info: PlacedInfo) =>
      load(ref, context, info.position).then((row) => {
        if (!row) throw new NotFoundError(what, ref.id);
        return valueIn(row, context, info);
      });
    const memoKey = (ref: Ref) => (ref.row && name in ref.row ? keptRowOf(ref) : null);
    return read ? resolve : Object.assign(resolve, { memoKey });
  }
  return field;
}

/** The resolver of the id of a thing. */
export const ownId = Object.assign(({ id }: { id: string }) => id, { memoKey: keptRowOf });

/**
 * The row that fields of a reference are read from, where other requests will meet it too: what an executor made of it
 * once is good for them.
 */
function keptRowOf({ row, origin = row }: RowRef<object>): object | null {
  return origin && isCached(origin) ? origin : null;
}

/**
 * Makes the resolver of a field that has an operation of its own, such as a description: asked for when it is
 * selected. Null where the REST API has none.
 */
export function loadedField<Row extends object, Value>(
  load: (ref: { id: string }, context: GraphContext) => Promise<Row | null>,
  read: (row: Row) => Value,
): FieldResolver<{ id: string }, Value | null> {
  return async (ref, _, context, { path }) => {
    const row = noteWarnings(await load(ref, context), context, path);
    return row && read(row);
  };
}

/** A value without the failure that may stand in its place. */
type Plain<Value> = Exclude<Value, LearningApiError>;

/** Whether a part of a row could be read. */
export function isReadable<Value>(value: Value): value is Exclude<Value, LearningApiError | null | undefined> {
  return value !== null && value !== undefined && !(value instanceof LearningApiError);
}

/**
 * A list or a value in which failures stand in place of what could not be read. GraphQL makes each of them null
 * with an error at its own path; the type says what stands there otherwise.
 */
export function itemErrors<Value>(value: Value | LearningApiError): Value {
  return value as Value;
}

/** A part of a row, or null where there is none or it could not be read. */
export function orNull<Value>(value: Value): Exclude<Value, LearningApiError | null | undefined> | null {
  return isReadable(value) ? value : null;
}

/** A link to an entity that is only known by its id; null where there is none. */
export function idRef(id: string | null): { id: string } | null {
  return id === null ? null : { id };
}
