import {
  type ArgumentNode,
  type DirectiveNode,
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type TypeNode,
  visit,
} from 'graphql';
import type { Config } from '../../config/config.ts';
import { callLimitFor, mostCallsOf } from '../request/call-budget.ts';
import { type CostArguments, costArguments, estimateCalls } from './cost.ts';
import type { ExecutionCheck } from './execution-checks.ts';
import { requestError } from './request-error.ts';

/** Maximum number of costs that are memoized for a document. */
export const maxCosts = 64;

interface DocumentCosts {
  /** The variables whose values can change the cost. */
  variables: readonly string[];
  /** Those of them that are ids: only their presence and number matter. */
  ids: ReadonlySet<string>;
  /** The other variables. Only null matters: it makes the operation invalid where an argument must not be null. */
  others: readonly string[];
  costs: Map<string, number>;
}

/**
 * Rejects an operation that can cause more calls than the limit, before anything is sent. In the mode `measure`, it is
 * executed unless its cost cannot be estimated: to merge its selections could take too long as well.
 */
export function createCostLimit(limit: number, mode: Config['COST_MODE'], schema: GraphQLSchema): ExecutionCheck {
  const mostCalls = mostCallsOf(limit, mode);
  const sizing = costArguments(schema);
  const memo = new WeakMap<DocumentNode, DocumentCosts>();

  const costFor = (
    document: DocumentNode,
    operationName: string | null | undefined,
    variableValues: Record<string, unknown>,
  ): number => {
    const known = memo.get(document) ?? { ...variablesIn(document, sizing), costs: new Map<string, number>() };
    memo.set(document, known);
    const { variables, ids, others, costs } = known;
    const relevant = (name: string) => (ids.has(name) ? withoutIds(variableValues[name]) : variableValues[name]);
    const values = variables.map((name) => JSON.stringify(relevant(name))).join();
    const key = `${operationName || ''} ${values} ${others.filter((name) => variableValues[name] === null)}`;
    const memoized = costs.get(key);
    if (memoized !== undefined) return memoized;
    const cost = estimateCalls({ schema, document, operationName, variableValues })?.calls ?? null;
    // An operation that cannot be executed sends nothing. The key has only some of the variables, so that it cannot be
    // executed must not be remembered: with other variables it can.
    if (cost === null) return 0;
    if (costs.size < maxCosts && key.length < 1000) costs.set(key, cost);
    return cost;
  };

  return ({ document, operationName, variableValues, contextValue: { record } }) => {
    const cost = costFor(document, operationName, variableValues ?? {});
    record.cost = { estimated: cost, limit, callLimit: callLimitFor(cost, mostCalls) };
    if (cost <= limit) return null;
    if (mode === 'measure' && Number.isFinite(cost)) {
      record.wouldRefuse.push('QUERY_TOO_EXPENSIVE');
      return null;
    }
    const excess = Number.isFinite(cost)
      ? `The query could cause ${cost} REST calls, but at most ${limit} are allowed.`
      : `The query merges too many selections to estimate its REST calls, of which at most ${limit} are allowed.`;
    return requestError('QUERY_TOO_EXPENSIVE', `${excess} Request smaller pages (\`first\`) or fewer nested lists.`, {
      limit: 'cost',
      allowed: limit,
      actual: Number.isFinite(cost) ? cost : 'not estimated',
      http: { status: 400 },
    });
  };
}

/** The variables of a document: those in arguments that can change the cost, and in `@skip` and `@include`, and the others. */
function variablesIn(document: DocumentNode, sizing: CostArguments): Omit<DocumentCosts, 'costs'> {
  const all = new Set<string>();
  const names = new Set<string>();
  const noIds = new Set<string>();
  const addVariables = (node: ArgumentNode | DirectiveNode, to: Set<string>) => {
    visit(node, {
      [Kind.VARIABLE]: ({ name }) => {
        to.add(name.value);
      },
    });
  };
  visit(document, {
    [Kind.VARIABLE]: ({ name }) => {
      all.add(name.value);
    },
    [Kind.VARIABLE_DEFINITION]: ({ variable, type }) => {
      if (namedTypeOf(type) !== 'ID') noIds.add(variable.name.value);
    },
    [Kind.FIELD]: ({ name, arguments: args = [] }) => {
      for (const arg of args) {
        if (!sizing.has(name.value, arg.name.value)) continue;
        addVariables(arg, names);
        // The cost of entities depends on how many of their ids are different.
        if (name.value === '_entities') addVariables(arg, noIds);
      }
    },
    [Kind.DIRECTIVE]: (node) => {
      if (node.name.value === 'skip' || node.name.value === 'include') addVariables(node, names);
    },
  });
  return {
    variables: [...names],
    ids: new Set([...names].filter((name) => !noIds.has(name))),
    others: [...all].filter((name) => !names.has(name)),
  };
}

function namedTypeOf(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : namedTypeOf(type.type);
}

/** The same for all ids, and for all lists of as many ids. */
function withoutIds(value: unknown): unknown {
  const isId = (item: unknown) => typeof item === 'string' && item !== '';
  if (isId(value)) return 'id';
  return Array.isArray(value) && value.every(isId) ? { ids: value.length } : value;
}
