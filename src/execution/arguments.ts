import { type FieldNode, type GraphQLField, getArgumentValues } from 'graphql';
import type { Execution } from './execution.ts';
import type { FieldPlan } from './plan.ts';

/**
 * The coerced arguments of a field without variables. All executions of a plan share them, so they are frozen. Null if they
 * cannot be coerced: then each execution gets the error.
 */
export function coerceFixedArguments(definition: GraphQLField<unknown, unknown>, node: FieldNode) {
  let args: Record<string, unknown>;
  try {
    args = getArgumentValues(definition, node);
  } catch {
    return null;
  }
  for (const value of Object.values(args)) deepFreeze(value);
  return Object.freeze(args);
}

/** Freezes the lists and objects that the coercion made; not those that a scalar returned. */
function deepFreeze(value: unknown): void {
  const isCoerced = typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === null;
  if (!isCoerced && !Array.isArray(value)) return;
  for (const inner of Object.values(value)) deepFreeze(inner);
  Object.freeze(value);
}

/** The coerced arguments of a field. Throws the error of the coercion. */
export function argumentsOf(execution: Execution, field: FieldPlan): Readonly<Record<string, unknown>> {
  if (field.fixedArguments) return field.fixedArguments;
  const args = execution.args[field.index] ?? coerceArguments(execution, field);
  if (args instanceof Error) throw args;
  return args;
}

/** Specification section 6.4.1, "Coercing Field Arguments". Once for each execution, not for each item of a list. */
function coerceArguments(
  execution: Execution,
  { definition, nodes: [node], index }: FieldPlan,
): Readonly<Record<string, unknown>> | Error {
  let args: Readonly<Record<string, unknown>> | Error;
  try {
    args = definition && node ? getArgumentValues(definition, node, execution.variableValues) : {};
  } catch (error) {
    args = error as Error;
  }
  execution.args[index] = args;
  return args;
}
