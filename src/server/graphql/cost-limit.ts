import { type DocumentNode, GraphQLError, type GraphQLSchema, Kind, visit } from 'graphql';
import { costArguments, costOf } from './cost.ts';
import type { ExecutionCheck } from './execution-checks.ts';

/** How many costs are remembered for a document. */
const maxCosts = 64;

interface DocumentCosts {
  /** The variables that decide the cost. */
  variables: readonly string[];
  costs: Map<string, number>;
}

/** Refuses, before anything is sent, an operation that may cause more calls than the limit. */
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
      `The query may cause ${cost} calls to the REST API; at most ${limit} are allowed. Ask for smaller pages (\`first\`), or for fewer lists inside one another.`,
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
