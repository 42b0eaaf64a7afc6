import type { GraphQLError } from 'graphql';
import type { Part } from './engine.ts';
import { copyOf, isUnexpected } from './masking.ts';

type Path = NonNullable<GraphQLError['path']>;

/** Maximum number of paths that a merged error lists. */
const maxPaths = 1000;

/**
 * A result, or a part of one, in which errors of one list with the same cause are one error: at the first of their paths,
 * with their number and the paths. So a token without a permission is told once, and not for each item.
 */
export function mergeErrors(part: Part): Part {
  const { errors, incremental } = part;
  if (!errors && !incremental) return part;
  return {
    ...part,
    ...(errors && { errors: merged(errors) }),
    ...(incremental && {
      incremental: incremental.map((increment) =>
        increment.errors ? { ...increment, errors: merged(increment.errors) } : increment,
      ),
    }),
  };
}

function merged(errors: readonly GraphQLError[]): readonly GraphQLError[] {
  if (errors.length < 2) return errors;
  const byCause = new Map<unknown, GraphQLError[]>();
  for (const error of errors) {
    const cause = causeInList(error) ?? error;
    const same = byCause.get(cause);
    if (same) same.push(error);
    else byCause.set(cause, [error]);
  }
  return byCause.size === errors.length ? errors : Array.from(byCause.values(), toOne);
}

/** The list and the cause of an error, as the caller sees them. Null if the error is not below a list. */
function causeInList(error: GraphQLError): string | null {
  const { path = [], message, extensions } = error;
  const index = path.findIndex((step) => typeof step === 'number');
  // The causes of unexpected errors are only in the log, so they may differ.
  if (index === -1 || isUnexpected(error)) return null;
  return JSON.stringify([path.slice(0, index), message, extensions]);
}

/** The order of the errors depends on which calls end first, so the order of the paths decides. */
function toOne(errors: readonly GraphQLError[]): GraphQLError {
  const sorted = errors.toSorted(({ path: one = [] }, { path: other = [] }) => comparePaths(one, other));
  const [first] = sorted as [GraphQLError];
  if (sorted.length === 1) return first;
  const paths = sorted.slice(0, maxPaths).map(({ path }) => path);
  return copyOf(first, { message: first.message, extensions: { ...first.extensions, count: sorted.length, paths } });
}

function comparePaths(one: Path, other: Path): number {
  const differing = one.findIndex((step, index) => step !== other[index]);
  const [a, b] = [one[differing], other[differing]];
  if (a === undefined || b === undefined) return one.length - other.length;
  return a < b ? -1 : 1;
}
