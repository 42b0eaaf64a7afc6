import type { MaybePromise } from '@pothos/core';
import type { GraphQLResolveInfo } from 'graphql';
import type { FieldPromises } from '../execution/field-promises.ts';
import { isCached, warningsOf } from '../learning-api/contract/rows.ts';
import { LearningApiError } from '../learning-api/errors.ts';
import type { BatchName, QueryPosition } from '../loaders/batch-scheduler.ts';
import type { GraphContext } from './context.ts';
import { type InputError, NotFoundError } from './errors/errors.ts';
import { promising } from './plugins/field-promises.ts';
import { reportWarnings } from './warnings.ts';

/** A reference: the id of an object, and the part of its row that the parent object has. */
export interface RowRef<Row> {
  id: string;
  row?: Readonly<Partial<Row>> | undefined;
  /** The row of another operation that `row` was taken from, if its fields have other names there. */
  origin?: object | undefined;
}

/** The resolver of a field. It loads only what the reference does not have. */
type FieldResolver<Ref, Value> = (
  ref: Ref,
  args: object,
  context: GraphContext,
  info: PositionedInfo,
) => MaybePromise<Value>;

/** The path, and the position in the query if the executor knows it. Loaders pass it on to the batch that a value waits for. */
export type PositionedInfo = Pick<GraphQLResolveInfo, 'path'> & { position?: QueryPosition };

/**
 * Creates the resolvers of one type. A field that the row of the reference does not have is loaded, in one batch with
 * the other fields that wait for the same loader. Fields of an object with the same `load` share the row.
 *
 * @param typeName in words, for the error if the target of a link is not found; or that error
 * @param feeds the batches to which `load` adds keys before it awaits anything
 * @param feedsLater the batches to which it adds keys later
 */
export function rowFields<Row extends object, Ref extends RowRef<Row>>(
  typeName: string | ((ref: Ref, context: GraphContext) => NotFoundError),
  load: (ref: Ref, context: GraphContext, position?: QueryPosition) => Promise<Row | null>,
  feeds: readonly BatchName[] = [],
  feedsLater: readonly BatchName[] = [],
) {
  /** The resolver of a field with a column that the contract guarantees. It is null only with an error. */
  const always = <Name extends GuaranteedColumn<Row>, Value extends {} = Plain<Row[Name]> & {}>(
    name: Name,
    read?: (value: Plain<Row[Name]>, context: GraphContext) => Value,
  ): FieldResolver<Ref, Value> =>
    Object.assign(read ? field(name, read) : field(name), { onlyNullOnError: true }) as FieldResolver<Ref, Value>;

  function field<Name extends keyof Row>(name: Name): FieldResolver<Ref, Plain<Row[Name]>>;
  function field<Name extends keyof Row, Value>(
    name: Name,
    read: (value: Plain<Row[Name]>, context: GraphContext) => Value,
  ): FieldResolver<Ref, Value>;
  function field<Name extends keyof Row>(name: Name, read?: (value: never, context: GraphContext) => unknown) {
    const isIn = (row: Readonly<Partial<Row>>) => name in row;
    if (read) return resolver(isIn, (row, context) => read(row[name] as never, context));
    const memoKey = (ref: Ref) => (ref.row && isIn(ref.row) ? cachedRowOf(ref) : null);
    return resolver(isIn, (row) => row[name], { memoKey });
  }

  /**
   * The resolver of a field that is read from several columns.
   *
   * @param isIn true if a part of a row has all of them
   */
  function resolver<Value>(
    isIn: (row: Readonly<Partial<Row>>) => boolean,
    read: (row: Readonly<Row>, context: GraphContext) => Value,
    promises?: FieldPromises<Ref>,
  ): FieldResolver<Ref, Value> {
    const valueIn = (row: Readonly<Row>, context: GraphContext, info: PositionedInfo) => {
      if (warningsOf(row).length > 0) reportWarnings(row, context, info.path.prev);
      return read(row, context);
    };
    const readLoaded = (row: Row | null, ref: Ref, context: GraphContext, info: PositionedInfo) => {
      if (!row) throw typeof typeName === 'string' ? NotFoundError.of(typeName, ref.id) : typeName(ref, context);
      return valueIn(row, context, info);
    };
    const resolve = (ref: Ref, _: object, context: GraphContext, info: PositionedInfo) => {
      if (ref.row && isIn(ref.row)) return valueIn(ref.row as Row, context, info);
      return loadValue(ref, context, info);
    };
    // A separate function: otherwise V8 would allocate the context of the closure on each call of resolve.
    const loadValue = (ref: Ref, context: GraphContext, info: PositionedInfo) =>
      load(ref, context, info.position).then((row) => readLoaded(row, ref, context, info));
    const isNeeded = ({ row }: Ref) => !row || !isIn(row);
    Object.assign(resolve, { feeds, feedsLater });
    return promising(resolve, { ...promises, row: { isNeeded, load, read: readLoaded } });
  }
  return Object.assign(field, { always, from: resolver });
}

/** The columns that every row has: those that the contract requires. */
type GuaranteedColumn<Row> = { [Name in keyof Row]: null extends Row[Name] ? never : Name }[keyof Row];

/** The resolver of the id of an object. */
export const ownId = promising(({ id }: { id: string }) => id, { memoKey: cachedRowOf });

/** The row that the fields of a reference are read from, if it is cached: then other requests get the same row. */
function cachedRowOf({ row, origin = row }: RowRef<object>): object | null {
  return origin && isCached(origin) ? origin : null;
}

/**
 * Creates the resolver of a field with its own operation, such as a description. It is called only if the field is
 * selected. Null if the REST API has no value.
 *
 * @param typeName in words, for the error if the object is not found
 */
export function loadedField<Row extends object, Value>(
  typeName: string,
  load: (ref: { id: string }, context: GraphContext) => Promise<Row | null>,
  read: (row: Row) => Value,
): FieldResolver<{ id: string }, Value | null> {
  return async (ref, _, context, { path }) => {
    const row = reportWarnings(await load(ref, context), context, path);
    if (!row) throw NotFoundError.of(typeName, ref.id);
    return read(row);
  };
}

/** A value without the failure that can take its place. */
type Plain<Value> = Exclude<Value, LearningApiError>;

/** True if a part of a row exists and could be read. */
export function isReadable<Value>(value: Value): value is Exclude<Value, LearningApiError | null | undefined> {
  return value !== null && value !== undefined && !(value instanceof LearningApiError);
}

/**
 * A value, or an item of a list, that can be a failure. The executor turns a failure into null with an error at its
 * path, so the type shows only the value.
 */
export function itemErrors<Value>(value: Value | LearningApiError | InputError): Value {
  return value as Value;
}

/** A reference with nothing but an id. Null without an id. */
export function idRef(id: string | null): { id: string } | null {
  return id === null ? null : { id };
}
