import type { GraphQLError } from 'graphql';
import { requestError } from './request-error.ts';

/** Maximum sizes of the variables of one request. */
export const variableLimits = {
  /** Levels of nested lists and objects. */
  variableNesting: 50,
  /** Items in one list. */
  variableItems: 1_500,
};

type Limit = keyof typeof variableLimits;

const wording: Record<Limit, string> = {
  variableNesting: 'levels of nested lists and objects',
  variableItems: 'items in one list',
};

/** The error if variables exceed a limit, or null. */
export function checkVariables(variables: unknown): GraphQLError | null {
  let level = [variables];
  // Level by level: recursion could exceed the stack.
  for (let nesting = 0; ; nesting += 1) {
    const containers = level.filter((value) => typeof value === 'object' && value !== null) as object[];
    if (containers.length === 0) return null;
    // The object that contains all variables does not count.
    if (nesting > variableLimits.variableNesting) return limitError('variableNesting', `more than ${nesting - 1}`);
    const longest = containers.reduce((most, value) => Math.max(most, Array.isArray(value) ? value.length : 0), 0);
    if (longest > variableLimits.variableItems) return limitError('variableItems', longest);
    level = containers.flatMap((value) => Object.values(value));
  }
}

function limitError(limit: Limit, actual: number | string): GraphQLError {
  const allowed = variableLimits[limit];
  return requestError(
    'QUERY_TOO_LARGE',
    `The variables have ${actual} ${wording[limit]}; at most ${allowed} are allowed. Split them over several requests.`,
    { limit, allowed, actual, http: { status: 400 } },
  );
}
