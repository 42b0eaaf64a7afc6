import { responsePathAsArray } from 'graphql';
import { warningsOf } from '../learning-api/contract/rows.ts';
import type { GraphContext } from './context.ts';

type Path = Parameters<typeof responsePathAsArray>[0];

/** Hands on the warnings that came with a row to the caller, with the path of what was made of it. */
export function noteWarnings<Row>(
  row: Row,
  context: GraphContext,
  path: Path | undefined,
  ...rest: readonly (string | number)[]
): Row {
  if (typeof row !== 'object' || row === null) return row;
  for (const message of warningsOf(row)) context.warn([...responsePathAsArray(path), ...rest], message);
  return row;
}
