import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** What the variables of one request may hold at most. */
export const variableLimits = {
  /** Lists and objects inside one another. */
  variableNesting: 50,
  /** Items of one list. */
  variableItems: 1_500,
};

type Limit = keyof typeof variableLimits;

const wording: Record<Limit, string> = {
  variableNesting: 'lists and objects inside one another',
  variableItems: 'items in one list',
};

/** Refuses variables that are larger than any client needs, before anything is done with them. */
export function useVariableLimits(): Plugin {
  return {
    onParams({ params }) {
      const refused = refusalOfVariables(params?.variables);
      if (refused) throw refused;
    },
  };
}

/** Why variables are refused; null where they are not. */
export function refusalOfVariables(variables: unknown): GraphQLError | null {
  let level = [variables];
  // By levels and not by recursion, which has an end of its own.
  for (let nesting = 0; ; nesting += 1) {
    const containers = level.filter((value) => typeof value === 'object' && value !== null) as object[];
    if (containers.length === 0) return null;
    // The object that holds all variables is none of theirs.
    if (nesting > variableLimits.variableNesting) return refusal('variableNesting', `more than ${nesting - 1}`);
    const longest = containers.reduce((most, value) => Math.max(most, Array.isArray(value) ? value.length : 0), 0);
    if (longest > variableLimits.variableItems) return refusal('variableItems', longest);
    level = containers.flatMap((value) => Object.values(value));
  }
}

function refusal(limit: Limit, actual: number | string): GraphQLError {
  const allowed = variableLimits[limit];
  return new GraphQLError(
    `The variables have ${actual} ${wording[limit]}; at most ${allowed} are allowed. Send less at once.`,
    { extensions: { code: 'QUERY_TOO_LARGE', limit, allowed, actual, http: { status: 400 } } },
  );
}
