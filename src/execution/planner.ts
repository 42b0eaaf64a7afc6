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
import { type ExecutionInput, executePlan } from './execute-plan.ts';
import type { Plan } from './plan.ts';
import { planQuery } from './plan-query.ts';

/** Executes one operation. `hasNotes` is optional: by default resolvers record nothing. */
export type Execute = (
  input: Omit<ExecutionInput, 'hasNotes'> & Partial<ExecutionInput>,
) => ExecutionResult | Promise<ExecutionResult>;

interface Prepared {
  schema: GraphQLSchema;
  operation: OperationDefinitionNode;
  fragments: Record<string, FragmentDefinitionNode>;
  /** The variables in `@skip` and `@include`. Each combination of their values has its own plan. */
  conditions: readonly string[];
  plans: Map<string, Plan | null>;
}

/** Maximum number of cached plans of one operation. */
const maxPlans = 16;

/**
 * Plans operations for repeated execution. Plans are cached as long as their document exists.
 *
 * @returns a function that finds how to execute an operation of a valid document; null if it has no plan and the
 * executor of graphql-js has to execute it
 */
export function createPlanner(): (
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
) => Execute | null {
  const cache = new WeakMap<DocumentNode, Map<string, Prepared | null>>();

  return (schema, document, operationName) => {
    const operations = cache.get(document) ?? new Map<string, Prepared | null>();
    cache.set(document, operations);
    const name = operationName ?? '';
    let prepared = operations.get(name);
    if (prepared === undefined || (prepared && prepared.schema !== schema)) {
      prepared = prepare(schema, document, name);
      operations.set(name, prepared);
    }
    return prepared && executorOf(prepared);
  };
}

/** Finds the operation of a request: GetOperation of specification section 6.1. */
function prepare(schema: GraphQLSchema, document: DocumentNode, name: string): Prepared | null {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  const [operation, second] = name ? operations.filter((node) => node.name?.value === name) : operations;
  if (!operation || second || operation.operation !== 'query') return null;
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments[node.name.value] = node;
  return { schema, operation, fragments, conditions: conditionsIn(document), plans: new Map() };
}

function executorOf({ schema, operation, fragments, conditions, plans }: Prepared): Execute | null {
  const planFor = (values: Readonly<Record<string, unknown>>) => {
    const key = conditions.map((name) => (values[name] === true ? 1 : 0)).join('');
    let plan = plans.get(key);
    if (plan === undefined) {
      plan = planQuery(schema, operation, fragments, values);
      if (plans.size < maxPlans) plans.set(key, plan);
    }
    return plan;
  };
  // The values do not decide if an operation can be planned.
  if (!planFor({})) return null;
  const definitions = operation.variableDefinitions ?? [];
  return ({ rootValue, contextValue, variableValues, hasNotes = () => false }) => {
    // Specification section 6.1.2, "Coercing Variable Values".
    const { coerced, errors } = getVariableValues(schema, definitions, variableValues, { maxErrors: 50 });
    if (errors) return { errors };
    const plan = planFor(coerced);
    if (!plan) throw new Error('The query had a plan for other variable values, but has none for these.');
    return executePlan(plan, { rootValue, contextValue, variableValues: coerced, hasNotes });
  };
}

/** The names of the variables in `@skip` and `@include`. */
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
