import { type DocumentNode, GraphQLError, type GraphQLSchema, Kind, visit } from 'graphql';
import { costArguments, costOf } from './cost.ts';
import type { ExecutionCheck } from './execution-checks.ts';

/** Maximum number of costs that are memoized for a document. */
const maxCosts = 64;

interface DocumentCosts {
  /** The variables that can change the cost. */
  variables: readonly string[];
  costs: Map<string, number>;
}

/** Rejects an operation that can cause more calls than the limit, before anything is sent. */
export function createCostLimit(limit: number, schema: GraphQLSchema): ExecutionCheck {
  const argumentNames = costArguments(schema);
  const memo = new WeakMap<DocumentNode, DocumentCosts>();

  const costFor = (
    document: DocumentNode,
    operationName: string | null | undefined,
    variableValues: Record<string, unknown>,
  ): number => {
    const { variables, costs } = memo.get(document) ?? {
      variables: variablesIn(document, argumentNames),
      costs: new Map<string, number>(),
    };
    memo.set(document, { variables, costs });
    const key = `${operationName ?? ''} ${variables.map((name) => JSON.stringify(variableValues[name])).join()}`;
    let cost = costs.get(key);
    if (cost === undefined) {
      cost = costOf({ schema, document, operationName, variableValues });
      if (costs.size < maxCosts && key.length < 1000) costs.set(key, cost);
    }
    return cost;
  };

  return ({ document, operationName, variableValues, contextValue: { record } }) => {
    const cost = costFor(document, operationName, variableValues ?? {});
    record.cost = { estimated: cost, limit };
    if (cost <= limit) return null;
    return new GraphQLError(
      `The query could cause ${cost} REST calls, but at most ${limit} are allowed. Request smaller pages (\`first\`) or fewer nested lists.`,
      {
        extensions: {
          code: 'QUERY_TOO_EXPENSIVE',
          limit: 'cost',
          allowed: limit,
          actual: cost,
          http: { status: 400 },
        },
      },
    );
  };
}

/** The variables in arguments of these names. */
function variablesIn(document: DocumentNode, argumentNames: ReadonlySet<string>): string[] {
  const names = new Set<string>();
  visit(document, {
    [Kind.ARGUMENT]: (node) => {
      if (!argumentNames.has(node.name.value)) return false;
      visit(node, {
        [Kind.VARIABLE]: ({ name }) => {
          names.add(name.value);
        },
      });
      return false;
    },
  });
  return [...names];
}
