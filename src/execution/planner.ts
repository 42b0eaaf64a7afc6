import {
  type DocumentNode,
  type ExecutionResult,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  visit,
} from 'graphql';
import { executePlan } from './execute-plan.ts';
import type { ExecutionInput } from './execution.ts';
import type { Plan } from './plan.ts';
import { isPlannable, planQuery } from './plan-query.ts';
import { MemoBudget } from './result-memo.ts';

/** Executes one operation. By default resolvers record nothing, and nothing runs ahead. */
export type Execute = (
  input: Omit<ExecutionInput, 'hasNotes' | 'contextAhead'> & Partial<ExecutionInput>,
) => ExecutionResult | Promise<ExecutionResult>;

/** A document whose operations can be planned. */
interface PreparedDocument {
  schema: GraphQLSchema;
  operations: readonly PreparedOperation[];
  fragments: Record<string, FragmentDefinitionNode>;
  /** The variables in `@skip` and `@include`. Each combination of their values has its own plan. */
  conditions: readonly string[];
}

interface PreparedOperation {
  node: OperationDefinitionNode;
  plans: Map<string, Plan>;
}

/** Maximum number of cached plans of one operation. */
const maxPlans = 16;

/** Maximum number of fields in all cached plans. If there are more, all plans are dropped. */
export const maxPlannedFields = 60_000;

/**
 * Plans operations for repeated execution. Plans are cached as long as their document exists, up to a number of fields.
 *
 * @returns a function that finds how to execute an operation of a valid document with variables; null if there is no
 * plan and the executor of graphql-js has to execute it. Nothing is planned before the operation is executed.
 */
export function createPlanner(): (
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variableValues: Readonly<Record<string, unknown>> | null | undefined,
) => Execute | null {
  const memoBudget = new MemoBudget();
  let cache = new WeakMap<DocumentNode, PreparedDocument>();
  let fieldCount = 0;

  const countField = () => {
    fieldCount += 1;
    if (fieldCount <= maxPlannedFields) return;
    cache = new WeakMap();
    fieldCount = 0;
  };

  return (schema, document, operationName, variableValues) => {
    let prepared = cache.get(document);
    if (prepared?.schema !== schema) {
      prepared = prepare(schema, document);
      cache.set(document, prepared);
    }
    // A condition that is null is an error where it is evaluated (specification section 6.4.1). Plans have no such place.
    if (prepared.conditions.some((name) => variableValues?.[name] === null)) return null;
    const operation = findOperation(prepared.operations, operationName);
    return operation && executorOf(prepared, operation, { onField: countField, memoBudget });
  };
}

function prepare(schema: GraphQLSchema, document: DocumentNode): PreparedDocument {
  const operations: PreparedOperation[] = [];
  const fragments: Record<string, FragmentDefinitionNode> = Object.create(null);
  if (!isPlannable(document)) return { schema, operations, fragments, conditions: [] };
  for (const node of document.definitions) {
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments[node.name.value] = node;
    if (node.kind === Kind.OPERATION_DEFINITION) operations.push({ node, plans: new Map() });
  }
  return { schema, operations, fragments, conditions: conditionsIn(document) };
}

/** GetOperation of specification section 6.1. */
function findOperation(
  operations: readonly PreparedOperation[],
  name: string | null | undefined,
): PreparedOperation | null {
  if (!name && operations.length > 1) return null;
  return (name ? operations.find(({ node }) => node.name?.value === name) : operations[0]) ?? null;
}

function executorOf(
  { schema, fragments, conditions }: PreparedDocument,
  { node, plans }: PreparedOperation,
  ofPlanner: { onField: () => void; memoBudget: MemoBudget },
): Execute | null {
  const root = node.operation === OperationTypeNode.SUBSCRIPTION ? null : schema.getRootType(node.operation);
  if (!root) return null;
  const planFor = (values: Readonly<Record<string, unknown>>) => {
    const key = conditions.map((name) => (values[name] === true ? 1 : 0)).join('');
    let plan = plans.get(key);
    if (!plan) {
      plan = planQuery({ schema, root, operation: node, fragments, conditions: values, ...ofPlanner });
      if (plans.size < maxPlans) plans.set(key, plan);
    }
    return plan;
  };
  const definitions = node.variableDefinitions ?? [];
  return ({ variableValues, hasNotes = () => false, contextAhead = null, ...input }) => {
    // Specification section 6.1.2, "Coercing Variable Values".
    const { coerced, errors } = getVariableValues(schema, definitions, variableValues, { maxErrors: 50 });
    if (errors) return { errors };
    return executePlan(planFor(coerced), {
      ...input,
      variableValues: coerced,
      hasNotes,
      contextAhead,
    });
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
