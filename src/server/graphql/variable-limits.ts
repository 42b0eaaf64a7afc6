import type { GraphQLError } from 'graphql';
import { requestError } from './request-error.ts';

/** Maximum sizes of the variables of one request. */
export interface VariableLimits {
  /** Levels of nested lists and objects. */
  variableNesting: number;
  /** Items in one list. */
  variableItems: number;
}

/** The limits, with `MAX_VARIABLE_ITEMS` items in one list. */
export function variableLimits(variableItems: number): VariableLimits {
  return { variableNesting: 50, variableItems };
}

const wording: Record<keyof VariableLimits, string> = {
  variableNesting: 'levels of nested lists and objects',
  variableItems: 'items in one list',
};

const advice: Record<keyof VariableLimits, string> = {
  variableNesting: 'Split them over several requests.',
  variableItems:
    'Split them over several requests. Behind a router, request smaller pages, or ask the operator to raise MAX_VARIABLE_ITEMS.',
};

/** The error if variables exceed a limit, or null. */
export function checkVariables(variables: unknown, limits: VariableLimits): GraphQLError | null {
  let level = [variables];
  // Level by level: recursion could exceed the stack.
  for (let nesting = 0; ; nesting += 1) {
    const containers = level.filter((value) => typeof value === 'object' && value !== null) as object[];
    if (containers.length === 0) return null;
    // The object that contains all variables does not count.
    if (nesting > limits.variableNesting) return limitError('variableNesting', limits, `more than ${nesting - 1}`);
    const longest = containers.reduce((most, value) => Math.max(most, Array.isArray(value) ? value.length : 0), 0);
    if (longest > limits.variableItems) return limitError('variableItems', limits, longest);
    level = containers.flatMap((value) => Object.values(value));
  }
}

function limitError(limit: keyof VariableLimits, limits: VariableLimits, actual: number | string): GraphQLError {
  const allowed = limits[limit];
  return requestError(
    'QUERY_TOO_LARGE',
    `The variables have ${actual} ${wording[limit]}; at most ${allowed} are allowed. ${advice[limit]}`,
    // The media type decides the status of what routers send: with 400, @apollo/gateway would hide the message from its clients.
    { limit, allowed, actual, ...(limit === 'variableNesting' && { http: { status: 400 } }) },
  );
}
