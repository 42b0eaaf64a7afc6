import type { Row } from './rest.ts';

/** An object of the graph: its fields that are not a plain field of a row, and where the row comes from. */
export interface Source {
  /** The row that the other fields are read from. */
  row?: (field: string) => Row | Promise<Row>;
  /** The concrete type, where the field has an abstract one. */
  typename?: () => string | Promise<string>;
  [field: string]: unknown;
}

export type Node = Source;

/** Does something once, at the first call. */
export function once<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
