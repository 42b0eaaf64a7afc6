import {
  type DocumentNode,
  type ExecutionResult,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql';
import { type Plan, planQuery } from './plan.ts';
import { type RunOptions, runPlan } from './run.ts';

/** Runs one operation. */
export type Execute = (options: {
  rootValue: unknown;
  contextValue: unknown;
  variableValues: Readonly<Record<string, unknown>>;
  /** Whether resolvers noted something that belongs to a path. */
  hasNotes?: () => boolean;
}) => ExecutionResult | Promise<ExecutionResult>;

interface Prepared {
  schema: GraphQLSchema;
  operation: OperationDefinitionNode;
  fragments: Record<string, FragmentDefinitionNode>;
  /** The variables that `@skip` and `@include` look at: a plan is good for one set of their values. */
  conditions: readonly string[];
  plans: Map<string, Plan | null>;
}

/** The most plans that are kept for one operation. */
const maxPlans = 16;

/**
 * Prepares the operations of documents for running them many times. What was prepared is forgotten with its document.
 *
 * @returns for a valid document and the name of an operation, what runs it; null where it has to be left to the
 * executor of graphql-js
 */
export function createPlanner(): (
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
) => Execute | null {
  const known = new WeakMap<DocumentNode, Map<string, Prepared | null>>();

  return (schema, document, operationName) => {
    const operations = known.get(document) ?? new Map<string, Prepared | null>();
    known.set(document, operations);
    const name = operationName ?? '';
    let prepared = operations.get(name);
    if (prepared === undefined || (prepared && prepared.schema !== schema)) {
      prepared = prepare(schema, document, name);
      operations.set(name, prepared);
    }
    return prepared && runnable(prepared);
  };
}

function prepare(schema: GraphQLSchema, document: DocumentNode, name: string): Prepared | null {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const [operation, second] = name ? operations.filter((node) => node.name?.value === name) : operations;
  if (!operation || second || operation.operation !== 'query') return null;
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments[node.name.value] = node;
  return { schema, operation, fragments, conditions: conditionsIn(document), plans: new Map() };
}

function runnable({ schema, operation, fragments, conditions, plans }: Prepared): Execute | null {
  const planFor = (values: Readonly<Record<string, unknown>>) => {
    const key = conditions.map((name) => (values[name] === true ? 1 : 0)).join('');
    let plan = plans.get(key);
    if (plan === undefined) {
      plan = planQuery(schema, operation, fragments, values);
      if (plans.size < maxPlans) plans.set(key, plan);
    }
    return plan;
  };
  // Whether an operation can be planned depends on none of the values.
  if (!planFor({})) return null;
  const definitions = operation.variableDefinitions ?? [];
  return ({ rootValue, contextValue, variableValues, hasNotes = () => false }) => {
    const { coerced, errors } = getVariableValues(schema, definitions, variableValues, { maxErrors: 50 });
    if (errors) return { errors };
    const plan = planFor(coerced);
    if (!plan) throw new Error('A query that can be planned cannot be planned.');
    return runPlan(plan, { rootValue, contextValue, variableValues: coerced, hasNotes } satisfies RunOptions);
  };
}

function conditionsIn(document: DocumentNode): string[] {
  const names = new Set<string>();
  visit(document, {
    [Kind.DIRECTIVE]: ({ name, arguments: args }) => {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of args ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names];
}
