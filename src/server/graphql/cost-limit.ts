import { type DocumentNode, GraphQLError, type GraphQLSchema, Kind, visit } from 'graphql';
import { costOf } from './cost.ts';
import type { BeforeExecution } from './execution-checks.ts';

/** Arguments whose values decide what a query costs. */
const costlyArguments = new Set(['first', 'after', 'offset', 'ids', 'representations', 'input']);
/** How many costs are remembered for a document. */
const maxRemembered = 64;

interface Remembered {
  /** The variables that decide the cost. */
  variables: readonly string[];
  costs: Map<string, number>;
}

/** Refuses, before anything is sent, an operation that may cause more calls than the limit. */
export function createCostLimit(limit: number): BeforeExecution {
  const known = new WeakMap<DocumentNode, Remembered>();

  const costFor = (
    schema: GraphQLSchema,
    document: DocumentNode,
    operationName: string | null | undefined,
    variableValues: Record<string, unknown>,
  ): number => {
    const { variables, costs } = known.get(document) ?? { variables: costlyVariables(document), costs: new Map() };
    known.set(document, { variables, costs });
    const key = `${operationName ?? ''} ${variables.map((name) => JSON.stringify(variableValues[name])).join()}`;
    let cost = costs.get(key);
    if (cost === undefined) {
      cost = costOf({ schema, document, operationName, variableValues });
      if (costs.size < maxRemembered && key.length < 1000) costs.set(key, cost);
    }
    return cost;
  };

  return ({ schema, document, operationName, variableValues, contextValue: { record } }) => {
    const cost = costFor(schema, document, operationName, variableValues ?? {});
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

function costlyVariables(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    [Kind.ARGUMENT]: (node) => {
      if (!costlyArguments.has(node.name.value)) return false;
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
