/** A value that is known at once, or comes later. */
export type MaybePromise<Value> = Value | Promise<Value>;

/** Goes on with a value: at once where it is known, so that no promise is made of it. */
export function andThen<Value, Result>(
  value: MaybePromise<Value>,
  goOn: (value: Value) => MaybePromise<Result>,
): MaybePromise<Result> {
  return value instanceof Promise ? value.then(goOn) : goOn(value);
}
