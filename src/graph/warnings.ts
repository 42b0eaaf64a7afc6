import { responsePathAsArray } from 'graphql';
import { warningsOf } from '../learning-api/contract/rows.ts';
import type { GraphContext } from './context.ts';

type Path = Parameters<typeof responsePathAsArray>[0];

/** Reports the warnings of a row to the caller, with the path of its value in the response. Returns the row. */
export function reportWarnings<Row>(
  row: Row,
  context: GraphContext,
  path: Path | undefined,
  ...rest: readonly (string | number)[]
): Row {
  if (typeof row !== 'object' || row === null) return row;
  for (const message of warningsOf(row)) context.warn([...responsePathAsArray(path), ...rest], message);
  return row;
}
