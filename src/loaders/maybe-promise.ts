/** A value, or a promise of it. */
export type MaybePromise<Value> = Value | Promise<Value>;

/** Continues with a value. Synchronous unless the value is a promise, so that no promise is created for it. */
export function andThen<Value, Result>(
  value: MaybePromise<Value>,
  next: (value: Value) => MaybePromise<Result>,
): MaybePromise<Result> {
  return value instanceof Promise ? value.then(next) : next(value);
}
